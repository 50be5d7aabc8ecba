package findings

import (
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// toothless: a duty or a ban that can be breached, and no condition of another clause, act, decision or
// instrument that can ever apply then speaks of it.
//
// Teeth are a test of performance anywhere (`once X is performed`), or a test of the breach that makes a
// difference after it: a clause that the breach brings about must come to apply in some state after the
// breach; one that the breach keeps back (`while X`, `unless X`) must be alive there. Returns, and X's own
// conditions, are not teeth; nor is a power to excuse X; nor a test that the open points, as filled, rule out.
func (q *inquiry) toothless() {
	for _, x := range promises(q.pact) {
		q.toothlessPromise(x, q.whereCond(x.breach))
	}
}

// promise is a duty or ban, with the condition that it has been breached.
type promise struct {
	ref    model.Ref
	recurs bool
	by     model.ActorID
	decl   *model.Decl
	breach model.Cond
}

// promises lists the duties and bans of a pact.
func promises(p *model.Pact) []promise {
	var out []promise
	for i := range p.Duties {
		d := &p.Duties[i]
		out = append(out, promise{
			ref: model.Ref{Kind: model.KindDuty, Index: i}, recurs: d.Recurs(), by: d.Obligor, decl: &d.Decl,
			breach: model.WasBreached{Duty: model.DutyID(i), Ban: model.None},
		})
	}
	for i := range p.Bans {
		b := &p.Bans[i]
		out = append(out, promise{
			ref: model.Ref{Kind: model.KindBan, Index: i}, by: b.Bound, decl: &b.Decl,
			breach: model.WasBreached{Duty: model.None, Ban: model.BanID(i)},
		})
	}
	return out
}

func (q *inquiry) toothlessPromise(x promise, after []bool) {
	moves, _, ok := q.g.Path(0, func(s int32) bool { return after[s] }, q.world(model.SetOf(x.by)).Allows)
	if !ok {
		moves, _, ok = q.g.Path(0, func(s int32) bool { return after[s] }, q.physical().Allows)
	}
	if !ok || q.hasTeeth(x, after) {
		return
	}
	q.report(Finding{
		Code: Toothless, Clause: x.ref, Purpose: -1, Party: x.by, At: x.decl.At,
		Course: q.course(moves),
	})
}

// slot is a condition of something, and the states in which the thing applies, and in which it is alive:
// it could apply if the condition were so.
type slot struct {
	owner          model.Ref
	cond           model.Cond
	excuse         bool // the condition keeps the thing from applying
	applies, alive place
}

// place is a set of states: those in which a condition holds, or those from which a move of a kind is made.
type place struct {
	cond  model.Cond // nil holds everywhere
	made  bool
	kind  machine.MoveKind
	index int
}

func where(c model.Cond) place { return place{cond: c} }

func wherever(kind machine.MoveKind, index int) place {
	return place{made: true, kind: kind, index: index}
}

// marked marks the states of a place.
func (q *inquiry) marked(x place) []bool {
	if x.made {
		return q.made(x.kind, x.index)
	}
	return q.whereCond(x.cond)
}

func (q *inquiry) hasTeeth(x promise, after []bool) bool {
	for _, s := range slots(q.pact) {
		if s.owner == x.ref || s.cond == nil {
			continue
		}
		if performance, brings, keeps := x.spokenOf(s.cond, true); !performance && !brings && !keeps {
			continue
		}
		performance, brings, keeps := x.spokenOf(q.m.Settle(s.cond), true)
		if s.excuse {
			brings, keeps = keeps, brings
		}
		if performance || brings && some(after, q.marked(s.applies)) || keeps && some(after, q.marked(s.alive)) {
			return true
		}
	}
	return false
}

// spokenOf says how a condition speaks of a promise: of its performance; of its breach, so that the breach
// helps to make the condition hold; or so that it helps to keep it from holding.
func (x promise) spokenOf(c model.Cond, plain bool) (performance, brings, keeps bool) {
	breach := func(positive bool) (bool, bool, bool) { return false, positive == plain, positive != plain }
	same := func(k model.Kind, i int) bool { return x.ref == model.Ref{Kind: k, Index: i} }
	switch c := c.(type) {
	case model.And:
		return x.spokenOfAny(c.Terms, plain)
	case model.Or:
		return x.spokenOfAny(c.Terms, plain)
	case model.Not:
		return x.spokenOf(c.Term, !plain)
	case model.DutyIs:
		switch {
		case !same(model.KindDuty, int(c.Duty)):
		case c.Status == model.Performed:
			return true, false, false
		case c.Status == model.Breached:
			return breach(true)
		}
	case model.InTime:
		return same(model.KindDuty, int(c.Duty)), false, false
	case model.WasBreached:
		if c.Ban != model.None && same(model.KindBan, int(c.Ban)) || c.Duty != model.None && same(model.KindDuty, int(c.Duty)) {
			return breach(true)
		}
	case model.BanIs:
		if same(model.KindBan, int(c.Ban)) && c.Status != model.BanDormant {
			return breach(c.Status == model.BanBreached)
		}
	case model.Kept:
		switch {
		case c.Thing != x.ref:
		case c.Thing.Kind == model.KindDuty && !x.recurs:
			return true, false, false
		default:
			return breach(false)
		}
	}
	return false, false, false
}

func (x promise) spokenOfAny(cs []model.Cond, plain bool) (performance, brings, keeps bool) {
	for _, c := range cs {
		p, b, k := x.spokenOf(c, plain)
		performance, brings, keeps = performance || p, brings || b, keeps || k
	}
	return performance, brings, keeps
}

// slots lists every condition by which a breach could have consequences.
func slots(p *model.Pact) []slot {
	var out []slot
	for i := range p.Instruments {
		out = append(out, instrumentSlots(p, i)...)
	}
	for i := range p.Duties {
		out = append(out, dutySlots(p, i)...)
	}
	for i := range p.Bans {
		b := &p.Bans[i]
		out = append(out, slot{
			owner: model.Ref{Kind: model.KindBan, Index: i}, cond: b.While,
			applies: where(binds(p, i)), alive: where(inForce(b.Instrument)),
		})
	}
	for i := range p.Powers {
		w := &p.Powers[i]
		if w.Effect == model.Excuse {
			continue
		}
		out = append(out, slot{
			owner: model.Ref{Kind: model.KindPower, Index: i}, cond: w.When,
			applies: wherever(machine.Use, i), alive: where(inForce(w.Instrument)),
		})
	}
	for i := range p.Acts {
		out = append(out, slot{
			owner: model.Ref{Kind: model.KindAct, Index: i}, cond: p.Acts[i].When,
			applies: wherever(machine.Do, i), alive: where(nil),
		})
	}
	for i := range p.Decisions {
		id := model.DecisionID(i)
		out = append(out, slot{
			owner: model.Ref{Kind: model.KindDecision, Index: i}, cond: p.Decisions[i].Once,
			applies: where(model.DecisionIs{Decision: id, Status: model.Asked}),
			alive:   where(model.DecisionIs{Decision: id, Status: model.Unasked}),
		})
	}
	return out
}

func instrumentSlots(p *model.Pact, i int) []slot {
	in, ref, id := &p.Instruments[i], model.Ref{Kind: model.KindInstrument, Index: i}, model.InstrumentID(i)
	status := func(s model.InstrumentStatus) place {
		return where(model.InstrumentIs{Instrument: id, Status: s})
	}
	return []slot{
		{owner: ref, cond: in.InForceOnce, applies: status(model.InForce), alive: status(model.Draft)},
		{owner: ref, cond: in.EndsOnce, applies: status(model.Ended), alive: status(model.InForce)},
	}
}

func dutySlots(p *model.Pact, i int) []slot {
	d, ref, id := &p.Duties[i], model.Ref{Kind: model.KindDuty, Index: i}, model.DutyID(i)
	is := func(s model.DutyStatus) place {
		return where(model.And{Terms: []model.Cond{model.DutyIs{Duty: id, Status: s}, inForce(d.Instrument)}})
	}
	due := is(model.Due)
	return []slot{
		{owner: ref, cond: d.Once, applies: due, alive: is(model.Dormant)},
		{owner: ref, cond: d.Ensure, applies: due, alive: due},
		{owner: ref, cond: d.Unless, excuse: true, applies: due, alive: where(model.DutyIs{Duty: id, Status: model.Excused})},
	}
}

// binds is the condition that a ban forbids something now, breached before or not.
func binds(p *model.Pact, i int) model.Cond {
	b := &p.Bans[i]
	if b.While == nil {
		return inForce(b.Instrument)
	}
	return model.And{Terms: []model.Cond{inForce(b.Instrument), b.While}}
}

// made marks the states from which a move of that kind is made.
func (q *inquiry) made(kind machine.MoveKind, index int) []bool {
	out := make([]bool, q.g.States())
	for e, k := range q.g.Sort {
		if mv := q.g.Sorts[k].Move; mv.Kind == kind && mv.Index == index {
			out[q.arena.Source(int32(e))] = true
		}
	}
	return out
}

// some reports whether a state is in both sets.
func some(a, b []bool) bool {
	for i := range a {
		if a[i] && b[i] {
			return true
		}
	}
	return false
}
