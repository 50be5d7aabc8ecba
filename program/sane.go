package program

// Sane lists conditions that hold in every state that can be reached: a clock that is not running is 0, and what is under
// a text that was never in force has not begun. They say nothing new; they keep the diagrams of package symbolic small,
// which checks them.
func (p *Program) Sane() []Cond {
	b := p.builder
	var out []Cond
	implied := func(v *Variable, by Cond) { // v is 0 unless that holds
		if v != nil {
			out = append(out, either(Eq(v, 0), by))
		}
	}
	for i := range b.instruments {
		in := &b.instruments[i]
		implied(in.term, oneOf(in.status, iInForce, iSuspended))
	}
	for i := range b.decisions {
		q := &b.decisions[i]
		implied(q.clock, Eq(q.status, qAsked))
	}
	for i := range b.powers {
		w := &b.powers[i]
		if w.status != nil {
			implied(w.notice, Eq(w.status, pNoticed))
			implied(w.status, negate(Eq(b.instruments[w.Instrument].status, iDraft)))
		}
	}
	for i := range b.duties {
		d := &b.duties[i]
		text := b.instruments[d.Instrument].status
		due := oneOf(d.status, dDue, dPaused)
		implied(d.deadline, due)
		implied(d.wait, due)
		implied(d.status, negate(Eq(text, iDraft)))
		implied(d.period, negate(Eq(text, iDraft)))
		out = append(out, either(negate(Eq(d.status, dDue)), Eq(text, iInForce)))
		for _, v := range d.early {
			implied(v, due)
		}
	}
	for i := range b.bans {
		n := &b.bans[i]
		implied(n.breached, negate(Eq(b.instruments[n.Instrument].status, iDraft)))
	}
	return out
}
