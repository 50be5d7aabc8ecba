package program

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Memory that makes no difference.
//
// A state of the definition remembers more than what can happen next depends on. A reduced program leaves
// out three kinds of memory. What is left out takes no room in a state and reads as "not done", "not used" or
// "unused" whenever a move begins. Each is left out only if a state that remembers it and the same state without
// it have the same moves, by the same actors, with the same culprits and performances, into states that again
// differ in such memory only: whatever is asked of what can happen has the same answer of both. What is left
// out is decided from the text alone, with the open points unknown, so it is the same under all fillings.
//
// That an act was done in this tick. It is read where the act is about to be done again, and there only
// together with whether the act is possible; and where a duty is resumed. So it may be forgotten if the act, once
// done, is not possible again before the tick is over: it sets a fact to a value with which its `when` cannot
// hold, and from that value no chain of acts and powers leads the fact, within the tick, to one with which it
// may. A chain follows one fact and takes everything else as it comes: an act makes its change from every
// value with which its own `when` may hold, a power likewise, and one with notice from any value, for what it
// waited for may be over when the notice runs out. Nothing but acts and powers changes a fact. If a power can
// suspend the instrument of a duty that the actor performs by the act, it is remembered all the same.
//
// That a power to end an instrument was used in this tick. It is read where the power is about to be used
// again. Without notice the instrument has ended by then. With notice, the notice is running, and the power is
// not to be had as long as it does; when it has run out the instrument has ended, by it or before. What has ended
// never comes back, and to end it again would change nothing.
//
// That a power without notice has ever been used. Nothing in the program reads it, only conditions do; so
// it may be forgotten if no condition of the pact, those of checks, purposes and scenarios included, asks for the
// status of that power, and no finding does: whether what was given for good is outlasted by nothing more than a right of
// another to end what it was given for hangs on that right having been used. This would be so of every other such power. But a course that goes round and uses a power on
// the way would then seem to come back where it began although in full it comes to another state, in which the power
// has been used, and goes round only from there. So it is forgotten only of a power that can be used no more than
// once: to end an instrument; to suspend one that nothing resumes; to excuse a duty that never falls due again.
//
// For the same reason rounds are looked for where a tick has just passed (explore/round.go). There nothing is
// remembered of the tick, so every round of the reduced states is one of the full states.
//
// Which open points were asked is noted as ever. A reduced program asks at least those that the full one
// asks: it may only look at a `when` where the full one knows that the act is done already.

// Remembers reports whether it makes a difference, within a tick, that an actor has done an act. seat is the
// place of the actor in the act's By.
func (f *Frame) Remembers(a model.ActID, seat int) bool {
	act := &f.Pact.Acts[a]
	return f.resumable(a, act.By[seat]) || !slices.ContainsFunc(act.Effects, func(e model.Effect) bool {
		return f.locksOut(act, e.Fact)
	})
}

// RemembersUse reports whether it makes a difference, within a tick, that a power has been used.
func (f *Frame) RemembersUse(w model.PowerID) bool {
	return f.Pact.Powers[w].Effect != model.Terminate
}

// RemembersStatus reports whether it makes a difference whether a power has ever been used.
func (f *Frame) RemembersStatus(w model.PowerID) bool {
	return f.Pact.Powers[w].Notice != nil || f.canComeAgain(&f.Pact.Powers[w]) || f.endsReturn(&f.Pact.Powers[w]) || slices.ContainsFunc(f.Pact.Conditions(), func(c model.Cond) bool {
		asked := false
		model.Visit(c, func(c model.Cond) {
			is, ok := c.(model.PowerIs)
			asked = asked || ok && is.Power == w
		})
		return asked
	})
}

// endsReturn reports whether a power ends an instrument that has to be in force for what another got for a sacrifice.
func (f *Frame) endsReturn(w *model.Power) bool {
	return w.Effect == model.Terminate && slices.ContainsFunc(f.Pact.Duties, func(d model.Duty) bool {
		asked := false
		for _, c := range d.Return {
			model.Visit(c, func(c model.Cond) {
				i, ok := f.Pact.Lasting(c)
				asked = asked || ok && i == w.Target
			})
		}
		return asked && d.Obligor != w.Holder && f.Pact.Sacrifice(&d)
	})
}

