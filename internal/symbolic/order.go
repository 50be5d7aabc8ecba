package symbolic

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// The order of the variables.
//
// The size of a decision diagram hangs on the order of its variables more than on anything else. The first order
// brings those near each other that stand in the same condition or are changed by the same move (FORCE: Aloul, Markov
// and Sakallah 2003). When the reachable states become large in it, those found so far are sifted, and the search for
// more goes on in the order that this gives.

// worthSifting is the number of nodes from which a better order is usually looked for.
const worthSifting = 8000

// firstOrder arranges the points and the cells.
func firstOrder(p *program.Program) []*program.Variable {
	groups := groups(p)
	var best []*program.Variable
	least := 0.0
	shuffle := rand.New(rand.NewPCG(1, 2)) // always the same
	for start := range 40 {
		order := slices.Concat(p.Points, p.Cells)
		if start > 0 {
			shuffle.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		if order, s := arrange(order, groups); best == nil || s < least {
			best, least = order, s
		}
	}
	return best
}

// arrange moves every variable to the middle of the groups it is in, again and again, and gives the order in which the
// groups reach the least far.
func arrange(order []*program.Variable, groups [][]*program.Variable) (best []*program.Variable, least float64) {
	at := map[*program.Variable]float64{}
	place := func() {
		for i, v := range order {
			at[v] = float64(i)
		}
	}
	place()
	best, least = slices.Clone(order), span(groups, at)
	for range 60 {
		pull, n := map[*program.Variable]float64{}, map[*program.Variable]float64{}
		for _, g := range groups {
			centre := 0.0
			for _, v := range g {
				centre += at[v] / float64(len(g))
			}
			for _, v := range g {
				pull[v] += centre
				n[v]++
			}
		}
		for _, v := range order {
			if n[v] > 0 {
				pull[v] /= n[v]
			} else {
				pull[v] = at[v]
			}
		}
		slices.SortStableFunc(order, func(a, b *program.Variable) int { return cmp.Compare(pull[a], pull[b]) })
		place()
		if s := span(groups, at); s < least {
			best, least = slices.Clone(order), s
		}
	}
	return best, least
}

// groups are the variables of each step of settling and of each move, time aside.
func groups(p *program.Program) [][]*program.Variable {
	var out [][]*program.Variable
	add := func(ss []program.Stmt) {
		var g []*program.Variable
		program.Visit(ss, func(v *program.Variable) {
			if !v.Scratch && !slices.Contains(g, v) {
				g = append(g, v)
			}
		})
		if len(g) > 1 {
			out = append(out, g)
		}
	}
	for i := range p.Rules {
		r := &p.Rules[i]
		add([]program.Stmt{program.Choose{{When: r.When, Do: []program.Stmt{r.Arms}}}})
	}
	for i := range p.Moves {
		if m := &p.Moves[i]; m.Label.Actor != machine.Time {
			add([]program.Stmt{program.Choose{{When: m.When, Do: m.Do}}})
		}
	}
	return out
}

// span is how far the groups reach, all in all.
func span(groups [][]*program.Variable, at map[*program.Variable]float64) float64 {
	sum := 0.0
	for _, g := range groups {
		lo, hi := at[g[0]], at[g[0]]
		for _, v := range g {
			lo, hi = min(lo, at[v]), max(hi, at[v])
		}
		sum += hi - lo
	}
	return sum
}

// reordered is the family as far as it is known, with the reachable states sifted.
func (f *Family) reordered(fixed []model.Binding, lim Limits) *Family {
	var blocks [][]uint32
	var vs, order []*program.Variable
	for _, v := range f.order {
		if len(f.levels[v]) == 0 { // it has but one value
			order = append(order, v)
			continue
		}
		blocks, vs = append(blocks, f.levels[v]), append(vs, v)
	}
	better := f.Sift([]bdd.Ref{f.Reach}, blocks, 4)
	for _, i := range better.Order {
		order = append(order, vs[i])
	}
	g := encode(f.Program, fixed, order, lim)
	g.begin()
	number := map[uint32]uint32{}
	for _, v := range vs {
		for k, l := range f.levels[v] {
			number[l] = g.levels[v][k]
		}
	}
	g.Reach = better.Put(g.Space, func(level uint32) uint32 { return number[level] })[0]
	return g
}
