package export

import (
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/explore"
	"github.com/servanda-lang/servanda/machine"
)

// valued is an explored graph with the values of all variables in each state. They are found by making the
// moves of the graph once more, with the program.
type valued struct {
	*explore.Graph
	*program
	rows []int32 // by state, then by variable
}

func newValued(g *explore.Graph) *valued {
	x := &valued{Graph: g, program: newProgram(g.Machine)}
	r := newRun(x.program)
	number := map[machine.Label]int{}
	for i := range x.moves {
		number[x.moves[i].label] = i + 1
	}
	n := len(x.cells)
	x.rows = make([]int32, n*g.States())
	known := make([]bool, g.States())
	x.keep(0, r.cell)
	known[0] = true
	for s := range int32(g.States()) { // in the order in which they were found: each is known by now
		for e := g.First[s]; e < g.First[s+1]; e++ {
			to := g.To[e]
			if known[to] {
				continue
			}
			for i, v := range x.row(s) {
				r.cell[i] = int(v)
			}
			r.make(number[g.SortOf(e).Move])
			x.keep(to, r.cell)
			known[to] = true
		}
	}
	return x
}

func (x *valued) row(s int32) []int32 {
	n := len(x.cells)
	return x.rows[int(s)*n : (int(s)+1)*n]
}

func (x *valued) keep(s int32, values []int) {
	row := x.row(s)
	for i, v := range values {
		row[i] = int32(v)
	}
}

// value is what a variable is in a state: a word, a number, or whether something is so.
func (v *variable) value(n int32) any {
	switch v.kind {
	case status:
		return v.values[n]
	case counter:
		return v.low + int(n)
	case yesNo, memory:
		return n == 1
	}
	return int(n)
}

// telling lists what is worth showing of a state: facts, and whatever is not as it is before anything happens.
func (x *valued) telling(s int32) []string {
	var out []string
	for i, v := range x.cells {
		n := x.row(s)[i]
		switch {
		case v.kind == counter:
			out = append(out, v.title+": "+strconv.Itoa(v.low+int(n)))
		case v.kind == status && (n > 0 || i < len(x.machine.Pact.Facts)):
			out = append(out, v.title+": "+v.values[n])
		case v.kind == clock && n > 0:
			out = append(out, v.says+": "+strconv.Itoa(int(n)))
		case (v.kind == yesNo || v.kind == memory) && n == 1:
			out = append(out, strings.TrimPrefix(v.says, "whether "))
		}
	}
	return out
}
