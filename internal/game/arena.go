// Package game answers, on a finite graph, what some players can bring about or prevent whatever the
// others do. It knows nothing of pacts: states and moves are numbers.
//
// Input: an Arena, a Table that says of each move whose it is, and a set of states. Output: the states
// from which the players can force, or can avoid, that set, and a strategy that does it. Force is a least
// and Avoid a greatest fixed point, as in attractor constructions for games on graphs (Grädel, Thomas,
// Wilke, Automata, Logics, and Infinite Games, chapter 2), with one twist: time is nobody's. Players may
// move at any moment before time goes on, but never get priority over a move made at the same time; and
// time may be held up by those who still have something to do.
//
// The fixed points are found by looking at each state after those that it leads to (order.go), so that one look is most often enough.
package game

import (
	"math/bits"
	"sync"
)

// Arena is a graph. The moves out of state s are numbered First[s] to First[s+1]-1; move e leads to
// To[e] and is of the sort Sort[e], an index into a Table. A move leads to a state of a smaller number, to the state itself, or
// to another one of the same knot.
type Arena struct {
	First []int32
	To    []int32
	Sort  []uint16

	Pause func() // called now and then while a question is worked on, if not nil; it may panic to end the work

	knots []Knot
	tied  []func() *ties // by knot: the moves within it, once they are asked for; nil if it is small
}

// ties is the moves within a knot by where they lead: from[head[i]:head[i+1]] is from where moves lead to its state number i.
type ties struct{ head, from []int32 }

// largeKnot is from how many states on it pays to know from where to come to each. Tests lower it.
var largeKnot int32 = 128

// NewArena takes over the slices. Where it is not known how the states are numbered all of them are one knot.
func NewArena(first, to []int32, sort []uint16, knots []Knot) *Arena {
	a := &Arena{First: first, To: to, Sort: sort, knots: knots, tied: make([]func() *ties, len(knots))}
	for i, k := range knots {
		if k.End-k.First >= largeKnot {
			a.tied[i] = sync.OnceValue(func() *ties { return a.tie(k) })
		}
	}
	return a
}

// Whole is all states of a graph as one knot.
func Whole(states int) []Knot { return []Knot{{0, int32(states)}} }

// tie finds the moves within a knot.
func (a *Arena) tie(k Knot) *ties {
	out := &ties{head: make([]int32, k.End-k.First+2)}
	within := func(yield func(s, t int32)) {
		for s := k.First; s < k.End; s++ {
			for _, t := range a.To[a.First[s]:a.First[s+1]] {
				if t >= k.First && t < k.End && t != s {
					yield(s, t)
				}
			}
		}
	}
	within(func(_, t int32) { out.head[t-k.First+2]++ })
	for i := 2; i < len(out.head); i++ {
		out.head[i] += out.head[i-1]
	}
	out.from = make([]int32, out.head[len(out.head)-1])
	within(func(s, t int32) {
		at := &out.head[t-k.First+1]
		out.from[*at] = s
		*at++
	})
	return out
}

// States is the number of states.
func (a *Arena) States() int { return len(a.First) - 1 }

// between goes over the states of a set, or all if it is nil, from one number to before another, until it is told to end.
func (a *Arena) between(within Set, from, end int32, yield func(int32) bool) {
	if within == nil {
		for s := from; s < end && yield(s); s++ {
		}
		return
	}
	for s := from; s < end; s++ {
		w := within[s>>6] >> (s & 63)
		if w == 0 {
			s |= 63
			continue
		}
		if s += int32(bits.TrailingZeros64(w)); s >= end || !yield(s) {
			return
		}
	}
}

// Settle looks at every state within a set, all if it is nil, after those that its moves lead to; in a knot again at the states before one
// that has changed, until nothing changes. look says whether the state has changed.
func (a *Arena) Settle(within Set, look func(s int32) bool) {
	step, at := 0, int32(0)
	each := func(s int32) bool {
		a.pause(step)
		step++
		look(s)
		return true
	}
	for i, k := range a.knots {
		a.between(within, at, k.First, each)
		if a.tied[i] == nil {
			a.untie(k, within, look)
		} else {
			a.untieLarge(k, a.tied[i](), within, look)
		}
		at = k.End
	}
	a.between(within, at, int32(a.States()), each)
}

// untie is Settle for a small knot.
func (a *Arena) untie(k Knot, within Set, look func(s int32) bool) {
	step, changed := 0, false
	see := func(s int32) bool {
		a.pause(step)
		step++
		changed = look(s) || changed
		return true
	}
	for again := true; again; again = changed {
		changed = false
		a.between(within, k.First, k.End, see)
	}
}

// untieLarge is Settle for a large knot: it looks again only at states before one that has changed.
func (a *Arena) untieLarge(k Knot, x *ties, within Set, look func(s int32) bool) {
	step, again := 0, NewSet(int(k.End-k.First))
	see := func(s int32) bool {
		a.pause(step)
		step++
		i := s - k.First
		again.Drop(i)
		if !look(s) {
			return true
		}
		for _, p := range x.from[x.head[i]:x.head[i+1]] {
			if within == nil || within.Has(p) {
				again.Add(p - k.First)
			}
		}
		return true
	}
	a.between(within, k.First, k.End, see)
	for more := true; more; {
		more = false
		a.between(again, 0, k.End-k.First, func(i int32) bool { // also those that are put there before their turn
			more = see(k.First + i)
			return true
		})
	}
}

// Class says whose a move is in a game.
type Class uint8

// The classes. Time that is held up stands in the graph but does not go on: held by others alone, or
// with players among those who hold it up. A shared move can be made by either side.
const (
	Absent Class = iota
	Mine
	Theirs
	Goes
	HeldByOthers
	HeldByMine
	Shared
)

// Table gives the class of each sort of move.
type Table []Class

// pause calls Pause each time some thousand steps have been made.
func (a *Arena) pause(step int) {
	if step&(1<<13-1) == 0 && a.Pause != nil {
		a.Pause()
	}
}
