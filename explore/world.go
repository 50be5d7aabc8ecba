package explore

import "github.com/servanda-lang/servanda/model"

// World is what can happen when only some actors break their word: the part of the graph that is
// reachable by moves whose culprits are all among the defectors.
type World struct {
	*Graph
	Defectors model.ActorSet
	Reach     []bool  // by state
	Order     []int32 // the reachable states, breadth first
}

// World gives the world in which exactly these actors may break their word: none is the lawful world,
// all the physical one.
func (g *Graph) World(defectors model.ActorSet) *World {
	w := &World{Graph: g, Defectors: defectors, Reach: make([]bool, g.States()), Order: []int32{0}}
	w.Reach[0] = true
	for i := 0; i < len(w.Order); i++ {
		for _, e := range g.Moves(int(w.Order[i])) {
			if w.Allows(e) && !w.Reach[e.To] {
				w.Reach[e.To] = true
				w.Order = append(w.Order, e.To)
			}
		}
	}
	return w
}

// Allows reports whether the move can be made in this world.
func (w *World) Allows(e Edge) bool { return w.Culprits(e).Within(w.Defectors) }

// Count gives the number of states and of moves of the world.
func (w *World) Count() (states, moves int) {
	for _, s := range w.Order {
		for _, e := range w.Moves(int(s)) {
			if w.Allows(e) {
				moves++
			}
		}
	}
	return len(w.Order), moves
}
