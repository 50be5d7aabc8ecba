package bdd

import "slices"

// Sifting (Rudell 1993): each block of variables in turn is moved through the whole order and left where the
// functions have the fewest nodes. It works on a copy without negated edges, whose nodes count who refers to them,
// so that two neighbouring levels can be exchanged in place.

// Sifted is functions in a better order.
type Sifted struct {
	Order []int // of the blocks

	t     *sifter
	roots []int32
}

// Put makes the functions in another space, in which the levels they had have other numbers, larger the later they
// stand in the better order.
func (x *Sifted) Put(into *Space, number func(level uint32) uint32) []Ref {
	memo := map[int32]Ref{0: False, 1: True}
	var put func(i int32) Ref
	put = func(i int32) Ref {
		if r, ok := memo[i]; ok {
			return r
		}
		n := x.t.nodes[i]
		lo := put(n.lo)
		hi := put(n.hi)
		memo[i] = into.mk(number(uint32(n.v)), lo, hi)
		return memo[i]
	}
	out := make([]Ref, len(x.roots))
	for i, r := range x.roots {
		out[i] = put(r)
	}
	return out
}

// Sift finds a better order of the blocks, each a row of neighbouring levels, for these functions. It goes over all blocks
// until a pass gains less than a twentieth, at most passes times.
func (s *Space) Sift(fs []Ref, blocks [][]uint32, passes int) *Sifted {
	t := &sifter{}
	x := &Sifted{t: t}
	t.nodes = []sifted{{v: -1, refs: 1}, {v: -1, refs: 1}}
	for _, b := range blocks {
		for _, level := range b {
			t.varAt = append(t.varAt, int32(level))
		}
	}
	if len(t.varAt) > 0 {
		t.shelves = make([]shelf, slices.Max(t.varAt)+1)
	}
	memo := map[Ref]int32{}
	for _, f := range fs {
		r := t.copy(s, f, memo)
		t.keep(r)
		x.roots = append(x.roots, r)
	}
	for i := range blocks {
		x.Order = append(x.Order, i)
	}
	for range passes {
		start := t.live
		t.pass(blocks, x.Order)
		if t.live > start-start/20 {
			break
		}
	}
	return x
}

type sifted struct {
	v            int32
	lo, hi, refs int32
	next         int32 // in its chain; 0 at the end, for no chain has a constant
}

// shelf is the nodes of one variable, in chains by what they are.
type shelf struct {
	heads []int32
	count int
}

type sifter struct {
	nodes   []sifted
	free    []int32
	shelves []shelf // by variable
	varAt   []int32
	live    int
}

// chain is the head of the chain in which a node of the shelf stands.
func (h *shelf) chain(lo, hi int32) *int32 {
	return &h.heads[(uint32(lo)*12582917+uint32(hi))&uint32(len(h.heads)-1)]
}

// put adds a node to the shelf of its variable.
func (t *sifter) put(i int32) {
	n := &t.nodes[i]
	h := &t.shelves[n.v]
	if h.count == len(h.heads) {
		all := t.onShelf(n.v)
		h.heads = make([]int32, max(8, 2*len(h.heads)))
		for _, k := range all {
			m := &t.nodes[k]
			c := h.chain(m.lo, m.hi)
			m.next, *c = *c, k
		}
	}
	c := h.chain(n.lo, n.hi)
	n.next, *c = *c, i
	h.count++
}

// remove takes a node from the shelf of its variable.
func (t *sifter) remove(i int32) {
	n := &t.nodes[i]
	h := &t.shelves[n.v]
	at := h.chain(n.lo, n.hi)
	for *at != i {
		at = &t.nodes[*at].next
	}
	*at = n.next
	h.count--
}

// onShelf lists the nodes of a variable.
func (t *sifter) onShelf(v int32) []int32 {
	h := &t.shelves[v]
	out := make([]int32, 0, h.count)
	for _, i := range h.heads {
		for ; i != 0; i = t.nodes[i].next {
			out = append(out, i)
		}
	}
	return out
}

func (t *sifter) copy(s *Space, f Ref, memo map[Ref]int32) int32 {
	switch f {
	case True:
		return 1
	case False:
		return 0
	}
	if i, ok := memo[f]; ok {
		return i
	}
	n := s.nodes[f>>1]
	lo := t.copy(s, n.lo^f&1, memo)
	hi := t.copy(s, n.hi^f&1, memo)
	i := t.mk(int32(n.level), lo, hi)
	memo[f] = i
	return i
}

