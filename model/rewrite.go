package model

import (
	"math"
	"slices"
)

// A Rewriter goes through what the fields of a pact say and puts other things in their place: other numbers
// for those by which things are referred to, the value of an open point for an amount that hangs on it. It
// makes copies and changes nothing it is given. One that gives back what it is handed only looks.
//
// This is the one place that knows where in a value references, conditions and amounts stand.
type Rewriter struct {
	// Ref is asked for every reference, with the value of the thing that is spoken of, NoValue if none is. An
	// optional reference to nothing is left as it is; one that must not be missing is asked for as None.
	// If Ref is nil, references stay.
	Ref func(r Ref, value int) (index, newValue int)
	// Cond is given each condition that is not nil, whole, before its parts are rewritten.
	Cond func(Cond) Cond
	// Amount is given each amount with its kind. If it is nil, the open point of an amount goes to Ref.
	Amount func(Amount, PointValueKind) Amount
	// Placeless leaves out where in the file a part of a field stands.
	Placeless bool
}

// Rewrite gives a copy, all through, of what a field says. The dynamic type stays; a list of nothing becomes no
// list, and what has no use (the bounds of an enumeration, the number of an amount left open) is left out.
func (r Rewriter) Rewrite(x any) any {
	switch x := x.(type) {
	case Cond:
		return r.whole(x)
	case []Cond:
		return each(x, r.whole)
	case *Amount:
		return r.term(x)
	case Range:
		if x.Values != nil {
			return Range{Values: slices.Clone(x.Values)}
		}
		return x
	case Openness:
		x.Values = slices.Clone(x.Values)
		return x
	case []string:
		return slices.Clone(x)
	case Belonging:
		x.Of = optional(r, KindActor, x.Of)
		return x
	case Promise:
		return Promise{each(x.Acts, to[ActID](r, KindAct)), r.whole(x.Ensure)}
	case Deadline:
		if x.By != nil {
			by := *x.By
			x.By = &by
		}
		return Deadline{r.term(x.Within), x.By}
	case Trigger:
		return Trigger{r.whole(x.Once), optional(r, KindAct, x.Upon)}
	case Use:
		return r.use(x)
	case Forecast:
		return r.forecast(x)
	case []Effect:
		return each(x, r.effect)
	case []Step:
		return each(x, r.step)
	case []Binding:
		return each(x, r.binding)
	case []Cite:
		return each(x, r.cite)
	case Ref:
		return r.declared(x)
	case []Ref:
		return each(x, r.declared)
	}
	return r.ids(x)
}

// NoValue is the value of a reference that speaks of the thing alone. No value of a thing has this number, not
// even of a counter that counts from below nothing.
const NoValue = math.MinInt

// ids rewrites plain references and lists of them, and leaves what is neither.
func (r Rewriter) ids(x any) any {
	switch x := x.(type) {
	case ActorID:
		return to[ActorID](r, KindActor)(x)
	case []ActorID:
		return each(x, to[ActorID](r, KindActor))
	case []SourceID:
		return each(x, to[SourceID](r, KindSource))
	case ActID:
		return to[ActID](r, KindAct)(x)
	case InstrumentID:
		return to[InstrumentID](r, KindInstrument)(x)
	case []DutyID:
		return each(x, to[DutyID](r, KindDuty))
	case []BanID:
		return each(x, to[BanID](r, KindBan))
	case []PowerID:
		return each(x, to[PowerID](r, KindPower))
	case ReadingID:
		return optional(r, KindReading, x)
	}
	return x
}

func each[T any](xs []T, f func(T) T) []T {
	if len(xs) == 0 {
		return nil
	}
	out := make([]T, len(xs))
	for i, x := range xs {
		out[i] = f(x)
	}
	return out
}

// to rewrites references to things of a kind.
func to[ID ~int](r Rewriter, k Kind) func(ID) ID {
	return func(id ID) ID {
		i, _ := r.ref(k, int(id), NoValue)
		return ID(i)
	}
}

// optional rewrites a reference that may be to nothing.
func optional[ID ~int](r Rewriter, k Kind, id ID) ID {
	if id == None {
		return None
	}
	return to[ID](r, k)(id)
}

func (r Rewriter) ref(k Kind, index, value int) (int, int) {
	if r.Ref == nil {
		return index, value
	}
	return r.Ref(Ref{k, index}, value)
}

func (r Rewriter) declared(x Ref) Ref {
	if x.Kind != KindNone {
		x.Index, _ = r.ref(x.Kind, x.Index, NoValue)
	}
	return x
}

func (r Rewriter) binding(b Binding) Binding {
	i, v := r.ref(KindPoint, int(b.Point), b.Value)
	return Binding{PointID(i), v}
}

func (r Rewriter) cite(c Cite) Cite {
	c.Paragraphs = slices.Clone(c.Paragraphs)
	c.Source = to[SourceID](r, KindSource)(c.Source)
	if r.Placeless {
		c.At = Cite{}.At
	}
	return c
}

func (r Rewriter) amount(a Amount, k PointValueKind) Amount {
	if r.Amount != nil {
		return r.Amount(a, k)
	}
	if a.Point == None {
		return a
	}
	return Amount{Point: optional(r, KindPoint, a.Point)}
}

