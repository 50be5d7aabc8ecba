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
// It is asked of each duty whose acts are all irreversible and that has a return. P, the obligor, is bare where it has
// performed, the return does not hold, and P cannot force that it does. The loss is the moments at which the duty falls due
// from which P, keeping its word, cannot avoid becoming bare or, where none of these can be come to, the moves that perform the
// duty and lead to where it cannot: it gives too late, say, or where it need not. It is told in its class of care, for the least
// sets D of parties who must break their word for it. With care it is a warning.
const Exposed = codes.Exposed

// giveLater is how a finding says that its party was safe when the duty fell due.
const giveLater = "later"

// sacrifices are the duties that are performed by irreversible acts alone and for which something is due in return.
func sacrifices(p *model.Pact) []int {
	return which(len(p.Duties), func(i int) bool { return p.Sacrifice(&p.Duties[i]) })
}

func (a *asker[S, M]) exposed(i int) []Found[S] {
	f := ofDuty(a.Pact, Exposed, i)
	others := parties(a.Pact) &^ model.SetOf(f.Party) & a.CanBreak()
	var out []Found[S]
	for _, x := range a.judge(others, func(defectors model.ActorSet) *loss[S, M] { return a.exposure(f.duty(), defectors) }) {
		f.Class, f.Defectors, f.Price, f.How = x.class, x.defectors, x.price, ""
		if x.later {
			f.How = giveLater
		}
		out = append(out, Found[S]{f, x.fillings})
	}
	return out
}

// exposure is the loss of the moments from which the obligor cannot avoid being bare.
func (a *asker[S, M]) exposure(d model.DutyID, defectors model.ActorSet) *loss[S, M] {
	match := world.Match{Players: model.SetOf(a.Pact.Duties[d].Obligor), Defectors: defectors}
	l := a.loss(d, defectors, func(m moments[S, M], states S) moments[S, M] {
		made := a.Fillings(a.made(m))
		if a.Empty(made) {
			return m
		}
		return a.bare(d, []world.Match{match}, a.late(d, a.And(states, made)))[0].of(a, d, m)
	})
	l.giving = func(states S) M {
		made := a.Fillings(a.made(a.moments(d, defectors, states)))
		x := a.bare(d, []world.Match{match}, a.late(d, a.And(states, made)))[0]
		return a.Into(a.From(x.moves, states), a.Or(x.from, x.atOnce))
	}
	return l
}

// bare is, for the players of each match, that the obligor has performed, the return does not hold, and they cannot force
// it: in a state, or right after a move that performs the duty.
func (a *asker[S, M]) bare(d model.DutyID, ks []world.Match, states S) []doom[S, M] {
	given, performed := a.Given(a.Pact.Duties[d].Return), a.And(states, a.status(d, model.Performed))
	gone, bare := a.Force(ks, repeat(given, len(ks)), states), make([]S, len(ks))
	for i := range gone {
		gone[i] = a.Diff(states, gone[i])
		bare[i] = a.And(performed, gone[i])
	}
	moves := a.Performing(a.Permitted(ks[0].Defectors), d)
	lost := a.LostMaking(ks, bare, moves, gone, states)
	out := make([]doom[S, M], len(ks))
	for i := range out {
		out[i] = doom[S, M]{lost[i], bare[i], moves, gone[i]}
	}
	return out
}

func (t *teller[S, M]) exposed(f *Finding) {
	x := t.plight(t.exposure(f.duty(), f.Defectors))
	f.untold = true // until it is known
	states := t.And(t.Cover(x.world), t.filling)
	d := t.bare(x.duty, []world.Match{{Players: x.self, Defectors: x.defectors}}, t.late(x.duty, states))[0]
	d.moves = t.Into(d.moves, d.atOnce)
	moves, end, careless := x.course(d, f.Class)
	moves, round := x.goOn(moves, end, d)
	f.Course, f.Care = x.shown(moves, round, f.Class, careless)
	if f.untold = false; !f.Later() {
		f.By = x.by(f.Class)
	}
}

// goOn continues a course from a bare state.
func (x *plight[S, M]) goOn(moves []machine.Label, end S, d doom[S, M]) ([]machine.Label, int) {
	t := x.t
	return t.withoutReturn(moves, end, x.defectors, t.And(t.Cover(x.world), t.filling), t.Given(t.Pact.Duties[x.duty].Return), d.atOnce)
}

