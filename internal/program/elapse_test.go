package program_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/testkit/random"
)

// Ticks at once are the same ticks one by one: of random pacts, with long terms and without, wherever they may pass.
func TestTicksAtOnceAreTicksOneByOne(t *testing.T) {
	pacts, compared := uint64(2000), map[int]int{}
	if testing.Short() {
		pacts = 100
	}
	for seed := range pacts {
		p := random.Stretched(seed, int(seed%3)*20)
		for _, f := range p.Fillings(nil)[:1] {
			m, err := machine.New(p, f, p.TickDays())
			if err != nil {
				t.Fatal(err)
			}
			ticksAtOnce(t, seed, program.New(m.Frame), compared)
		}
	}
	t.Logf("states compared, by ticks: %v", compared)
	for _, n := range []int{1, 2, 7, 32} {
		if compared[n] < int(pacts)/4 {
			t.Errorf("only %d states from which %d ticks can pass at once", compared[n], n)
		}
	}
}

// ticksAtOnce compares in the first states of a program.
func ticksAtOnce(t *testing.T, seed uint64, p *program.Program, compared map[int]int) {
	pass := slices.IndexFunc(p.Moves, func(mv program.Move) bool { return mv.Label.Kind == program.Pass })
	if pass < 0 {
		return
	}
	r := program.NewRun(p)
	seen := map[string]bool{}
	for todo := [][]int{slices.Clone(r.Cell)}; len(todo) > 0 && len(seen) < 150; todo = todo[1:] {
		for _, n := range []int{1, 2, 7, 32} {
			copy(r.Cell, todo[0])
			if !mayElapse(r, n) {
				continue
			}
			compared[n]++
			atOnce := program.NewRun(p)
			copy(atOnce.Cell, r.Cell)
			atOnce.Do(p.Elapse(n))
			for k := range n {
				if !r.Holds(p.Moves[pass].When) {
					t.Fatalf("seed %d: in %v tick %d of %d cannot pass", seed, todo[0], k+1, n)
				}
				r.Make(pass + 1)
				for d := range p.Pact.Duties {
					if v := p.Events[program.Performs][d]; v != nil && *r.Place(v) != 0 {
						t.Fatalf("seed %d: in %v tick %d of %d performs a duty", seed, todo[0], k+1, n)
					}
				}
			}
			if !slices.Equal(r.Cell, atOnce.Cell) {
				t.Fatalf("seed %d: from %v %d ticks lead to %v, at once to %v", seed, todo[0], n, r.Cell, atOnce.Cell)
			}
		}
		for i := range p.Moves {
			copy(r.Cell, todo[0])
			if !r.Holds(p.Moves[i].When) {
				continue
			}
			r.Make(i + 1)
			if k := fmt.Sprint(r.Cell); !seen[k] {
				seen[k] = true
				todo = append(todo, slices.Clone(r.Cell))
			}
		}
	}
}

// mayElapse reports whether so many ticks may be made at once.
func mayElapse(r *program.Run, n int) bool {
	if !r.Holds(r.Calm(n)) {
		return false
	}
	kept := slices.Clone(r.Cell)
	for i, v := range r.Cells {
		if v.Kind == program.Memory {
			r.Cell[i] = 0
		}
	}
	clear(r.Scrap)
	rest := r.Holds(r.AtRest())
	copy(r.Cell, kept)
	return rest
}
