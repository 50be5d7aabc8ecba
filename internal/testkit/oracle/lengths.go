package oracle

import "github.com/servanda-lang/servanda/model"

// The lengths of shortest courses, in moves.

// Event is the length of a shortest course, in the world of a check, to where its condition first holds;
// -1 if it never does. It is for checks that ask whether something is possible.
func (w *World) Event(c *model.Check) int {
	g := w.in(w.defectors(c))
	if w.HoldsAfter(c.Cond, model.None, g.States[0]) {
		return 0
	}
	best := -1
	for i, far := range g.distances() {
		for _, e := range g.Edges[i] {
			if g.Here[i] && w.HoldsAfter(c.Cond, e.Act, g.States[e.To]) && (best < 0 || far+1 < best) {
				best = far + 1
			}
		}
	}
	return best
}

// Breach is the length of a shortest course to the breach of a clause by one who is bound: with nobody
// else breaking a promise if that is possible, else with all free to.
func (w *World) Breach(by model.ActorID, broken model.Cond) int {
	is := func(s *State) bool { return w.Holds(broken, s) }
	if n := w.in(model.SetOf(by)).Distance(is); n >= 0 {
		return n
	}
	return w.physical().Distance(is)
}

// distances gives for each state the number of moves in a shortest course to it.
func (g *Graph) distances() []int {
	dist := make([]int, len(g.States))
	seen := make([]bool, len(g.States))
	seen[0] = true
	for open := []int{0}; len(open) > 0; open = open[1:] {
		for _, e := range g.Edges[open[0]] {
			if !seen[e.To] {
				seen[e.To] = true
				dist[e.To] = dist[open[0]] + 1
				open = append(open, e.To)
			}
		}
	}
	return dist
}
