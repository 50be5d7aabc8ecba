package oracle

import "github.com/servanda-lang/servanda/model"

// A clause has teeth if something else speaks of its performance, or speaks of its breach in a way that
// can make a difference once it is breached: a condition that the breach helps to hold must have made its
// owner apply in some state after the breach, one that it helps to fail must find its owner alive there.
// Which of the two it is, is a matter of how many "not" a simple test of the breach stands under.

// ToothlessDuty tells whether a duty can be breached and nothing ever hangs on that.
func (w *World) ToothlessDuty(d model.DutyID) bool {
	self := model.Ref{Kind: model.KindDuty, Index: int(d)}
	standing := w.Pact.Duties[d].Recurs()
	return w.toothless(self, func(s *State) bool { return w.dutyWasBreached(s, d) }, func(c model.Cond) speaks {
		switch c := c.(type) {
		case model.DutyIs:
			if c.Duty == d && c.Status == model.Performed {
				return ofPerformance
			}
			if c.Duty == d && c.Status == model.Breached {
				return trueOfBreach
			}
		case model.InTime:
			if c.Duty == d {
				return ofPerformance
			}
		case model.WasBreached:
			if c.Ban == model.None && c.Duty == d {
				return trueOfBreach
			}
		case model.Kept:
			if c.Thing == self && standing {
				return falseOfBreach
			}
			if c.Thing == self {
				return ofPerformance
			}
		}
		return ofOtherThings
	})
}

// ToothlessBan is the same of a ban, which nobody performs.
func (w *World) ToothlessBan(b model.BanID) bool {
	self := model.Ref{Kind: model.KindBan, Index: int(b)}
	return w.toothless(self, func(s *State) bool { return s.BanBroken[b] }, func(c model.Cond) speaks {
		switch c := c.(type) {
		case model.BanIs:
			if c.Ban == b && c.Status == model.BanBreached {
				return trueOfBreach
			}
			if c.Ban == b && c.Status == model.BanBinding {
				return falseOfBreach
			}
		case model.WasBreached:
			if c.Ban == b {
				return trueOfBreach
			}
		case model.Kept:
			if c.Thing == self {
				return falseOfBreach
			}
		}
		return ofOtherThings
	})
}

// speaks says what a simple condition says of a clause.
type speaks int

const (
	ofOtherThings speaks = iota
	ofPerformance
	trueOfBreach
	falseOfBreach
)

// bearer is one condition of something: the thing applies, or is alive and kept from applying, in certain
// states.
type bearer struct {
	what            model.Ref
	cond            model.Cond
	excuses         bool // applying is what the condition prevents
	applies, alive  func(*State) bool
	appliesByMoving func(Edge) bool // if set, the thing applies where such a move is possible
}

func (w *World) toothless(self model.Ref, breached func(*State) bool, says func(model.Cond) speaks) bool {
	g := w.physical()
	if g.Distance(breached) < 0 {
		return false
	}
	for _, b := range w.bearers() {
		if b.what == self {
			continue
		}
		for _, how := range spoken(model.Settle(w.Pact, b.cond, w.Filling), says, false) {
			if b.excuses && how != ofPerformance {
				how = trueOfBreach + falseOfBreach - how
			}
			if how == ofPerformance || g.bites(b, how, breached) {
				return false
			}
		}
	}
	return true
}

// bites tells whether, in some state after the breach, what the breach brings about applies, or what it
// keeps back is alive.
func (g *Graph) bites(b bearer, how speaks, breached func(*State) bool) bool {
	for i, s := range g.States {
		if !breached(s) {
			continue
		}
		if how == falseOfBreach && b.alive(s) {
			return true
		}
		if how == trueOfBreach && b.applies != nil && b.applies(s) {
			return true
		}
		if how == trueOfBreach && b.appliesByMoving != nil {
			for _, e := range g.Edges[i] {
				if b.appliesByMoving(e) {
					return true
				}
			}
		}
	}
	return false
}

// spoken lists how the simple conditions in a condition speak, those under an odd number of "not" turned
// round.
func spoken(c model.Cond, says func(model.Cond) speaks, turned bool) []speaks {
	var out []speaks
	switch c := c.(type) {
	case nil:
	case model.And:
		for _, t := range c.Terms {
			out = append(out, spoken(t, says, turned)...)
		}
	case model.Or:
		for _, t := range c.Terms {
			out = append(out, spoken(t, says, turned)...)
		}
	case model.Not:
		return spoken(c.Term, says, !turned)
	default:
		how := says(c)
		if turned && (how == trueOfBreach || how == falseOfBreach) {
			how = trueOfBreach + falseOfBreach - how
		}
		if how != ofOtherThings {
			out = append(out, how)
		}
	}
	return out
}

// bearers lists everything whose conditions can be teeth. What a clause gives in return is none of its
// conditions, and to be let off is no bite.
func (w *World) bearers() []bearer {
	p := w.Pact
	var out []bearer
	ref := func(k model.Kind, i int) model.Ref { return model.Ref{Kind: k, Index: i} }
	inForce := func(s *State, i model.InstrumentID) bool { return s.Instruments[i].Status == InForce }
	for i, d := range p.Duties {
		due := func(s *State) bool { return inForce(s, d.Instrument) && s.Duties[i].Status == Due }
		dormant := func(s *State) bool { return inForce(s, d.Instrument) && dutyIs(s.Duties[i].Status, model.Dormant) }
		excused := func(s *State) bool { return dutyIs(s.Duties[i].Status, model.Excused) }
		out = append(out,
			bearer{what: ref(model.KindDuty, i), cond: d.Once, applies: due, alive: dormant},
			bearer{what: ref(model.KindDuty, i), cond: d.Ensure, applies: due, alive: due},
			bearer{what: ref(model.KindDuty, i), cond: d.Unless, excuses: true, applies: due, alive: excused})
	}
	for i, b := range p.Bans {
		out = append(out, bearer{what: ref(model.KindBan, i), cond: b.While,
			applies: func(s *State) bool { return w.binding(s, model.BanID(i)) },
			alive:   func(s *State) bool { return inForce(s, b.Instrument) }})
	}
	for i, u := range p.Powers {
		if u.Effect == model.Excuse {
			continue
		}
		out = append(out, bearer{what: ref(model.KindPower, i), cond: u.When,
			appliesByMoving: func(e Edge) bool { return e.Kind == Use && e.Index == i },
			alive:           func(s *State) bool { return inForce(s, u.Instrument) }})
	}
	for i, a := range p.Acts {
		out = append(out, bearer{what: ref(model.KindAct, i), cond: a.When,
			appliesByMoving: func(e Edge) bool { return e.Kind == Do && e.Index == i },
			alive:           func(*State) bool { return true }})
	}
	for i, d := range p.Decisions {
		out = append(out, bearer{what: ref(model.KindDecision, i), cond: d.Once,
			applies: func(s *State) bool { return s.Decisions[i].Status == Asked },
			alive:   func(s *State) bool { return s.Decisions[i].Status == Unasked }})
	}
	for i, ins := range p.Instruments {
		id := model.InstrumentID(i)
		out = append(out,
			bearer{what: ref(model.KindInstrument, i), cond: ins.InForceOnce,
				applies: func(s *State) bool { return inForce(s, id) },
				alive:   func(s *State) bool { return s.Instruments[i].Status == Draft }},
			bearer{what: ref(model.KindInstrument, i), cond: ins.EndsOnce,
				applies: func(s *State) bool { return s.Instruments[i].Status >= EndedByTerm },
				alive:   func(s *State) bool { return inForce(s, id) }})
	}
	return out
}
