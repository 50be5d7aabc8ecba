package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Stuck: no state satisfying the purpose is reachable in the lawful world.
func (w *World) Stuck(purpose int) bool {
	return w.lawful().Distance(w.reached(purpose)) < 0
}

func (w *World) reached(purpose int) func(*State) bool {
	return func(s *State) bool { return w.Holds(w.Pact.Purposes[purpose].Cond, s) }
}

// Veto: the minimal sets of at most most actors who, keeping their word, can avoid the purpose from the first
// day on, all signatures counting as available. Sets with every party in them are left out: what all have
// promised each other all together can always drop. Not asked of a stuck purpose.
func (w *World) Veto(purpose, most int) []model.ActorSet {
	if w.Stuck(purpose) {
		return nil
	}
	g := w.lawful()
	target := g.where(w.reached(purpose))
	found := w.least(w.everyone(), 1, most, func(b model.ActorSet) bool { return Game{g, b, w.everyone()}.Avoid(target)[0] })
	return slices.DeleteFunc(found, func(b model.ActorSet) bool { return w.parties().Within(b) })
}

// Limbo: all have signed, the purpose has not been reached and still can be (or an instrument is
// suspended), and the course can lawfully come back to the same state after a tick.
func (w *World) Limbo(purpose int) bool {
	return w.waits(purpose, func(s *State, hope bool) bool { return hope || w.anySuspended(s) })
}

// DeadEnd: all have signed, the purpose has not been reached and cannot be any more, something still binds, and
// the course can lawfully come back to the same state after a tick.
func (w *World) DeadEnd(purpose int) bool {
	return !w.Stuck(purpose) && w.waits(purpose, func(s *State, hope bool) bool { return !hope && w.anythingBinds(s) })
}

// waits looks for a state to which one can lawfully come back for ever without the purpose.
func (w *World) waits(purpose int, counts func(s *State, hope bool) bool) bool {
	g := w.lawful()
	reached := g.where(w.reached(purpose))
	if reached[0] {
		return false
	}
	free := func(_ int, e Edge) bool { return !reached[e.To] }
	here := g.reach(0, free)
	for i, s := range g.States {
		if here[i] && w.allSigned(s) && counts(s, anyOf(g.reach(i, nil), reached)) && g.comesBack(i, free) {
			return true
		}
	}
	return false
}

// anythingBinds: a duty is due, a ban is binding, or a standing promise stands in an instrument in force.
func (w *World) anythingBinds(s *State) bool {
	for i, d := range w.Pact.Duties {
		if s.Duties[i].Status == Due || d.Recurs() && s.Instruments[d.Instrument].Status == InForce {
			return true
		}
	}
	for i := range w.Pact.Bans {
		if w.binding(s, model.BanID(i)) {
			return true
		}
	}
	return false
}

// comesBack tells whether a round of moves leads from a state to itself with a tick passing on it.
func (g *Graph) comesBack(i int, may func(int, Edge) bool) bool {
	ahead, behind := g.reach(i, may), g.leadingTo(i, may)
	for j, there := range ahead {
		if !there {
			continue
		}
		for _, e := range g.Edges[j] {
			if e.Kind == Pass && may(j, e) && behind[e.To] {
				return true
			}
		}
	}
	return false
}

// allSigned: every instrument that can be signed at all has been signed by all its parties.
func (w *World) allSigned(s *State) bool {
	for i := range s.Instruments {
		if w.signable[i] && !w.signed(s, model.InstrumentID(i), model.None) {
			return false
		}
	}
	return true
}

func (w *World) anySuspended(s *State) bool {
	for _, i := range s.Instruments {
		if i.Status == Suspended {
			return true
		}
	}
	return false
}

// anyOf tells whether the two have something in common.
func anyOf(a, b []bool) bool {
	for i := range a {
		if a[i] && b[i] {
			return true
		}
	}
	return false
}
