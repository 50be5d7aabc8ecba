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

// BoundAlone: a party can stay bound without what it is bound for, and cannot lawfully free itself.
//
// It is asked of each ban and each standing promise that has a return: of what binds for as long as the text runs. P is
// bound alone, in the world of D, where it is bound, the return does not hold, and P cannot force that it does or that P is
// no longer bound. It is found for the smallest sets D in whose world a move by which P becomes bound can
// lead to where P, keeping its word, cannot avoid to be bound alone. Care is not looked at.
const BoundAlone = codes.BoundAlone

// restraint is a promise by which a party is bound in certain states, for something in return.
type restraint struct {
	*promise
	bound model.Cond
	gives []model.Cond
}

// restraints lists the promises, by their number, that it is asked of.
func restraints(p *model.Pact) []int {
	return which(len(p.Duties)+len(p.Bans), func(i int) bool {
		if i >= len(p.Duties) {
			return len(p.Bans[i-len(p.Duties)].Return) > 0
		}
		d := &p.Duties[i]
		return len(d.Return) > 0 && d.Recurs()
	})
}

func restraintOf(p *model.Pact, ref model.Ref) *restraint {
	x := promiseOf(p, ref)
	if ref.Kind == model.KindBan {
		return &restraint{x, binds(p, ref.Index), p.Bans[ref.Index].Return}
	}
	return &restraint{x, InForce(x.in), p.Duties[ref.Index].Return}
}

func (a *asker[S, M]) boundAlone(i int) []Found[S] {
	r := restraintOf(a.Pact, promises(a.Pact)[i].ref)
	f := Finding{Code: BoundAlone, Clause: r.ref, Purpose: -1, Party: r.by, At: r.decl.At}
	others := parties(a.Pact) &^ model.SetOf(r.by) & a.CanBreak()
	var out []Found[S]
	for _, x := range a.minimal(others, 0, 1, a.Valid(), func(sets []model.ActorSet, within []S) []S {
		return []S{a.boundAloneTo(r, sets[0], within[0])}
	}) {
		f.Defectors = x.actors
		out = append(out, Found[S]{f, x.fillings})
	}
	return out
}

// boundAloneTo is the fillings in which one can come to be bound alone if those break their word.
func (a *asker[S, M]) boundAloneTo(r *restraint, defectors model.ActorSet, within S) S {
	l := a.leash(r, defectors, a.And(a.Cover(defectors), within))
	if a.Empty(l.at) {
		return l.at
	}
	bad := a.And(l.at, l.caught([]model.ActorSet{model.SetOf(r.by)})[0])
	if a.Empty(bad) {
		return bad
	}
	if defectors == 0 {
		return a.Fillings(a.And(bad, a.becoming(l.bound, defectors, a.And(a.Reach(0), a.Fillings(bad)))))
	}
	moves := a.Permitted(defectors) // backwards: what can be reached in that world is more than what leads there
	before := a.Diff(a.Before(bad, moves), l.bound)
	there := a.Backward(before, moves, a.And(a.All(), a.Fillings(bad)))
	return a.AtStart(a.Or(bad, there))
}

// leash is a restraint in the world of some defectors.
type leash[S, M any] struct {
	*asker[S, M]
	*restraint
	defectors model.ActorSet
	states    S // of that world
	late      S // those of them, and of the fillings in which one becomes bound, in which the instrument is no draft
	bound     S
	given     S
	free      S // from here the one who is bound can force that the return holds, or that it is bound no longer
	at        S // where it has just become bound
}

func (a *asker[S, M]) leash(r *restraint, defectors model.ActorSet, states S) *leash[S, M] {
	l := &leash[S, M]{asker: a, restraint: r, defectors: defectors, states: states}
	l.bound, l.given = a.And(states, a.Where(r.bound)), a.Given(r.gives)
	l.at = a.becoming(l.bound, defectors, states)
	l.late = a.Diff(a.And(states, a.Fillings(l.at)), a.Where(model.InstrumentIs{Instrument: r.in, Status: model.Draft})) // and never is again
	if !a.Empty(l.at) {
		self := world.Match{Players: model.SetOf(r.by), Defectors: defectors}
		l.free = a.force(self, a.Diff(l.late, a.Diff(l.bound, l.given)), l.late)
	}
	return l
}

// becoming are the states to which a move leads by which one becomes bound, and the first day if one is bound then.
func (a *asker[S, M]) becoming(bound S, defectors model.ActorSet, states S) S {
	into := a.And(bound, a.After(a.Diff(states, bound), a.Permitted(defectors)))
	return a.Or(into, a.And(bound, a.And(a.Init(), states)))
}

