package symbolic

import (
	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// judge finds the culprits of the moves, those aside who break a ban, whom the program names: who makes its own due duty
// impossible, or lets its last day go by although it could still have performed it. What an actor can still bring
// about by its own moves alone is a fixed point over the states for which the moves were made.
func (f *Family) judge(within bdd.Ref) {
	for k := range f.Program.Promises {
		x := &f.Program.Promises[k]
		duty := x.Duty
		due := f.newRun(bdd.True).holds(x.Due)
		open := f.canBringAbout(x, false, within)
		today := f.canBringAbout(x, true, within)
		shut := f.Diff(due, open)
		for i := range f.moves {
			m := &f.moves[i]
			switch {
			case m.label.Kind == machine.Strike:
				m.culprits[x.Obligor] = f.Or(m.culprits[x.Obligor], f.And(m.lastDay[k], today))
			case m.label.Actor == x.Obligor:
				was := f.Diff(f.And(m.guard, f.And(due, open)), m.events[program.Performs][duty])
				if was != bdd.False {
					m.culprits[x.Obligor] = f.Or(m.culprits[x.Obligor], f.And(was, f.before(m, shut)))
				}
			}
		}
	}
}

// canBringAbout is from where the obligor alone, by any number of its own moves, can perform a promise. today keeps the
// memory of the tick and rules out acts that a ban forbids; otherwise the memory is wiped before each move, and it is
// enough that an act comes to hand.
func (f *Family) canBringAbout(x *program.Promise, today bool, within bdd.Ref) bdd.Ref {
	r := f.newRun(bdd.True)
	base := bdd.False
	own := make([]bdd.Ref, len(f.moves))
	for i := range f.moves {
		m := &f.moves[i]
		own[i] = bdd.False
		if m.label.Actor != x.Obligor {
			continue
		}
		own[i] = m.guard
		if today {
			own[i] = f.Diff(m.guard, r.holds(f.banned(m.label)))
		}
		base = f.Or(base, f.And(own[i], m.events[program.Performs][x.Duty]))
	}
	if today {
		return f.Backward(base, own, within)
	}
	base = f.Or(base, r.holds(x.AtHand))
	for can := f.wiped(base); ; {
		more := base
		for i := range f.moves {
			if own[i] != bdd.False {
				more = f.Or(more, f.And(own[i], f.before(&f.moves[i], can)))
			}
		}
		if more = f.Or(can, f.wiped(more)); more == can {
			return can
		}
		can = more
	}
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

// afterWiping is what can be reached, and what can be come to from there if the memory of the tick is wiped now and then.
func (f *Family) afterWiping() bdd.Ref {
	memory, none := f.memory()
	var own model.ActorSet
	for i := range f.Program.Promises {
		own |= model.SetOf(f.Program.Promises[i].Obligor)
	}
	all := f.Reach
	for fresh := all; fresh != bdd.False; {
		fresh = f.Diff(f.And(f.Exists(fresh, memory), none), all)
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

// wiped is a set asked of the state with the memory of the tick wiped.
func (f *Family) wiped(s bdd.Ref) bdd.Ref {
	memory, none := f.memory()
	return f.AndExists(s, none, memory)
}

// memory is the cube of the bits of what is remembered of a tick, and where nothing is.
func (f *Family) memory() (cube, none bdd.Ref) {
	var vs []*program.Variable
	none = bdd.True
	for _, v := range f.Program.Cells {
		if v.Kind == program.Memory {
			vs = append(vs, v)
			none = f.And(none, f.Is(v, 0))
		}
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
