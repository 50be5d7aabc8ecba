package ask

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// moments are the states to which a move leads by which a duty falls due, and that of the first day if it is due or done
// then; performing are those of them at which that move performs it too, whatever becomes of it afterwards.
type moments[S, M any] struct{ all, performing S }

// moments are those that are come to from some states by moves that are made while only the defectors break their word. What
// is asked of them is asked from the first day on, so those that cannot be come to do no harm.
func (a *asker[S, M]) moments(d model.DutyID, defectors model.ActorSet, states S) moments[S, M] {
	calls := a.Calling(a.Permitted(defectors), d)
	performed := a.status(d, model.Performed)
	first := a.And(a.And(a.Init(), states), a.Or(performed, a.status(d, model.Due)))
	return moments[S, M]{
		a.Or(a.After(states, calls), first),
		a.Or(a.After(states, a.Performing(calls, d)), a.And(first, performed)),
	}
}

// early and late are the states before and after the moments at which a duty falls due: it can do so but once, so what
// comes after does not matter to whether they can be avoided, nor what was before to what follows. If it can fall due
// again, both are all states.
func (a *asker[S, M]) early(id model.DutyID, at, states S) S {
	if fallsDueOnce(a.Pact, id) {
		states = a.And(states, a.Or(at, a.status(id, model.Dormant)))
	}
	return states
}

func (a *asker[S, M]) late(id model.DutyID, states S) S {
	if fallsDueOnce(a.Pact, id) {
		states = a.Diff(states, a.status(id, model.Dormant))
	}
	return states
}

// fallsDueOnce reports whether a duty that has fallen due never does so again, nor comes back.
func fallsDueOnce(p *model.Pact, id model.DutyID) bool {
	d := &p.Duties[id]
	return !d.Recurs() && d.Unless == nil && !slices.ContainsFunc(p.Powers, func(w model.Power) bool {
		return w.Effect == model.Suspend && w.Target == d.Instrument
	})
}

// plight is how an obligor can be brought to a loss in one filling: to one of its moments, and on to what it does not want.
type plight[S, M any] struct {
	*loss[S, M]
	t     *teller[S, M]
	world model.ActorSet // who may break their word until the moment: the defectors, and the obligor if it takes that
	at    moments[S, M]  // the moments that can be come to
	bad   S              // those of them that are lost
}

// doom is what comes of a moment that is lost: from some states the players cannot avoid states or moves.
type doom[S, M any] struct {
	from   S
	goal   S
	moves  M
	atOnce S // what a move that performs the duty as it falls due must not lead to
}

// of is those of some moments that are lost.
func (x doom[S, M]) of(a *asker[S, M], m moments[S, M]) S {
	return a.Or(a.And(m.all, x.from), a.And(m.performing, x.atOnce))
}

// plight looks at a loss again in one filling.
func (t *teller[S, M]) plight(l *loss[S, M]) *plight[S, M] {
	x := &plight[S, M]{loss: l, t: t, world: l.defectors}
	if t.Empty(l.met(t.filling)) {
		x.world |= l.self
	}
	states := t.Forward(t.first, t.Permitted(x.world), t.And(t.Cover(x.world), t.filling))
	x.at = t.moments(l.duty, x.world, states)
	x.bad = l.bad(x.at, states)
	return x
}

// course is a shortest course from the first day over a moment that is lost to what comes of it. In the class unavoidable the
// obligor could never have made sure of not coming there; in the others the step is marked by which it, or time, leaves
// safety, or the first by which it breaks its word. The end is the state that the course comes to.
func (x *plight[S, M]) course(d doom[S, M], class Class) (moves []machine.Label, end S, careless int) {
	before, after := x.t.Permitted(x.world), x.t.Permitted(x.defectors)
	calls := x.Calling(before, x.duty)
	const wary, rash, due, over = 0, 1, 2, 3
	falls := world.Stage[S, M]{
		{By: x.Performing(calls, x.duty), Into: d.atOnce, To: over},
		{By: calls, Into: d.goal, To: over},
		{By: calls, Into: d.from, To: due},
	}
	out := x.kept.out
	safe := x.Diff(x.t.filling, out)
	begin, stays := wary, world.Rule[S, M]{By: before, Into: safe, To: wary}
	if class == Unavoidable {
		begin = rash
	}
	if bad := x.And(x.t.first, x.bad); !x.Empty(bad) {
		begin = due
		if !x.Empty(x.And(bad, x.Or(d.goal, x.And(x.at.performing, d.atOnce)))) {
			return nil, x.t.first, -1
		}
	}
	stages := []world.Stage[S, M]{
		append(falls[:3:3], stays, world.Rule[S, M]{By: before, Into: out, To: rash}),
		append(falls[:3:3], world.Rule[S, M]{By: before, Into: out, To: rash}),
		{{By: x.Join(d.moves, x.Into(after, d.goal)), Into: x.t.All(), To: over}, {By: after, Into: d.from, To: due}},
	}
	moves, end, ok := x.t.Path(x.t.first, begin, stages)
	if !ok { // a state that is such a moment on one course can be none on another
		stages[rash] = append(stages[rash], world.Rule[S, M]{By: before, Into: x.t.All(), To: rash})
		moves, end = x.t.must(begin, stages...)
	}
	if class == Unavoidable {
		return moves, end, -1
	}
	return moves, end, x.firstOut(moves)
}

// firstOut is the number of the first move that leads out of safety; of a loss that takes a breach of the obligor's own the
// course shows which it is.
func (x *plight[S, M]) firstOut(moves []machine.Label) int {
	at := x.t.first
	for i, l := range moves {
		at = x.And(x.t.filling, x.After(at, x.Only(x.t.Permitted(x.world), func(m machine.Label) bool { return m == l })))
		if !x.Empty(x.And(at, x.kept.out)) {
			return i
		}
	}
	return -1
}

// mark marks the careless step of a course, and tells the care there is.
func (x *plight[S, M]) mark(c *course.Course, careless int) Care {
	if x.world == x.defectors {
		if careless >= 0 {
			c.Steps[careless].Careless = true
		}
		return x.spare(x.t.first)
	}
	var out Care
	party := x.Pact.Duties[x.duty].Obligor
	for i := range c.Steps {
		if !x.self.Within(c.Steps[i].Culprits) {
			continue
		}
		if len(out.Keep) == 0 {
			c.Steps[i].Careless = true
		}
		out.Keep = append(out.Keep, c.Broken(i, party)...)
	}
	return out
}
