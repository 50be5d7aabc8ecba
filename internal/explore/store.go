package explore

import (
	"math/bits"
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
)

// store holds states in the order in which they were found, each once. It is exact: a state is found
// again by comparing all of its words, never by a fingerprint. Memory is flat, without pointers.
type store struct {
	width  int
	words  []uint64
	index  []uint32 // open addressing: 1 + the number of a state, or 0; a power of two long
	count  int
	budget *budget
}

func newStore(width int, b *budget) *store {
	return &store{width: width, index: make([]uint32, 1<<10), budget: b}
}

// at gives the words of a state; they must not be changed.
func (s *store) at(i int) machine.State {
	return machine.State(s.words[i*s.width : (i+1)*s.width : (i+1)*s.width])
}

// add gives the number of a state with that hash, a new one if it was not there; ok is false if there is
// no memory for it, or the search is to end.
func (s *store) add(st machine.State, h uint64) (id int, ok bool) {
	mask := uint64(len(s.index) - 1)
	slot := h & mask
	for s.index[slot] != 0 {
		if k := int(s.index[slot]) - 1; s.same(k, st) {
			return k, true
		}
		slot = (slot + 1) & mask
	}
	if s.count+s.count/3 >= len(s.index) { // at most three quarters full
		if !s.grow() {
			return 0, false
		}
		return s.add(st, h)
	}
	if !extend(s.budget, &s.words, s.width) {
		return 0, false
	}
	s.words = append(s.words, st...)
	s.count++
	s.index[slot] = uint32(s.count)
	return s.count - 1, true
}

func (s *store) same(i int, st machine.State) bool {
	switch s.width { // most pacts fit one or two words
	case 1:
		return s.words[i] == st[0]
	case 2:
		return s.words[2*i] == st[0] && s.words[2*i+1] == st[1]
	}
	return slices.Equal(s.at(i), st)
}

func (s *store) grow() bool {
	size := 2 * len(s.index)
	if !s.budget.Claim(int64(4 * size)) {
		return false
	}
	s.budget.Return(int64(4 * len(s.index)))
	s.index = make([]uint32, size)
	mask := uint64(size - 1)
	for i := range s.count {
		if i%stride == 0 && s.budget.stopped() {
			return false
		}
		slot := hash(s.at(i)) & mask
		for s.index[slot] != 0 {
			slot = (slot + 1) & mask
		}
		s.index[slot] = uint32(i + 1)
	}
	return true
}

// close ends the adding of states.
func (s *store) close() {
	s.budget.Return(int64(4 * len(s.index)))
	s.index = nil
}

// hash mixes the words; collisions cost time, never correctness.
func hash(st machine.State) uint64 {
	h := uint64(0x9e3779b97f4a7c15)
	for _, w := range st {
		hi, lo := bits.Mul64(h^w, 0xd6e8feb86659fd93)
		h = hi ^ lo
	}
	return h ^ h>>29
}
