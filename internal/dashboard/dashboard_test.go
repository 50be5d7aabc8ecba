package dashboard

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/testkit/may"
)

var roles = []string{"nobody", "observer", "witness", "reporter", "party", "mediator", "log"}

// Every page, asked by every role, signed and by a session, gives what docs/server.md says, and that speaks of every page.
func TestEachRoleSeesWhatThePageSays(t *testing.T) {
	g := begin(t)
	table := may.Table(t, "in the browser")
	var there []string
	for _, r := range g.Routes() {
		there = append(there, r.Method+" "+r.Path)
	}
	for name := range table {
		if !slices.Contains(there, name) {
			t.Errorf("the page has a route %s that is not there", name)
		}
	}
	offer, err := os.ReadFile("testdata/offer.pact")
	g.must(err)
	for _, name := range there {
		if table[name] == nil {
			t.Errorf("the page says nothing of %s", name)
			continue
		}
		for _, role := range roles {
			g.holds(name, role, table[name][role], string(offer))
		}
	}
}

func (g *ground) holds(name, role string, allowed bool, offer string) {
	g.Helper()
	var ways []*someone
	if role == "nobody" {
		ways = []*someone{{ground: g}}
	} else {
		key := g.keys[role]
		ways = []*someone{{ground: g, signs: &key}, g.enter(role)}
	}
	for i, s := range ways {
		method, path, _ := strings.Cut(name, " ")
		form := url.Values{}
		if method == "POST" {
			form = url.Values{"token": {s.token()}, "name": {"offer"}, "text": {offer}, "link": {g.sessions.link(g.keys["observer"].Public)}, "proof": {g.proof(0)}}
		}
		if strings.Contains(path, "{draft}") && role == "mediator" {
			a, _ := s.ask("POST", "/drafts", url.Values{"token": {s.token()}, "name": {"offer"}, "text": {offer}})
			path = strings.Replace(path, "/drafts/{draft}", a.Header.Get("Location"), 1)
		}
		path = strings.NewReplacer("{clause}", "guns", "{entry}", "0", "{draft}", "0123456789abcdef").Replace(path)
		if name == "GET /enter" {
			path += "?link=x"
		}
		a, body := s.ask(method, path, form)
		may := allowed && (name != "POST /v1/links" || i == 0) // which a session gives nobody
		if strings.HasSuffix(path, "enrol") {
			may = allowed && i == 1 // a session alone enrols
		}
		refused := a.StatusCode == http.StatusForbidden || a.StatusCode == http.StatusUnauthorized
		if strings.HasPrefix(path, "/passkeys/") && may && a.StatusCode == http.StatusUnprocessableEntity {
			continue // there is no name, and no ceremony
		}
		if may && a.StatusCode >= 400 || !may && !refused {
			g.Errorf("%s, way %d, asks %s; it may: %v; %d %s", role, i, name, may, a.StatusCode, heading(body))
		}
	}
}

// heading is what a page is about.
func heading(body string) string {
	_, rest, _ := strings.Cut(body, "<h1>")
	h, _, _ := strings.Cut(rest, "<footer")
	return h
}

// proof is a receipt of an entry.
func (g *ground) proof(n int64) string {
	under, err := g.s.Newest(g.Context())
	g.must(err)
	p, err := ledger.Prove(g.Context(), g.st, n, under)
	g.must(err)
	return string(p.Encode())
}

