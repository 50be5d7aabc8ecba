package program

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// makeMoves lists the moves in the order in which the machine offers them; those that can never be made are
// left out.
func (b *builder) makeMoves() {
	for _, l := range b.labels {
		mv := Move{Label: l, Banned: Always(false)}
		switch l.Kind {
		case Sign:
			b.sign(&mv)
		case Do:
			b.doAct(&mv)
		case Decide:
			b.decide(&mv)
		case Use:
			b.use(&mv)
		case Strike:
			mv.need(SomethingRunsOut, model.Ref{}, b.somethingRunsOut())
			mv.Do = b.strike()
		case Pass:
			mv.need(NothingRunsOut, model.Ref{}, negate(b.somethingRunsOut()))
			mv.Do = b.pass()
		}
		mv.When = mv.takes()
		b.Needs = append(b.Needs, mv.needs)
		if mv.When != Always(false) {
			b.Moves = append(b.Moves, mv)
		}
	}
}

func (b *builder) sign(mv *Move) {
	in := &b.instruments[mv.Label.Index]
	v := in.signed[slices.Index(in.Between, mv.Label.Actor)]
	of := model.Ref{Kind: model.KindInstrument, Index: mv.Label.Index}
	mv.need(SigningMatters, of, Always(b.Signable(mv.Label.Index)))
	mv.need(IsDraft, of, Eq(in.status, iDraft))
	mv.need(NotSignedYet, of, Eq(v, 0))
	mv.Do = block(Set{v, 1})
}

func (b *builder) decide(mv *Move) {
	q := &b.decisions[mv.Label.Index]
	mv.need(IsAsked, model.Ref{Kind: model.KindDecision, Index: mv.Label.Index}, Eq(q.status, qAsked))
	mv.Do = block(Set{q.status, qValue + mv.Label.Value}, zero(q.clock))
}

// doAct: the world changes, bans are broken, duties to do the act are performed, duties upon it fall due.
func (b *builder) doAct(mv *Move) {
	a, actor := &b.acts[mv.Label.Index], mv.Label.Actor
	seat := slices.Index(a.By, actor)
	of := model.Ref{Kind: model.KindAct, Index: mv.Label.Index}
	mv.need(NotDoneInTick, of, isZero(a.done[seat]))
	b.needWhen(mv, of, a.When)
	for i, e := range a.Effects {
		mv.need(StaysInRange, model.Ref{Kind: model.KindFact, Index: int(e.Fact)}, b.staysInRange(a, i))
	}
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
		breaks = block(breaks, when(binds, Set{n.breached, 1}, Blame{n.Bound, model.BanID(n.index)}))
	}
	return block(notes, breaks)
}

// possible: the act's `when` holds and no counter would leave its range.
func (b *builder) possible(a *act) Cond {
	out := []Cond{b.cond(a.When)}
	for i := range a.Effects {
		out = append(out, b.staysInRange(a, i))
	}
	return both(out...)
}

// staysInRange: effect i of an act, those before it on the same fact taken into account, leaves its fact in range.
func (b *builder) staysInRange(a *act, i int) Cond {
	var amounts []number
	for _, e := range a.Effects[:i+1] {
		amounts = append(amounts, b.number(e.Amount))
	}
	return eachOf(amounts, func(ns []int) Cond { return b.inRange(a, ns) })
}

// inRange: the last of the effects of an act, of these amounts, leaves its fact in range.
func (b *builder) inRange(a *act, amounts []int) Cond {
	last := len(amounts) - 1
	fact := a.Effects[last].Fact
	more, known := 0, false // the fact becomes this, or is what it was and this more
	for i, n := range amounts {
		switch e := a.Effects[i]; {
		case e.Fact != fact:
		case e.Op == model.Becomes:
			more, known = n-b.base(fact), true
		case e.Op == model.Rises:
			more += n
		case e.Op == model.Falls:
			more -= n
		}
	}
	v := b.facts[fact]
	if known {
		return Always(more >= 0 && more < v.Size)
	}
	return both(ge(v, -more), le(v, v.Size-1-more))
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
	of := model.Ref{Kind: model.KindPower, Index: mv.Label.Index}
	mv.need(NotUsedInTick, of, isZero(w.used))
	mv.need(ClauseLives, of, b.alive(w))
	b.needWhen(mv, of, w.When)
	mv.need(ChangesSomething, of, b.wouldChange(w))
	if w.notice != nil {
		mv.need(NoNoticeRuns, of, negate(Eq(w.status, pNoticed)))
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

// is compares a variable that may not be kept with a number; one that is not kept is 0.
func is(v *Variable, n int) Cond {
	if v == nil {
		return Always(n == 0)
	}
	return Eq(v, n)
}

func isZero(v *Variable) Cond { return is(v, 0) }

// zero sets a variable, if there is one, to 0; one sets it to 1.
func zero(v *Variable) []Stmt { return setTo(v, fixed(0)) }
func one(v *Variable) []Stmt  { return setTo(v, fixed(1)) }

func setTo(v *Variable, n number) []Stmt {
	if v == nil {
		return nil
	}
	return block(n.then(func(n int) Stmt { return Set{v, n} }))
}
