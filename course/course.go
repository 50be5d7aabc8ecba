// Package course is a dated course of events: what happened on which day, who did it, whom it broke a
// promise of, and what changed by it.
//
// Input: a machine and the labels of moves. Output: a Course, every step of which has been replayed
// through the machine, so that no course can show what the machine would not allow.
package course

import (
	"fmt"

	"github.com/servanda-lang/servanda/machine"
	"github.com/servanda-lang/servanda/model"
)

// Step is one move of a course.
type Step struct {
	Day      int // days since day 0
	Move     machine.Label
	Culprits model.ActorSet
	Changes  []machine.Change
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
// fails if the machine does not offer one of them. If round is not -1, the moves from that number on are to be
// made again and again for ever; the course goes round as soon as what is to come is the same again.
func Replay(m *machine.Machine, moves []machine.LabelID, round int) (*Course, error) {
	c := &Course{Machine: m, Round: -1}
	if err := c.goOn(moves); err != nil {
		return nil, err
	}
	if round >= 0 {
		return c, c.closeRound(moves[round:])
	}
	return c, nil
}

// goOn makes some more moves.
func (c *Course) goOn(moves []machine.LabelID) error {
	for _, id := range moves {
		step, err := follow(c.Machine, c.End(), id, c.endDay())
		if err != nil {
			return fmt.Errorf("move %d: %w", len(c.Steps)+1, err)
		}
		c.Steps = append(c.Steps, step)
	}
	return nil
}

// closeRound makes the last moves of the course again if the state is not yet the one that they set out from,
// and then lets the round begin as early as it can. Going round once is enough for all that was done before to be
// forgotten, or to be as it will be for ever.
func (c *Course) closeRound(moves []machine.LabelID) error {
	c.Round = len(c.Steps) - len(moves)
	if !c.stateAt(c.Round).Equal(c.End()) {
		c.Round = len(c.Steps)
		if err := c.goOn(moves); err != nil {
			return err
		}
	}
	if !c.stateAt(c.Round).Equal(c.End()) {
		return fmt.Errorf("the round of the last %d moves does not close", len(moves))
	}
	for last := len(c.Steps) - 1; c.Round > 0 && c.Steps[c.Round-1].Move == c.Steps[last].Move && c.stateAt(c.Round-1).Equal(c.stateAt(last)); last-- {
		c.Steps, c.Round = c.Steps[:last], c.Round-1
	}
	return nil
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
			step.Culprits, step.To = mv.Culprits, mv.To.Clone()
		}
	})
	if step.To == nil {
		return step, fmt.Errorf("the machine does not offer %v on day %d", step.Move, day)
	}
	step.Changes = m.Changes(from, step.To)
	return step, nil
}
