package findings

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/bdd"
	"github.com/servanda-lang/servanda/explore"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/load"
)

// What is found by asking all fillings together is what is found in each alone; compare gives up at the first difference.
// SERVANDA_PACTS says how many random pacts are asked.
func TestTogetherIsAlone(t *testing.T) {
	pacts := 150
	if n, err := strconv.Atoi(os.Getenv("SERVANDA_PACTS")); err == nil {
		pacts = n
	}
	if testing.Short() {
		pacts = 30
	}
	fillings, found := 0, map[Code]int{}
	for seed := range uint64(pacts) {
		c := random.New(seed)
		p := c.Pact
		a := &Answer{Pact: p}
		for _, f := range p.Fillings(nil) {
			alone, err := answerFilling(p, f, p.TickDays(), explore.Limits{States: 3000}, Options{})
			if err != nil {
				a.Fillings = nil
				break
			}
			a.Fillings = append(a.Fillings, alone)
		}
		if a.Fillings == nil {
			continue
		}
		func() {
			defer func() {
				if r := recover(); r != nil {
					t.Errorf("seed %d: %v", seed, r)
				}
			}()
			all, err := newTogether(a, p.TickDays(), Options{Workers: 2}, nil)
			if err == nil {
				err = all.askAll()
			}
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			for i := range a.Fillings {
				all.compare(&a.Fillings[i])
				fillings++
			}
			for _, x := range all.found {
				found[x.Code]++
				described(t, all.family, x.fillings)
			}
		}()
	}
	t.Logf("%d fillings, findings: %v", fillings, found)
	for _, c := range []Code{Stuck, Veto, Limbo, Exposed, Dependent, Impossible, Hollow, Toothless} {
		if found[c] == 0 && pacts >= 150 {
			t.Errorf("no %s among the findings: the pacts say nothing about it", c)
		}
	}
}

// Too many fillings are asked together; if the diagrams may not take what they take, the answer is that of the fillings
// looked at, and says so.
func TestTogetherOrNot(t *testing.T) {
	b := &strings.Builder{}
	b.WriteString("pact \"Many ways\"\ntick 10 days\nparty north\nparty south\nfact step { s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10 }\n")
	for i := range 10 {
		fmt.Fprintf(b, "open q%d { no, yes }\nact a%d by north { when step is s%d and q%d is no  step becomes s%d }\n", i, i, i, i, i+1)
	}
	b.WriteString("instrument deal {\n  between north, south\n  in force once signed\n")
	for i := range 10 {
		fmt.Fprintf(b, "  duty d%d { north must a%d within 10 days once q%d is no and step is s%d }\n", i, i, i, i)
	}
	b.WriteString("}\npurpose \"first\" { step is s1 and deal }\n")
	r := load.Source("many.pact", []byte(b.String()))
	if r.Pact == nil {
		t.Fatal("the pact does not compile", r.Diagnostics)
	}
	p := r.Pact
	for _, x := range []struct {
		bytes    int64
		together bool
	}{{0, true}, {5_000_000, false}} {
		o := Options{Together: true, Workers: 2}
		o.Limits.Bytes = x.bytes
		a, err := Check(p, o)
		if err != nil {
			t.Fatal(err)
		}
		said := slices.ContainsFunc(a.Caveats, func(s string) bool { return strings.Contains(s, "more memory or time") })
		if a.Together != x.together || said == x.together || (a.Looked == a.AllFillings) != x.together {
			t.Errorf("with %d bytes: together %v, %d of %d, caveats %q", x.bytes, a.Together, a.Looked, a.AllFillings, a.Caveats)
		}
		if x.together {
			stuck := slices.IndexFunc(a.Findings, func(c Across) bool { return c.Code == Stuck })
			if stuck < 0 || a.Findings[stuck].Ways != 1<<9 {
				t.Errorf("stuck in other fillings than those in which q0 is yes: %+v", a.Findings)
			}
		}
	}
}

// described checks that a set of fillings is just what its description says, and that the filling nearest to the base is
// one of it.
func described(t *testing.T, w *wide, fillings set) {
	t.Helper()
	cubes, except := w.describe(fillings)
	says := bdd.False
	for _, c := range cubes {
		says = w.Or(says, w.cube(c))
	}
	for _, c := range except {
		says = w.Diff(says, w.cube(c))
	}
	if says != fillings {
		t.Errorf("%v, but not %v, is another set of fillings than it describes", cubes, except)
	}
	if !w.Has(fillings, w.nearest(fillings)) {
		t.Error("the nearest filling of a set is not in it")
	}
}
