package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

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

// deniers: the minimal sets B of actors who can deny the return when all others help. Only those moments
// count at which there is hope: from which everybody together can avoid that the obligor has performed for
// nothing; and if care lets the obligor avoid all of them at which somebody could, then any of them.
func (w *World) deniers(d model.DutyID, defectors model.ActorSet) []model.ActorSet {
	p := model.SetOf(w.Pact.Duties[d].Obligor)
	g := w.in(defectors)
	hopeful := without(g.moments(d), w.unsafe(d, w.everyone(), defectors))
	out := minimalSets(w.everyone()&^p, 1, model.MaxActors, func(b model.ActorSet) bool {
		return w.exposedAt(hopeful, d, w.everyone()&^b, defectors)
	})
	if len(out) == 0 {
		out = minimalSets(w.everyone()&^p, 1, model.MaxActors, func(b model.ActorSet) bool {
			return slices.Contains(and(hopeful, w.unsafe(d, w.everyone()&^b, defectors)), true)
		})
	}
	return out
}

// exposed tells whether the obligor is exposed at any moment at which the duty falls due.
func (w *World) exposed(d model.DutyID, players, defectors model.ActorSet) bool {
	return w.exposedAt(w.in(defectors).moments(d), d, players, defectors)
}

// exposedAt tells whether the obligor, playing alone, cannot be sure to avoid one of the moments from
// which the players cannot avoid that it has performed for nothing. Beforehand its own signature counts
// as available whenever the others want it.
func (w *World) exposedAt(moments []bool, d model.DutyID, players, defectors model.ActorSet) bool {
	p := model.SetOf(w.Pact.Duties[d].Obligor)
	outer := Game{w.in(defectors), p, Signs{ForOthers: p}}
	evil := and(moments, w.unsafe(d, players, defectors))
	return !outer.Avoid(evil)[0]
}

// unsafe marks the states from which the players cannot avoid that the obligor has performed, the return
// does not hold, and they can no longer force it.
func (w *World) unsafe(d model.DutyID, players, defectors model.ActorSet) []bool {
	g := w.in(defectors)
	inner := Game{g, players, Signs{}}
	returned := g.where(func(s *State) bool { return w.returned(d, s) })
	stillForced := inner.Force(returned)
	forNothing := make([]bool, len(g.States))
	for i, s := range g.States {
		forNothing[i] = dutyIs(s.Duties[d].Status, model.Performed) && !returned[i] && !stillForced[i]
	}
	return not(inner.Avoid(forNothing))
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

func and(a, b []bool) []bool { return without(a, not(b)) }

func not(a []bool) []bool {
	out := make([]bool, len(a))
	for i := range a {
		out[i] = !a[i]
	}
	return out
}
