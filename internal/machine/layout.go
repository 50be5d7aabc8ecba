package machine

import (
	"math/bits"
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
)

// State is a settled state: all variables packed into Words() words. Two states of one machine are the same
// exactly when their words are.
type State []uint64

// maxWords bounds a state; it is far above what any pact that can be explored needs.
const maxWords = 64

// slot says where a variable is packed. A slot never straddles two words.
type slot struct {
	word  int
	shift uint
	mask  uint64 // before it is shifted
}

// field is the mask of the slot in its word.
func (s slot) field() uint64 { return s.mask << s.shift }

// layout says where the variables are. While a move is made its scratch variables follow in words of their own.
type layout struct {
	cells, scratch []slot // by Variable.At
	words          int    // of a state
	room           int    // words in all
}

func newLayout(p *program.Program) layout {
	var x layout
	x.cells, x.words = pack(p.Cells, 0)
	x.scratch, x.room = pack(p.Scratch, x.words)
	return x
}

// pack gives each variable its slot, from a word on, and the word after the last.
func pack(vs []*program.Variable, from int) (out []slot, to int) {
	word, used := from, uint(0)
	for _, v := range vs {
		width := uint(bits.Len(uint(v.Size - 1)))
		if used+width > 64 {
			word, used = word+1, 0
		}
		out = append(out, slot{word: word, shift: used, mask: 1<<width - 1})
		used += width
	}
	return out, word + 1
}

// Words is the length of a State.
func (x *layout) Words() int { return x.words }

// slotOf is where a variable is.
func (x *layout) slotOf(v *program.Variable) slot {
	if v.Scratch {
		return x.scratch[v.At]
	}
	return x.cells[v.At]
}

// mask is the bits of a state in which some variables are.
func (x *layout) mask(vs []*program.Variable) []uint64 {
	out := make([]uint64, x.words)
	for _, v := range vs {
		at := x.slotOf(v)
		out[at.word] |= at.field()
	}
	return out
}

// bits is the room a state needs.
func (x *layout) bits() int {
	n := 0
	for _, s := range x.cells {
		n += bits.OnesCount64(s.mask)
	}
	return n
}

// get reads a variable of a state; one that is not kept is 0.
func (x *layout) get(s State, v *program.Variable) int {
	if v == nil {
		return 0
	}
	at := x.cells[v.At]
	return int(s[at.word] >> at.shift & at.mask)
}

// Equal reports whether two states of one machine are the same.
func (s State) Equal(t State) bool { return slices.Equal(s, t) }

// Clone is a copy to keep.
func (s State) Clone() State { return slices.Clone(s) }
