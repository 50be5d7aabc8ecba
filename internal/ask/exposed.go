package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Exposed: after giving what cannot be taken back, a party can be left with nothing.
//
// It is asked of each duty whose acts are all irreversible and that has a return, at the moments it has just fallen due. P,
// the obligor, is exposed to a set D of defectors if from such a moment, keeping its word, it cannot avoid a state in which
// it has performed, the return does not hold, and P can no longer force it. P may have taken care before; but its signature
// counts as available whenever the others want it.
const Exposed = codes.Exposed

// sacrifices are the duties that are performed by irreversible acts alone and for which something is due in return.
func sacrifices(p *model.Pact) []int {
	return which(len(p.Duties), func(i int) bool {
		d := &p.Duties[i]
		for _, a := range d.Acts {
			if !p.Acts[a].Irreversible {
				return false
			}
		}
		return len(d.Acts) > 0 && len(d.Return) > 0
	})
}

func (a *asker[S, M]) exposed(i int) []Found[S] {
	f := ofDuty(a.Pact, Exposed, i)
	given, performed := a.Given(a.Pact.Duties[i].Return), a.status(f.duty(), model.Performed)
	others := parties(a.Pact) &^ model.SetOf(f.Party) & a.CanBreak()
	var out []Found[S]
	for _, x := range a.minimal(others, 0, 1, a.Valid(), func(sets []model.ActorSet, within []S) []S {
		return []S{a.exposedTo(f.duty(), sets[0], within[0], given, performed)}
	}) {
		f.Defectors = x.actors
		out = append(out, Found[S]{f, x.fillings})
	}
	return out
}

// exposedTo is the fillings in which the obligor, taking care from the first day, cannot avoid a moment from which it cannot
// avoid having given without getting.
func (a *asker[S, M]) exposedTo(id model.DutyID, defectors model.ActorSet, within, given, performed S) S {
	self := model.SetOf(a.Pact.Duties[id].Obligor)
	cover := a.Cover(defectors)
	at := a.moments(id, defectors, a.And(cover, within))
	if a.Empty(at) {
		return at
	}
	after := world.Match{Players: self, Defectors: defectors}
	bad := a.And(at, a.losing(after, given, performed, a.late(id, a.And(cover, a.Fillings(at)))))
	return a.unavoidable(world.Match{Players: self, Defectors: defectors, Willing: self}, id, at, bad, cover)
}

// losing is from where the players cannot avoid a bare state.
func (a *asker[S, M]) losing(k world.Match, given, performed, states S) S {
	return a.lost(k, a.bare(k, given, performed, states), states)
}

// bare is where the obligor has performed, and the players can no longer force the return.
func (a *asker[S, M]) bare(k world.Match, given, performed, states S) S {
	return a.Diff(performed, a.force(k, given, states))
}

// unavoidable is the fillings in which the players, from the first day on, cannot avoid those of the moments that are bad.
func (a *asker[S, M]) unavoidable(k world.Match, id model.DutyID, at, bad, states S) S {
	if a.Empty(bad) {
		return bad
	}
	before := a.early(id, at, a.And(states, a.Fillings(bad)))
	lost := a.lost(k, bad, before)
	var none M
	a.ConfirmAvoid(k, bad, none, lost, before)
	return a.AtStart(lost)
}

func (t *teller[S, M]) exposed(f *Finding) {
	x := t.plight(f)
	given, performed := t.Given(t.Pact.Duties[x.duty].Return), t.status(x.duty, model.Performed)
	moves, end := x.course(t.bare(x.after(), given, performed, t.late(x.duty, x.states)))
	f.untold = true // until it is known
	f.Course = t.endless(x.goOn(moves, end, given))
	f.By, f.untold = x.by(given, performed), false
}

// goOn continues a course from a bare state to where nobody can bring the return about any more, or else shows a round
// without it.
func (x *plight[S, M]) goOn(moves []machine.Label, end, given S) ([]machine.Label, int) {
	t := x.t
	allowed := t.From(t.Permitted(x.defectors), x.states)
	hope := t.Backward(given, t.Permitted(t.everyone()), t.And(t.All(), t.filling))
	if more, _, ok := t.path(end, t.Into(allowed, t.Diff(x.states, given)), t.Diff(x.states, hope)); ok {
		return append(moves, more...), -1
	}
	more, _, round, ok := t.intoRound(end, t.Into(allowed, t.And(x.states, x.goal)), t.All())
	if ok && round >= 0 {
		round += len(moves)
	}
	return append(moves, more...), round
}

