package ask

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/memory"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// The author's own checks.
//
// An act in `never`, `possible` and on the left of `leads to` is true of the move just made. "Within" counts ticks: what was
// asked for on day 0 within 30 days must have come about before day 30 is over.

// CheckResult is the answer to one of the author's checks in one filling.
type CheckResult struct {
	Check   int // index into Pact.Checks
	Holds   bool
	Passed  bool           // Holds is what the author expected
	Message string         // one sentence
	Course  *course.Course // shows why it fails, or, for `possible`, that it holds; may be nil
}

// CheckHolds gives the fillings in which a check holds, whatever its reading.
func CheckHolds[S, M any](w world.World[S, M], p *model.Pact, check int) S {
	a, c := newAsker(w, p), &p.Checks[check]
	switch c.Kind {
	case model.Never:
		return a.Diff(a.Valid(), a.comesAbout(c))
	case model.Possible:
		return a.comesAbout(c)
	case model.LeadsTo:
		return a.Diff(a.Valid(), a.needNotFollow(c))
	}
	k, target := matchOf(p, c), a.Where(c.Cond)
	if c.Kind == model.CanAvoid {
		lost := a.lost(k, target, a.All())
		var none M
		a.ConfirmAvoid(k, target, none, lost, a.All())
		return a.Diff(a.Valid(), a.AtStart(lost))
	}
	win := a.force(k, target, a.All())
	a.ConfirmForce(k, target, win, a.All())
	return a.AtStart(win)
}

// ShowCheck says the answer to a check in one filling, that of the machine, and shows it.
func ShowCheck[S, M any](w world.World[S, M], exact *machine.Machine, check int, holds bool) CheckResult {
	t, c := newTeller(w, exact), &exact.Pact.Checks[check]
	r := CheckResult{Check: check, Holds: holds, Passed: holds != c.ExpectFails, Message: sayCheck(t.Pact, c, holds)}
	switch {
	case c.Kind == model.Possible && holds, c.Kind == model.Never && !holds:
		r.Course = t.event(c)
	case c.Kind == model.LeadsTo && !holds:
		if r.Course = t.ifThereIsRoom(func() *course.Course { return t.doesNotFollow(c) }); r.Course == nil {
			r.Message += "; the course that shows it is too long to be looked for within the memory limit"
		}
	case c.Kind == model.CanAvoid && !holds:
		r.Course = t.comesThere(c)
	case c.Kind == model.CanEnsure && !holds:
		r.Course = t.neverThere(c)
	}
	return r
}

// ifThereIsRoom is a course, or nil if to look for it would take more memory than there is: what it shows is known without it.
func (t *teller[S, M]) ifThereIsRoom(look func() *course.Course) (c *course.Course) {
	defer func() {
		r := recover()
		if _, full := r.(*memory.Full); r != nil && !full {
			panic(fault.Of(r))
		}
	}()
	return look()
}

// sayCheck says the answer to a check.
func sayCheck(p *model.Pact, c *model.Check, holds bool) string {
	who := course.Actors(p, model.SetOf(c.Players...))
	says := map[model.CheckKind][2]string{ // what is said if it fails, and if it holds
		model.Never:     {"it can come about", "it never comes about"},
		model.Possible:  {"it never comes about", "it can come about"},
		model.LeadsTo:   {"it need not follow", "it always follows"},
		model.CanAvoid:  {who + " cannot avoid it", who + " can avoid it"},
		model.CanEnsure: {who + " cannot be sure of it", who + " can make sure of it"},
	}[c.Kind]
	if holds {
		return says[1]
	}
	return says[0]
}

// DefectorsIn are the actors who may break their word in a check.
func DefectorsIn(p *model.Pact, c *model.Check) model.ActorSet {
	switch c.World {
	case model.NobodyKeeps:
		return p.Everyone()
	case model.AllButKeep:
		return model.SetOf(c.Except...)
	}
	return 0
}

func matchOf(p *model.Pact, c *model.Check) world.Match {
	return world.Match{Players: model.SetOf(c.Players...), Defectors: DefectorsIn(p, c)}
}

// moved is the moves, out of some, upon which a condition that may speak of acts holds: that it then speaks of is the move
// just made.
func (a *asker[S, M]) moved(m M, c model.Cond, states S) M {
	acts := actsOf(c)
	others := a.Only(m, func(l machine.Label) bool { return l.Kind != machine.Do || !slices.Contains(acts, l.Index) })
	out := a.Into(others, a.And(a.just(c, -1), states))
	for _, act := range acts {
		done := a.Only(m, func(l machine.Label) bool { return l.Kind == machine.Do && l.Index == act })
		out = a.Join(out, a.Into(done, a.And(a.just(c, act), states)))
	}
	return out
}

