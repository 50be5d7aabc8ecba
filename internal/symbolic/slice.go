package symbolic

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Slices.
//
// A game about one clause need not know all of a state. A slice keeps some cells, those that are asked about and all that these hang
// on in turn (their cone of influence), and forgets the others: its states are projections of states, its moves what moves do to what
// is kept. What a game is worth in a slice it is worth in every state that is projected there, and what can be come to there can be
// come to from each. That is so if, of the states that can be reached:
//
//  1. a move that changes what is kept is offered, is a breach by somebody, and leads in what is kept to the same, in all states with
//     the same projection. The other moves are idle: they change nothing that is kept. The passing of a tick never is;
//  2. where a tick can pass in the projection it can pass, or something idle strikes;
//  3. idle moves cannot go on for ever;
//  4. where time strikes and that is a breach of what is not kept, everybody who would breach can first make idle moves, signatures aside,
//     that breach nothing, until it is none: nobody holds time for good by what is not kept.
//
// All of it is looked at, on the sets, for each slice; one of which it does not hold is not made. The cones only say which are worth
// looking at. 2 and 3 hold by how programs are made.
//
// Say a state of the slice is won, by the rounds of Force. Then so is each state projected there, by what idle moves are left in it (3). If
// somebody's move pushes the course into what was won before, it can be made in the state too (1). If it is time, it passes; or something
// idle strikes (2), which leaves less; or striking is held back by what is not kept, and whoever holds it back has an idle move (4): the
// players make theirs; the others have one, must move, and all their moves lead to what is won, idle ones because less is left. And a
// state of the whole that is won is won in the slice, by the rounds of the whole: an idle move leads to a state with the same
// projection, of the others all are there (1). What is safe from something bad is so for the same reasons, as the greatest set that keeps
// itself, and a course to a goal as the least.

// slice is a family of which some variables are forgotten.
type slice struct {
	*Family                      // its moves are numbered as those of the whole
	gone     bdd.Ref             // cube of the bits that are forgotten
	busy     []bdd.Ref           // by move: where, in the whole, it changes what is kept
	breached []bdd.Ref           // by actor: where, in the whole, time would strike and it is a breach by the actor of what is forgotten
	told     map[[2]bdd.Ref]bool // of sets, and what they are of: see tells
}

// in is the same slice in a clone of its space.
func (s *slice) in(space *bdd.Space) *slice {
	t, f := *s, *s.Family
	f.Space, f.permits = space, map[model.ActorSet][]bdd.Ref{}
	t.Family, t.told = &f, map[[2]bdd.Ref]bool{}
	return &t
}

// refs lists everything that is to be kept, twice what it shares with the whole.
func (s *slice) refs() []*bdd.Ref {
	out := append(s.Family.refs(), &s.gone)
	for i := range s.busy {
		out = append(out, &s.busy[i])
	}
	return out
}

// cut makes a slice; nil if it does not hold.
func (f *Family) cut(k kept) *slice {
	q := *f
	s := &slice{Family: &q, breached: empties(len(f.Program.Pact.Actors))}
	var gone []*program.Variable
	for _, v := range f.Program.Cells {
		if !k.cells[v] {
			gone = append(gone, v)
		}
	}
	q.slices, q.leaps, q.permits = nil, nil, nil
	s.gone = f.cube(gone, 0)
	q.Reach, q.lawful = f.Exists(f.Reach, s.gone), f.Exists(f.lawful, s.gone)
	q.moves = make([]move, len(f.moves))
	for i := range f.moves {
		if !s.cutMove(f, i, k.cells) {
			return nil
		}
	}
	if !s.letsPass(f) || !s.comesToAnEnd(f) || !s.holdsNobody(f) {
		return nil
	}
	s.breached, s.told = nil, map[[2]bdd.Ref]bool{}
	return s
}

// cutMove makes a move of the slice; false if what it does to what is kept hangs on what is not.
func (s *slice) cutMove(f *Family, i int, kept map[*program.Variable]bool) bool {
	m, q := &f.moves[i], &s.moves[i]
	var vs []*program.Variable
	for _, v := range m.changed {
		if kept[v] {
			vs = append(vs, v)
		}
	}
	q.label, q.changed, q.now, q.next, q.toNext = m.label, vs, f.cube(vs, 0), f.cube(vs, 1), f.shift(vs)
	may, does := f.And(m.guard, f.Reach), f.Exists(m.relation, f.cubeWithout(m.changed, vs))
	busy := may
	if m.label.Kind != machine.Pass {
		busy = f.And(may, f.AndExists(does, f.stays(vs).Not(), q.next))
	}
	s.busy = append(s.busy, busy)
	q.guard = f.Exists(busy, s.gone)
	q.relation = f.Simplify(f.AndExists(busy, does, s.gone), q.guard)
	if m.label.Kind != machine.Pass && f.And(q.guard, f.Reach) != busy || !s.leadsOn(q, vs) {
		return false
	}
	return s.cutBreaches(f, m, q, may, busy)
}

