package symbolic

import (
	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// judge finds the culprits of the moves, those aside who break a ban, whom the program names: who makes its own due duty
// impossible, or lets its last day go by although it could still have performed it. What actors can still bring about by
// their own moves alone is a fixed point over the states for which the moves were made.
func (f *Family) judge(within bdd.Ref) {
	j := &judging{Family: f, within: within, able: map[ability]bdd.Ref{}}
	for k := range f.Program.Promises {
		for i := range f.moves {
			m := &f.moves[i]
			switch {
			case m.label.Kind == machine.Strike:
				j.strike(m, k)
			case m.label.Actor == f.Program.Promises[k].Obligor:
				j.spoil(m, k, false)
				j.spoil(m, k, true)
			}
		}
	}
}

// judging is the work under way.
type judging struct {
	*Family
	within bdd.Ref
	able   map[ability]bdd.Ref // from where
}

// ability is of some actors to perform a promise by their own moves alone: today, or at all.
type ability struct {
	promise int
	who     model.ActorSet
	today   bool
}

// counts is where it counts that an actor shares a promise: where it is due, or for today on its last day.
func (j *judging) counts(k int, today bool) bdd.Ref {
	x := &j.Program.Promises[k]
	if today {
		return j.newRun(bdd.True).holds(x.OnLastDay)
	}
	return j.newRun(bdd.True).holds(x.Due)
}

// spoil adds where a move of the obligor makes its promise impossible: for good, or for what is left of the last day.
func (j *judging) spoil(m *move, k int, today bool) {
	x := &j.Program.Promises[k]
	from := j.Diff(j.And(m.guard, j.counts(k, today)), m.events[program.Performs][x.Duty])
	if from == bdd.False {
		return
	}
	due := j.counts(k, false)
	loses := func(from bdd.Ref, who model.ActorSet) {
		can := j.can(k, who, today)
		if from = j.And(from, can); from != bdd.False {
			m.culprits[x.Obligor] = j.Or(m.culprits[x.Obligor], j.And(from, j.before(m, j.Diff(due, can))))
		}
	}
	loses(from, model.SetOf(x.Obligor))
	j.eachGroup(k, today, func(all model.ActorSet, where bdd.Ref) {
		loses(j.Diff(j.And(from, where), j.alone(k, all, today)), all)
	})
}

// strike adds who lets the last day of a promise go by: its obligor where it could have performed it or, where none of
// those who share it could alone, those who had to begin.
func (j *judging) strike(m *move, k int) {
	x := &j.Program.Promises[k]
	on := j.And(m.guard, j.counts(k, true))
	m.culprits[x.Obligor] = j.Or(m.culprits[x.Obligor], j.And(on, j.can(k, model.SetOf(x.Obligor), true)))
	j.eachGroup(k, true, func(all model.ActorSet, where bdd.Ref) {
		none := j.Diff(j.And(on, where), j.alone(k, all, true))
		if none == bdd.False {
			return
		}
		for a, first := range j.firsts(k, all) {
			m.culprits[a] = j.Or(m.culprits[a], j.And(none, first))
		}
	})
}

// eachGroup gives all sets of at least two actors, the obligor among them, who may share a promise, and where just these do.
func (j *judging) eachGroup(k int, today bool, yield func(all model.ActorSet, where bdd.Ref)) {
	x := &j.Program.Promises[k]
	shares := map[model.ActorID]bdd.Ref{}
	var others model.ActorSet
	for _, s := range x.Sharers {
		if y := &j.Program.Promises[s]; y.Obligor != x.Obligor {
			before, known := shares[y.Obligor]
			if !known {
				before = bdd.False
			}
			shares[y.Obligor] = j.Or(before, j.counts(s, today))
			others |= model.SetOf(y.Obligor)
		}
	}
	for some := others; some != 0; some = (some - 1) & others {
		where := bdd.True
		for _, a := range others.IDs() {
			if some.Has(a) {
				where = j.And(where, shares[a])
			} else {
				where = j.Diff(where, shares[a])
			}
		}
		yield(some|model.SetOf(x.Obligor), where)
	}
}

// alone is from where some of those actors could each alone.
func (j *judging) alone(k int, all model.ActorSet, today bool) bdd.Ref {
	out := bdd.False
	for _, a := range all.IDs() {
		out = j.Or(out, j.can(k, model.SetOf(a), today))
	}
	return out
}

// can is from where some actors alone, by any number of their own moves, can perform a promise. today keeps the memory of
// the tick and rules out acts that a ban forbids; otherwise that and the wait are wiped before each move, and it is
// enough that an act comes to hand.
func (j *judging) can(k int, who model.ActorSet, today bool) bdd.Ref {
	key := ability{k, who, today}
	out, known := j.able[key]
	if !known {
		own, base := j.own(k, who, today)
		if out = base; today {
			out = j.Backward(base, own, j.within)
		} else {
			out = j.canEver(k, j.Or(base, j.newRun(bdd.True).holds(j.Program.Promises[k].AtHand)), own)
		}
		j.able[key] = out
	}
	return out
}

// canEver is from where one can come to states, what a search for a promise does not regard being wiped before each move.
func (j *judging) canEver(k int, base bdd.Ref, own []bdd.Ref) bdd.Ref {
	for can := j.wiped(k, base); ; {
		more := base
		for i := range j.moves {
			if own[i] != bdd.False {
				more = j.Or(more, j.And(own[i], j.before(&j.moves[i], can)))
			}
		}
		if more = j.Or(can, j.wiped(k, more)); more == can {
			return can
		}
		can = more
	}
}

// own is where each move is one that those actors may make, and where one of these performs the promise.
func (j *judging) own(k int, who model.ActorSet, today bool) (own []bdd.Ref, performing bdd.Ref) {
	r := j.newRun(bdd.True)
	own, performing = make([]bdd.Ref, len(j.moves)), bdd.False
	for i := range j.moves {
		m := &j.moves[i]
		own[i] = bdd.False
		if m.label.Actor == machine.Time || !who.Has(m.label.Actor) {
			continue
		}
		own[i] = m.guard
		if today {
			own[i] = j.Diff(m.guard, r.holds(j.banned(m.label)))
		}
		performing = j.Or(performing, j.And(own[i], m.events[program.Performs][j.Program.Promises[k].Duty]))
	}
	return own, performing
}

// firsts is, by actor, from where a shortest sequence of moves of those actors that performs a promise today begins with a
// move of it.
func (j *judging) firsts(k int, who model.ActorSet) map[model.ActorID]bdd.Ref {
	out := map[model.ActorID]bdd.Ref{}
	for _, a := range who.IDs() {
		_, out[a] = j.own(k, model.SetOf(a), true)
	}
	own, layer := j.own(k, who, true)
	for seen := layer; layer != bdd.False; seen = j.Or(seen, layer) {
		next := bdd.False
		for i := range j.moves {
			if own[i] == bdd.False {
				continue
			}
			a := j.moves[i].label.Actor
			from := j.Diff(j.And(own[i], j.before(&j.moves[i], layer)), seen)
			out[a], next = j.Or(out[a], from), j.Or(next, from)
		}
		layer = next
	}
	return out
}

// banned is where a ban forbids a move to whoever makes it.
func (f *Family) banned(l machine.Label) program.Cond {
	for i := range f.Program.Moves {
		if mv := &f.Program.Moves[i]; mv.Label == l {
			return mv.Banned
		}
	}
	return program.Always(false)
}

// afterWiping is what can be reached, and what can be come to from there if what a search does not regard is wiped now and
// then: for each promise by itself.
func (f *Family) afterWiping() bdd.Ref {
	var own model.ActorSet
	for i := range f.Program.Promises {
		own |= model.SetOf(f.Program.Promises[i].Obligor)
	}
	all, wiped := f.Reach, map[bdd.Ref]bool{}
	for i := range f.Program.Promises {
		if cube, none := f.wiping(i); !wiped[cube] {
			wiped[cube], all = true, f.Or(all, f.ownWiped(own, cube, none))
		}
	}
	return all
}

// ownWiped is what can be come to by moves of some actors if certain bits are wiped now and then.
func (f *Family) ownWiped(own model.ActorSet, cube, none bdd.Ref) bdd.Ref {
	all := f.Reach
	for fresh := all; fresh != bdd.False; {
		fresh = f.Diff(f.And(f.Exists(fresh, cube), none), all)
		all = f.Or(all, fresh)
		for i := range f.moves {
			m := &f.moves[i]
			if m.label.Actor == machine.Time || !own.Has(m.label.Actor) {
				continue
			}
			if from := f.And(fresh, m.guard); from != bdd.False {
				fresh = f.Or(fresh, f.Diff(f.image(i, from), all))
			}
		}
		all = f.Or(all, fresh)
	}
	return all
}

// wiped is a set asked of the state with all wiped that a search for a promise does not regard.
func (f *Family) wiped(k int, s bdd.Ref) bdd.Ref {
	cube, none := f.wiping(k)
	return f.AndExists(s, none, cube)
}

// wiping is the cube of the bits that a search for a promise does not regard, and where all are 0.
func (f *Family) wiping(k int) (cube, none bdd.Ref) {
	none = bdd.True
	vs := f.Program.Promises[k].Wiped
	for _, v := range vs {
		none = f.And(none, f.Is(v, 0))
	}
	return f.cube(vs, 0), none
}

// Movers are the actors that make a move in some reachable state of some filling.
func (f *Family) Movers() model.ActorSet {
	var out model.ActorSet
	for i := range f.moves {
		if m := &f.moves[i]; m.label.Actor != machine.Time && f.And(m.guard, f.Reach) != bdd.False {
			out |= model.SetOf(m.label.Actor)
		}
	}
	return out
}
