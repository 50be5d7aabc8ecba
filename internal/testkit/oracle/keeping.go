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

// Keep tells what it takes to keep a duty that has a deadline and is not at discretion and, if it depends
// on others, on which minimal sets of at most most actors. Help is looked for once the duty has fallen
// due; if none is enough then, from the first day on.
func (w *World) Keep(d model.DutyID, most int) (Keeping, []model.ActorSet) {
	duty := &w.Pact.Duties[d]
	if duty.Within == nil && duty.By == nil || duty.Discretion {
		return Safe, nil
	}
	p := model.SetOf(duty.Obligor)
	if w.canKeep(d, 0, p, p) {
		return Safe, nil
	}
	helpers := minimalSets(w.everyone()&^p, 1, most, func(x model.ActorSet) bool {
		return w.canKeep(d, 0, p, p|x)
	})
	if len(helpers) == 0 {
		helpers = minimalSets(w.everyone()&^p, 1, most, func(x model.ActorSet) bool {
			return w.canKeep(d, 0, p|x, p|x)
		})
	}
	switch {
	case len(helpers) > 0:
		return Dependent, helpers
	case w.canKeep(d, p, w.everyone(), w.everyone()):
		return Conflict, nil
	default:
		return Impossible, nil
	}
}

// canKeep tells whether those who play before the duty falls due can see to it that it never does at a
// moment from which those who play after it cannot avoid its breach. Beforehand the players' signatures
// count as available whenever the others want them.
func (w *World) canKeep(d model.DutyID, defectors, before, after model.ActorSet) bool {
	g := w.in(defectors)
	breached := g.where(func(s *State) bool { return s.Duties[d].Status == Breached })
	keepable := Game{g, after, Signs{}}.Avoid(breached)
	return Game{g, before, Signs{ForOthers: before}}.Avoid(without(g.moments(d), keepable))[0]
}
