package fillings

import (
	"context"
	"errors"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/model"
)

// Space is all fillings of a pact that agree with what is held fast.
type Space struct {
	diagrams
	pact  *model.Pact
	bits  [][]uint32 // by point: the levels of its bits, the highest first
	vars  bdd.Ref    // the cube of all bits
	valid Set
}

// diagrams keeps the methods of the table of diagrams out of sight that have nothing to do with fillings.
type diagrams = *bdd.Space

var _ Algebra = (*Space)(nil)

// Over makes the space of a pact. When ctx is done what is made in the space ends with a panic of its error.
func Over(ctx context.Context, p *model.Pact, fixed []model.Binding) *Space {
	s := &Space{diagrams: bdd.New(0), pact: p, vars: bdd.True}
	s.Watch(ctx)
	var level uint32
	for i := range p.Points {
		var bits []uint32
		for n := len(p.Points[i].Values) - 1; n > 0; n >>= 1 {
			bits = append(bits, level)
			level++
		}
		s.bits = append(s.bits, bits)
	}
	for l := range level {
		s.vars = s.And(s.vars, s.Var(l))
	}
	s.valid = bdd.True
	for i := range p.Points {
		any := bdd.False
		for v := range p.Points[i].Values {
			any = s.Or(any, s.equal(model.PointID(i), v))
		}
		s.valid = s.And(s.valid, any)
	}
	for _, b := range fixed {
		s.valid = s.And(s.valid, s.equal(b.Point, b.Value))
	}
	return s
}

// Try does something with a space. The error is that of the context of the space, if that was done first.
func Try(do func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(error)
			if !ok || !errors.Is(e, context.Canceled) && !errors.Is(e, context.DeadlineExceeded) {
				panic(r)
			}
			err = e
		}
	}()
	do()
	return nil
}

// equal is where the bits of a point say a number.
func (s *Space) equal(pt model.PointID, v int) Set {
	out := bdd.True
	bits := s.bits[pt]
	for i, l := range bits {
		bit := s.Var(l)
		if v>>(len(bits)-1-i)&1 == 0 {
			bit = bit.Not()
		}
		out = s.And(out, bit)
	}
	return out
}

// Pact is whose fillings they are.
func (s *Space) Pact() *model.Pact { return s.pact }

// Valid is all fillings.
func (s *Space) Valid() Set { return s.valid }

// None is no filling.
func (s *Space) None() Set { return bdd.False }

// Where is the fillings in which a point has a value.
func (s *Space) Where(pt model.PointID, v int) Set { return s.And(s.valid, s.equal(pt, v)) }

// Weigh is how many fillings a set has; exact up to 2^53.
func (s *Space) Weigh(a Set) float64 { return s.Assignments(s.And(a, s.valid), s.vars) }

// Not is all other fillings.
func (s *Space) Not(a Set) Set { return s.Diff(s.valid, a) }

// Empty reports whether no filling is in a set.
func (s *Space) Empty(a Set) bool { return s.And(a, s.valid) == bdd.False }

// Same reports whether two sets have the same fillings.
func (s *Space) Same(a, b Set) bool { return s.And(a, s.valid) == s.And(b, s.valid) }

// Has reports whether a filling is in a set.
func (s *Space) Has(a Set, f model.Filling) bool {
	return !s.Empty(s.And(a, s.one(f)))
}

// one is the set of one filling.
func (s *Space) one(f model.Filling) Set {
	out := s.valid
	for i, v := range f {
		out = s.And(out, s.equal(model.PointID(i), v))
	}
	return out
}

// Switched is the fillings that come into a set when a point is switched to a value, whatever it is now.
func (s *Space) Switched(a Set, pt model.PointID, v int) Set {
	cube := bdd.True
	for _, l := range s.bits[pt] {
		cube = s.And(cube, s.Var(l))
	}
	return s.And(s.valid, s.AndExists(a, s.equal(pt, v), cube))
}

// Of is the set that some cubes make, less what some others do.
func (s *Space) Of(cubes, except []Cube) Set {
	out := bdd.False
	for _, c := range cubes {
		out = s.Or(out, Among(s, c))
	}
	for _, c := range except {
		out = s.Diff(out, Among(s, c))
	}
	return out
}

// Under is where a condition holds, as far as the open points decide it: surely has the fillings in which it holds whatever
// happens, possibly also those in which it hangs on what happens.
func (s *Space) Under(c model.Cond) (surely, possibly Set) {
	switch c := c.(type) {
	case nil, model.True:
		return s.valid, s.valid
	case model.False:
		return bdd.False, bdd.False
	case model.Not:
		surely, possibly = s.Under(c.Term)
		return s.Not(possibly), s.Not(surely)
	case model.And:
		return s.joined(c.Terms, s.valid, s.And)
	case model.Or:
		return s.joined(c.Terms, bdd.False, s.Or)
	case model.PointIs:
		return s.sized(c.Point, func(i, _ int) bool { return i == c.Value })
	case model.PointAtLeast:
		return s.sized(c.Point, func(_, n int) bool { return n >= c.N })
	case model.PointAtMost:
		return s.sized(c.Point, func(_, n int) bool { return n <= c.N })
	}
	return bdd.False, s.valid
}

func (s *Space) joined(terms []model.Cond, unit Set, with func(a, b Set) Set) (surely, possibly Set) {
	surely, possibly = unit, unit
	for _, t := range terms {
		a, b := s.Under(t)
		surely, possibly = with(surely, a), with(possibly, b)
	}
	return surely, possibly
}

// sized is where a point has a value that passes a test of its number and its size.
func (s *Space) sized(pt model.PointID, test func(i, n int) bool) (surely, possibly Set) {
	out := bdd.False
	for i, v := range s.pact.Points[pt].Values {
		if test(i, v.N) {
			out = s.Or(out, s.Where(pt, i))
		}
	}
	return out, out
}
