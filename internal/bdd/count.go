package bdd

import (
	"maps"
	"math"
	"slices"
)

// One is one of the values of the variables of the cube for which a function of these holds, as a function; a must hold
// for some.
func (s *Space) One(a, cube Ref) Ref {
	if cube == True {
		return True
	}
	level, rest := s.level(cube), s.nodes[cube>>1].hi
	lo, hi := s.cofactors(a, level)
	if lo != False {
		return s.mk(level, s.One(lo, rest), False)
	}
	return s.mk(level, False, s.One(hi, rest))
}

// Count is the number of nodes of functions.
func (s *Space) Count(fs ...Ref) int {
	if len(s.marked) < len(s.nodes) {
		s.marked = make([]uint32, cap(s.nodes))
	}
	s.mark++
	n := 0
	var visit func(Ref)
	visit = func(f Ref) {
		if i := f >> 1; i != 0 && s.marked[i] != s.mark {
			s.marked[i] = s.mark
			n++
			visit(s.nodes[i].lo)
			visit(s.nodes[i].hi)
		}
	}
	for _, f := range fs {
		visit(f)
	}
	return n
}

// Assignments is the number of values of the variables of the cube, one for each Boolean, for which a function that has
// no others holds.
func (s *Space) Assignments(a, cube Ref) float64 {
	var rank []int // by level: how many variables of the cube are above
	n := 0
	for ; cube != True; cube = s.nodes[cube>>1].hi {
		for len(rank) <= int(s.level(cube)) {
			rank = append(rank, n)
		}
		n++
	}
	above := func(f Ref) int {
		if f>>1 == 0 {
			return n
		}
		return rank[s.level(f)]
	}
	known := map[Ref]float64{True: 1, False: 0} // for the variables from that of the function on
	var visit func(Ref) float64
	visit = func(f Ref) float64 {
		x, ok := known[f]
		if !ok {
			m := s.nodes[f>>1]
			for _, g := range [2]Ref{m.lo ^ f&1, m.hi ^ f&1} {
				x += math.Ldexp(visit(g), above(g)-above(f)-1)
			}
			known[f] = x
		}
		return x
	}
	return math.Ldexp(visit(a), above(a))
}

// Support is the levels of the variables that functions hang on, the highest first.
func (s *Space) Support(fs ...Ref) []uint32 {
	some := map[uint32]bool{}
	s.Count() // so that marks are there
	var visit func(Ref)
	visit = func(f Ref) {
		if i := f >> 1; i != 0 && s.marked[i] != s.mark {
			s.marked[i] = s.mark
			some[s.nodes[i].level] = true
			visit(s.nodes[i].lo)
			visit(s.nodes[i].hi)
		}
	}
	for _, f := range fs {
		visit(f)
	}
	return slices.Sorted(maps.Keys(some))
}
