package explore

import (
	"iter"

	"github.com/servanda-lang/servanda/internal/game"
)

// Rounds.
//
// A course that can go on for ever goes round: it comes back to a state it was in. A round is looked for
// where a tick has just passed. What is remembered of a tick is forgotten there, so it makes no difference to
// which rounds there are, and to which is the shortest, how much of that the machine remembers.

// Rounds finds where a course can go round for ever while time passes: it says of each state whether a tick
// leads to it on some cycle of allowed moves, that can be come to from some states by them and comes through one of the
// given ones; nil is all of them.
func (g *Graph) Rounds(from iter.Seq[int32], allow func(e int32) bool, through game.Set) game.Set {
	comp, comps := g.components(from, allow)
	comes := make([]bool, comps)
	for s, k := range comp {
		if k >= 0 {
			comes[k] = comes[k] || through == nil || through.Has(int32(s))
		}
	}
	on := game.NewSet(g.States())
	for s := range int32(g.States()) {
		if comp[s] < 0 {
			continue
		}
		for e := g.First[s]; e < g.First[s+1]; e++ {
			if to := g.To[e]; g.Passes(e) && allow(e) && comp[to] == comp[s] && comes[comp[s]] {
				on.Add(to)
			}
		}
	}
	return on
}

// Round gives a shortest cycle of allowed moves from s back to s, the last of which is the passing of a tick,
// that comes through a state of the given ones; nil is all of them.
func (g *Graph) Round(s int32, allow func(e int32) bool, through game.Set) (moves []int32, ok bool) {
	comes := func(s int32) bool { return through == nil || through.Has(s) }
	moves, _, ok = g.Walk(s, Phases{Last: 2, Next: func(k int, from, e int32) (int, bool) {
		if !allow(e) {
			return 0, false
		}
		if comes(from) || comes(g.To[e]) {
			k = 1
		}
		if k == 1 && g.Passes(e) && g.To[e] == s {
			return 2, true
		}
		return k, true
	}})
	return moves, ok
}

// ToRound gives a shortest course of allowed moves from start to one of the states on rounds, the last of
// which is the passing of a tick.
func (g *Graph) ToRound(start int32, on game.Set, allow func(e int32) bool) (moves []int32, end int32, ok bool) {
	return g.Walk(start, Phases{Last: 1, Next: func(_ int, _, e int32) (int, bool) {
		switch {
		case !allow(e):
			return 0, false
		case g.Passes(e) && on.Has(g.To[e]):
			return 1, true
		}
		return 0, true
	}})
}

// components numbers the strongly connected components of the graph of allowed moves, as far as it can be come to from some
// states (Tarjan 1972, without recursion); -1 beyond that.
func (g *Graph) components(from iter.Seq[int32], allow func(e int32) bool) (comp []int32, comps int32) {
	n := g.States()
	comp = fill(n, -1)
	low, num := make([]int32, n), fill(n, -1)
	edge := make([]int32, n)
	var path, stack []int32
	var count int32
	open := func(s int32) {
		num[s], low[s], edge[s] = count, count, g.First[s]
		count++
		path, stack = append(path, s), append(stack, s)
	}
	for root := range from {
		if num[root] >= 0 {
			continue
		}
		for open(root); len(path) > 0; {
			g.pause(int(count))
			s := path[len(path)-1]
			if edge[s] < g.First[s+1] {
				e := edge[s]
				edge[s]++
				if !allow(e) {
					continue
				}
				switch t := g.To[e]; {
				case num[t] < 0:
					open(t)
				case comp[t] < 0:
					low[s] = min(low[s], num[t])
				}
				continue
			}
			path = path[:len(path)-1]
			if len(path) > 0 {
				p := path[len(path)-1]
				low[p] = min(low[p], low[s])
			}
			if low[s] == num[s] {
				for {
					t := stack[len(stack)-1]
					stack = stack[:len(stack)-1]
					comp[t] = comps
					if t == s {
						break
					}
				}
				comps++
			}
		}
	}
	return comp, comps
}

func fill(n int, v int32) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = v
	}
	return out
}
