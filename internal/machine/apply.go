package machine

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Effects is what a move does besides leading to another state.
type Effects struct {
	Culprits model.ActorSet // those for whom the move is a breach
	Events
	Changes []Change
}

// Apply makes one move out of a state. The error is a *Refusal that says why the move cannot be made.
func (m *Machine) Apply(s State, l Label) (State, Effects, error) {
	copy(m.now, s)
	i, ok := m.numberOf(l)
	if !ok || !m.holds(m.moves[i].when, m.now) {
		return nil, Effects{}, m.refuse(s, l)
	}
	mv := m.move(i)
	to := mv.To.Clone()
	return to, Effects{Culprits: mv.Culprits, Events: mv.CloneEvents(), Changes: m.Changes(s, to)}, nil
}

// numberOf gives the number of the move with that label; ok is false if it can never be made.
func (c *compiled) numberOf(l Label) (i int, ok bool) {
	id, ok := c.Find(l)
	if !ok {
		return 0, false
	}
	return slices.BinarySearchFunc(c.moves, id, func(mv move, id LabelID) int { return int(mv.label) - int(id) })
}

// Breaks lists the promises that a move out of a state breaks: bans that forbid it, duties of its maker that it makes
// impossible, and, where time strikes, duties that could still have been performed. It is empty if the move cannot be
// made.
func (m *Machine) Breaks(s State, l Label) []model.Ref {
	copy(m.now, s)
	i, ok := m.numberOf(l)
	if !ok || !m.holds(m.moves[i].when, m.now) {
		return nil
	}
	m.move(i)
	var out []model.Ref
	for _, b := range m.fx.broken {
		out = append(out, model.Ref{Kind: model.KindBan, Index: int(b)})
	}
	for k := range m.promises {
		if x := &m.promises[k]; m.breaks(i, x) {
			out = append(out, model.Ref{Kind: model.KindDuty, Index: int(x.duty)})
		}
	}
	return out
}

// Countdown is something that will run out.
type Countdown struct {
	Thing model.Ref // a duty that is due, a decision that is asked, an instrument with a term, a power of which a notice runs
	Ticks int       // until its last day; 0: today
}

// Countdowns lists what will run out, in the order in which it strikes.
func (m *Machine) Countdowns(s State) []Countdown {
	var out []Countdown
	for i, x := range m.program.Expiries {
		if !m.running[i].of(s) {
			continue
		}
		left := m.get(s, x.Clocks[0])
		for _, v := range x.Clocks[1:] {
			left = min(left, m.get(s, v))
		}
		out = append(out, Countdown{x.Thing, left})
	}
	return out
}

// Wait is the number of ticks until doing a duty counts.
func (m *Machine) Wait(s State, d model.DutyID) int { return m.get(s, m.program.WaitOf(d)) }

// Due lists the duties that are due.
func (m *Machine) Due(s State) []model.DutyID {
	var out []model.DutyID
	for i := range m.Pact.Duties {
		if m.due[i].of(s) {
			out = append(out, model.DutyID(i))
		}
	}
	return out
}

// questionsOf makes ready what is asked of each expiry and each duty.
func (c *compiled) questionsOf(p *program.Program) {
	for _, x := range p.Expiries {
		c.running = append(c.running, c.question(x.Running))
	}
	for i := range c.Pact.Duties {
		c.due = append(c.due, c.question(p.Holds(model.DutyIs{Duty: model.DutyID(i), Status: model.Due})))
	}
}
