package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// A promise has teeth if another thing speaks of it and can apply: of its performance; or of its breach, or of
// what a forbidden act does, in a way that makes a difference after a breach. What the breach brings about
// must apply in some state after it, what it keeps back must be alive in one. Which of the two it is, is a
// matter of how many "not" a simple test stands under.

// promise is a duty or a ban as others may speak of it.
type promise struct {
	ref      model.Ref
	party    model.ActorID
	breached func(*State) bool
	says     func(model.Cond) speaks
	upon     model.ActID // the forbidden act of a ban, or None
}

// speaks says how a simple test speaks of a promise. One of the breach or the effect is true of it, false of it,
// or may be either (a counter that moves).
type speaks struct{ performance, trueOf, falseOf bool }

// ToothlessDuty tells whether a duty can be breached and nothing follows.
func (w *World) ToothlessDuty(d model.DutyID) bool {
	duty := &w.Pact.Duties[d]
	self := model.Ref{Kind: model.KindDuty, Index: int(d)}
	facts := w.factsOf(duty)
	return w.toothless(promise{self, duty.Obligor, func(s *State) bool { return w.dutyWasBreached(s, d) }, func(c model.Cond) speaks {
		switch c := c.(type) {
		case model.DutyIs:
			return speaks{performance: c.Duty == d && c.Status == model.Performed, trueOf: c.Duty == d && c.Status == model.Breached}
		case model.InTime:
			return speaks{performance: c.Duty == d}
		case model.WasBreached:
			return speaks{trueOf: c.Ban == model.None && c.Duty == d}
		case model.Kept:
			return speaks{performance: c.Thing == self && !duty.Recurs(), falseOf: c.Thing == self && duty.Recurs()}
		}
		f, ok := factOf(c)
		return speaks{performance: ok && slices.Contains(facts, f)}
	}, model.None})
}

// ToothlessBan is the same of a ban, which nobody performs.
func (w *World) ToothlessBan(b model.BanID) bool {
	ban := &w.Pact.Bans[b]
	self := model.Ref{Kind: model.KindBan, Index: int(b)}
	return w.toothless(promise{self, ban.Bound, func(s *State) bool { return s.BanBroken[b] }, func(c model.Cond) speaks {
		switch c := c.(type) {
		case model.BanIs:
			return speaks{trueOf: c.Ban == b && c.Status == model.BanBreached, falseOf: c.Ban == b && c.Status == model.BanBinding}
		case model.WasBreached:
			return speaks{trueOf: c.Ban == b}
		case model.Kept:
			return speaks{falseOf: c.Thing == self}
		}
		return w.effectOn(c, ban.Act)
	}, ban.Act})
}

