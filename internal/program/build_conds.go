package program

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// cond says a condition of the pact about the variables; one that is not written holds.
func (b *builder) cond(c model.Cond) Cond {
	switch c := c.(type) {
	case nil, model.True:
		return Always(true)
	case model.False:
		return Always(false)
	case model.And:
		return both(b.conds(c.Terms)...)
	case model.Or:
		return either(b.conds(c.Terms)...)
	case model.Not:
		return negate(b.cond(c.Term))
	case model.PointIs:
		return b.pointIs(c.Point, func(v int) bool { return v == c.Value })
	case model.PointAtLeast:
		return b.pointIs(c.Point, func(v int) bool { return b.p.Points[c.Point].Values[v].N >= c.N })
	case model.PointAtMost:
		return b.pointIs(c.Point, func(v int) bool { return b.p.Points[c.Point].Values[v].N <= c.N })
	case model.Done:
		return b.moveIs(func(l Label) bool { return l.Kind == Do && l.Index == int(c.Act) })
	case model.FactIs:
		return Eq(b.facts[c.Fact], c.Value-b.base(c.Fact))
	case model.FactAtLeast:
		return b.number(c.N).is(func(n int) Cond { return ge(b.facts[c.Fact], n-b.base(c.Fact)) })
	case model.FactAtMost:
		return b.number(c.N).is(func(n int) Cond { return le(b.facts[c.Fact], n-b.base(c.Fact)) })
	}
	return b.statusCond(c)
}

func (b *builder) conds(cs []model.Cond) []Cond {
	var out []Cond
	for _, c := range cs {
		out = append(out, b.cond(c))
	}
	return out
}

// statusCond is for conditions that ask for a status.
func (b *builder) statusCond(c model.Cond) Cond {
	switch c := c.(type) {
	case model.InstrumentIs:
		v := b.instruments[c.Instrument].status
		if c.Status == model.InForce {
			return b.runs(c.Instrument)
		}
		if c.Status == model.Ended {
			return oneOf(v, iEndedByTerm, iEndedOtherwise)
		}
		return Eq(v, int(c.Status)) // the first three have the same numbers
	case model.Signed:
		return b.signed(c)
	case model.DutyIs:
		return b.dutyIs(&b.duties[c.Duty], c.Status)
	case model.InTime:
		return Eq(b.duties[c.Duty].status, dInTime)
	case model.WasBreached:
		if c.Ban != model.None {
			return Eq(b.bans[c.Ban].breached, 1)
		}
		return b.everBreached(&b.duties[c.Duty])
	case model.BanIs:
		return b.banIs(&b.bans[c.Ban], c.Status)
	case model.PowerIs:
		return is(b.powers[c.Power].status, int(c.Status))
	case model.DecisionIs:
		v := b.decisions[c.Decision].status
		switch c.Status {
		case model.Unasked:
			return Eq(v, qUnasked)
		case model.Asked:
			return Eq(v, qAsked)
		case model.DecisionLapsed:
			return Eq(v, qLapsed)
		}
		return Eq(v, qValue+c.Value)
	case model.Kept:
		return b.kept(c.Thing)
	}
	panic(fmt.Sprintf("program: a condition of type %T", c))
}

func (b *builder) signed(c model.Signed) Cond {
	in := &b.instruments[c.Instrument]
	if c.Party != model.None {
		return Eq(in.signed[slices.Index(in.Between, c.Party)], 1)
	}
	var out []Cond
	for _, v := range in.signed {
		out = append(out, Eq(v, 1))
	}
	return both(out...)
}

func (b *builder) dutyIs(d *duty, s model.DutyStatus) Cond {
	switch s {
	case model.Dormant:
		return oneOf(d.status, dDormant, dPaused, dDormantAgain)
	case model.Due:
		return Eq(d.status, dDue)
	case model.Performed:
		return oneOf(d.status, dInTime, dLate)
	case model.Breached:
		return Eq(d.status, dBreached)
	case model.Lapsed:
		return Eq(d.status, dLapsed)
	}
	return oneOf(d.status, dExcusedWhile, dExcused)
}

// everBreached: a recurring duty remembers it; of any other the status tells.
func (b *builder) everBreached(d *duty) Cond {
	if d.Recurs() {
		return Eq(d.wasBreached, 1)
	}
	return oneOf(d.status, dBreached, dLate)
}

func (b *builder) banIs(n *ban, s model.BanStatus) Cond {
	switch s {
	case model.BanBreached:
		return Eq(n.breached, 1)
	case model.BanBinding:
		return both(Eq(n.breached, 0), b.forbids(n))
	}
	return both(Eq(n.breached, 0), negate(b.forbids(n)))
}

// forbids: the ban binds now, breached before or not.
func (b *builder) forbids(n *ban) Cond {
	return both(b.inForce(n.Instrument), b.cond(n.While))
}

func (b *builder) inForce(i model.InstrumentID) Cond { return Eq(b.instruments[i].status, iInForce) }

// runs: the instrument is in force or, as something that was to be given, has run its full term.
func (b *builder) runs(i model.InstrumentID) Cond {
	if b.asReturn {
		return oneOf(b.instruments[i].status, iInForce, iEndedByTerm)
	}
	return b.inForce(i)
}

// kept is a bare name.
func (b *builder) kept(ref model.Ref) Cond {
	switch ref.Kind {
	case model.KindInstrument:
		return b.runs(model.InstrumentID(ref.Index))
	case model.KindBan:
		n := &b.bans[ref.Index]
		return both(b.runs(n.Instrument), Eq(n.breached, 0))
	}
	d := &b.duties[ref.Index]
	if !d.Recurs() {
		return b.dutyIs(d, model.Performed)
	}
	return both(b.runs(d.Instrument), isZero(d.behind))
}

// moveIs: the move being made is one of those.
func (b *builder) moveIs(those func(Label) bool) Cond {
	var ns []int
	for i := range b.Moves {
		if those(b.Moves[i].Label) {
			ns = append(ns, i+1)
		}
	}
	return oneOf(b.Move, ns...)
}

// base is the number that the value 0 of a fact stands for.
func (b *builder) base(f model.FactID) int {
	if b.p.Facts[f].Values != nil {
		return 0
	}
	return b.p.Facts[f].Low
}
