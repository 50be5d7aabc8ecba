// Package bdd keeps Boolean functions of many variables as reduced ordered binary decision diagrams (Bryant 1986),
// with negated edges (Brace, Rudell and Bryant 1990): one node stands for all functions that are the same, so
// that comparing two costs nothing, and an operation is made once for each pair of nodes.
//
// Input and output are Refs of one Space. Variables are their levels in the order: 0, 1, 2 and so on; which order
// is good is for the caller to find, with Sift. A Space is for one goroutine; Clone gives another.
package bdd

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Ref is a function: a node, and in the lowest bit whether it is negated. The zero Ref is True.
type Ref uint32

// The constant functions.
const (
	True  Ref = 0
	False Ref = 1
)

type node struct {
	level  uint32
	lo, hi Ref // hi is never negated
	next   uint32
}

type entry struct {
	op      uint32
	a, b, c Ref
	result  Ref
}

const (
	opNone uint32 = iota
	opAnd
	opIte
	opXor
	opAndExists
	opSimplify
	opMoved // from here on two for each map of levels: moving, and and-exists of a moved function
)

const atEnd = 1<<32 - 1

// ErrFull is what an operation panics with when the Space may hold no more nodes, or make no more steps.
var ErrFull = errors.New("bdd: the space is full")

// ErrSteps is ErrFull where it was the steps: more memory would not help.
var ErrSteps = fmt.Errorf("%w: so many steps were not to be made", ErrFull)

// BytesPerNode is what a node takes at most, its share of the tables included.
const BytesPerNode = 64

// Space holds functions over one order of variables.
type Space struct {
	nodes  []node
	heads  []uint32 // of the chains of nodes with the same hash; as many as nodes or more
	cache  []entry  // results of operations; the newer takes the place of the older
	levels [][]uint32
	limit  int // nodes
	steps  int // made so far
	last   int // the step at which it is full; 0 if it may make any number
	next   int // the step at which to look at that, and at the context
	ctx    context.Context
	marked []uint32 // by node: when Count came by
	mark   uint32
}

// the sizes of the tables, entries, at the start and at the most
const (
	firstHeads = 1 << 12
	firstCache = 1 << 12
	mostCache  = 1 << 22
)

// New makes a space of at most that many nodes; 0 means no limit.
func New(limit int) *Space {
	s := &Space{heads: make([]uint32, firstHeads), cache: make([]entry, firstCache), limit: limit}
	s.nodes = append(s.nodes, node{level: atEnd})
	return s
}

// Clone is a space of its own with the same nodes: a Ref means the same in both as long as no Compact has taken it away.
// Spaces may be cloned side by side as long as nothing is made in them.
func (s *Space) Clone() *Space {
	return &Space{nodes: slices.Clone(s.nodes), heads: slices.Clone(s.heads), cache: make([]entry, len(s.cache)), levels: s.levels, limit: s.limit, ctx: s.ctx}
}

// Hold lets the space hold at most that many nodes from now on; 0 means no limit. One that holds more already is not full
// before it is to hold yet another.
func (s *Space) Hold(nodes int) { s.limit = nodes }

// Allow lets the space make that many steps from now on, each a look at what is to be made of some nodes: however slow the
// machine, the same functions take the same steps.
func (s *Space) Allow(steps int) { s.last = s.steps + steps }

// everySteps is after how many steps the context is looked at.
const everySteps = 1 << 14

// Watch ends what is made in the space from now on with a panic of the context's error when it is done; nil never is.
func (s *Space) Watch(ctx context.Context) { s.ctx, s.next = ctx, s.steps }

// look sees whether the space may go on.
func (s *Space) look() {
	s.next = s.steps + everySteps
	if s.ctx != nil && s.ctx.Err() != nil {
		panic(s.ctx.Err())
	}
}

// Steps is how many steps the space has made.
func (s *Space) Steps() int { return s.steps }

// Size is the number of nodes, those nobody needs any more included.
func (s *Space) Size() int { return len(s.nodes) }

// Compact forgets all nodes but those of the roots, which it changes to what they are called from then on.
func (s *Space) Compact(roots []*Ref) {
	kept := &Space{heads: make([]uint32, firstHeads), levels: s.levels, limit: s.limit}
	kept.nodes = append(kept.nodes, node{level: atEnd})
	memo := map[Ref]Ref{}
	for _, r := range roots {
		*r = kept.take(s, *r, memo)
	}
	s.nodes, s.heads = kept.nodes, kept.heads
	clear(s.cache)
}

