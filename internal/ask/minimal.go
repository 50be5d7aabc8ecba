package ask

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// minimal is a set of actors, and the fillings in which it is one of the smallest.
type minimal[S any] struct {
	actors   model.ActorSet
	fillings S
}

// search looks for the smallest sets of actors that pass a test.
type search[S, M any] struct {
	a        *asker[S, M]
	universe model.ActorSet
	within   S
	test     func(sets []model.ActorSet, within []S) []S
	found    []minimal[S]
	never    []minimal[S]         // no subset of these passes in those fillings
	bounded  map[model.ActorSet]S // by set that was tested as the largest: the fillings in which it was

	asking []model.ActorSet
	left   []S // by set asked about: the fillings in which it is
	atOnce int
	passed bool // the last set asked about, alone and wherever it was asked about
}

// minimal lists the smallest sets of actors from the universe, of least actors or more, that pass a test, with the fillings
// among those given in which each does: those none of whose proper subsets passes there. The test is given up to atOnce sets
// together, each with the fillings in which it is asked about; it must not fail on a superset of a set that passes.
func (a *asker[S, M]) minimal(universe model.ActorSet, least, atOnce int, within S, test func(sets []model.ActorSet, within []S) []S) []minimal[S] {
	return a.further(nil, universe, least, atOnce, within, test)
}

// further is minimal where some sets are known to pass in some fillings, all that pass another test in smaller ones; it
// lists the others.
func (a *asker[S, M]) further(known []minimal[S], universe model.ActorSet, least, atOnce int, within S, test func(sets []model.ActorSet, within []S) []S) []minimal[S] {
	x := &search[S, M]{a: a, universe: universe, within: within, test: test, atOnce: atOnce, found: slices.Clone(known)}
	return x.run(least)[len(known):]
}

// run looks at sets of least actors or more, and gives all that are known to pass then. Where it is one set at a time, it first
// looks where there is hope at all: before the first set of one actor, and after one that passes throughout.
func (x *search[S, M]) run(least int) []minimal[S] {
	ids, atOnce := x.universe.IDs(), x.atOnce
	most := min(largestSet(x.a.Pact), len(ids))
	hopeless := func(size int) {
		if size < most && size <= 1 && 1<<(len(ids)-size) > atOnce+1 {
			x.flush()
			x.hopeless()
		}
	}
	for size := least; size <= most; size++ {
		if size == least && least == 1 {
			hopeless(0)
		}
		subsets(ids, size, 0, func(s model.ActorSet) {
			if x.add(s); x.passed {
				hopeless(size)
			}
		})
		hopeless(size)
	}
	x.flush()
	return x.found
}

// add asks about a set where nothing is known of it.
func (x *search[S, M]) add(s model.ActorSet) {
	left := x.within
	x.passed = false
	for _, y := range x.found {
		if y.actors.Within(s) {
			left = x.a.Diff(left, y.fillings)
		}
	}
	for _, y := range x.never {
		if s.Within(y.actors) {
			left = x.a.Diff(left, y.fillings)
		}
	}
	if x.a.Empty(left) {
		return
	}
	if x.asking, x.left = append(x.asking, s), append(x.left, left); len(x.asking) == x.atOnce {
		x.flush()
	}
}

// flush tests the sets that are waiting.
func (x *search[S, M]) flush() {
	if len(x.asking) == 0 {
		return
	}
	for i, yes := range x.test(x.asking, x.left) {
		for _, y := range x.found {
			if y.actors.Within(x.asking[i]) {
				yes = x.a.Diff(yes, y.fillings)
			}
		}
		if !x.a.Empty(yes) {
			x.found = append(x.found, minimal[S]{x.asking[i], yes})
			x.passed = x.atOnce == 1 && x.a.Empty(x.a.Diff(x.left[i], yes))
		}
	}
	x.asking, x.left = nil, nil
}

// hopeless tests, in each filling, the largest set that contains none of those found, all of which are single
// actors or empty: where it does not pass, no other set does.
func (x *search[S, M]) hopeless() {
	for _, part := range x.a.parts(x.found, x.within) {
		rest := x.universe
		for _, s := range part.sets {
			rest &^= s
		}
		if slices.Contains(part.sets, model.ActorSet(0)) || rest.Len() < 2 {
			continue
		}
		if left := x.unbounded(rest, part.fillings); !x.a.Empty(left) {
			yes := x.test([]model.ActorSet{rest}, []S{left})[0]
			if no := x.a.Diff(left, yes); !x.a.Empty(no) {
				x.never = append(x.never, minimal[S]{rest, no})
			}
		}
	}
}

// unbounded is those of some fillings in which it is not known yet whether a set can pass as the largest.
func (x *search[S, M]) unbounded(s model.ActorSet, within S) S {
	if x.bounded == nil {
		x.bounded = map[model.ActorSet]S{}
	}
	known, ok := x.bounded[s]
	if !ok {
		known = x.a.None()
	}
	x.bounded[s] = x.a.Or(known, within)
	within = x.a.Diff(within, known)
	for _, y := range x.never {
		if s.Within(y.actors) {
			within = x.a.Diff(within, y.fillings)
		}
	}
	return within
}

// part is fillings that have the same list of sets.
type part[S any] struct {
	sets     []model.ActorSet
	fillings S
}

// parts divides fillings by which of the sets they have, in the order in which the sets stand.
func (a *asker[S, M]) parts(found []minimal[S], within S) []part[S] {
	out := []part[S]{{nil, within}}
	for _, x := range found {
		var next []part[S]
		for _, y := range out {
			if with := a.And(y.fillings, x.fillings); !a.Empty(with) {
				next = append(next, part[S]{append(slices.Clone(y.sets), x.actors), with})
			}
			if without := a.Diff(y.fillings, x.fillings); !a.Empty(without) {
				next = append(next, part[S]{y.sets, without})
			}
		}
		out = next
	}
	return out
}

// actorsOf lists the sets found.
func actorsOf[S any](found []minimal[S]) []model.ActorSet {
	var out []model.ActorSet
	for _, x := range found {
		out = append(out, x.actors)
	}
	return out
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

// AllSets is the number of actors up to which all sets of them are tried; of more, sets of at most three, and the answer
// says so.
const AllSets = 10

func largestSet(p *model.Pact) int {
	if len(p.Actors) <= AllSets {
		return len(p.Actors)
	}
	return 3
}

// parties are all parties of the pact.
func parties(p *model.Pact) (out model.ActorSet) {
	for i := range p.Actors {
		if p.Actors[i].Kind == model.IsParty {
			out |= model.SetOf(model.ActorID(i))
		}
	}
	return out
}

// Smallest lists the smallest sets of at most so many actors from a universe that pass a test.
func Smallest(universe model.ActorSet, most int, test func(model.ActorSet) bool) []model.ActorSet {
	var out []model.ActorSet
	ids := universe.IDs()
	for size := 0; size <= min(most, len(ids)); size++ {
		subsets(ids, size, 0, func(s model.ActorSet) {
			known := slices.ContainsFunc(out, func(t model.ActorSet) bool { return t.Within(s) })
			if !known && test(s) {
				out = append(out, s)
			}
		})
	}
	return out
}
