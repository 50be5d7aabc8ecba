package findings

import (
	"os"
	"strconv"
	"testing"

	"github.com/servanda-lang/servanda/bdd"
	"github.com/servanda-lang/servanda/explore"
	"github.com/servanda-lang/servanda/internal/testkit/random"
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
