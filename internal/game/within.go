package game

import (
	"iter"
	"slices"
)

// ForceWithin gives from where the players can force the target, or that one of the moves made is made, while time passes at
// most so many times: for none, one, two ... as long as more of it helps. The moves passes are those by which time passes;
// made, which may be nil, has none of them.
//
// Only the states within are looked at, as in Force. It is the fixed point of Force in layers: a state to which time passes counts for the next one only.
func (a *Arena) ForceWithin(t Table, target, made, passes, within Set) iter.Seq[Set] {
	return func(yield func(Set) bool) {
		x := &layers{a: a, t: t, made: made, passes: passes, within: within}
		x.begin()
		for s := range target.Each {
			x.enter(s)
		}
		for more := true; more; more = x.pass() {
			x.close()
			if !yield(slices.Clone(x.win)) {
				return
			}
		}
	}
}

// layers is the work of ForceWithin: what was won so far, and what stands open.
type layers struct {
	a            *Arena
	t            Table
	made, passes Set
	within       Set // the states that are looked at; all if nil

	win   Set
	open  []int32 // moves of the others that do not lead into win
	push  Set     // something carries the course into win once the others' moves do
	queue []int32 // the states that were won, in order
	done  int     // how many of them have been looked at
	early int     // how many of them were won before time passed last
}

func (x *layers) enter(s int32) {
	if !x.win.Has(s) {
		x.win.Add(s)
		x.queue = append(x.queue, s)
	}
}

// try enters a state if it is won now.
func (x *layers) try(s int32) {
	if x.open[s] == 0 && x.push.Has(s) && (x.within == nil || x.within.Has(s)) {
		x.enter(s)
	}
}

// begin counts what the others can do, and finds where something is made or time is held up.
func (x *layers) begin() {
	n := x.a.States()
	x.win, x.push, x.open = NewSet(n), NewSet(n), make([]int32, n)
	for s := range x.a.those(x.within) {
		held, theirs := false, false
		for e := x.a.First[s]; e < x.a.First[s+1]; e++ {
			made := x.made != nil && x.made.Has(e)
			switch x.t[x.a.Sort[e]] {
			case Theirs, Shared:
				theirs = true
				if !made {
					x.open[s]++
				} else if x.t[x.a.Sort[e]] == Shared {
					x.push.Add(s)
				}
			case Mine, Goes:
				if made {
					x.push.Add(s)
				}
			case HeldByOthers:
				held = true
			}
		}
		if held && theirs {
			x.push.Add(s)
		}
		x.try(s)
	}
}

// close adds what is won without time passing.
func (x *layers) close() {
	for ; x.done < len(x.queue); x.done++ {
		x.a.pause(x.done)
		for _, e := range x.a.Into(x.queue[x.done]) {
			s := x.a.from[e]
			switch x.t[x.a.Sort[e]] {
			case Theirs, Shared:
				if x.made != nil && x.made.Has(e) {
					continue // was never counted as open
				}
				x.open[s]--
				if x.t[x.a.Sort[e]] == Shared {
					x.push.Add(s)
				}
			case Mine:
				x.push.Add(s)
			case Goes:
				if x.passes.Has(e) {
					continue // counts when all is won that is won before
				}
				x.push.Add(s)
			default:
				continue
			}
			x.try(s)
		}
	}
}

// pass lets time pass once into what was won, and reports whether that won something.
func (x *layers) pass() bool {
	n := len(x.queue)
	for ; x.early < n; x.early++ {
		for _, e := range x.a.Into(x.queue[x.early]) {
			if x.passes.Has(e) && x.t[x.a.Sort[e]] == Goes {
				s := x.a.from[e]
				x.push.Add(s)
				x.try(s)
			}
		}
	}
	return len(x.queue) > n
}
