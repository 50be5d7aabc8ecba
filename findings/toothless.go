package findings

import (
	"fmt"

	"github.com/servanda-lang/servanda/machine"
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
	for i := range q.pact.Duties {
		d := &q.pact.Duties[i]
		x := promise{ref: model.Ref{Kind: model.KindDuty, Index: i}, recurs: d.Recurs(), by: d.Obligor, decl: &d.Decl}
		x.after = q.whereCond(model.WasBreached{Duty: model.DutyID(i), Ban: model.None})
		q.toothlessPromise(x)
	}
	for i := range q.pact.Bans {
		b := &q.pact.Bans[i]
		x := promise{ref: model.Ref{Kind: model.KindBan, Index: i}, by: b.Bound, decl: &b.Decl}
		x.after = q.whereCond(model.WasBreached{Duty: model.None, Ban: model.BanID(i)})
		q.toothlessPromise(x)
	}
}

// promise is a duty or ban, with the states in which it has been breached.
type promise struct {
	ref    model.Ref
	recurs bool
	by     model.ActorID
	decl   *model.Decl
	after  []bool
}

func (q *inquiry) toothlessPromise(x promise) {
	moves, _, ok := q.g.Path(0, func(s int32) bool { return x.after[s] }, q.world(model.SetOf(x.by)).Allows)
	if !ok {
		moves, _, ok = q.g.Path(0, func(s int32) bool { return x.after[s] }, q.physical().Allows)
	}
	if !ok || q.hasTeeth(x) {
		return
	}
	name := q.nameOf(x.ref)
	q.report(Finding{
		Code: Toothless, Clause: x.ref, Purpose: -1, Party: x.by, At: x.decl.At,
		Message: fmt.Sprintf("%s has no teeth: if %s breaks it, nothing in the pact follows.", name, q.who(x.by)),
		Mend:    fmt.Sprintf("Say what follows: a power, a duty or an end `when %s is breached`, or let something else wait for it to be performed.", x.decl.Name),
		Course:  q.course(moves),
	})
}

// slot is a condition of something, and the states in which the thing applies, and in which it is alive:
// it could apply if the condition were so.
type slot struct {
	owner          model.Ref
	cond           model.Cond
	excuse         bool // the condition keeps the thing from applying
	applies, alive func() []bool
}

func (q *inquiry) hasTeeth(x promise) bool {
	for _, s := range q.slots() {
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
		if performance || brings && some(x.after, s.applies()) || keeps && some(x.after, s.alive()) {
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
func (q *inquiry) slots() []slot {
	var out []slot
	for i := range q.pact.Instruments {
		out = append(out, q.instrumentSlots(i)...)
	}
	for i := range q.pact.Duties {
		out = append(out, q.dutySlots(i)...)
	}
	for i := range q.pact.Bans {
		b := &q.pact.Bans[i]
		out = append(out, slot{
			owner: model.Ref{Kind: model.KindBan, Index: i}, cond: b.While,
			applies: q.lazily(q.binds(i)), alive: q.lazily(q.inForce(b.Instrument)),
		})
	}
	for i := range q.pact.Powers {
		w := &q.pact.Powers[i]
		if w.Effect == model.Excuse {
			continue
		}
		out = append(out, slot{
			owner: model.Ref{Kind: model.KindPower, Index: i}, cond: w.When,
			applies: q.made(machine.Use, i), alive: q.lazily(q.inForce(w.Instrument)),
		})
	}
	for i := range q.pact.Acts {
		out = append(out, slot{
			owner: model.Ref{Kind: model.KindAct, Index: i}, cond: q.pact.Acts[i].When,
			applies: q.made(machine.Do, i), alive: q.lazily(nil),
		})
	}
	for i := range q.pact.Decisions {
		id := model.DecisionID(i)
		out = append(out, slot{
			owner: model.Ref{Kind: model.KindDecision, Index: i}, cond: q.pact.Decisions[i].Once,
			applies: q.lazily(model.DecisionIs{Decision: id, Status: model.Asked}),
			alive:   q.lazily(model.DecisionIs{Decision: id, Status: model.Unasked}),
		})
	}
	return out
}

func (q *inquiry) instrumentSlots(i int) []slot {
	in, ref, id := &q.pact.Instruments[i], model.Ref{Kind: model.KindInstrument, Index: i}, model.InstrumentID(i)
	status := func(s model.InstrumentStatus) func() []bool {
		return q.lazily(model.InstrumentIs{Instrument: id, Status: s})
	}
	return []slot{
		{owner: ref, cond: in.InForceOnce, applies: status(model.InForce), alive: status(model.Draft)},
		{owner: ref, cond: in.EndsOnce, applies: status(model.Ended), alive: status(model.InForce)},
	}
}

func (q *inquiry) dutySlots(i int) []slot {
	d, ref, id := &q.pact.Duties[i], model.Ref{Kind: model.KindDuty, Index: i}, model.DutyID(i)
	is := func(s model.DutyStatus) func() []bool {
		return q.lazily(model.And{Terms: []model.Cond{model.DutyIs{Duty: id, Status: s}, q.inForce(d.Instrument)}})
	}
	due := is(model.Due)
	return []slot{
		{owner: ref, cond: d.Once, applies: due, alive: is(model.Dormant)},
		{owner: ref, cond: d.Ensure, applies: due, alive: due},
		{owner: ref, cond: d.Unless, excuse: true, applies: due, alive: q.lazily(model.DutyIs{Duty: id, Status: model.Excused})},
	}
}

// binds is the condition that a ban forbids something now, breached before or not.
func (q *inquiry) binds(i int) model.Cond {
	b := &q.pact.Bans[i]
	if b.While == nil {
		return q.inForce(b.Instrument)
	}
	return model.And{Terms: []model.Cond{q.inForce(b.Instrument), b.While}}
}

// lazily puts off working out where a condition holds.
func (q *inquiry) lazily(c model.Cond) func() []bool {
	return func() []bool { return q.whereCond(c) }
}

// made marks the states from which a move of that kind is made.
func (q *inquiry) made(kind machine.MoveKind, index int) func() []bool {
	return func() []bool {
		out := make([]bool, q.g.States())
		for e, k := range q.g.Sort {
			if mv := q.g.Sorts[k].Move; mv.Kind == kind && mv.Index == index {
				out[q.arena.Source(int32(e))] = true
			}
		}
		return out
	}
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
