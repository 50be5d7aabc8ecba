package machine

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Settling.
//
// After every move the state settles: instruments enter into force or end, decisions are asked, duties
// fall due, are performed, are excused or come back. Settling goes over all of them in order of
// declaration, again and again, until a whole round changes nothing. Two conditions can undo each other
// for ever ("in force once not p", "p ends once in force"); so within one settling no thing returns to a
// status it has already had in it. That makes settling end: each thing has few statuses.

// settle brings v to its settled state. before is the settled state that v was made from, and touched lists
// every cell in which the two may differ; on return touched in the scratch lists all that may differ now.
func (m *Machine) settle(before, v []int32, touched []cell) {
	for _, x := range m.statuses {
		m.had[x.order] = 1 << v[x.at]
	}
	m.touched = append(m.touched[:0], touched...)
	copy(m.due, m.restless)
	for _, at := range touched {
		if v[at] != before[at] {
			m.due.join(m.byCell[at])
		}
	}
	m.settleDueThings(v)
}

// settleAll settles a state of which nothing is known.
func (m *Machine) settleAll(v []int32) {
	for _, x := range m.statuses {
		m.had[x.order] = 1 << v[x.at]
	}
	for i := range m.Pact.Order {
		m.due.add(i)
	}
	m.settleDueThings(v)
}

// settleDueThings goes round until nothing is left to look at.
func (m *Machine) settleDueThings(v []int32) {
	for i := m.due.next(0); i >= 0; i = m.due.next(0) {
		for ; i >= 0; i = m.due.next(i + 1) {
			m.due.remove(i)
			if m.settleOne(v, i, m.Pact.Order[i]) {
				m.due.join(m.byItem[i])
				m.touched = append(m.touched, m.writes[i]...)
			}
		}
	}
}

func (m *Machine) settleOne(v []int32, order int, ref model.Ref) bool {
	switch ref.Kind {
	case model.KindInstrument:
		return m.settleInstrument(v, order, &m.instruments[ref.Index])
	case model.KindDecision:
		return m.settleDecision(v, &m.decisions[ref.Index])
	}
	return m.settleDuty(v, order, &m.duties[ref.Index])
}

// mayBecome reports whether the thing at that place in the order has not yet had the status in this
// settling, and notes that it has it now.
func (m *Machine) mayBecome(order int, status int32) bool {
	if m.had[order]>>status&1 == 1 {
		return false
	}
	m.had[order] |= 1 << status
	return true
}

func (m *Machine) settleInstrument(v []int32, order int, in *instrument) bool {
	switch v[in.status] {
	case iDraft:
		if in.inForceOnce.holds(v) && m.mayBecome(order, iInForce) {
			v[in.status] = iInForce
			if in.hasTerm {
				v[in.term] = in.termTicks
			}
			return true
		}
	case iInForce, iSuspended:
		if in.endsOnce != nil && in.endsOnce(v) && m.mayBecome(order, iEndedOtherwise) {
			m.end(v, in, iEndedOtherwise)
			return true
		}
	}
	return false
}

// end ends an instrument: what is due under it is excused for good and its clocks stop.
func (m *Machine) end(v []int32, in *instrument, how int32) {
	v[in.status] = how
	if in.hasTerm {
		v[in.term] = 0
	}
	for _, i := range in.duties {
		d := &m.duties[i]
		switch v[d.status] {
		case dDue, dPaused, dExcusedWhile:
			v[d.status] = dExcused
			m.had[d.order] |= 1 << dExcused
		}
		d.stopTerm(v)
		d.set(v, d.period, 0)
		d.set(v, d.date, 0)
	}
}

// suspend stops an instrument; what is due under it waits with the days it has left.
func (m *Machine) suspend(v []int32, in *instrument) {
	v[in.status] = iSuspended
	for _, i := range in.duties {
		if d := &m.duties[i]; v[d.status] == dDue {
			v[d.status] = dPaused
		}
	}
}

func (m *Machine) settleDecision(v []int32, q *decision) bool {
	if v[q.status] != qUnasked || !q.once.holds(v) {
		return false
	}
	v[q.status] = qAsked
	if q.hasClock {
		v[q.clock] = q.clockTicks
	}
	return true
}

