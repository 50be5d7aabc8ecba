package program

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// makeMoves lists the moves in the order in which the machine offers them; those that can never be made are
// left out.
func (b *builder) makeMoves() {
	for _, l := range b.Machine.Labels() {
		mv := Move{Label: l, Banned: Always(false)}
		switch l.Kind {
		case machine.Sign:
			b.sign(&mv)
		case machine.Do:
			b.doAct(&mv)
		case machine.Decide:
			b.decide(&mv)
		case machine.Use:
			b.use(&mv)
		case machine.Strike:
			mv.When, mv.Do = b.somethingRunsOut(), b.strike()
		case machine.Pass:
			mv.When, mv.Do = negate(b.somethingRunsOut()), b.pass()
		}
		if mv.When != Always(false) {
			b.Moves = append(b.Moves, mv)
		}
	}
}

func (b *builder) sign(mv *Move) {
	in := &b.instruments[mv.Label.Index]
	v := in.signed[slices.Index(in.Between, mv.Label.Actor)]
	mv.When = both(Always(b.Machine.Signable(mv.Label.Index)), Eq(in.status, iDraft), Eq(v, 0))
	mv.Do = block(Set{v, 1})
}

func (b *builder) decide(mv *Move) {
	q := &b.decisions[mv.Label.Index]
	mv.When = Eq(q.status, qAsked)
	mv.Do = block(Set{q.status, qValue + mv.Label.Value}, zero(q.clock))
}

// doAct: the world changes, bans are broken, duties to do the act are performed, duties upon it fall due.
func (b *builder) doAct(mv *Move) {
	a, actor := &b.acts[mv.Label.Index], mv.Label.Actor
	seat := slices.Index(a.By, actor)
	mv.When = both(isZero(a.done[seat]), b.possible(a))
	mv.Do = b.breakBans(mv, a)
	for _, e := range a.Effects {
		mv.Do = block(mv.Do, b.effect(e))
	}
	mv.Do = block(mv.Do, one(a.done[seat]), one(a.ever[seat]))
	for i := range b.duties {
		d := &b.duties[i]
		if k := slices.Index(d.Acts, a.id); k >= 0 && d.Obligor == actor {
			mv.Do = block(mv.Do, b.serve(d, k))
		}
	}
	for i := range b.duties {
		if d := &b.duties[i]; d.Upon == a.id {
			called := both(b.inForce(d.Instrument), negate(oneOf(d.status, dDue, dPaused, dExcusedWhile)))
			mv.Do = block(mv.Do, when(called, d.fallDue()...))
		}
	}
}

// breakBans: what binds is judged by the state before the act, all bans first.
func (b *builder) breakBans(mv *Move, a *act) []Stmt {
	var hit []*ban
	for i := range b.bans {
		if n := &b.bans[i]; n.Act == a.id && n.Bound == mv.Label.Actor {
			hit = append(hit, n)
			mv.Banned = either(mv.Banned, b.forbids(n))
		}
	}
	var notes, breaks []Stmt
	for _, n := range hit {
		binds := b.forbids(n)
		if len(hit) > 1 {
			v := b.scrap("breaks_"+n.Name, 2)
			notes = block(notes, Note{v, binds})
			binds = Eq(v, 1)
		}
		breaks = block(breaks, when(binds, Set{n.breached, 1}, Blame{n.Bound}))
	}
	return block(notes, breaks)
}

// possible: the act's `when` holds and no counter would leave its range.
func (b *builder) possible(a *act) Cond {
	amounts := make([]number, len(a.Effects))
	for i, e := range a.Effects {
		amounts[i] = b.number(e.Amount)
	}
	return both(b.cond(a.When), eachOf(amounts, func(ns []int) Cond { return b.inRange(a, ns) }))
}

// inRange: the effects of an act, of these amounts, leave every fact in its range.
func (b *builder) inRange(a *act, amounts []int) Cond {
	var out []Cond
	type value struct {
		fixed bool // else what the fact is, and n more
		n     int
	}
	now := map[model.FactID]value{}
	for i, e := range a.Effects {
		x, v := now[e.Fact], b.facts[e.Fact]
		n := amounts[i]
		switch e.Op {
		case model.Becomes:
			x = value{true, n - b.base(e.Fact)}
		case model.Rises:
			x.n += n
		case model.Falls:
			x.n -= n
		}
		now[e.Fact] = x
		if x.fixed {
			out = append(out, Always(x.n >= 0 && x.n < v.Size))
		} else {
			out = append(out, ge(v, -x.n), le(v, v.Size-1-x.n))
		}
	}
	return both(out...)
}