// stays is where the next values of variables are what they are now.
func (f *Family) stays(vs []*program.Variable) bdd.Ref {
	out := bdd.True
	for _, v := range slices.Backward(vs) {
		for _, l := range slices.Backward(f.levels[v]) {
			out = f.And(out, f.Xor(f.Var(l), f.Var(l+1)).Not())
		}
	}
	return out
}

// cubeWithout is the cube of the next bits of variables without some of them.
func (f *Family) cubeWithout(vs, some []*program.Variable) bdd.Ref {
	var rest []*program.Variable
	for _, v := range vs {
		if !slices.Contains(some, v) {
			rest = append(rest, v)
		}
	}
	return f.cube(rest, 1)
}

// leadsOn reports whether a move leads from each state to one.
func (s *slice) leadsOn(m *move, vs []*program.Variable) bool {
	for _, v := range vs {
		for _, l := range s.levels[v] {
			b := s.Var(l + 1)
			if s.And(m.guard, s.And(s.AndExists(m.relation, b, m.next), s.AndExists(m.relation, b.Not(), m.next))) != bdd.False {
				return false
			}
		}
	}
	return true
}

// cutBreaches says for whom a move of the slice is a breach: of time striking where it is one whatever is forgotten.
func (s *slice) cutBreaches(f *Family, m, q *move, may, busy bdd.Ref) bool {
	for a, c := range m.culprits {
		breach := f.And(c, busy)
		if m.label.Kind == machine.Strike {
			always := f.Diff(q.guard, f.Exists(f.Diff(busy, breach), s.gone))
			q.culprits = append(q.culprits, always)
			s.breached[a] = f.Or(s.breached[a], f.Diff(f.And(c, may), always))
			continue
		}
		always := f.Exists(breach, s.gone)
		q.culprits = append(q.culprits, always)
		if f.And(always, busy) != breach {
			return false
		}
	}
	return true
}

// idle is where, in the whole, a move changes nothing that is kept.
func (s *slice) idle(f *Family, i int) bdd.Ref {
	return f.Diff(f.And(f.moves[i].guard, f.Reach), s.busy[i])
}

// letsPass reports whether a tick can pass wherever it can in the projection, or something idle strikes.
func (s *slice) letsPass(f *Family) bool {
	if f.pass < 0 {
		return true
	}
	strikes := bdd.False
	for i := range f.moves {
		if f.moves[i].label.Kind == machine.Strike {
			strikes = f.Or(strikes, s.idle(f, i))
		}
	}
	return f.Diff(f.Diff(f.And(s.moves[f.pass].guard, f.Reach), s.busy[f.pass]), strikes) == bdd.False
}

// comesToAnEnd reports whether idle moves cannot go on for ever.
func (s *slice) comesToAnEnd(f *Family) bool {
	idle := empties(len(f.moves))
	for i := range f.moves {
		idle[i] = s.idle(f, i)
	}
	return f.ForEver(f.Reach, idle) == bdd.False
}

// holdsNobody reports whether all who would breach what is forgotten by letting time strike can see to it first that they do not.
func (s *slice) holdsNobody(f *Family) bool {
	held := bdd.False
	for _, h := range s.breached {
		held = f.Or(held, h)
	}
	permitted := f.Permitted(0)
	for free := f.Diff(f.Reach, held); f.Diff(held, free) != bdd.False; {
		can := f.Reach
		for a, h := range s.breached {
			if h != bdd.False {
				can = f.And(can, f.Or(h.Not(), s.frees(f, permitted, model.ActorID(a), free)))
			}
		}
		more := f.Or(free, can)
		if more == free {
			return false
		}
		free = more
	}
	return true
}

// frees is from where an actor has an idle move, signatures aside, that breaches nothing and leads to certain states.
func (s *slice) frees(f *Family, permitted []bdd.Ref, a model.ActorID, free bdd.Ref) bdd.Ref {
	out := bdd.False
	for i := range f.moves {
		if m := &f.moves[i]; m.label.Actor == a && m.label.Kind != machine.Sign {
			if from := f.And(permitted[i], s.idle(f, i)); from != bdd.False {
				out = f.Or(out, f.And(from, f.before(m, free)))
			}
		}
	}
	return out
}
