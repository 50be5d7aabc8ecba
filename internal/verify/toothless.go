package verify

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// promise is a duty or a ban, as others may speak of it.
type promise struct {
	ref     model.Ref
	party   model.ActorID
	broken  states
	facts   []model.FactID // that a duty is about
	forbids *model.Act     // by a ban; else nil
	once    bool           // a duty that falls due once
}

// speaks is how a condition speaks of a promise: of its performance; or of its breach or effect, which makes it true or false.
type speaks struct{ performance, trueOf, falseOf bool }

func (a *Asker) toothlessDuty(i int) []Answer {
	d := &a.p.Duties[i]
	x := promise{ref: model.Ref{Kind: model.KindDuty, Index: i}, party: d.Obligor, once: d.Upon == model.None && d.Every == nil}
	x.broken = a.cond(model.WasBreached{Duty: model.DutyID(i), Ban: model.None})
	for _, act := range d.Acts {
		for _, e := range a.p.Acts[act].Effects {
			x.facts = append(x.facts, e.Fact)
		}
	}
	model.Visit(a.Settle(d.Ensure), func(c model.Cond) {
		if f, ok := factOf(c); ok {
			x.facts = append(x.facts, f)
		}
	})
	return a.toothless(&x)
}

func (a *Asker) toothlessBan(i int) []Answer {
	b := &a.p.Bans[i]
	x := promise{ref: model.Ref{Kind: model.KindBan, Index: i}, party: b.Bound, forbids: &a.p.Acts[b.Act]}
	x.broken = a.cond(model.WasBreached{Duty: model.None, Ban: model.BanID(i)})
	binds := a.binds(i)
	for k := range a.p.Duties {
		if a.p.Duties[k].Upon == b.Act && a.made(binds, func(_ int, m *Move) bool {
			return m.Kind == program.Do && m.Index == int(b.Act) && m.Actor == b.Bound && slices.Contains(m.FallsDue, model.DutyID(k))
		}) {
			return nil // by its breach another duty falls due
		}
	}
	return a.toothless(&x)
}

func factOf(c model.Cond) (model.FactID, bool) {
	switch c := c.(type) {
	case model.FactIs:
		return c.Fact, true
	case model.FactAtLeast:
		return c.Fact, true
	case model.FactAtMost:
		return c.Fact, true
	}
	return 0, false
}

// tooth is a condition by which a breach could have consequences: where what it stands in applies, and where it is alive.
type tooth struct {
	of             model.Ref
	cond           model.Cond
	turned, bodily bool
	applies, alive func() states
}

func (a *Asker) toothless(x *promise) []Answer {
	if !some(x.broken) {
		return nil
	}
	everywhere := not(a.none())
	for _, t := range a.teeth(x) {
		if t.cond == nil || t.of == x.ref {
			continue
		}
		how := a.spoken(x, a.Settle(t.cond), t.bodily, t.turned)
		if how.performance && some(and(everywhere, t.applies())) || how.trueOf && some(and(x.broken, t.applies())) ||
			how.falseOf && some(and(x.broken, t.alive())) {
			return nil
		}
	}
	return []Answer{{a.found("toothless", x.party), &Showing{
		begun: true, may: among(a.p.Everyone(), nil), ends: func(s int, _ *Move) bool { return x.broken[s] },
	}}}
}

// spoken gathers how the simple tests in a condition speak of a promise.
func (a *Asker) spoken(x *promise, c model.Cond, bodily, turned bool) (out speaks) {
	var terms []model.Cond
	switch c := c.(type) {
	case model.And:
		terms = c.Terms
	case model.Or:
		terms = c.Terms
	case model.Not:
		return a.spoken(x, c.Term, bodily, !turned)
	default:
		if out = a.test(x, c, bodily); turned {
			out.trueOf, out.falseOf = out.falseOf, out.trueOf
		}
	}
	for _, t := range terms {
		s := a.spoken(x, t, bodily, turned)
		out = speaks{out.performance || s.performance, out.trueOf || s.trueOf, out.falseOf || s.falseOf}
	}
	return out
}

// test is how a simple test speaks of a promise.
func (a *Asker) test(x *promise, c model.Cond, bodily bool) speaks {
	is := func(k model.Kind, i int) bool { return x.ref == model.Ref{Kind: k, Index: i} }
	switch c := c.(type) {
	case model.DutyIs:
		mine := is(model.KindDuty, int(c.Duty))
		return speaks{performance: mine && c.Status == model.Performed, trueOf: mine && c.Status == model.Breached}
	case model.InTime:
		return speaks{performance: is(model.KindDuty, int(c.Duty))}
	case model.WasBreached:
		return speaks{trueOf: c.Ban != model.None && is(model.KindBan, int(c.Ban)) || c.Duty != model.None && is(model.KindDuty, int(c.Duty))}
	case model.BanIs:
		mine := is(model.KindBan, int(c.Ban))
		return speaks{trueOf: mine && c.Status == model.BanBreached, falseOf: mine && c.Status == model.BanBinding}
	case model.Kept:
		return speaks{performance: c.Thing == x.ref && x.once, falseOf: c.Thing == x.ref && !x.once}
	}
	f, ok := factOf(c)
	if !ok || bodily {
		return speaks{}
	}
	if x.forbids == nil {
		return speaks{performance: slices.Contains(x.facts, f)}
	}
	return a.effect(x.forbids, f, c)
}

