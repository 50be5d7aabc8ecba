package machine

import (
	"math/bits"
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
)

// Which of many conditions may hold.
//
// A state is cut into pieces of a few bits. For each value of a piece there is a row of bits, one for each
// condition: 0 if the condition cannot hold with that value, whatever the rest of the state is. The conditions
// that may hold in a state are those with a 1 in the rows of all its pieces. Most often they then do; where each
// term of a condition is decided by one piece they always do. A row is made when it is first needed; its bit 0 says
// that it is, and condition i has bit i+1.

// mostBits is the size of a piece. A variable that is larger is in none.
const mostBits = 9

// piece is some neighbouring variables of one word.
type piece struct {
	word  int32
	shift uint32
	mask  uint64
}

// screen says which of some conditions may hold. It is shared.
type screen struct {
	*layout
	conds  []program.Cond
	pieces []piece
	cells  [][]*program.Variable // by piece
	reads  [][]int               // by piece: the conditions that read it
	exact  []uint64              // the conditions that hold if no row is against them
	all    []uint64
}

// sieve is a screen with rows, for one goroutine.
type sieve struct {
	*screen
	rows [][]uint64 // by piece: the rows of all its values
	out  []uint64
}

func newScreen(p *program.Program, x *layout, conds []program.Cond) *screen {
	n := len(conds)/64 + 1
	s := &screen{layout: x, conds: conds, exact: make([]uint64, n), all: make([]uint64, n)}
	s.cut(p.Cells)
	s.reads = make([][]int, len(s.pieces))
	at := map[*program.Variable]int{}
	for k, cells := range s.cells {
		for _, v := range cells {
			at[v] = k
		}
	}
	s.all[0] = 1
	for i, c := range conds {
		s.all[(i+1)>>6] |= 1 << ((i + 1) & 63)
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
		if last < 0 || int(s.pieces[last].word) != at.word || at.shift+width-uint(s.pieces[last].shift) > mostBits {
			s.pieces = append(s.pieces, piece{word: int32(at.word), shift: uint32(at.shift)})
			s.cells = append(s.cells, nil)
			last = len(s.pieces) - 1
		}
		x := &s.pieces[last]
		x.mask = 1<<(at.shift+width-uint(x.shift)) - 1
		s.cells[last] = append(s.cells[last], v)
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
		s.reads[k] = append(s.reads[k], i)
	}
	if exact {
		s.exact[(i+1)>>6] |= 1 << ((i + 1) & 63)
	}
}

func (s *screen) sieve() sieve {
	return sieve{screen: s, rows: make([][]uint64, len(s.pieces)), out: make([]uint64, len(s.all))}
}

// isExact reports whether a condition that may hold does.
func (s *screen) isExact(i int) bool { return s.exact[(i+1)>>6]>>((i+1)&63)&1 == 1 }

// mayHold gives the set of conditions that may hold in a state; it is valid until the next call.
func (x *sieve) mayHold(w []uint64) conds {
	if len(x.out) == 1 {
		x.out[0] = x.oneWord(w)
		return x.out
	}
	copy(x.out, x.all)
	for k := range x.pieces {
		row := x.row(k, w)
		for j := range x.out {
			x.out[j] &= row[j]
		}
	}
	return x.out
}

// oneWord is mayHold where a row is one word.
func (x *sieve) oneWord(w []uint64) uint64 {
	out := x.all[0]
	for k := range x.pieces {
		p := &x.pieces[k]
		v := w[p.word] >> (p.shift & 63) & p.mask
		var row uint64
		if rows := x.rows[k]; v < uint64(len(rows)) {
			row = rows[v]
		}
		if row == 0 {
			row = x.fill(k, int(v))[0]
		}
		if out &= row; out == 1 {
			break // no condition is left
		}
	}
	return out
}

// row gives the row of a piece in a state.
func (x *sieve) row(k int, w []uint64) []uint64 {
	p, n := &x.pieces[k], len(x.out)
	v := int(w[p.word] >> p.shift & p.mask)
	if rows := x.rows[k]; v*n < len(rows) && rows[v*n]&1 == 1 {
		return rows[v*n : (v+1)*n]
	}
	return x.fill(k, v)
}

// fill makes the row of a value of a piece.
func (x *sieve) fill(k, v int) []uint64 {
	n := len(x.out)
	if x.rows[k] == nil {
		x.rows[k] = make([]uint64, (int(x.pieces[k].mask)+1)*n)
	}
	row := x.rows[k][v*n : (v+1)*n]
	copy(row, x.all)
	known := func(c *program.Variable) (int, bool) {
		if !slices.Contains(x.screen.cells[k], c) {
			return 0, false
		}
		at := x.slotOf(c)
		return int(uint64(v) >> (at.shift - uint(x.pieces[k].shift)) & at.mask), true
	}
	for _, i := range x.reads[k] {
		if !program.May(x.conds[i], true, known) {
			row[(i+1)>>6] &^= 1 << ((i + 1) & 63)
		}
	}
	return row
}

// conds is a set of conditions.
type conds []uint64

// next gives the first condition in the set from i on, -1 if there is none.
func (s conds) next(i int) int {
	i++
	k := i >> 6
	if k >= len(s) {
		return -1
	}
	for w := s[k] >> (i & 63) << (i & 63); ; w = s[k] {
		if w != 0 {
			return k<<6 + bits.TrailingZeros64(w) - 1
		}
		if k++; k == len(s) {
			return -1
		}
	}
}
