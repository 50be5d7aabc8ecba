package export

import (
	"github.com/servanda-lang/servanda/machine"
	"github.com/servanda-lang/servanda/model"
)

// makePromises says what the judging of a move has to know of each duty that can be broken. The machine's
// culprits are those who break a ban (said where the act is), who make their own due duty impossible, or
// who let its last day go by although they could have performed it.
func (b *builder) makePromises() {
	for i := range b.duties {
		d := &b.duties[i]
		if d.Discretion {
			continue
		}
		x := promise{name: d.Name, obligor: d.Obligor, due: eq(d.status, dDue), performed: d.performed}
		x.wasDue, x.lastDay = b.scrap("was_due_"+d.Name, 2), b.scrap("last_day_"+d.Name, 2)
		ways := []cond{b.fulfilled(d)}
		for _, id := range d.Acts {
			ways = append(ways, b.possible(&b.acts[id]))
		}
		x.atHand = either(ways...)
		b.begin = block(b.begin, note{x.wasDue, x.due}, note{x.lastDay, d.onLastDay()})
		b.promises = append(b.promises, x)
	}
	for i := range b.duties {
		b.begin = block(b.begin, set{b.duties[i].performed, 0})
	}
}

// spoils: the move may have made the obligor's own due duty impossible; whether it has is for a search.
func (p *program) spoils(x *promise) cond {
	return both(p.moveBy(x.obligor), eq(x.wasDue, 1), eq(x.performed, 0), x.due, negate(x.atHand))
}

// misses: the move lets the last day of the duty go by; whether that is a breach is for a search.
func (p *program) misses(x *promise) cond {
	var strikes []int
	for i := range p.moves {
		if p.moves[i].label.Kind == machine.Strike {
			strikes = append(strikes, i+1)
		}
	}
	return both(oneOf(p.move, strikes...), eq(x.lastDay, 1))
}

// moveBy: the move is one of the actor's.
func (p *program) moveBy(actor model.ActorID) cond {
	var ns []int
	for i := range p.moves {
		if p.moves[i].label.Actor == actor {
			ns = append(ns, i+1)
		}
	}
	return oneOf(p.move, ns...)
}

// makeChecks says the author's checks that are about one state or move, those that fit the filling.
func (b *builder) makeChecks() {
	for i := range b.p.Checks {
		c := &b.p.Checks[i]
		if c.Kind != model.Never && c.Kind != model.Possible ||
			c.Reading != model.None && !b.machine.Filling.Agrees(b.p.Readings[c.Reading].Fixes) {
			continue
		}
		x := check{label: c.Label, possible: c.Kind == model.Possible, event: b.cond(c.Cond)}
		switch c.World {
		case model.NobodyKeeps:
			x.defectors = b.everyone()
		case model.AllButKeep:
			x.defectors = model.SetOf(c.Except...)
		}
		x.atStart = newRun(b.program).holds(x.event)
		b.checks = append(b.checks, x)
	}
}

// everyone is every actor, the outsider included.
func (b *builder) everyone() model.ActorSet { return 1<<len(b.p.Actors) - 1 }
