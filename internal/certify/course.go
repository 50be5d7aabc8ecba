package certify

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/verify"
)

// place is where a course is: in a state, and how far.
type place struct {
	state int
	stage verify.Stage
}

// step is how a place was come to.
type step struct {
	from place
	move *verify.Move
}

// shortest is a shortest course that shows something; nil if there is none.
func shortest(g *verify.Graph, x *verify.Showing) *verify.Course {
	if x.Round() != nil {
		return roundCourse(g, x)
	}
	var begin []place
	for _, st := range x.First() {
		if x.Done(st, 0, nil) {
			return &verify.Course{Moves: []verify.Made{}}
		}
		begin = append(begin, place{0, st})
	}
	moves, _, ok := search(g, begin, x.Next, func(at place, last *verify.Move) bool { return x.Done(at.stage, at.state, last) })
	if !ok {
		return nil
	}
	return &verify.Course{Moves: moves}
}

// roundCourse goes to a state, and then with a tick back to it.
func roundCourse(g *verify.Graph, x *verify.Showing) *verify.Course {
	in := x.Round()
	begin := []place{{0, x.First()[0]}}
	moves, end := []verify.Made{}, 0
	if !in[0] {
		var ok bool
		if moves, end, ok = search(g, begin, x.Next, func(at place, _ *verify.Move) bool { return in[at.state] }); !ok {
			return nil
		}
	}
	ticking := func(at verify.Stage, s int, m *verify.Move) []verify.Stage {
		out := x.Next(x.First()[0], s, m)
		if len(out) > 0 && (m.Kind == program.Pass || at == ticked) {
			return []verify.Stage{ticked}
		}
		return out
	}
	back, _, ok := search(g, []place{{end, x.First()[0]}}, ticking, func(at place, _ *verify.Move) bool { return at.state == end && at.stage == ticked })
	if !ok {
		return nil
	}
	round := len(moves)
	return &verify.Course{Moves: append(moves, back...), Round: &round}
}

// ticked is the stage of a round on which a tick has passed.
var ticked = verify.Stage{}

// search goes through places, nearest first, until one passes a test.
func search(g *verify.Graph, begin []place, next func(verify.Stage, int, *verify.Move) []verify.Stage, done func(place, *verify.Move) bool) (moves []verify.Made, end int, ok bool) {
	came := map[place]step{}
	for _, b := range begin {
		came[b] = step{}
	}
	for todo := begin; len(todo) > 0; todo = todo[1:] {
		at := todo[0]
		ms := g.From(at.state)
		for i := range ms {
			for _, st := range next(at.stage, at.state, &ms[i]) {
				to := place{int(ms[i].To), st}
				if done(to, &ms[i]) {
					return trail(came, at, &ms[i]), to.state, true
				}
				if _, seen := came[to]; !seen {
					came[to] = step{at, &ms[i]}
					todo = append(todo, to)
				}
			}
		}
	}
	return nil, 0, false
}

// trail lists the moves that led to a place, and one more.
func trail(came map[place]step, at place, last *verify.Move) []verify.Made {
	out := []verify.Made{{Move: last.Name, To: int(last.To)}}
	for s := came[at]; s.move != nil; s = came[s.from] {
		out = append(out, verify.Made{Move: s.move.Name, To: int(s.move.To)})
	}
	slices.Reverse(out)
	return out
}
