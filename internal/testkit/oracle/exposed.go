package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Exposure is one way in which a performer may be left without its return.
type Exposure struct {
	Judged
	Defectors model.ActorSet   // who must break their word for it; none: lawful refusal is enough
	By        []model.ActorSet // the minimal sets of actors who can deny the return though all others help
}

// Exposed tells to which minimal sets of parties the obligor of a duty is exposed, for each class of care.
func (w *World) Exposed(d model.DutyID) []Exposure {
	if !w.asksExposed(d) {
		return nil
	}
	p := model.SetOf(w.Pact.Duties[d].Obligor)
	sets, judged := leastByClass(w.parties()&^p, func(set model.ActorSet) (Class, Judged) {
		lost, sure := w.spared(d, p, set)
		j := w.judge(d, set, w.unsafe(d, p, set), func(_ int, e Edge) bool {
			return slices.Contains(e.Performs, d) && (lost[e.To] || !sure[e.To])
		})
		return j.Class, j
	})
	var out []Exposure
	for i, set := range sets {
		x := Exposure{Judged: judged[i], Defectors: set}
		if !x.Later {
			x.By = w.deniers(d, set, x.Class)
		}
		out = append(out, x)
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

// spared marks where the return does not hold and the players cannot force it, and from where they can avoid that the obligor
// has performed there.
func (w *World) spared(d model.DutyID, players, defectors model.ActorSet) (lost, sure []bool) {
	g := Game{w.in(defectors), players, 0}
	returned := g.where(func(s *State) bool { return w.returned(d, s) })
	lost = not(or(returned, g.Force(returned)))
	bare := and(lost, g.where(func(s *State) bool { return dutyIs(s.Duties[d].Status, model.Performed) }))
	return lost, g.avoid(bare, func(_ int, e Edge) bool { return slices.Contains(e.Performs, d) && lost[e.To] })
}

// unsafe are the moments from which the players cannot avoid that the obligor is bare: that it has performed,
// the return does not hold, and they cannot force it.
func (w *World) unsafe(d model.DutyID, players, defectors model.ActorSet) moments {
	g := Game{w.in(defectors), players, 0}
	lost, sure := w.spared(d, players, defectors)
	return g.momentsOf(d, func(after int, performing bool) bool { return !sure[after] || performing && lost[after] })
}

// deniers: the minimal sets B of actors who can deny the return when all others help. Only those moments
// count at which there is hope: from which everybody together can avoid that the obligor has performed for
// nothing; of an unavoidable exposure first those of them that it cannot avoid by care.
func (w *World) deniers(d model.DutyID, defectors model.ActorSet, class Class) []model.ActorSet {
	p := model.SetOf(w.Pact.Duties[d].Obligor)
	g := w.in(defectors)
	if !g.comesTo(w.unsafe(d, p, defectors)) {
		g = w.in(defectors | p)
	}
	lost := w.unsafe(d, w.everyone(), defectors)
	denied := func(b model.ActorSet) moments {
		m := w.unsafe(d, w.everyone()&^b, defectors)
		return moments{m.first && !lost.first, func(i int, e Edge) bool { return m.moves(i, e) && !lost.moves(i, e) }}
	}
	var out []model.ActorSet
	if class == Unavoidable {
		outer := Game{w.in(defectors), p, p}
		out = w.least(w.everyone()&^p, 1, model.MaxActors, func(b model.ActorSet) bool {
			return !outer.avoidMoments(denied(b))[0]
		})
	}
	if len(out) == 0 {
		out = w.least(w.everyone()&^p, 1, model.MaxActors, func(b model.ActorSet) bool {
			return g.comesTo(denied(b))
		})
	}
	return out
}

// returned tells whether all terms of a duty's return hold.
func (w *World) returned(d model.DutyID, s *State) bool { return w.given(w.Pact.Duties[d].Return, s) }

func (w *World) given(terms []model.Cond, s *State) bool {
	for _, c := range terms {
		if !w.HoldsAsReturn(c, s) {
			return false
		}
	}
	return true
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

func or(a, b []bool) []bool { return not(and(not(a), not(b))) }

func not(a []bool) []bool {
	out := make([]bool, len(a))
	for i := range a {
		out[i] = !a[i]
	}
	return out
}
