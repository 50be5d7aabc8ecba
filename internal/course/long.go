package course

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/machine"
)

// Long courses.
//
// Some pacts have courses of hundreds of thousands of moves: a term of a thousand years in steps of a day. In such a course the
// days on which time goes on and nothing becomes different are one step, which says how many there are. If it is still very
// long, its beginning is told, its end, and what is around where it goes round and around a careless step; that the rest
// is not told is said, with the number of moves and the days.

// long is from how many moves on a course is told by runs.
const long = 1000

// mostTold is how many steps are told of a course, and nearby how many of them around each place that matters.
const (
	mostTold = 4000
	nearby   = 500
)

// Gap is a part of a course that is not told.
type Gap struct {
	First, Next int // the steps from First to Next-1
	Moves       int // in them
	From, Until int // days since day 0
}

// Times is how many moves a step is.
func (s *Step) Times() int { return s.Again + 1 }

// goesOn reports whether a step is one more of the run that the course ends with, and adds it to that if so.
func (c *replay) goesOn(s *stride) bool {
	if len(c.Steps) == 0 || !s.idle() {
		return false
	}
	run := &c.Steps[len(c.Steps)-1]
	if !run.idle() {
		return false
	}
	run.Again++
	run.last, run.To = s.From, s.To
	return true
}

// idle reports whether in a step time goes on and nothing becomes different.
func (s *stride) idle() bool {
	return s.Move.Kind == machine.Pass && len(s.Changes) == 0 && s.Culprits == 0 && !s.Careless && s.NoEvents()
}

// goesRoundEarlier reports whether the course could go round earlier than it was told to, if need be in the midst of a run.
func (c *replay) goesRoundEarlier() bool {
	if c.Round <= 0 {
		return false
	}
	before, last := &c.Steps[c.Round-1], &c.Steps[len(c.Steps)-1]
	return before.Move == last.Move && before.beforeLast().Equal(last.beforeLast())
}

// beforeLast is the state before the last move of a step.
func (s *stride) beforeLast() machine.State {
	if s.Again > 0 {
		return s.last
	}
	return s.From
}

// gaps are the parts of the course that are not told.
func (c *replay) gaps() []Gap {
	n := len(c.Steps)
	if n <= mostTold {
		return nil
	}
	matters := []int{0, n}
	if c.Round > 0 {
		matters = append(matters, c.Round)
	}
	for i := range c.Steps {
		if c.Steps[i].Careless {
			matters = append(matters, i)
		}
	}
	var out []Gap
	for first := 0; first < n; {
		near, next := false, n
		for _, m := range matters {
			near = near || first >= m-nearby && first < m+nearby
			if m-nearby > first {
				next = min(next, m-nearby)
			}
		}
		if near {
			first++
			continue
		}
		out = append(out, c.gap(first, next))
		first = next
	}
	return out
}

func (c *replay) gap(first, next int) Gap {
	g := Gap{First: first, Next: next, From: c.Steps[first].Day, Until: c.Steps[next].Day}
	for i := first; i < next; i++ {
		g.Moves += c.Steps[i].Times()
	}
	return g
}

// ToldSteps goes over the numbers of the steps that are told.
func (c *Course) ToldSteps(yield func(int) bool) { told(len(c.Steps), c.Gaps, yield) }

// told goes over the steps that are in none of the gaps, which are in order.
func told(steps int, gaps []Gap, yield func(int) bool) {
	for i := 0; i < steps; i++ {
		if len(gaps) > 0 && i == gaps[0].First {
			i = gaps[0].Next
			gaps = gaps[1:]
		}
		if i < steps && !yield(i) {
			return
		}
	}
}

// passedOver says in a line what is not told.
func (c *replay) passedOver(g Gap) Line {
	return Line{Day: g.From, Date: c.date(g.From), Step: -1, Text: fmt.Sprintf("… %s are not told here, up to %s …", moves(g.Moves), dayWords(g.Until, c.date(g.Until)))}
}

func moves(n int) string {
	if n == 1 {
		return "1 move"
	}
	return fmt.Sprintf("%d moves", n)
}