// alone is where the one who is bound has no return, no way out, and each of some sets of players cannot force the return.
func (l *leash[S, M]) alone(players []model.ActorSet) ([]world.Match, []S) {
	ks := make([]world.Match, len(players))
	for i, p := range players {
		ks[i] = world.Match{Players: p, Defectors: l.defectors}
	}
	stuck := l.Diff(l.Diff(l.And(l.bound, l.late), l.given), l.free)
	if l.Empty(stuck) {
		return ks, repeat(stuck, len(ks))
	}
	out := l.Force(ks, repeat(l.given, len(ks)), l.And(l.late, l.Fillings(stuck)))
	for i := range out {
		out[i] = l.Diff(stuck, out[i])
	}
	return ks, out
}

// caught is from where each of some sets of players cannot avoid that.
func (l *leash[S, M]) caught(players []model.ActorSet) []S {
	ks, evil := l.alone(players)
	some := l.Fillings(l.union(evil))
	if l.Empty(some) {
		return evil
	}
	return l.Lost(ks, evil, l.And(l.late, some))
}

// boundAlone shows how one comes to be bound alone, and how it goes on; and tells who can deny the return.
func (t *teller[S, M]) boundAlone(f *Finding) {
	r := restraintOf(t.Pact, f.Clause)
	states := t.Forward(t.first, t.Permitted(f.Defectors), t.And(t.Cover(f.Defectors), t.filling))
	l := t.leash(r, f.Defectors, states)
	self := []model.ActorSet{model.SetOf(f.Party)}
	_, evil := l.alone(self)
	moves, end := t.boundCourse(l, l.caught(self)[0], evil[0])
	f.untold = true // until it is known
	f.Course = t.endless(t.withoutReturn(moves, end, f.Defectors, evil[0], l.given, evil[0]))
	f.By, f.untold = l.by(), false
}

// boundCourse is a shortest course over a move by which one becomes bound to where one is so alone, and cannot help it.
func (t *teller[S, M]) boundCourse(l *leash[S, M], lost, evil S) ([]machine.Label, S) {
	allowed, begin := t.Permitted(l.defectors), 0
	if !t.Empty(t.And(t.first, t.And(lost, l.bound))) {
		begin = 1
		if !t.Empty(t.And(t.first, evil)) {
			return nil, t.first
		}
	}
	becomes := t.Into(t.From(allowed, t.Diff(l.states, l.bound)), t.And(l.bound, lost))
	none, alone := t.Diff(l.states, evil), t.And(lost, evil)
	return t.must(begin,
		world.Stage[S, M]{{By: becomes, Into: alone, To: 2}, {By: becomes, Into: none, To: 1}, {By: allowed, Into: l.states, To: 0}},
		world.Stage[S, M]{{By: allowed, Into: alone, To: 2}, {By: allowed, Into: lost, To: 1}})
}

// by gives the minimal sets of actors who can deny the return when all others help.
func (l *leash[S, M]) by() []model.ActorSet {
	hope := l.Diff(l.at, l.caught([]model.ActorSet{l.everyone()})[0])
	if l.Empty(hope) {
		return nil
	}
	return actorsOf(l.minimal(l.Movers()&^model.SetOf(l.promise.by), 1, l.AtOnce(), l.Fillings(hope), func(sets []model.ActorSet, _ []S) []S {
		players := make([]model.ActorSet, len(sets))
		for i, b := range sets {
			players[i] = l.everyone() &^ b
		}
		out := l.caught(players)
		for i := range out {
			out[i] = l.Fillings(l.And(hope, out[i]))
		}
		return out
	}))
}

func sayBoundAlone(q words.Speaker, f *Finding) string {
	return boundMessage(q, f) + denied(q, f)
}

// from says from when on the return of a finding is asked about.
func (f *Finding) from() string {
	if f.Code == BoundAlone {
		return "once it binds"
	}
	return "when it falls due"
}

// boundMessage says who is bound alone, and by whose breach, without the full stop.
func boundMessage(q words.Speaker, f *Finding) string {
	how := "Nobody has to break a promise for it"
	if f.Defectors != 0 {
		how = "It takes a breach by " + q.People(f.Defectors)
	}
	it, can := course.Verb(q.Pact, f.Party, "it", "them"), course.Verb(q.Pact, f.Party, "it can", "they can")
	gives := q.Condition(model.And{Terms: restraintOf(q.Pact, f.Clause).gives})
	return fmt.Sprintf("%s can stay bound alone: %s goes on binding %s without what it is given for (%s), and %s neither bring that about nor lawfully end being bound. %s",
		q.Who(f.Party), q.NameOf(f.Clause), it, gives, can, how)
}
