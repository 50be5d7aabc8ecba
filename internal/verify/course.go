package verify

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
)

// Showing is what has to be true along a course and at its end for it to show something: moves that may be made early,
// until by one of those that turn it the thing comes about (it may have begun so on the first day), moves that may be made
// from then on, and what has to hold of where it ends and of the last move, which is nil if there was none. A course may have to
// go round instead: to a state of a set and, with a tick, back to it. Of one that waits for something, moves that must
// fall within it are counted.
type Showing struct {
	begun bool
	early moves
	turns moves
	may   moves
	ends  func(s int, last *Move) bool
	round states
	waits int    // so many ticks have to pass after the turn,
	stops states // or it comes to one of these, if any
}

// Stage is how far a course is: before the turn, or after it, and how many ticks after.
type Stage struct{ turned, ticks int }

// First gives the stages in which a course begins.
func (x *Showing) First() []Stage {
	if x.begun || x.round != nil {
		return []Stage{{1, 0}}
	}
	return []Stage{{}}
}

// Next gives the stages in which it is after a move.
func (x *Showing) Next(at Stage, s int, m *Move) (out []Stage) {
	if at.turned == 0 {
		if x.early(s, m) {
			if out = append(out, Stage{}); x.turns(s, m) {
				out = append(out, Stage{1, 0})
			}
		}
		return out
	}
	if !x.may(s, m) {
		return nil
	}
	if m.Kind == program.Pass && at.ticks < x.waits {
		at.ticks++
	}
	return []Stage{at}
}

// Done tells whether it may end so.
func (x *Showing) Done(at Stage, s int, last *Move) bool {
	return at.turned == 1 && x.round == nil && (x.stops != nil && x.stops[s] || at.ticks == x.waits && x.ends(s, last))
}

// Round is the states one of which the course has to go round through; nil if it has to end.
func (x *Showing) Round() []bool { return x.round }

// follow holds a course to what it has to show. The error says at which move it fails.
func (a *Asker) follow(c *Course, x *Showing) error {
	s, at, visited := 0, x.First(), []int{0}
	var last *Move
	for n, made := range c.Moves {
		k := slices.IndexFunc(a.From(s), func(m Move) bool { return m.Name == made.Move })
		if k < 0 {
			return fmt.Errorf("move %d: %q cannot be made in state %d", n+1, made.Move, s)
		}
		last = &a.From(s)[k]
		if int(last.To) != made.To {
			return fmt.Errorf("move %d: %q leads to state %d, not %d", n+1, made.Move, last.To, made.To)
		}
		var next []Stage
		for _, st := range at {
			for _, to := range x.Next(st, s, last) {
				if !slices.Contains(next, to) {
					next = append(next, to)
				}
			}
		}
		if at, s, visited = next, made.To, append(visited, made.To); len(at) == 0 {
			return fmt.Errorf("move %d: %q may not be made on a course that shows this", n+1, made.Move)
		}
	}
	if x.round != nil {
		return a.goesRound(c, visited, x.round)
	}
	if c.Round != nil || !slices.ContainsFunc(at, func(st Stage) bool { return x.Done(st, s, last) }) {
		return fmt.Errorf("it does not end where it has to")
	}
	return nil
}

// goesRound tells whether a course comes to a state of a set and, with a tick, back to it.
func (a *Asker) goesRound(c *Course, visited []int, through states) error {
	end := len(visited) - 1
	if c.Round == nil || *c.Round < 0 || *c.Round >= end || visited[*c.Round] != visited[end] || !through[visited[end]] {
		return fmt.Errorf("it does not go round as it has to")
	}
	if !slices.ContainsFunc(c.Moves[*c.Round:], func(m Made) bool { return m.Move == "the tick passes" }) {
		return fmt.Errorf("no tick passes on its round")
	}
	return nil
}
