package model

// Cond is a condition on a state. The types below are all there are.
type Cond interface{ cond() }

// True always holds; False never does. Lowering makes them only where the author wrote nothing.
type (
	True  struct{}
	False struct{}
)

// And, Or and Not have their usual meaning. And of nothing is true, Or of nothing false.
type (
	And struct{ Terms []Cond }
	Or  struct{ Terms []Cond }
	Not struct{ Term Cond }
)

// FactIs holds when an enumeration has the value with index Value, or a counter the number Value.
type FactIs struct {
	Fact  FactID
	Value int
}

// FactAtLeast and FactAtMost compare a counter.
type (
	FactAtLeast struct {
		Fact FactID
		N    Amount
	}
	FactAtMost struct {
		Fact FactID
		N    Amount
	}
)

// InstrumentIs tests a status of an instrument.
type InstrumentIs struct {
	Instrument InstrumentID
	Status     InstrumentStatus
}

// Signed holds when Party has signed, or, if Party is None, when all parties have.
type Signed struct {
	Instrument InstrumentID
	Party      ActorID
}

// DutyIs tests a status of a duty; Performed holds in time or late.
type DutyIs struct {
	Duty   DutyID
	Status DutyStatus
}

// InTime is the narrow test: performed in time.
type InTime struct{ Duty DutyID }

// WasBreached stays true for good once the duty or the ban has been breached. Exactly one of the two
// is not None.
type WasBreached struct {
	Duty DutyID
	Ban  BanID
}

// BanIs tests a status of a ban.
type BanIs struct {
	Ban    BanID
	Status BanStatus
}

// PowerIs tests a status of a power.
type PowerIs struct {
	Power  PowerID
	Status PowerStatus
}

// DecisionIs tests a decision: its status, or, if Status is Decided, that it has the value with index Value.
type DecisionIs struct {
	Decision DecisionID
	Status   DecisionStatus
	Value    int
}

// PointIs holds when an open point is filled with the value of that index.
type PointIs struct {
	Point PointID
	Value int
}

// PointAtLeast and PointAtMost compare the number (or days) an open point is filled with.
type (
	PointAtLeast struct {
		Point PointID
		N     int
	}
	PointAtMost struct {
		Point PointID
		N     int
	}
)

// Kept is a bare name: an instrument in force; a duty performed; a ban whose instrument is in force and
// which is not breached; a standing promise whose instrument is in force and which is neither due,
// lapsed nor breached.
type Kept struct{ Thing Ref }

// Done holds right after the act was done, by anybody. It stands in checks, and in the cases
// of a duty.
type Done struct{ Act ActID }

func (True) cond()         {}
func (False) cond()        {}
func (And) cond()          {}
func (Or) cond()           {}
func (Not) cond()          {}
func (FactIs) cond()       {}
func (FactAtLeast) cond()  {}
func (FactAtMost) cond()   {}
func (InstrumentIs) cond() {}
func (Signed) cond()       {}
func (DutyIs) cond()       {}
func (InTime) cond()       {}
func (WasBreached) cond()  {}
func (BanIs) cond()        {}
func (PowerIs) cond()      {}
func (DecisionIs) cond()   {}
func (PointIs) cond()      {}
func (PointAtLeast) cond() {}
func (PointAtMost) cond()  {}
func (Kept) cond()         {}
func (Done) cond()         {}

// InstrumentStatus is a status of an instrument, as the language names it.
type InstrumentStatus uint8

// The statuses of an instrument.
const (
	Draft InstrumentStatus = iota
	InForce
	Suspended
	Ended
)

// DutyStatus is a status of a duty, as the language names it.
type DutyStatus uint8

// The statuses of a duty.
const (
	Dormant DutyStatus = iota
	Due
	Performed
	Breached
	Lapsed
	Excused
)

// BanStatus is a status of a ban.
type BanStatus uint8

// The statuses of a ban.
const (
	BanDormant BanStatus = iota
	BanBinding
	BanBreached
)

// PowerStatus is a status of a power.
type PowerStatus uint8

// The statuses of a power.
const (
	Unused PowerStatus = iota
	Noticed
	Used
)

// DecisionStatus is a status of a decision; Decided stands for all of its values.
type DecisionStatus uint8

// The statuses of a decision.
const (
	Unasked DecisionStatus = iota
	Asked
	Decided
	DecisionLapsed
)

// Visit calls f for c and for every condition inside it, outer ones first.
func Visit(c Cond, f func(Cond)) {
	if c == nil {
		return
	}
	f(c)
	switch c := c.(type) {
	case And:
		for _, t := range c.Terms {
			Visit(t, f)
		}
	case Or:
		for _, t := range c.Terms {
			Visit(t, f)
		}
	case Not:
		Visit(c.Term, f)
	}
}

// Subject is the thing that a simple condition speaks of; ok is false for conditions made of others. It is the
// first that a Rewriter is asked for, said again because it is looked up for every condition of every machine.
func Subject(c Cond) (ref Ref, ok bool) {
	switch c := c.(type) {
	case FactIs:
		return Ref{KindFact, int(c.Fact)}, true
	case FactAtLeast:
		return Ref{KindFact, int(c.Fact)}, true
	case FactAtMost:
		return Ref{KindFact, int(c.Fact)}, true
	case InstrumentIs:
		return Ref{KindInstrument, int(c.Instrument)}, true
	case Signed:
		return Ref{KindInstrument, int(c.Instrument)}, true
	case DutyIs:
		return Ref{KindDuty, int(c.Duty)}, true
	case InTime:
		return Ref{KindDuty, int(c.Duty)}, true
	case WasBreached:
		if c.Ban != None {
			return Ref{KindBan, int(c.Ban)}, true
		}
		return Ref{KindDuty, int(c.Duty)}, true
	case BanIs:
		return Ref{KindBan, int(c.Ban)}, true
	case PowerIs:
		return Ref{KindPower, int(c.Power)}, true
	case DecisionIs:
		return Ref{KindDecision, int(c.Decision)}, true
	case PointIs:
		return Ref{KindPoint, int(c.Point)}, true
	case PointAtLeast:
		return Ref{KindPoint, int(c.Point)}, true
	case PointAtMost:
		return Ref{KindPoint, int(c.Point)}, true
	case Kept:
		return c.Thing, true
	}
	return Ref{}, false
}
