package ask

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Where a breach, or what is done or left undone by it, could make a difference.

// speaks says how a simple test speaks of a promise: of its performance; or of its breach or effect, which makes it true, or
// false, or may do either (a counter that moves).
type speaks struct{ performance, trueOf, falseOf bool }

func (x speaks) or(y speaks) speaks {
	return speaks{x.performance || y.performance, x.trueOf || y.trueOf, x.falseOf || y.falseOf}
}

func (x speaks) silent() bool { return x == speaks{} }

// turned is x under a "not".
func (x speaks) turned() speaks { return speaks{x.performance, x.falseOf, x.trueOf} }

// spoken gathers how the simple tests in a condition speak of a promise; says tells it of one.
func spoken(c model.Cond, says func(model.Cond) speaks) speaks {
	switch c := c.(type) {
	case nil:
		return speaks{}
	case model.And:
		return spokenOfAny(c.Terms, says)
	case model.Or:
		return spokenOfAny(c.Terms, says)
	case model.Not:
		return spoken(c.Term, says).turned()
	}
	return says(c)
}

func spokenOfAny(cs []model.Cond, says func(model.Cond) speaks) (out speaks) {
	for _, c := range cs {
		out = out.or(spoken(c, says))
	}
	return out
}

// says is how a simple test speaks of a promise, given with open points filled in.
func (x *promise) says(p *model.Pact, c model.Cond) speaks {
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
		mine, once := c.Thing == x.ref, x.ref.Kind == model.KindDuty && !x.recurs
		return speaks{performance: mine && once, falseOf: mine && !once}
	}
	f, ok := factOf(c)
	switch {
	case !ok:
		return speaks{}
	case x.forbids == model.None:
		return speaks{performance: slices.Contains(x.facts, f)}
	}
	return effectOn(&p.Acts[x.forbids], f, c)
}

// factOf is the fact that a simple test is about.
func factOf(c model.Cond) (f model.FactID, ok bool) {
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

// effectOn says whether an act makes a test of a fact true or false.
func effectOn(a *model.Act, f model.FactID, c model.Cond) (out speaks) {
	for _, e := range a.Effects {
		switch {
		case e.Fact != f:
		case e.Op == model.Becomes:
			yes := passesTest(c, e.Amount.N)
			out = speaks{trueOf: yes, falseOf: !yes}
		default:
			out = speaks{trueOf: true, falseOf: true}
		}
	}
	return out
}

// passesTest reports whether a test of a fact, with its amount filled in, holds of a value.
func passesTest(c model.Cond, value int) bool {
	switch c := c.(type) {
	case model.FactIs:
		return value == c.Value
	case model.FactAtLeast:
		return value >= c.N.N
	case model.FactAtMost:
		return value <= c.N.N
	}
	return false
}

// factsOf lists the facts that a duty is about: those that its acts change, or that its `ensure` tests.
func factsOf(p *model.Pact, acts []model.ActID, ensure model.Cond) []model.FactID {
	var out []model.FactID
	for _, a := range acts {
		for _, e := range p.Acts[a].Effects {
			out = append(out, e.Fact)
		}
	}
	model.Visit(ensure, func(c model.Cond) {
		if f, ok := factOf(c); ok {
			out = append(out, f)
		}
	})
	return out
}

// slot is a condition of something, and the states in which the thing applies, and in which it is alive:
// it could apply if the condition were so.
type slot struct {
	owner          model.Ref
	cond           model.Cond
	excuse         bool // the condition keeps the thing from applying
	bodily         bool // its tests of facts say what is possible at all, not what follows
	applies, alive place
}

// slots lists every condition by which a breach of a promise could have consequences.
func slots(p *model.Pact, x *promise) []slot {
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
			applies: where(binds(p, i)), alive: where(InForce(b.Instrument)),
		})
	}
	side := SideOf(p, model.SetOf(x.by))
	another := func(a model.ActorID) bool { return !side.Has(a) }
	out = append(out, powerSlots(p, x, another)...)
	out = append(out, actSlots(p, another)...)
	out = append(out, decisionSlots(p, another)...)
	return slices.DeleteFunc(out, func(s slot) bool { return s.cond == nil || s.owner == x.ref })
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
		return where(model.And{Terms: []model.Cond{model.DutyIs{Duty: id, Status: s}, InForce(d.Instrument)}})
	}
	due := is(model.Due)
	return []slot{
		{owner: ref, cond: d.Once, applies: due, alive: is(model.Dormant)},
		{owner: ref, cond: d.Ensure, bodily: true, applies: due, alive: due},
		{owner: ref, cond: d.Unless, excuse: true, applies: due, alive: where(model.DutyIs{Duty: id, Status: model.Excused})},
	}
}

// powerSlots are those of powers of others, save those to excuse the promise.
func powerSlots(p *model.Pact, x *promise, another func(model.ActorID) bool) []slot {
	var out []slot
	for i := range p.Powers {
		w := &p.Powers[i]
		lets := w.Effect == model.Excuse && x.ref == model.Ref{Kind: model.KindDuty, Index: int(w.Duty)}
		if another(w.Holder) && !lets {
			out = append(out, slot{
				owner: model.Ref{Kind: model.KindPower, Index: i}, cond: w.When,
				applies: wherever(machine.Use, i), alive: where(InForce(w.Instrument)),
			})
		}
	}
	return out
}

// actSlots are those of acts of others. What an act needs of facts is no consequence, unless it is a call.
func actSlots(p *model.Pact, another func(model.ActorID) bool) []slot {
	var out []slot
	for i := range p.Acts {
		id := model.ActID(i)
		if slices.ContainsFunc(p.Acts[i].By, another) {
			calls := slices.ContainsFunc(p.Duties, func(d model.Duty) bool { return d.Upon == id })
			out = append(out, slot{
				owner: model.Ref{Kind: model.KindAct, Index: i}, cond: p.Acts[i].When, bodily: !calls,
				applies: place{made: true, kind: machine.Do, index: i, by: another}, alive: where(nil),
			})
		}
	}
	return out
}

func decisionSlots(p *model.Pact, another func(model.ActorID) bool) []slot {
	var out []slot
	for i := range p.Decisions {
		id := model.DecisionID(i)
		if slices.ContainsFunc(p.Decisions[i].By, another) {
			out = append(out, slot{
				owner: model.Ref{Kind: model.KindDecision, Index: i}, cond: p.Decisions[i].Once,
				applies: where(model.DecisionIs{Decision: id, Status: model.Asked}),
				alive:   where(model.DecisionIs{Decision: id, Status: model.Unasked}),
			})
		}
	}
	return out
}
