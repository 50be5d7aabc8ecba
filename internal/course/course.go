// Package course is a dated course of events: what happened on which day, who did it, whom it broke a
// promise of, and what changed by it.
//
// Input: a machine and the labels of moves. Output: a Course, every step of which has been replayed
// through the machine, so that no course can show what the machine would not allow.
package course

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/model"
)

// Step is one move of a course.
type Step struct {
	Day      int // days since day 0
	Move     machine.Label
	Culprits model.ActorSet // whose word it breaks
	machine.Events
	Breaks   []model.Ref // the promises that it breaks
	Changes  []machine.Change
	Careless bool        // the step by which a party that could have been safe is so no longer
	Again    int         // how many times more the same move is made right after: time that goes on, and nothing becomes different
	At       source.Span // where what is moved is declared; nowhere for a step of time
	Line     Line        // the move in words
}

// Course is a sequence of moves from the state of day 0, as plain data. If Round is not -1 the course is endless: after
// the last step it goes on as from step number Round again, for ever.
type Course struct {
	Filling model.Filling // of the open points
	Tick    int           // days
	Steps   []Step
	Round   int
	Told    []Line    // the course in words: one line a move, or several moves in one, and how it goes on
	Gaps    []Gap     // parts of a very long course that are not told
	Ends    []Reading // how everything stands at its end
}

// Reading is how a thing stands.
type Reading struct {
	Thing model.Ref
	Reads string
}

// Reads says how a thing stands at the end of the course; nothing if the pact has no such thing.
func (c *Course) Reads(ref model.Ref) string {
	for _, r := range c.Ends {
		if r.Thing == ref {
			return r.Reads
		}
	}
	return ""
}

// Lines tells the course: one line a move, signatures in a row in one. Days on which nothing becomes different are passed
// over; the dates show them.
func (c *Course) Lines() []Line { return c.Told }

// Line tells step i.
func (c *Course) Line(i int) Line { return c.Steps[i].Line }

// At is where what step i moves is declared.
func (c *Course) At(i int) source.Span { return c.Steps[i].At }

// Replay makes a course from the labels of its moves, by asking the machine for each of them in turn. It
// fails if the machine does not offer one of them. If round is not -1, the moves from that number on are made
// again and again, and the state after the last move must be the one before move number round. The course then
// goes round as early as it can.
func Replay(m *machine.Machine, moves []machine.LabelID, round int) (*Course, error) {
	return ReplayMarked(m, moves, round, func(int, *Step) bool { return false })
}

// ReplayMarked is Replay with the first step marked as careless that passes a test.
func ReplayMarked(m *machine.Machine, moves []machine.LabelID, round int, careless func(i int, s *Step) bool) (*Course, error) {
	r, err := follow(m, moves, round, careless)
	if err != nil {
		return nil, err
	}
	return r.course(), nil
}

// replay is a course with the machine that made it and the states that it went through.
type replay struct {
	Machine *machine.Machine
	Steps   []stride
	Round   int
}

// stride is a step with the states that it leads from and to.
type stride struct {
	Step
	From, To machine.State
	last     machine.State // before the last move of a run
}

// follow makes the moves one after the other. In a long course the steps of a run are one (long.go).
func follow(m *machine.Machine, moves []machine.LabelID, round int, careless func(int, *Step) bool) (*replay, error) {
	c, err := made(m, moves, round, careless, len(moves) > long)
	if err == nil && len(moves) > long && c.goesRoundEarlier() {
		c, err = made(m, moves, round, careless, false)
	}
	if err != nil {
		return nil, err
	}
	c.beginRound()
	return c, nil
}

// made is follow before the course goes round as early as it can.
func made(m *machine.Machine, moves []machine.LabelID, round int, careless func(int, *Step) bool, runs bool) (*replay, error) {
	c := &replay{Machine: m, Round: -1}
	state, day, marked := m.Initial(), 0, false
	for i, id := range moves {
		m.Pause(i)
		step, err := stepOn(m, state, id, day)
		if err != nil {
			return nil, fmt.Errorf("move %d: %w", i+1, err)
		}
		if !marked && careless(i, &step.Step) {
			step.Careless, marked = true, true
		}
		if i == round {
			c.Round = len(c.Steps)
		}
		if !runs || i == round || !c.goesOn(&step) {
			c.Steps = append(c.Steps, step)
		}
		state = step.To
		if step.Move.Kind == machine.Pass {
			day += m.Tick
		}
	}
	if round == len(moves) {
		c.Round = len(c.Steps)
	}
	if round >= 0 && !c.stateAt(c.Round).Equal(state) {
		return nil, fmt.Errorf("the round does not close: the state after the last move is not the one before move %d", round+1)
	}
	return c, nil
}

// course is the plain data of it.
func (c *replay) course() *Course {
	out := &Course{Filling: c.Machine.Filling, Tick: c.Machine.Tick, Round: c.Round, Gaps: c.gaps(), Told: c.lines()}
	out.Steps = make([]Step, len(c.Steps))
	for i := range c.Steps {
		out.Steps[i] = c.Steps[i].Step
		out.Steps[i].At = c.at(out.Steps[i].Move)
	}
	for i := range out.ToldSteps {
		out.Steps[i].Line = c.line(i)
	}
	end := c.stateAt(len(c.Steps))
	for _, x := range things(c.Machine.Pact) {
		for i := range x.n {
			ref := model.Ref{Kind: x.kind, Index: i}
			out.Ends = append(out.Ends, Reading{ref, c.Machine.Reads(end, ref)})
		}
	}
	return out
}

// counted is how many things of a kind there are.
type counted struct {
	kind model.Kind
	n    int
}

// things counts what has a status or a value, kind by kind.
func things(p *model.Pact) []counted {
	return []counted{
		{model.KindFact, len(p.Facts)}, {model.KindInstrument, len(p.Instruments)}, {model.KindDecision, len(p.Decisions)},
		{model.KindDuty, len(p.Duties)}, {model.KindBan, len(p.Bans)}, {model.KindPower, len(p.Powers)},
	}
}

// beginRound lets an endless course go round as early as it can: as long as the move before the round is the
// last of the round, and both are made from the same state, it is left to the round to make it.
func (c *replay) beginRound() {
	for last := len(c.Steps) - 1; c.Round > 0; last-- {
		if before := c.Round - 1; c.Steps[before].Move != c.Steps[last].Move || !c.stateAt(before).Equal(c.stateAt(last)) {
			return
		}
		c.Steps, c.Round = c.Steps[:last], c.Round-1
	}
}

// stateAt is the state before step i.
func (c *replay) stateAt(i int) machine.State {
	if i == 0 {
		return c.Machine.Initial()
	}
	return c.Steps[i-1].To
}

// stepOn makes one move and notes what changed.
func stepOn(m *machine.Machine, from machine.State, id machine.LabelID, day int) (stride, error) {
	step := stride{Step: Step{Day: day, Move: m.Label(id)}, From: from}
	m.Moves(from, func(mv machine.Move) {
		if mv.Label == id {
			step.Culprits, step.Events, step.To = mv.Culprits, mv.CloneEvents(), mv.To.Clone()
		}
	})
	if step.To == nil {
		return step, fmt.Errorf("the machine does not offer %v on day %d", step.Move, day)
	}
	step.Changes = m.Changes(from, step.To)
	if step.Culprits != 0 {
		step.Breaks = m.Breaks(from, step.Move)
	}
	return step, nil
}