// Take gives the function of another space with the same order of variables.
func (s *Space) Take(from *Space, f Ref) Ref { return s.take(from, f, map[Ref]Ref{}) }

func (s *Space) take(from *Space, f Ref, memo map[Ref]Ref) Ref {
	neg := f & 1
	f ^= neg
	if f == True {
		return f ^ neg
	}
	if r, ok := memo[f]; ok {
		return r ^ neg
	}
	n := from.nodes[f>>1]
	lo := s.take(from, n.lo, memo)
	hi := s.take(from, n.hi, memo)
	r := s.mk(n.level, lo, hi)
	memo[f] = r
	return r ^ neg
}

// Not is the negation.
func (f Ref) Not() Ref { return f ^ 1 }

func (s *Space) level(f Ref) uint32 { return s.nodes[f>>1].level }

func (s *Space) cofactors(f Ref, level uint32) (lo, hi Ref) {
	n := &s.nodes[f>>1]
	if n.level != level {
		return f, f
	}
	return n.lo ^ f&1, n.hi ^ f&1
}

func (s *Space) mk(level uint32, lo, hi Ref) Ref {
	if lo == hi {
		return lo
	}
	if s.steps >= s.next { // not in slot, which is to stay small
		s.look()
	}
	neg := hi & 1
	lo, hi = lo^neg, hi^neg
	h := hash3(level, uint32(lo), uint32(hi)) & uint32(len(s.heads)-1)
	for i := s.heads[h]; i != 0; i = s.nodes[i].next {
		n := &s.nodes[i]
		if n.level == level && n.lo == lo && n.hi == hi {
			return Ref(i<<1) | neg
		}
	}
	if len(s.nodes) >= len(s.heads) {
		s.rehash()
		h = hash3(level, uint32(lo), uint32(hi)) & uint32(len(s.heads)-1)
	}
	if s.limit > 0 && len(s.nodes) >= s.limit {
		panic(ErrFull)
	}
	i := uint32(len(s.nodes))
	s.nodes = append(s.nodes, node{level, lo, hi, s.heads[h]})
	s.heads[h] = i
	return Ref(i<<1) | neg
}

// rehash doubles the tables.
func (s *Space) rehash() {
	s.heads = make([]uint32, 2*len(s.heads))
	mask := uint32(len(s.heads) - 1)
	for i := 1; i < len(s.nodes); i++ {
		n := &s.nodes[i]
		h := hash3(n.level, uint32(n.lo), uint32(n.hi)) & mask
		n.next, s.heads[h] = s.heads[h], uint32(i)
	}
	if len(s.cache) < len(s.heads) && len(s.cache) < mostCache {
		s.cache = make([]entry, 2*len(s.cache))
	}
}

func hash3(a, b, c uint32) uint32 {
	h := uint64(a)*0x9e3779b97f4a7c15 ^ uint64(b)*0xbf58476d1ce4e5b9 ^ uint64(c)*0x94d049bb133111eb
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return uint32(h >> 32)
}

func (s *Space) slot(op uint32, a, b, c Ref) *entry {
	if s.steps++; s.steps == s.last {
		panic(ErrSteps)
	}
	return &s.cache[hash3(uint32(a)+op*0x9e3779b1, uint32(b), uint32(c))&uint32(len(s.cache)-1)]
}

// Var is the variable at a level.
func (s *Space) Var(level uint32) Ref { return s.mk(level, False, True) }

