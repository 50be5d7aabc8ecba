package explore

import (
	"math/bits"
	"slices"

	"github.com/servanda-lang/servanda/machine"
)

// store holds states in the order in which they were found, each once. It is exact: a state is found
// again by comparing all of its words, never by a fingerprint. Memory is flat, without pointers.
type store struct {
	width int
	words []uint64
	index []uint32 // open addressing: 1 + the number of a state, or 0
	count int
}

func newStore(width int) *store {
	return &store{width: width, index: make([]uint32, 1<<10)}
}

// at gives the words of a state; they must not be changed.
func (s *store) at(i int) machine.State {
	return machine.State(s.words[i*s.width : (i+1)*s.width : (i+1)*s.width])
}

// add gives the number of a state, and whether it is new.
func (s *store) add(st machine.State) (id int, fresh bool) {
	if s.count*2 >= len(s.index) {
		s.grow()
	}
	slot := s.find(st)
	if k := s.index[slot]; k != 0 {
		return int(k) - 1, false
	}
	s.words = append(s.words, st...)
	s.count++
	s.index[slot] = uint32(s.count)
	return s.count - 1, true
}

// find gives the slot in which the state is, or the empty one it belongs in.
func (s *store) find(st machine.State) int {
	mask := uint64(len(s.index) - 1)
	for slot := hash(st) & mask; ; slot = (slot + 1) & mask {
		k := s.index[slot]
		if k == 0 || slices.Equal(s.at(int(k)-1), st) {
			return int(slot)
		}
	}
}

func (s *store) grow() {
	s.index = make([]uint32, 2*len(s.index))
	mask := uint64(len(s.index) - 1)
	for i := range s.count {
		slot := hash(s.at(i)) & mask
		for s.index[slot] != 0 {
			slot = (slot + 1) & mask
		}
		s.index[slot] = uint32(i + 1)
	}
}

// bytes is the memory in use.
func (s *store) bytes() int64 { return int64(8*cap(s.words) + 4*len(s.index)) }

// hash mixes the words; collisions cost time, never correctness.
func hash(st machine.State) uint64 {
	h := uint64(0x9e3779b97f4a7c15)
	for _, w := range st {
		hi, lo := bits.Mul64(h^w, 0xd6e8feb86659fd93)
		h = hi ^ lo
	}
	return h ^ h>>29
}
