package oracle

import "github.com/servanda-lang/servanda/model"

// ToothlessDuty tells whether a duty can be breached and nothing ever hangs on that.
func (w *World) ToothlessDuty(d model.DutyID) bool {
	standing := w.Pact.Duties[d].Recurs()
	return w.toothless(teeth{
		self:     model.Ref{Kind: model.KindDuty, Index: int(d)},
		breached: func(s *State) bool { return w.dutyWasBreached(s, d) },
		ofBreach: func(c model.Cond) bool {
			switch c := c.(type) {
			case model.DutyIs:
				return c.Duty == d && c.Status == model.Breached
			case model.WasBreached:
				return c.Ban == model.None && c.Duty == d
			case model.Kept:
				return standing && c.Thing == model.Ref{Kind: model.KindDuty, Index: int(d)}
			}
			return false
		},
		ofPerformance: func(c model.Cond) bool {
			switch c := c.(type) {
			case model.DutyIs:
				return c.Duty == d && c.Status == model.Performed
			case model.InTime:
				return c.Duty == d
			case model.Kept:
				return !standing && c.Thing == model.Ref{Kind: model.KindDuty, Index: int(d)}
			}
			return false
		},
	})
}

// ToothlessBan is the same of a ban. Any test of a ban's status tests whether it was breached.
func (w *World) ToothlessBan(b model.BanID) bool {
	return w.toothless(teeth{
		self:     model.Ref{Kind: model.KindBan, Index: int(b)},
		breached: func(s *State) bool { return s.BanBroken[b] },
		ofBreach: func(c model.Cond) bool {
			switch c := c.(type) {
			case model.BanIs:
				return c.Ban == b
			case model.WasBreached:
				return c.Ban == b
			case model.Kept:
				return c.Thing == model.Ref{Kind: model.KindBan, Index: int(b)}
			}
			return false
		},
		ofPerformance: func(model.Cond) bool { return false },
	})
}

// teeth says what is looked for: a clause, its breach, and the tests that speak of it.
type teeth struct {
	self                    model.Ref
	breached                func(*State) bool
	ofBreach, ofPerformance func(model.Cond) bool
}

// bearer is something with conditions, and when it applies: in a state, or by a move from it.
type bearer struct {
	what    model.Ref
	conds   []model.Cond
	applies func(s *State) bool
	byMove  func(s *State, e Edge, to *State) bool
}

func (w *World) toothless(x teeth) bool {
	g := w.physical()
	if g.Distance(x.breached) < 0 {
		return false
	}
	for _, b := range w.bearers() {
		if b.what == x.self {
			continue
		}
		if mentions(b.conds, x.ofPerformance) {
			return false
		}
		if mentions(b.conds, x.ofBreach) && g.canApply(b, x.breached) {
			return false
		}
	}
	return true
}

// canApply tells whether a bearer can apply in a state in which the breach has happened.
func (g *Graph) canApply(b bearer, breached func(*State) bool) bool {
	for i, s := range g.States {
		if !breached(s) {
			continue
		}
		if b.applies(s) {
			return true
		}
		for _, e := range g.Edges[i] {
			if b.byMove(s, e, g.States[e.To]) {
				return true
			}
		}
	}
	return false
}

func mentions(conds []model.Cond, is func(model.Cond) bool) bool {
	found := false
	for _, c := range conds {
		model.Visit(c, func(c model.Cond) { found = found || is(c) })
	}
	return found
}

// bearers lists everything whose conditions can be teeth. What a clause gives in return is none of its
// conditions.
func (w *World) bearers() []bearer {
	p := w.Pact
	var out []bearer
	never := func(*State) bool { return false }
	noMove := func(*State, Edge, *State) bool { return false }
	for i, d := range p.Duties {
		out = append(out, bearer{model.Ref{Kind: model.KindDuty, Index: i},
			[]model.Cond{d.Once, d.Unless, d.Ensure},
			func(s *State) bool { return s.Duties[i].Status == Due }, noMove})
	}
	for i, b := range p.Bans {
		out = append(out, bearer{model.Ref{Kind: model.KindBan, Index: i},
			[]model.Cond{b.While},
			func(s *State) bool { return w.binding(s, model.BanID(i)) }, noMove})
	}
	for i, u := range p.Powers {
		out = append(out, bearer{model.Ref{Kind: model.KindPower, Index: i},
			[]model.Cond{u.When}, never,
			func(s *State, e Edge, to *State) bool {
				return e.Kind == Use && e.Mover == p.Powers[i].Holder && !s.Powers[i].Now && to.Powers[i].Now
			}})
	}
	for i, a := range p.Acts {
		out = append(out, bearer{model.Ref{Kind: model.KindAct, Index: i},
			[]model.Cond{a.When}, never,
			func(_ *State, e Edge, _ *State) bool { return e.Act == model.ActID(i) }})
	}
	for i, d := range p.Decisions {
		out = append(out, bearer{model.Ref{Kind: model.KindDecision, Index: i},
			[]model.Cond{d.Once},
			func(s *State) bool { return s.Decisions[i].Status == Asked },
			func(_ *State, _ Edge, to *State) bool { return to.Decisions[i].Status == Asked }})
	}
	for i, ins := range p.Instruments {
		out = append(out, bearer{model.Ref{Kind: model.KindInstrument, Index: i},
			[]model.Cond{ins.InForceOnce, ins.EndsOnce},
			func(s *State) bool {
				have := s.Instruments[i].Status
				return have == InForce || have == EndedByTerm || have == EndedOtherwise
			}, noMove})
	}
	return out
}