func TestPagesSayWhereEveryoneStands(t *testing.T) {
	g := begin(t)
	s := g.enter("observer")
	first := s.sees("/?on=2026-11-26", "Where everyone stands on 26 Nov 2026", `href="#late"><span class="grave">0 to 1</span>`, "16 days late", "[only by version 1b]", "4 days left", "Dispute 1: it matters which report is true",
		"Version 1a", "can be left with", "<svg", "5 Nov 2026", "Made", "of 13 entries", g.keys["log"].Public.String(), "sha256:", "root <code>")
	if strings.Contains(first, "<b>") || strings.Contains(first, "<script") {
		t.Error("what others wrote comes through as markup")
	}
	s.sees("/?on=2026-11-26&as-known-on=2026-10-02", "By a log of 0 reports")
	s.sees("/clauses", `href="/clauses/guns"`, "Each provision by itself")
	s.sees("/clauses/guns?on=2026-11-26", "the withdrawal of the guns", "As the pact has it", "1 month after", "It did not happen that Northland", "two batteries are still on the hill", ", by <a href=\"/record/6\">entry 6</a>")
	s.sees("/positions", "ositions")
	s.sees("/text", "north must withdraw within 40 days")
	s.sees("/record", "north withdraw – seen from the bridge at noon", "party.example is admitted as a party", `href="/record/9"`)
	s.sees("/record/9", "bank transfer 4471", "/v1/entries/9/proof", "reporter.example")
	s.sees("/people", "second.example", "keep drafts")
	if a, _ := s.ask("GET", "/record/99", nil); a.StatusCode != http.StatusNotFound {
		t.Errorf("an entry that is not there: %d", a.StatusCode)
	}
	if a, body := s.ask("GET", "/?on=tomorrow", nil); a.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "no day") {
		t.Errorf("a day that is none: %d %s", a.StatusCode, body)
	}
	a, _ := s.ask("GET", "/?on=2026-11-26", nil)
	if policy := a.Header.Get("Content-Security-Policy"); strings.Contains(policy, "unsafe") || !strings.Contains(policy, "script-src 'none'") || !strings.Contains(policy, "sha256-") {
		t.Error(policy)
	}
}

// Every byte of a receipt that is changed is noticed, and a checkpoint of another record.
func TestAReceiptIsChecked(t *testing.T) {
	g := begin(t)
	s := g.enter("party")
	good := g.proof(9)
	a, body := s.ask("POST", "/receipt", url.Values{"proof": {strings.ReplaceAll(good, "\n", "\r\n")}, "token": {s.token()}})
	if a.StatusCode != 200 || !strings.Contains(body, "it holds") || !strings.Contains(body, "goes on from that checkpoint") {
		t.Errorf("%d %s", a.StatusCode, body)
	}
	for i := 0; i < len(good); i += 7 {
		bad := []byte(good)
		bad[i] ^= 1
		if a, body := s.ask("POST", "/receipt", url.Values{"proof": {string(bad)}, "token": {s.token()}}); a.StatusCode == 200 && !strings.Contains(body, "it does not hold") && !strings.Contains(body, "does not go on") {
			t.Errorf("byte %d: %s", i, body)
		}
	}
}

func TestALinkIsGoodOnceAndASessionEnds(t *testing.T) {
	g := begin(t)
	nobody := &someone{ground: g}
	if a, body := nobody.ask("GET", "/", nil); a.StatusCode != http.StatusUnauthorized || !strings.Contains(body, "servanda ledger enter "+g.url+" --me FILE") {
		t.Errorf("%d %s", a.StatusCode, body)
	}
	party := g.keys["party"].Public
	link := g.sessions.link(party)
	nobody.sees("/enter?link="+link, "It is good once") // looking does not use it up
	enter := func(link string) (*http.Response, string) {
		return nobody.ask("POST", "/enter", url.Values{"link": {link}})
	}
	a, _ := enter(link)
	if c := a.Cookies(); a.StatusCode != http.StatusSeeOther || len(c) != 1 || !c[0].HttpOnly || c[0].SameSite != http.SameSiteStrictMode {
		t.Errorf("%d %v", a.StatusCode, c)
	}
	s := &someone{ground: g, cookie: a.Cookies()[0]}
	if a, _ := enter(link); a.StatusCode != http.StatusUnauthorized {
		t.Errorf("the link a second time: %d", a.StatusCode)
	}
	s.sees("/me", "party.example", "servanda ledger add --server "+g.url)
	now := time.Now()
	g.sessions.now = func() time.Time { return now }
	late := g.sessions.link(party)
	now = now.Add(linkTime + time.Second)
	if a, _ := enter(late); a.StatusCode != http.StatusUnauthorized {
		t.Errorf("the link too late: %d", a.StatusCode)
	}
	now = now.Add(idleTime + time.Second)
	s.out("a session that was not used")
	now = time.Now()
	s = g.enter("party")
	for range 13 {
		now = now.Add(idleTime - time.Second)
		s.ask("GET", "/me", nil)
	}
	s.out("a session of thirteen hours")
	s, other := g.enter("party"), g.enter("party")
	s.ask("POST", "/leave", url.Values{"token": {s.token()}})
	s.out("who has left")
	other.sees("/me")
	s = g.enter("party")
	s.ask("POST", "/leave", url.Values{"token": {s.token()}, "everywhere": {"yes"}})
	other.out("who has left everywhere")
	s = g.enter("party")
	g.admit(ledger.KindRetire, party, ledger.RoleNobody, 99)
	s.out("who is retired")
}

