package symbolic

import (
	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
)

// search is a search under way for what can be come to.
type search struct {
	*Family
	found   bdd.Ref
	allowed []bdd.Ref // by move: where it may be made
	within  bdd.Ref
	seen    []bdd.Ref // by move: the states it has been made from

	wait   *waiting // nil if it does not pay
	waited bdd.Ref  // the states from which one has waited

	post func(i int, s bdd.Ref) bdd.Ref // where a move leads to
	rest func(s bdd.Ref) bdd.Ref        // which of some states are at rest
	goOn func(s bdd.Ref) bool           // asked now and then of what is found so far
}

// reach goes on to find what can be reached in the physical world. It is false if that takes more than most nodes: Reach
// is then what was found so far.
func (f *Family) reach(most int, progress func(nodes int)) bool {
	x := &search{Family: f, found: f.Reach, within: bdd.True, post: f.image, rest: f.atRest}
	for i := range f.moves {
		x.allowed = append(x.allowed, f.moves[i].guard)
	}
	whole := true
	x.goOn = func(s bdd.Ref) bool {
		n := f.Count(s)
		if progress != nil {
			progress(n)
		}
		whole = n <= most
		return whole
	}
	f.Reach = x.run()
	return whole
}

// Forward is what can be reached from states within others, by moves where they are allowed.
func (f *Family) Forward(from bdd.Ref, allowed []bdd.Ref, within bdd.Ref) bdd.Ref {
	x := &search{Family: f, found: f.And(from, within), allowed: allowed, within: within, post: f.After}
	x.rest = func(s bdd.Ref) bdd.Ref { return f.And(s, f.rest) }
	x.goOn = func(bdd.Ref) bool { return true }
	return x.run()
}

func (x *search) run() bdd.Ref {
	x.wait, x.waited, x.seen = x.waiting(x.allowed, x.within), bdd.False, empties(len(x.moves))
	for before := bdd.False; x.found != before; {
		before = x.found
		for inner := bdd.False; x.found != inner; { // within a tick first
			inner = x.found
			if !x.step(false) {
				return x.found
			}
		}
		if !x.step(true) {
			return x.found
		}
	}
	return x.found
}

// step makes all moves, those of time or the others, from what has been found since they were last made. It is false if the
// search is not to go on.
func (x *search) step(time bool) bool {
	for i := range x.moves {
		if (x.moves[i].label.Actor == machine.Time) != time {
			continue
		}
		was := x.found
		fresh := x.And(x.Diff(was, x.seen[i]), x.allowed[i])
		x.seen[i] = was
		if fresh == bdd.False {
			continue
		}
		x.found = x.Or(x.found, x.And(x.within, x.post(i, fresh)))
		if i == x.pass {
			x.waitFrom(fresh)
		}
		if x.found != was && !x.goOn(x.found) {
			return false
		}
	}
	return true
}

// waitFrom adds what can be come to by waiting.
func (x *search) waitFrom(fresh bdd.Ref) {
	if x.wait == nil {
		return
	}
	from := x.And(x.Diff(fresh, x.waited), x.wait.may[x.wait.shortest])
	if from == bdd.False {
		return
	}
	x.waited = x.Or(x.waited, x.wait.on(x.rest(from)))
	x.found = x.Or(x.found, x.waited)
}

// Backward is from where states can be reached, within others, by moves where they are allowed.
func (f *Family) Backward(to bdd.Ref, allowed []bdd.Ref, within bdd.Ref) bdd.Ref {
	if from, ok := f.backwardInPart(to, allowed, within); ok {
		return from
	}
	return f.backward(to, allowed, within)
}

func (f *Family) backward(to bdd.Ref, allowed []bdd.Ref, within bdd.Ref) bdd.Ref {
	s := f.And(to, within)
	seen, wait := empties(len(f.moves)), f.waiting(allowed, within)
	for before := bdd.False; s != before; {
		before = s
		for i := range f.moves {
			fresh := f.Diff(s, seen[i])
			if fresh == bdd.False || allowed[i] == bdd.False {
				continue
			}
			seen[i] = s
			s = f.Or(s, f.And(within, f.And(allowed[i], f.before(&f.moves[i], fresh))))
			if i == f.pass && wait != nil {
				s = f.Or(s, f.And(within, wait.back(fresh)))
			}
		}
	}
	return s
}
