package findings

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// The author's own checks.
//
// An act in `never`, `possible` and on the left of `leads to` is true of the move just made. "Within" counts
// ticks: what was asked for on day 0 within 30 days must have come about before day 30 is over.

// checks answers the checks, those left out whose reading cannot agree with any filling that behaves like
// this one.
func (q *inquiry) checks() []CheckResult {
	var out []CheckResult
	for i := range q.pact.Checks {
		c := &q.pact.Checks[i]
		if c.Reading != model.None && q.ruledOut(q.pact.Readings[c.Reading].Fixes) {
			continue
		}
		r := q.check(c)
		r.Check, r.Passed = i, r.Holds != c.ExpectFails
		out = append(out, r)
	}
	return out
}

// ruledOut reports whether the bindings fix an open point that was asked to another value than it has.
func (q *inquiry) ruledOut(fixed []model.Binding) bool {
	asked := q.m.Asked()
	return slices.ContainsFunc(fixed, func(b model.Binding) bool {
		return asked[b.Point] && q.m.Filling[b.Point] != b.Value
	})
}

func (q *inquiry) check(c *model.Check) CheckResult {
	w := q.world(defectorsIn(q.pact, c))
	switch c.Kind {
	case model.Never, model.Possible:
		moves, found := q.firstEvent(w, c.Cond)
		r := CheckResult{Holds: found == (c.Kind == model.Possible)}
		r.Message = "it never comes about"
		if found {
			r.Message, r.Course = "it can come about", q.course(moves)
		}
		return r
	case model.LeadsTo:
		return q.leadsTo(w, c)
	}
	return q.strategic(c)
}

// defectorsIn are the actors who may break their word in a check.
func defectorsIn(p *model.Pact, c *model.Check) model.ActorSet {
	switch c.World {
	case model.NobodyKeeps:
		return p.Everyone()
	case model.AllButKeep:
		return model.SetOf(c.Except...)
	}
	return 0
}

// event makes a condition that may speak of acts ready to be asked of a state and of the move that led to
// it; e is -1 for the first day.
func (q *inquiry) event(c model.Cond) func(e, s int32) bool {
	switch c := c.(type) {
	case model.And:
		parts := q.events(c.Terms)
		return func(e, s int32) bool {
			for _, p := range parts {
				if !p(e, s) {
					return false
				}
			}
			return true
		}
	case model.Or:
		parts := q.events(c.Terms)
		return func(e, s int32) bool {
			for _, p := range parts {
				if p(e, s) {
					return true
				}
			}
			return false
		}
	case model.Not:
		part := q.event(c.Term)
		return func(e, s int32) bool { return !part(e, s) }
	case model.Done:
		return func(e, _ int32) bool {
			return e >= 0 && q.g.SortOf(e).Move.Kind == machine.Do && q.g.SortOf(e).Move.Index == int(c.Act)
		}
	}
	holds := q.whereCond(c)
	return func(_, s int32) bool { return holds[s] }
}

func (q *inquiry) events(cs []model.Cond) []func(e, s int32) bool {
	out := make([]func(e, s int32) bool, len(cs))
	for i, c := range cs {
		out[i] = q.event(c)
	}
	return out
}

// firstEvent finds a shortest course of a world on which the condition comes to hold.
func (q *inquiry) firstEvent(w *explore.World, c model.Cond) (moves []int32, found bool) {
	holds := q.event(c)
	if holds(-1, 0) {
		return nil, true
	}
	moves, _, found = q.g.Walk(0, explore.Phases{Last: 1, Next: func(_ int, _, e int32) (int, bool) {
		switch {
		case !w.Allows(e):
			return 0, false
		case holds(e, q.g.To[e]):
			return 1, true
		}
		return 0, true
	}})
	return moves, found
}

// leadsTo looks for a course on which the left side holds and the right side then fails to: not within the
// time, or, without one, on a round that goes on for ever or in a state in which nothing can happen.
func (q *inquiry) leadsTo(w *explore.World, c *model.Check) CheckResult {
	left, right := q.event(c.Cond), q.whereCond(c.Then)
	var moves []int32
	var round int
	var failed bool
	if c.Within != nil {
		moves, failed = q.tooLate(w, left, right, int(q.m.Ticks(q.m.Amount(*c.Within))))
		round = -1
	} else {
		moves, round, failed = q.neverComes(w, left, right)
	}
	if !failed {
		return CheckResult{Holds: true, Message: "it always follows"}
	}
	return CheckResult{Message: "it need not follow", Course: q.endless(moves, round)}
}

// tooLate finds a shortest course on which more ticks than allowed pass after the left side without the
// right side. Stage 0 is before, stage k+1 means that k ticks have passed since.
func (q *inquiry) tooLate(w *explore.World, left func(e, s int32) bool, right []bool, ticks int) ([]int32, bool) {
	begins := func(e, s int32) bool { return left(e, s) && !right[s] }
	stops := q.stops(w)
	last := ticks + 2
	if begins(-1, 0) && stops[0] {
		last = 0 // nothing can follow at all
	}
	moves, _, ok := q.g.Walk(0, explore.Phases{Last: last, Next: func(k int, s, e int32) (int, bool) {
		stage, ok := q.waitOn(w, begins, right, ticks, k, s, e)
		if ok && stage > 0 && stops[q.g.To[e]] && !right[q.g.To[e]] {
			stage = last
		}
		return stage, ok
	}})
	return moves, ok
}