// term rewrites a number of days.
func (r Rewriter) term(a *Amount) *Amount {
	if a == nil {
		return nil
	}
	b := r.amount(*a, Duration)
	return &b
}

func (r Rewriter) effect(e Effect) Effect {
	if e.Op == Becomes && e.Amount.Point == None {
		i, v := r.ref(KindFact, int(e.Fact), e.Amount.N)
		return Effect{FactID(i), e.Op, Fixed(v)}
	}
	return Effect{to[FactID](r, KindFact)(e.Fact), e.Op, r.amount(e.Amount, Number)}
}

func (r Rewriter) use(x Use) Use {
	switch x.Effect {
	case Excuse:
		x.Duty = to[DutyID](r, KindDuty)(x.Duty)
	case SetFact:
		i, v := r.ref(KindFact, int(x.Fact), x.Value)
		x.Fact, x.Value = FactID(i), v
	default:
		x.Target = to[InstrumentID](r, KindInstrument)(x.Target)
	}
	return x
}

func (r Rewriter) forecast(x Forecast) Forecast {
	out := Forecast{Decision: to[DecisionID](r, KindDecision)(x.Decision)}
	for _, v := range x.Values {
		i, n := r.ref(KindDecision, int(x.Decision), v.Value)
		if i != int(x.Decision) {
			out.Decision = DecisionID(i) // as each of them says
		}
		v.Value = n
		out.Values = append(out.Values, v)
	}
	return out
}

// step rewrites what the kind of step has a use for, and leaves out the rest.
func (r Rewriter) step(s Step) Step {
	out := Step{Kind: s.Kind, At: s.At}
	if r.Placeless {
		out.At = Step{}.At
	}
	if s.Kind != OnDay && s.Kind != Expect {
		out.Actor = to[ActorID](r, KindActor)(s.Actor)
	}
	switch s.Kind {
	case OnDay:
		out.Day = s.Day
	case Signs:
		out.Instrument = to[InstrumentID](r, KindInstrument)(s.Instrument)
	case Does:
		out.Act = to[ActID](r, KindAct)(s.Act)
	case Decides:
		i, v := r.ref(KindDecision, int(s.Decision), s.Value)
		out.Decision, out.Value = DecisionID(i), v
	case Uses:
		out.Power = to[PowerID](r, KindPower)(s.Power)
	case Expect:
		out.Cond = r.whole(s.Cond)
	}
	return out
}

func (r Rewriter) whole(c Cond) Cond {
	if c == nil {
		return nil
	}
	if r.Cond != nil {
		c = r.Cond(c)
	}
	return r.cond(c)
}

// cond rewrites the parts of a condition.
func (r Rewriter) cond(c Cond) Cond {
	switch c := c.(type) {
	case And:
		return And{each(c.Terms, r.cond)}
	case Or:
		return Or{each(c.Terms, r.cond)}
	case Not:
		return Not{r.cond(c.Term)}
	case FactIs:
		i, v := r.ref(KindFact, int(c.Fact), c.Value)
		return FactIs{FactID(i), v}
	case FactAtLeast:
		return FactAtLeast{to[FactID](r, KindFact)(c.Fact), r.amount(c.N, Number)}
	case FactAtMost:
		return FactAtMost{to[FactID](r, KindFact)(c.Fact), r.amount(c.N, Number)}
	case DecisionIs:
		value := NoValue
		if c.Status == Decided {
			value = c.Value
		}
		i, v := r.ref(KindDecision, int(c.Decision), value)
		return DecisionIs{DecisionID(i), c.Status, max(v, 0)}
	case PointIs:
		i, v := r.ref(KindPoint, int(c.Point), c.Value)
		return PointIs{PointID(i), v}
	case PointAtLeast:
		return PointAtLeast{to[PointID](r, KindPoint)(c.Point), c.N}
	case PointAtMost:
		return PointAtMost{to[PointID](r, KindPoint)(c.Point), c.N}
	}
	return r.status(c)
}

// status rewrites conditions on what was agreed and done.
func (r Rewriter) status(c Cond) Cond {
	switch c := c.(type) {
	case InstrumentIs:
		return InstrumentIs{to[InstrumentID](r, KindInstrument)(c.Instrument), c.Status}
	case Signed:
		return Signed{to[InstrumentID](r, KindInstrument)(c.Instrument), optional(r, KindActor, c.Party)}
	case DutyIs:
		return DutyIs{to[DutyID](r, KindDuty)(c.Duty), c.Status}
	case InTime:
		return InTime{to[DutyID](r, KindDuty)(c.Duty)}
	case WasBreached:
		return WasBreached{optional(r, KindDuty, c.Duty), optional(r, KindBan, c.Ban)}
	case BanIs:
		return BanIs{to[BanID](r, KindBan)(c.Ban), c.Status}
	case PowerIs:
		return PowerIs{to[PowerID](r, KindPower)(c.Power), c.Status}
	case Kept:
		return Kept{r.declared(c.Thing)}
	case Done:
		return Done{to[ActID](r, KindAct)(c.Act)}
	}
	return c
}
