package oracle

import "github.com/servanda-lang/servanda/model"

// Play plays a scenario. It gives the number of the line at which it fails, -1 if it passes. To come to a
// day, time does what it must.
func (w *World) Play(sc *model.Scenario) int {
	s, tick := w.Initial(), 0
	for i := range sc.Steps {
		step := &sc.Steps[i]
		switch step.Kind {
		case model.OnDay:
			for tick < step.Day/w.Tick {
				m := w.timeMove(s)
				if m.Kind == Pass {
					tick++
				}
				s = m.To
			}
		case model.Expect:
			if !w.Holds(step.Cond, s) {
				return i
			}
		default:
			next := w.play(s, step)
			if next == nil {
				return i
			}
			s = next
		}
	}
	return -1
}

// play makes the move that a line tells of; nil if there is none.
func (w *World) play(s *State, step *model.Step) *State {
	for _, m := range w.Moves(s) {
		if m.Mover != step.Actor {
			continue
		}
		switch {
		case step.Kind == model.Signs && m.Kind == Sign && m.Index == int(step.Instrument),
			step.Kind == model.Does && m.Kind == Do && m.Act == step.Act,
			step.Kind == model.Uses && m.Kind == Use && m.Index == int(step.Power),
			step.Kind == model.Decides && m.Kind == Decide && m.Index == int(step.Decision) && m.To.Decisions[m.Index].Value == step.Value:
			return m.To
		}
	}
	return nil
}
