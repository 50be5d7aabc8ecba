package bdd

// And, Or, Diff (a and not b), Xor and Ite (if f then g else h) are what they are called.
func (s *Space) And(a, b Ref) Ref {
	if a > b {
		a, b = b, a
	}
	switch {
	case a == True:
		return b
	case a == False:
		return False
	case a^b <= 1:
		if a == b {
			return a
		}
		return False
	}
	s.step()
	e := s.row(opAnd, a, b)
	if x := &e[0]; x.a == a && x.b == b && x.op == opAnd {
		return x.is
	}
	if x := &e[1]; x.a == a && x.b == b && x.op == opAnd {
		return x.is
	}
	m, n := s.nodes[a>>1], s.nodes[b>>1]
	level := min(m.level, n.level)
	a0, a1, b0, b1 := a, a, b, b
	if m.level == level {
		a0, a1 = m.lo^a&1, m.hi^a&1
	}
	if n.level == level {
		b0, b1 = n.lo^b&1, n.hi^b&1
	}
	lo := s.And(a0, b0)
	hi := s.And(a1, b1)
	if lo != hi {
		lo = s.mk(level, lo, hi)
	}
	return s.keep(opAnd, a, b, lo)
}

func (s *Space) Or(a, b Ref) Ref { return s.And(a^1, b^1) ^ 1 }

func (s *Space) Diff(a, b Ref) Ref { return s.And(a, b^1) }

func (s *Space) Xor(a, b Ref) Ref {
	neg := (a ^ b) & 1
	a, b = a&^1, b&^1
	switch {
	case a == b:
		return False ^ neg
	case a == True:
		return b ^ 1 ^ neg
	case b == True:
		return a ^ 1 ^ neg
	}
	if a > b {
		a, b = b, a
	}
	s.step()
	if is, ok := s.row(opXor, a, b).find(opXor, a, b); ok {
		return is ^ neg
	}
	level := min(s.level(a), s.level(b))
	a0, a1 := s.cofactors(a, level)
	b0, b1 := s.cofactors(b, level)
	lo := s.Xor(a0, b0)
	hi := s.Xor(a1, b1)
	return s.keep(opXor, a, b, s.mk(level, lo, hi)) ^ neg
}

func (s *Space) Ite(f, g, h Ref) Ref {
	switch {
	case f == True:
		return g
	case f == False:
		return h
	case g == h:
		return g
	case g == True || f == g:
		return s.Or(f, h)
	case g == False || f == g^1:
		return s.And(f^1, h)
	case h == True || f == h^1:
		return s.Or(f^1, g)
	case h == False || f == h:
		return s.And(f, g)
	case g == h^1:
		return s.Xor(f, h)
	}
	if f&1 == 1 {
		f, g, h = f^1, h, g
	}
	neg := g & 1
	g, h = g^neg, h^neg
	s.step()
	if e := s.choice(f, g, h); e.f == f && e.g == g && e.h == h {
		return e.is ^ neg
	}
	level := min(s.level(f), s.level(g), s.level(h))
	f0, f1 := s.cofactors(f, level)
	g0, g1 := s.cofactors(g, level)
	h0, h1 := s.cofactors(h, level)
	lo := s.Ite(f0, g0, h0)
	hi := s.Ite(f1, g1, h1)
	r := s.mk(level, lo, hi)
	*s.choice(f, g, h) = choice{f, g, h, r}
	return r ^ neg
}

// Simplify is a function that is f wherever care holds, and elsewhere whatever makes it small (the restrict operator of
// Coudert and Madre 1990).
func (s *Space) Simplify(f, care Ref) Ref {
	if care == False {
		return False
	}
	neg := f & 1
	f ^= neg
	for {
		if f == True || care == True {
			return f ^ neg
		}
		n := &s.nodes[care>>1]
		if n.level >= s.level(f) {
			break
		}
		care = s.Or(n.lo^care&1, n.hi^care&1)
	}
	s.step()
	if is, ok := s.row(opSimplify, f, care).find(opSimplify, f, care); ok {
		return is ^ neg
	}
	n := s.nodes[f>>1]
	c0, c1 := s.cofactors(care, n.level)
	var r Ref
	switch {
	case c0 == False:
		r = s.Simplify(n.hi, c1)
	case c1 == False:
		r = s.Simplify(n.lo, c0)
	default:
		lo := s.Simplify(n.lo, c0)
		hi := s.Simplify(n.hi, c1)
		r = s.mk(n.level, lo, hi)
	}
	return s.keep(opSimplify, f, care, r) ^ neg
}
