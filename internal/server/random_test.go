//go:build unix

package server

import (
	"bytes"
	crypto "crypto/rand"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/httpsig"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

// asked is what somebody asks.
type asked struct{ method, path, query, kind, body string }

// mutated is the same with some bytes of one part changed.
func (a asked) mutated(random *rand.Rand) asked {
	part := []*string{&a.path, &a.query, &a.body, &a.kind}[random.IntN(4)]
	text := []byte(*part)
	for range 1 + random.IntN(3) {
		at := random.IntN(len(text) + 1)
		piece := []string{"", "0", "9999999999999999999", "-", "/", "..", "%00", "\x00", "\"", "{", "x", "ü", "&on=", "null"}[random.IntN(14)]
		text = append(append(bytes.Clone(text[:at]), piece...), text[min(len(text), at+random.IntN(3)):]...)
	}
	*part = string(text)
	return a
}

// Whatever is asked, by whoever is admitted, it is never a fault of ours, and what is refused is a problem in words.
func TestNothingThatIsAskedIsAFaultOfOurs(t *testing.T) {
	g := open(t, file(t), nil)
	event := string(encode(t, note(t, g.keys[ledger.RoleParty], 1)))
	all := []asked{
		{"POST", "/v1/events", "proof=true", wire.Many, event}, {"POST", "/v1/events", "", wire.One, event[1 : len(event)-1]},
		{"POST", "/v1/cosignatures", "", "text/plain", "— witness.example AAAA\n"}, {"GET", "/v1/entries", "from=3&limit=1000&id=e1", "", ""},
		{"GET", "/v1/standing", "on=day%2012&as-known-on=2026-03-01", "", ""}, {"GET", "/v1/witness-request", "old=3", "", ""},
		{"GET", "/tile/entries/x000/000.p/3", "", "", ""}, {"GET", "/v1/entries/3/proof", "", "", ""}, {"GET", "/v1/entries/3", "", "", ""},
	}
	for _, r := range g.routes {
		all = append(all, asked{method: r.method, path: r.path})
	}
	random := rand.New(rand.NewPCG(7, 7))
	for i := range 1500 {
		a := all[i%len(all)]
		if i >= len(all)*7 {
			a = a.mutated(random)
		}
		g.never(t, ledger.Role(i/len(all)%7), a)
	}
}

func (g *ground) never(t *testing.T, role ledger.Role, a asked) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), a.method, "http://x/", bytes.NewReader([]byte(a.body)))
	if err != nil {
		t.Fatal(err)
	}
	r.URL.Path, r.URL.RawQuery = a.path, a.query
	if a.kind != "" {
		r.Header.Set("Content-Type", a.kind)
	}
	if key := g.keys[role]; role != ledger.RoleNobody {
		p := httpsig.Params{KeyID: key.URI(), Nonce: crypto.Text(), Tag: wire.Tag, Created: time.Now()}
		if err := httpsig.Sign(r, []byte(a.body), p, key.Sign); err != nil {
			t.Fatal(err)
		}
	}
	w := httptest.NewRecorder()
	g.Handler().ServeHTTP(w, r)
	if w.Code >= 500 || w.Code >= 400 && w.Header().Get("Content-Type") != wire.ProblemType {
		t.Errorf("%s asks %q: %d %s", role, a, w.Code, w.Body)
	}
}
