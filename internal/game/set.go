package game

import (
	"math/bits"
	"slices"
)

// Set is a set of states, or of moves: a bit each. All sets of one kind have the same number of words, and bits beyond the
// last state are 0.
type Set []uint64

// NewSet is an empty set of n.
func NewSet(n int) Set { return make(Set, (n+63)/64) }

// FullSet is all of n.
func FullSet(n int) Set {
	s := NewSet(n)
	for i := range s {
		s[i] = ^uint64(0)
	}
	if n&63 != 0 {
		s[len(s)-1] = 1<<(n&63) - 1
	}
	return s
}

// Has reports whether i is in the set.
func (s Set) Has(i int32) bool { return s[i>>6]>>(i&63)&1 == 1 }

// Add puts i into the set.
func (s Set) Add(i int32) { s[i>>6] |= 1 << (i & 63) }

// Drop takes i out of it.
func (s Set) Drop(i int32) { s[i>>6] &^= 1 << (i & 63) }

// Empty reports whether nothing is in the set.
func (s Set) Empty() bool { return !slices.ContainsFunc(s, func(w uint64) bool { return w != 0 }) }

// Len is how many are in the set.
func (s Set) Len() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// And is what is in both sets, Or what is in one of them, Diff what is in the first and not in the second.
func (s Set) And(t Set) Set { return s.zip(t, func(a, b uint64) uint64 { return a & b }) }

// Or is what is in one of the sets.
func (s Set) Or(t Set) Set { return s.zip(t, func(a, b uint64) uint64 { return a | b }) }

// Diff is what is in the set and not in the other.
func (s Set) Diff(t Set) Set { return s.zip(t, func(a, b uint64) uint64 { return a &^ b }) }

func (s Set) zip(t Set, op func(a, b uint64) uint64) Set {
	out := make(Set, len(s))
	for i := range out {
		out[i] = op(s[i], t[i])
	}
	return out
}

// Each goes over what is in the set, in order.
func (s Set) Each(yield func(i int32) bool) {
	for k, w := range s {
		for ; w != 0; w &= w - 1 {
			if !yield(int32(k<<6 + bits.TrailingZeros64(w))) {
				return
			}
		}
	}
}
