package model

func (v *validator) conds(cs []Cond, where string) {
	for _, c := range cs {
		v.want(c != nil, "%s: a missing condition", where)
		v.cond(c, where)
	}
}

// cond checks every part of a condition; nil is the condition that was not stated.
func (v *validator) cond(c Cond, where string) {
	Visit(c, func(c Cond) { v.atom(c, where) })
}

func (v *validator) atom(c Cond, where string) {
	p := v.p
	switch c := c.(type) {
	case And:
		v.present(c.Terms, where)
	case Or:
		v.present(c.Terms, where)
	case Not:
		v.present([]Cond{c.Term}, where)
	case FactIs:
		v.factValue(c.Fact, c.Value, where)
	case FactAtLeast:
		v.counter(c.Fact, where)
		v.amount(c.N, Number, 0, where)
	case FactAtMost:
		v.counter(c.Fact, where)
		v.amount(c.N, Number, 0, where)
	case InstrumentIs:
		v.instrument(c.Instrument, where)
		v.want(c.Status <= Ended, "%s: instrument status %d", where, c.Status)
	case Signed:
		v.instrument(c.Instrument, where)
		if c.Party != None {
			v.partyTo(c.Party, c.Instrument, where)
		}
	case DutyIs:
		v.want(within(c.Duty, len(p.Duties)) && c.Status <= Excused, "%s: %v", where, c)
	case InTime:
		v.want(within(c.Duty, len(p.Duties)), "%s: %v", where, c)
	case WasBreached:
		v.want((c.Duty == None) != (c.Ban == None), "%s: %v", where, c)
		v.want(c.Duty == None || within(c.Duty, len(p.Duties)), "%s: %v", where, c)
		v.want(c.Ban == None || within(c.Ban, len(p.Bans)), "%s: %v", where, c)
	case BanIs:
		v.want(within(c.Ban, len(p.Bans)) && c.Status <= BanBreached, "%s: %v", where, c)
	case PowerIs:
		v.want(within(c.Power, len(p.Powers)) && c.Status <= Used, "%s: %v", where, c)
	case DecisionIs:
		v.want(within(c.Decision, len(p.Decisions)) && c.Status <= DecisionLapsed &&
			(c.Status != Decided || within(c.Value, len(p.Decisions[c.Decision].Values))), "%s: %v", where, c)
	case PointIs:
		v.pointValue(c.Point, c.Value, where)
	case PointAtLeast:
		v.want(within(c.Point, len(p.Points)) && p.Points[c.Point].ValueKind != Word, "%s: %v", where, c)
	case PointAtMost:
		v.want(within(c.Point, len(p.Points)) && p.Points[c.Point].ValueKind != Word, "%s: %v", where, c)
	case Kept:
		v.want(c.Thing.Kind == KindInstrument || c.Thing.Kind == KindDuty || c.Thing.Kind == KindBan, "%s: kept %v", where, c)
		v.ref(c.Thing, where)
	case Done:
		v.act1(c.Act, where)
	}
}

func (v *validator) present(cs []Cond, where string) {
	for _, c := range cs {
		v.want(c != nil, "%s: a missing condition", where)
	}
}
