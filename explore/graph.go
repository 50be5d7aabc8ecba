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

// Edge is a move from one state to another.
type Edge struct {
	To       int32
	Label    machine.LabelID
	culprits uint16 // index into Graph.culprits
}

// Graph is the physical world of a pact under one filling. State 0 is the initial one.
type Graph struct {
	Machine *machine.Machine

	store    *store
	first    []int32 // the moves of state i are edges[first[i]:first[i+1]]
	edges    []Edge
	culprits []model.ActorSet
}

// States is the number of states.
func (g *Graph) States() int { return g.store.count }

// MoveCount is the number of moves, those that lead back to the same state included.
func (g *Graph) MoveCount() int { return len(g.edges) }

// State gives the words of a state; they must not be changed.
func (g *Graph) State(i int) machine.State { return g.store.at(i) }

// Moves gives the moves out of a state, in the order of the machine's labels, time last.
func (g *Graph) Moves(i int) []Edge { return g.edges[g.first[i]:g.first[i+1]] }

// EdgeRange gives the numbers of the moves out of a state: from, up to but not including, to.
func (g *Graph) EdgeRange(i int) (from, to int) { return int(g.first[i]), int(g.first[i+1]) }

// Edge gives a move by its number.
func (g *Graph) Edge(i int) Edge { return g.edges[i] }

// Culprits gives those for whom the move is a breach.
func (g *Graph) Culprits(e Edge) model.ActorSet { return g.culprits[e.culprits] }

// Mover gives the actor who makes the move, machine.Time for time.
func (g *Graph) Mover(e Edge) model.ActorID { return g.Machine.Label(e.Label).Actor }

// Explore finds every state reachable in the physical world. The error is *Inconclusive if a limit was
// reached.
func Explore(m *machine.Machine, lim Limits) (*Graph, error) {
	g := &Graph{Machine: m, store: newStore(m.Words()), culprits: []model.ActorSet{0}}
	numbers := map[model.ActorSet]uint16{0: 0}
	g.store.add(m.Initial())
	current := make(machine.State, m.Words())
	for i := 0; i < g.store.count; i++ {
		if err := g.check(lim, i); err != nil {
			return nil, err
		}
		g.first = append(g.first, int32(len(g.edges)))
		copy(current, g.store.at(i))
		m.Moves(current, func(mv machine.Move) {
			to, _ := g.store.add(mv.To)
			k, ok := numbers[mv.Culprits]
			if !ok {
				k = uint16(len(g.culprits))
				numbers[mv.Culprits] = k
				g.culprits = append(g.culprits, mv.Culprits)
			}
			g.edges = append(g.edges, Edge{To: int32(to), Label: mv.Label, culprits: k})
		})
	}
	g.first = append(g.first, int32(len(g.edges)))
	return g, nil
}

// most is what the 32-bit numbers of states and moves can hold.
const most = 1<<31 - 1<<16

// check looks at the limits before state i is expanded.
func (g *Graph) check(lim Limits, i int) error {
	if lim.Progress != nil && i&0xfff == 0 {
		lim.Progress(g.store.count, len(g.edges), g.store.count-i)
	}
	stop := func(limit string) error {
		return &Inconclusive{States: g.store.count, Moves: len(g.edges), Limit: limit}
	}
	switch {
	case lim.States > 0 && g.store.count > lim.States:
		return stop(fmt.Sprintf("the limit of %d states", lim.States))
	case lim.Bytes > 0 && i&0xff == 0 && g.bytes() > lim.Bytes:
		return stop(fmt.Sprintf("the memory limit of %d MB", lim.Bytes>>20))
	case len(g.edges) > most:
		return stop(fmt.Sprintf("the largest number of moves that can be kept, %d,", most))
	}
	return nil
}

func (g *Graph) bytes() int64 {
	return g.store.bytes() + int64(4*cap(g.first)) + int64(8*cap(g.edges))
}
