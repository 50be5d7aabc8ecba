package inquiry

import (
	"fmt"
	"testing"

	"github.com/servanda-lang/servanda/internal/testkit/random"
)

// Which engine answers a large pact, and what it answers, does not depend on how many workers there are: that of the sets if
// they have the steps, and if not that of the graphs, which is what it is without the sets.
func TestWhoeverIsFirst(t *testing.T) {
	sets := 0
	for seed := range manyPacts() / 5 {
		p := random.New(seed).Pact
		alone, err := Check(t.Context(), p, Query{Selection: true, Limits: Limits{States: 2000}})
		if err != nil || alone.Fillings[0].Physical.States < 2 {
			continue
		}
		for _, steps := range []int{8, 0} {
			want := ""
			for _, workers := range []int{1, 2, 8} {
				a, err := Check(t.Context(), p, Query{large: 1, steps: steps, Workers: workers})
				if err != nil {
					t.Fatal(err)
				}
				got := told(a)
				if want == "" {
					want = got
				}
				if got != want {
					t.Errorf("seed %d, %d steps, %d workers: %s; with one worker %s", seed, steps, workers, got, want)
				}
				if a.Together {
					sets++
				}
				if steps == 8 && got != told(alone) {
					t.Errorf("seed %d: without the sets %s; want %s", seed, got, told(alone))
				}
			}
		}
	}
	if sets == 0 {
		t.Error("the sets never answered")
	}
}

// told is what an answer claims, and how it is shown.
func told(a *Answer) string {
	out := fmt.Sprint(a.Together, a.Looked, a.Checks)
	for i := range a.Findings {
		f := &a.Findings[i]
		out += fmt.Sprint("; ", f.Key(), f.Message, f.By, f.When, f.Except, f.Always, f.Ways)
		if f.Course != nil {
			out += fmt.Sprint(f.Course.Lines())
		}
	}
	for i := range a.Fillings {
		out += fmt.Sprint("; ", a.Fillings[i].Filling, a.Fillings[i].Physical, a.Fillings[i].Lawful)
	}
	return out
}
