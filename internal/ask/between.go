package ask

import (
	"cmp"
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// between looks for the smallest sets of actors that pass a test, where a set that fails says nothing of its subsets. It is
// branch and bound over who is in: all sets between two are tested at once, by a test that fails only where it fails of each.
type between[S, M any] struct {
	a      *asker[S, M]
	most   int // actors in a set
	passes func(must, may model.ActorSet, within S) S
	found  []minimal[S]
}

// between lists the smallest sets of actors from a universe that pass a test, with the fillings among those given in which
// each does. The test is of all sets that hold the one and are within the other; it is exact of a set alone. It is told the
// most if it is decided first of certain actors whether they are in.
func (a *asker[S, M]) between(universe, first model.ActorSet, within S, passes func(must, may model.ActorSet, within S) S) []minimal[S] {
	ids := append((universe & first).IDs(), (universe &^ first).IDs()...)
	x := &between[S, M]{a: a, most: min(largestSet(a.Pact), len(ids)), passes: passes}
	x.look(0, ids, within)
	slices.SortFunc(x.found, func(a, b minimal[S]) int {
		return cmp.Or(cmp.Compare(a.actors.Len(), b.actors.Len()), slices.Compare(a.actors.IDs(), b.actors.IDs()))
	})
	return x.found
}

// look tests the sets that hold certain actors and perhaps some of the open ones. A set comes after all its subsets.
func (x *between[S, M]) look(must model.ActorSet, open []model.ActorID, within S) {
	for _, y := range x.found {
		if y.actors.Within(must) {
			within = x.a.Diff(within, y.fillings)
		}
	}
	if must.Len() == x.most {
		open = nil
	}
	if !x.a.Empty(within) {
		within = x.passes(must, must|model.SetOf(open...), within)
	}
	switch {
	case x.a.Empty(within):
	case len(open) == 0:
		x.found = append(x.found, minimal[S]{must, within})
	default:
		x.look(must, open[1:], within)
		x.look(must|model.SetOf(open[0]), open[1:], within)
	}
}
