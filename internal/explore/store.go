package explore

import (
	"math/bits"
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
)

// store holds states in the order in which they were found, each once. It is exact: a state is found
// again by comparing all of its words, never by a fingerprint. Memory is flat, without pointers.
//
// A slot of the index has 1 + the number of a state, or 0, and in the bits that such a number has no need of a piece of the state's hash, so that the words
// of a state are seldom looked at in vain.
type store struct {
	words  list[uint64]
	index  []uint32 // open addressing; a power of two long, more than the numbers that it holds
	count  int
	budget *budget
}

func newStore(width int, b *budget) *store {
	return &store{words: list[uint64]{width: width}, index: make([]uint32, 1<<10), budget: b}
}

// at gives the words of a state; they must not be changed.
func (s *store) at(i int) machine.State { return s.words.at(i) }

// piece is what a slot has of a hash.
func (s *store) piece(h uint64) uint32 { return uint32(h>>32) &^ uint32(len(s.index)-1) }

// add gives the number of a state with that hash, a new one if it was not there; ok is false if there is
// no memory for it, or the search is to end.
func (s *store) add(st machine.State, h uint64) (id int, ok bool) {
	mask, piece := uint32(len(s.index)-1), s.piece(h)
	slot := uint32(h) & mask
	for ; s.index[slot] != 0; slot = (slot + 1) & mask {
		if e := s.index[slot]; e&^mask == piece && s.same(int(e&mask)-1, st) {
			return int(e&mask) - 1, true
		}
	}
	if s.count+s.count/3 >= len(s.index) { // at most three quarters full
		if !s.grow() {
			return 0, false
		}
		return s.add(st, h)
	}
	if !s.words.reserve(s.budget, 1) {
		return 0, false
	}
	s.words.pushRow(st)
	s.count++
	s.index[slot] = piece | uint32(s.count)
	return s.count - 1, true
}

// known looks for many states at once, where a state of their hash would first be looked for: their numbers, 1 added, or 0 for those that are not there. The
// looks do not wait for each other, as they would one by one.
func (s *store) known(words, hashes []uint64, out []uint32) []uint32 {
	mask, width := uint32(len(s.index)-1), s.words.width
	out = slices.Grow(out[:0], len(hashes))[:len(hashes)]
	for i, h := range hashes {
		out[i] = s.index[uint32(h)&mask]
	}
	for i, h := range hashes {
		e := out[i]
		out[i] = 0
		if e != 0 && e&^mask == s.piece(h) && s.same(int(e&mask)-1, words[i*width:(i+1)*width]) {
			out[i] = e & mask
		}
	}
	return out
}

func (s *store) same(i int, st machine.State) bool {
	p, k := s.words.pages[i>>pageBits], i&(pageRows-1)
	switch s.words.width { // most pacts fit one or two words
	case 1:
		return p[k] == st[0]
	case 2:
		return p[2*k] == st[0] && p[2*k+1] == st[1]
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
	mask := uint32(size - 1)
	for i := range s.count {
		if i%stride == 0 && s.budget.stopped() {
			return false
		}
		h := hash(s.at(i))
		slot := uint32(h) & mask
		for s.index[slot] != 0 {
			slot = (slot + 1) & mask
		}
		s.index[slot] = s.piece(h) | uint32(i+1)
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