// And, Or, Diff (a and not b), Xor and Ite (if f then g else h) are what they are called.
func (s *Space) And(a, b Ref) Ref {
	switch {
	case a == False || b == False || a == b^1:
		return False
	case a == True || a == b:
		return b
	case b == True:
		return a
	}
	if a > b {
		a, b = b, a
	}
	if e := s.slot(opAnd, a, b, 0); e.op == opAnd && e.a == a && e.b == b {
		return e.result
	}
	level := min(s.level(a), s.level(b))
	a0, a1 := s.cofactors(a, level)
	b0, b1 := s.cofactors(b, level)
	lo := s.And(a0, b0)
	hi := s.And(a1, b1)
	r := s.mk(level, lo, hi)
	*s.slot(opAnd, a, b, 0) = entry{opAnd, a, b, 0, r}
	return r
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
	if e := s.slot(opXor, a, b, 0); e.op == opXor && e.a == a && e.b == b {
		return e.result ^ neg
	}
	level := min(s.level(a), s.level(b))
	a0, a1 := s.cofactors(a, level)
	b0, b1 := s.cofactors(b, level)
	lo := s.Xor(a0, b0)
	hi := s.Xor(a1, b1)
	r := s.mk(level, lo, hi)
	*s.slot(opXor, a, b, 0) = entry{opXor, a, b, 0, r}
	return r ^ neg
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
	if e := s.slot(opIte, f, g, h); e.op == opIte && e.a == f && e.b == g && e.c == h {
		return e.result ^ neg
	}
	level := min(s.level(f), s.level(g), s.level(h))
	f0, f1 := s.cofactors(f, level)
	g0, g1 := s.cofactors(g, level)
	h0, h1 := s.cofactors(h, level)
	lo := s.Ite(f0, g0, h0)
	hi := s.Ite(f1, g1, h1)
	r := s.mk(level, lo, hi)
	*s.slot(opIte, f, g, h) = entry{opIte, f, g, h, r}
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
	if e := s.slot(opSimplify, f, care, 0); e.op == opSimplify && e.a == f && e.b == care {
		return e.result ^ neg
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
	*s.slot(opSimplify, f, care, 0) = entry{opSimplify, f, care, 0, r}
	return r ^ neg
}

// AndExists is: for some values of the variables of the cube, a and b.
func (s *Space) AndExists(a, b, cube Ref) Ref {
	switch {
	case a == False || b == False || a == b^1:
		return False
	case cube == True:
		return s.And(a, b)
	case a == True && b == True:
		return True
	}
	if a == True || a == b {
		a, b = b, True
	}
	if b == True || a > b {
		a, b = b, a
	}
	level := min(s.level(a), s.level(b))
	for s.level(cube) < level {
		cube = s.nodes[cube>>1].hi
	}
	if cube == True {
		return s.And(a, b)
	}
	if e := s.slot(opAndExists, a, b, cube); e.op == opAndExists && e.a == a && e.b == b && e.c == cube {
		return e.result
	}
	a0, a1 := s.cofactors(a, level)
	b0, b1 := s.cofactors(b, level)
	var r Ref
	if s.level(cube) == level {
		rest := s.nodes[cube>>1].hi
		r = s.AndExists(a0, b0, rest)
		if r != True {
			r = s.Or(r, s.AndExists(a1, b1, rest))
		}
	} else {
		lo := s.AndExists(a0, b0, cube)
		hi := s.AndExists(a1, b1, cube)
		r = s.mk(level, lo, hi)
	}
	*s.slot(opAndExists, a, b, cube) = entry{opAndExists, a, b, cube, r}
	return r
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
	if a>>1 == 0 {
		return a
	}
	neg := a & 1
	a ^= neg
	op := opMoved + 2*uint32(id)
	if e := s.slot(op, a, 0, 0); e.op == op && e.a == a {
		return e.result ^ neg
	}
	n := s.nodes[a>>1]
	lo := s.Move(n.lo, id)
	hi := s.Move(n.hi, id)
	r := s.mk(s.levels[id][n.level], lo, hi)
	*s.slot(op, a, 0, 0) = entry{op, a, 0, 0, r}
	return r ^ neg
}

// AndExistsMoved is AndExists of a, moved by the map of levels, and b. The map must leave alone what is below the cube.
func (s *Space) AndExistsMoved(a Ref, id int, b, cube Ref) Ref {
	switch {
	case a == False || b == False:
		return False
	case a == True:
		return s.AndExists(b, True, cube)
	}
	level := min(s.levels[id][s.level(a)], s.level(b))
	for s.level(cube) < level {
		cube = s.nodes[cube>>1].hi
	}
	if cube == True {
		return s.And(a, b)
	}
	op := opMoved + 2*uint32(id) + 1
	if e := s.slot(op, a, b, cube); e.op == op && e.a == a && e.b == b && e.c == cube {
		return e.result
	}
	a0, a1 := a, a
	if n := &s.nodes[a>>1]; s.levels[id][n.level] == level {
		a0, a1 = n.lo^a&1, n.hi^a&1
	}
	b0, b1 := s.cofactors(b, level)
	var r Ref
	if s.level(cube) == level {
		rest := s.nodes[cube>>1].hi
		if r = s.AndExistsMoved(a0, id, b0, rest); r != True {
			r = s.Or(r, s.AndExistsMoved(a1, id, b1, rest))
		}
	} else {
		lo := s.AndExistsMoved(a0, id, b0, cube)
		hi := s.AndExistsMoved(a1, id, b1, cube)
		r = s.mk(level, lo, hi)
	}
	*s.slot(op, a, b, cube) = entry{op, a, b, cube, r}
	return r
}

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
