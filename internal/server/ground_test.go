//go:build unix

package server

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/httpsig"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/server/client"
	"github.com/servanda-lang/servanda/internal/server/wire"
	"github.com/servanda-lang/servanda/internal/testkit/postgres"
)

const origin = "ledger.example/accord"

const accord = `pact "Accord"
starts 2026-03-01
party north "North"
party south "South"
act pay "pay the rent" by north { }
instrument accord "the accord" {
  between north, south
  in force once signed
  duty north_pays { north must pay within 10 days  for south }
}
`

// ground is a server with a key of each role.
type ground struct {
	*Server
	url  string
	keys map[ledger.Role]ledger.Private
	said *bytes.Buffer // its log; to be read when it is closed
	path string        // of the pact
}

func newKey(t testing.TB, name string, a ledger.Algorithm) ledger.Private {
	t.Helper()
	k, err := ledger.Generate(name, a, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// roles makes a ledger in which there is one of each role.
func roles(t testing.TB, where string) (*store.Store, map[ledger.Role]ledger.Private) {
	t.Helper()
	keys := map[ledger.Role]ledger.Private{ledger.RoleLog: newKey(t, origin, ledger.Ed25519), ledger.RoleNobody: newKey(t, "stranger.example", ledger.Ed25519)}
	log := keys[ledger.RoleLog]
	st, err := store.Create(t.Context(), where, log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	var all []ledger.Signed
	for i, role := range ledger.Roles() {
		a := ledger.Ed25519
		if role == ledger.RoleWitness {
			a = ledger.Cosignature
		}
		keys[role] = newKey(t, role.String()+".example", a)
		say := ledger.KeyStatement(ledger.KindAdmit, keys[role].Public, role, int64(i))
		say.Ledger, say.Claimed = origin, time.Now()
		signed, err := say.Sign(log)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, signed)
	}
	if _, err := st.Add(t.Context(), all, &log); err != nil {
		t.Fatal(err)
	}
	return st, keys
}

// open starts a server for a new ledger; change changes what it is made of.
func open(t testing.TB, where string, change func(*Config)) *ground {
	t.Helper()
	st, keys := roles(t, where)
	log := keys[ledger.RoleLog]
	path := filepath.Join(t.TempDir(), "accord.pact")
	if err := os.WriteFile(path, []byte(accord), 0o666); err != nil {
		t.Fatal(err)
	}
	said := &bytes.Buffer{}
	c := Config{Store: st, LogKey: &log, Pact: path, Log: slog.New(slog.NewJSONHandler(said, nil)), Limits: Limits{Rate: 1e6, Burst: 1e6}}
	if change != nil {
		change(&c)
	}
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	s.began = time.Time{} // tests do not wait for the next second
	h := httptest.NewServer(s.Handler())
	t.Cleanup(func() { h.Close(); s.Close() })
	return &ground{s, h.URL, keys, said, path}
}

func file(t testing.TB) string { return filepath.Join(t.TempDir(), "accord.ledger") }

// onBoth runs a test with a place for a new ledger in SQLite, and with one in PostgreSQL.
func onBoth(t *testing.T, test func(t *testing.T, where string)) {
	t.Run("SQLite", func(t *testing.T) { test(t, file(t)) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, postgres.URL(t)) })
}

// as is a client in a role.
func (g *ground) as(t testing.TB, role ledger.Role) *client.Client {
	t.Helper()
	key := g.keys[role]
	c, err := client.New(g.url, &key)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// says is what somebody says.
func says(t testing.TB, key ledger.Private, kind, id, line string) ledger.Signed {
	t.Helper()
	s, err := ledger.Statement{Ledger: origin, Kind: kind, ID: id, Claimed: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Line: []byte(line)}.Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// note is an event that changes nothing.
func note(t testing.TB, key ledger.Private, n int) ledger.Signed {
	t.Helper()
	return says(t, key, kindEvent, fmt.Sprint("e", n), fmt.Sprintf(`{"id":"e%d","kind":"note","note":"number %d"}`, n, n))
}

// request is one signed by a key, unless that is nobody's.
func (g *ground) request(t testing.TB, key *ledger.Private, method, path, kind string, body []byte) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, g.url+path, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	if key != nil {
		p := httpsig.Params{KeyID: key.URI(), Nonce: rand.Text(), Tag: wire.Tag, Created: time.Now()}
		if err := httpsig.Sign(r, body, p, key.Sign); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// answered is what comes of a request: the status, the body, and the problem if there is one.
func answered(t testing.TB, r *http.Request) (*http.Response, []byte, *wire.Problem) {
	t.Helper()
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	body, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	if a.StatusCode < 400 {
		return a, body, nil
	}
	p := &wire.Problem{}
	if a.Header.Get("Content-Type") != wire.ProblemType || json.Unmarshal(body, p) != nil || p.Status != a.StatusCode || p.Title == "" {
		t.Errorf("%s %s: no problem of RFC 9457: %s %s", r.Method, r.URL.Path, a.Header.Get("Content-Type"), body)
	}
	return a, body, p
}

func encode(t testing.TB, all ...ledger.Signed) []byte {
	t.Helper()
	text, err := wire.Encode(all)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
