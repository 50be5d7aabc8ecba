package bdd

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
	type place struct{ a, cube Ref }
	known := map[place]float64{}
	var visit func(a, cube Ref) float64
	visit = func(a, cube Ref) float64 {
		switch {
		case a == False:
			return 0
		case cube == True:
			return 1
		}
		at := place{a, cube}
		if n, ok := known[at]; ok {
			return n
		}
		lo, hi := s.cofactors(a, s.level(cube))
		rest := s.nodes[cube>>1].hi
		known[at] = visit(lo, rest) + visit(hi, rest)
		return known[at]
	}
	return visit(a, cube)
}
