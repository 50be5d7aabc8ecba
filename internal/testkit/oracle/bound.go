package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// BoundAlone is one way in which a party may be bound and not have what it is bound for.
type BoundAlone struct {
	Defectors model.ActorSet
	By        []model.ActorSet
}

// restraint is a promise by which a party is bound in certain states, for something in return.
type restraint struct {
	party model.ActorID
	bound func(*State) bool
	gives []model.Cond
}

// BanBoundAlone tells to which least sets of parties the one bound by a ban is bound alone.
func (w *World) BanBoundAlone(b model.BanID) []BoundAlone {
	ban := &w.Pact.Bans[b]
	return w.boundAlone(restraint{ban.Bound, func(s *State) bool { return w.binding(s, b) }, ban.Return})
}

// DutyBoundAlone is the same of a standing promise. It is not asked of a duty that falls due once.
func (w *World) DutyBoundAlone(d model.DutyID) []BoundAlone {
	duty := &w.Pact.Duties[d]
	if !duty.Recurs() {
		return nil
	}
	return w.boundAlone(restraint{duty.Obligor, func(s *State) bool { return s.Instruments[duty.Instrument].Status == InForce }, duty.Return})
}

func (w *World) boundAlone(r restraint) []BoundAlone {
	if len(r.gives) == 0 {
		return nil
	}
	p := model.SetOf(r.party)
	var out []BoundAlone
	for _, set := range w.least(w.parties()&^p, 0, model.MaxActors, func(set model.ActorSet) bool {
		return slices.Contains(w.caught(r, p, set), true)
	}) {
		hope := without(w.becomesBound(r, set), w.caught(r, w.everyone(), set))
		out = append(out, BoundAlone{set, w.least(w.everyone()&^p, 1, model.MaxActors, func(b model.ActorSet) bool {
			return slices.Contains(and(hope, w.caught(r, w.everyone()&^b, set)), true)
		})})
	}
	return out
}

// becomesBound marks the states to which a move leads by which the party becomes bound, and the first day.
func (w *World) becomesBound(r restraint, defectors model.ActorSet) []bool {
	g := w.in(defectors)
	bound := g.where(r.bound)
	out := make([]bool, len(g.States))
	out[0] = bound[0]
	for i, edges := range g.Edges {
		for _, e := range edges {
			out[e.To] = out[e.To] || g.Here[i] && !bound[i] && bound[e.To]
		}
	}
	return out
}

// caught are those of them from which the players cannot avoid that the party is bound, the return does not
// hold and they cannot force it, nor the party that it does or that it is bound no longer.
func (w *World) caught(r restraint, players, defectors model.ActorSet) []bool {
	g := w.in(defectors)
	p := model.SetOf(r.party)
	returned := g.where(func(s *State) bool { return w.given(r.gives, s) })
	bound := g.where(r.bound)
	free := Game{g, p, 0}.Force(or(returned, not(bound)))
	evil := and(bound, not(or(or(returned, free), Game{g, players, 0}.Force(returned))))
	return and(w.becomesBound(r, defectors), not(Game{g, players, 0}.Avoid(evil)))
}
