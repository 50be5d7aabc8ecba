// Package game answers, on a finite graph, what some players can bring about or prevent whatever the
// others do. It knows nothing of pacts: states and moves are numbers.
//
// Input: an Arena, a Table that says of each move whose it is, and a set of states. Output: the states
// from which the players can force, or can avoid, that set, and a strategy that does it. Force is a least
// and Avoid a greatest fixed point, as in attractor constructions for games on graphs (Grädel, Thomas,
// Wilke, Automata, Logics, and Infinite Games, chapter 2), with one twist: time is nobody's. Players may
// move at any moment before time goes on, but never get priority over a move made at the same time; and
// time may be held up by those who still have something to do.
package game

import "iter"

// Arena is a graph. The moves out of state s are numbered First[s] to First[s+1]-1; move e leads to
// To(e) and is of the sort Sort(e), an index into a Table.
type Arena struct {
	First []int32
	To    []int32
	Sort  []uint16

	Pause func() // called now and then while a question is worked on, if not nil; it may panic to end the work

	into []int32 // moves sorted by the state they lead to
	head []int32 // the moves into state s are into[head[s]:head[s+1]]
	from []int32 // by move
}

// NewArena takes over the slices.
func NewArena(first, to []int32, sort []uint16) *Arena {
	a := &Arena{First: first, To: to, Sort: sort}
	n := a.States()
	a.from = make([]int32, len(to))
	a.head = make([]int32, n+1)
	for s := range n {
		for e := first[s]; e < first[s+1]; e++ {
			a.from[e] = int32(s)
			a.head[to[e]+1]++
		}
	}
	for s := range n {
		a.head[s+1] += a.head[s]
	}
	a.into = make([]int32, len(to))
	next := append([]int32(nil), a.head...)
	for e, t := range to {
		a.into[next[t]] = int32(e)
		next[t]++
	}
	return a
}

// States is the number of states.
func (a *Arena) States() int { return len(a.First) - 1 }

// those goes over the states of a set, or all if it is nil, and pauses now and then.
func (a *Arena) those(within Set) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		if within == nil {
			for s := range int32(a.States()) {
				a.pause(int(s))
				if !yield(s) {
					return
				}
			}
			return
		}
		step := 0
		for s := range within.Each {
			a.pause(step)
			step++
			if !yield(s) {
				return
			}
		}
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

// Source is the state that a move starts from.
func (a *Arena) Source(e int32) int32 { return a.from[e] }

// pause calls Pause each time some thousand steps have been made.
func (a *Arena) pause(step int) {
	if step&(1<<13-1) == 0 && a.Pause != nil {
		a.Pause()
	}
}

// Into lists the moves that lead to a state.
func (a *Arena) Into(s int32) []int32 { return a.into[a.head[s]:a.head[s+1]] }
