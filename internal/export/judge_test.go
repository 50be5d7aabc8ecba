package export

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// judging adds the search for culprits to a program at work.
type judging struct{ *program.Run }

// judge makes a move and finds its culprits, by the same questions as the printed models.
func (r judging) judge(number int) model.ActorSet {
	before := slices.Clone(r.Cell)
	r.Make(number)
	culprits, after, scrap := r.Breaker, slices.Clone(r.Cell), slices.Clone(r.Scrap)
	for i := range r.Promises {
		x := &r.Promises[i]
		copy(r.Cell, after)
		copy(r.Scrap, scrap)
		misses, spoils := r.Holds(r.Misses(x)), r.Holds(r.Spoils(x)) // before any search, which overwrites what is asked
		switch {
		case misses && r.could(before, x, true),
			spoils && !r.could(after, x, false) && r.could(before, x, false):
			culprits |= model.SetOf(x.Obligor)
		}
	}
	copy(r.Cell, after)
	return culprits
}

// could searches what the obligor can bring about by its own moves alone.
func (r judging) could(from []int, x *program.Promise, today bool) bool {
	forget := func() {
		for i, v := range r.Cells {
			if v.Kind == program.Memory && !today {
				r.Cell[i] = 0
			}
		}
	}
	copy(r.Cell, from)
	forget()
	todo, seen := [][]int{slices.Clone(r.Cell)}, map[string]bool{fmt.Sprint(r.Cell): true}
	for ; len(todo) > 0; todo = todo[1:] {
		copy(r.Cell, todo[0])
		if !today && r.Holds(x.AtHand) {
			return true
		}
		for i := range r.Moves {
			copy(r.Cell, todo[0])
			mv := &r.Moves[i]
			if mv.Label.Actor != x.Obligor || !r.Holds(mv.When) || today && r.Holds(mv.Banned) {
				continue
			}
			r.Make(i + 1)
			if *r.Place(x.Performed) == 1 {
				return true
			}
			forget()
			if k := fmt.Sprint(r.Cell); !seen[k] {
				seen[k] = true
				todo = append(todo, slices.Clone(r.Cell))
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
		g, err := explore.Explore(context.Background(), m, explore.Limits{States: 1500})
		if err != nil {
			continue
		}
		compareCulprits(t, seed, newValued(g))
	}
}

func compareCulprits(t *testing.T, seed uint64, x *valued) {
	r := judging{program.NewRun(x.Program)}
	number := map[machine.Label]int{}
	for i := range r.Moves {
		number[r.Moves[i].Label] = i + 1
	}
	for s := range int32(x.Graph.States()) {
		for e := x.First[s]; e < x.First[s+1]; e++ {
			for i, v := range x.row(s) {
				r.Cell[i] = int(v)
			}
			sort := x.SortOf(e)
			if got := r.judge(number[sort.Move]); got != sort.Culprits {
				t.Fatalf("seed %d: %q in %v: culprits %v, for the machine %v", seed, Words(x.Frame, sort.Move), x.telling(s), got.IDs(), sort.Culprits.IDs())
			}
		}
	}
}
