package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// fallDue starts a duty's fresh term.
func (w *World) fallDue(s *State, d model.DutyID) {
	duty, x := &w.Pact.Duties[d], &s.Duties[d]
	x.Status = Due
	x.Deadline = w.ticks(duty.Within)
	x.Wait = w.ticks(duty.NotBefore)
	x.Period = w.ticks(duty.Every)
	x.Early = 0
	s.fellDue = append(s.fellDue, d)
}

// leaveDue gives a duty that is due, or was, a status in which its term no longer runs.
func (w *World) leaveDue(s *State, d model.DutyID, to DutyStatus) {
	x := &s.Duties[d]
	x.Status = to
	x.Deadline, x.Wait, x.Early = 0, 0, 0
	recurs := w.Pact.Duties[d].Recurs()
	switch to {
	case PerformedInTime, PerformedLate:
		s.performed = append(s.performed, d)
		x.Behind = false
	case Breached:
		s.breached = append(s.breached, d)
		x.EverBreached = recurs
		x.Behind = recurs
	case Lapsed:
		x.Behind = recurs
	}
	if recurs {
		return
	}
	if to != ExcusedWhile && to != Dormant {
		x.Date = 0
	}
}

// lastDay tells whether a due duty runs out now.
func (w *World) lastDay(s *State, d model.DutyID) bool {
	duty, x := &w.Pact.Duties[d], s.Duties[d]
	return x.Status == Due &&
		(duty.Within != nil && x.Deadline == 0 || duty.By != nil && x.Date == 0)
}

func (w *World) enterIntoForce(s *State, i model.InstrumentID) {
	s.Instruments[i].Status = InForce
	s.Instruments[i].Term = w.ticks(w.Pact.Instruments[i].Expires)
}

// end ends an instrument; what is due under it is excused for good, and its duties' clocks die.
func (w *World) end(s *State, i model.InstrumentID, how InstrumentStatus) {
	s.Instruments[i].Status = how
	s.Instruments[i].Term = 0
	for _, d := range w.Pact.Instruments[i].Duties {
		x := &s.Duties[d]
		if x.Status == Due || x.Status == Paused || x.Status == ExcusedWhile {
			w.leaveDue(s, d, Excused)
		}
		x.Period, x.Date = 0, 0
	}
}

func (w *World) suspend(s *State, i model.InstrumentID) {
	s.Instruments[i].Status = Suspended
	for _, d := range w.Pact.Instruments[i].Duties {
		if s.Duties[d].Status == Due {
			s.Duties[d].Status = Paused
		}
	}
}

// possible tells whether an act's condition holds and no counter would leave its range.
func (w *World) possible(s *State, a model.ActID) bool {
	if !w.Holds(w.Pact.Acts[a].When, s) {
		return false
	}
	_, ok := w.effects(s, a)
	return ok
}

// effects gives the facts after an act, and whether every counter stayed in its range.
func (w *World) effects(s *State, a model.ActID) ([]int, bool) {
	facts := slices.Clone(s.Facts)
	for _, e := range w.Pact.Acts[a].Effects {
		n := e.Amount.In(w.Pact, w.Filling)
		switch e.Op {
		case model.Becomes:
			facts[e.Fact] = n
		case model.Rises:
			facts[e.Fact] += n
		case model.Falls:
			facts[e.Fact] -= n
		}
		fact := &w.Pact.Facts[e.Fact]
		if fact.Values == nil && (facts[e.Fact] < fact.Low || facts[e.Fact] > fact.High) {
			return nil, false
		}
	}
	return facts, true
}

// canRunOut tells whether an act that is possible now may be impossible later: only then is it
// remembered who has done it.
func (w *World) canRunOut(a model.ActID) bool {
	act := &w.Pact.Acts[a]
	for _, e := range act.Effects {
		if e.Op != model.Becomes {
			return true
		}
	}
	return act.When != nil
}

// remembers tells whether it is kept for good that the actor has done the act: when a duty of the
// actor that does not recur asks for it.
func (w *World) remembers(a model.ActID, actor model.ActorID) bool {
	if !w.canRunOut(a) {
		return false
	}
	for i := range w.Pact.Duties {
		d := &w.Pact.Duties[i]
		if d.Obligor == actor && !d.Recurs() && slices.Contains(d.Acts, a) {
			return true
		}
	}
	return false
}

// changesSomething tells whether a power's effect would change anything now.
func (w *World) changesSomething(s *State, u model.PowerID) bool {
	power := &w.Pact.Powers[u]
	switch power.Effect {
	case model.Suspend:
		return s.Instruments[power.Target].Status == InForce
	case model.Resume:
		return s.Instruments[power.Target].Status == Suspended
	case model.Terminate:
		have := s.Instruments[power.Target].Status
		return have == InForce || have == Suspended
	case model.Excuse:
		return s.Duties[power.Duty].Status == Due
	default:
		return s.Facts[power.Fact] != power.Value
	}
}

// takeEffect does what a power says, if that changes something.
func (w *World) takeEffect(s *State, u model.PowerID) {
	if !w.changesSomething(s, u) {
		return
	}
	power := &w.Pact.Powers[u]
	switch power.Effect {
	case model.Suspend:
		w.suspend(s, power.Target)
	case model.Resume:
		s.Instruments[power.Target].Status = InForce
	case model.Terminate:
		w.end(s, power.Target, EndedOtherwise)
	case model.Excuse:
		w.leaveDue(s, power.Duty, Excused)
	case model.SetFact:
		s.Facts[power.Fact] = power.Value
	}
}
