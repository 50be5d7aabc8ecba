package export

import (
	"fmt"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/explore"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/machine"
	"github.com/servanda-lang/servanda/model"
)

// judge makes a move and finds its culprits, by the same questions as the printed models.
func (r *run) judge(number int) model.ActorSet {
	before := slices.Clone(r.cell)
	r.make(number)
	culprits, after, scrap := r.breaker, slices.Clone(r.cell), slices.Clone(r.scrap)
	for i := range r.promises {
		x := &r.promises[i]
		copy(r.cell, after)
		copy(r.scrap, scrap)
		switch {
		case r.holds(r.misses(x)) && r.could(before, x, true),
			r.holds(r.spoils(x)) && !r.could(after, x, false) && r.could(before, x, false):
			culprits |= model.SetOf(x.obligor)
		}
	}
	copy(r.cell, after)
	return culprits
}

// could searches what the obligor can bring about by its own moves alone.
func (r *run) could(from []int, x *promise, today bool) bool {
	forget := func() {
		for i, v := range r.cells {
			if v.kind == memory && !today {
				r.cell[i] = 0
			}
		}
	}
	copy(r.cell, from)
	forget()
	todo, seen := [][]int{slices.Clone(r.cell)}, map[string]bool{fmt.Sprint(r.cell): true}
	for ; len(todo) > 0; todo = todo[1:] {
		copy(r.cell, todo[0])
		if !today && r.holds(x.atHand) {
			return true
		}
		for i := range r.moves {
			copy(r.cell, todo[0])
			mv := &r.moves[i]
			if mv.label.Actor != x.obligor || !r.holds(mv.when) || today && r.holds(mv.banned) {
				continue
			}
			r.make(i + 1)
			if *r.place(x.performed) == 1 {
				return true
			}
			forget()
			if k := fmt.Sprint(r.cell); !seen[k] {
				seen[k] = true
				todo = append(todo, slices.Clone(r.cell))
			}
		}
	}
	return false
}

// TestTheProgramKnowsTheCulprits holds the culprits of every move to the machine's.
func TestTheProgramKnowsTheCulprits(t *testing.T) {
	pacts := uint64(150)
	if testing.Short() {
		pacts = 30
	}
	for seed := range pacts {
		c := random.New(seed)
		m, err := machine.New(c.Pact, c.Pact.Fillings(nil)[0], c.Pact.TickDays())
		if err != nil {
			t.Fatal(err)
		}
		g, err := explore.Explore(m, explore.Limits{States: 1500})
		if err != nil {
			continue
		}
		compareCulprits(t, seed, newValued(g))
	}
}

func compareCulprits(t *testing.T, seed uint64, x *valued) {
	r := newRun(x.program)
	number := map[machine.Label]int{}
	for i := range r.moves {
		number[r.moves[i].label] = i + 1
	}
	for s := range int32(x.Graph.States()) {
		for e := x.First[s]; e < x.First[s+1]; e++ {
			for i, v := range x.row(s) {
				r.cell[i] = int(v)
			}
			sort := x.SortOf(e)
			if got := r.judge(number[sort.Move]); got != sort.Culprits {
				t.Fatalf("seed %d: %q in %v: culprits %v, for the machine %v", seed, Words(x.machine, sort.Move), x.telling(s), got.IDs(), sort.Culprits.IDs())
			}
		}
	}
}