// waitOn gives the stage of tooLate after a move.
func (q *inquiry) waitOn(w *explore.World, begins func(e, s int32) bool, right []bool, ticks, k int, s, e int32) (int, bool) {
	to := q.g.To[e]
	if k == 0 && s == 0 && begins(-1, 0) {
		k = 1
	}
	switch {
	case !w.Allows(e):
		return 0, false
	case k == 0 && begins(e, to):
		return 1, true
	case k == 0:
		return 0, true
	case q.g.Passes(e) && k == ticks+1:
		return k + 1, true // the last day is over without it
	case right[to]:
		return 0, true
	case q.g.Passes(e):
		return k + 1, true
	}
	return k, true
}

// stops marks the states of a world in which nothing at all can happen, not even time.
func (q *inquiry) stops(w *explore.World) []bool {
	out := make([]bool, q.g.States())
	for _, s := range w.Order {
		out[s] = true
		for range w.Moves(s) {
			out[s] = false
			break
		}
	}
	return out
}

// neverComes finds a course on which the left side holds and the right side never does afterwards: it stays on
// a round of ticks, or comes to where nothing can happen in this world.
func (q *inquiry) neverComes(w *explore.World, left func(e, s int32) bool, right []bool) (moves []int32, round int, ok bool) {
	without := func(e int32) bool { return w.Allows(e) && !right[q.g.To[e]] }
	on, stops := q.g.Rounds(without, nil), q.stops(w)
	hangs := func(e, s int32) bool { return !right[s] && (stops[s] || on[s] && (e < 0 || q.g.Passes(e))) }
	const before, after = 0, 1
	last := 2
	if left(-1, 0) && hangs(-1, 0) {
		last = before // it does so on the first day already
	}
	moves, end, ok := q.g.Walk(0, explore.Phases{Last: last, Next: func(k int, s, e int32) (int, bool) {
		to := q.g.To[e]
		if k == before && s == 0 && left(-1, 0) && !right[0] {
			k = after
		}
		switch {
		case !w.Allows(e):
			return 0, false
		case k == before && left(e, to) && !right[to]:
			if hangs(e, to) {
				return 2, true
			}
			return after, true
		case k == before:
			return before, true
		case right[to]:
			return before, true
		case hangs(e, to):
			return 2, true
		}
		return after, true
	}})
	if !ok {
		return nil, -1, false
	}
	cycle, goesRound := q.g.Round(end, without, nil)
	if !goesRound {
		return moves, -1, true
	}
	return append(moves, cycle...), len(moves), true
}

// strategic answers whether players can avoid or ensure something.
func (q *inquiry) strategic(c *model.Check) CheckResult {
	k := match{players: model.SetOf(c.Players...), defectors: defectorsIn(q.pact, c)}
	target := q.whereCond(c.Cond)
	who := q.people(k.players)
	if c.Kind == model.CanAvoid {
		safe := q.canAvoid(k, target)
		if safe[0] {
			q.confirmAvoid(k, target, safe)
			return CheckResult{Holds: true, Message: who + " can avoid it"}
		}
		return CheckResult{Message: who + " cannot avoid it", Course: q.losing(k, not(safe), target)}
	}
	win, rank := q.arena.ForceRanked(q.table(k), target)
	if !win[0] {
		return CheckResult{Message: who + " cannot be sure of it", Course: q.escape(k, win)}
	}
	if err := q.arena.VerifyForce(q.table(k), target, rank, 0); err != nil {
		panic(fmt.Errorf("a strategy does not hold: %w", err))
	}
	return CheckResult{Holds: true, Message: who + " can make sure of it"}
}

// losing shows a shortest course to the target on which the players could never have avoided it.
func (q *inquiry) losing(k match, lost, target []bool) *course.Course {
	w := q.world(k.defectors)
	moves, _, ok := q.g.Path(0, func(s int32) bool { return target[s] }, func(e int32) bool {
		return w.Allows(e) && lost[q.g.To[e]]
	})
	if !ok {
		return nil
	}
	return q.course(moves)
}

// escape shows a course on which what the players want never comes about: to a round without it, or as far
// as anything can happen.
func (q *inquiry) escape(k match, win []bool) *course.Course {
	w := q.world(k.defectors)
	outside := func(e int32) bool { return w.Allows(e) && !win[q.g.To[e]] }
	moves, end, ok := q.g.ToRound(0, q.g.Rounds(outside, nil), outside)
	if !ok {
		return nil
	}
	cycle, _ := q.g.Round(end, outside, nil)
	return q.endless(append(moves, cycle...), len(moves))
}
