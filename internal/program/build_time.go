package program

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// listExpiries lists what can run out, in the order in which it strikes.
func (b *builder) listExpiries() {
	add := func(k model.Kind, i int, running Cond, clocks ...*Variable) *Expiry {
		kept := slices.DeleteFunc(clocks, func(v *Variable) bool { return v == nil })
		x := &Expiry{model.Ref{Kind: k, Index: i}, running, kept}
		if len(kept) > 0 {
			b.Expiries = append(b.Expiries, x)
		}
		return x
	}
	for i := range b.duties {
		d := &b.duties[i]
		d.expiry = add(model.KindDuty, i, Eq(d.status, dDue), d.deadline, d.date)
	}
	for i := range b.decisions {
		q := &b.decisions[i]
		q.expiry = add(model.KindDecision, i, Eq(q.status, qAsked), q.clock)
	}
	for i := range b.instruments {
		in := &b.instruments[i]
		in.expiry = add(model.KindInstrument, i, oneOf(in.status, iInForce, iSuspended), in.term)
	}
	for i := range b.powers {
		w := &b.powers[i]
		w.expiry = add(model.KindPower, i, is(w.status, pNoticed), w.notice)
	}
}

// somethingRunsOut: time would strike now.
func (b *builder) somethingRunsOut() Cond {
	var out []Cond
	for _, x := range b.Expiries {
		out = append(out, x.Today())
	}
	return either(out...)
}

// strike lets everything run out that runs out today: duties, decisions, terms, notices. Whether a decision,
// a term or a notice runs out does not hang on those before it, so all may be asked as they come.
func (b *builder) strike() []Stmt {
	var out []Stmt
	for i := range b.duties {
		d := &b.duties[i]
		out = block(out, when(d.expiry.Today(), d.miss()...))
	}
	for i := range b.decisions {
		q := &b.decisions[i]
		out = block(out, when(q.expiry.Today(), Set{q.status, qLapsed}))
	}
	for i := range b.instruments {
		in := &b.instruments[i]
		out = block(out, when(in.expiry.Today(), b.end(instrumentID(i), iEndedByTerm)...))
	}
	for i := range b.powers {
		w := &b.powers[i]
		effect := when(b.wouldChange(w), b.takeEffect(w)...)
		out = block(out, when(w.expiry.Today(), block(Set{w.status, pUsed}, effect)...))
	}
	return out
}

// miss is what becomes of a duty whose last day is over.
func (d *duty) miss() []Stmt {
	out := block(Set{d.status, dBreached}, d.happens(Breaches))
	if d.Discretion {
		out = block(Set{d.status, dLapsed}, d.happens(Lapses))
	} else if d.Recurs() {
		out = block(out, Set{d.wasBreached, 1})
	}
	return block(out, one(d.behind), d.stopTerm(), d.stopDate())
}

// pass: countdowns fall by one and what was done in the tick is forgotten.
func (b *builder) pass() []Stmt { return b.elapse(1) }

// elapse lets countdowns fall by so many ticks; what was done in the tick is forgotten.
func (b *builder) elapse(n int) []Stmt {
	var out []Stmt
	for i := range b.duties {
		d := &b.duties[i]
		clocks := block(fall(d.deadline, n), fall(d.wait, n), fall(d.period, n), fall(d.date, n))
		if len(clocks) > 0 {
			out = block(out, when(negate(Eq(d.status, dPaused)), clocks...))
		}
	}
	for i := range b.decisions {
		out = block(out, fall(b.decisions[i].clock, n))
	}
	for i := range b.instruments {
		out = block(out, fall(b.instruments[i].term, n))
	}
	for i := range b.powers {
		out = block(out, fall(b.powers[i].notice, n))
	}
	for _, v := range b.Cells {
		if v.Kind == Memory {
			out = block(out, Set{v, 0})
		}
	}
	return out
}

// fall counts a countdown down; one that is not running stays 0.
func fall(v *Variable, n int) Stmt {
	if v == nil {
		return nil
	}
	down := Choose{{ge(v, n), block(Add{v, -n})}}
	if n > 1 {
		down = append(down, Arm{ge(v, 1), block(Set{v, 0})})
	}
	return tidyChoice(down)
}
