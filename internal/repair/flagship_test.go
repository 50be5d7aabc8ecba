package repair_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/repair"
	"github.com/servanda-lang/servanda/model"
)

// It takes some twenty seconds of one processor: SERVANDA_REPAIR=flagship asks for it.
func TestThreeSeparateAgreementsAreMended(t *testing.T) {
	if os.Getenv("SERVANDA_REPAIR") != "flagship" {
		t.Skip("SERVANDA_REPAIR=flagship is not set")
	}
	path := filepath.Join("..", "..", "library", "reported-framework-2025-12", "reported-framework-2025-12.pact")
	base := loaded(t, path)
	in := func(p *model.Pact) (inquiry.Query, error) {
		i := slices.IndexFunc(p.Readings, func(r model.Reading) bool { return r.Name == "reported_only" })
		return inquiry.Query{Fixed: p.Readings[i].Fixes}, nil
	}
	r, err := repair.Run(context.Background(), base, repair.Query{Read: repair.Beside(path, nil), Size: 1, Options: in, Reading: "reported_only", Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Targets) != 2 || len(r.Mends) == 0 {
		t.Fatalf("%d things are to go, and %d changes do it", len(r.Targets), len(r.Mends))
	}
	m := &r.Mends[0]
	if !strings.HasSuffix(m.Says(), "together.") {
		t.Errorf("the first change is: %s", m.Says())
	}
	for _, party := range []string{"Ukraine can be obliged", "The United States can be obliged"} {
		with := func(how string) func(repair.Item) bool {
			return func(it repair.Item) bool { return strings.HasPrefix(it.Says, party) && strings.Contains(it.Says, how) }
		}
		if !slices.ContainsFunc(m.Goes, with("though nobody breaks a promise")) {
			t.Errorf("%s: the lawful exposure does not go", party)
		}
		if !slices.ContainsFunc(m.Left, with("breaks a promise")) || slices.ContainsFunc(m.Left, with("though nobody breaks a promise")) {
			t.Errorf("%s: what remains is %v", party, m.Left)
		}
	}
	if !slices.ContainsFunc(m.Comes, func(it repair.Item) bool { return it.Code == "veto" && strings.HasPrefix(it.Says, "Congress alone") }) {
		t.Errorf("the price is %v", m.Comes)
	}
}
