package export

import (
	"context"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
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
	back := func() {
		copy(r.Cell, after)
		copy(r.Scrap, scrap)
	}
	for i := range r.Promises {
		back()
		x := &r.Promises[i]
		if all := r.sharers(x, true); r.Holds(r.Misses(x)) {
			culprits |= r.missed(before, x, all)
			continue
		}
		for _, today := range []bool{false, true} {
			back()
			all := r.sharers(x, today)
			if r.Holds(r.Spoils(x, today)) && r.spoilt(before, after, x, all, today) {
				culprits |= model.SetOf(x.Obligor)
			}
		}
	}
	back()
	return culprits
}

// sharers are those who share a promise.
func (r judging) sharers(x *program.Promise, today bool) model.ActorSet {
	out := model.SetOf(x.Obligor)
	for _, k := range x.Sharers {
		y := &r.Promises[k]
		if *r.Place(y.Counts(today)) == 1 {
			out |= model.SetOf(y.Obligor)
		}
	}
	return out
}

func (r judging) missed(before []int, x *program.Promise, all model.ActorSet) model.ActorSet {
	if alone := r.alone(before, x, all, true); alone != 0 {
		return alone & model.SetOf(x.Obligor)
	}
	return r.could(before, x, all, true)
}

func (r judging) spoilt(before, after []int, x *program.Promise, all model.ActorSet, today bool) bool {
	obligor := model.SetOf(x.Obligor)
	if alone := r.alone(before, x, all, today); alone != 0 {
		return alone.Has(x.Obligor) && r.could(after, x, obligor, today) == 0
	}
	return r.could(before, x, all, today) != 0 && r.could(after, x, all, today) == 0
}

// alone are those who could each alone.
func (r judging) alone(from []int, x *program.Promise, all model.ActorSet, today bool) (out model.ActorSet) {
	for _, a := range all.IDs() {
		if r.could(from, x, model.SetOf(a), today) != 0 {
			out |= model.SetOf(a)
		}
	}
	return out
}

// could searches what some can bring about by their own moves alone, and gives those who begin.
func (r judging) could(from []int, x *program.Promise, who model.ActorSet, today bool) model.ActorSet {
	forget := func() {
		for _, v := range x.Wiped {
			if !today {
				*r.Place(v) = 0
			}
		}
	}
	type place struct {
		cell  []int
		first model.ActorSet
		depth int
	}
	copy(r.Cell, from)
	forget()
	todo, found, foundAt := []place{{slices.Clone(r.Cell), 0, 0}}, model.ActorSet(0), 0
	for k := 0; k < len(todo) && (found == 0 || todo[k].depth == foundAt); k++ {
		at := todo[k]
		copy(r.Cell, at.cell)
		if !today && r.Holds(x.AtHand) {
			return who
		}
		for i := range r.Moves {
			copy(r.Cell, at.cell)
			mv := &r.Moves[i]
			if mv.Label.Actor == machine.Time || !who.Has(mv.Label.Actor) || !r.Holds(mv.When) || today && r.Holds(mv.Banned) {
				continue
			}
			first := at.first
			if k == 0 {
				first = model.SetOf(mv.Label.Actor)
			}
			r.Make(i + 1)
			if *r.Place(x.Performed) == 1 {
				found, foundAt = found|first, at.depth
			}
			forget()
			known := slices.IndexFunc(todo, func(p place) bool { return slices.Equal(p.cell, r.Cell) })
			switch {
			case known < 0:
				todo = append(todo, place{slices.Clone(r.Cell), first, at.depth + 1})
			case todo[known].depth > at.depth:
				todo[known].first |= first
			}
		}
	}
	return found
}

// TestTheProgramKnowsTheCulprits holds the culprits of every move to the machine's.
func TestTheProgramKnowsTheCulprits(t *testing.T) {
	pacts := uint64(extent.Of(40, 150))
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
