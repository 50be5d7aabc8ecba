package explore

// Phases is a search in stages: a course in stage k may take the moves that Next allows there, and each
// move may take it to a later stage. It ends when it reaches stage Last.
type Phases struct {
	Last int
	// Next gives the stage after move e, made from state s in stage k; ok is false if it must not be made.
	Next func(k int, s, e int32) (stage int, ok bool)
}

// Walk finds a shortest sequence of moves, by number, from state start in stage 0 to the last stage, and
// the state it leads to. Among the shortest it takes the first in the order of moves, so the result
// depends on nothing but the graph. It gives ok == false if there is none.
func (g *Graph) Walk(start int32, ph Phases) (moves []int32, end int32, ok bool) {
	if ph.Last == 0 {
		return nil, start, true
	}
	n := int64(g.States())
	type step struct {
		prev int64
		move int32
	}
	seen := map[int64]step{int64(start): {prev: -1}}
	for todo := []int64{int64(start)}; len(todo) > 0; todo = todo[1:] {
		at := todo[0]
		k, s := int(at/n), int32(at%n)
		for e := g.First[s]; e < g.First[s+1]; e++ {
			stage, ok := ph.Next(k, s, e)
			if !ok {
				continue
			}
			to := int64(stage)*n + int64(g.To[e])
			if _, known := seen[to]; known {
				continue
			}
			seen[to] = step{prev: at, move: e}
			if stage == ph.Last {
				for x := to; seen[x].prev >= 0; x = seen[x].prev {
					moves = append(moves, seen[x].move)
				}
				for i, j := 0, len(moves)-1; i < j; i, j = i+1, j-1 {
					moves[i], moves[j] = moves[j], moves[i]
				}
				return moves, g.To[e], true
			}
			todo = append(todo, to)
		}
	}
	return nil, 0, false
}

// Path finds a shortest sequence of moves from start to a state in goal, along allowed moves only; it is
// empty if start is in goal.
func (g *Graph) Path(start int32, goal func(s int32) bool, allow func(e int32) bool) (moves []int32, end int32, ok bool) {
	if goal(start) {
		return nil, start, true
	}
	return g.Walk(start, Phases{Last: 1, Next: func(_ int, _, e int32) (int, bool) {
		if !allow(e) {
			return 0, false
		}
		if goal(g.To[e]) {
			return 1, true
		}
		return 0, true
	}})
}
