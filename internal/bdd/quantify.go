package bdd

// Quantification, and moving variables from levels to others.

// scope is what an operation quantifies, looked up by level, and where the variables of its first function are moved.
type scope struct {
	last uint32 // the last level that is quantified
	over []bool // by level up to that
	to   []uint32
}

// inScope is what a scope is made of: the levels of a cube, and the number of a map of levels; -1 if nothing is moved.
type inScope struct {
	cube Ref
	id   int
}

// scope finds or makes the scope of a cube, which is not True.
func (s *Space) scope(cube Ref, id int) int {
	if k, ok := s.scopeOf[inScope{cube, id}]; ok {
		return k
	}
	x := scope{}
	for c := cube; c != True; c = s.nodes[c>>1].hi {
		x.last = s.level(c)
		x.over = append(x.over, make([]bool, int(x.last)+1-len(x.over))...)
		x.over[x.last] = true
	}
	if id >= 0 {
		x.to = s.levels[id]
	}
	s.scopes = append(s.scopes, x)
	s.scopeOf[inScope{cube, id}] = len(s.scopes) - 1
	return len(s.scopes) - 1
}

// AndExists is: for some values of the variables of the cube, a and b.
func (s *Space) AndExists(a, b, cube Ref) Ref {
	if cube == True {
		return s.And(a, b)
	}
	k := s.scope(cube, -1)
	return s.andExists(&s.scopes[k], opMoved+2*uint32(k), a, b)
}

func (s *Space) andExists(x *scope, op uint32, a, b Ref) Ref {
	switch {
	case a == False || b == False || a == b^1:
		return False
	case a == True && b == True:
		return True
	}
	if a == True || a == b {
		a, b = b, True
	}
	if b == True || a > b {
		a, b = b, a
	}
	m, n := s.nodes[a>>1], s.nodes[b>>1]
	level := min(m.level, n.level)
	if level > x.last {
		return s.And(a, b)
	}
	s.step()
	if is, ok := s.row(op, a, b).find(op, a, b); ok {
		return is
	}
	a0, a1, b0, b1 := a, a, b, b
	if m.level == level {
		a0, a1 = m.lo^a&1, m.hi^a&1
	}
	if n.level == level {
		b0, b1 = n.lo^b&1, n.hi^b&1
	}
	r := s.andExists(x, op, a0, b0)
	if !x.over[level] {
		r = s.mk(level, r, s.andExists(x, op, a1, b1))
	} else if r != True {
		r = s.Or(r, s.andExists(x, op, a1, b1))
	}
	return s.keep(op, a, b, r)
}

// Exists is: for some values of the variables of the cube, a.
func (s *Space) Exists(a, cube Ref) Ref { return s.AndExists(a, True, cube) }

// Levels registers a map of levels to levels for Move and AndExistsMoved. It must keep the order of the variables of
// every function it is used for.
func (s *Space) Levels(to []uint32) int {
	s.levels = append(s.levels, to)
	return len(s.levels) - 1
}

// Move is the function with its variables moved to other levels.
func (s *Space) Move(a Ref, id int) Ref {
	return s.move(s.levels[id], opMoved+2*uint32(id)+1, a)
}

func (s *Space) move(to []uint32, op uint32, a Ref) Ref {
	if a>>1 == 0 {
		return a
	}
	neg := a & 1
	a ^= neg
	s.step()
	if is, ok := s.row(op, a, True).find(op, a, True); ok {
		return is ^ neg
	}
	n := s.nodes[a>>1]
	lo := s.move(to, op, n.lo)
	hi := s.move(to, op, n.hi)
	return s.keep(op, a, True, s.mk(to[n.level], lo, hi)) ^ neg
}

// AndExistsMoved is AndExists of a, moved by the map of levels, and b. The map must leave alone what is below the cube.
func (s *Space) AndExistsMoved(a Ref, id int, b, cube Ref) Ref {
	if cube == True {
		return s.And(a, b)
	}
	k := s.scope(cube, id)
	return s.andExistsMoved(&s.scopes[k], opMoved+2*uint32(k), a, b)
}

func (s *Space) andExistsMoved(x *scope, op uint32, a, b Ref) Ref {
	if a == False || b == False {
		return False
	}
	m, n := s.nodes[a>>1], s.nodes[b>>1]
	if a != True {
		m.level = x.to[m.level]
	}
	level := min(m.level, n.level)
	if level > x.last {
		return s.And(a, b)
	}
	s.step()
	if is, ok := s.row(op, a, b).find(op, a, b); ok {
		return is
	}
	a0, a1, b0, b1 := a, a, b, b
	if m.level == level {
		a0, a1 = m.lo^a&1, m.hi^a&1
	}
	if n.level == level {
		b0, b1 = n.lo^b&1, n.hi^b&1
	}
	r := s.andExistsMoved(x, op, a0, b0)
	if !x.over[level] {
		r = s.mk(level, r, s.andExistsMoved(x, op, a1, b1))
	} else if r != True {
		r = s.Or(r, s.andExistsMoved(x, op, a1, b1))
	}
	return s.keep(op, a, b, r)
}
