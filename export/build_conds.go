package export

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/machine"
	"github.com/servanda-lang/servanda/model"
)

// cond says a condition of the pact about the variables; one that is not written holds.
func (b *builder) cond(c model.Cond) cond {
	switch c := c.(type) {
	case nil, model.True:
		return always(true)
	case model.False:
		return always(false)
	case model.And:
		return both(b.conds(c.Terms)...)
	case model.Or:
		return either(b.conds(c.Terms)...)
	case model.Not:
		return negate(b.cond(c.Term))
	case model.PointIs:
		return always(b.machine.Filling[c.Point] == c.Value)
	case model.PointAtLeast:
		return always(b.pointNumber(c.Point) >= c.N)
	case model.PointAtMost:
		return always(b.pointNumber(c.Point) <= c.N)
	case model.Done:
		return b.moveIs(func(l machine.Label) bool { return l.Kind == machine.Do && l.Index == int(c.Act) })
	case model.FactIs:
		return eq(b.facts[c.Fact], c.Value-b.base(c.Fact))
	case model.FactAtLeast:
		return ge(b.facts[c.Fact], c.N.In(b.p, b.machine.Filling)-b.base(c.Fact))
	case model.FactAtMost:
		return le(b.facts[c.Fact], c.N.In(b.p, b.machine.Filling)-b.base(c.Fact))
	}
	return b.statusCond(c)
}

func (b *builder) conds(cs []model.Cond) []cond {
	var out []cond
	for _, c := range cs {
		out = append(out, b.cond(c))
	}
	return out
}

// statusCond is for conditions that ask for a status.
func (b *builder) statusCond(c model.Cond) cond {
	switch c := c.(type) {
	case model.InstrumentIs:
		v := b.instruments[c.Instrument].status
		if c.Status == model.Ended {
			return oneOf(v, iEndedByTerm, iEndedOtherwise)
		}
		return eq(v, int(c.Status)) // the first three have the same numbers
	case model.Signed:
		return b.signed(c)
	case model.DutyIs:
		return b.dutyIs(&b.duties[c.Duty], c.Status)
	case model.InTime:
		return eq(b.duties[c.Duty].status, dInTime)
	case model.WasBreached:
		if c.Ban != model.None {
			return eq(b.bans[c.Ban].breached, 1)
		}
		return b.everBreached(&b.duties[c.Duty])
	case model.BanIs:
		return b.banIs(&b.bans[c.Ban], c.Status)
	case model.PowerIs:
		return eq(b.powers[c.Power].status, int(c.Status))
	case model.DecisionIs:
		v := b.decisions[c.Decision].status
		switch c.Status {
		case model.Unasked:
			return eq(v, qUnasked)
		case model.Asked:
			return eq(v, qAsked)
		case model.DecisionLapsed:
			return eq(v, qLapsed)
		}
		return eq(v, qValue+c.Value)
	case model.Kept:
		return b.kept(c.Thing)
	}
	panic(fmt.Sprintf("export: a condition of type %T", c))
}

func (b *builder) signed(c model.Signed) cond {
	in := &b.instruments[c.Instrument]
	if c.Party != model.None {
		return eq(in.signed[slices.Index(in.Between, c.Party)], 1)
	}
	var out []cond
	for _, v := range in.signed {
		out = append(out, eq(v, 1))
	}
	return both(out...)
}

func (b *builder) dutyIs(d *duty, s model.DutyStatus) cond {
	switch s {
	case model.Dormant:
		return oneOf(d.status, dDormant, dPaused)
	case model.Due:
		return eq(d.status, dDue)
	case model.Performed:
		return oneOf(d.status, dInTime, dLate)
	case model.Breached:
		return eq(d.status, dBreached)
	case model.Lapsed:
		return eq(d.status, dLapsed)
	}
	return oneOf(d.status, dExcusedWhile, dExcused)
}

// everBreached: a recurring duty remembers it; of any other the status tells.
func (b *builder) everBreached(d *duty) cond {
	if d.Recurs() {
		return eq(d.wasBreached, 1)
	}
	return oneOf(d.status, dBreached, dLate)
}

func (b *builder) banIs(n *ban, s model.BanStatus) cond {
	switch s {
	case model.BanBreached:
		return eq(n.breached, 1)
	case model.BanBinding:
		return both(eq(n.breached, 0), b.forbids(n))
	}
	return both(eq(n.breached, 0), negate(b.forbids(n)))
}

// forbids: the ban binds now, breached before or not.
func (b *builder) forbids(n *ban) cond {
	return both(b.inForce(n.Instrument), b.cond(n.While))
}

func (b *builder) inForce(i model.InstrumentID) cond { return eq(b.instruments[i].status, iInForce) }

// kept is a bare name.
func (b *builder) kept(ref model.Ref) cond {
	switch ref.Kind {
	case model.KindInstrument:
		return b.inForce(model.InstrumentID(ref.Index))
	case model.KindBan:
		n := &b.bans[ref.Index]
		return both(b.inForce(n.Instrument), eq(n.breached, 0))
	}
	d := &b.duties[ref.Index]
	if !d.Recurs() {
		return b.dutyIs(d, model.Performed)
	}
	return both(b.inForce(d.Instrument), negate(oneOf(d.status, dDue, dPaused, dLapsed, dBreached)))
}

// moveIs: the move being made is one of those.
func (b *builder) moveIs(those func(machine.Label) bool) cond {
	var ns []int
	for i := range b.moves {
		if those(b.moves[i].label) {
			ns = append(ns, i+1)
		}
	}
	return oneOf(b.move, ns...)
}

// base is the number that the value 0 of a fact stands for.
func (b *builder) base(f model.FactID) int {
	if b.p.Facts[f].Values != nil {
		return 0
	}
	return b.p.Facts[f].Low
}

func (b *builder) pointNumber(pt model.PointID) int {
	return b.p.Points[pt].Values[b.machine.Filling[pt]].N
}
