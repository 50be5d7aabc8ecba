package oracle

import "github.com/servanda-lang/servanda/model"

// Signs says whose moves the signatures are in a game. The zero value leaves each to its signer.
type Signs struct {
	ForOthers  model.ActorSet // players whose signatures count as moves of the others
	ForPlayers bool           // all signatures count as moves of the players
}

// Game is players against all others in one explored world.
type Game struct {
	*Graph
	Players model.ActorSet
	Signs   Signs
}

// ours tells whether a move counts as one of the players'.
func (g Game) ours(e Edge) bool {
	if e.Kind == Sign && g.Signs.ForPlayers {
		return true
	}
	if e.Kind == Sign && g.Signs.ForOthers.Has(e.Mover) {
		return false
	}
	return e.Mover != Time && g.Players.Has(e.Mover)
}

func (g Game) theirs(e Edge) bool { return e.Mover != Time && !g.ours(e) }

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

func (g Game) time(e Edge) bool { return e.Mover == Time }

func whatever(Edge) bool { return true }

// heldUp tells whether time may not go on; byUs whether players are among those who hold it up.
func (g Game) heldUp(i int) (held, byUs bool) {
	return g.HeldUpBy[i] != 0, g.HeldUpBy[i]&g.Players != 0
}

// Force marks the states from which the players can force the target: the least set of states W with
// the target in it, and each state from which every move of the others leads into W and something goes
// on into W.
func (g Game) Force(target []bool) []bool {
	w := make([]bool, len(g.States))
	into := func(e Edge) bool { return w[e.To] }
	for changed := true; changed; {
		changed = false
		// Backwards, since most moves lead to states found later.
		for i := len(w) - 1; i >= 0; i-- {
			if w[i] {
				continue
			}
			held, byUs := g.heldUp(i)
			w[i] = target[i] || g.every(i, g.theirs, into) &&
				(g.some(i, g.ours, into) ||
					g.some(i, g.time, into) ||
					held && !byUs && g.some(i, g.theirs, whatever))
			changed = changed || w[i]
		}
	}
	return w
}

// Avoid marks the states from which the players can avoid the evil: the greatest set of states S
// without it, in which no move of the others leads out of S and something goes on within S.
func (g Game) Avoid(evil []bool) []bool {
	return g.avoid(evil, func(int, Edge) bool { return false })
}

// avoid is Avoid where certain moves are evils too.
func (g Game) avoid(evil []bool, evilMove func(from int, e Edge) bool) []bool {
	s := make([]bool, len(g.States))
	for i := range s {
		s[i] = !evil[i]
	}
	for changed := true; changed; {
		changed = false
		for i := len(s) - 1; i >= 0; i-- {
			if !s[i] {
				continue
			}
			stays := func(e Edge) bool { return s[e.To] && !evilMove(i, e) }
			held, byUs := g.heldUp(i)
			s[i] = g.every(i, g.theirs, stays) &&
				(g.some(i, g.ours, stays) ||
					g.some(i, g.time, stays) ||
					held && (!byUs || !g.some(i, g.ours, whatever)))
			changed = changed || !s[i]
		}
	}
	return s
}

// CanForce tells of each state, by its key, whether in the world D the players can force the target.
func (w *World) CanForce(players, d model.ActorSet, target func(*State) bool, signs Signs) map[string]bool {
	g := Game{w.in(d), players, signs}
	return g.byKey(g.Force(g.where(target)))
}

// CanAvoid tells of each state, by its key, whether in the world D the players can avoid the evil.
func (w *World) CanAvoid(players, d model.ActorSet, evil func(*State) bool, signs Signs) map[string]bool {
	g := Game{w.in(d), players, signs}
	return g.byKey(g.Avoid(g.where(evil)))
}

func (g *Graph) byKey(is []bool) map[string]bool {
	out := map[string]bool{}
	for i, s := range g.States {
		out[s.Key()] = is[i]
	}
	return out
}
