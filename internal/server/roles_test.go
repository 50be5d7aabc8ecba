//go:build unix

package server

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server/wire"
	"github.com/servanda-lang/servanda/internal/testkit/may"
)

var everyRole = append(ledger.Roles(), ledger.RoleLog, ledger.RoleNobody)

// Every route, asked by every role, unsigned and by a stranger, gives what the page says, and the page speaks of every route.
func TestEachRoleMayWhatThePageSays(t *testing.T) {
	g, _ := withTexts(t)
	page := may.Table(t, "")
	var there []string
	for _, r := range g.routes {
		there = append(there, r.method+" "+r.path)
	}
	for name := range page {
		if name != "text" && !slices.Contains(there, name) {
			t.Errorf("the page has a route %s that is not there", name)
		}
	}
	n := 0
	for _, name := range there {
		may, told := page[name]
		if !told {
			t.Errorf("the page says nothing of %s", name)
			continue
		}
		for _, role := range everyRole {
			n++
			g.holds(t, name, role, may[role.String()])
		}
	}
	if n < 13*7 {
		t.Errorf("only %d were asked", n)
	}
	for _, role := range everyRole {
		g.mayName(t, role, page["text"][role.String()])
	}
}

// holds asks a route in a role, and, as nobody, both unsigned and with a key that was not admitted.
func (g *ground) holds(t *testing.T, name string, role ledger.Role, may bool) {
	t.Helper()
	method, path, _ := strings.Cut(name, " ")
	path = strings.NewReplacer("{level}", "0", "{index}", "000.p/1", "{entry}", "0", "{digest}", digestIs(t, accord)).Replace(path)
	kind, body := "", []byte(nil)
	switch path {
	case "/v1/events":
		kind, body = wire.Many, encode(t, note(t, g.keys[ledger.RoleParty], 1)) // which anybody who may report may carry in
	case "/v1/cosignatures":
		kind, body = "text/plain", []byte("no signature\n")
	case "/v1/texts":
		path, kind, body = path+"?entry=0", "text/plain", []byte(accord)
	}
	key := g.keys[role]
	signer := &key
	if role == ledger.RoleNobody {
		signer = nil
		if a, _, _ := answered(t, g.request(t, &key, method, path, kind, body)); a.StatusCode != http.StatusUnauthorized {
			t.Errorf("a stranger asks %s: %d", name, a.StatusCode)
		}
	}
	a, _, p := answered(t, g.request(t, signer, method, path, kind, body))
	want := http.StatusForbidden
	if role == ledger.RoleNobody {
		want = http.StatusUnauthorized
	}
	switch refused := a.StatusCode == http.StatusForbidden || a.StatusCode == http.StatusUnauthorized; {
	case may && (refused || a.StatusCode == http.StatusNotFound || a.StatusCode >= 500):
		t.Errorf("%s asks %s, which it may: %d %v", role, name, a.StatusCode, p)
	case !may && (a.StatusCode != want || p.Mend == ""):
		t.Errorf("%s asks %s, which it may not: %d %v", role, name, a.StatusCode, p)
	}
}

// mayName has a role say which text is in force, carried in by a party.
func (g *ground) mayName(t *testing.T, role ledger.Role, may bool) {
	t.Helper()
	if role == ledger.RoleWitness {
		if may {
			t.Error("a witness has no key to say anything with")
		}
		return
	}
	body := encode(t, says(t, g.keys[role], kindPact, "pact:"+role.String(), `{"pact":"x","digest":"sha256:0"}`))
	party := g.keys[ledger.RoleParty]
	a, _, p := answered(t, g.request(t, &party, "POST", "/v1/events", wire.Many, body))
	if may && a.StatusCode != http.StatusCreated || !may && a.StatusCode != http.StatusForbidden && a.StatusCode != http.StatusUnauthorized {
		t.Errorf("%s says which text is in force: %d %v; may: %v", role, a.StatusCode, p, may)
	}
}

// A public record is read by everybody, and nothing more than that.
func TestAPublicRecordIsReadByEverybody(t *testing.T) {
	g := open(t, file(t), func(c *Config) { c.Public = true })
	for _, r := range g.routes {
		path := strings.NewReplacer("{level}", "0", "{index}", "000.p/1", "{entry}", "0").Replace(r.path)
		a, _, _ := answered(t, g.request(t, nil, r.method, path, "", nil))
		if may := r.right == Anybody || r.right == ReadRecord; may != (a.StatusCode == http.StatusOK) {
			t.Errorf("%s %s: %d", r.method, r.path, a.StatusCode)
		}
	}
}

func TestWhoIsRetiredIsRefusedFromTheNextRequestOn(t *testing.T) {
	g := open(t, file(t), nil)
	party := g.keys[ledger.RoleParty]
	if _, err := g.as(t, ledger.RoleParty).Add(t.Context(), []ledger.Signed{note(t, party, 1)}, true); err != nil {
		t.Fatal(err)
	}
	say := ledger.KeyStatement(ledger.KindRetire, party.Public, ledger.RoleNobody, 99)
	say.Ledger = origin
	log := g.keys[ledger.RoleLog]
	signed, err := say.Sign(log)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.c.Store.Add(t.Context(), []ledger.Signed{signed}, &log); err != nil {
		t.Fatal(err)
	}
	if a, _, p := answered(t, g.request(t, &party, "GET", "/checkpoint", "", nil)); a.StatusCode != http.StatusUnauthorized || !strings.Contains(p.Detail, "was retired") {
		t.Errorf("%d %v", a.StatusCode, p)
	}
	// Nor is anything taken that it has signed, whoever carries it in.
	reporter := g.keys[ledger.RoleReporter]
	if a, _, p := answered(t, g.request(t, &reporter, "POST", "/v1/events", wire.Many, encode(t, note(t, party, 2)))); a.StatusCode != http.StatusForbidden || !strings.Contains(p.Detail, "was retired") {
		t.Errorf("%d %v", a.StatusCode, p)
	}
}
