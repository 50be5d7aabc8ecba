package ask

import (
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Can an obligor be sure to keep its duty? Three findings answer that it cannot: dependent, conflict, impossible.
//
// It is asked of each duty with a deadline. To be sure of it is to be able to avoid every move by which it is breached. The
// loss is the moments at which it falls due from which P, the obligor, is not sure of it in the lawful world; it is told in
// its class of care, as dependent on the least sets of others with whom P is sure, as conflict if none are enough but P is
// sure when all help and it may break its other promises, as impossible else.

// withDeadline are the duties that have a last day once they are due, and that bind.
func withDeadline(p *model.Pact) []int {
	return which(len(p.Duties), func(i int) bool { return hasDeadline(&p.Duties[i]) && !p.Duties[i].Discretion })
}

func hasDeadline(d *model.Duty) bool { return d.Within != nil || d.By != nil }

// unsure is from where the players of each match cannot avoid every move by which a duty is breached.
func (a *asker[S, M]) unsure(d model.DutyID, ks []world.Match, states S) []S {
	states = a.late(d, states)
	breaches := a.Breaching(a.Permitted(ks[0].Defectors), d)
	return a.LostMaking(ks, repeat(a.None(), len(ks)), breaches, repeat(states, len(ks)), states)
}

// slip is the loss of the moments from which the obligor is not sure of its duty.
func (a *asker[S, M]) slip(d model.DutyID) *loss[S, M] {
	self := model.SetOf(a.Pact.Duties[d].Obligor)
	return a.loss(d, 0, func(m moments[S, M], states S) moments[S, M] {
		made := a.Fillings(a.made(m))
		if a.Empty(made) {
			return m
		}
		return a.at(m, a.unsure(d, []world.Match{{Players: self}}, a.And(states, made))[0])
	})
}

// at is those of some moments that come to some states.
func (a *asker[S, M]) at(m moments[S, M], s S) moments[S, M] {
	return moments[S, M]{a.Into(m.calls, s), a.And(m.first, s), a.And(m.done, s)}
}

func (a *asker[S, M]) keeping(i int) []Found[S] {
	f := ofDuty(a.Pact, Dependent, i)
	l := a.slip(f.duty())
	var out []Found[S]
	for _, x := range a.judge(0, func(model.ActorSet) *loss[S, M] { return l }) {
		f.Class, f.Price = x.class, x.price
		if x.class == Unavoidable {
			out = append(out, a.whatItTakes(f, x.fillings, l.helpWhatComes(false), l.helpWhatComes(true))...)
			continue
		}
		met := l.met(x.fillings)
		out = append(out, a.whatItTakes(f, met, l.helpWithCare(0))...)
		out = append(out, a.whatItTakes(f, a.Diff(x.fillings, met), l.helpWithCare(l.self))...)
	}
	return out
}

// helping tells, of some sets of helpers, the fillings, among those given, in which their help is enough; and in which that
// of all is if the obligor may break other promises.
type helping[S any] struct {
	enough func(help []model.ActorSet, within []S) []S
	breach func(within S) S
}

// whatItTakes divides fillings by what it takes to keep a duty: the help of some, in one of some ways, the first first; a
// breach of another promise; or more than that.
func (a *asker[S, M]) whatItTakes(f Finding, unsure S, ways ...helping[S]) []Found[S] {
	var out []Found[S]
	for _, way := range ways {
		if a.Empty(unsure) {
			return out
		}
		found := a.minimal(a.Movers()&^model.SetOf(f.Party), 1, a.AtOnce(), unsure, way.enough)
		for _, part := range a.parts(found, unsure) {
			if len(part.sets) > 0 {
				f.Code, f.Needs = Dependent, part.sets
				out = append(out, Found[S]{f, part.fillings})
				unsure = a.Diff(unsure, part.fillings)
			}
		}
	}
	if a.Empty(unsure) {
		return out
	}
	f.Code, f.Needs = Conflict, nil
	conflict := ways[0].breach(unsure)
	out = append(out, a.when(f, conflict)...)
	f.Code = Impossible
	return append(out, a.when(f, a.Diff(unsure, conflict))...)
}

// helpWhatComes is for moments that the obligor cannot avoid: with help it must be able to avoid those at which the help is
// not enough. Some help it once the duty has fallen due, or, if they help early, from the first day on.
func (l *loss[S, M]) helpWhatComes(early bool) helping[S] {
	return helping[S]{
		func(help []model.ActorSet, within []S) []S {
			before, after := make([]world.Match, len(help)), make([]world.Match, len(help))
			for i, h := range help {
				before[i], after[i] = l.before(), world.Match{Players: l.self | h}
				if early {
					before[i].Players, before[i].Willing = l.self|h, l.self|h
				}
			}
			return l.avoids(before, after, within)
		},
		func(within S) S {
			all := l.everyone()
			return l.avoids([]world.Match{{Players: all, Defectors: l.self, Willing: all}}, []world.Match{{Players: all, Defectors: l.self}}, []S{within})[0]
		},
	}
}

// avoids is the fillings in which the players before the moments can avoid those at which the players after them are not
// sure of the duty.
func (l *loss[S, M]) avoids(before, after []world.Match, within []S) []S {
	world := before[0].Defectors
	states := l.And(l.Cover(world), l.union(within))
	m := l.moments(l.duty, world, states)
	bad := l.unsure(l.duty, after, l.And(states, l.Fillings(l.made(m))))
	some := l.Fillings(l.union(bad))
	if l.Empty(some) {
		return within
	}
	first := make([]S, len(bad))
	for i := range bad {
		first[i] = l.And(m.first, bad[i])
	}
	states = l.early(l.duty, l.And(states, some))
	lost := l.LostMaking(before, first, m.calls, bad, states)
	out := make([]S, len(lost))
	for i := range out {
		if len(lost) == 1 {
			l.ConfirmAvoid(before[i], first[i], l.Into(m.calls, bad[i]), lost[i], states)
		}
		out[i] = l.Diff(within[i], l.AtStart(lost[i]))
	}
	return out
}

// helpWithCare is for moments that the obligor can avoid, come to in the world of some: with help it must be sure at each.
func (l *loss[S, M]) helpWithCare(breakers model.ActorSet) helping[S] {
	enough := func(after []world.Match, within []S) []S {
		states := l.And(l.Reach(breakers), l.union(within))
		m := l.moments(l.duty, breakers, states)
		cover := l.Cover(breakers | after[0].Defectors)
		out := l.unsure(l.duty, after, l.And(cover, l.Fillings(states)))
		for i := range out {
			out[i] = l.Diff(within[i], l.Fillings(l.made(l.at(m, out[i]))))
		}
		return out
	}
	return helping[S]{
		func(help []model.ActorSet, within []S) []S {
			after := make([]world.Match, len(help))
			for i, h := range help {
				after[i] = world.Match{Players: l.self | h}
			}
			return enough(after, within)
		},
		func(within S) S {
			return enough([]world.Match{{Players: l.everyone(), Defectors: l.self}}, []S{within})[0]
		},
	}
}

// keeping is a shortest course, in the lawful world from the moment on, to the breach.
func (t *teller[S, M]) keeping(f *Finding) {
	x := t.plight(t.slip(f.duty()))
	states := t.And(t.Cover(x.world), t.filling)
	d := doom[S, M]{t.unsure(x.duty, []world.Match{{Players: x.self}}, states)[0], t.None(), t.Breaching(t.Permitted(0), x.duty), t.None()}
	moves, _, careless := x.course(d, f.Class)
	f.Course, f.Care = x.shown(moves, -1, f.Class, careless)
}
