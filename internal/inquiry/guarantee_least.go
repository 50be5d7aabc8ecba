package inquiry

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// promised: what the guarantor can do after a call that performs the duty.
func (x *pledge) promised() Said {
	if !x.callable() {
		return never
	}
	acts, moves, ok := x.performing()
	if !ok {
		return Said{Text: "nothing it can lawfully do performs it"}
	}
	return Said{Text: course.List(acts, "or"), Course: x.q.course(moves)}
}

// least: the least the guarantor must do to have kept its word. Nothing, if it can by itself see to it that a
// call comes to nothing; otherwise any one of the acts that can perform the duty.
func (x *pledge) least() Said {
	if !x.callable() {
		return never
	}
	if x.outWith == Yes {
		return Said{Text: "nothing: " + x.how(), Missing: true, Course: x.q.course(x.out)}
	}
	acts, moves, ok := x.performing()
	switch {
	case !ok:
		return Said{Text: "it cannot lawfully be performed"}
	case len(acts) > 1:
		return Said{Text: "one of these, as it chooses: " + course.List(acts, "or"), Course: x.q.course(moves)}
	}
	return Said{Text: course.List(acts, "or"), Course: x.q.course(moves)}
}

// performing lists what can perform the duty after a call, with a course for the first that can be shown.
func (x *pledge) performing() (acts []string, moves []int32, ok bool) {
	p := x.q.Pact
	if x.duty.Ensure != nil {
		moves, ok = x.q.shortest(x.kept, x.then(x.fulfils)...)
		return []string{"see to it that " + x.q.Condition(x.duty.Ensure)}, moves, ok
	}
	for _, a := range x.duty.Acts {
		if m, can := x.q.shortest(x.kept, x.then(x.fulfilsBy(a))...); can {
			acts = append(acts, course.Plain(&p.Acts[a].Decl))
			if !ok {
				moves, ok = m, true
			}
		}
	}
	return acts, moves, ok
}

// fulfilsBy reports whether a move is the act and performs the duty.
func (x *pledge) fulfilsBy(a model.ActID) func(e int32) bool {
	return func(e int32) bool {
		m := x.q.g.SortOf(e).Move
		return m.Kind == machine.Do && m.Index == int(a) && x.fulfils(e)
	}
}

// how says by what the guarantor gets away with doing nothing, from the end of the course that shows it.
func (x *pledge) how() string {
	c := x.q.course(x.out)
	ref := model.Ref{Kind: model.KindDuty, Index: int(x.id)}
	last := &c.Steps[len(c.Steps)-1]
	switch status := c.Reads(ref); {
	case status == "lapsed":
		return "it may let it lapse"
	case status == "due" && x.duty.Discretion:
		return "it is at its discretion, and there is no deadline"
	case status == "due":
		return "there is no deadline, so waiting breaks nothing"
	case status == "breached":
		return "it cannot perform by the day it is due, and so breaks nothing"
	case last.Move.Actor != machine.Time:
		return course.Said(x.q.m, last.Move)
	default:
		return "the duty is " + status + " before anything has to be done"
	}
}

// waits reports whether all the guarantor does on the course out is to wait, though it has no discretion: the
// duty stays due for ever.
func (x *pledge) waits() bool {
	return !x.duty.Discretion && x.due.Has(x.q.g.To[x.out[len(x.out)-1]])
}

// deadline: how soon after falling due, and whether the clock can be stopped on the way.
func (x *pledge) deadline() Said {
	if !x.callable() {
		return never
	}
	d, said := x.duty, Said{}
	switch {
	case d.Within != nil:
		n := d.Within.In(x.q.Pact, x.q.m.Filling)
		said = Said{Text: Span(n), Days: &n}
		if n == 0 && x.q.m.Tick == 1 {
			said.Text = "at once, on the day it falls due"
		} else if n == 0 {
			said.Text = "at once, in the same step of " + Span(x.q.m.Tick)
		}
	case d.By != nil:
		return Said{Text: "by " + course.Date(*d.By)}
	default:
		return Said{Text: "no deadline", Missing: true}
	}
	if d.NotBefore != nil {
		said.Text += ", not before " + Span(d.NotBefore.In(x.q.Pact, x.q.m.Filling))
	}
	if moves, ok := x.stopped(); ok {
		c := x.q.course(moves)
		said.Text += fmt.Sprintf("; but the clock can be stopped, and no breach follows: it is performed %s after the call", Span(x.daysSinceCall(moves)))
		said.Course = c
	}
	return said
}

// stopped is a shortest course on which the duty is called, excused for now or suspended, due again with days to
// go, and performed later than its deadline would have it. Only what may be excused or suspended can be so.
func (x *pledge) stopped() (moves []int32, ok bool) {
	if x.duty.Unless == nil && !x.suspendable() {
		return nil, false
	}
	ref := model.Ref{Kind: model.KindDuty, Index: int(x.id)}
	held := x.q.where(func(s machine.State) bool {
		w := x.q.m.Reads(s, ref)
		return w == "excused (for now)" || w == "dormant (suspended)"
	})
	last := x.duty.Within.In(x.q.Pact, x.q.m.Filling) / x.q.m.Tick
	// Stages: 0 before the call, then 1 + 2*passed + (0: due, 1: held), passed counting to last+1.
	end := 1 + 2*(last+1) + 2
	moves, _, ok = x.q.g.Walk(0, explore.Phases{Last: end, Next: func(k int, _, e int32) (int, bool) {
		to := x.q.g.To[e]
		if !x.kept[x.q.g.Sort[e]] {
			return 0, false
		}
		if k == 0 && x.fromStart() {
			k = 1
		}
		if k == 0 {
			if x.called(e) {
				return 1, true
			}
			return 0, true
		}
		passed, due := (k-1)/2, (k-1)%2 == 0
		switch {
		case x.fulfils(e) && passed > last && due:
			return end, true
		case x.fulfils(e):
			return 0, false
		case x.q.g.Passes(e):
			passed = min(passed+1, last+1)
		}
		switch {
		case x.due.Has(to):
			return 1 + 2*passed, true
		case held.Has(to):
			return 2 + 2*passed, true
		}
		return 0, false
	}})
	return moves, ok
}

// suspendable reports whether the instrument can be suspended.
func (x *pledge) suspendable() bool {
	for i := range x.q.Pact.Powers {
		if w := &x.q.Pact.Powers[i]; w.Effect == model.Suspend && w.Target == x.duty.Instrument {
			return true
		}
	}
	return false
}

// daysSinceCall counts the days of a course from the call on.
func (x *pledge) daysSinceCall(moves []int32) int {
	ticks, called := 0, x.fromStart()
	for _, e := range moves {
		if called && x.q.g.Passes(e) {
			ticks++
		}
		called = called || x.called(e)
	}
	return ticks * x.q.m.Tick
}

// Span is a number of days as the language writes it: "3 days", "15 months", "20 years".
func Span(days int) string {
	n, unit := days, "day"
	switch {
	case days > 0 && days%360 == 0:
		n, unit = days/360, "year"
	case days > 0 && days%30 == 0:
		n, unit = days/30, "month"
	}
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}
