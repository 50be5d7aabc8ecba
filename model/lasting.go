package model

import "slices"

// Sacrifice reports whether a duty is performed by irreversible acts alone, and something is due for it in return.
func (p *Pact) Sacrifice(d *Duty) bool {
	undone := slices.ContainsFunc(d.Acts, func(a ActID) bool { return !p.Acts[a].Irreversible })
	return len(d.Acts) > 0 && len(d.Return) > 0 && !undone
}

// Lasting is the instrument that has to be in force for a simple test to hold: the one it tests, or the one in which the ban
// or standing promise stands that is to be kept.
func (p *Pact) Lasting(c Cond) (i InstrumentID, ok bool) {
	switch c := c.(type) {
	case InstrumentIs:
		return c.Instrument, c.Status == InForce
	case Kept:
		switch c.Thing.Kind {
		case KindInstrument:
			return InstrumentID(c.Thing.Index), true
		case KindBan:
			return p.Bans[c.Thing.Index].Instrument, true
		case KindDuty:
			d := &p.Duties[c.Thing.Index]
			return d.Instrument, d.Recurs()
		}
	}
	return 0, false
}
