package findings

import (
	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/model"
)

// sidesAtOnce is the number of coalitions asked about in one pass over the graph: a bit each of a word.
const sidesAtOnce = 64

// minimal lists the smallest sets of actors from the universe, of at least one actor, that answer picks out:
// sets none of whose proper subsets is picked out. answer is given many sets at a time and must not pass over
// a superset of one that it picks out.
func (q *inquiry) minimal(universe model.ActorSet, answer func(sets []model.ActorSet) []bool) []model.ActorSet {
	var found, asking []model.ActorSet
	ids := universe.IDs()
	flush := func() {
		if len(asking) == 0 {
			return
		}
		for i, yes := range answer(asking) {
			if yes && !containsOneOf(asking[i], found) {
				found = append(found, asking[i])
			}
		}
		asking = asking[:0]
	}
	for size := 1; size <= min(largestSet(q.pact), len(ids)); size++ {
		subsets(ids, size, 0, func(s model.ActorSet) {
			if containsOneOf(s, found) {
				return
			}
			if asking = append(asking, s); len(asking) == sidesAtOnce {
				flush()
			}
		})
	}
	flush()
	return found
}

// containsOneOf reports whether s contains one of the sets.
func containsOneOf(s model.ActorSet, sets []model.ActorSet) bool {
	for _, t := range sets {
		if t.Within(s) {
			return true
		}
	}
	return false
}

// subsets calls f with every set of size actors from ids, joined to base, in order.
func subsets(ids []model.ActorID, size int, base model.ActorSet, f func(model.ActorSet)) {
	if size == 0 {
		f(base)
		return
	}
	for i := 0; i+size <= len(ids); i++ {
		subsets(ids[i+1:], size-1, base|model.SetOf(ids[i]), f)
	}
}

// tables makes the table of each match.
func (q *inquiry) tables(matches []match) []game.Table {
	out := make([]game.Table, len(matches))
	for i, k := range matches {
		out[i] = q.table(k)
	}
	return out
}

// forAll is the set of states for each of n sides alike.
func (q *inquiry) forAll(states []bool, n int) *game.Sides {
	x := game.NewSides(len(states), n)
	for s, in := range states {
		if in {
			x.Fill(int32(s))
		}
	}
	return x
}

// onlyAt keeps, of the sets of sides, those of the marked states.
func onlyAt(x *game.Sides, states []bool) *game.Sides {
	for s, in := range states {
		if !in {
			clear(x.At(int32(s)))
		}
	}
	return x
}

// somewhere tells for each of n sides whether one of the marked states is in its set.
func somewhere(x *game.Sides, states []bool, n int) []bool {
	out := make([]bool, n)
	for s, in := range states {
		for i := range out {
			out[i] = out[i] || in && x.Has(int32(s), i)
		}
	}
	return out
}

// atStart tells for each of n sides whether the state of day 0 is in its set.
func atStart(x *game.Sides, n int) []bool {
	out := make([]bool, n)
	for i := range out {
		out[i] = x.Has(0, i)
	}
	return out
}
