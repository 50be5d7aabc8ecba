package oracle

import (
	"fmt"

	"github.com/servanda-lang/servanda/model"
)

// Graph is the part of a world D that is reachable from its initial state, which is number 0. In it a
// move is possible only if all its culprits are in D.
type Graph struct {
	World     *World
	Defectors model.ActorSet
	States    []*State
	Edges     [][]Edge         // by state: the moves that are possible in this world
	HeldUpBy  []model.ActorSet // by state: who outside D must still perform before time may go on
	Moves     int
}

// Edge is a move to a numbered state.
type Edge struct {
	Kind     MoveKind
	Label    string
	Mover    model.ActorID
	Culprits model.ActorSet
	Act      model.ActID
	To       int
}

// Graph explores a world breadth first. It is an error if it has more states than the limit.
func (w *World) Graph(d model.ActorSet, limit int) (*Graph, error) {
	g := &Graph{World: w, Defectors: d}
	ids := map[string]int{}
	number := func(s *State) int {
		k := s.Key()
		id, ok := ids[k]
		if !ok {
			id = len(g.States)
			ids[k] = id
			g.States = append(g.States, s)
		}
		return id
	}
	number(w.Initial())
	for i := 0; i < len(g.States); i++ {
		if len(g.States) > limit {
			return nil, fmt.Errorf("more than %d states", limit)
		}
		var edges []Edge
		var held model.ActorSet
		for _, m := range w.movesOf(g.States[i], limit) {
			if m.Culprits.Within(d) {
				edges = append(edges, Edge{m.Kind, m.Label, m.Mover, m.Culprits, m.Act, number(m.To)})
			} else if m.Mover == Time {
				held = m.Culprits &^ d
			}
		}
		g.Edges = append(g.Edges, edges)
		g.HeldUpBy = append(g.HeldUpBy, held)
		g.Moves += len(edges)
	}
	return g, nil
}

// movesOf remembers the moves from each state while the pact is small.
func (w *World) movesOf(s *State, limit int) []Move {
	if limit > 20000 {
		return w.Moves(s)
	}
	k := s.Key()
	m, ok := w.moves[k]
	if !ok {
		m = w.Moves(s)
		w.moves[k] = m
	}
	return m
}

// Explore counts the states and the moves of a world.
func (w *World) Explore(d model.ActorSet, limit int) (states, moves int, err error) {
	g, err := w.Graph(d, limit)
	if err != nil {
		return 0, 0, err
	}
	return len(g.States), g.Moves, nil
}
