package ask

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// moments are the states in which a duty has just fallen due, or come back, by a move that is made while only the defectors
// break their word, and that of the first day if it is due there. What is asked of them is asked from the first day on, so
// those that cannot be come to in that way do no harm.
func (a *asker[S, M]) moments(d model.DutyID, defectors model.ActorSet, states S) S {
	due := a.status(d, model.Due)
	fallen := a.And(due, a.After(a.Diff(states, due), a.Permitted(defectors)))
	return a.Or(fallen, a.And(a.And(a.Init(), states), due))
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

// plight is how an obligor who keeps its word can be brought to where it does not want to be, by way of its duty falling
// due. Its signature counts as available whenever the others want it.
type plight[S, M any] struct {
	t         *teller[S, M]
	duty      model.DutyID
	self      model.ActorSet
	defectors model.ActorSet
	states    S // of the world of the defectors
	at        S // the moments
	goal      S // where it does not want to be
	losing    S // from here it cannot avoid that
	doomed    S // from here it cannot avoid a moment from which it is losing
}

func (t *teller[S, M]) plight(f *Finding) *plight[S, M] {
	x := &plight[S, M]{t: t, duty: f.duty(), self: model.SetOf(f.Party), defectors: f.Defectors}
	x.states = t.Forward(t.first, t.Permitted(f.Defectors), t.And(t.Cover(f.Defectors), t.filling))
	x.at = t.moments(x.duty, f.Defectors, x.states)
	return x
}

// after is the match once the duty has fallen due.
func (x *plight[S, M]) after() world.Match {
	return world.Match{Players: x.self, Defectors: x.defectors}
}

// before is the match until then.
func (x *plight[S, M]) before() world.Match {
	return world.Match{Players: x.self, Defectors: x.defectors, Willing: x.self}
}

// course is a shortest course from the first day over a moment at which the duty falls due to the goal, on which the obligor
// could never have made sure of not coming there.
func (x *plight[S, M]) course(goal S) (moves []machine.Label, end S) {
	t := x.t
	x.goal = goal
	x.losing = t.lost(x.after(), goal, t.late(x.duty, x.states))
	bad := t.And(x.at, x.losing)
	x.doomed = t.lost(x.before(), bad, t.early(x.duty, x.at, x.states))
	due, allowed := t.status(x.duty, model.Due), t.Permitted(x.defectors)
	lost := t.And(due, x.losing)
	begin := 0
	if !t.Empty(t.And(t.first, lost)) {
		begin = 1
	}
	return t.must(begin,
		world.Stage[S, M]{{By: t.From(allowed, t.Diff(x.states, due)), Into: lost, To: 1}, {By: allowed, Into: x.doomed, To: 0}},
		world.Stage[S, M]{{By: allowed, Into: goal, To: 2}, {By: allowed, Into: x.losing, To: 1}})
}
