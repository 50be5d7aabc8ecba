package program

import "github.com/servanda-lang/servanda/model"

// listExpiries lists what can run out, in the order in which it strikes.
func (b *builder) listExpiries() {
	add := func(k model.Kind, i int, c Cond) {
		if c != Always(false) {
			b.Expiries = append(b.Expiries, Expiry{model.Ref{Kind: k, Index: i}, c})
		}
	}
	for i := range b.duties {
		add(model.KindDuty, i, b.duties[i].onLastDay())
	}
	for i := range b.decisions {
		add(model.KindDecision, i, b.decisions[i].runsOut())
	}
	for i := range b.instruments {
		add(model.KindInstrument, i, b.instruments[i].runsOut())
	}
	for i := range b.powers {
		add(model.KindPower, i, b.powers[i].runsOut())
	}
}

// somethingRunsOut: time would strike now.
func (b *builder) somethingRunsOut() Cond {
	var out []Cond
	for _, x := range b.Expiries {
		out = append(out, x.Today)
	}
	return either(out...)
}

func (d *duty) onLastDay() Cond {
	var out []Cond
	if d.deadline != nil {
		out = append(out, Eq(d.deadline, 0))
	}
	if d.date != nil {
		out = append(out, Eq(d.date, 0))
	}
	return both(Eq(d.status, dDue), either(out...))
}

func (q *decision) runsOut() Cond {
	if q.clock == nil {
		return Always(false)
	}
	return both(Eq(q.status, qAsked), Eq(q.clock, 0))
}

func (in *instrument) runsOut() Cond {
	if in.term == nil {
		return Always(false)
	}
	return both(oneOf(in.status, iInForce, iSuspended), Eq(in.term, 0))
}

func (w *power) runsOut() Cond {
	if w.notice == nil {
		return Always(false)
	}
	return both(Eq(w.status, pNoticed), Eq(w.notice, 0))
}

// strike lets everything run out that runs out today: duties, decisions, terms, notices. Whether a decision,
// a term or a notice runs out does not hang on those before it, so all may be asked as they come.
func (b *builder) strike() []Stmt {
	var out []Stmt
	for i := range b.duties {
		d := &b.duties[i]
		out = block(out, when(d.onLastDay(), d.miss()...))
	}
	for i := range b.decisions {
		q := &b.decisions[i]
		out = block(out, when(q.runsOut(), Set{q.status, qLapsed}))
	}
	for i := range b.instruments {
		in := &b.instruments[i]
		out = block(out, when(in.runsOut(), b.end(instrumentID(i), iEndedByTerm)...))
	}
	for i := range b.powers {
		w := &b.powers[i]
		effect := when(b.wouldChange(w), b.takeEffect(w)...)
		out = block(out, when(w.runsOut(), block(Set{w.status, pUsed}, effect)...))
	}
	return out
}

// miss is what becomes of a duty whose last day is over.
func (d *duty) miss() []Stmt {
	out := block(Set{d.status, dBreached})
	if d.Discretion {
		out = block(Set{d.status, dLapsed})
	} else if d.Recurs() {
		out = block(out, Set{d.wasBreached, 1})
	}
	return block(out, d.stopTerm(), d.stopDate())
}

// pass: countdowns fall by one and what was done in the tick is forgotten.
func (b *builder) pass() []Stmt {
	var out []Stmt
	for i := range b.duties {
		d := &b.duties[i]
		clocks := block(fall(d.deadline), fall(d.wait), fall(d.period), fall(d.date))
		if len(clocks) > 0 {
			out = block(out, when(negate(Eq(d.status, dPaused)), clocks...))
		}
	}
	for i := range b.decisions {
		out = block(out, fall(b.decisions[i].clock))
	}
	for i := range b.instruments {
		out = block(out, fall(b.instruments[i].term))
	}
	for i := range b.powers {
		out = block(out, fall(b.powers[i].notice))
	}
	for _, v := range b.Cells {
		if v.Kind == Memory {
			out = block(out, Set{v, 0})
		}
	}
	return out
}

// fall counts a countdown down; one that is not running stays 0.
func fall(v *Variable) Stmt {
	if v == nil {
		return nil
	}
	return when(ge(v, 1), Add{v, -1})
}
