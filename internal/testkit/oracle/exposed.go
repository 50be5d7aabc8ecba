package oracle

import "github.com/servanda-lang/servanda/model"

// Exposure is one way in which a performer may be left without its return.
type Exposure struct {
	Defectors model.ActorSet   // who must break their word for it; none: lawful refusal is enough
	By        []model.ActorSet // the minimal sets of actors who can deny the return though all others help
}

// Exposed tells to which minimal sets of parties the obligor of a duty is exposed.
func (w *World) Exposed(d model.DutyID) []Exposure {
	duty := &w.Pact.Duties[d]
	if !w.asksExposed(d) {
		return nil
	}
	p := model.SetOf(duty.Obligor)
	var out []Exposure
	for _, set := range minimalSets(w.parties()&^p, 0, model.MaxActors, func(set model.ActorSet) bool {
		return w.exposed(d, p, set)
	}) {
		out = append(out, Exposure{set, w.deniers(d, set)})
	}
	return out
}

// asksExposed: all acts irreversible, and a return.
func (w *World) asksExposed(d model.DutyID) bool {
	duty := &w.Pact.Duties[d]
	for _, a := range duty.Acts {
		if !w.Pact.Acts[a].Irreversible {
			return false
		}
	}
	return len(duty.Acts) > 0 && len(duty.Return) > 0
}

// deniers: the minimal sets B such that all actors but B, playing together, are still exposed.
func (w *World) deniers(d model.DutyID, defectors model.ActorSet) []model.ActorSet {
	p := model.SetOf(w.Pact.Duties[d].Obligor)
	return minimalSets(w.everyone()&^p, 1, model.MaxActors, func(b model.ActorSet) bool {
		return w.exposed(d, w.everyone()&^b, defectors)
	})
}

// exposed tells whether the players cannot be sure to avoid a moment at which the duty falls due and
// from which they cannot avoid having performed for nothing. Beforehand their own signatures count as
// available whenever the others want them.
func (w *World) exposed(d model.DutyID, players, defectors model.ActorSet) bool {
	g := w.in(defectors)
	inner := Game{g, players, Signs{}}
	outer := Game{g, players, Signs{ForOthers: players}}

	returned := g.where(func(s *State) bool { return w.returned(d, s) })
	stillForced := inner.Force(returned)
	forNothing := make([]bool, len(g.States))
	for i, s := range g.States {
		forNothing[i] = dutyIs(s.Duties[d].Status, model.Performed) && !returned[i] && !stillForced[i]
	}
	return !outer.Avoid(without(g.moments(d), inner.Avoid(forNothing)))[0]
}

// returned tells whether all terms of a duty's return hold.
func (w *World) returned(d model.DutyID, s *State) bool {
	for _, c := range w.Pact.Duties[d].Return {
		if !w.HoldsAsReturn(c, s) {
			return false
		}
	}
	return true
}

// moments marks the states in which a duty has just fallen due by some move, or from the first.
func (g *Graph) moments(d model.DutyID) []bool {
	due := g.where(func(s *State) bool { return s.Duties[d].Status == Due })
	out := make([]bool, len(g.States))
	out[0] = due[0]
	for i, edges := range g.Edges {
		for _, e := range edges {
			if !due[i] && due[e.To] {
				out[e.To] = true
			}
		}
	}
	return out
}

// without marks what is in the first and not in the second.
func without(a, b []bool) []bool {
	out := make([]bool, len(a))
	for i := range a {
		out[i] = a[i] && !b[i]
	}
	return out
}
