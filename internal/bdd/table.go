package bdd

const firstIndex = 1 << 12

func hashOf(level uint32, lo, hi Ref) uint32 {
	return uint32(lo)*12582917 + uint32(hi)>>1 + level*0x9e3779b1
}

// mk is the function that is lo where a variable does not hold, and hi where it does.
func (s *Space) mk(level uint32, lo, hi Ref) Ref {
	if lo == hi {
		return lo
	}
	neg := hi & 1
	lo, hi = lo^neg, hi^neg
	h := hashOf(level, lo, hi) & uint32(len(s.index)-1)
	for i := s.index[h]; i != 0; {
		n := &s.nodes[i]
		if n.lo == lo && n.hi == hi && n.level == level {
			return Ref(i<<1) | neg
		}
		i = n.next
	}
	return s.add(h, node{level, lo, hi, s.index[h]}) | neg
}

// add makes a new node, which is to stand at a free place of the table.
func (s *Space) add(at uint32, n node) Ref {
	i := uint32(len(s.nodes))
	if int(i) == s.limit || i == 1<<31-1 {
		panic(ErrFull)
	}
	if len(s.nodes) == cap(s.nodes) {
		s.nodes = append(make([]node, 0, 2*len(s.nodes)), s.nodes...)
	}
	s.nodes = append(s.nodes, n)
	s.index[at] = i
	if int(i) >= len(s.index) {
		s.index = make([]uint32, 2*len(s.index))
		mask := uint32(len(s.index) - 1)
		for i := 1; i < len(s.nodes); i++ {
			n := &s.nodes[i]
			h := hashOf(n.level, n.lo, n.hi) & mask
			n.next, s.index[h] = s.index[h], uint32(i)
		}
		s.growResults()
	}
	return Ref(i << 1)
}