func (m *Machine) settleDuty(v []int32, order int, d *duty) bool {
	if v[m.instruments[d.instrument].status] != iInForce {
		return false
	}
	switch v[d.status] {
	case dPaused:
		return m.comeBack(v, order, d)
	case dDormant:
		return d.upon == model.None && d.once.holds(v) && m.fallDue(v, order, d)
	case dExcusedWhile:
		return !d.unless(v) && m.fallDue(v, order, d)
	case dDue:
		return m.settleDue(v, order, d)
	case dBreached:
		if d.ensure != nil && d.ensure(v) && m.mayBecome(order, dLate) {
			m.perform(v, d, dLate)
			return true
		}
	}
	return d.every && v[d.period] == 0 && m.fallDue(v, order, d)
}

// fallDue makes the duty due with a fresh term.
func (m *Machine) fallDue(v []int32, order int, d *duty) bool {
	if !m.mayBecome(order, dDue) {
		return false
	}
	d.fallDue(v)
	return true
}

func (d *duty) fallDue(v []int32) {
	v[d.status] = dDue
	d.set(v, d.deadline, d.withinTicks)
	d.set(v, d.wait, d.waitTicks)
	d.set(v, d.period, d.periodTicks)
	d.forgetEarly(v)
}

// comeBack takes a duty up again when its instrument is resumed.
func (m *Machine) comeBack(v []int32, order int, d *duty) bool {
	if d.upon == model.None && d.once != nil && !d.once(v) {
		if !m.mayBecome(order, dDormant) {
			return false
		}
		v[d.status] = dDormant
		d.stopTerm(v)
		d.set(v, d.period, 0)
		return true
	}
	if !m.mayBecome(order, dDue) {
		return false
	}
	v[d.status] = dDue
	for _, a := range d.acts {
		if v[a.done] == 1 && d.waitIsOver(v) && m.mayBecome(order, dInTime) {
			m.perform(v, d, dInTime)
			break
		}
	}
	return true
}

// settleDue looks at a duty that is due: it may be excused, or fulfilled already.
func (m *Machine) settleDue(v []int32, order int, d *duty) bool {
	if d.unless != nil && d.unless(v) && m.mayBecome(order, dExcusedWhile) {
		v[d.status] = dExcusedWhile
		d.stopTerm(v)
		return true
	}
	if !d.waitIsOver(v) || !m.fulfilled(v, d) || !m.mayBecome(order, dInTime) {
		return false
	}
	m.perform(v, d, dInTime)
	return true
}

// fulfilled reports whether nothing is left to do for a duty that is due: what it was to ensure holds,
// or the obligor has already done an act of it that can be done no more.
func (m *Machine) fulfilled(v []int32, d *duty) bool {
	if d.ensure != nil {
		return d.ensure(v)
	}
	for _, a := range d.acts {
		done := a.ever != noCell && v[a.ever] == 1 || a.early != noCell && v[a.early] == 1
		if done && !m.possible(v, &m.acts[a.act]) {
			return true
		}
	}
	return false
}

// perform marks a duty performed, in time or late, and notes that it was: a standing promise may be due
// again before the move is over.
func (m *Machine) perform(v []int32, d *duty, how int32) {
	v[d.status] = how
	if !slices.Contains(m.performed, model.DutyID(d.index)) {
		m.performed = append(m.performed, model.DutyID(d.index))
	}
	d.stopTerm(v)
	d.stopDate(v)
}

// stopTerm stops the clocks that belong to one falling due.
func (d *duty) stopTerm(v []int32) {
	d.set(v, d.deadline, 0)
	d.set(v, d.wait, 0)
	d.forgetEarly(v)
}

// forgetEarly forgets what was done during the wait.
func (d *duty) forgetEarly(v []int32) {
	for _, a := range d.acts {
		d.set(v, a.early, 0)
	}
}

// stopDate forgets the date of a duty that cannot fall due again.
func (d *duty) stopDate(v []int32) {
	if !d.recurs {
		d.set(v, d.date, 0)
	}
}

func (d *duty) waitIsOver(v []int32) bool { return d.wait == noCell || v[d.wait] == 0 }

// onLastDay reports whether the duty is due and today is the last day on which it can be performed in time.
func (d *duty) onLastDay(v []int32) bool {
	if v[d.status] != dDue {
		return false
	}
	return d.hasWithin && v[d.deadline] == 0 || d.hasDate && v[d.date] == 0
}

// set writes a cell the duty may not have.
func (d *duty) set(v []int32, at cell, n int32) {
	if at != noCell {
		v[at] = n
	}
}
