package differential

import (
	stdcmp "cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/model"
)

var update = flag.Bool("update", false, "write what the oracle says into testdata/meaning")

// Each archive of testdata/meaning has a small pact that turns on one point of the language page, and all that is
// to be answered: the findings with class, defectors, price and care, the columns of guarantees, checks and
// scenarios. The oracle says just that, and the checker what the oracle says.
func TestMeaning(t *testing.T) {
	names, err := filepath.Glob("../../../testdata/meaning/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no pacts: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil || len(a.Files) != 2 || a.Files[1].Name != "want" {
				t.Fatalf("not a pact and what is wanted: %v", err)
			}
			r := load.Source("in.pact", a.Files[0].Data)
			if diag.HasErrors(r.Diagnostics) {
				t.Fatal(summaries(r.Diagnostics))
			}
			got := answers(r.Pact)
			if *update {
				a.Files[1].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if d := cmp.Diff(string(a.Files[1].Data), got); d != "" {
				t.Errorf("- wanted, + the oracle\n%s", d)
			}
			if r.Pact.CountFillings(nil, 65) > 64 {
				return
			}
			if _, d := compare(r.Pact); d != "" {
				t.Errorf("the checker: %s", d)
			}
		})
	}
}

// answers lists what the oracle answers: in each filling, or in the base alone if there are many.
func answers(p *model.Pact) string {
	var b strings.Builder
	fillings := p.Fillings(nil)
	if len(fillings) > 8 {
		fillings = fillings[:1]
	}
	for _, f := range fillings {
		if len(p.Points) > 0 {
			fmt.Fprintln(&b, told(p, f))
		}
		answersIn(&b, oracle.New(p, f, oracle.TickOf(p)))
	}
	for i := range p.Scenarios {
		for _, f := range p.Fillings(p.Scenarios[i].Given) {
			if line := oracle.New(p, f, oracle.TickOf(p)).Play(&p.Scenarios[i]); line >= 0 {
				fmt.Fprintf(&b, "scenario %d fails at step %d\n", i+1, line+1)
			} else {
				fmt.Fprintf(&b, "scenario %d passes\n", i+1)
			}
		}
	}
	return b.String()
}

// told writes a filling.
func told(p *model.Pact, f model.Filling) string {
	var out []string
	for i := range p.Points {
		out = append(out, p.Points[i].Name+" is "+p.Points[i].Values[f[i]].Text)
	}
	return "if " + strings.Join(out, ", ")
}

func answersIn(b *strings.Builder, w *oracle.World) {
	w.Limit = 10000
	if _, _, err := w.Explore(everyone(w.Pact), w.Limit); err != nil {
		fmt.Fprintln(b, "too many states for the oracle")
		return
	}
	for _, f := range w.Findings() {
		fmt.Fprintln(b, f)
	}
	for i := range w.Pact.Duties {
		if d := model.DutyID(i); len(w.Pact.Duties[i].Against) > 0 {
			least, most := w.DaysToAct(d)
			fmt.Fprintf(b, "guarantee %s: established by %s, least %s, most %s\n", w.Pact.Duties[i].Name,
				stdcmp.Or(strings.Join(sets(w.Pact, w.EstablishedBy(d)), " or "), "nobody"), days(least), days(most))
		}
	}
	for i := range w.Pact.Checks {
		fmt.Fprintf(b, "check %d: %v\n", i+1, w.Check(&w.Pact.Checks[i]))
	}
}

func days(n int) string {
	if n < 0 {
		return "never"
	}
	return fmt.Sprint(n, " days")
}