// actsOf lists the acts that a condition speaks of.
func actsOf(c model.Cond) (acts []int) {
	model.Visit(c, func(c model.Cond) {
		if d, ok := c.(model.Done); ok && !slices.Contains(acts, int(d.Act)) {
			acts = append(acts, int(d.Act))
		}
	})
	return acts
}

// just is where a condition holds when that act was just done; -1 is another move, or the first day.
func (a *asker[S, M]) just(c model.Cond, act int) S {
	switch c := c.(type) {
	case model.And:
		out := a.All()
		for _, c := range c.Terms {
			out = a.And(out, a.just(c, act))
		}
		return out
	case model.Or:
		out := a.None()
		for _, c := range c.Terms {
			out = a.Or(out, a.just(c, act))
		}
		return out
	case model.Not:
		return a.Diff(a.All(), a.just(c.Term, act))
	case model.Done:
		if int(c.Act) == act {
			return a.All()
		}
		return a.None()
	}
	return a.Where(c)
}

// comesAbout is the fillings in which what a check asks for comes about.
func (a *asker[S, M]) comesAbout(c *model.Check) S {
	return a.leadingTo(DefectorsIn(a.Pact, c), c.Cond, a.All())
}

// leadingTo is the fillings with a state of a world that is in a set, and in which the condition holds of it and of a move
// that led to it.
func (a *asker[S, M]) leadingTo(defectors model.ActorSet, c model.Cond, states S) S {
	reach := a.Reach(defectors)
	if len(actsOf(c)) == 0 {
		return a.Fillings(a.And(reach, a.And(a.just(c, -1), states)))
	}
	moves := a.moved(a.From(a.Permitted(defectors), reach), c, states)
	return a.Or(a.AtStart(a.And(a.just(c, -1), states)), a.Fillings(a.Makes(moves)))
}

// event is a shortest course on which what a check asks for comes about.
func (t *teller[S, M]) event(c *model.Check) *course.Course {
	if !t.Empty(t.And(t.first, t.just(c.Cond, -1))) {
		return t.course(nil)
	}
	m := t.Permitted(DefectorsIn(t.Pact, c))
	moves, _ := t.must(0, world.Stage[S, M]{{By: t.moved(m, c.Cond, t.All()), Into: t.All(), To: 1}, {By: m, Into: t.All(), To: 0}})
	return t.course(moves)
}

// delay is a world in which what is to follow need not.
type delay[S, M any] struct {
	allowed M
	without S // where it has not come about
	stops   S // where nothing at all can happen, not even time, and it has not
}

func (a *asker[S, M]) delay(c *model.Check) delay[S, M] {
	defectors := DefectorsIn(a.Pact, c)
	x := delay[S, M]{allowed: a.Permitted(defectors), without: a.Diff(a.Reach(defectors), a.Where(c.Then))}
	x.stops = a.Diff(x.without, a.Makes(x.allowed))
	return x
}

// needNotFollow is the fillings in which what is to follow need not.
func (a *asker[S, M]) needNotFollow(c *model.Check) S {
	x, defectors := a.delay(c), DefectorsIn(a.Pact, c)
	if c.Within == nil {
		late := a.Or(a.ForEver(x.without, x.allowed), a.Backward(x.stops, x.allowed, x.without))
		return a.leadingTo(defectors, c.Cond, late)
	}
	out := a.None()
	a.EachAmount(*c.Within, func(ticks int, fillings S) {
		late := a.overdue(ticks, x.allowed, a.And(x.without, fillings), a.And(x.stops, fillings))
		out = a.Or(out, a.leadingTo(defectors, c.Cond, late))
	})
	return out
}

// overdue is from where more than that many ticks can pass within the states, or the world can come to stop there.
func (a *asker[S, M]) overdue(ticks int, allowed M, within, stops S) S {
	pass := a.Only(allowed, passes)
	other := a.Without(allowed, pass)
	out := a.Backward(a.Or(stops, a.And(within, a.Makes(pass))), other, within)
	for range ticks {
		next := a.Backward(a.Or(stops, a.And(within, a.Before(out, pass))), other, within)
		if a.Empty(a.Diff(out, next)) {
			break
		}
		out = next
	}
	return out
}

// doesNotFollow shows that what is to follow need not: not within the time, or, without one, on a round that goes on for ever
// or in a state in which nothing can happen.
func (t *teller[S, M]) doesNotFollow(c *model.Check) *course.Course {
	if c.Within != nil {
		var out *course.Course
		t.EachAmount(*c.Within, func(ticks int, fillings S) {
			if !t.Empty(t.And(t.first, fillings)) {
				out = t.tooLate(c, ticks)
			}
		})
		return out
	}
	return t.neverComes(c)
}

