package ask

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// moments are moves by which a duty falls due, and the state of the first day if it is due or done then; done is it where it
// is done then.
type moments[S, M any] struct {
	calls       M
	first, done S
}

// moments are those that are come to from some states by moves that are made while only the defectors break their word. What
// is asked of them is asked from the first day on, so those that cannot be come to do no harm.
func (a *asker[S, M]) moments(d model.DutyID, defectors model.ActorSet, states S) moments[S, M] {
	first, done := a.And(a.Init(), states), a.status(d, model.Performed)
	return moments[S, M]{
		a.From(a.Calling(a.Permitted(defectors), d), states),
		a.And(first, a.Or(done, a.status(d, model.Due))), a.And(first, done),
	}
}

func (a *asker[S, M]) noMoments() moments[S, M] {
	none := a.Only(a.Permitted(0), func(machine.Label) bool { return false })
	return moments[S, M]{none, a.None(), a.None()}
}

// both joins moments, made is from where they are made, the first day among them, after the states they come to.
func (a *asker[S, M]) both(m, n moments[S, M]) moments[S, M] {
	return moments[S, M]{a.Join(m.calls, n.calls), a.Or(m.first, n.first), a.Or(m.done, n.done)}
}

func (a *asker[S, M]) made(m moments[S, M]) S { return a.Or(a.Makes(m.calls), m.first) }

// early and late are the states before and after the moments at which a duty falls due: it can do so but once, so what
// comes after does not matter to whether they can be avoided, nor what was before to what follows. If it can fall due
// again, both are all states.
func (a *asker[S, M]) early(id model.DutyID, states S) S {
	if fallsDueOnce(a.Pact, id) {
		states = a.And(states, a.Or(a.Init(), a.status(id, model.Dormant)))
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
	bad   moments[S, M]  // those of them that are lost; or else the moves by which it performs and has lost
}

// doom is what comes of a moment that is lost: from some states the players cannot avoid states or moves.
type doom[S, M any] struct {
	from   S
	goal   S
	moves  M
	atOnce S // what a move that performs the duty as it falls due must not lead to
}

// of is those of some moments that are lost.
func (x doom[S, M]) of(a *asker[S, M], d model.DutyID, m moments[S, M]) moments[S, M] {
	return moments[S, M]{
		a.Join(a.Into(m.calls, x.from), a.Into(a.Performing(m.calls, d), x.atOnce)),
		a.Or(a.And(m.first, x.from), a.And(m.done, x.atOnce)), a.And(m.done, x.atOnce),
	}
}

// plight looks at a loss again in one filling.
func (t *teller[S, M]) plight(l *loss[S, M]) *plight[S, M] {
	x := &plight[S, M]{loss: l, t: t, world: l.defectors}
	if t.Empty(l.met(t.filling)) {
		x.world |= l.self
	}
	states := t.Forward(t.first, t.Permitted(x.world), t.And(t.Cover(x.world), t.filling))
	x.at = t.moments(l.duty, x.world, states)
	x.bad = l.of(x.at, t.And(t.Cover(x.world), t.filling))
	if !t.Empty(t.And(l.later.fillings, t.filling)) {
		x.bad.calls = l.later.moves
	}
	return x
}

// course is a shortest course from the first day over a moment that is lost to what comes of it. In the class unavoidable the
// obligor could never have made sure of not coming there; in the others the step is marked by which it, or time, leaves
// safety, or the first by which it breaks its word. The end is the state that the course comes to.
func (x *plight[S, M]) course(d doom[S, M], class Class) (moves []machine.Label, end S, careless int) {
	before, after := x.t.Permitted(x.world), x.t.Permitted(x.defectors)
	const wary, rash, due, over = 0, 1, 2, 3
	falls := world.Stage[S, M]{
		{By: x.Performing(x.bad.calls, x.duty), Into: d.atOnce, To: over},
		{By: x.bad.calls, Into: d.goal, To: over},
		{By: x.bad.calls, Into: d.from, To: due},
	}
	out := x.kept.out
	begin := wary
	if class == Unavoidable {
		begin = rash
	}
	if !x.Empty(x.bad.first) {
		if begin = due; !x.Empty(x.Or(x.bad.done, x.And(x.bad.first, d.goal))) {
			return nil, x.t.first, -1
		}
	}
	moves, end = x.t.must(begin,
		append(falls[:3:3], world.Rule[S, M]{By: before, Into: x.Diff(x.t.filling, out), To: wary}, world.Rule[S, M]{By: before, Into: out, To: rash}),
		append(falls[:3:3], world.Rule[S, M]{By: before, Into: out, To: rash}),
		world.Stage[S, M]{{By: x.Join(d.moves, x.Into(after, d.goal)), Into: x.t.All(), To: over}, {By: after, Into: d.from, To: due}})
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
		made := x.From(x.Only(x.t.Permitted(x.world), func(m machine.Label) bool { return m == l }), at)
		at = x.And(x.t.filling, x.After(at, made))
		calls := x.Without(made, x.harm())
		if !x.Empty(x.And(at, x.kept.out)) || x.Empty(x.Makes(calls)) {
			return i
		}
	}
	return -1
}

// shown is the course of moves that the machine makes, its careless step marked, and the care there is: careless is the number
// of that step where care is to avoid it; where care is to keep one's own word it is the first breach.
func (x *plight[S, M]) shown(moves []machine.Label, round int, class Class, careless int) (*course.Course, Care) {
	if class == Unavoidable {
		return x.t.endless(moves, round), Care{}
	}
	if x.world == x.defectors {
		return x.t.marked(moves, round, func(i int, _ *course.Step) bool { return i == careless }), x.spare(x.t.first)
	}
	own := func(_ int, s *course.Step) bool { return x.self.Within(s.Culprits) }
	c := x.t.marked(moves, round, own)
	var out Care
	for i := range c.Steps {
		if own(i, &c.Steps[i]) {
			out.Keep = append(out.Keep, course.Broken(x.Pact, &c.Steps[i], x.Pact.Duties[x.duty].Obligor)...)
		}
	}
	return c, out
}
