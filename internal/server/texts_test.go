//go:build unix

package server

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

// amended are accords with other days to pay in.
func amended(days int) string {
	return strings.Replace(accord, "within 10 days", fmt.Sprintf("within %d days", days), 1)
}

func digestIs(t testing.TB, text string) string {
	t.Helper()
	d, _, ds := load.Source("x.pact", []byte(text)).Digest()
	if d == "" {
		t.Fatal(ds)
	}
	return digestPrefix + d
}

// names records an entry that names a text, and gives its number.
func (g *ground) names(t testing.TB, role ledger.Role, kind, id, line string) int64 {
	t.Helper()
	g.add(t, says(t, g.keys[role], kind, id, line))
	n, err := g.c.Store.Size(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n - 1
}

// handIn hands a text in, and wants this status.
func (g *ground) handIn(t testing.TB, role ledger.Role, entry int64, text string, status int) *wire.Problem {
	t.Helper()
	key := g.keys[role]
	a, body, p := answered(t, g.request(t, &key, "POST", fmt.Sprintf("/v1/texts?entry=%d", entry), "text/plain", []byte(text)))
	if a.StatusCode != status {
		t.Errorf("%s hands in the text of entry %d: %d %s, want %d", role, entry, a.StatusCode, body, status)
	}
	return p
}

func withTexts(t testing.TB) (*ground, string) {
	dir := filepath.Join(t.TempDir(), "texts")
	return open(t, file(t), func(c *Config) { c.Texts = dir }), dir
}

// An amended text is followed once it is handed in: by an entry that says which is in force, as far back as it is the last one that says so.
func TestAnAmendedTextIsFollowedOnceItIsHandedIn(t *testing.T) {
	g, dir := withTexts(t)
	g.add(t, says(t, g.keys[ledger.RoleParty], kindEvent, "n1", `{"id":"n1","when":"2026-03-01","actor":"north","move":"signs accord"}`),
		says(t, g.keys[ledger.RoleReporter], kindEvent, "s1", `{"id":"s1","when":"2026-03-01","actor":"south","move":"signs accord"}`))
	left := func(want int, digest string) {
		t.Helper()
		s, j, p := g.stand(t, "?on=2026-03-05")
		if p != nil || s.Pact != digest || len(j.Due) != 1 || *j.Due[0].DaysLeft != want {
			t.Fatalf("%+v %+v %v, want %d days left by %s", s, j, p, want, digest)
		}
	}
	left(6, digestIs(t, accord))
	twenty := digestIs(t, amended(20))
	at := g.names(t, ledger.RoleMediator, kindAmendment, "a1", `{"pact":"x.pact","digest":"`+twenty+`"}`)
	if _, _, p := g.stand(t, ""); p == nil || p.Status != http.StatusConflict || !strings.Contains(p.Mend, "servanda ledger text") {
		t.Errorf("%+v", p)
	}
	if p := g.handIn(t, ledger.RoleParty, at, amended(21), http.StatusConflict); p == nil || !strings.Contains(p.Detail, "names the text with the digest "+twenty) {
		t.Errorf("%+v", p)
	}
	if _, _, p := g.stand(t, ""); p == nil || p.Status != http.StatusConflict {
		t.Errorf("another text is followed: %+v", p)
	}
	g.handIn(t, ledger.RoleParty, at, amended(20), http.StatusCreated)
	g.handIn(t, ledger.RoleMediator, at, amended(20), http.StatusOK)
	left(16, twenty)
	// It is read by whoever may read where everyone stands, and the pages have it.
	key := g.keys[ledger.RoleObserver]
	if _, body, p := answered(t, g.request(t, &key, "GET", "/v1/texts/"+twenty, "", nil)); p != nil || string(body) != amended(20) {
		t.Errorf("%s %v", body, p)
	}
	if _, body, p := answered(t, g.request(t, &key, "GET", "/v1/texts/"+digestIs(t, accord), "", nil)); p != nil || string(body) != accord {
		t.Errorf("%s %v", body, p)
	}
	for _, digest := range []string{"sha256:1", digestIs(t, amended(30)), "..%2F..%2Faccord"} {
		if a, _, p := answered(t, g.request(t, &key, "GET", "/v1/texts/"+digest, "", nil)); a.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %v", digest, p)
		}
	}
	if p, digest, err := g.Pact(t.Context()); err != nil || digest != twenty || p.Title != "Accord" {
		t.Errorf("%v %s %v", p, digest, err)
	}
	if r, err := g.Text(t.Context()); err != nil || string(r.Files()[0].Text) != amended(20) {
		t.Errorf("%v %v", r, err)
	}
	// Another one, which is not there yet; and back to the first, which the keeper has.
	g.names(t, ledger.RoleParty, kindAmendment, "a2", `{"pact":"x.pact","digest":"`+digestIs(t, amended(30))+`"}`)
	if _, _, p := g.stand(t, ""); p == nil || p.Status != http.StatusConflict {
		t.Errorf("%+v", p)
	}
	g.names(t, ledger.RoleParty, kindPact, "a3", `{"pact":"x.pact","digest":"`+digestIs(t, accord)+`"}`)
	left(6, digestIs(t, accord))
	// What was in force when the record was shorter is known still.
	for size, want := range map[int64]string{at: "", at + 1: twenty, at + 2: digestIs(t, amended(30)), at + 3: digestIs(t, accord)} {
		if by, err := g.naming.of(t.Context(), g.c.Store, size); err != nil || (by == nil) != (want == "") || by != nil && (by.digest != want || by.entry != size-1) {
			t.Errorf("by %d entries: %+v %v, want %q", size, by, err, want)
		}
	}
	// A server that is begun anew knows it all; a text that was changed on the disk is not followed.
	g.names(t, ledger.RoleParty, kindAmendment, "a4", `{"pact":"x.pact","digest":"`+twenty+`"}`)
	anew, err := New(Config{Store: g.c.Store, LogKey: g.c.LogKey, Texts: dir, Limits: g.limits})
	if err != nil {
		t.Fatal(err)
	}
	defer anew.Close()
	if s, err := anew.Standing(t.Context(), "2026-03-05", ""); err != nil || s.Pact != twenty || !s.Recorded {
		t.Errorf("%+v %v", s, err)
	}
	if err := os.WriteFile(anew.textPath(twenty), []byte(amended(200)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := anew.Pact(t.Context()); err == nil || !strings.Contains(err.Error(), "is not the text that was handed in") {
		t.Errorf("%v", err)
	}
}

// An amendment in the log carries over what runs, by the text that is handed in for it.
func TestAnAmendmentInTheLogIsFollowedByItsDigest(t *testing.T) {
	g, _ := withTexts(t)
	twenty := digestIs(t, amended(20))
	g.add(t, says(t, g.keys[ledger.RoleParty], kindEvent, "n1", `{"id":"n1","when":"2026-03-01","actor":"north","move":"signs accord"}`),
		says(t, g.keys[ledger.RoleReporter], kindEvent, "s1", `{"id":"s1","when":"2026-03-01","actor":"south","move":"signs accord"}`))
	at := g.names(t, ledger.RoleReporter, kindEvent, "a1", `{"id":"a1","kind":"amendment","when":"2026-03-04","digest":"`+twenty+`","agreed":["north","south"]}`)
	if _, _, p := g.stand(t, "?on=2026-03-05"); p == nil || p.Status != http.StatusConflict || !strings.Contains(p.Detail, fmt.Sprintf("entry %d puts %s in force", at, twenty)) {
		t.Errorf("%+v", p)
	}
	g.handIn(t, ledger.RoleReporter, at, amended(20), http.StatusForbidden)
	g.handIn(t, ledger.RoleParty, at, amended(20), http.StatusCreated)
	s, j, p := g.stand(t, "?on=2026-03-05") // the same record as a moment ago, and the answer is another
	if p != nil || s.Pact != digestIs(t, accord) || len(j.Amended) != 1 || len(j.Due) != 1 {
		t.Fatalf("%+v %+v %v", s, j, p)
	}
}

// What is no such text, or for no such entry, is refused, and leaves nothing behind.
func TestATextThatNoEntryNamesIsRefused(t *testing.T) {
	g, dir := withTexts(t)
	at := g.names(t, ledger.RoleParty, kindAmendment, "a1", `{"pact":"x.pact","digest":"`+digestIs(t, amended(20))+`"}`)
	broken := g.names(t, ledger.RoleParty, kindAmendment, "a2", `{"pact":"x.pact","digest":"sha256:../../accord"}`)
	event := g.names(t, ledger.RoleParty, kindEvent, "n1", `{"id":"n1","kind":"note","note":"a letter"}`)
	for _, x := range []struct {
		entry  int64
		text   string
		status int
		says   string
	}{
		{0, amended(20), 422, "names no text"}, {event, amended(20), 422, "names no text"}, {at + 90, amended(20), 404, "there is no entry"},
		{broken, amended(20), 409, "another text"}, {at, amended(20) + "\n# more\n", 409, "another text"}, {at, "\n", 422, "cannot be read"}, {at, "\xff\x00", 422, "cannot be read"},
		{at, "use \"accord.pact\"\n" + amended(20), 422, "cannot be read"}, {at, strings.Repeat("x", mostText+1), 413, "too long"},
	} {
		if p := g.handIn(t, ledger.RoleParty, x.entry, x.text, x.status); p == nil || !strings.Contains(p.Title+p.Detail, x.says) {
			t.Errorf("%d %.40q: %+v", x.entry, x.text, p)
		}
	}
	if all, err := os.ReadDir(dir); err == nil && len(all) > 0 {
		t.Errorf("%v is left", all)
	}
	none := open(t, file(t), nil)
	if p := none.handIn(t, ledger.RoleParty, 0, accord, http.StatusNotFound); p == nil || !strings.Contains(p.Mend, "--texts") {
		t.Errorf("%+v", p)
	}
}