// tooLate is a shortest course on which more ticks than allowed pass after the left side without the right side. Stage 0 is
// before, stage k+1 means that k ticks have passed since.
func (t *teller[S, M]) tooLate(c *model.Check, ticks int) *course.Course {
	x, last := t.delay(c), ticks+2
	right, pass, all := t.Where(c.Then), t.Only(x.allowed, passes), t.All()
	waits := t.Diff(all, right)
	begins := t.moved(x.allowed, c.Cond, waits)
	stages := []world.Stage[S, M]{{{By: begins, Into: x.stops, To: last}, {By: begins, Into: all, To: 1}, {By: x.allowed, Into: all, To: 0}}}
	for k := 1; k <= ticks; k++ {
		stages = append(stages, world.Stage[S, M]{
			{By: x.allowed, Into: right, To: 0}, {By: x.allowed, Into: x.stops, To: last},
			{By: pass, Into: waits, To: k + 1}, {By: x.allowed, Into: waits, To: k},
		})
	}
	stages = append(stages, world.Stage[S, M]{ // the last day is over without it
		{By: pass, Into: all, To: last}, {By: x.allowed, Into: right, To: 0},
		{By: x.allowed, Into: x.stops, To: last}, {By: x.allowed, Into: waits, To: ticks + 1},
	})
	moves, _ := t.must(t.beginsAt(c, x.stops, waits, last), stages...)
	return t.course(moves)
}

// beginsAt is the stage that the first day is in: 1 if the left side holds and the right side does not, the last if so and
// nothing can follow.
func (t *teller[S, M]) beginsAt(c *model.Check, hangs, waits S, last int) int {
	begins := t.And(t.And(t.first, t.just(c.Cond, -1)), waits)
	switch {
	case t.Empty(begins):
		return 0
	case t.Empty(t.And(begins, hangs)):
		return 1
	}
	return last
}

// neverComes is a shortest course on which the left side holds and the right side never does afterwards: it stays on a round
// of ticks, or comes to where nothing can happen in this world.
func (t *teller[S, M]) neverComes(c *model.Check) *course.Course {
	x, all := t.delay(c), t.All()
	right := t.Where(c.Then)
	waits := t.Diff(all, right)
	without := t.Into(x.allowed, waits)
	on := t.And(t.Rounds(waits, without, all), waits)
	tick := t.Only(x.allowed, passes)
	begins := t.moved(x.allowed, c.Cond, waits)
	begin := t.beginsAt(c, t.Or(x.stops, on), waits, 2)
	var moves []machine.Label
	end := t.first
	if begin < 2 { // else it does so on the first day already
		moves, end = t.must(begin, world.Stage[S, M]{
			{By: begins, Into: x.stops, To: 2}, {By: t.Only(begins, passes), Into: on, To: 2},
			{By: begins, Into: all, To: 1}, {By: x.allowed, Into: all, To: 0},
		}, world.Stage[S, M]{
			{By: x.allowed, Into: right, To: 0}, {By: x.allowed, Into: x.stops, To: 2},
			{By: tick, Into: on, To: 2}, {By: x.allowed, Into: all, To: 1},
		})
	}
	return t.endless(t.roundAt(moves, end, without, all))
}

// comesThere is a shortest course to what the players of a check cannot avoid, on which they could never have avoided it and
// try to: if that can be shown, without a move of theirs, else without one that brings it about; nil if no single course
// shows it.
func (t *teller[S, M]) comesThere(c *model.Check) *course.Course {
	k, target := matchOf(t.Pact, c), t.Where(c.Cond)
	lost := t.lost(k, target, t.All())
	allowed := t.Into(t.Permitted(k.Defectors), lost)
	own := t.Only(allowed, func(l machine.Label) bool {
		return l.Actor != machine.Time && l.Kind != machine.Sign && k.Players.Has(l.Actor)
	})
	for _, ways := range []M{t.Without(allowed, own), t.Without(allowed, t.Into(own, target)), allowed} {
		if moves, _, ok := t.path(t.first, ways, target); ok {
			return t.course(moves)
		}
	}
	return nil
}

// neverThere is a course on which what the players of a check want never comes about: to a round without it; nil if no single
// course shows that.
func (t *teller[S, M]) neverThere(c *model.Check) *course.Course {
	k := matchOf(t.Pact, c)
	won := t.force(k, t.Where(c.Cond), t.All())
	allowed := t.From(t.Permitted(k.Defectors), t.filling)
	moves, _, round, ok := t.intoRound(t.first, t.Into(allowed, t.Diff(t.All(), won)), t.All())
	if !ok {
		return nil
	}
	return t.endless(moves, round)
}
