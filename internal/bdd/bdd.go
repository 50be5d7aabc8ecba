// Package bdd keeps Boolean functions of many variables as reduced ordered binary decision diagrams (Bryant 1986),
// with negated edges (Brace, Rudell and Bryant 1990): one node stands for all functions that are the same, so
// that comparing two costs nothing, and an operation is made once for each pair of nodes.
//
// Input and output are Refs of one Space. Variables are their levels in the order: 0, 1, 2 and so on; which order
// is good is for the caller to find, with Sift. A Space is for one goroutine; Clone gives another.
//
// Nodes lie in one row in the order they were made, and are found by chains (table.go); what operations gave stands in
// tables that forget (results.go).
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

const atEnd = 1<<32 - 1

// ErrFull is what an operation panics with when the Space may hold no more nodes, or make no more steps.
var ErrFull = errors.New("bdd: the space is full")

// ErrSteps is ErrFull where it was the steps: more memory would not help.
var ErrSteps = fmt.Errorf("%w: so many steps were not to be made", ErrFull)

// BytesPerNode is what a node of a large space takes at most, its share of the tables included, also while they grow.
const BytesPerNode = 64

// Space holds functions over one order of variables.
type Space struct {
	nodes   []node
	index   []uint32 // of the chains; as many as nodes or more
	cache   []row
	choices []choice        // results of Ite; nil before the first
	levels  [][]uint32      // the maps of Levels
	scopes  []scope         // what was quantified, each with the map of levels it came with
	scopeOf map[inScope]int // where in scopes
	limit   int             // nodes
	steps   int             // made so far
	last    int             // the step at which it is full; 0 if it may make any number
	next    int             // the step at which to look at that, and at the context
	ctx     context.Context
	marked  []uint32 // by node: when Count came by
	mark    uint32
}

// New makes a space of at most that many nodes; 0 means no limit.
func New(limit int) *Space {
	return &Space{nodes: []node{{level: atEnd}}, index: make([]uint32, firstIndex), cache: make([]row, firstRows), scopeOf: map[inScope]int{}, limit: limit}
}

// Clone is a space of its own with the same nodes: a Ref means the same in both as long as no Compact has taken it away.
// Spaces may be cloned side by side as long as nothing is made in them.
func (s *Space) Clone() *Space {
	return &Space{
		nodes: append(make([]node, 0, 2*len(s.nodes)), s.nodes...), index: slices.Clone(s.index), cache: make([]row, len(s.cache)),
		levels: slices.Clip(s.levels), scopeOf: map[inScope]int{}, limit: s.limit, ctx: s.ctx,
	}
}

// Hold lets the space hold at most that many nodes from now on; 0 means no limit. One that holds more already is not full
// before it is to hold yet another.
func (s *Space) Hold(nodes int) { s.limit = nodes }

// Allow lets the space make that many steps from now on, each a look at what is to be made of some nodes: however slow the
// machine, the same functions take the same steps. 0 means any number.
func (s *Space) Allow(steps int) {
	if s.last, s.next = 0, s.steps; steps > 0 {
		s.last = s.steps + steps
	}
}

// everySteps is after how many steps the context is looked at.
const everySteps = 1 << 14

// Watch ends what is made in the space from now on with a panic of the context's error when it is done; nil never is.
func (s *Space) Watch(ctx context.Context) { s.ctx, s.next = ctx, s.steps }

// look sees whether the space may go on.
func (s *Space) look() {
	if s.last > 0 && s.steps >= s.last {
		panic(ErrSteps)
	}
	if s.ctx != nil && s.ctx.Err() != nil {
		panic(s.ctx.Err())
	}
	if s.next = s.steps + everySteps; s.last > 0 {
		s.next = min(s.next, s.last)
	}
}

// Steps is how many steps the space has made.
func (s *Space) Steps() int { return s.steps }

// Size is the number of nodes, those nobody needs any more included.
func (s *Space) Size() int { return len(s.nodes) }

// Compact forgets all nodes but those of the roots, which it changes to what they are called from then on.
func (s *Space) Compact(roots []*Ref) {
	kept := New(s.limit)
	memo := make([]Ref, len(s.nodes)) // True for what has not been taken: only the constants are
	for _, r := range roots {
		*r = kept.gather(s.nodes, *r, memo)
	}
	s.nodes, s.index, s.cache, s.choices = kept.nodes, kept.index, kept.cache, nil
	s.scopes, s.scopeOf = nil, kept.scopeOf
}

func (s *Space) gather(from []node, f Ref, memo []Ref) Ref {
	neg, i := f&1, f>>1
	if i == 0 {
		return f
	}
	if memo[i] == True {
		n := from[i]
		lo := s.gather(from, n.lo, memo)
		memo[i] = s.mk(n.level, lo, s.gather(from, n.hi, memo))
	}
	return memo[i] ^ neg
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

// Var is the variable at a level.
func (s *Space) Var(level uint32) Ref { return s.mk(level, False, True) }