func (s *someone) out(what string) {
	s.Helper()
	if a, _ := s.ask("GET", "/me", nil); a.StatusCode != http.StatusUnauthorized {
		s.Errorf("%s: %d", what, a.StatusCode)
	}
}

// What another site has a browser send is refused, on pages and in the interface; so is a form of another session.
func TestOtherSitesAreRefused(t *testing.T) {
	g := begin(t)
	s := g.enter("mediator")
	for _, path := range []string{"/leave", "/drafts", "/v1/events"} {
		r, err := http.NewRequest("POST", g.url+path, strings.NewReader("token="+s.token()))
		g.must(err)
		r.AddCookie(s.cookie)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		if a, body := s.send(r); a.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d %s", path, a.StatusCode, body)
		}
	}
	other := g.enter("mediator")
	if a, _ := s.ask("POST", "/leave", url.Values{"token": {other.token()}}); a.StatusCode != http.StatusForbidden {
		t.Errorf("a form of another session: %d", a.StatusCode)
	}
	s.sees("/me")
}

func TestADraftIsItsMediatorsAlone(t *testing.T) {
	g := begin(t)
	offer, err := os.ReadFile("testdata/offer.pact")
	g.must(err)
	s, second := g.enter("mediator"), g.enter("second")
	keep := func(name, text string) string {
		a, body := s.ask("POST", "/drafts", url.Values{"token": {s.token()}, "name": {name}, "text": {text}})
		if a.StatusCode != http.StatusSeeOther {
			t.Fatalf("%d %s", a.StatusCode, body)
		}
		return a.Header.Get("Location")
	}
	at := keep("Offer <2>", string(offer))
	if again := keep("Offer <2>", string(offer)); again != at {
		t.Errorf("the same is kept twice: %s %s", at, again)
	}
	s.sees("/drafts", "Offer &lt;2&gt;")
	saved := filepath.Join(t.TempDir(), "another-name.pact")
	g.must(os.WriteFile(saved, []byte(s.sees(at+"/text")), 0o666))
	digest, err := servanda.Digest(saved)
	g.must(err)
	s.sees(at, "must pay_rest within 10 days", "--amendment FILE.pact", "sha256:"+digest)
	s.sees(at+"/effect?on=2026-11-26", "The amendment is your draft", "by the old text: Southland has to pay the rest until 6 Dec 2026")
	s.sees(at+"/compare", "Southland has less time for")
	s.sees(at+"/check", "Northland can be obliged to withdraw the guns")
	if body := second.sees("/drafts"); strings.Contains(body, "Offer") {
		t.Error("another mediator sees it")
	}
	for _, path := range []string{at, at + "/effect"} {
		if a, _ := second.ask("GET", path, nil); a.StatusCode != http.StatusNotFound {
			t.Errorf("another mediator asks %s: %d", path, a.StatusCode)
		}
	}
	// It is no part of the record or of what is exported, and nobody else may open its file.
	if _, tar := s.ask("GET", "/v1/export", nil); strings.Contains(tar, "within 10 days") || len(tar) < 1000 {
		t.Error("the export has it")
	}
	files, err := filepath.Glob(filepath.Join(g.Dashboard.keep, "*", "*.json"))
	g.must(err)
	if len(files) != 1 {
		t.Fatal(files)
	}
	if info, err := os.Stat(files[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	s.sees(keep("broken", "pact \"x\"\nparty\n"), "The text has mistakes", "Line 2")
	for _, bad := range []url.Values{{"name": {""}, "text": {"x"}}, {"name": {"../x"}, "text": {"x"}}, {"name": {"x"}, "text": {""}}, {"name": {strings.Repeat("x", 81)}, "text": {"x"}}} {
		bad.Set("token", s.token())
		if a, _ := s.ask("POST", "/drafts", bad); a.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d", bad, a.StatusCode)
		}
	}
	s.ask("POST", at+"/remove", url.Values{"token": {s.token()}})
	if a, _ := s.ask("GET", at, nil); a.StatusCode != http.StatusNotFound {
		t.Errorf("what was removed: %d", a.StatusCode)
	}
}
