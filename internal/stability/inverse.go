package stability

import (
	"slices"
)

// The question turned round: what would a player have to prefer for a state to be stable for it?
//
// All that stability of a state asks of the player's own preferences is which states it prefers to that state. The fewer it prefers,
// the more stable is the state; so the condition is told, without any loss, by the least sets of states of which it must prefer none:
// the prime implicants of a monotone function, of which there is one list.

// Need is what a player would have to prefer for a state to be stable for it: stable if, and only if, it prefers no state of one of
// the sets to it. If a set is empty it is stable whatever the player prefers.
type Need struct {
	Player  int
	State   int
	Concept Concept
	Ways    [][]int // least sets, each ascending; in order of size
	TooMany bool    // there are more than are worth telling; Ways is then of no use, and Each has the conditions
	Each    []Alternatives
	Known   bool // false if it hangs on what is not known of moves or of the preferences of others
}

// Alternatives is what one move of the player asks: that it prefers no state of one of the sets. The first set is that move alone.
type Alternatives struct {
	To   int
	Sets [][]int
}

// MostWays is how many least sets are told.
const MostWays = 64

// mostAtWork bounds how many sets are held while the least ones are looked for.
const mostAtWork = 4096

// Needs says what a player would have to prefer for a state to be stable for it.
func (s *Solver) Needs(player, state int, c Concept) Need {
	n := Need{Player: player, State: state, Concept: c, Known: true}
	q := Query{Side: Only(player), State: state, Concept: c}
	for _, h := range s.reached(reach{q.Side, anyMoves, state}) {
		if h.to == state {
			continue
		}
		n.Known = n.Known && h.can == Yes
		a := Alternatives{h.to, [][]int{{h.to}}}
		if c != Nash {
			for _, answer := range s.reached(q.others(s.Graph, h.to)) {
				set, sure := s.harmless(q, answer.to)
				n.Known = n.Known && sure && answer.can == Yes
				a.Sets = append(a.Sets, set)
			}
		}
		a.Sets = least(a.Sets)
		if len(a.Sets[0]) > 0 {
			n.Each = append(n.Each, a)
		}
	}
	n.combine()
	return n
}

// harmless lists the states of which the player must prefer none for an outcome to be an answer.
func (s *Solver) harmless(q Query, u int) (set []int, sure bool) {
	sure = true
	if u != q.State {
		set = append(set, u)
	}
	if q.Concept == Symmetric {
		for _, h := range s.reached(reach{q.Side, anyMoves, u}) {
			if h.to != q.State && h.to != u {
				set = append(set, h.to)
				sure = sure && h.can == Yes
			}
		}
	}
	slices.Sort(set)
	return set, sure
}

// combine finds the least sets that meet what every move asks.
func (n *Need) combine() {
	n.Ways = [][]int{{}}
	for _, a := range n.Each {
		var next [][]int
		for _, w := range n.Ways {
			for _, set := range a.Sets {
				next = append(next, union(w, set))
			}
			if len(next) > mostAtWork {
				next = least(next)
			}
			if len(next) > mostAtWork {
				n.Ways, n.TooMany = nil, true
				return
			}
		}
		n.Ways = least(next)
	}
	n.TooMany = len(n.Ways) > MostWays
}

func union(a, b []int) []int {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

// least keeps the sets that hold no other of them, in order of size, then as numbers are.
func least(sets [][]int) [][]int {
	slices.SortFunc(sets, func(a, b []int) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return slices.Compare(a, b)
	})
	var out [][]int
	for _, x := range sets {
		if !slices.ContainsFunc(out, func(y []int) bool { return within(y, x) }) {
			out = append(out, x)
		}
	}
	return out
}

// within reports whether an ascending list holds all of another.
func within(part, whole []int) bool {
	for _, x := range part {
		if _, ok := slices.BinarySearch(whole, x); !ok {
			return false
		}
	}
	return true
}
