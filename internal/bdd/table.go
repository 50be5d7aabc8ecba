package bdd

// The table in which a node is found by what it is: chains, of which most have one node.

const firstIndex = 1 << 12

// hashOf keeps neighbours near each other: nodes made one after the other mostly refer to neighbours, and then stand in
// neighbouring chains. That makes up for chains that are longer than those of a hash that spreads them.
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
	return s.add(h, level, lo, hi) | neg
}

// add makes a new node in a chain.
func (s *Space) add(chain, level uint32, lo, hi Ref) Ref {
	i := uint32(len(s.nodes))
	if s.limit > 0 && int(i) >= s.limit || i == 1<<31-1 {
		panic(ErrFull)
	}
	if len(s.nodes) == cap(s.nodes) {
		s.nodes = append(make([]node, 0, s.room()), s.nodes...)
	}
	s.nodes = append(s.nodes, node{level, lo, hi, s.index[chain]})
	s.index[chain] = i
	if len(s.nodes) > len(s.index) {
		s.growIndex()
		s.growResults()
	}
	return Ref(i << 1)
}

// room is how many nodes to make room for when there is none left.
func (s *Space) room() int {
	if n := 2 * len(s.nodes); s.limit == 0 || n < s.limit {
		return n
	}
	return s.limit
}

func (s *Space) growIndex() {
	s.index = make([]uint32, 2*len(s.index))
	mask := uint32(len(s.index) - 1)
	for i := 1; i < len(s.nodes); i++ {
		n := &s.nodes[i]
		h := hashOf(n.level, n.lo, n.hi) & mask
		n.next, s.index[h] = s.index[h], uint32(i)
	}
}
