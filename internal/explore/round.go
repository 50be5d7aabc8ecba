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
// given ones; nil is all of them. A cycle stays within a knot, or in one state.
func (g *Graph) Rounds(from iter.Seq[int32], allow func(s, e int32) bool, through game.Set) game.Set {
	on, reach := game.NewSet(g.States()), g.reach(from, allow)
	comes := func(s int32) bool { return through == nil || through.Has(s) }
	for s := range reach.Each {
		for e := g.First[s]; e < g.First[s+1]; e++ {
			if g.To[e] == s && g.Passes(e) && comes(s) && allow(s, e) {
				on.Add(s)
			}
		}
	}
	for _, k := range g.Knots {
		g.roundsIn(k, reach, allow, comes, on)
	}
	return on
}

// roundsIn is Rounds within a knot.
func (g *Graph) roundsIn(k game.Knot, reach game.Set, allow func(s, e int32) bool, comes func(s int32) bool, on game.Set) {
	comp, comps := g.components(k, reach, allow)
	through := make([]bool, comps)
	for i, c := range comp {
		if c >= 0 {
			through[c] = through[c] || comes(k.First+int32(i))
		}
	}
	for i, c := range comp {
		if c < 0 || !through[c] {
			continue
		}
		s := k.First + int32(i)
		for e := g.First[s]; e < g.First[s+1]; e++ {
			if to := g.To[e]; to >= k.First && to < k.End && comp[to-k.First] == c && g.Passes(e) && allow(s, e) {
				on.Add(to)
			}
		}
	}
}

// reach is what can be come to from some states by allowed moves.
func (g *Graph) reach(from iter.Seq[int32], allow func(s, e int32) bool) game.Set {
	out := game.NewSet(g.States())
	var todo []int32
	add := func(s int32) {
		if !out.Has(s) {
			out.Add(s)
			todo = append(todo, s)
		}
	}
	for s := range from {
		add(s)
	}
	for step := 0; len(todo) > 0; step++ {
		g.pause(step)
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for e := g.First[s]; e < g.First[s+1]; e++ {
			if !out.Has(g.To[e]) && allow(s, e) {
				add(g.To[e])
			}
		}
	}
	return out
}

// Round gives a shortest cycle of allowed moves from s back to s, the last of which is the passing of a tick,
// that comes through a state of the given ones; nil is all of them.
func (g *Graph) Round(s int32, allow func(s, e int32) bool, through game.Set) (moves []int32, ok bool) {
	comes := func(s int32) bool { return through == nil || through.Has(s) }
	moves, _, ok = g.Walk(s, Phases{Last: 2, Next: func(k int, from, e int32) (int, bool) {
		if !allow(from, e) {
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
func (g *Graph) ToRound(start int32, on game.Set, allow func(s, e int32) bool) (moves []int32, end int32, ok bool) {
	return g.Walk(start, Phases{Last: 1, Next: func(_ int, s, e int32) (int, bool) {
		switch {
		case !allow(s, e):
			return 0, false
		case g.Passes(e) && on.Has(g.To[e]):
			return 1, true
		}
		return 0, true
	}})
}

// components numbers the strongly connected components of the graph of allowed moves within a knot, as far as it was reached (Tarjan
// 1972, without recursion), by state from the first of the knot on; -1 where it was not.
func (g *Graph) components(k game.Knot, reach game.Set, allow func(s, e int32) bool) (comp []int32, comps int32) {
	n := int(k.End - k.First)
	comp = fill(n, -1)
	low, num := make([]int32, n), fill(n, -1)
	edge := make([]int32, n)
	var path, stack []int32
	var count int32
	open := func(s int32) {
		num[s], low[s], edge[s] = count, count, g.First[s+k.First]
		count++
		path, stack = append(path, s), append(stack, s)
	}
	for root := range int32(n) {
		if num[root] >= 0 || !reach.Has(root+k.First) {
			continue
		}
		for open(root); len(path) > 0; {
			g.pause(int(count))
			s := path[len(path)-1]
			if edge[s] < g.First[s+k.First+1] {
				e := edge[s]
				edge[s]++
				t := g.To[e] - k.First
				if t < 0 || t >= int32(n) || !allow(s+k.First, e) {
					continue
				}
				switch {
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
