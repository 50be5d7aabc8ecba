package oracle

import "github.com/servanda-lang/servanda/model"

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

// Keep tells what it takes to keep a duty with a deadline and, if it depends on others, on which
// minimal sets of at most most actors.
func (w *World) Keep(d model.DutyID, most int) (Keeping, []model.ActorSet) {
	duty := &w.Pact.Duties[d]
	if duty.Within == nil && duty.By == nil {
		return Safe, nil
	}
	p := model.SetOf(duty.Obligor)
	if w.canKeep(d, p, 0) {
		return Safe, nil
	}
	helpers := minimalSets(w.everyone()&^p, 1, most, func(x model.ActorSet) bool {
		return w.canKeep(d, p|x, 0)
	})
	switch {
	case len(helpers) > 0:
		return Dependent, helpers
	case w.canKeep(d, w.everyone(), p):
		return Conflict, nil
	default:
		return Impossible, nil
	}
}

// canKeep tells whether the obligor can see to it that the duty never falls due at a moment from which
// the players together cannot avoid its breach. Beforehand its own signature counts as available.
func (w *World) canKeep(d model.DutyID, players, defectors model.ActorSet) bool {
	p := model.SetOf(w.Pact.Duties[d].Obligor)
	g := w.in(defectors)
	breached := g.where(func(s *State) bool { return s.Duties[d].Status == Breached })
	keepable := Game{g, players, Signs{}}.Avoid(breached)
	return Game{g, p, Signs{ForOthers: p}}.Avoid(without(g.moments(d), keepable))[0]
}
