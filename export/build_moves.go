package export

import (
	"slices"

	"github.com/servanda-lang/servanda/machine"
	"github.com/servanda-lang/servanda/model"
)

// makeMoves lists the moves in the order in which the machine offers them; those that can never be made are
// left out.
func (b *builder) makeMoves() {
	for _, l := range b.machine.Labels() {
		mv := move{label: l, words: Words(b.machine, l), banned: always(false)}
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
			mv.when, mv.do = b.somethingRunsOut(), b.strike()
		case machine.Pass:
			mv.when, mv.do = negate(b.somethingRunsOut()), b.pass()
		}
		if mv.when != always(false) {
			b.moves = append(b.moves, mv)
		}
	}
}

func (b *builder) sign(mv *move) {
	in := &b.instruments[mv.label.Index]
	v := in.signed[slices.Index(in.Between, mv.label.Actor)]
	mv.when = both(always(b.machine.Signable(mv.label.Index)), eq(in.status, iDraft), eq(v, 0))
	mv.do = block(set{v, 1})
}

func (b *builder) decide(mv *move) {
	q := &b.decisions[mv.label.Index]
	mv.when = eq(q.status, qAsked)
	mv.do = block(set{q.status, qValue + mv.label.Value}, zero(q.clock))
}

// doAct: the world changes, bans are broken, duties to do the act are performed, duties upon it fall due.
func (b *builder) doAct(mv *move) {
	a, actor := &b.acts[mv.label.Index], mv.label.Actor
	seat := slices.Index(a.By, actor)
	mv.when = both(eq(a.done[seat], 0), b.possible(a))
	mv.do = b.breakBans(mv, a)
	for _, e := range a.Effects {
		mv.do = block(mv.do, b.effect(e))
	}
	mv.do = block(mv.do, set{a.done[seat], 1}, one(a.ever[seat]))
	for i := range b.duties {
		d := &b.duties[i]
		if k := slices.Index(d.Acts, a.id); k >= 0 && d.Obligor == actor {
			mv.do = block(mv.do, b.serve(d, k))
		}
	}
	for i := range b.duties {
		if d := &b.duties[i]; d.Upon == a.id {
			called := both(b.inForce(d.Instrument), negate(oneOf(d.status, dDue, dPaused, dExcusedWhile)))
			mv.do = block(mv.do, when(called, d.fallDue()...))
		}
	}
}

// breakBans: what binds is judged by the state before the act, all bans first.
func (b *builder) breakBans(mv *move, a *act) []stmt {
	var hit []*ban
	for i := range b.bans {
		if n := &b.bans[i]; n.Act == a.id && n.Bound == mv.label.Actor {
			hit = append(hit, n)
			mv.banned = either(mv.banned, b.forbids(n))
		}
	}
	var notes, breaks []stmt
	for _, n := range hit {
		binds := b.forbids(n)
		if len(hit) > 1 {
			v := b.scrap("breaks_"+n.Name, 2)
			notes = block(notes, note{v, binds})
			binds = eq(v, 1)
		}
		breaks = block(breaks, when(binds, set{n.breached, 1}, blame{n.Bound}))
	}
	return block(notes, breaks)
}

// possible: the act's `when` holds and no counter would leave its range.
func (b *builder) possible(a *act) cond {
	out := []cond{b.cond(a.When)}
	type value struct {
		fixed bool // else what the fact is, and n more
		n     int
	}
	now := map[model.FactID]value{}
	for _, e := range a.Effects {
		x, v := now[e.Fact], b.facts[e.Fact]
		n := e.Amount.In(b.p, b.machine.Filling)
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
			out = append(out, always(x.n >= 0 && x.n < v.size))
		} else {
			out = append(out, ge(v, -x.n), le(v, v.size-1-x.n))
		}
	}
	return both(out...)
}

