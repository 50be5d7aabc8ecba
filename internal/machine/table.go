package machine

import (
	"math/bits"

	"github.com/servanda-lang/servanda/internal/program"
)

// Which of many conditions may hold.
//
// A state is cut into pieces of a few bits. For each value of a piece there is a row of bits, one for each
// condition: 0 if the condition cannot hold with that value, whatever the rest of the state is. The conditions
// that may hold in a state are those with a 1 in the rows of all its pieces. Most often they then do; where each
// term of a condition is decided by one piece they always do. A row is made when it is first needed.

// mostBits is the size of a piece. A variable that is larger is in none.
const mostBits = 9

// piece is some neighbouring variables of one word.
type piece struct {
	word  int
	shift uint
	mask  uint64
	cells []*program.Variable
	reads []int // the conditions that read it
}

// screen says which of some conditions may hold. It is shared.
type screen struct {
	*layout
	conds  []program.Cond
	pieces []piece
	exact  []uint64 // set of the conditions that hold if no row is against them
	all    []uint64
}

// sieve is a screen with rows, for one goroutine.
type sieve struct {
	*screen
	rows  [][]uint64 // by piece: the rows of all its values
	known [][]bool
	out   []uint64
}

func newScreen(p *program.Program, x *layout, conds []program.Cond) *screen {
	n := (len(conds) + 63) / 64
	s := &screen{layout: x, conds: conds, exact: make([]uint64, n), all: make([]uint64, n)}
	s.cut(p.Cells)
	at := map[*program.Variable]int{}
	for k := range s.pieces {
		for _, v := range s.pieces[k].cells {
			at[v] = k
		}
	}
	for i, c := range conds {
		s.all[i>>6] |= 1 << (i & 63)
		s.place(i, c, at)
	}
	return s
}

// cut makes the pieces.
func (s *screen) cut(cells []*program.Variable) {
	last := -1
	for _, v := range cells {
		at := s.slotOf(v)
		width := uint(bits.Len64(at.mask))
		if width > mostBits || width == 0 {
			last = -1
			continue
		}
		if last < 0 || s.pieces[last].word != at.word || at.shift+width-s.pieces[last].shift > mostBits {
			s.pieces = append(s.pieces, piece{word: at.word, shift: at.shift})
			last = len(s.pieces) - 1
		}
		x := &s.pieces[last]
		x.mask = 1<<(at.shift+width-x.shift) - 1
		x.cells = append(x.cells, v)
	}
}

// place notes which pieces a condition reads, and whether they decide it.
func (s *screen) place(i int, c program.Cond, at map[*program.Variable]int) {
	terms, ok := c.(program.All)
	if !ok {
		terms = program.All{c}
	}
	exact := true
	seen := map[int]bool{}
	for _, t := range terms {
		in := map[int]bool{}
		program.VisitCond(t, func(v *program.Variable) {
			if k, ok := at[v]; ok && !v.Scratch && v.Kind != program.Point {
				in[k], seen[k] = true, true
			} else {
				exact = false
			}
		})
		exact = exact && len(in) <= 1
	}
	for k := range seen {
		s.pieces[k].reads = append(s.pieces[k].reads, i)
	}
	if exact {
		s.exact[i>>6] |= 1 << (i & 63)
	}
}

func (s *screen) sieve() sieve {
	return sieve{screen: s, rows: make([][]uint64, len(s.pieces)), known: make([][]bool, len(s.pieces)), out: make([]uint64, len(s.all))}
}

// isExact reports whether a condition that may hold does.
func (s *screen) isExact(i int) bool { return s.exact[i>>6]>>(i&63)&1 == 1 }

// mayHold gives the set of conditions that may hold in a state; it is valid until the next call.
func (x *sieve) mayHold(w []uint64) []uint64 {
	out := x.out
	copy(out, x.all)
	for k := range x.pieces {
		p := &x.pieces[k]
		v := int(w[p.word] >> p.shift & p.mask)
		if x.known[k] == nil || !x.known[k][v] {
			x.fill(k, v)
		}
		row := x.rows[k][v*len(out):]
		for j := range out {
			out[j] &= row[j]
		}
	}
	return out
}

// fill makes the row of a value of a piece.
func (x *sieve) fill(k, v int) {
	p, n := &x.pieces[k], len(x.out)
	if x.known[k] == nil {
		x.known[k] = make([]bool, p.mask+1)
		x.rows[k] = make([]uint64, (int(p.mask)+1)*n)
	}
	row := x.rows[k][v*n : (v+1)*n]
	copy(row, x.all)
	value := func(c *program.Variable) (int, bool) {
		if c.Scratch || c.Kind == program.Point {
			return 0, false
		}
		at := x.cells[c.At]
		if at.word != p.word || at.shift < p.shift || at.shift >= p.shift+uint(bits.Len64(p.mask)) || at.mask > p.mask {
			return 0, false
		}
		return int(uint64(v) >> (at.shift - p.shift) & at.mask), true
	}
	for _, i := range p.reads {
		if !program.May(x.conds[i], true, value) {
			row[i>>6] &^= 1 << (i & 63)
		}
	}
	x.known[k][v] = true
}

// next gives the first place in a set from i on, -1 if there is none.
func next(s []uint64, i int) int {
	k := i >> 6
	if k >= len(s) {
		return -1
	}
	for w := s[k] >> (i & 63) << (i & 63); ; w = s[k] {
		if w != 0 {
			return k<<6 + bits.TrailingZeros64(w)
		}
		if k++; k == len(s) {
			return -1
		}
	}
}
