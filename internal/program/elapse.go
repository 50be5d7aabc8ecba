package program

import "slices"

// Many ticks at once.
//
// A tick by which nothing happens does nothing but let countdowns fall. So many of them in a row are one subtraction, as the
// passing of time is one operation on zones (Alur and Dill, A theory of timed automata, 1994), and whoever looks for what can
// be reached, or forced, need not go tick by tick through a term of years.
//
// Why n ticks in a row are what Elapse(n) does, from a state that is at rest and of which Calm(n) holds:
//
//   - A tick may pass if nothing runs out. What runs does not begin or end by passing alone, its countdowns fall by one each time
//     and have n or more to go: so before each of the n ticks nothing runs out.
//   - At rest means that no rule of settling would do anything, what was done in the tick forgotten. A rule asks a countdown
//     only whether it is at 0. A countdown that some rule asks for stands at 0, and stays there, or at more than n, and comes to
//     0 in none of the n ticks. Nothing else that a rule asks is changed by a tick. So after each tick no rule does anything
//     either: the state is at rest again, and no event has happened.
//   - Nobody is to blame for the passing of a tick, and its countdowns fall all alike: those of a paused duty stand still as
//     long as it is paused, the others fall to 0 and no further. To subtract n, and not to go below 0, is to subtract 1, and not to
//     go below 0, n times.
//
// The conditions are sufficient and not more: where they do not hold, the ticks are made one by one.

// Elapse lets so many ticks pass, from a state that is at rest and of which Calm holds.
func (p *Program) Elapse(ticks int) []Stmt { return p.builder.elapse(ticks) }

// Calm says that so many ticks in a row can pass without anything running out, or any countdown coming to 0 for which a rule of
// settling asks.
func (p *Program) Calm(ticks int) Cond {
	var out []Cond
	for _, x := range p.Expiries {
		for _, v := range x.Clocks {
			out = append(out, either(negate(x.Running), ge(v, ticks)))
		}
	}
	for _, v := range p.settlingClocks() {
		out = append(out, either(Eq(v, 0), ge(v, ticks+1)))
	}
	return both(out...)
}

// settlingClocks lists the countdowns for which a rule of settling asks.
func (p *Program) settlingClocks() []*Variable {
	var out []*Variable
	note := func(v *Variable) {
		if v.Kind == Clock && !v.Scratch && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	for i := range p.Rules {
		VisitCond(p.Rules[i].When, note)
		for _, a := range p.Rules[i].Arms {
			VisitCond(a.When, note)
		}
	}
	return out
}

// LongestClock is the most ticks that a countdown can stand at.
func (p *Program) LongestClock() int {
	most := 0
	for _, v := range p.Cells {
		if v.Kind == Clock {
			most = max(most, v.Size-1)
		}
	}
	return most
}

// AtRest says that no rule of settling would do anything; it is to be asked with what was done in the tick forgotten.
func (p *Program) AtRest() Cond {
	var out []Cond
	for i := range p.Rules {
		out = append(out, negate(p.Rules[i].Stirs()))
	}
	return both(out...)
}

// OnceOnly lists the countdowns that are set but once and fall with every tick that passes, until they stand at 0: the term of an
// instrument, for no instrument is a draft again; the time for a decision, which is asked but once; and the date of a duty that is
// never paused. So where time passes on a round, which comes back to where it was, all of them stand at 0.
func (p *Program) OnceOnly() []*Variable {
	var out []*Variable
	note := func(v *Variable) {
		if v != nil {
			out = append(out, v)
		}
	}
	b := p.builder
	for i := range b.instruments {
		note(b.instruments[i].term)
	}
	for i := range b.decisions {
		note(b.decisions[i].clock)
	}
	for i := range b.duties {
		if d := &b.duties[i]; slices.Contains(d.status.Never, dPaused) {
			note(d.date)
		}
	}
	return out
}