// canComeAgain reports whether a power without notice may be used to some effect more than once.
func (f *Frame) canComeAgain(w *model.Power) bool {
	switch w.Effect {
	case model.Terminate:
		return false
	case model.Suspend:
		return slices.ContainsFunc(f.Pact.Powers, func(v model.Power) bool { return v.Effect == model.Resume && v.Target == w.Target })
	case model.Excuse:
		return f.Pact.Duties[w.Duty].Recurs()
	}
	return true
}

// resumable reports whether the act performs a duty of the actor that can be suspended.
func (f *Frame) resumable(a model.ActID, actor model.ActorID) bool {
	return slices.ContainsFunc(f.Pact.Duties, func(d model.Duty) bool {
		return d.Obligor == actor && slices.Contains(d.Acts, a) && slices.ContainsFunc(f.Pact.Powers, func(w model.Power) bool {
			return w.Effect == model.Suspend && w.Target == d.Instrument
		})
	})
}

// locksOut reports whether an act gives a fact a value by which it is itself impossible until the tick is over.
func (f *Frame) locksOut(a *model.Act, fact model.FactID) bool {
	x := drift{fact: fact}
	x.act(a)
	for i := 0; i < len(x.values); i++ {
		if may(a.When, true, fact, x.values[i]) {
			return false
		}
		x.onFrom(f.Pact, x.values[i])
	}
	return !x.anywhere
}

// drift is what may become of one fact before the tick is over.
type drift struct {
	fact     model.FactID
	values   []int // those it may come to have, as far as they are known
	anywhere bool  // it may come to have any
}

// onFrom adds the values that one move can give the fact when it has a value.
func (x *drift) onFrom(p *model.Pact, v int) {
	for i := range p.Acts {
		if a := &p.Acts[i]; may(a.When, true, x.fact, v) {
			x.act(a)
		}
	}
	for i := range p.Powers {
		w := &p.Powers[i]
		if w.Effect == model.SetFact && w.Fact == x.fact && (w.Notice != nil || may(w.When, true, x.fact, v)) {
			x.to(w.Value)
		}
	}
}

// act adds the value that an act leaves the fact with, if it changes it.
func (x *drift) act(a *model.Act) {
	for i := len(a.Effects) - 1; i >= 0; i-- {
		switch e := &a.Effects[i]; {
		case e.Fact != x.fact:
			continue
		case e.Op != model.Becomes || e.Amount.Point != model.None:
			x.anywhere = true
		default:
			x.to(e.Amount.N)
		}
		return
	}
}

func (x *drift) to(v int) {
	if !slices.Contains(x.values, v) {
		x.values = append(x.values, v)
	}
}

// may reports whether a condition may come out as given, when all that is known is the value of one fact.
func may(c model.Cond, holds bool, f model.FactID, v int) bool {
	one := func(t model.Cond) bool { return may(t, holds, f, v) }
	not := func(t model.Cond) bool { return !one(t) }
	switch c := c.(type) {
	case nil, model.True:
		return holds
	case model.False:
		return !holds
	case model.And:
		return joined(c.Terms, holds, one, not)
	case model.Or:
		return joined(c.Terms, !holds, one, not)
	case model.Not:
		return may(c.Term, !holds, f, v)
	case model.FactIs:
		return c.Fact != f || (v == c.Value) == holds
	case model.FactAtLeast:
		return c.Fact != f || c.N.Point != model.None || (v >= c.N.N) == holds
	case model.FactAtMost:
		return c.Fact != f || c.N.Point != model.None || (v <= c.N.N) == holds
	}
	return true
}

// joined asks that all terms pass a test, or only one of them.
func joined(terms []model.Cond, all bool, one, not func(model.Cond) bool) bool {
	if all {
		return !slices.ContainsFunc(terms, not)
	}
	return slices.ContainsFunc(terms, one)
}
