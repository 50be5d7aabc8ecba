package explore

import (
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// World is what can happen when only some actors break their word: the part of the graph that is
// reachable by moves whose culprits are all among the defectors.
type World struct {
	*Graph
	Defectors model.ActorSet
	Reach     []bool  // by state
	Order     []int32 // the reachable states, breadth first

	allows []bool // by sort
}

// World gives the world in which exactly these actors may break their word: none is the lawful world,
// all the physical one.
func (g *Graph) World(defectors model.ActorSet) *World {
	w := &World{Graph: g, Defectors: defectors, Reach: make([]bool, g.States()), Order: []int32{g.Start}}
	for _, s := range g.Sorts {
		w.allows = append(w.allows, s.Culprits.Within(defectors))
	}
	w.Reach[g.Start] = true
	for i := 0; i < len(w.Order); i++ {
		for e := range w.Moves(w.Order[i]) {
			if to := g.To[e]; !w.Reach[to] {
				w.Reach[to] = true
				w.Order = append(w.Order, to)
			}
		}
	}
	return w
}

// Allows reports whether a move can be made in this world.
func (w *World) Allows(e int32) bool { return w.allows[w.Sort[e]] }

// Moves goes over the moves out of a state that can be made in this world.
func (w *World) Moves(s int32) func(yield func(e int32) bool) {
	return func(yield func(e int32) bool) {
		for e := w.First[s]; e < w.First[s+1]; e++ {
			if w.Allows(e) && !yield(e) {
				return
			}
		}
	}
}

// Count gives the number of states and of moves of the world.
func (w *World) Count() (states, moves int) {
	for _, s := range w.Order {
		for range w.Moves(s) {
			moves++
		}
	}
	return len(w.Order), moves
}

// Passes reports whether the move is the passing of a tick.
func (g *Graph) Passes(e int32) bool { return g.SortOf(e).Move.Kind == machine.Pass }
