package program

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/model"
)

func instrumentID(i int) model.InstrumentID { return model.InstrumentID(i) }

// makeSettling says what may happen in a round of settling: one rule for each thing.
//
// Within one settling nothing comes to the same status twice. Only duties could: an instrument goes from draft to in
// force to ended, a decision from unasked to asked, and neither comes back by settling.
func (b *builder) makeSettling() {
	for i := range b.instruments {
		b.addRule(Always(true), b.settleInstrument(instrumentID(i)))
	}
	for i := range b.decisions {
		b.addRule(Always(true), b.settleDecision(&b.decisions[i]))
	}
	for i := range b.duties {
		d := &b.duties[i]
		b.addRule(both(b.inForce(d.Instrument), negate(b.ends(d.Instrument))), b.settleDuty(d))
		for _, v := range d.had {
			b.SettleBegin = block(b.SettleBegin, zero(v))
		}
	}
	if b.points == putIn {
		b.sayRound()
	}
}

func (b *builder) addRule(when Cond, arms Choose) {
	if arms = tidyChoice(arms).(Choose); len(arms) > 0 && when != Always(false) {
		b.Rules = append(b.Rules, Rule{when, arms})
	}
}

// sayRound says a round in statements: first it is noted what each rule does, then it is done.
func (b *builder) sayRound() {
	var notes, deeds []Stmt
	for i, r := range b.Rules {
		v := b.scrap(fmt.Sprint("rule_", i+1), len(r.Arms)+1)
		var chosen, done Choose
		for k, a := range r.Arms {
			chosen = append(chosen, Arm{a.When, block(Set{v, k + 1})})
			done = append(done, Arm{Eq(v, k+1), block(a.Do, Set{b.Changed, 1})})
		}
		notes = block(notes, Set{v, 0}, when(r.When, chosen))
		deeds = block(deeds, done)
	}
	b.SettleRound = block(Set{b.Changed, 0}, notes, deeds)
}

func (b *builder) settleInstrument(i model.InstrumentID) Choose {
	in := &b.instruments[i]
	return Choose{
		{both(Eq(in.status, iDraft), b.cond(in.InForceOnce)), block(Set{in.status, iInForce}, setTo(in.term, in.termTicks))},
		{both(oneOf(in.status, iInForce, iSuspended), b.ends(i)), b.end(i, iEndedOtherwise)},
	}
}

// ends: the condition holds by which an instrument ends.
func (b *builder) ends(i model.InstrumentID) Cond {
	if c := b.instruments[i].EndsOnce; c != nil {
		return b.cond(c)
	}
	return Always(false)
}

func (b *builder) settleDecision(q *decision) Choose {
	return Choose{{both(Eq(q.status, qUnasked), b.cond(q.Once)), block(Set{q.status, qAsked}, setTo(q.clock, q.clockTicks))}}
}

// settleDuty lets the first thing that fits happen to a duty; in the order of the page.
func (b *builder) settleDuty(d *duty) Choose {
	arms := b.comeBack(d)
	if d.Unless != nil {
		holds := b.cond(d.Unless)
		arms = append(arms,
			b.becomes(d, dExcusedWhile, both(Eq(d.status, dDue), holds), block(Set{d.status, dExcusedWhile}, d.stopTerm())),
			b.becomes(d, dDue, both(Eq(d.status, dExcusedWhile), negate(holds)), d.fallDue()))
	}
	arms = append(arms, b.becomes(d, dInTime, both(Eq(d.status, dDue), d.waitIsOver(), b.fulfilled(d)), d.perform(dInTime)))
	if d.Ensure != nil {
		arms = append(arms, b.becomes(d, dLate, both(Eq(d.status, dBreached), b.cond(d.Ensure)), d.perform(dLate)))
	}
	if d.Upon == model.None {
		arms = append(arms, b.becomes(d, dDue, both(oneOf(d.status, dDormant, dDormantAgain), b.cond(d.Once)), d.fallDue()))
	}
	if d.period != nil {
		rests := negate(oneOf(d.status, dDue, dPaused, dExcusedWhile, dDormant))
		arms = append(arms, b.becomes(d, dDue, both(rests, Eq(d.period, 0)), d.fallDue()))
	}
	return arms
}

// becomes lets the duty come to a status, unless it has done so in this settling.
func (b *builder) becomes(d *duty, status int, when Cond, how []Stmt) Arm {
	if when == Always(false) {
		return Arm{When: when}
	}
	return Arm{both(when, Eq(b.had(d, status), 0)), block(Set{b.had(d, status), 1}, how)}
}

// had is where it is written down whether the duty has come to a status in this settling.
func (b *builder) had(d *duty, status int) *Variable {
	if d.had[status] == nil {
		d.had[status] = b.scrap("had_"+d.Name+"_"+strings.ReplaceAll(d.status.Values[status], " ", "_"), 2)
	}
	return d.had[status]
}

// comeBack takes a duty up again when its instrument is resumed. It has come to no status yet in this settling, for
// only a power suspends.
func (b *builder) comeBack(d *duty) Choose {
	paused := Eq(d.status, dPaused)
	if paused == Always(false) {
		return nil
	}
	var out Choose
	if d.Upon == model.None && d.Once != nil {
		asleep := dDormant
		if d.Every != nil {
			asleep = dDormantAgain
		}
		out = Choose{{both(paused, negate(b.cond(d.Once))), block(Set{d.status, asleep}, d.stopTerm())}}
	}
	var done []Cond
	for _, id := range d.Acts {
		a := &b.acts[id]
		for seat, actor := range a.By {
			if actor == d.Obligor {
				done = append(done, negate(isZero(a.done[seat])))
			}
		}
	}
	due := block(Set{d.status, dDue}, Set{b.had(d, dDue), 1}, d.happens(FallsDue))
	return append(out,
		Arm{both(paused, either(done...), d.waitIsOver()), block(due, Set{b.had(d, dInTime), 1}, d.perform(dInTime))},
		Arm{paused, due})
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
	return block(Set{d.status, how}, zero(d.behind), d.happens(Performs), d.stopTerm(), d.stopDate())
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
