package program

import "github.com/servanda-lang/servanda/model"

// ruleOut notes which statuses a thing can never have, by what the pact has no means for, so that nothing is
// said about them: without a power to suspend, for one, an instrument is never suspended.
func (b *builder) ruleOut() {
	for i := range b.instruments {
		in, id := &b.instruments[i], instrumentID(i)
		in.status.rule(iSuspended, b.hasPower(model.Suspend, id))
		in.status.rule(iEndedByTerm, in.term != nil)
		in.status.rule(iEndedOtherwise, in.EndsOnce != nil || b.hasPower(model.Terminate, id))
	}
	for i := range b.duties {
		d := &b.duties[i]
		in := &b.instruments[d.Instrument]
		ends := in.term != nil || in.EndsOnce != nil || b.hasPower(model.Terminate, d.Instrument)
		breaks := !d.Discretion && (d.deadline != nil || d.date != nil)
		d.status.rule(dPaused, b.hasPower(model.Suspend, d.Instrument))
		d.status.rule(dLate, breaks)
		d.status.rule(dBreached, breaks)
		d.status.rule(dLapsed, d.Discretion && (d.deadline != nil || d.date != nil))
		d.status.rule(dExcusedWhile, d.Unless != nil)
		d.status.rule(dDormantAgain, d.Every != nil && d.Upon == model.None && d.Once != nil && b.hasPower(model.Suspend, d.Instrument))
		d.status.rule(dExcused, ends || b.isExcused(model.DutyID(i)))
	}
	for i := range b.decisions {
		b.decisions[i].status.rule(qLapsed, b.decisions[i].clock != nil)
	}
	for i := range b.powers {
		if b.powers[i].status != nil {
			b.powers[i].status.rule(pNoticed, b.powers[i].notice != nil)
		}
	}
}

// rule notes that the variable never has the number, unless it can.
func (v *Variable) rule(n int, can bool) {
	if !can {
		v.Never = append(v.Never, n)
	}
}

// hasPower: some power does that to the instrument.
func (b *builder) hasPower(effect model.PowerEffect, target model.InstrumentID) bool {
	for i := range b.powers {
		if w := &b.powers[i]; w.Effect == effect && w.Target == target {
			return true
		}
	}
	return false
}

// isExcused: some power excuses the duty.
func (b *builder) isExcused(d model.DutyID) bool {
	for i := range b.powers {
		if w := &b.powers[i]; w.Effect == model.Excuse && w.Duty == d {
			return true
		}
	}
	return false
}
