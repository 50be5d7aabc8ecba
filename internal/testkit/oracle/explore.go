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
	Here      []bool           // by state: it can be come to in this world
	Moves     int

	sources [][]int // by state: where moves to it come from
}

// Edge is a move to a numbered state.
type Edge struct {
	Kind     MoveKind
	Label    string
	Mover    model.ActorID
	Culprits model.ActorSet
	Act      model.ActID
	Index    int
	To       int

	// The duties that by it are performed, fall due and are breached, whatever becomes of them at once
	// afterwards.
	Performs, FallsDue, Breaches []model.DutyID
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
				edges = append(edges, Edge{m.Kind, m.Label, m.Mover, m.Culprits, m.Act, m.Index, number(m.To),
					m.To.performed, m.To.fellDue, m.To.breached})
			} else if m.Mover == Time {
				held = m.Culprits &^ d
			}
		}
		g.Edges = append(g.Edges, edges)
		g.HeldUpBy = append(g.HeldUpBy, held)
		g.Moves += len(edges)
	}
	g.Here = g.reach(0, nil)
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

// in is the world D laid over the states of the physical one: all have numbers in it, also those that
// cannot be come to in it. It panics if there are more than w.Limit: Explore the physical world first.
func (w *World) in(d model.ActorSet) *Graph {
	g, ok := w.graphs[d]
	if !ok {
		g = w.physical().world(d)
		w.graphs[d] = g
	}
	return g
}

// physical is the world in which anybody may break its word.
func (w *World) physical() *Graph {
	all := w.everyone()
	if w.graphs[all] == nil {
		g, err := w.Graph(all, w.Limit)
		if err != nil {
			panic("oracle: " + err.Error())
		}
		w.graphs[all] = g
	}
	return w.graphs[all]
}

// world leaves of the physical world the moves whose culprits all lie in D.
func (g *Graph) world(d model.ActorSet) *Graph {
	out := &Graph{World: g.World, Defectors: d, States: g.States,
		Edges: make([][]Edge, len(g.States)), HeldUpBy: make([]model.ActorSet, len(g.States))}
	for i, edges := range g.Edges {
		for _, e := range edges {
			if e.Culprits.Within(d) {
				out.Edges[i] = append(out.Edges[i], e)
			} else if e.Mover == Time {
				out.HeldUpBy[i] = e.Culprits &^ d
			}
		}
	}
	out.Here = out.reach(0, nil)
	return out
}

// lawful is the world in which nobody does.
func (w *World) lawful() *Graph { return w.in(0) }

// where marks the states of which something is true.
func (g *Graph) where(is func(*State) bool) []bool {
	out := make([]bool, len(g.States))
	for i, s := range g.States {
		out[i] = is(s)
	}
	return out
}

// reach marks the states that can be reached from a state (itself included) over the edges that may be
// taken; nil: all of them.
func (g *Graph) reach(from int, may func(from int, e Edge) bool) []bool {
	seen := make([]bool, len(g.States))
	seen[from] = true
	open := []int{from}
	for len(open) > 0 {
		i := open[0]
		open = open[1:]
		for _, e := range g.Edges[i] {
			if !seen[e.To] && (may == nil || may(i, e)) {
				seen[e.To] = true
				open = append(open, e.To)
			}
		}
	}
	return seen
}

// leadingTo marks the states from which a state can be reached (itself included).
func (g *Graph) leadingTo(to int, may func(from int, e Edge) bool) []bool {
	if g.sources == nil {
		g.sources = make([][]int, len(g.States))
		for i, edges := range g.Edges {
			for _, e := range edges {
				g.sources[e.To] = append(g.sources[e.To], i)
			}
		}
	}
	seen := make([]bool, len(g.States))
	seen[to] = true
	for open := []int{to}; len(open) > 0; open = open[1:] {
		for _, i := range g.sources[open[0]] {
			for _, e := range g.Edges[i] {
				if !seen[i] && e.To == open[0] && may(i, e) {
					seen[i] = true
					open = append(open, i)
				}
			}
		}
	}
	return seen
}

// Distance is the number of moves in a shortest course from the initial state to a state of which
// something is true; -1 if there is none.
func (g *Graph) Distance(is func(*State) bool) int {
	dist := make([]int, len(g.States))
	for i := range dist {
		dist[i] = -1
	}
	dist[0] = 0
	for open := []int{0}; len(open) > 0; open = open[1:] {
		i := open[0]
		if is(g.States[i]) {
			return dist[i]
		}
		for _, e := range g.Edges[i] {
			if dist[e.To] < 0 {
				dist[e.To] = dist[i] + 1
				open = append(open, e.To)
			}
		}
	}
	return -1
}

// Explore counts the states and the moves of a world.
func (w *World) Explore(d model.ActorSet, limit int) (states, moves int, err error) {
	g, err := w.Graph(d, limit)
	if err != nil {
		return 0, 0, err
	}
	return len(g.States), g.Moves, nil
}
