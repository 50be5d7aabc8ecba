package export

import (
	"strings"

	"github.com/servanda-lang/servanda/model"
)

func instrumentID(i int) model.InstrumentID { return model.InstrumentID(i) }

// makeSettling says one round of settling: over all things in order of declaration.
//
// No thing returns to a status it has had in this settling. Only duties could: an instrument goes from draft
// to in force to ended, a decision from unasked to asked, and neither comes back by settling.
func (b *builder) makeSettling() {
	b.settleRound = block(set{b.changed, 0})
	for _, ref := range b.p.Order {
		switch ref.Kind {
		case model.KindInstrument:
			b.settleRound = block(b.settleRound, b.settleInstrument(instrumentID(ref.Index)))
		case model.KindDecision:
			b.settleRound = block(b.settleRound, b.settleDecision(&b.decisions[ref.Index]))
		case model.KindDuty:
			d := &b.duties[ref.Index]
			b.settleRound = block(b.settleRound, b.settleDuty(d))
			for s, v := range d.had {
				if v != nil {
					b.settleBegin = block(b.settleBegin, note{v, eq(d.status, s)})
				}
			}
		}
	}
}

func (b *builder) settleInstrument(i model.InstrumentID) stmt {
	in := &b.instruments[i]
	out := choose{{both(eq(in.status, iDraft), b.cond(in.InForceOnce)),
		block(set{in.status, iInForce}, setTo(in.term, in.termTicks), set{b.changed, 1})}}
	if in.EndsOnce != nil {
		out = append(out, arm{both(oneOf(in.status, iInForce, iSuspended), b.cond(in.EndsOnce)),
			block(b.end(i, iEndedOtherwise), set{b.changed, 1})})
	}
	return tidyChoice(out)
}

func (b *builder) settleDecision(q *decision) stmt {
	return when(both(eq(q.status, qUnasked), b.cond(q.Once)),
		block(set{q.status, qAsked}, setTo(q.clock, q.clockTicks), set{b.changed, 1})...)
}

func (b *builder) settleDuty(d *duty) stmt {
	var arms choose
	if eq(d.status, dPaused) != always(false) {
		arms = choose{{eq(d.status, dPaused), block(b.comeBack(d))}}
	}
	due := b.becomes(d, dDue, d.fallDue())
	if d.Upon == model.None {
		arms = append(arms, arm{eq(d.status, dDormant), block(when(b.cond(d.Once), due...))})
	}
	if d.Unless != nil {
		arms = append(arms, arm{eq(d.status, dExcusedWhile), block(when(negate(b.cond(d.Unless)), due...))})
	}
	arms = append(arms, arm{eq(d.status, dDue), b.settleDue(d)})
	if d.Ensure != nil && eq(d.status, dBreached) != always(false) {
		late := b.becomes(d, dLate, d.perform(dLate))
		arms = append(arms, arm{both(eq(d.status, dBreached), b.cond(d.Ensure), eq(b.had(d, dLate), 0)), late})
	}
	if d.period != nil {
		arms = append(arms, arm{eq(d.period, 0), due})
	}
	return when(b.inForce(d.Instrument), tidyChoice(arms))
}

// becomes lets the duty take a status, unless it has had it in this settling.
func (b *builder) becomes(d *duty, status int, how []stmt) []stmt {
	return block(when(eq(b.had(d, status), 0), block(set{b.had(d, status), 1}, how, set{b.changed, 1})...))
}

// had is where it is written down whether the duty has had a status in this settling.
func (b *builder) had(d *duty, status int) *variable {
	if d.had[status] == nil {
		d.had[status] = b.scrap("had_"+d.Name+"_"+strings.ReplaceAll(d.status.values[status], " ", "_"), 2)
	}
	return d.had[status]
}

// comeBack takes a duty up again when its instrument is resumed.
func (b *builder) comeBack(d *duty) stmt {
	due := block(set{d.status, dDue})
	var done []cond
	for _, id := range d.Acts {
		a := &b.acts[id]
		for seat, actor := range a.By {
			if actor == d.Obligor {
				done = append(done, eq(a.done[seat], 1))
			}
		}
	}
	counts := both(either(done...), d.waitIsOver(), eq(b.had(d, dInTime), 0))
	due = block(due, when(counts, block(set{b.had(d, dInTime), 1}, d.perform(dInTime))...))
	back := choose{{always(true), b.becomes(d, dDue, due)}}
	if d.Upon == model.None && d.Once != nil {
		sleep := block(set{d.status, dDormant}, d.stopTerm(), zero(d.period))
		back = append(choose{{negate(b.cond(d.Once)), b.becomes(d, dDormant, sleep)}}, back...)
	}
	return tidyChoice(back)
}

// settleDue: a duty that is due may be excused, or fulfilled already.
func (b *builder) settleDue(d *duty) []stmt {
	fulfilled := arm{both(d.waitIsOver(), b.fulfilled(d)), b.becomes(d, dInTime, d.perform(dInTime))}
	if d.Unless == nil {
		return block(tidyChoice(choose{fulfilled}))
	}
	excused := b.becomes(d, dExcusedWhile, block(set{d.status, dExcusedWhile}, d.stopTerm()))
	return block(tidyChoice(choose{{b.cond(d.Unless), excused}, fulfilled}))
}

// fulfilled: nothing is left to do for a duty that is due.
func (b *builder) fulfilled(d *duty) cond {
	if d.Ensure != nil {
		return b.cond(d.Ensure)
	}
	var out []cond
	for i, id := range d.Acts {
		a := &b.acts[id]
		done := []cond{}
		if d.early[i] != nil {
			done = append(done, eq(d.early[i], 1))
		}
		if v := b.everDone(d, a); v != nil {
			done = append(done, eq(v, 1))
		}
		out = append(out, both(either(done...), negate(b.possible(a))))
	}
	return either(out...)
}

// everDone is where it is kept whether the obligor has ever done an act of the duty; nil if it is not.
func (b *builder) everDone(d *duty, a *act) *variable {
	if d.Recurs() {
		return nil
	}
	for seat, actor := range a.By {
		if actor == d.Obligor {
			return a.ever[seat]
		}
	}
	return nil
}

// fallDue makes the duty due with a fresh term.
func (d *duty) fallDue() []stmt {
	return block(set{d.status, dDue}, setTo(d.deadline, d.withinTicks), setTo(d.wait, d.waitTicks),
		setTo(d.period, d.periodTicks), d.forgetEarly())
}

func (d *duty) perform(how int) []stmt {
	return block(set{d.status, how}, set{d.performed, 1}, d.stopTerm(), d.stopDate())
}

// stopTerm stops the clocks that belong to one falling due.
func (d *duty) stopTerm() []stmt { return block(zero(d.deadline), zero(d.wait), d.forgetEarly()) }

func (d *duty) forgetEarly() []stmt {
	var out []stmt
	for _, v := range d.early {
		out = block(out, zero(v))
	}
	return out
}

// stopDate forgets the date of a duty that cannot fall due again.
func (d *duty) stopDate() []stmt {
	if d.Recurs() {
		return nil
	}
	return zero(d.date)
}

func (d *duty) waitIsOver() cond {
	if d.wait == nil {
		return always(true)
	}
	return eq(d.wait, 0)
}
