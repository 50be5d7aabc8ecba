package servanda

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/play"
)

// What is met when a pact is played.
type (
	// Position is what stands open at one moment: what each may do, and what not and why; what is owed; what time does next.
	Position = play.Position
	// Hand is what one actor may do now, and what it may not.
	Hand = play.Hand
	// Option is a move that can be made now, with what would come of it.
	Option = play.Option
	// Debt is a duty that is due.
	Debt = play.Debt
	// Clock is what time would do next.
	Clock = play.Clock
	// Move names a move: who does what. Those of time have the actor Time.
	Move = machine.Label
	// Effects is what came of a move.
	Effects = machine.Effects
	// Refusal says why a move cannot be made. It is an error.
	Refusal = machine.Refusal
)

// Time is the actor of the moves that nobody makes: something runs out, or a step of time passes.
const Time = machine.Time

// Game is a pact being played move by move, from day 0, in one filling of its open points. It is for one goroutine at a time.
type Game struct {
	m     *machine.Machine
	state machine.State
	moves []machine.LabelID
	day   int
}

// Play begins a pact. The filling gives every open point one of its values; nil is the first value of each.
func Play(p *Pact, f Filling) (g *Game, err error) {
	defer fault.Catch(&err)
	if err := p.Validate(); err != nil {
		return nil, fmt.Errorf("this pact does not hold together: %w", err)
	}
	if f == nil {
		f = make(Filling, len(p.Points))
	}
	if len(f) != len(p.Points) {
		return nil, fmt.Errorf("the filling has %d values for %d open points", len(f), len(p.Points))
	}
	for i, v := range f {
		if n := len(p.Points[i].Values); v < 0 || v >= n {
			return nil, fmt.Errorf("%s has %d values; there is no value %d, counted from 0", p.Points[i].Name, n, v)
		}
	}
	m, err := machine.New(p, f, p.TickDays())
	if err != nil {
		return nil, err
	}
	return &Game{m: m, state: m.Initial()}, nil
}

// Day is how many days have passed.
func (g *Game) Day() int { return g.day }

// Position tells what stands open.
func (g *Game) Position() (p *Position, err error) {
	defer fault.Catch(&err)
	return play.At(g.m, g.state), nil
}

// Apply makes a move, one of those of the position. If it cannot be made the error is *Refusal, and nothing has changed.
func (g *Game) Apply(move Move) (effects Effects, err error) {
	defer fault.Catch(&err)
	to, effects, err := g.m.Apply(g.state, move)
	if err != nil {
		return Effects{}, err
	}
	id, _ := g.m.Find(move)
	g.state, g.moves = to, append(g.moves, id)
	if move.Kind == machine.Pass {
		g.day += g.m.Tick
	}
	return effects, nil
}

// Why says in plain words why a move cannot be made in this position.
func (g *Game) Why(r *Refusal) string { return course.Refused(g.m, g.state, r) }

// Course is what happened so far.
func (g *Game) Course() (c *Course, err error) {
	defer fault.Catch(&err)
	return course.Replay(g.m, g.moves, -1)
}