func (b *builder) effect(e model.Effect) stmt {
	n := e.Amount.In(b.p, b.machine.Filling)
	switch e.Op {
	case model.Rises:
		return add{b.facts[e.Fact], n}
	case model.Falls:
		return add{b.facts[e.Fact], -n}
	}
	return set{b.facts[e.Fact], n - b.base(e.Fact)}
}

// serve: the obligor has done act k of the duty.
func (b *builder) serve(d *duty, k int) stmt {
	counts := choose{
		{both(eq(d.status, dDue), d.waitIsOver()), d.perform(dInTime)},
		{eq(d.status, dDue), block(one(d.early[k]))},
		{eq(d.status, dBreached), d.perform(dLate)},
	}
	return when(b.inForce(d.Instrument), tidyChoice(counts))
}

func (b *builder) use(mv *move) {
	w := &b.powers[mv.label.Index]
	mv.when = both(eq(w.used, 0), b.alive(w), b.cond(w.When), b.wouldChange(w))
	if w.notice != nil {
		mv.when = both(mv.when, negate(eq(w.status, pNoticed)))
		mv.do = block(set{w.used, 1}, set{w.status, pNoticed}, set{w.notice, w.noticeTicks})
		return
	}
	mv.do = block(set{w.used, 1}, set{w.status, pUsed}, b.takeEffect(w))
}

// alive: the instrument of the power is in force, or the power is to resume or end it.
func (b *builder) alive(w *power) cond {
	ends := (w.Effect == model.Resume || w.Effect == model.Terminate) && w.Target == w.Instrument
	return either(b.inForce(w.Instrument), both(always(ends), eq(b.instruments[w.Instrument].status, iSuspended)))
}

func (b *builder) wouldChange(w *power) cond {
	switch w.Effect {
	case model.Suspend:
		return b.inForce(w.Target)
	case model.Resume:
		return eq(b.instruments[w.Target].status, iSuspended)
	case model.Terminate:
		return oneOf(b.instruments[w.Target].status, iInForce, iSuspended)
	case model.Excuse:
		return eq(b.duties[w.Duty].status, dDue)
	}
	return negate(eq(b.facts[w.Fact], w.Value-b.base(w.Fact)))
}

func (b *builder) takeEffect(w *power) []stmt {
	switch w.Effect {
	case model.Suspend:
		return b.suspend(w.Target)
	case model.Resume:
		return block(set{b.instruments[w.Target].status, iInForce})
	case model.Terminate:
		return b.end(w.Target, iEndedOtherwise)
	case model.Excuse:
		d := &b.duties[w.Duty]
		return block(set{d.status, dExcused}, d.stopTerm(), d.stopDate())
	}
	return block(set{b.facts[w.Fact], w.Value - b.base(w.Fact)})
}

// end: what is due under the instrument is excused for good and its clocks stop.
func (b *builder) end(i model.InstrumentID, how int) []stmt {
	in := &b.instruments[i]
	out := block(set{in.status, how}, zero(in.term))
	for _, id := range in.Duties {
		d := &b.duties[id]
		out = block(out, when(oneOf(d.status, dDue, dPaused, dExcusedWhile), set{d.status, dExcused}),
			d.stopTerm(), zero(d.period), zero(d.date))
	}
	return out
}

// suspend: what is due under the instrument waits with the days it has left.
func (b *builder) suspend(i model.InstrumentID) []stmt {
	in := &b.instruments[i]
	out := block(set{in.status, iSuspended})
	for _, id := range in.Duties {
		out = block(out, when(eq(b.duties[id].status, dDue), set{b.duties[id].status, dPaused}))
	}
	return out
}

// zero sets a variable, if there is one, to 0; one sets it to 1.
func zero(v *variable) []stmt { return setTo(v, 0) }
func one(v *variable) []stmt  { return setTo(v, 1) }

func setTo(v *variable, n int) []stmt {
	if v == nil {
		return nil
	}
	return []stmt{set{v, n}}
}