func (t *sifter) keep(i int32) { t.nodes[i].refs++ }

// mk gives the node without counting a reference to it.
func (t *sifter) mk(v, lo, hi int32) int32 {
	if lo == hi {
		return lo
	}
	if h := &t.shelves[v]; h.count > 0 {
		for i := *h.chain(lo, hi); i != 0; i = t.nodes[i].next {
			if n := &t.nodes[i]; n.lo == lo && n.hi == hi {
				return i
			}
		}
	}
	n := sifted{v: v, lo: lo, hi: hi}
	var i int32
	if len(t.free) > 0 {
		i = t.free[len(t.free)-1]
		t.free = t.free[:len(t.free)-1]
		t.nodes[i] = n
	} else {
		i = int32(len(t.nodes))
		t.nodes = append(t.nodes, n)
	}
	t.put(i)
	t.keep(lo)
	t.keep(hi)
	t.live++
	return i
}

func (t *sifter) drop(i int32) {
	t.nodes[i].refs--
	if t.nodes[i].refs > 0 || i < 2 {
		return
	}
	n := t.nodes[i]
	t.remove(i)
	t.free = append(t.free, i)
	t.live--
	t.drop(n.lo)
	t.drop(n.hi)
}

// swap exchanges the levels at and at+1.
func (t *sifter) swap(at int) {
	x, y := t.varAt[at], t.varAt[at+1]
	t.varAt[at], t.varAt[at+1] = y, x
	var hit []int32
	for _, i := range t.onShelf(x) {
		if n := &t.nodes[i]; t.nodes[n.lo].v == y || t.nodes[n.hi].v == y {
			hit = append(hit, i)
		}
	}
	slices.Sort(hit)
	for _, i := range hit {
		t.remove(i)
	}
	for _, i := range hit {
		n := t.nodes[i]
		l0, l1 := t.split(n.lo, y)
		h0, h1 := t.split(n.hi, y)
		lo := t.mk(x, l0, h0)
		t.keep(lo)
		hi := t.mk(x, l1, h1)
		t.keep(hi)
		t.nodes[i].v, t.nodes[i].lo, t.nodes[i].hi = y, lo, hi
		t.put(i)
		t.drop(n.lo)
		t.drop(n.hi)
	}
}

func (t *sifter) split(i, v int32) (lo, hi int32) {
	if n := &t.nodes[i]; n.v == v {
		return n.lo, n.hi
	}
	return i, i
}

// pass sifts every block once, the largest first.
func (t *sifter) pass(blocks [][]uint32, order []int) {
	weight := func(b int) int {
		n := 0
		for _, l := range blocks[b] {
			n += t.shelves[l].count
		}
		return n
	}
	todo := slices.Clone(order)
	slices.SortStableFunc(todo, func(a, b int) int { return weight(b) - weight(a) })
	for _, b := range todo {
		t.sift(blocks, order, b)
	}
}

// exchange swaps the blocks at places k and k+1 of the order.
func (t *sifter) exchange(blocks [][]uint32, order []int, k int) {
	first := 0
	for _, b := range order[:k] {
		first += len(blocks[b])
	}
	m, n := len(blocks[order[k]]), len(blocks[order[k+1]])
	for i := range n {
		for j := first + m + i - 1; j >= first+i; j-- {
			t.swap(j)
		}
	}
	order[k], order[k+1] = order[k+1], order[k]
}

func (t *sifter) sift(blocks [][]uint32, order []int, b int) {
	k := slices.Index(order, b)
	best, bestAt := t.live, k
	limit := t.live + t.live/5
	down := func() {
		for k+1 < len(order) {
			t.exchange(blocks, order, k)
			k++
			if t.live < best {
				best, bestAt = t.live, k
			}
			if t.live > limit {
				return
			}
		}
	}
	up := func() {
		for k > 0 {
			t.exchange(blocks, order, k-1)
			k--
			if t.live < best {
				best, bestAt = t.live, k
			}
			if t.live > limit {
				return
			}
		}
	}
	if k > len(order)/2 {
		down()
		up()
	} else {
		up()
		down()
	}
	for k < bestAt {
		t.exchange(blocks, order, k)
		k++
	}
	for k > bestAt {
		t.exchange(blocks, order, k-1)
		k--
	}
}
