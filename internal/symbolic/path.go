package symbolic

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
)

// Stage is a part of a course, by the rules for the moves made in it.
type Stage = world.Stage[bdd.Ref, []bdd.Ref]

// path is a search for a shortest course. What can be come to is kept ring by ring, and the course is found on the way back
// (McMillan 1993).
type path struct {
	f      *Family
	stages []Stage
	rings  [][]bdd.Ref // by number of moves and stage: what is come to in that stage
	seen   []bdd.Ref   // by stage
}

// Path finds a shortest course by the rules of the stages, of which it begins in one, to the stage beyond the last, and gives
// its moves and the state that they come to; ok is false if there is none.
func (f *Family) Path(from bdd.Ref, begin int, stages []Stage) (moves []machine.Label, end bdd.Ref, ok bool) {
	p := &path{f: f, stages: stages, seen: empties(len(stages) + 1)}
	last := p.ring()
	last[begin], p.seen[begin] = from, from
	for last[len(stages)] == bdd.False {
		if last, ok = p.next(last); !ok {
			return nil, bdd.False, false
		}
	}
	end = f.One(last[len(stages)], f.whole())
	return p.back(end), end, true
}

// empties is so many empty sets.
func empties(n int) []bdd.Ref {
	out := make([]bdd.Ref, n)
	for i := range out {
		out[i] = bdd.False
	}
	return out
}

func (p *path) ring() []bdd.Ref {
	r := empties(len(p.stages) + 1)
	p.rings = append(p.rings, r)
	return r
}

// next makes one more move from a ring; it is false if that leads nowhere new.
func (p *path) next(last []bdd.Ref) (ring []bdd.Ref, ok bool) {
	f, r := p.f, p.ring()
	for k, stage := range p.stages {
		for i := range f.moves {
			p.make(i, last[k], bdd.False, stage, r)
		}
	}
	for k := range r {
		r[k] = f.Diff(r[k], p.seen[k])
		p.seen[k] = f.Or(p.seen[k], r[k])
	}
	return r, slices.ContainsFunc(r, func(s bdd.Ref) bool { return s != bdd.False })
}

// make makes a move from states by the first rule that fits, none of those before where it leads to some states.
func (p *path) make(i int, from, not bdd.Ref, rules Stage, ring []bdd.Ref) {
	f := p.f
	for len(rules) > 0 && from != bdd.False {
		rule := &rules[0]
		rules = rules[1:]
		in := f.And(from, rule.By[i])
		if in == bdd.False {
			continue
		}
		to := f.Diff(f.After(i, in), not)
		ring[rule.To] = f.Or(ring[rule.To], f.And(to, rule.Into))
		if f.Diff(to, rule.Into) != bdd.False {
			p.make(i, in, f.Or(not, rule.Into), rules, ring)
		}
		from = f.Diff(from, in)
	}
}

// whole is the cube of all bits of a state and its filling.
func (f *Family) whole() bdd.Ref { return f.And(f.cells, f.PointCube()) }

// back gives the moves of one course to a state.
func (p *path) back(at bdd.Ref) []machine.Label {
	stage := len(p.stages)
	var moves []machine.Label
	for n := len(p.rings) - 2; n >= 0; n-- {
		var label machine.Label
		label, at, stage = p.before(n, at, stage)
		at = p.f.One(at, p.f.whole())
		moves = append(moves, label)
	}
	slices.Reverse(moves)
	return moves
}

// before finds a move that leads from the ring of that number to a state in a stage, where from, and in which stage that was.
func (p *path) before(n int, at bdd.Ref, stage int) (machine.Label, bdd.Ref, int) {
	f := p.f
	for k := range p.stages {
		for i := range f.moves {
			if p.rings[n][k] == bdd.False {
				break
			}
			from := f.And(p.rings[n][k], f.before(&f.moves[i], at))
			if from = p.fitting(i, from, at, stage, p.stages[k]); from != bdd.False {
				return f.moves[i].label, from, k
			}
		}
	}
	panic("symbolic: a course that cannot be found back")
}

// fitting is those states from which a move to a state goes to a stage by the rules.
func (p *path) fitting(i int, from, at bdd.Ref, stage int, rules Stage) bdd.Ref {
	f, out := p.f, bdd.False
	for r := range rules {
		if from == bdd.False {
			break
		}
		if f.And(at, rules[r].Into) == bdd.False {
			continue
		}
		in := f.And(from, rules[r].By[i])
		if rules[r].To == stage {
			out = f.Or(out, in)
		}
		from = f.Diff(from, in)
	}
	return out
}
