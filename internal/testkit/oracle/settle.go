package oracle

import "github.com/servanda-lang/servanda/model"

// had remembers which statuses each thing has had in one settling, a bit for each.
type had struct {
	instruments, decisions, duties []uint16
}

func newHad(s *State) *had {
	h := &had{
		instruments: make([]uint16, len(s.Instruments)),
		decisions:   make([]uint16, len(s.Decisions)),
		duties:      make([]uint16, len(s.Duties)),
	}
	h.note(s)
	return h
}

// note adds the statuses that things have now.
func (h *had) note(s *State) {
	for i := range s.Instruments {
		h.instruments[i] |= 1 << s.Instruments[i].Status
	}
	for i := range s.Decisions {
		h.decisions[i] |= 1 << s.Decisions[i].Status
	}
	for i := range s.Duties {
		h.duties[i] |= 1 << s.Duties[i].Status
	}
}

// settle lets follow what follows, in passes in order of declaration, until a whole pass changes
// nothing. Each visit makes at most one transition; none leads to a status the thing has had.
func (w *World) settle(s *State) {
	h := newHad(s)
	for changed := true; changed; {
		changed = false
		for _, r := range w.Pact.Order {
			moved := false
			switch r.Kind {
			case model.KindInstrument:
				moved = w.settleInstrument(s, model.InstrumentID(r.Index), h)
			case model.KindDecision:
				moved = w.settleDecision(s, model.DecisionID(r.Index), h)
			case model.KindDuty:
				moved = w.settleDuty(s, model.DutyID(r.Index), h)
			}
			if moved {
				h.note(s)
				changed = true
			}
		}
	}
}

func (w *World) settleInstrument(s *State, i model.InstrumentID, h *had) bool {
	ins := &w.Pact.Instruments[i]
	may := func(to InstrumentStatus) bool { return h.instruments[i]>>to&1 == 0 }
	switch s.Instruments[i].Status {
	case Draft:
		if may(InForce) && w.Holds(ins.InForceOnce, s) {
			w.enterIntoForce(s, i)
			return true
		}
	case InForce, Suspended:
		if ins.EndsOnce != nil && may(EndedOtherwise) && w.Holds(ins.EndsOnce, s) {
			w.end(s, i, EndedOtherwise)
			return true
		}
	}
	return false
}

func (w *World) settleDecision(s *State, d model.DecisionID, h *had) bool {
	dec := &w.Pact.Decisions[d]
	if s.Decisions[d].Status != Unasked || h.decisions[d]>>Asked&1 == 1 || !w.Holds(dec.Once, s) {
		return false
	}
	s.Decisions[d] = DecisionState{Status: Asked, Clock: w.ticks(dec.Within)}
	return true
}

func (w *World) settleDuty(s *State, d model.DutyID, h *had) bool {
	duty, x := &w.Pact.Duties[d], &s.Duties[d]
	if s.Instruments[duty.Instrument].Status != InForce {
		return false
	}
	may := func(to DutyStatus) bool { return h.duties[d]>>to&1 == 0 }

	switch x.Status {
	case Paused:
		return w.comeBack(s, d, h)
	case Dormant:
		if duty.Upon == model.None && may(Due) && w.Holds(duty.Once, s) {
			w.fallDue(s, d)
			return true
		}
	case ExcusedWhile:
		if may(Due) && !w.Holds(duty.Unless, s) {
			w.fallDue(s, d)
			return true
		}
	case Due:
		if duty.Unless != nil && may(ExcusedWhile) && w.Holds(duty.Unless, s) {
			w.leaveDue(s, d, ExcusedWhile)
			return true
		}
		if x.Wait > 0 || !may(PerformedInTime) {
			return false
		}
		if duty.Ensure != nil && w.Holds(duty.Ensure, s) || w.doneBefore(s, d) {
			w.leaveDue(s, d, PerformedInTime)
			return true
		}
	case Breached:
		if duty.Ensure != nil && may(PerformedLate) && w.Holds(duty.Ensure, s) {
			w.leaveDue(s, d, PerformedLate)
			return true
		}
		return w.nextTerm(s, d, may)
	case PerformedInTime, PerformedLate, Lapsed, Excused:
		return w.nextTerm(s, d, may)
	}
	return false
}

// nextTerm lets a periodic duty fall due again when its period has come round.
func (w *World) nextTerm(s *State, d model.DutyID, may func(DutyStatus) bool) bool {
	if w.Pact.Duties[d].Every == nil || s.Duties[d].Period > 0 || !may(Due) {
		return false
	}
	w.fallDue(s, d)
	return true
}

// comeBack takes up a duty whose instrument was suspended and is in force again.
func (w *World) comeBack(s *State, d model.DutyID, h *had) bool {
	duty, x := &w.Pact.Duties[d], &s.Duties[d]
	may := func(to DutyStatus) bool { return h.duties[d]>>to&1 == 0 }
	if duty.Upon == model.None && !w.Holds(duty.Once, s) {
		if !may(Dormant) {
			return false
		}
		w.leaveDue(s, d, Dormant)
		x.Period = 0
		return true
	}
	if !may(Due) {
		return false
	}
	x.Status = Due
	h.note(s) // it has been due, though it may be performed at once
	if x.Wait > 0 || !may(PerformedInTime) {
		return true
	}
	for _, a := range duty.Acts {
		if s.DoneNow[a].Has(duty.Obligor) {
			w.leaveDue(s, d, PerformedInTime)
			return true
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
