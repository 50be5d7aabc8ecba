package symbolic

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
)

// Leg is a part of a course: it stays within some states and ends as soon as it comes to its goal.
type Leg struct{ Within, Goal bdd.Ref }

// path is a search for a shortest course. What can be come to is kept ring by ring, and the course is found on the way back
// (McMillan 1993).
type path struct {
	f     *Family
	legs  []Leg
	rings [][]bdd.Ref // by number of moves and leg: what is come to in that leg
	seen  []bdd.Ref   // by leg
	done  bdd.Ref     // where the last leg ends
}

// Path finds a shortest course over all legs from a state of the first day on, or whatever is given, along moves where they
// are allowed, and gives its moves and the state that they come to; ok is false if there is none.
func (f *Family) Path(from bdd.Ref, allowed []bdd.Ref, legs ...Leg) (moves []machine.Label, end bdd.Ref, ok bool) {
	p := &path{f: f, legs: legs, done: bdd.False}
	for range legs {
		p.seen = append(p.seen, bdd.False)
	}
	for p.begin(from); p.done == bdd.False; {
		if !p.next(allowed) {
			return nil, bdd.False, false
		}
	}
	end = f.One(p.done, f.whole())
	return p.back(end, allowed), end, true
}

func (p *path) ring() []bdd.Ref {
	r := make([]bdd.Ref, len(p.legs))
	for j := range r {
		r[j] = bdd.False
	}
	p.rings = append(p.rings, r)
	return r
}

// begin puts the states a course starts from in the first ring, wherever they are.
func (p *path) begin(from bdd.Ref) {
	r := p.ring()
	r[0] = p.f.Diff(from, p.legs[0].Goal)
	p.seen[0] = r[0]
	p.place(p.f.And(from, p.legs[0].Goal), 1, r)
}

// place puts states that were come to in a leg in a ring; those at its goal are in the next.
func (p *path) place(s bdd.Ref, j int, ring []bdd.Ref) {
	f := p.f
	for ; j < len(p.legs) && s != bdd.False; j++ {
		rest := f.Diff(f.And(f.Diff(s, p.legs[j].Goal), p.legs[j].Within), p.seen[j])
		ring[j], p.seen[j] = f.Or(ring[j], rest), f.Or(p.seen[j], rest)
		s = f.And(s, p.legs[j].Goal)
	}
	if j == len(p.legs) {
		p.done = f.Or(p.done, s)
	}
}

// next makes one more move; it is false if that leads nowhere new.
func (p *path) next(allowed []bdd.Ref) bool {
	last, r := p.rings[len(p.rings)-1], p.ring()
	for j := range p.legs {
		p.place(p.f.Step(last[j], allowed), j, r)
	}
	return p.done != bdd.False || slices.ContainsFunc(r, func(s bdd.Ref) bool { return s != bdd.False })
}

// whole is the cube of all bits of a state and its filling.
func (f *Family) whole() bdd.Ref { return f.And(f.cells, f.PointCube()) }

// back gives the moves of one course to a state.
func (p *path) back(at bdd.Ref, allowed []bdd.Ref) []machine.Label {
	leg := len(p.legs)
	var moves []machine.Label
	for k := len(p.rings) - 2; k >= 0; k-- {
		var label machine.Label
		label, at, leg = p.before(k, at, leg, allowed)
		at = p.f.One(at, p.f.whole())
		moves = append(moves, label)
	}
	slices.Reverse(moves)
	return moves
}

// before finds a move that leads from the ring of that number to a state in a leg, where from, and in which leg that was.
func (p *path) before(k int, at bdd.Ref, leg int, allowed []bdd.Ref) (machine.Label, bdd.Ref, int) {
	f := p.f
	for j := leg; j >= 0; j-- {
		if j < leg && f.And(at, p.legs[j].Goal) == bdd.False {
			break // it did not come from so early a leg
		}
		if j == len(p.legs) {
			continue
		}
		for i := range f.moves {
			if from := f.And(p.rings[k][j], f.Leading(i, allowed[i], at)); from != bdd.False {
				return f.moves[i].label, from, j
			}
		}
	}
	panic("symbolic: a course that cannot be found back")
}
