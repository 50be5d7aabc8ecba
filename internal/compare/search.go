package compare

import (
	"context"
	"slices"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
)

// The search for courses that one draft has and the other has not.
//
// Both drafts are run in lock step, from day 0, by the same moves. A pair of states is followed as long as
// everything that both drafts have reads the same in both; where the same move makes something read
// otherwise, or is there in one draft only, or breaks a promise in one draft only, a difference is noted
// and the pair is followed no further: what comes after is another story in each. A move of something that
// only one draft has is made there alone. Courses on which everybody keeps their word come first, then the
// others; among them the shortest.
//
// When something runs out in one draft only, time stands still in the other until it has.

// pair is a state of each draft, reached by the same observed course.
type pair struct {
	at     [2]int32
	moves  [2]int32 // by which it was reached, -1 for none
	parent int32    // index into search.pairs, -1 for the first
	lawful bool     // nobody had to break their word in either
	length int32
}

type search struct {
	ctx     context.Context
	m       *matching
	views   [2]*view
	gallery *gallery
	found   *ledger
	pairs   []pair
	seen    map[[2]int32]bool // true once it was reached lawfully
}

func newSearch(ctx context.Context, m *matching, f Filling, tick int, lim explore.Limits, found *ledger) (*search, error) {
	s := &search{ctx: ctx, m: m, gallery: m.newGallery(), found: found, seen: map[[2]int32]bool{}}
	for _, side := range []Side{Old, New} {
		v, err := m.newView(ctx, side, f[side], tick, lim)
		if err != nil {
			return nil, err
		}
		v.look(ctx, m, s.gallery)
		s.views[side] = v
	}
	s.views[Old].pairUp(s.views[New])
	s.views[New].pairUp(s.views[Old])
	return s, nil
}

// run looks at no more than so many pairs; whole is false if there were more.
func (s *search) run(limit int) (used int, whole bool) {
	for _, v := range s.views {
		s.alone(v)
	}
	first := pair{moves: [2]int32{-1, -1}, parent: -1, lawful: true}
	if !s.arrive(first) {
		return 1, true // they begin differently
	}
	lawful, others := []int32{0}, [][]int32{}
	for len(lawful) > 0 {
		if len(s.pairs) > limit || s.ctx.Err() != nil {
			return limit, false
		}
		at := lawful[0]
		lawful = lawful[1:]
		for _, k := range s.expand(at) {
			if s.pairs[k].lawful {
				lawful = append(lawful, k)
			} else {
				others = later(others, s.pairs[k].length, k)
			}
		}
	}
	for length := 0; length < len(others); length++ {
		for i := 0; i < len(others[length]); i++ {
			if len(s.pairs) > limit || s.ctx.Err() != nil {
				return limit, false
			}
			for _, k := range s.expand(others[length][i]) {
				others = later(others, s.pairs[k].length, k)
			}
		}
	}
	return len(s.pairs), true
}

// later files a pair under its length.
func later(lists [][]int32, length, k int32) [][]int32 {
	for int(length) >= len(lists) {
		lists = append(lists, nil)
	}
	lists[length] = append(lists[length], k)
	return lists
}

// expand makes every move from a pair, notes differences, and gives the new pairs to follow.
func (s *search) expand(k int32) []int32 {
	from := s.pairs[k]
	var out []int32
	step := func(moves [2]int32) {
		to := pair{at: from.at, moves: moves, parent: k, length: from.length + 1, lawful: from.lawful}
		for i, v := range s.views {
			if moves[i] >= 0 {
				to.at[i] = v.g.To[moves[i]]
			}
			to.lawful = to.lawful && v.lawful(moves[i])
		}
		if s.arrive(to) {
			out = append(out, int32(len(s.pairs)-1))
		}
	}
	old, new := s.views[Old], s.views[New]
	for e := old.g.First[from.at[Old]]; e < old.time(from.at[Old]); e++ {
		twin := old.twin[old.g.SortOf(e).Label]
		if twin == noTwin {
			step([2]int32{e, -1})
			continue
		}
		other := new.find(from.at[New], twin)
		if other < 0 {
			s.onlyIn(Old, k, e)
			continue
		}
		s.compareLaw(k, [2]int32{e, other})
		step([2]int32{e, other})
	}
	for e := new.g.First[from.at[New]]; e < new.time(from.at[New]); e++ {
		twin := new.twin[new.g.SortOf(e).Label]
		switch {
		case twin == noTwin:
			step([2]int32{-1, e})
		case old.find(from.at[Old], twin) < 0:
			s.onlyIn(New, k, e)
		}
	}
	moves := s.timeMoves(from.at)
	s.compareLaw(k, moves)
	step(moves)
	return out
}

// timeMoves lets time go on in both drafts, or only strike in the one in which something runs out.
func (s *search) timeMoves(at [2]int32) [2]int32 {
	moves := [2]int32{s.views[Old].time(at[Old]), s.views[New].time(at[New])}
	passes := [2]bool{s.views[Old].g.Passes(moves[Old]), s.views[New].g.Passes(moves[New])}
	if passes[Old] != passes[New] {
		for i := range moves {
			if passes[i] {
				moves[i] = -1
			}
		}
	}
	return moves
}

// arrive notes what reads differently in a pair. It keeps the pair if nothing does and if it was not
// reached before, or only by breaches.
func (s *search) arrive(p pair) bool {
	reads := [2]int32{s.views[Old].reads[p.at[Old]], s.views[New].reads[p.at[New]]}
	if reads[Old] != reads[New] {
		if p.parent < 0 || s.isShared(p) {
			s.readOtherwise(p, s.gallery.texts[reads[Old]], s.gallery.texts[reads[New]])
		}
		return false
	}
	if lawful, known := s.seen[p.at]; known && (lawful || !p.lawful) {
		return false
	}
	s.seen[p.at] = p.lawful
	s.pairs = append(s.pairs, p)
	return true
}

// isShared reports whether the pair was reached by a move that both drafts have, or by time.
func (s *search) isShared(p pair) bool {
	for i, e := range p.moves {
		if e >= 0 {
			id := s.views[i].g.SortOf(e).Label
			return s.views[i].twin[id] != noTwin
		}
	}
	return true
}

// path gives the moves of each draft that lead to a pair.
func (s *search) path(k int32) (moves [2][]int32) {
	for ; k >= 0; k = s.pairs[k].parent {
		for i, e := range s.pairs[k].moves {
			if e >= 0 {
				moves[i] = append(moves[i], e)
			}
		}
	}
	slices.Reverse(moves[Old])
	slices.Reverse(moves[New])
	return moves
}

// isTime reports whether a move is one of time.
func (v *view) isTime(e int32) bool { return v.g.SortOf(e).Move.Actor == machine.Time }