func (b *builder) effect(e model.Effect) Stmt {
	return b.number(e.Amount).then(func(n int) Stmt {
		switch e.Op {
		case model.Rises:
			return Add{b.facts[e.Fact], n}
		case model.Falls:
			return Add{b.facts[e.Fact], -n}
		}
		return Set{b.facts[e.Fact], n - b.base(e.Fact)}
	})
}

// serve: the obligor has done act k of the duty.
func (b *builder) serve(d *duty, k int) Stmt {
	counts := Choose{
		{both(Eq(d.status, dDue), d.waitIsOver()), d.perform(dInTime)},
		{Eq(d.status, dDue), block(one(d.early[k]))},
		{Eq(d.status, dBreached), d.perform(dLate)},
	}
	return when(b.inForce(d.Instrument), tidyChoice(counts))
}

func (b *builder) use(mv *Move) {
	w := &b.powers[mv.Label.Index]
	mv.When = both(isZero(w.used), b.alive(w), b.cond(w.When), b.wouldChange(w))
	if w.notice != nil {
		mv.When = both(mv.When, negate(Eq(w.status, pNoticed)))
		mv.Do = block(one(w.used), Set{w.status, pNoticed}, setTo(w.notice, w.noticeTicks))
		return
	}
	mv.Do = block(one(w.used), setTo(w.status, fixed(pUsed)), b.takeEffect(w))
}

// alive: the instrument of the power is in force, or the power is to resume or end it.
func (b *builder) alive(w *power) Cond {
	ends := (w.Effect == model.Resume || w.Effect == model.Terminate) && w.Target == w.Instrument
	return either(b.inForce(w.Instrument), both(Always(ends), Eq(b.instruments[w.Instrument].status, iSuspended)))
}

func (b *builder) wouldChange(w *power) Cond {
	switch w.Effect {
	case model.Suspend:
		return b.inForce(w.Target)
	case model.Resume:
		return Eq(b.instruments[w.Target].status, iSuspended)
	case model.Terminate:
		return oneOf(b.instruments[w.Target].status, iInForce, iSuspended)
	case model.Excuse:
		return Eq(b.duties[w.Duty].status, dDue)
	}
	return negate(Eq(b.facts[w.Fact], w.Value-b.base(w.Fact)))
}

func (b *builder) takeEffect(w *power) []Stmt {
	switch w.Effect {
	case model.Suspend:
		return b.suspend(w.Target)
	case model.Resume:
		return block(Set{b.instruments[w.Target].status, iInForce})
	case model.Terminate:
		return b.end(w.Target, iEndedOtherwise)
	case model.Excuse:
		d := &b.duties[w.Duty]
		return block(Set{d.status, dExcused}, d.stopTerm(), d.stopDate())
	}
	return block(Set{b.facts[w.Fact], w.Value - b.base(w.Fact)})
}

// end: what is due under the instrument is excused for good and its clocks stop.
func (b *builder) end(i model.InstrumentID, how int) []Stmt {
	in := &b.instruments[i]
	out := block(Set{in.status, how}, zero(in.term))
	for _, id := range in.Duties {
		d := &b.duties[id]
		out = block(out, when(oneOf(d.status, dDue, dPaused, dExcusedWhile), Set{d.status, dExcused}),
			d.stopTerm(), zero(d.period), zero(d.date))
	}
	return out
}

// suspend: what is due under the instrument waits with the days it has left.
func (b *builder) suspend(i model.InstrumentID) []Stmt {
	in := &b.instruments[i]
	out := block(Set{in.status, iSuspended})
	for _, id := range in.Duties {
		out = block(out, when(Eq(b.duties[id].status, dDue), Set{b.duties[id].status, dPaused}))
	}
	return out
}

// isZero holds when a variable is 0, as one that is not kept always is.
func isZero(v *Variable) Cond {
	if v == nil {
		return Always(true)
	}
	return Eq(v, 0)
}

// zero sets a variable, if there is one, to 0; one sets it to 1.
func zero(v *Variable) []Stmt { return setTo(v, fixed(0)) }
func one(v *Variable) []Stmt  { return setTo(v, fixed(1)) }

func setTo(v *Variable, n number) []Stmt {
	if v == nil {
		return nil
	}
	return block(n.then(func(n int) Stmt { return Set{v, n} }))
}
