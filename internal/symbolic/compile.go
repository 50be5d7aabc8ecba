package symbolic

import (
	"cmp"
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// begin makes the state of day 0, and where each move is offered.
func (f *Family) begin() {
	f.Init = f.start()
	f.Reach = f.Init
	f.moves = make([]move, len(f.Program.Moves))
	for i := range f.moves {
		mv := &f.Program.Moves[i]
		f.moves[i].label, f.moves[i].guard = mv.Label, f.newRun(bdd.True).holds(mv.When)
	}
	f.makeLeaps()
	f.findPass()
}

// start settles the state in which everything is at its first value.
func (f *Family) start() bdd.Ref {
	r := f.newRun(f.Valid)
	for _, v := range f.Program.Cells {
		r.values[v] = f.constant(v, v.Start)
	}
	r.settle()
	out := f.Valid
	for _, v := range slices.Backward(f.order) {
		if x, ok := r.values[v]; ok {
			for i, b := range f.bitsOf(v) {
				out = f.And(out, f.Xor(b, x[i]).Not())
			}
		}
	}
	return out
}

// run makes move i from states in which it is offered. quiet leaves out what happens to duties by it.
func (f *Family) run(i int, states bdd.Ref, quiet bool) *run {
	r := f.newRun(states)
	r.quiet = quiet
	r.exec(f.Program.Moves[i].Do, bdd.True)
	r.settle()
	return r
}

// image is where a move leads to from states in which it is offered.
func (f *Family) image(i int, states bdd.Ref) bdd.Ref {
	r := f.run(i, states, true)
	changed := r.changes()
	return f.Move(f.AndExists(states, r.becomes(changed), f.cube(changed, 0)), f.toNow)
}

// compile makes the relations of all moves, as they are in those states.
func (f *Family) compile(states bdd.Ref) {
	for i := range f.moves {
		f.relate(i, states)
	}
	f.moves = slices.DeleteFunc(f.moves, func(m move) bool { return m.guard == bdd.False })
	f.findPass()
}

// relate makes the relation of move i.
func (f *Family) relate(i int, states bdd.Ref) {
	m := &f.moves[i]
	offered := f.And(m.guard, states)
	if m.guard = f.Simplify(m.guard, states); m.guard == bdd.False {
		return
	}
	r := f.run(i, offered, false)
	m.culprits = r.breaks
	for e, vs := range f.Program.Events {
		for _, v := range vs {
			m.events[e] = append(m.events[e], r.value(v)[0])
		}
	}
	changed := r.changes()
	m.changed = changed
	m.now, m.next = f.cube(changed, 0), f.cube(changed, 1)
	m.toNext = f.shift(changed)
	m.relation = f.Simplify(r.becomes(changed), offered)
}

// becomes is what the next bits of variables are.
func (r *run) becomes(changed []*program.Variable) bdd.Ref {
	f, out := r.f, bdd.True
	for _, v := range slices.Backward(changed) {
		for k, l := range f.levels[v] {
			out = f.And(out, f.Xor(f.Var(l+1), r.values[v][k]).Not())
		}
	}
	return out
}

// changes lists the variables that a move changes somewhere, in their order.
func (r *run) changes() []*program.Variable {
	f := r.f
	var out []*program.Variable
	for _, v := range f.Program.Cells {
		x, ok := r.values[v]
		if !ok {
			continue
		}
		for k, b := range f.bitsOf(v) {
			if f.And(r.states, f.Xor(x[k], b)) != bdd.False {
				out = append(out, v)
				break
			}
		}
	}
	slices.SortFunc(out, func(a, b *program.Variable) int { return cmp.Compare(f.levels[a][0], f.levels[b][0]) })
	return out
}

// shift makes the map of levels that takes the bits of variables to the next state.
func (f *Family) shift(vs []*program.Variable) int {
	to := f.stay()
	for _, v := range vs {
		for _, l := range f.levels[v] {
			to[l] = l + 1
		}
	}
	return f.Levels(to)
}

// back makes the map of levels that takes all bits of the next state to this one.
func (f *Family) back() int {
	to := f.stay()
	for l := range to {
		to[l] &^= 1
	}
	return f.Levels(to)
}

func (f *Family) stay() []uint32 {
	n := 0
	for _, ls := range f.levels {
		n += 2 * len(ls)
	}
	to := make([]uint32, n)
	for l := range to {
		to[l] = uint32(l)
	}
	return to
}

// After is where a move leads to from states.
func (f *Family) After(i int, s bdd.Ref) bdd.Ref {
	m := &f.moves[i]
	return f.Move(f.AndExists(s, m.relation, m.now), f.toNow)
}

// before is where a move leads from into states.
func (f *Family) before(m *move, s bdd.Ref) bdd.Ref {
	return f.AndExistsMoved(s, m.toNext, m.relation, m.next)
}

// Permitted is where each move can be made when only these actors may break their word. It is not to be changed.
func (f *Family) Permitted(defectors model.ActorSet) []bdd.Ref {
	out, known := f.permits[defectors]
	if known {
		return out
	}
	out = make([]bdd.Ref, len(f.moves))
	for i := range f.moves {
		out[i] = f.Diff(f.moves[i].guard, f.breach(&f.moves[i], f.everyone()&^defectors))
	}
	if f.permits != nil {
		f.permits[defectors] = out
	}
	return out
}

// breach is where a move is a breach by one of these actors.
func (f *Family) breach(m *move, actors model.ActorSet) bdd.Ref {
	out := bdd.False
	for _, a := range actors.IDs() {
		out = f.Or(out, m.culprits[a])
	}
	return out
}

// World is what can be reached when only these actors may break their word.
func (f *Family) World(defectors model.ActorSet) bdd.Ref {
	switch defectors {
	case f.everyone():
		return f.Reach
	case 0:
		return f.lawful
	}
	return f.Forward(f.Init, f.Permitted(defectors), f.Reach)
}

// Moves is the number of moves; the slices by move that other methods give and take have as many elements.
func (f *Family) Moves() int { return len(f.moves) }

// Label says which move it is.
func (f *Family) Label(i int) machine.Label { return f.moves[i].label }

// Happens is where something happens to a duty by a move.
func (f *Family) Happens(i int, e program.Event, d model.DutyID) bdd.Ref {
	return f.moves[i].events[e][d]
}

// Step is where the moves lead to, where they are allowed.
func (f *Family) Step(from bdd.Ref, allowed []bdd.Ref) bdd.Ref {
	out := bdd.False
	for i := range f.moves {
		if a := f.And(from, allowed[i]); a != bdd.False {
			out = f.Or(out, f.After(i, a))
		}
	}
	return out
}

// Before is from where the moves lead into states, where they are allowed.
func (f *Family) Before(to bdd.Ref, allowed []bdd.Ref) bdd.Ref {
	out := bdd.False
	for i := range f.moves {
		if allowed[i] != bdd.False {
			out = f.Or(out, f.And(allowed[i], f.before(&f.moves[i], to)))
		}
	}
	return out
}

// Leading is where move i, made where it is allowed, leads into states.
func (f *Family) Leading(i int, allowed, to bdd.Ref) bdd.Ref {
	return f.And(allowed, f.before(&f.moves[i], to))
}

// ForEver is from where the moves, where they are allowed, can go on for ever without leaving the states.
func (f *Family) ForEver(states bdd.Ref, allowed []bdd.Ref) bdd.Ref {
	z := states
	for n := 1; ; n++ {
		next := f.And(z, f.Before(z, allowed))
		if next == z {
			return z
		}
		if z = next; f.waitAfter(n) {
			z = f.Diff(z, f.onlyWaitingOut(z, allowed))
		}
	}
}

// onlyWaitingOut is from where, of some states, nothing is left but to wait, and that leads out of them.
func (f *Family) onlyWaitingOut(z bdd.Ref, allowed []bdd.Ref) bdd.Ref {
	others := slices.Clone(allowed)
	others[f.pass] = bdd.False
	only := f.Diff(f.And(z, allowed[f.pass]), f.Before(z, others))
	return f.waitingIn(only).back(z.Not())
}

// Culprits are the actors for whom some move is a breach in some filling.
func (f *Family) Culprits() model.ActorSet {
	var out model.ActorSet
	for i := range f.moves {
		for a, c := range f.moves[i].culprits {
			if f.And(f.And(f.moves[i].guard, c), f.Reach) != bdd.False {
				out |= model.SetOf(model.ActorID(a))
			}
		}
	}
	return out
}
