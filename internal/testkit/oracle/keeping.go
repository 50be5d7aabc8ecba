package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Keeping says what it takes to keep a duty.
type Keeping uint8

// Safe: the obligor alone can. Dependent: with the help of some. Conflict: only by breaking another
// promise. Impossible: not even with everybody's help.
const (
	Safe Keeping = iota
	Dependent
	Conflict
	Impossible
)

// Kept is what it takes to keep a duty, in the class of care in which it is hard to, and, if it depends on
// others, on which minimal sets of actors.
type Kept struct {
	Judged
	Keeping Keeping
	Needs   []model.ActorSet
}

// Keep judges a duty that has a deadline and is not at discretion; sets of at most most helpers are tried.
func (w *World) Keep(d model.DutyID, most int) Kept {
	duty := &w.Pact.Duties[d]
	if duty.Within == nil && duty.By == nil || duty.Discretion {
		return Kept{}
	}
	p := model.SetOf(duty.Obligor)
	j := w.judge(d, 0, w.slips(d, p, 0), none)
	switch j.Class {
	case NoLoss:
		return Kept{}
	case Unavoidable:
		return w.keepWhatComes(d, j, most)
	}
	return w.keepWithCare(d, j, most)
}

// keepWhatComes is for moments that the obligor cannot avoid by care. Help is looked for once the duty has
// fallen due; if none is enough then, from the first day on.
func (w *World) keepWhatComes(d model.DutyID, j Judged, most int) Kept {
	p, all := model.SetOf(w.Pact.Duties[d].Obligor), w.everyone()
	avoids := func(before, after, defectors model.ActorSet) bool {
		g := w.in(defectors)
		return Game{g, before, before}.avoidMoments(w.slips(d, after, defectors))[0]
	}
	needs := w.least(all&^p, 1, most, func(x model.ActorSet) bool { return avoids(p, p|x, 0) })
	if len(needs) == 0 {
		needs = w.least(all&^p, 1, most, func(x model.ActorSet) bool { return avoids(p|x, p|x, 0) })
	}
	return kept(j, needs, func() bool { return avoids(all, all, p) })
}

// keepWithCare is for moments that it can avoid: help has to be enough at each that can be come to.
func (w *World) keepWithCare(d model.DutyID, j Judged, most int) Kept {
	p, all := model.SetOf(w.Pact.Duties[d].Obligor), w.everyone()
	g := w.lawful()
	if !g.comesTo(w.slips(d, p, 0)) {
		g = w.in(p)
	}
	enough := func(helpers, defectors model.ActorSet) bool { return !g.comesTo(w.slips(d, helpers, defectors)) }
	needs := w.least(all&^p, 1, most, func(x model.ActorSet) bool { return enough(p|x, 0) })
	return kept(j, needs, func() bool { return enough(all, p) })
}

func kept(j Judged, needs []model.ActorSet, byBreach func() bool) Kept {
	switch {
	case len(needs) > 0:
		return Kept{j, Dependent, needs}
	case byBreach():
		return Kept{j, Conflict, nil}
	}
	return Kept{j, Impossible, nil}
}

// sure marks the states from which the players can avoid every move by which the duty is breached.
func (w *World) sure(d model.DutyID, players, defectors model.ActorSet) []bool {
	return Game{w.in(defectors), players, 0}.avoidMoves(func(_ int, e Edge) bool { return slices.Contains(e.Breaches, d) })
}

// slips are the moments from which the players are not.
func (w *World) slips(d model.DutyID, players, defectors model.ActorSet) moments {
	sure := w.sure(d, players, defectors)
	return w.in(defectors).momentsOf(d, func(after int, _ bool) bool { return !sure[after] })
}