// withoutReturn continues a course within some states to where nobody can bring the return about any more, or else shows a
// round that stays where it is not there.
func (t *teller[S, M]) withoutReturn(moves []machine.Label, end S, defectors model.ActorSet, states, given, stays S) ([]machine.Label, int) {
	allowed := t.From(t.Permitted(defectors), states)
	hope := t.Backward(given, t.Permitted(t.everyone()), t.And(t.All(), t.filling))
	if more, _, ok := t.path(end, t.Into(allowed, t.Diff(states, given)), t.Diff(states, hope)); ok {
		return append(moves, more...), -1
	}
	more, _, round, ok := t.intoRound(end, t.Into(allowed, stays), t.All())
	if ok && round >= 0 {
		round += len(moves)
	}
	return append(moves, more...), round
}

// by gives the minimal sets of actors who can deny the return when all others help the obligor. It looks at those moments
// only at which the return is not lost already even if everybody helps; of what is unavoidable first at those that the
// obligor cannot avoid by taking care, and if nobody can deny it at these, at all of them.
func (x *plight[S, M]) by(class Class) []model.ActorSet {
	t := x.t
	states := t.late(x.duty, t.And(t.Cover(x.world), t.filling))
	all := t.bare(x.duty, []world.Match{{Players: t.everyone(), Defectors: x.defectors}}, states)[0].of(t.asker, x.duty, x.at)
	hopeful := moments[S, M]{t.Without(x.at.calls, all.calls), t.Diff(x.at.first, all.first), t.Diff(x.at.done, all.first)}
	denied := func(sets []model.ActorSet) []moments[S, M] { // the hopeful moments at which each of the sets can deny it
		after := make([]world.Match, len(sets))
		for i, b := range sets {
			after[i] = world.Match{Players: t.everyone() &^ b, Defectors: x.defectors}
		}
		out := make([]moments[S, M], len(sets))
		for i, d := range t.bare(x.duty, after, states) {
			out[i] = d.of(t.asker, x.duty, hopeful)
		}
		return out
	}
	unavoidably := func(sets []model.ActorSet, _ []S) []S {
		out, early := make([]S, len(sets)), t.early(x.duty, t.And(t.Cover(x.defectors), t.filling))
		for i, m := range denied(sets) {
			if out[i] = t.made(m); !t.Empty(out[i]) {
				out[i] = t.AtStart(t.LostMoves(x.before(), m.first, m.calls, early))
			}
		}
		return out
	}
	somewhere := func(sets []model.ActorSet, _ []S) []S {
		out := make([]S, len(sets))
		for i, m := range denied(sets) {
			out[i] = t.Fillings(t.made(m))
		}
		return out
	}
	tests := []func([]model.ActorSet, []S) []S{unavoidably, somewhere}
	if class != Unavoidable {
		tests = tests[1:]
	}
	for _, test := range tests {
		if found := t.minimal(t.Movers()&^x.self, 1, t.AtOnce(), t.filling, test); len(found) > 0 {
			return actorsOf(found)
		}
	}
	return nil
}

func sayExposed(q words.Speaker, f *Finding) string {
	return exposure(q, f) + denied(q, f) + sayCare(q, f)
}

// Untold reports whether it is not known who can deny the return of an exposure.
func (f *Finding) Untold() bool { return f.untold }

// Later reports whether a finding is of an exposure of somebody who was safe when the duty fell due.
func (f *Finding) Later() bool { return f.Code == Exposed && f.How == giveLater }

// exposure says who is exposed, and to whom, without the full stop.
func exposure(q words.Speaker, f *Finding) string {
	d := &q.Pact.Duties[f.duty()]
	how := "Nobody has to break a promise for it"
	if f.Defectors != 0 {
		how = "It takes a breach by " + q.People(f.Defectors)
	}
	when := "once " + q.NameOf(f.Clause) + " falls due " + course.Verb(q.Pact, d.Obligor, "it cannot make sure that it gets what it gives", "they cannot make sure that they get what they give") + " this for"
	if f.Later() {
		when = course.Verb(q.Pact, d.Obligor, "it breaks no promise and performs ", "they break no promise and perform ") + q.NameOf(f.Clause) +
			", but at a time, or in a way, by which what that is for need not come any more"
	}
	return fmt.Sprintf("%s can be left with nothing after having given: %s (%s). %s", q.Who(d.Obligor), when, q.Condition(model.And{Terms: d.Return}), how)
}

// denied says who can deny the return, as far as it is known and whichever fillings are meant, and ends the sentence.
func denied(q words.Speaker, f *Finding) string {
	switch {
	case f.untold, f.Later():
		return "."
	case f.several:
		return deniers(q, f, ". In the case shown, ")
	}
	return deniers(q, f, "; ")
}

// deniers says who can deny the return of an exposure, after some words that lead to it.
func deniers(q words.Speaker, f *Finding, lead string) string {
	if len(f.By) == 0 {
		return lead + f.from() + " not even everybody's help can prevent it any more."
	}
	return lead + q.EitherOf(f.By) + " can deny it though all others help."
}
