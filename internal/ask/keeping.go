package ask

import (
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Can an obligor be sure to keep its duty? Three findings answer that it cannot: dependent, conflict, impossible.
//
// It is asked of each duty with a deadline, at the moments at which it has just fallen due, in the lawful world: P, the
// obligor, must be able to avoid its being breached, for there such a breach happens only on a last day on which P could
// not perform. P may have taken care before, but its signature counts as available whenever the others want it.

// withDeadline are the duties that have a last day once they are due, and that bind.
func withDeadline(p *model.Pact) []int {
	return which(len(p.Duties), func(i int) bool { return hasDeadline(&p.Duties[i]) && !p.Duties[i].Discretion })
}

func hasDeadline(d *model.Duty) bool { return d.Within != nil || d.By != nil }

// trust is the question put about a duty: in whose help it is safe.
type trust[S, M any] struct {
	*asker[S, M]
	duty      model.DutyID
	defectors model.ActorSet
	at        S // the moments
}

func (a *asker[S, M]) trust(id model.DutyID, defectors model.ActorSet, within S) *trust[S, M] {
	return &trust[S, M]{a, id, defectors, a.moments(id, defectors, a.And(a.Cover(defectors), within))}
}

// sure is the fillings in which the obligor can be sure of the duty if some help it once it has fallen due, or, if they help
// early, from the first day on. Nobody helps by refusing to sign.
func (x *trust[S, M]) sure(help []model.ActorSet, early bool, within []S) []S {
	self := model.SetOf(x.Pact.Duties[x.duty].Obligor)
	after, before := make([]world.Match, len(help)), make([]world.Match, len(help))
	for i, h := range help {
		after[i] = world.Match{Players: self | h, Defectors: x.defectors}
		before[i] = world.Match{Players: self, Defectors: x.defectors, Willing: self}
		if early {
			before[i].Players, before[i].Willing = self|h, self|h
		}
	}
	states := x.And(x.Cover(x.defectors), x.union(within))
	at := x.And(x.at, states)
	if x.Empty(at) {
		return within
	}
	breached := repeat(x.status(x.duty, model.Breached), len(help))
	bad := x.Lost(after, breached, x.late(x.duty, x.And(states, x.Fillings(at))))
	for i := range bad {
		bad[i] = x.And(at, bad[i])
	}
	some := x.union(bad)
	if x.Empty(some) {
		return within
	}
	states = x.early(x.duty, at, x.And(states, x.Fillings(some)))
	lost := x.Lost(before, bad, states)
	out := make([]S, len(help))
	var none M
	for i := range out {
		if len(help) == 1 {
			x.ConfirmAvoid(before[i], bad[i], none, lost[i], states)
		}
		out[i] = x.Diff(within[i], x.AtStart(lost[i]))
	}
	return out
}

// sureOf is sure of one set of helpers.
func (x *trust[S, M]) sureOf(help model.ActorSet, early bool, within S) S {
	return x.sure([]model.ActorSet{help}, early, []S{within})[0]
}

func (a *asker[S, M]) keeping(i int) []Found[S] {
	f := ofDuty(a.Pact, Dependent, i)
	self := model.SetOf(f.Party)
	others := a.Movers() &^ self
	lawful := a.trust(f.duty(), 0, a.Valid())
	unsure := a.Diff(a.Valid(), lawful.sureOf(0, false, a.Valid()))
	var out []Found[S]
	for _, early := range []bool{false, true} {
		if a.Empty(unsure) {
			return out
		}
		found := a.minimal(others, 1, a.AtOnce(), unsure, func(help []model.ActorSet, within []S) []S { return lawful.sure(help, early, within) })
		for _, part := range a.parts(found, unsure) {
			if len(part.sets) > 0 {
				f.Needs = part.sets
				out = append(out, Found[S]{f, part.fillings})
				unsure = a.Diff(unsure, part.fillings)
			}
		}
	}
	if a.Empty(unsure) {
		return out
	}
	f.Code, f.Needs = Conflict, nil
	conflict := a.trust(f.duty(), self, unsure).sureOf(others, true, unsure)
	out = append(out, a.when(f, conflict)...)
	f.Code = Impossible
	return append(out, a.when(f, a.Diff(unsure, conflict))...)
}

// keeping is a shortest course, in the lawful world, to the breach.
func (t *teller[S, M]) keeping(f *Finding) {
	x := t.plight(f)
	moves, _ := x.course(t.status(x.duty, model.Breached))
	f.Course = t.course(moves)
}
