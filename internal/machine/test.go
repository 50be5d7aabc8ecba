package machine

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// test is a condition ready to be asked of the cells of a state. A nil test stands for a condition the
// author did not write.
type test func(v []int32) bool

// holds asks a condition that, when not written, counts as true.
func (t test) holds(v []int32) bool { return t == nil || t(v) }

func (p *program) test(c model.Cond) test { return p.compileCond(c, false) }

// compileCond turns a condition into a closure. asReturn makes an instrument that ran its full term count
// as still in force, here and inside the bare names of bans and standing promises.
func (p *program) compileCond(c model.Cond, asReturn bool) test {
	switch c := c.(type) {
	case nil:
		return nil
	case model.True:
		return constant(true)
	case model.False:
		return constant(false)
	case model.And:
		ts := p.compileAll(pointsLast(c.Terms), asReturn)
		return func(v []int32) bool {
			return !slices.ContainsFunc(ts, func(t test) bool { return !t(v) })
		}
	case model.Or:
		ts := p.compileAll(pointsLast(c.Terms), asReturn)
		return func(v []int32) bool {
			return slices.ContainsFunc(ts, func(t test) bool { return t(v) })
		}
	case model.Not:
		t := p.compileCond(c.Term, asReturn)
		return func(v []int32) bool { return !t(v) }
	case model.PointIs:
		return p.point(c.Point, p.Filling[c.Point] == c.Value)
	case model.PointAtLeast:
		return p.point(c.Point, p.pointNumber(c.Point) >= c.N)
	case model.PointAtMost:
		return p.point(c.Point, p.pointNumber(c.Point) <= c.N)
	case model.Done:
		return constant(false) // a state is not an event; checks ask the move instead
	case model.Kept:
		return p.compileKept(c.Thing, asReturn)
	case model.InstrumentIs:
		if c.Status == model.InForce {
			return p.inForce(int(c.Instrument), asReturn)
		}
		at := p.instruments[c.Instrument].status
		return func(v []int32) bool { return instrumentStatus(v[at]) == c.Status }
	}
	return p.compileAtom(c)
}

// compileAtom compiles the tests that read one or a few cells and mean the same in a return as elsewhere.
func (p *program) compileAtom(c model.Cond) test {
	switch c := c.(type) {
	case model.FactIs:
		at, want := cell(c.Fact), int32(c.Value)-p.base(c.Fact)
		return func(v []int32) bool { return v[at] == want }
	case model.FactAtLeast:
		at, n := cell(c.Fact), int32(p.Amount(c.N))-p.base(c.Fact)
		return func(v []int32) bool { return v[at] >= n }
	case model.FactAtMost:
		at, n := cell(c.Fact), int32(p.Amount(c.N))-p.base(c.Fact)
		return func(v []int32) bool { return v[at] <= n }
	case model.Signed:
		return p.compileSigned(c)
	case model.DutyIs:
		at := p.duties[c.Duty].status
		return func(v []int32) bool { return dutyStatus(v[at]) == c.Status }
	case model.InTime:
		at := p.duties[c.Duty].status
		return func(v []int32) bool { return v[at] == dInTime }
	case model.WasBreached:
		return p.compileWasBreached(c)
	case model.BanIs:
		b := &p.bans[c.Ban]
		if c.Status == model.BanBreached { // does not hang on whether it binds, so it may stand in its own `while`
			return func(v []int32) bool { return v[b.breached] == 1 }
		}
		return func(v []int32) bool { return p.banStatus(v, b) == c.Status }
	case model.PowerIs:
		at := p.powers[c.Power].status
		return func(v []int32) bool { return model.PowerStatus(v[at]) == c.Status }
	case model.DecisionIs:
		return p.compileDecision(c)
	}
	panic("machine: a condition of unknown type")
}

func (p *program) compileAll(cs []model.Cond, asReturn bool) []test {
	ts := make([]test, len(cs))
	for i, c := range cs {
		ts[i] = p.compileCond(c, asReturn)
	}
	return ts
}

func (p *program) inForce(i int, asReturn bool) test {
	at := p.instruments[i].status
	if asReturn {
		return func(v []int32) bool { return v[at] == iInForce || v[at] == iEndedByTerm }
	}
	return func(v []int32) bool { return v[at] == iInForce }
}

func (p *program) compileKept(ref model.Ref, asReturn bool) test {
	switch ref.Kind {
	case model.KindInstrument:
		return p.inForce(ref.Index, asReturn)
	case model.KindBan:
		b := &p.bans[ref.Index]
		inForce := p.inForce(b.instrument, asReturn)
		return func(v []int32) bool { return inForce(v) && v[b.breached] == 0 }
	case model.KindDuty:
		d := &p.duties[ref.Index]
		if !d.recurs {
			return func(v []int32) bool { return dutyStatus(v[d.status]) == model.Performed }
		}
		inForce := p.inForce(d.instrument, asReturn)
		return func(v []int32) bool {
			switch v[d.status] {
			case dDue, dPaused, dLapsed, dBreached:
				return false
			}
			return inForce(v)
		}
	}
	panic("machine: a bare name of a thing that cannot be kept")
}

func (p *program) compileSigned(c model.Signed) test {
	in := &p.instruments[c.Instrument]
	if c.Party != model.None {
		at := in.signed[slices.Index(in.between, c.Party)]
		return func(v []int32) bool { return v[at] == 1 }
	}
	return func(v []int32) bool { return in.allSigned(v) }
}

func (in *instrument) allSigned(v []int32) bool {
	for _, at := range in.signed {
		if v[at] == 0 {
			return false
		}
	}
	return true
}

func (p *program) compileWasBreached(c model.WasBreached) test {
	if c.Ban != model.None {
		at := p.bans[c.Ban].breached
		return func(v []int32) bool { return v[at] == 1 }
	}
	d := &p.duties[c.Duty]
	return func(v []int32) bool { return d.everBreached(v) }
}

// everBreached: a recurring duty remembers it; of any other the status tells.
func (d *duty) everBreached(v []int32) bool {
	if d.recurs {
		return v[d.wasBreached] == 1
	}
	return v[d.status] == dBreached || v[d.status] == dLate
}

func (p *program) compileDecision(c model.DecisionIs) test {
	at := p.decisions[c.Decision].status
	want := map[model.DecisionStatus]int32{model.Unasked: qUnasked, model.Asked: qAsked, model.DecisionLapsed: qLapsed}[c.Status]
	if c.Status == model.Decided {
		want = qValue + int32(c.Value)
	}
	return func(v []int32) bool { return v[at] == want }
}

func (p *program) banStatus(v []int32, b *ban) model.BanStatus {
	switch {
	case v[b.breached] == 1:
		return model.BanBreached
	case p.forbids(v, b):
		return model.BanBinding
	}
	return model.BanDormant
}

// forbids reports whether a ban binds now, breached before or not.
func (p *program) forbids(v []int32, b *ban) bool {
	return v[p.instruments[b.instrument].status] == iInForce && b.while.holds(v)
}

// base is what the cell value 0 of a fact stands for.
func (p *program) base(f model.FactID) int32 {
	if p.Pact.Facts[f].Values != nil {
		return 0
	}
	return int32(p.Pact.Facts[f].Low)
}

func (p *program) pointNumber(pt model.PointID) int {
	return p.Pact.Points[pt].Values[p.Filling[pt]].N
}

func constant(b bool) test { return func([]int32) bool { return b } }
