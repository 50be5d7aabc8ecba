package explore

import (
	"errors"

	"github.com/servanda-lang/servanda/internal/game"
)

// errStopped ends the sorting of states when the search is to end.
var errStopped = errors.New("the search is to end")

// What sorting takes for each state beyond the new graph: two numbers, and what may be on the way at once, in slices that have just grown.
const sortPerState = 4 + 4 + (12+4)*9/4

// sort numbers the states so that moves lead to smaller numbers (game.Order). Where there is no room for that they stay as they are. It
// is false if the search is to end.
func (x *search) sort() bool {
	g, n := x.g, x.g.States()
	size := int64(n)*sortPerState + max(8*int64(len(x.store.words)), 4*int64(n)+6*int64(len(g.To)))
	if !x.budget.Claim(size) {
		return true
	}
	defer x.budget.Return(size)
	number, knots, ok := x.order()
	if !ok {
		return false
	}
	x.store.renumber(number)
	g.renumber(number)
	g.Start, g.Knots = number[0], knots
	return true
}

// order is game.Order, until the search is to end.
func (x *search) order() (number []int32, knots []game.Knot, ok bool) {
	defer func() {
		if r := recover(); r != nil && r != errStopped {
			panic(r)
		}
	}()
	number, knots = game.Order(x.g.First, x.g.To, func() {
		if x.budget.stopped() {
			panic(errStopped)
		}
	})
	return number, knots, true
}

// renumber puts each state where its new number says.
func (s *store) renumber(number []int32) {
	words := make([]uint64, len(s.words))
	for i, k := range number {
		copy(words[int(k)*s.width:], s.at(i))
	}
	s.words = words
}

// renumber puts the moves out of each state where its new number says.
func (g *Graph) renumber(number []int32) {
	old := make([]int32, len(number)) // by new number
	for s, k := range number {
		old[k] = int32(s)
	}
	first, to, sort := make([]int32, 0, len(g.First)), make([]int32, 0, len(g.To)), make([]uint16, 0, len(g.Sort))
	for _, s := range old {
		first = append(first, int32(len(to)))
		for e := g.First[s]; e < g.First[s+1]; e++ {
			to, sort = append(to, number[g.To[e]]), append(sort, g.Sort[e])
		}
	}
	g.First, g.To, g.Sort = append(first, int32(len(to))), to, sort
}
