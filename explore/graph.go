// Package explore runs a pact through every course that events can take and keeps the result as one graph.
//
// Input: a machine and limits. Output: a Graph of all states reachable in the physical world, where
// everybody may break their word, with the mover and the culprits on every move. Every question about
// every party and every set of defectors is then answered on that one graph.
//
// The search is breadth first and deterministic: states are numbered in the order in which they are
// found, so the first course to a state is a shortest one in moves.
package explore

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/machine"
	"github.com/servanda-lang/servanda/model"
)

// Limits bound a search. Zero means no limit.
type Limits struct {
	States   int                              // states kept
	Bytes    int64                            // memory for states and moves
	Progress func(states, moves, waiting int) // called now and then; may be nil
}

// Inconclusive is the error of a search that reached a limit before it was done. Nothing may be claimed
// from it.
type Inconclusive struct {
	States, Moves int
	Limit         string // in plain words: "the limit of 1000 states"
}

func (e *Inconclusive) Error() string {
	return fmt.Sprintf("%s was reached after %d states and %d moves; nothing is claimed", e.Limit, e.States, e.Moves)
}

// Sort is what two moves have in common that differ only in where they start and end.
type Sort struct {
	Label    machine.LabelID
	Move     machine.Label
	Culprits model.ActorSet // those for whom the move is a breach
	Performs []model.DutyID // the duties it performs, though some may be due again at once
}

// Graph is the physical world of a pact under one filling. State 0 is the initial one. The moves out of
// state s are numbered First[s] to First[s+1]-1, in the order of the machine's labels, time last; move e
// leads to state To[e] and is of sort Sorts[Sort[e]]. The slices must not be changed.
type Graph struct {
	Machine *machine.Machine
	First   []int32
	To      []int32
	Sort    []uint16
	Sorts   []Sort

	store *store
}

// States is the number of states.
func (g *Graph) States() int { return g.store.count }

// MoveCount is the number of moves, those that lead back to the same state included.
func (g *Graph) MoveCount() int { return len(g.To) }

// State gives the words of a state; they must not be changed.
func (g *Graph) State(i int) machine.State { return g.store.at(i) }

// SortOf gives the sort of a move.
func (g *Graph) SortOf(e int32) *Sort { return &g.Sorts[g.Sort[e]] }

// Explore finds every state reachable in the physical world. The error is *Inconclusive if a limit was
// reached.
func Explore(m *machine.Machine, lim Limits) (*Graph, error) {
	g := &Graph{Machine: m, store: newStore(m.Words())}
	numbers := map[sortKey]uint16{}
	g.store.add(m.Initial())
	current := make(machine.State, m.Words())
	for i := 0; i < g.store.count; i++ {
		if err := g.check(lim, i); err != nil {
			return nil, err
		}
		g.First = append(g.First, int32(len(g.To)))
		copy(current, g.store.at(i))
		m.Moves(current, func(mv machine.Move) {
			to, _ := g.store.add(mv.To)
			g.To = append(g.To, int32(to))
			g.Sort = append(g.Sort, g.number(numbers, mv))
		})
	}
	g.First = append(g.First, int32(len(g.To)))
	return g, nil
}

type sortKey struct {
	label    machine.LabelID
	culprits model.ActorSet
	performs string
}

// number gives the number of the sort of a move, a new one if there is none yet.
func (g *Graph) number(numbers map[sortKey]uint16, mv machine.Move) uint16 {
	key := sortKey{mv.Label, mv.Culprits, ""}
	for _, d := range mv.Performs {
		key.performs += string(rune(d))
	}
	k, ok := numbers[key]
	if !ok {
		k = uint16(len(g.Sorts))
		numbers[key] = k
		g.Sorts = append(g.Sorts, Sort{Label: mv.Label, Move: g.Machine.Label(mv.Label), Culprits: mv.Culprits, Performs: slices.Clone(mv.Performs)})
	}
	return k
}

// most is what the 32-bit numbers of states and moves can hold.
const most = 1<<31 - 1<<16

// check looks at the limits before state i is expanded.
func (g *Graph) check(lim Limits, i int) error {
	if lim.Progress != nil && i&0xfff == 0 {
		lim.Progress(g.store.count, len(g.To), g.store.count-i)
	}
	stop := func(limit string) error {
		return &Inconclusive{States: g.store.count, Moves: len(g.To), Limit: limit}
	}
	switch {
	case lim.States > 0 && g.store.count > lim.States:
		return stop(fmt.Sprintf("the limit of %d states", lim.States))
	case lim.Bytes > 0 && i&0xff == 0 && g.bytes() > lim.Bytes:
		return stop(fmt.Sprintf("the memory limit of %d MB", lim.Bytes>>20))
	case len(g.To) > most:
		return stop(fmt.Sprintf("the largest number of moves that can be kept, %d,", most))
	}
	return nil
}

func (g *Graph) bytes() int64 {
	return g.store.bytes() + int64(4*cap(g.First)+4*cap(g.To)+2*cap(g.Sort))
}
