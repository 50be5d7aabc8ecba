package oracle

import "github.com/servanda-lang/servanda/model"

// Game is players against all others in one world. A signature that counts as available may be made by the
// others too.
type Game struct {
	*Graph
	Players   model.ActorSet
	Available model.ActorSet
}

// moves is a set of moves, each told by the state it is made from and itself.
type moves func(from int, e Edge) bool

func none(int, Edge) bool { return false }

// ours and theirs tell whose a move is; a signature can be both.
func (g Game) ours(e Edge) bool { return e.Mover != Time && g.Players.Has(e.Mover) }

func (g Game) theirs(e Edge) bool {
	return e.Mover != Time && (!g.Players.Has(e.Mover) || e.Kind == Sign && g.Available.Has(e.Mover))
}

func (g Game) time(e Edge) bool { return e.Mover == Time }

func whatever(Edge) bool { return true }

// every and some ask of the moves from a state.
func (g Game) every(i int, which func(Edge) bool, is func(Edge) bool) bool {
	for _, e := range g.Edges[i] {
		if which(e) && !is(e) {
			return false
		}
	}
	return true
}

func (g Game) some(i int, which func(Edge) bool, is func(Edge) bool) bool {
	return !g.every(i, which, func(e Edge) bool { return !is(e) })
}

// heldUp tells whether time may not go on; byUs whether players are among those who hold it up.
func (g Game) heldUp(i int) (held, byUs bool) {
	return g.HeldUpBy[i] != 0, g.HeldUpBy[i]&g.Players != 0
}

// Force marks the states from which the players can force the target: the least set of states W with
// the target in it, and each state from which every move of the others leads into W and something goes
// on into W.
func (g Game) Force(target []bool) []bool { return g.force(target, none, nil) }

// force is Force where it is as good to make one of certain moves. If earlier is not nil, where a tick
// passes it has to pass into that set.
func (g Game) force(target []bool, made moves, earlier []bool) []bool {
	if g.World.proof != nil && earlier == nil {
		return g.World.proof.forced(g, target, made)
	}
	w := make([]bool, len(g.States))
	for changed := true; changed; {
		changed = false
		// Backwards, since most moves lead to states found later.
		for i := len(w) - 1; i >= 0; i-- {
			if !w[i] {
				w[i] = g.wins(i, target, func(e Edge) bool {
					if earlier != nil && e.Kind == Pass {
						return earlier[e.To]
					}
					return w[e.To] || made(i, e)
				})
				changed = changed || w[i]
			}
		}
	}
	return w
}

// wins tells whether a state belongs to what is forced, given which moves lead to what does.
func (g Game) wins(i int, target []bool, into func(Edge) bool) bool {
	held, byUs := g.heldUp(i)
	return target[i] || g.every(i, g.theirs, into) &&
		(g.some(i, g.ours, into) ||
			g.some(i, g.time, into) ||
			held && !byUs && g.some(i, g.theirs, whatever))
}

// forceWithin gives for each state the least number of ticks within which the players can force a target
// or one of certain moves; -1 if they cannot at all.
func (g Game) forceWithin(target []bool, made moves) []int {
	if g.World.proof != nil {
		return g.World.proof.forcedWithin(g, target) // no certificate asks how soon a move can be forced
	}
	out := make([]int, len(g.States))
	for i := range out {
		out[i] = -1
	}
	w := make([]bool, len(g.States))
	for n, changed := 0, true; changed; n++ {
		w, changed = g.force(target, made, w), false
		for i := range w {
			if w[i] && out[i] < 0 {
				out[i], changed = n, true
			}
		}
		if n == 0 {
			changed = true // it may take a tick before anything can be done
		}
	}
	return out
}

// Avoid marks the states from which the players can avoid the evil: the greatest set of states S
// without it, in which no move of the others leads out of S and something goes on within S.
func (g Game) Avoid(evil []bool) []bool { return g.avoid(evil, none) }

// avoidMoves is Avoid of moves alone.
func (g Game) avoidMoves(evil moves) []bool { return g.avoid(make([]bool, len(g.States)), evil) }

// avoid is Avoid where certain moves are evils too.
func (g Game) avoid(evil []bool, evilMove moves) []bool {
	if g.World.proof != nil {
		return g.World.proof.avoided(g, evil, evilMove)
	}
	s := make([]bool, len(g.States))
	for i := range s {
		s[i] = !evil[i]
	}
	for changed := true; changed; {
		changed = false
		for i := len(s) - 1; i >= 0; i-- {
			if s[i] {
				s[i] = g.escapes(i, evil, evilMove, func(e Edge) bool { return s[e.To] })
				changed = changed || !s[i]
			}
		}
	}
	return s
}

// escapes tells whether a state belongs to what is avoided, given which moves lead to what does.
func (g Game) escapes(i int, evil []bool, evilMove moves, in func(Edge) bool) bool {
	stays := func(e Edge) bool { return in(e) && !evilMove(i, e) }
	held, byUs := g.heldUp(i)
	return !evil[i] && g.every(i, g.theirs, stays) &&
		(g.some(i, g.ours, stays) ||
			g.some(i, g.time, stays) ||
			held && (!byUs || !g.some(i, g.ours, whatever)))
}

// CanForce tells of each state, by its key, whether in the world D the players can force the target.
func (w *World) CanForce(players, d model.ActorSet, target func(*State) bool) map[string]bool {
	g := Game{Graph: w.in(d), Players: players}
	return g.byKey(g.Force(g.where(target)))
}

// CanAvoid tells of each state, by its key, whether in the world D the players can avoid the evil.
func (w *World) CanAvoid(players, d model.ActorSet, evil func(*State) bool) map[string]bool {
	g := Game{Graph: w.in(d), Players: players}
	return g.byKey(g.Avoid(g.where(evil)))
}

func (g *Graph) byKey(is []bool) map[string]bool {
	out := map[string]bool{}
	for i, s := range g.States {
		if g.Here[i] {
			out[s.Key()] = is[i]
		}
	}
	return out
}
