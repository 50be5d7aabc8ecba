package export

import (
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
)

// valued is an explored graph with the values of all variables in each state. They are found by making the
// moves of the graph once more, with the program.
type valued struct {
	*explore.Graph
	*program.Program
	rows []int32 // by state, then by variable
}

func newValued(g *explore.Graph) *valued {
	x := &valued{Graph: g, Program: program.New(g.Machine.Frame)}
	r := program.NewRun(x.Program)
	number := map[machine.Label]int{}
	for i := range x.Moves {
		number[x.Moves[i].Label] = i + 1
	}
	n := len(x.Cells)
	x.rows = make([]int32, n*g.States())
	known := make([]bool, g.States())
	x.keep(0, r.Cell)
	known[0] = true
	for s := range int32(g.States()) { // in the order in which they were found: each is known by now
		for e := g.First[s]; e < g.First[s+1]; e++ {
			to := g.To[e]
			if known[to] {
				continue
			}
			for i, v := range x.row(s) {
				r.Cell[i] = int(v)
			}
			r.Make(number[g.SortOf(e).Move])
			x.keep(to, r.Cell)
			known[to] = true
		}
	}
	return x
}

func (x *valued) row(s int32) []int32 {
	n := len(x.Cells)
	return x.rows[int(s)*n : (int(s)+1)*n]
}

func (x *valued) keep(s int32, values []int) {
	row := x.row(s)
	for i, v := range values {
		row[i] = int32(v)
	}
}

// valueOf is what a variable is in a state: a word, a number, or whether something is so.
func valueOf(v *program.Variable, n int32) any {
	switch v.Kind {
	case program.Status:
		return v.Values[n]
	case program.Counter:
		return v.Low + int(n)
	case program.YesNo, program.Memory:
		return n == 1
	}
	return int(n)
}

// telling lists what is worth showing of a state: facts, and whatever is not as it is before anything happens.
func (x *valued) telling(s int32) []string {
	var out []string
	for i, v := range x.Cells {
		n := x.row(s)[i]
		switch {
		case v.Kind == program.Counter:
			out = append(out, v.Title+": "+strconv.Itoa(v.Low+int(n)))
		case v.Kind == program.Status && (n > 0 || i < len(x.Graph.Machine.Pact.Facts)):
			out = append(out, v.Title+": "+v.Values[n])
		case v.Kind == program.Clock && n > 0:
			out = append(out, v.Says+": "+strconv.Itoa(int(n)))
		case (v.Kind == program.YesNo || v.Kind == program.Memory) && n == 1:
			out = append(out, strings.TrimPrefix(v.Says, "whether "))
		}
	}
	return out
}
