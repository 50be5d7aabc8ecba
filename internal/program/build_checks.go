package program

import (
	"reflect"
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// makePromises says what the judging of a move has to know of each duty that can be broken. The culprits are those who
// break a ban (said where the act is), who make their own due duty impossible, or who let its last day go by although they
// could have performed it.
func (b *builder) makePromises() {
	for i := range b.duties {
		if d := &b.duties[i]; !d.Discretion {
			b.Promises = append(b.Promises, b.promise(d, model.DutyID(i)))
		}
	}
	for i := range b.Promises {
		b.Promises[i].Sharers = b.sharing(&b.Promises[i])
	}
	if b.points == tested {
		b.sayWhatBears()
	}
	for i := range b.duties {
		for _, v := range b.duties[i].events {
			b.Begin = block(b.Begin, zero(v))
		}
	}
}

// sayWhatBears says of each promise which moves a search for whether it can be performed need make.
func (b *builder) sayWhatBears() {
	in := b.influence()
	for i := range b.Promises {
		x := &b.Promises[i]
		who := model.SetOf(x.Obligor)
		for _, k := range x.Sharers {
			who |= model.SetOf(b.Promises[k].Obligor)
		}
		x.Bears, x.BearsToday = in.bears(x, who, false), in.bears(x, who, true)
	}
}

// sharing lists the promises to ensure word for word the same; none if nobody else promises it.
func (b *builder) sharing(x *Promise) []int {
	var out []int
	others := false
	for i := range b.Promises {
		y := &b.Promises[i]
		if c := b.duties[x.Duty].Ensure; c != nil && reflect.DeepEqual(c, b.duties[y.Duty].Ensure) {
			out = append(out, i)
			others = others || y.Obligor != x.Obligor
		}
	}
	if !others {
		return nil
	}
	return out
}

func (b *builder) promise(d *duty, id model.DutyID) Promise {
	x := Promise{Name: d.Name, Duty: id, Obligor: d.Obligor, Due: Eq(d.status, dDue), Performed: d.events[Performs]}
	x.OnLastDay = d.expiry.Today()
	x.WasDue, x.LastDay = b.scrap("was_due_"+d.Name, 2), b.scrap("last_day_"+d.Name, 2)
	ways := []Cond{both(x.Due, b.fulfilled(d))}
	for _, id := range d.Acts {
		ways = append(ways, b.possible(&b.acts[id]))
	}
	x.AtHand, x.Ready = either(ways...), b.ready(d)
	x.Wiped = b.wiped(d)
	b.Begin = block(b.Begin, Note{x.WasDue, x.Due}, Note{x.LastDay, x.OnLastDay})
	return x
}

// wiped lists what a search for what can be brought about at all does not regard.
func (b *builder) wiped(d *duty) []*Variable {
	var out []*Variable
	for _, v := range b.Cells {
		if v.Kind == Memory || v == d.wait {
			out = append(out, v)
		}
	}
	return out
}

// ready: the obligor can perform the duty, which is due, right now by one act that no ban forbids.
func (b *builder) ready(d *duty) Cond {
	var ways []Cond
	for i := range b.Moves {
		mv := &b.Moves[i]
		if mv.Label.Kind == Do && mv.Label.Actor == d.Obligor && slices.Contains(d.Acts, model.ActID(mv.Label.Index)) {
			ways = append(ways, both(mv.When, negate(mv.Banned)))
		}
	}
	return both(d.waitIsOver(), either(ways...))
}

// Counts is where it is noted whether the promise counted, before the move, among those that are shared: if it was due, and
// for today on its last day.
func (x *Promise) Counts(today bool) *Variable {
	if today {
		return x.LastDay
	}
	return x.WasDue
}

// Spoils: the move may have made the obligor's own due duty impossible; whether it has is for a search. It is asked for
// good, and on the last day for what is left of it.
func (p *Program) Spoils(x *Promise, today bool) Cond {
	if today {
		return both(p.moveBy(x.Obligor), Eq(x.LastDay, 1), Eq(x.Performed, 0), x.Due)
	}
	return both(p.moveBy(x.Obligor), Eq(x.WasDue, 1), Eq(x.Performed, 0), x.Due, negate(x.AtHand))
}

// Misses: the move lets the last day of the duty go by; whether that is a breach is for a search.
func (p *Program) Misses(x *Promise) Cond {
	var strikes []int
	for i := range p.Moves {
		if p.Moves[i].Label.Kind == Strike {
			strikes = append(strikes, i+1)
		}
	}
	return both(oneOf(p.Move, strikes...), Eq(x.LastDay, 1))
}

// moveBy: the move is one of the actor's.
func (p *Program) moveBy(actor model.ActorID) Cond {
	var ns []int
	for i := range p.Moves {
		if p.Moves[i].Label.Actor == actor {
			ns = append(ns, i+1)
		}
	}
	return oneOf(p.Move, ns...)
}

// makeChecks says the author's checks that are about one state or move, those that fit the filling.
func (b *builder) makeChecks() {
	for i := range b.p.Checks {
		c := &b.p.Checks[i]
		if c.Kind != model.Never && c.Kind != model.Possible ||
			c.Reading != model.None && !b.Filling.Agrees(b.p.Readings[c.Reading].Fixes) {
			continue
		}
		x := Check{Label: c.Label, Possible: c.Kind == model.Possible, Event: b.cond(c.Cond)}
		switch c.World {
		case model.NobodyKeeps:
			x.Defectors = b.everyone()
		case model.AllButKeep:
			x.Defectors = model.SetOf(c.Except...)
		}
		x.AtStart = NewRun(b.Program).Holds(x.Event)
		b.Checks = append(b.Checks, x)
	}
}

// everyone is every actor, the outsider included.
func (b *builder) everyone() model.ActorSet { return b.p.Everyone() }
