package game

import (
	"iter"
	"slices"
)

// ForceWithin gives from where the players can force the target, or that one of the moves made is made, while time passes at
// most so many times: for none, one, two ... as long as more of it helps. The moves passes are those by which time passes;
// made has none of them.
//
// Only the states within are looked at, as in Force. It is the fixed point of Force with, for each state, how often time has to pass: the
// others see to the most, the players to the least.
func (a *Arena) ForceWithin(t Table, target Set, made, passes Moves, within Set) iter.Seq[Set] {
	return func(yield func(Set) bool) {
		x := &counted{a, t, made.Picker(), passes.Picker(), make([]int32, a.States())}
		for s := range x.times {
			x.times[s] = never
		}
		for s := range target.Each {
			x.times[s] = 0
		}
		a.Settle(within, func(s int32) bool {
			n := x.least(s)
			less := n < x.times[s]
			x.times[s] = min(n, x.times[s])
			return less
		})
		x.layers(yield)
	}
}

// counted is by state how often time has to pass until the target is forced.
type counted struct {
	a            *Arena
	t            Table
	made, passes Picker
	times        []int32
}

const never = 1<<31 - 1

// least is how often it is for a state, as far as it is known of those that its moves lead to.
func (x *counted) least(s int32) int32 {
	made, passes := x.made.At(s), x.passes.At(s)
	most, push, held, theirs := int32(0), int32(never), false, false
	for e := x.a.First[s]; e < x.a.First[s+1]; e++ {
		sort, to := x.a.Sort[e], x.a.To[e]
		c, n := x.t[sort], x.times[to]
		if made && x.made.Has(sort, to) {
			n = 0
		}
		switch c {
		case Theirs, Shared:
			theirs, most = true, max(most, n)
			if c == Shared {
				push = 0 // whoever makes it, it is among those of the others
			}
		case Goes:
			if n < never && passes && x.passes.Has(sort, to) {
				n++
			}
			push = min(push, n)
		case Mine:
			push = min(push, n)
		case HeldByOthers:
			held = true
		}
	}
	if held && theirs {
		push = 0
	}
	return max(most, push)
}

// layers gives the states of which it is known for none, one, two times, as long as there are more.
func (x *counted) layers(yield func(Set) bool) {
	by, end := x.sorted()
	win := NewSet(x.a.States())
	for n := range end {
		for ; len(by) > 0 && x.times[by[0]] == int32(n); by = by[1:] {
			win.Add(by[0])
		}
		if !yield(slices.Clone(win)) {
			return
		}
	}
}

// sorted is the states that are won, by how often time has to pass, and how many layers of them there are up to the first empty one, at
// least one.
func (x *counted) sorted() (by []int32, layers int) {
	most := int32(0)
	for _, n := range x.times {
		if n < never {
			most = max(most, n)
		}
	}
	head := make([]int32, most+2)
	for _, n := range x.times {
		if n < never {
			head[n+1]++
		}
	}
	for layers = 1; layers <= int(most) && head[layers+1] > 0; layers++ {
	}
	for n := range head[1:] {
		head[n+1] += head[n]
	}
	by = make([]int32, head[most+1])
	for s, n := range x.times {
		if n < never {
			by[head[n]] = int32(s)
			head[n]++
		}
	}
	return by, layers
}
