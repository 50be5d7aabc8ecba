package explore

import (
	"errors"

	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/memory"
)

// errStopped ends the sorting of states when the search is to end.
var errStopped = errors.New("the search is to end")

// What sorting takes for each state beyond the new graph: two numbers, and what may be on the way at once, in slices that have just grown.
const sortPerState = 4 + 4 + (16+4)*9/4

// sortStates numbers the states so that moves lead to smaller numbers (game.Order), if that is wanted and there is room for it.
func (x *search) sortStates() (done bool, err error) {
	n := x.g.States()
	size := int64(n)*sortPerState + max(8*int64(n*x.store.words.width), 4*int64(n)+6*int64(x.to.rows))
	if !x.lim.Sorted || !x.budget.Claim(size) {
		return false, nil
	}
	defer x.budget.Return(size)
	memory.Collect(size) // the index is no longer needed
	number, knots, ok := x.order()
	if !ok {
		return false, x.noRoom()
	}
	if !x.store.renumber(number) {
		return false, x.noRoom()
	}
	memory.Collect(int64(8 * n * x.store.words.width))
	if !x.renumber(number) {
		return false, x.noRoom()
	}
	x.g.Start, x.g.Knots = number[0], knots
	return true, nil
}

// order is game.Order, until the search is to end.
func (x *search) order() (number []int32, knots []game.Knot, ok bool) {
	defer func() {
		if r := recover(); r != nil && r != errStopped {
			panic(r)
		}
	}()
	number, knots = game.Order(x.g.States(), x.first.one, x.to.one, func() {
		if x.budget.stopped() {
			panic(errStopped)
		}
	})
	return number, knots, true
}

// renumber puts each state where its new number says. It is false if the search is to end.
func (s *store) renumber(number []int32) bool {
	old := s.words.pages
	words := list[uint64]{width: s.words.width}
	for range old {
		words.pages = append(words.pages, make([]uint64, pageRows*words.width))
	}
	last := len(old) - 1
	words.pages[last] = words.pages[last][:(s.count-last*pageRows)*words.width]
	words.rows = s.count
	for i, k := range number {
		if i%stride == 0 && s.budget.stopped() {
			return false
		}
		copy(words.at(int(k)), s.at(i))
	}
	s.words = words
	return true
}

// renumber lays the moves out of each state where its new number says: where they lead first, then what they are, so that not all
// is there twice at a time. It is false if the search is to end.
func (x *search) renumber(number []int32) bool {
	old := make([]int32, len(number)) // by new number
	for s, k := range number {
		old[k] = int32(s)
	}
	first, to := make([]int32, 0, len(number)+1), make([]int32, 0, x.to.rows)
	for i, s := range old {
		if i%stride == 0 && x.budget.stopped() {
			return false
		}
		first = append(first, int32(len(to)))
		for e, end := x.first.one(s), x.first.one(s+1); e < end; e++ {
			to = append(to, number[x.to.one(e)])
		}
	}
	x.to.pages = nil
	memory.Collect(int64(4 * len(to)))
	sort := make([]uint16, 0, len(to))
	for i, s := range old {
		if i%stride == 0 && x.budget.stopped() {
			return false
		}
		for e, end := x.first.one(s), x.first.one(s+1); e < end; e++ {
			sort = append(sort, x.sort.one(e))
		}
	}
	x.g.First, x.g.To, x.g.Sort = append(first, int32(len(to))), to, sort
	x.first.pages, x.sort.pages = nil, nil
	memory.Collect(int64(2 * len(to)))
	return true
}