// effect says whether an act makes a test of a fact true or false.
func (a *Asker) effect(act *model.Act, f model.FactID, c model.Cond) (out speaks) {
	for _, e := range act.Effects {
		if e.Fact != f {
			continue
		}
		if e.Op != model.Becomes {
			out = speaks{trueOf: true, falseOf: true}
			continue
		}
		v, yes := a.Amount(e.Amount), false
		switch c := c.(type) {
		case model.FactIs:
			yes = v == c.Value
		case model.FactAtLeast:
			yes = v >= a.Amount(c.N)
		case model.FactAtMost:
			yes = v <= a.Amount(c.N)
		}
		out = speaks{trueOf: yes, falseOf: !yes}
	}
	return out
}

// teeth lists what can speak of a promise.
func (a *Asker) teeth(x *promise) (out []tooth) {
	p := a.p
	is := func(c model.Cond) func() states { return func() states { return a.cond(c) } }
	force := func(i model.InstrumentID) func() states { return func() states { return a.inForce(i) } }
	makes := func(kind program.MoveKind, i int, by func(model.ActorID) bool) func() states {
		return func() states {
			return a.where(func(s int) bool {
				return slices.ContainsFunc(a.From(s), func(m Move) bool { return m.Kind == kind && m.Index == i && by(m.Actor) })
			})
		}
	}
	another := func(id model.ActorID) bool { return !side(p, model.SetOf(x.party)).Has(id) }
	for i := range p.Instruments {
		in := &p.Instruments[i]
		status := func(s model.InstrumentStatus) func() states {
			return is(model.InstrumentIs{Instrument: model.InstrumentID(i), Status: s})
		}
		ref := model.Ref{Kind: model.KindInstrument, Index: i}
		out = append(out, tooth{of: ref, cond: in.InForceOnce, applies: status(model.InForce), alive: status(model.Draft)},
			tooth{of: ref, cond: in.EndsOnce, applies: status(model.Ended), alive: status(model.InForce)})
	}
	for i := range p.Duties {
		d, ref := &p.Duties[i], model.Ref{Kind: model.KindDuty, Index: i}
		within := func(s model.DutyStatus) func() states {
			return func() states { return and(a.duty(model.DutyID(i), s), a.inForce(d.Instrument)) }
		}
		out = append(out, tooth{of: ref, cond: d.Once, applies: within(model.Due), alive: within(model.Dormant)},
			tooth{of: ref, cond: d.Ensure, bodily: true, applies: within(model.Due), alive: within(model.Due)},
			tooth{of: ref, cond: d.Unless, turned: true, applies: within(model.Due), alive: is(model.DutyIs{Duty: model.DutyID(i), Status: model.Excused})})
	}
	for i := range p.Bans {
		out = append(out, tooth{of: model.Ref{Kind: model.KindBan, Index: i}, cond: p.Bans[i].While,
			applies: func() states { return a.binds(i) }, alive: force(p.Bans[i].Instrument)})
	}
	for i := range p.Powers {
		w := &p.Powers[i]
		lets := w.Effect == model.Excuse && x.ref == model.Ref{Kind: model.KindDuty, Index: int(w.Duty)}
		if another(w.Holder) && !lets {
			out = append(out, tooth{of: model.Ref{Kind: model.KindPower, Index: i}, cond: w.When,
				applies: makes(program.Use, i, another), alive: force(w.Instrument)})
		}
	}
	for i := range p.Acts {
		if act := &p.Acts[i]; slices.ContainsFunc(act.By, another) {
			calls := slices.ContainsFunc(p.Duties, func(d model.Duty) bool { return d.Upon == model.ActID(i) })
			out = append(out, tooth{of: model.Ref{Kind: model.KindAct, Index: i}, cond: act.When, bodily: !calls,
				applies: makes(program.Do, i, another), alive: func() states { return not(a.none()) }})
		}
	}
	for i := range p.Decisions {
		if d, id := &p.Decisions[i], model.DecisionID(i); slices.ContainsFunc(d.By, another) {
			out = append(out, tooth{of: model.Ref{Kind: model.KindDecision, Index: i}, cond: d.Once,
				applies: is(model.DecisionIs{Decision: id, Status: model.Asked}), alive: is(model.DecisionIs{Decision: id, Status: model.Unasked})})
		}
	}
	return out
}
