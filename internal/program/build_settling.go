package program

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
	b.SettleRound = block(Set{b.Changed, 0})
	for _, ref := range b.p.Order {
		switch ref.Kind {
		case model.KindInstrument:
			b.SettleRound = block(b.SettleRound, b.settleInstrument(instrumentID(ref.Index)))
		case model.KindDecision:
			b.SettleRound = block(b.SettleRound, b.settleDecision(&b.decisions[ref.Index]))
		case model.KindDuty:
			d := &b.duties[ref.Index]
			b.SettleRound = block(b.SettleRound, b.settleDuty(d))
			for s, v := range d.had {
				if v != nil {
					b.SettleBegin = block(b.SettleBegin, Note{v, Eq(d.status, s)})
				}
			}
		}
	}
}

func (b *builder) settleInstrument(i model.InstrumentID) Stmt {
	in := &b.instruments[i]
	out := Choose{{both(Eq(in.status, iDraft), b.cond(in.InForceOnce)),
		block(Set{in.status, iInForce}, setTo(in.term, in.termTicks), Set{b.Changed, 1})}}
	if in.EndsOnce != nil {
		out = append(out, Arm{both(oneOf(in.status, iInForce, iSuspended), b.cond(in.EndsOnce)),
			block(b.end(i, iEndedOtherwise), Set{b.Changed, 1})})
	}
	return tidyChoice(out)
}

func (b *builder) settleDecision(q *decision) Stmt {
	return when(both(Eq(q.status, qUnasked), b.cond(q.Once)),
		block(Set{q.status, qAsked}, setTo(q.clock, q.clockTicks), Set{b.Changed, 1})...)
}

func (b *builder) settleDuty(d *duty) Stmt {
	var arms Choose
	if Eq(d.status, dPaused) != Always(false) {
		arms = Choose{{Eq(d.status, dPaused), block(b.comeBack(d))}}
	}
	due := b.becomes(d, dDue, d.fallDue())
	if d.Upon == model.None {
		arms = append(arms, Arm{Eq(d.status, dDormant), block(when(b.cond(d.Once), due...))})
	}
	if d.Unless != nil {
		arms = append(arms, Arm{Eq(d.status, dExcusedWhile), block(when(negate(b.cond(d.Unless)), due...))})
	}
	arms = append(arms, Arm{Eq(d.status, dDue), b.settleDue(d)})
	if d.Ensure != nil && Eq(d.status, dBreached) != Always(false) {
		late := b.becomes(d, dLate, d.perform(dLate))
		arms = append(arms, Arm{both(Eq(d.status, dBreached), b.cond(d.Ensure), Eq(b.had(d, dLate), 0)), late})
	}
	if d.period != nil {
		arms = append(arms, Arm{Eq(d.period, 0), due})
	}
	return when(b.inForce(d.Instrument), tidyChoice(arms))
}

// becomes lets the duty take a status, unless it has had it in this settling.
func (b *builder) becomes(d *duty, status int, how []Stmt) []Stmt {
	return block(when(Eq(b.had(d, status), 0), block(Set{b.had(d, status), 1}, how, Set{b.Changed, 1})...))
}

// had is where it is written down whether the duty has had a status in this settling.
func (b *builder) had(d *duty, status int) *Variable {
	if d.had[status] == nil {
		d.had[status] = b.scrap("had_"+d.Name+"_"+strings.ReplaceAll(d.status.Values[status], " ", "_"), 2)
	}
	return d.had[status]
}

// comeBack takes a duty up again when its instrument is resumed.
func (b *builder) comeBack(d *duty) Stmt {
	due := block(Set{d.status, dDue}, d.happens(FallsDue))
	var done []Cond
	for _, id := range d.Acts {
		a := &b.acts[id]
		for seat, actor := range a.By {
			if actor == d.Obligor {
				done = append(done, negate(isZero(a.done[seat])))
			}
		}
	}
	counts := both(either(done...), d.waitIsOver(), Eq(b.had(d, dInTime), 0))
	due = block(due, when(counts, block(Set{b.had(d, dInTime), 1}, d.perform(dInTime))...))
	back := Choose{{Always(true), b.becomes(d, dDue, due)}}
	if d.Upon == model.None && d.Once != nil {
		sleep := block(Set{d.status, dDormant}, d.stopTerm(), zero(d.period))
		back = append(Choose{{negate(b.cond(d.Once)), b.becomes(d, dDormant, sleep)}}, back...)
	}
	return tidyChoice(back)
}

// settleDue: a duty that is due may be excused, or fulfilled already.
func (b *builder) settleDue(d *duty) []Stmt {
	fulfilled := Arm{both(d.waitIsOver(), b.fulfilled(d)), b.becomes(d, dInTime, d.perform(dInTime))}
	if d.Unless == nil {
		return block(tidyChoice(Choose{fulfilled}))
	}
	excused := b.becomes(d, dExcusedWhile, block(Set{d.status, dExcusedWhile}, d.stopTerm()))
	return block(tidyChoice(Choose{{both(b.cond(d.Unless), Eq(b.had(d, dExcusedWhile), 0)), excused}, fulfilled}))
}

// fulfilled: nothing is left to do for a duty that is due.
func (b *builder) fulfilled(d *duty) Cond {
	if d.Ensure != nil {
		return b.cond(d.Ensure)
	}
	var out []Cond
	for i, id := range d.Acts {
		a := &b.acts[id]
		done := []Cond{}
		if d.early[i] != nil {
			done = append(done, Eq(d.early[i], 1))
		}
		if v := b.everDone(d, a); v != nil {
			done = append(done, Eq(v, 1))
		}
		out = append(out, both(either(done...), negate(b.possible(a))))
	}
	return either(out...)
}

// everDone is where it is kept whether the obligor has ever done an act of the duty; nil if it is not.
func (b *builder) everDone(d *duty, a *act) *Variable {
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
func (d *duty) fallDue() []Stmt {
	return block(Set{d.status, dDue}, setTo(d.deadline, d.withinTicks), setTo(d.wait, d.waitTicks),
		setTo(d.period, d.periodTicks), d.forgetEarly(), d.happens(FallsDue))
}

func (d *duty) perform(how int) []Stmt {
	return block(Set{d.status, how}, d.happens(Performs), d.stopTerm(), d.stopDate())
}

// stopTerm stops the clocks that belong to one falling due.
func (d *duty) stopTerm() []Stmt { return block(zero(d.deadline), zero(d.wait), d.forgetEarly()) }

func (d *duty) forgetEarly() []Stmt {
	var out []Stmt
	for _, v := range d.early {
		out = block(out, zero(v))
	}
	return out
}

// stopDate forgets the date of a duty that cannot fall due again.
func (d *duty) stopDate() []Stmt {
	if d.Recurs() {
		return nil
	}
	return zero(d.date)
}

func (d *duty) waitIsOver() Cond {
	if d.wait == nil {
		return Always(true)
	}
	return Eq(d.wait, 0)
}
