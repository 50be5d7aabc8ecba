package machine

import (
	"math/bits"
	"slices"
)

// State is a settled state at rest: all cells packed into Words() words. Two states of one machine are
// the same exactly when their words are.
type State []uint64

// maxWords bounds a state; it is far above what any pact that can be explored needs.
const maxWords = 64

// cell is the place of one small number in a state.
type cell int

// noCell stands for a cell that a pact has no use for.
const noCell cell = -1

// slot says where a cell is packed. A slot never straddles two words.
type slot struct {
	word  int
	shift uint
	mask  uint64
}

type layout struct {
	cells []slot
	word  int
	used  uint // bits used of the current word
	bits  int
}

// add reserves a cell for the numbers 0..size-1. One of size 1 takes no room: at rest it is always 0, whatever a
// move has written to it.
func (l *layout) add(size int) cell {
	width := uint(bits.Len(uint(size - 1)))
	if l.used+width > 64 {
		l.word, l.used = l.word+1, 0
	}
	l.cells = append(l.cells, slot{word: l.word, shift: l.used, mask: 1<<width - 1})
	l.used += width
	l.bits += int(width)
	return cell(len(l.cells) - 1)
}

// Words is the length of a State.
func (l *layout) Words() int { return l.word + 1 }

func (l *layout) pack(v []int32, s State) {
	clear(s)
	for i, c := range l.cells {
		s[c.word] |= uint64(v[i]) & c.mask << c.shift
	}
}

func (l *layout) unpack(s State, v []int32) {
	for i, c := range l.cells {
		v[i] = int32(s[c.word] >> c.shift & c.mask)
	}
}

// get reads one cell of a state at rest.
func (l *layout) get(s State, at cell) int32 {
	c := l.cells[at]
	return int32(s[c.word] >> c.shift & c.mask)
}

// Equal reports whether two states of one machine are the same.
func (s State) Equal(t State) bool { return slices.Equal(s, t) }

// Clone is a copy to keep.
func (s State) Clone() State { return slices.Clone(s) }
