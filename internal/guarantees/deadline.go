package guarantees

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// deadline: how soon after falling due, and whether the clock can be stopped on the way.
func (x *pledge[S, M]) deadline() Said {
	if !x.callable() {
		return Never
	}
	d, said := x.duty, Said{}
	switch {
	case d.Within != nil:
		n := d.Within.In(x.Pact, x.exact.Filling)
		said = Said{Text: Span(n), Days: &n, Assumed: assumed(d.Within, d.NotBefore)}
		if n == 0 && x.exact.Tick == 1 {
			said.Text = "at once, on the day it falls due"
		} else if n == 0 {
			said.Text = "at once, in the same step of " + Span(x.exact.Tick)
		}
	case d.By != nil:
		return Said{Text: "by " + course.Date(*d.By)}
	default:
		return Said{Text: "no deadline", Missing: true}
	}
	if d.NotBefore != nil {
		said.Text += ", not before " + Span(d.NotBefore.In(x.Pact, x.exact.Filling))
	}
	if moves, ok := x.stopped(); ok {
		c := x.course(moves)
		said.Text += fmt.Sprintf("; but the clock can be stopped, and no breach follows: it is performed %s after the call", Span(x.daysSinceCall(c)))
		said.Course = c
	}
	return said
}

// stopped is a shortest course on which the duty is called, excused for now or suspended, due again with days to
// go, and performed later than its deadline would have it. Only what may be excused or suspended can be so.
func (x *pledge[S, M]) stopped() (moves []machine.Label, ok bool) {
	if x.duty.Unless == nil && !x.suspendable() {
		return nil, false
	}
	begin := 0
	if x.fromStart() {
		begin = 1
	}
	last := x.duty.Within.In(x.Pact, x.exact.Filling) / x.exact.Tick
	moves, _, ok = x.Path(x.first, begin, x.stopping(last))
	return moves, ok
}

// stopping are the stages of such a course: before the call, and then, for each number of ticks passed since, up to more than
// the last, while it is due and while it is held.
func (x *pledge[S, M]) stopping(last int) []world.Stage[S, M] {
	suspended := x.Where(model.InstrumentIs{Instrument: x.duty.Instrument, Status: model.Suspended})
	held := x.Or(x.Where(model.DutyIs{Duty: x.id, Status: model.Excused}), x.Diff(suspended, x.due))
	idle := x.Without(x.Only(x.kept, x.liftsNot), x.acts())
	ticks := x.Only(idle, passes)
	within := x.Without(idle, ticks)
	stages := []world.Stage[S, M]{{{By: x.calls, Into: x.due, To: 1}, {By: x.kept, Into: x.All(), To: 0}}}
	end := 1 + 2*(last+2)
	for passed := range last + 2 {
		now, next := 1+2*passed, 1+2*min(passed+1, last+1)
		on := world.Stage[S, M]{
			{By: ticks, Into: x.due, To: next}, {By: ticks, Into: held, To: next + 1},
			{By: within, Into: x.due, To: now}, {By: within, Into: held, To: now + 1},
		}
		due := on
		if passed > last {
			due = append(world.Stage[S, M]{{By: x.From(x.acts(), x.due), Into: x.All(), To: end}}, on...)
		}
		stages = append(stages, due, on)
	}
	return stages
}

// liftsNot reports whether a move does not lift what is due for good: what then falls due is another call.
func (x *pledge[S, M]) liftsNot(l machine.Label) bool {
	if l.Kind != machine.Use {
		return true
	}
	w := &x.Pact.Powers[l.Index]
	return w.Effect != model.Excuse || w.Duty != x.id
}

// suspendable reports whether the instrument can be suspended.
func (x *pledge[S, M]) suspendable() bool {
	for i := range x.Pact.Powers {
		if w := &x.Pact.Powers[i]; w.Effect == model.Suspend && w.Target == x.duty.Instrument {
			return true
		}
	}
	return false
}

// daysSinceCall counts the days of a course from the call on.
func (x *pledge[S, M]) daysSinceCall(c *course.Course) int {
	ticks, called := 0, x.fromStart()
	for i := range c.Steps {
		if called && c.Steps[i].Move.Kind == machine.Pass {
			ticks += c.Steps[i].Times()
		}
		called = called || slices.Contains(c.Steps[i].FallsDue, x.id)
	}
	return ticks * x.exact.Tick
}
