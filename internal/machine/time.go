package machine

// Time moves in two ways. If something runs out today it strikes: duties first, then decisions, terms,
// notices, each in order of declaration. Other moves may still follow on the same day. When nothing runs
// out the tick passes.

// somethingRunsOut reports whether time would strike now.
func (m *Machine) somethingRunsOut(v []int32) bool {
	for i := range m.duties {
		if m.duties[i].onLastDay(v) {
			return true
		}
	}
	for i := range m.decisions {
		if m.decisions[i].runsOut(v) {
			return true
		}
	}
	for i := range m.instruments {
		if m.instruments[i].runsOut(v) {
			return true
		}
	}
	for i := range m.powers {
		if m.powers[i].runsOut(v) {
			return true
		}
	}
	return false
}

func (q *decision) runsOut(v []int32) bool {
	return q.hasClock && v[q.status] == qAsked && v[q.clock] == 0
}

func (in *instrument) runsOut(v []int32) bool {
	return in.hasTerm && in.running(v) && v[in.term] == 0
}

// running: the term of an instrument runs on while it is suspended.
func (in *instrument) running(v []int32) bool {
	return v[in.status] == iInForce || v[in.status] == iSuspended
}

func (w *power) runsOut(v []int32) bool {
	return w.hasNotice && v[w.status] == pNoticed && v[w.notice] == 0
}

// strike lets everything run out that runs out today.
func (m *Machine) strike(v []int32) {
	var terms []*instrument
	for i := range m.instruments {
		if m.instruments[i].runsOut(v) {
			terms = append(terms, &m.instruments[i])
		}
	}
	var notices []*power
	for i := range m.powers {
		if m.powers[i].runsOut(v) {
			notices = append(notices, &m.powers[i])
		}
	}
	for i := range m.duties {
		if d := &m.duties[i]; d.onLastDay(v) {
			m.miss(v, d)
		}
	}
	for i := range m.decisions {
		if q := &m.decisions[i]; q.runsOut(v) {
			v[q.status] = qLapsed
		}
	}
	for _, in := range terms {
		m.end(v, in, iEndedByTerm)
	}
	for _, w := range notices {
		v[w.status] = pUsed
		if m.wouldChange(v, w) {
			m.takeEffect(v, w)
		}
	}
}

// miss is what becomes of a duty whose last day is over.
func (m *Machine) miss(v []int32, d *duty) {
	v[d.status] = dBreached
	if d.discretion {
		v[d.status] = dLapsed
	} else if d.recurs {
		v[d.wasBreached] = 1
	}
	d.stopTerm(v)
	d.stopDate(v)
}

// pass lets a tick go by: countdowns fall by one and what was done in the tick is forgotten.
func (m *Machine) pass(v []int32) {
	for i := range m.duties {
		m.duties[i].pass(v)
	}
	for i := range m.decisions {
		fall(v, m.decisions[i].clock)
	}
	for i := range m.instruments {
		fall(v, m.instruments[i].term)
	}
	for i := range m.powers {
		fall(v, m.powers[i].notice)
	}
	m.forgetTick(v)
}

// pass lets the clocks of a duty run, unless its instrument is suspended while it is due.
func (d *duty) pass(v []int32) {
	if v[d.status] == dPaused {
		return
	}
	fall(v, d.deadline)
	fall(v, d.wait)
	fall(v, d.period)
	fall(v, d.date)
}

// forgetTick clears the memory of what was done and used in the tick.
func (m *Machine) forgetTick(v []int32) {
	for i := range m.acts {
		for _, at := range m.acts[i].done {
			v[at] = 0
		}
	}
	for i := range m.powers {
		v[m.powers[i].used] = 0
	}
}

// fall counts a countdown down; one that is not running stays 0.
func fall(v []int32, at cell) {
	if at != noCell && v[at] > 0 {
		v[at]--
	}
}
