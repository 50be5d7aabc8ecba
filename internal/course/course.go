// Package course is a dated course of events: what happened on which day, who did it, whom it broke a
// promise of, and what changed by it.
//
// Input: a machine and the labels of moves. Output: a Course, every step of which has been replayed
// through the machine, so that no course can show what the machine would not allow.
package course

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Step is one move of a course.
type Step struct {
	Day      int // days since day 0
	Move     machine.Label
	Culprits model.ActorSet
	machine.Events
	Changes  []machine.Change
	Careless bool // the step by which a party that could have been safe is so no longer
	From, To machine.State
}

// Course is a sequence of moves from the state of day 0. If Round is not -1 the course is endless: after
// the last step it goes on as from step number Round again, for ever.
type Course struct {
	Machine *machine.Machine
	Steps   []Step
	Round   int
}

// Replay makes a course from the labels of its moves, by asking the machine for each of them in turn. It
// fails if the machine does not offer one of them. If round is not -1, the moves from that number on are made
// again and again, and the state after the last move must be the one before move number round. The course then
// goes round as early as it can.
func Replay(m *machine.Machine, moves []machine.LabelID, round int) (*Course, error) {
	c := &Course{Machine: m, Round: round}
	state, day := m.Initial(), 0
	for i, id := range moves {
		step, err := follow(m, state, id, day)
		if err != nil {
			return nil, fmt.Errorf("move %d: %w", i+1, err)
		}
		c.Steps = append(c.Steps, step)
		state = step.To
		if step.Move.Kind == machine.Pass {
			day += m.Tick
		}
	}
	if round >= 0 && !c.stateAt(round).Equal(state) {
		return nil, fmt.Errorf("the round does not close: the state after the last move is not the one before move %d", round+1)
	}
	c.beginRound()
	return c, nil
}

// beginRound lets an endless course go round as early as it can: as long as the move before the round is the
// last of the round, and both are made from the same state, it is left to the round to make it.
func (c *Course) beginRound() {
	for last := len(c.Steps) - 1; c.Round > 0; last-- {
		if before := c.Round - 1; c.Steps[before].Move != c.Steps[last].Move || !c.stateAt(before).Equal(c.stateAt(last)) {
			return
		}
		c.Steps, c.Round = c.Steps[:last], c.Round-1
	}
}

// stateAt is the state before step i.
func (c *Course) stateAt(i int) machine.State {
	if i == 0 {
		return c.Machine.Initial()
	}
	return c.Steps[i-1].To
}

// End is the state the course leads to.
func (c *Course) End() machine.State { return c.stateAt(len(c.Steps)) }

// follow makes one move and notes what changed.
func follow(m *machine.Machine, from machine.State, id machine.LabelID, day int) (Step, error) {
	step := Step{Day: day, Move: m.Label(id), From: from}
	m.Moves(from, func(mv machine.Move) {
		if mv.Label == id {
			step.Culprits, step.Events, step.To = mv.Culprits, mv.CloneEvents(), mv.To.Clone()
		}
	})
	if step.To == nil {
		return step, fmt.Errorf("the machine does not offer %v on day %d", step.Move, day)
	}
	step.Changes = m.Changes(from, step.To)
	return step, nil
}
