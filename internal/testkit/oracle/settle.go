package oracle

import "github.com/servanda-lang/servanda/model"

// arrivals remembers to which statuses things have come in one settling.
type arrivals map[[3]int]bool

// once tells whether a thing may still come to a status, and notes that it does.
func (a arrivals) once(k model.Kind, thing int, status int) bool {
	key := [3]int{int(k), thing, status}
	if a[key] {
		return false
	}
	a[key] = true
	return true
}

// settle lets follow what follows, in rounds: what happens in a round is asked of the state in which the
// round begins, and happens all at once. It is over when nothing happens any more.
func (w *World) settle(s *State) {
	a := arrivals{}
	for changed := true; changed; {
		changed = false
		before := s.clone()
		for i := range s.Instruments {
			changed = w.settleInstrument(before, s, model.InstrumentID(i), a) || changed
		}
		for i := range s.Decisions {
			changed = w.settleDecision(before, s, model.DecisionID(i), a) || changed
		}
		for i := range s.Duties {
			in := w.Pact.Duties[i].Instrument
			if before.Instruments[in].Status == InForce && s.Instruments[in].Status == InForce {
				changed = w.settleDuty(before, s, model.DutyID(i), a) || changed
			}
		}
	}
}

func (w *World) settleInstrument(before, s *State, i model.InstrumentID, a arrivals) bool {
	ins := &w.Pact.Instruments[i]
	switch before.Instruments[i].Status {
	case Draft:
		if w.Holds(ins.InForceOnce, before) && a.once(model.KindInstrument, int(i), int(InForce)) {
			w.enterIntoForce(s, i)
			return true
		}
	case InForce, Suspended:
		if ins.EndsOnce != nil && w.Holds(ins.EndsOnce, before) && a.once(model.KindInstrument, int(i), int(EndedOtherwise)) {
			w.end(s, i, EndedOtherwise)
			return true
		}
	}
	return false
}

func (w *World) settleDecision(before, s *State, d model.DecisionID, a arrivals) bool {
	dec := &w.Pact.Decisions[d]
	if before.Decisions[d].Status != Unasked || !w.Holds(dec.Once, before) || !a.once(model.KindDecision, int(d), int(Asked)) {
		return false
	}
	s.Decisions[d] = DecisionState{Status: Asked, Clock: w.ticks(dec.Within)}
	return true
}

// settleDuty lets the first thing that fits happen to a duty whose instrument is in force.
func (w *World) settleDuty(before, s *State, d model.DutyID, a arrivals) bool {
	duty, x := &w.Pact.Duties[d], before.Duties[d]
	may := func(to DutyStatus) bool { return a.once(model.KindDuty, int(d), int(to)) }
	due, breached := x.Status == Due, x.Status == Breached
	switch {
	case x.Status == Paused:
		return w.comeBack(before, s, d, may)
	case due && duty.Unless != nil && w.Holds(duty.Unless, before) && may(ExcusedWhile):
		w.leaveDue(s, d, ExcusedWhile)
	case x.Status == ExcusedWhile && !w.Holds(duty.Unless, before) && may(Due):
		w.fallDue(s, d)
	case due && x.Wait == 0 && (duty.Ensure != nil && w.Holds(duty.Ensure, before) || w.doneBefore(before, d)) && may(PerformedInTime):
		w.leaveDue(s, d, PerformedInTime)
	case breached && duty.Ensure != nil && w.Holds(duty.Ensure, before) && may(PerformedLate):
		w.leaveDue(s, d, PerformedLate)
	case (x.Status == Dormant || x.Status == DormantAgain) && duty.Upon == model.None && w.Holds(duty.Once, before) && may(Due):
		w.fallDue(s, d)
	case w.periodOver(x, duty) && may(Due):
		w.fallDue(s, d)
	default:
		return false
	}
	return true
}

// periodOver tells whether a recurring duty has to fall due again.
func (w *World) periodOver(x DutyState, duty *model.Duty) bool {
	switch x.Status {
	case Due, Paused, ExcusedWhile, Dormant:
		return false
	}
	return duty.Every != nil && x.Period == 0
}

// comeBack takes up a duty whose instrument was suspended and is in force again.
func (w *World) comeBack(before, s *State, d model.DutyID, may func(DutyStatus) bool) bool {
	duty, x := &w.Pact.Duties[d], &s.Duties[d]
	if duty.Upon == model.None && !w.Holds(duty.Once, before) {
		dormant := Dormant
		if duty.Every != nil {
			dormant = DormantAgain
		}
		if !may(dormant) {
			return false
		}
		w.leaveDue(s, d, dormant)
		return true
	}
	if !may(Due) {
		return false
	}
	x.Status = Due
	s.fellDue = append(s.fellDue, d)
	for _, a := range duty.Acts {
		if x.Wait == 0 && before.DoneNow[a].Has(duty.Obligor) && may(PerformedInTime) {
			w.leaveDue(s, d, PerformedInTime)
			break
		}
	}
	return true
}

// doneBefore tells whether the obligor has already done an act of the duty that can be done no more:
// ever, or, for a recurring duty, during the wait.
func (w *World) doneBefore(s *State, d model.DutyID) bool {
	duty := &w.Pact.Duties[d]
	for k, a := range duty.Acts {
		done := s.EverDone[a].Has(duty.Obligor)
		if duty.Recurs() {
			done = s.Duties[d].Early>>k&1 == 1
		}
		if done && !w.possible(s, a) {
			return true
		}
	}
	return false
}