// factsOf lists the facts that the acts of a duty change, or that its `ensure` tests.
func (w *World) factsOf(duty *model.Duty) []model.FactID {
	var out []model.FactID
	for _, a := range duty.Acts {
		for _, e := range w.Pact.Acts[a].Effects {
			out = append(out, e.Fact)
		}
	}
	model.Visit(model.Settle(w.Pact, duty.Ensure, w.Filling), func(c model.Cond) {
		if f, ok := factOf(c); ok {
			out = append(out, f)
		}
	})
	return out
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

// effectOn says whether an act makes a test of a fact true or false; moving a counter may do either.
func (w *World) effectOn(c model.Cond, a model.ActID) speaks {
	f, ok := factOf(c)
	if !ok {
		return speaks{}
	}
	var out speaks
	for _, e := range w.Pact.Acts[a].Effects {
		switch {
		case e.Fact != f:
		case e.Op == model.Becomes:
			s := &State{Facts: make([]int, len(w.Pact.Facts))}
			s.Facts[f] = e.Amount.In(w.Pact, w.Filling)
			out = speaks{trueOf: w.Holds(c, s), falseOf: !w.Holds(c, s)}
		default:
			out = speaks{trueOf: true, falseOf: true}
		}
	}
	return out
}

// bearer is one condition of something: the thing applies, or is alive and kept from applying, in certain
// states, or where a certain move is possible.
type bearer struct {
	what            model.Ref
	cond            model.Cond
	excuses         bool // applying is what the condition prevents
	bodily          bool // its tests of facts say what is possible at all, not what follows
	applies, alive  func(*State) bool
	appliesByMoving func(Edge) bool
}

func (w *World) toothless(x promise) bool {
	g := w.physical()
	if g.Distance(x.breached) < 0 {
		return false
	}
	if x.upon != model.None && w.callsByBreach(g, x) {
		return false
	}
	for _, b := range w.bearers(x) {
		says := x.says
		if b.bodily {
			says = func(c model.Cond) speaks {
				if _, ok := factOf(c); ok {
					return speaks{}
				}
				return x.says(c)
			}
		}
		how := spoken(model.Settle(w.Pact, b.cond, w.Filling), says, b.excuses)
		after := g.where(x.breached)
		if how.performance && g.applies(b, not(make([]bool, len(g.States)))) || how.trueOf && g.applies(b, after) ||
			how.falseOf && anyOf(after, g.where(b.alive)) {
			return false
		}
	}
	return true
}

// callsByBreach tells whether a duty falls due by the breach of a ban, which it is upon.
func (w *World) callsByBreach(g *Graph, x promise) bool {
	for i, edges := range g.Edges {
		for _, e := range edges {
			breach := e.Act == x.upon && e.Mover == x.party && w.binding(g.States[i], model.BanID(x.ref.Index))
			for _, d := range e.FallsDue {
				if breach && w.Pact.Duties[d].Upon == x.upon {
					return true
				}
			}
		}
	}
	return false
}

// applies tells whether a thing applies in one of certain states.
func (g *Graph) applies(b bearer, where []bool) bool {
	for i, s := range g.States {
		if !where[i] {
			continue
		}
		if b.applies != nil && b.applies(s) {
			return true
		}
		for _, e := range g.Edges[i] {
			if b.appliesByMoving != nil && b.appliesByMoving(e) {
				return true
			}
		}
	}
	return false
}

// spoken gathers how the simple tests in a condition speak, those under an odd number of "not" turned round.
func spoken(c model.Cond, says func(model.Cond) speaks, turned bool) speaks {
	var out speaks
	add := func(x speaks) {
		out = speaks{out.performance || x.performance, out.trueOf || x.trueOf, out.falseOf || x.falseOf}
	}
	switch c := c.(type) {
	case nil:
	case model.And:
		for _, t := range c.Terms {
			add(spoken(t, says, turned))
		}
	case model.Or:
		for _, t := range c.Terms {
			add(spoken(t, says, turned))
		}
	case model.Not:
		return spoken(c.Term, says, !turned)
	default:
		x := says(c)
		if turned {
			x.trueOf, x.falseOf = x.falseOf, x.trueOf
		}
		return x
	}
	return out
}

// bearers lists everything whose conditions can be teeth of a promise.
func (w *World) bearers(x promise) []bearer {
	return slices.DeleteFunc(slices.Concat(w.clauseBearers(x), w.otherBearers(x)), func(b bearer) bool { return b.what == x.ref })
}

func inForce(s *State, i model.InstrumentID) bool { return s.Instruments[i].Status == InForce }

func (w *World) clauseBearers(x promise) []bearer {
	p := w.Pact
	var out []bearer
	for i, d := range p.Duties {
		due := func(s *State) bool { return inForce(s, d.Instrument) && s.Duties[i].Status == Due }
		dormant := func(s *State) bool { return inForce(s, d.Instrument) && dutyIs(s.Duties[i].Status, model.Dormant) }
		excused := func(s *State) bool { return dutyIs(s.Duties[i].Status, model.Excused) }
		ref := model.Ref{Kind: model.KindDuty, Index: i}
		out = append(out,
			bearer{what: ref, cond: d.Once, applies: due, alive: dormant},
			bearer{what: ref, cond: d.Ensure, bodily: true, applies: due, alive: due},
			bearer{what: ref, cond: d.Unless, excuses: true, applies: due, alive: excused})
	}
	for i, b := range p.Bans {
		out = append(out, bearer{what: model.Ref{Kind: model.KindBan, Index: i}, cond: b.While,
			applies: func(s *State) bool { return w.binding(s, model.BanID(i)) },
			alive:   func(s *State) bool { return inForce(s, b.Instrument) }})
	}
	for i, u := range p.Powers {
		lets := u.Effect == model.Excuse && x.ref == (model.Ref{Kind: model.KindDuty, Index: int(u.Duty)})
		if w.another(x, u.Holder) && !lets {
			out = append(out, bearer{what: model.Ref{Kind: model.KindPower, Index: i}, cond: u.When,
				appliesByMoving: func(e Edge) bool { return e.Kind == Use && e.Index == i },
				alive:           func(s *State) bool { return inForce(s, u.Instrument) }})
		}
	}
	return out
}

func (w *World) otherBearers(x promise) []bearer {
	p := w.Pact
	var out []bearer
	another := func(a model.ActorID) bool { return w.another(x, a) }
	for i, a := range p.Acts {
		if slices.ContainsFunc(a.By, another) {
			calls := slices.ContainsFunc(p.Duties, func(d model.Duty) bool { return d.Upon == model.ActID(i) })
			out = append(out, bearer{what: model.Ref{Kind: model.KindAct, Index: i}, cond: a.When, bodily: !calls,
				appliesByMoving: func(e Edge) bool { return e.Kind == Do && e.Index == i && another(e.Mover) },
				alive:           func(*State) bool { return true }})
		}
	}
	for i, d := range p.Decisions {
		if slices.ContainsFunc(d.By, another) {
			out = append(out, bearer{what: model.Ref{Kind: model.KindDecision, Index: i}, cond: d.Once,
				applies: func(s *State) bool { return s.Decisions[i].Status == Asked },
				alive:   func(s *State) bool { return s.Decisions[i].Status == Unasked }})
		}
	}
	for i, ins := range p.Instruments {
		id, ref := model.InstrumentID(i), model.Ref{Kind: model.KindInstrument, Index: i}
		out = append(out,
			bearer{what: ref, cond: ins.InForceOnce,
				applies: func(s *State) bool { return inForce(s, id) },
				alive:   func(s *State) bool { return s.Instruments[i].Status == Draft }},
			bearer{what: ref, cond: ins.EndsOnce,
				applies: func(s *State) bool { return s.Instruments[i].Status >= EndedByTerm },
				alive:   func(s *State) bool { return inForce(s, id) }})
	}
	return out
}

// another tells whether an actor is neither who made the promise nor its body.
func (w *World) another(x promise, a model.ActorID) bool { return !w.side(model.SetOf(x.party)).Has(a) }
