package dashboard

import (
	"bytes"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda"
	"github.com/servanda-lang/servanda/internal/httpsig"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/server"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

const origin = "ledger.example/accord"

// reported is what the parties of testdata/accord.pact report, who says it first.
var reported = [][2]string{
	{"party", `{"id":"n1","when":"2026-10-01","actor":"north","move":"signs accord","evidence":["the copy in the archive of the river commission"]}`},
	{"reporter", `{"id":"s1","when":"2026-10-01","actor":"south","move":"signs accord"}`},
	{"reporter", `{"id":"s3","when":"2026-11-05","actor":"south","move":"pay","note":"bank transfer 4471"}`},
	{"party", `{"id":"n2","when":"2026-11-06","actor":"north","move":"withdraw","note":"seen from the bridge at noon"}`},
	{"reporter", `{"id":"s2","when":"2026-11-06","kind":"did_not_happen","actor":"north","move":"withdraw","note":"two batteries are still on the hill"}`},
	{"reporter", `{"id":"s4","kind":"note","when":"2026-11-10","note":"The river was in flood from the 7th to the 9th: <b>&\"'"}`},
}

// ground is a server with its pages, and a key of each role; there are two mediators.
type ground struct {
	*Dashboard
	*testing.T
	st   *store.Store
	url  string
	keys map[string]ledger.Private
	keep string
}

func (g *ground) must(err error) {
	g.Helper()
	if err != nil {
		g.Fatal(err)
	}
}

// begin starts a server of a ledger in which things were reported.
func begin(t *testing.T) *ground {
	g := &ground{T: t, keys: map[string]ledger.Private{}, keep: t.TempDir()}
	key := func(name, as string, a ledger.Algorithm) ledger.Private {
		k, err := ledger.Generate(name, a, rand.Reader)
		g.must(err)
		g.keys[as] = k
		return k
	}
	log := key(origin, "log", ledger.Ed25519)
	key("stranger.example", "stranger", ledger.Ed25519)
	st, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "accord.ledger"), log)
	g.must(err)
	g.st = st
	t.Cleanup(func() { st.Close() })
	for i, as := range []string{"party", "reporter", "observer", "witness", "mediator", "second"} {
		a, role := ledger.Ed25519, ledger.RoleMediator
		if as == "witness" {
			a = ledger.Cosignature
		}
		if as != "second" {
			role, err = ledger.ParseRole(as)
			g.must(err)
		}
		g.admit(ledger.KindAdmit, key(as+".example", as, a).Public, role, int64(i))
	}
	g.serve()
	for i, x := range reported {
		g.add(g.keys[x[0]], ledger.Statement{Kind: "event", ID: []string{"n1", "s1", "s3", "n2", "s2", "s4"}[i], Line: []byte(x[1])})
	}
	return g
}

// serve starts the server, and waits until it takes signed requests.
func (g *ground) serve() {
	pact := filepath.Join(g.TempDir(), "accord.pact")
	text, err := os.ReadFile("testdata/accord.pact")
	g.must(err)
	g.must(os.WriteFile(pact, text, 0o666))
	digest, err := servanda.Digest(pact)
	g.must(err)
	g.add(g.keys["log"], ledger.Statement{Kind: "pact", ID: "pact", Line: []byte(`{"pact":"accord.pact","digest":"sha256:` + digest + `"}`)})
	g.Dashboard = New(Config{Drafts: g.keep, Passkeys: filepath.Join(g.TempDir(), "passkeys.json")})
	log := g.keys["log"]
	s, err := server.New(server.Config{Store: g.st, LogKey: &log, Pact: pact, Pages: g.Pages, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Sessions: []func(*http.Request) (ledger.Public, bool, error){g.Session}, Limits: server.Limits{Rate: 1e6, Burst: 1e6, Bytes: 1e9}})
	g.must(err)
	h := httptest.NewServer(s.Handler())
	g.Cleanup(func() { h.Close(); s.Close() })
	g.url = h.URL
	time.Sleep(time.Until(s.Began()))
}

func (g *ground) add(key ledger.Private, say ledger.Statement) {
	g.Helper()
	say.Ledger, say.Claimed = origin, time.Date(2026, 11, 10, 12, 0, 0, 0, time.UTC)
	signed, err := say.Sign(key)
	g.must(err)
	log := g.keys["log"]
	_, err = g.st.Add(g.Context(), []ledger.Signed{signed}, &log)
	g.must(err)
}

func (g *ground) admit(kind string, key ledger.Public, role ledger.Role, n int64) {
	g.Helper()
	g.add(g.keys["log"], ledger.KeyStatement(kind, key, role, n))
}

// someone is a browser, in the name of a role; of nobody if that is "".
type someone struct {
	*ground
	cookie *http.Cookie
	signs  *ledger.Private
}

// enter lets a browser in by a link that the key asks for.
func (g *ground) enter(as string) *someone {
	g.Helper()
	link := g.sessions.link(g.keys[as].Public)
	a, body := (&someone{ground: g}).ask("POST", "/enter", url.Values{"link": {link}})
	if a.StatusCode != http.StatusSeeOther || len(a.Cookies()) != 1 {
		g.Fatalf("%s cannot enter: %d %s", as, a.StatusCode, body)
	}
	return &someone{ground: g, cookie: a.Cookies()[0]}
}

// token is what the forms of the session hold.
func (s *someone) token() string {
	r, err := http.NewRequest("GET", s.url, nil)
	s.must(err)
	if s.cookie == nil {
		return ""
	}
	r.AddCookie(s.cookie)
	return s.tokenOf(r)
}

// ask asks, and follows nowhere.
func (s *someone) ask(method, path string, form url.Values) (*http.Response, string) {
	s.Helper()
	body := []byte(form.Encode())
	r, err := http.NewRequestWithContext(s.Context(), method, s.url+path, bytes.NewReader(body))
	s.must(err)
	if method == "POST" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if s.cookie != nil {
		r.AddCookie(s.cookie)
	}
	if s.signs != nil {
		s.must(httpsig.Sign(r, body, httpsig.Params{KeyID: s.signs.URI(), Nonce: rand.Text(), Tag: wire.Tag, Created: time.Now()}, s.signs.Sign))
	}
	return s.send(r)
}

func (s *someone) send(r *http.Request) (*http.Response, string) {
	s.Helper()
	a, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(r)
	s.must(err)
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	s.must(err)
	return a, string(text)
}

// sees is a page that has to be there, and to hold what is named.
func (s *someone) sees(path string, all ...string) string {
	s.Helper()
	a, body := s.ask("GET", path, nil)
	if a.StatusCode != http.StatusOK {
		s.Fatalf("%s: %d %s", path, a.StatusCode, body)
	}
	for _, x := range all {
		if !strings.Contains(body, x) {
			s.Errorf("%s does not say %q:\n%s", path, x, body)
		}
	}
	return body
}