// by gives the minimal sets of actors who can deny the return when all others help the obligor. It looks at those moments
// only at which the return is not lost already even if everybody helps: first at those that the obligor cannot avoid by
// taking care; if nobody can deny it at these, at all of them.
func (x *plight[S, M]) by(given, performed S) []model.ActorSet {
	t := x.t
	states := t.late(x.duty, x.states)
	all := world.Match{Players: t.everyone(), Defectors: x.defectors}
	hopeful := t.Diff(x.at, t.losing(all, given, performed, states))
	denied := func(sets []model.ActorSet) []S { // the hopeful moments at which each of the sets can deny it
		after := make([]world.Match, len(sets))
		for i, b := range sets {
			after[i] = world.Match{Players: t.everyone() &^ b, Defectors: x.defectors}
		}
		bare := t.Force(after, repeat(given, len(sets)), states)
		for i := range bare {
			bare[i] = t.Diff(performed, bare[i])
		}
		out := t.Lost(after, bare, states)
		for i := range out {
			out[i] = t.And(out[i], hopeful)
		}
		return out
	}
	unavoidably := func(sets []model.ActorSet, _ []S) []S {
		out := t.Lost(repeat(x.before(), len(sets)), denied(sets), t.early(x.duty, x.at, x.states))
		for i := range out {
			out[i] = t.AtStart(out[i])
		}
		return out
	}
	somewhere := func(sets []model.ActorSet, _ []S) []S {
		out := denied(sets)
		for i := range out {
			out[i] = t.Fillings(out[i])
		}
		return out
	}
	others := t.Movers() &^ x.self
	for _, test := range []func([]model.ActorSet, []S) []S{unavoidably, somewhere} {
		if found := t.minimal(others, 1, t.AtOnce(), t.filling, test); len(found) > 0 {
			return actorsOf(found)
		}
	}
	return nil
}

func sayExposed(q words.Speaker, f *Finding) (message, mend string) {
	d := &q.Pact.Duties[f.duty()]
	message = exposure(q, f) + deniers(q, f, "; ")
	if f.untold {
		message = exposure(q, f) + "."
	}
	return message, fmt.Sprintf("Let %s fall due only once what it is given for is there, or give in instalments, or give %s a remedy that restores it.", q.NameOf(f.Clause), q.Who(d.Obligor))
}

// SayExposure says an exposure of several fillings, in which different actors may be able to deny the return.
func SayExposure(p *model.Pact, f *Finding) {
	if q := (words.Speaker{Pact: p}); !f.untold {
		said := exposure
		if f.Code == BoundAlone {
			said = boundMessage
		}
		f.Message = said(q, f) + deniers(q, f, ". In the case shown, ")
	}
}

// Untold reports whether it is not known who can deny the return of an exposure.
func (f *Finding) Untold() bool { return f.untold }

// exposure says who is exposed, and to whom, without the full stop.
func exposure(q words.Speaker, f *Finding) string {
	d := &q.Pact.Duties[f.duty()]
	how := "Nobody has to break a promise for it"
	if f.Defectors != 0 {
		how = "It takes a breach by " + q.People(f.Defectors)
	}
	return fmt.Sprintf("%s can be left with nothing after having given: once %s falls due %s this for (%s). %s",
		q.Who(d.Obligor), q.NameOf(f.Clause),
		course.Verb(q.Pact, d.Obligor, "it cannot make sure that it gets what it gives", "they cannot make sure that they get what they give"),
		q.Condition(model.And{Terms: d.Return}), how)
}

// deniers says who can deny the return of an exposure, after some words that lead to it.
func deniers(q words.Speaker, f *Finding, lead string) string {
	if len(f.By) == 0 {
		return lead + f.from() + " nobody can bring that about any more."
	}
	return lead + q.EitherOf(f.By) + " can deny it though all others help."
}
