// Package explore runs a pact through every course that events can take and keeps the result as one graph.
//
// Input: a machine and limits. Output: a Graph of all states reachable in the physical world, where
// everybody may break their word, with the mover and the culprits on every move. Every question about
// every party and every set of defectors is then answered on that one graph.
//
// The search is breadth first and deterministic: states are numbered in the order in which they are
// found, or else by where moves lead (sorted.go).
package explore

import (
	"context"
	"errors"
	"fmt"

	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/memory"
	"github.com/servanda-lang/servanda/model"
)

// Limits bound a search. Zero means no limit.
type Limits struct {
	States   int                              // states kept
	Bytes    int64                            // memory for states, moves and the questions asked of them
	Workers  int                              // goroutines that make moves; at least 1. The result does not depend on it
	Sorted   bool                             // number the states so that what is asked of all of them is soon found (package game), not as they are found
	Progress func(states, moves, waiting int) // called now and then; may be nil
}

// Inconclusive is the error of a search that reached a limit before it was done. Nothing may be claimed
// from it.
type Inconclusive struct {
	States, Moves int
	Limit         string // in plain words: "the limit of 1000 states"
	Memory        bool   // it was the limit on memory
	Shared        bool   // what others did at the same time may have had a part in it
	Cause         error  // why the context ended, if it was that
}

// Unwrap gives why the context ended, if it was that.
func (e *Inconclusive) Unwrap() error { return e.Cause }

// Interrupted reports whether somebody called the work off, and no limit was reached.
func (e *Inconclusive) Interrupted() bool {
	return e.Cause != nil && errors.Is(e.Cause, context.Canceled)
}

// Why says in one phrase why the work ended.
func (e *Inconclusive) Why() string {
	if e.Interrupted() {
		return "it was interrupted"
	}
	return e.Limit + " was reached"
}

func (e *Inconclusive) Error() string {
	if e.States == 0 {
		return e.Why() + "; nothing is claimed"
	}
	return fmt.Sprintf("%s, with %d states and %d moves visited; nothing is claimed", e.Why(), e.States, e.Moves)
}

// Sort is what two moves have in common that differ only in where they start and end.
type Sort struct {
	Label    machine.LabelID
	Move     machine.Label
	Culprits model.ActorSet // those for whom the move is a breach
	machine.Events
}

// Graph is the physical world of a pact under one filling. The moves out of
// state s are numbered First[s] to First[s+1]-1, in the order of the machine's labels, time last; move e
// leads to state To[e] and is of sort Sorts[Sort[e]]. The slices must not be changed.
type Graph struct {
	Machine *machine.Machine
	First   []int32
	To      []int32
	Sort    []uint16
	Sorts   []Sort
	Start   int32       // the initial state; 0 unless the states are sorted
	Knots   []game.Knot // the states that moves can lead around in; if the states are not sorted, all of them as one
	Pause   func()      // called now and then while a course is looked for, if not nil; it may panic to end the work

	store  *store
	budget *memory.Budget // what is left of it is for the questions
}

// Budget is what was left of the memory when all was found; questions claim from it what they need beyond what was kept for them.
func (g *Graph) Budget() *memory.Budget { return g.budget }

// ForOneMore claims what one more takes who puts questions to the graph at the same time, and gives it back when done is called; it is
// false if there is no room for one.
func (g *Graph) ForOneMore() (done func(), ok bool) {
	bytes := int64(g.States()) * laterPerState
	return func() { g.budget.Return(bytes) }, g.budget.Claim(bytes)
}

// States is the number of states.
func (g *Graph) States() int { return g.store.count }

// MoveCount is the number of moves, those that lead back to the same state included.
func (g *Graph) MoveCount() int { return len(g.To) }

// State gives the words of a state; they must not be changed.
func (g *Graph) State(i int) machine.State { return g.store.at(i) }

// Each goes over all states, in the order of their numbers.
func (g *Graph) Each(yield func(i int, s machine.State) bool) {
	i, width := 0, g.store.words.width
	for _, page := range g.store.words.pages {
		for ; len(page) >= width; page = page[width:] {
			if !yield(i, machine.State(page[:width:width])) {
				return
			}
			i++
		}
	}
}

// SortOf gives the sort of a move.
func (g *Graph) SortOf(e int32) *Sort { return &g.Sorts[g.Sort[e]] }

// pause calls Pause each time some thousand steps have been made.
func (g *Graph) pause(step int) {
	if step&(1<<13-1) == 0 && g.Pause != nil {
		g.Pause()
	}
}
