package model

import "github.com/servanda-lang/servanda/internal/source"

type span = source.Span

// What several fields of a declaration say together.
type (
	// Belonging says what an actor takes part as.
	Belonging struct {
		Kind ActorKind
		Of   ActorID
	}
	// Range is what values a fact can have.
	Range struct {
		Values    []string
		Low, High int
	}
	// Openness is between what values a point is open.
	Openness struct {
		Kind   PointValueKind
		Values []PointValue
	}
	// Promise is what a duty asks for.
	Promise struct {
		Acts   []ActID
		Ensure Cond
	}
	// Deadline is by when a duty has to be performed.
	Deadline struct {
		Within *Amount
		By     *Date
	}
	// Trigger is what makes a duty fall due.
	Trigger struct {
		Once Cond
		Upon ActID
	}
	// Use is what using a power does, with None in the places that the effect has no use for.
	Use struct {
		Effect PowerEffect
		Target InstrumentID
		Duty   DutyID
		Fact   FactID
		Value  int
	}
)

// Use says what using the power does.
func (w *Power) Use() Use {
	out := Use{Effect: w.Effect, Target: None, Duty: None, Fact: None}
	switch w.Effect {
	case Excuse:
		out.Duty = w.Duty
	case SetFact:
		out.Fact, out.Value = w.Fact, w.Value
	default:
		out.Target = w.Target
	}
	return out
}

func (w *Power) setUse(x Use) {
	w.Effect, w.Target, w.Duty, w.Fact, w.Value = x.Effect, x.Target, x.Duty, x.Fact, x.Value
}
