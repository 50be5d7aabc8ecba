package oracle

import (
	"fmt"

	"github.com/servanda-lang/servanda/model"
)

// Holds tells whether a condition holds in a state. No condition at all holds. An act, which is an
// event, does not hold of a mere state: see HoldsAfter.
func (w *World) Holds(c model.Cond, s *State) bool { return test{w, s, false, model.None}.holds(c) }

// HoldsAsReturn is Holds, but an instrument that ran its full term counts as in force.
func (w *World) HoldsAsReturn(c model.Cond, s *State) bool {
	return test{w, s, true, model.None}.holds(c)
}

// HoldsAfter is Holds in the state that a move led to; act is the act that was done, or None.
func (w *World) HoldsAfter(c model.Cond, act model.ActID, s *State) bool {
	return test{w, s, false, act}.holds(c)
}

type test struct {
	w        *World
	s        *State
	asReturn bool
	done     model.ActID
}

func (t test) holds(c model.Cond) bool {
	w, s := t.w, t.s
	switch c := c.(type) {
	case nil, model.True:
		return true
	case model.False:
		return false
	case model.And:
		for _, x := range c.Terms {
			if !t.holds(x) {
				return false
			}
		}
		return true
	case model.Or:
		for _, x := range c.Terms {
			if t.holds(x) {
				return true
			}
		}
		return false
	case model.Not:
		return !t.holds(c.Term)
	case model.FactIs:
		return s.Facts[c.Fact] == c.Value
	case model.FactAtLeast:
		return s.Facts[c.Fact] >= c.N.In(w.Pact, w.Filling)
	case model.FactAtMost:
		return s.Facts[c.Fact] <= c.N.In(w.Pact, w.Filling)
	case model.InstrumentIs:
		return t.instrumentIs(c.Instrument, c.Status)
	case model.Signed:
		return w.signed(s, c.Instrument, c.Party)
	case model.DutyIs:
		return dutyIs(s.Duties[c.Duty].Status, c.Status)
	case model.InTime:
		return s.Duties[c.Duty].Status == PerformedInTime
	case model.WasBreached:
		if c.Ban != model.None {
			return s.BanBroken[c.Ban]
		}
		return w.dutyWasBreached(s, c.Duty)
	case model.BanIs:
		return w.banIs(s, c.Ban, c.Status)
	case model.PowerIs:
		return int(s.Powers[c.Power].Status) == int(c.Status)
	case model.DecisionIs:
		d := s.Decisions[c.Decision]
		if c.Status == model.Decided {
			return d.Status == Decided && d.Value == c.Value
		}
		return int(d.Status) == int(c.Status)
	case model.PointIs:
		return w.Filling[c.Point] == c.Value
	case model.PointAtLeast:
		return w.pointNumber(c.Point) >= c.N
	case model.PointAtMost:
		return w.pointNumber(c.Point) <= c.N
	case model.Kept:
		return t.kept(c.Thing)
	case model.Done:
		return t.done == c.Act
	}
	panic(fmt.Sprintf("oracle: unknown condition %T", c))
}

func (t test) instrumentIs(i model.InstrumentID, want model.InstrumentStatus) bool {
	have := t.s.Instruments[i].Status
	switch want {
	case model.Draft:
		return have == Draft
	case model.InForce:
		return have == InForce || t.asReturn && have == EndedByTerm
	case model.Suspended:
		return have == Suspended
	default:
		return have == EndedByTerm || have == EndedOtherwise
	}
}

// kept is a bare name.
func (t test) kept(r model.Ref) bool {
	p := t.w.Pact
	switch r.Kind {
	case model.KindInstrument:
		return t.instrumentIs(model.InstrumentID(r.Index), model.InForce)
	case model.KindDuty:
		d := &p.Duties[r.Index]
		have := t.s.Duties[r.Index].Status
		if !d.Recurs() {
			return dutyIs(have, model.Performed)
		}
		return t.instrumentIs(d.Instrument, model.InForce) && !t.s.Duties[r.Index].Behind
	case model.KindBan:
		return t.instrumentIs(p.Bans[r.Index].Instrument, model.InForce) && !t.s.BanBroken[r.Index]
	}
	panic("oracle: a bare name is an instrument, a duty or a ban")
}

func dutyIs(have DutyStatus, want model.DutyStatus) bool {
	switch want {
	case model.Dormant:
		return have == Dormant || have == DormantAgain || have == Paused
	case model.Due:
		return have == Due
	case model.Performed:
		return have == PerformedInTime || have == PerformedLate
	case model.Breached:
		return have == Breached
	case model.Lapsed:
		return have == Lapsed
	default:
		return have == ExcusedWhile || have == Excused
	}
}

func (w *World) dutyWasBreached(s *State, d model.DutyID) bool {
	have := s.Duties[d]
	return have.EverBreached || have.Status == Breached || have.Status == PerformedLate
}

// signed tells whether a party, or, with None, every party has signed.
func (w *World) signed(s *State, i model.InstrumentID, party model.ActorID) bool {
	if party != model.None {
		return s.Instruments[i].Signed.Has(party)
	}
	for _, a := range w.Pact.Instruments[i].Between {
		if !s.Instruments[i].Signed.Has(a) {
			return false
		}
	}
	return true
}

// binding tells whether a ban forbids its act now; a ban once breached goes on forbidding.
func (w *World) binding(s *State, b model.BanID) bool {
	ban := &w.Pact.Bans[b]
	return s.Instruments[ban.Instrument].Status == InForce && w.Holds(ban.While, s)
}

func (w *World) banIs(s *State, b model.BanID, want model.BanStatus) bool {
	switch want {
	case model.BanBreached:
		return s.BanBroken[b]
	case model.BanBinding:
		return !s.BanBroken[b] && w.binding(s, b)
	default:
		return !s.BanBroken[b] && !w.binding(s, b)
	}
}

func (w *World) pointNumber(p model.PointID) int {
	return w.Pact.Points[p].Values[w.Filling[p]].N
}
