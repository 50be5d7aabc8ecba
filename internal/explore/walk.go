package explore

import (
	"slices"
	"sort"
)

// Phases is a search in stages: a course in stage k may take the moves that Next allows there, and each
// move may take it to another stage. It begins in stage First and ends when it reaches stage Last.
type Phases struct {
	First, Last int
	// Next gives the stage after move e, made from state s in stage k; ok is false if it must not be made.
	Next func(k int, s, e int32) (stage int, ok bool)
}

// place is a state in a stage.
type place struct {
	stage int
	state int32
}

// trail is, for one stage, the move by which each state was first reached in it, 1 added, and the stage
// that the move was made in.
type trail struct {
	move, stage []int32
}

// What a stage takes, and a state in it: the trail, and about as much again for the rules of the stage, the queue and the course.
const (
	perPlace = 16
	perStage = 512
	kept     = 4 // stages for which there is room in what was kept for the questions (laterPerState)
)

// walk is a search under way.
type walk struct {
	g      *Graph
	trails []trail // by stage; empty until the stage is reached

	stages  int   // that were reached
	claimed int64 // for the trails
}

// reach notes that a place was reached by a move made in a stage; it is false if it was reached before.
func (w *walk) reach(at place, move int32, stage int) bool {
	for len(w.trails) <= at.stage {
		w.trails = append(w.trails, trail{})
	}
	t := &w.trails[at.stage]
	if t.move == nil {
		if w.stages++; w.stages > kept {
			size := int64(w.g.States())*perPlace + perStage
			w.g.budget.Must(size)
			w.claimed += size
		}
		t.move, t.stage = make([]int32, w.g.States()), make([]int32, w.g.States())
	}
	if t.move[at.state] != 0 {
		return false
	}
	t.move[at.state], t.stage[at.state] = move+1, int32(stage)
	return true
}

// back lists the moves that lead to a place.
func (w *walk) back(at place) []int32 {
	var moves []int32
	for {
		t := &w.trails[at.stage]
		e := t.move[at.state] - 1
		if e == started {
			break
		}
		moves = append(moves, e)
		at = place{int(t.stage[at.state]), w.g.Source(e)}
	}
	slices.Reverse(moves)
	return moves
}

// started marks the place a walk starts from.
const started = -2

// Walk finds a shortest sequence of moves, by number, from state start in the first stage to the last, and
// the state it leads to. Among the shortest it takes the first in the order of moves, so the result
// depends on nothing but the graph. It gives ok == false if there is none, and panics with *memory.Full if what is left of the
// memory is too little for so many stages.
func (g *Graph) Walk(start int32, ph Phases) (moves []int32, end int32, ok bool) {
	if ph.First == ph.Last {
		return nil, start, true
	}
	w, first := &walk{g: g}, place{ph.First, start}
	defer func() { g.budget.Return(w.claimed) }()
	w.reach(first, started, 0)
	n := 0
	for now, next := []place{first}, []place(nil); len(now) > 0; now, next = next, now[:0] {
		for _, at := range now {
			g.pause(n)
			n++
			for e := g.First[at.state]; e < g.First[at.state+1]; e++ {
				stage, ok := ph.Next(at.stage, at.state, e)
				if !ok {
					continue
				}
				to := place{stage, g.To[e]}
				if stage == ph.Last {
					return append(w.back(at), e), to.state, true
				}
				if w.reach(to, e, at.stage) {
					next = append(next, to)
				}
			}
		}
	}
	return nil, 0, false
}

// Source is the state that a move starts from.
func (g *Graph) Source(e int32) int32 {
	return int32(sort.Search(g.States(), func(s int) bool { return g.First[s+1] > e }))
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
