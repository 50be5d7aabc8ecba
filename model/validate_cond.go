package model

// atom checks what the references of a part of a condition do not show.
func (v *validator) atom(c Cond, where string) {
	switch c := c.(type) {
	case And:
		v.present(c.Terms, where)
	case Or:
		v.present(c.Terms, where)
	case Not:
		v.present([]Cond{c.Term}, where)
	case FactAtLeast:
		v.counter(c.Fact, where)
	case FactAtMost:
		v.counter(c.Fact, where)
	case Signed:
		v.signer(c, where)
	case WasBreached:
		v.want((c.Duty == None) != (c.Ban == None), "%s: %v", where, c)
	case PointAtLeast:
		v.measurable(c.Point, where)
	case PointAtMost:
		v.measurable(c.Point, where)
	case Kept:
		v.want(c.Thing.Kind == KindInstrument || c.Thing.Kind == KindDuty || c.Thing.Kind == KindBan, "%s: kept %v", where, c)
	default:
		v.want(knownStatus(c), "%s: %#v", where, c)
	}
}

// knownStatus reports whether the status that a condition speaks of, if it does, is one there is.
func knownStatus(c Cond) bool {
	switch c := c.(type) {
	case InstrumentIs:
		return c.Status <= Ended
	case DutyIs:
		return c.Status <= Excused
	case BanIs:
		return c.Status <= BanBreached
	case PowerIs:
		return c.Status <= Used
	case DecisionIs:
		return c.Status <= DecisionLapsed
	}
	return true
}

func (v *validator) signer(c Signed, where string) {
	if c.Party == None || !within(c.Instrument, len(v.p.Instruments)) || !within(c.Party, len(v.p.Actors)) {
		return
	}
	v.partyTo(c.Party, c.Instrument, where)
}

func (v *validator) measurable(id PointID, where string) {
	v.want(!within(id, len(v.p.Points)) || v.p.Points[id].ValueKind != Word, "%s: point %d is no number", where, id)
}

func (v *validator) present(cs []Cond, where string) {
	for _, c := range cs {
		v.want(c != nil, "%s: a missing condition", where)
	}
}
