// Package play says what stands open at one moment of a pact, for somebody who plays it, or who holds others to it:
// what each actor may do now and what would come of it, what it may not and why, what is owed, and what time
// would do next.
//
// Input: a machine and a state of it. Output: a Position, plain data without a pointer to a machine: references
// into the model, labels of moves, numbers of days. It depends on nothing but the state. Every move that the
// pact has is in it exactly once, as one that can be made or with its refusal. The meaning is the machine's
// (docs/language.md, sections 6 to 11).
package play

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Position is what stands open at one moment.
type Position struct {
	Hands []Hand // by actor, as in the pact, the outsider included
	Owed  []Debt // in order of declaration
	Time  Clock
}

// Hand is what one actor may do now, and what it may not.
type Hand struct {
	Actor  model.ActorID
	Can    []Option
	Cannot []machine.Refusal
}

// Option is a move that can be made now.
type Option struct {
	Move machine.Label
	machine.Effects
	Breaks []model.Ref // the bans and duties for the sake of which it is a breach
	To     machine.State
}

// Debt is a duty that is due.
type Debt struct {
	Duty       model.DutyID
	Obligor    model.ActorID
	Deadline   bool            // it has one
	DaysLeft   int             // until its last day; 0: this is it
	CountsIn   int             // days until doing it counts; 0: at once
	Discharges []machine.Label // moves, of anybody, that can be made now and perform it
	Breaks     []machine.Label // moves, time included, that can be made now and by which its obligor breaks its word on it
}

// Clock is what time would do next.
type Clock struct {
	Next    Option          // a strike or the passing of a tick
	Other   machine.Refusal // why time does not do the other of these two
	RunsOut []model.Ref     // what runs out today, in the order in which it strikes
	Ahead   []Countdown     // what runs out later, the soonest first
}

// Countdown is something that runs out after today.
type Countdown struct {
	Thing model.Ref // a duty, a decision that is asked, an instrument, a power of which a notice runs
	Days  int       // until its last day
}

// At tells what stands open in a state.
func At(m *machine.Machine, s machine.State) *Position {
	p := &Position{}
	for i := range m.Pact.Actors {
		p.Hands = append(p.Hands, Hand{Actor: model.ActorID(i)})
	}
	for _, l := range m.Labels() {
		option, refusal := try(m, s, l)
		switch {
		case l.Actor == machine.Time && refusal != nil:
			p.Time.Other = *refusal
		case l.Actor == machine.Time:
			p.Time.Next = *option
		case refusal != nil:
			p.Hands[l.Actor].Cannot = append(p.Hands[l.Actor].Cannot, *refusal)
		default:
			p.Hands[l.Actor].Can = append(p.Hands[l.Actor].Can, *option)
		}
	}
	p.countDown(m, s)
	p.owe(m, s)
	return p
}

// try makes a move, or says why it cannot be made.
func try(m *machine.Machine, s machine.State, l machine.Label) (*Option, *machine.Refusal) {
	if r := m.Refused(s, l); r != nil {
		return nil, r
	}
	to, effects, err := m.Apply(s, l)
	if err != nil {
		panic(err) // it was not refused
	}
	return &Option{Move: l, Effects: effects, Breaks: m.Breaks(s, l), To: to}, nil
}

// countDown tells what runs out, and when.
func (p *Position) countDown(m *machine.Machine, s machine.State) {
	for _, c := range m.Countdowns(s) {
		if c.Ticks == 0 {
			p.Time.RunsOut = append(p.Time.RunsOut, c.Thing)
		} else {
			p.Time.Ahead = append(p.Time.Ahead, Countdown{c.Thing, c.Ticks * m.Tick})
		}
	}
	slices.SortStableFunc(p.Time.Ahead, func(a, b Countdown) int { return a.Days - b.Days })
}

// owe tells what is due.
func (p *Position) owe(m *machine.Machine, s machine.State) {
	left := map[model.Ref]int{}
	for _, c := range m.Countdowns(s) {
		left[c.Thing] = c.Ticks * m.Tick
	}
	for _, id := range m.Due(s) {
		ref := model.Ref{Kind: model.KindDuty, Index: int(id)}
		d := Debt{Duty: id, Obligor: m.Pact.Duties[id].Obligor, CountsIn: m.Wait(s, id) * m.Tick}
		d.DaysLeft, d.Deadline = left[ref]
		for o := range p.Options() {
			if slices.Contains(o.Performs, id) {
				d.Discharges = append(d.Discharges, o.Move)
			}
			if slices.Contains(o.Breaks, ref) {
				d.Breaks = append(d.Breaks, o.Move)
			}
		}
		p.Owed = append(p.Owed, d)
	}
}

// Options goes over all moves that can be made now: hand by hand, time last.
func (p *Position) Options() func(yield func(*Option) bool) {
	return func(yield func(*Option) bool) {
		for i := range p.Hands {
			for k := range p.Hands[i].Can {
				if !yield(&p.Hands[i].Can[k]) {
					return
				}
			}
		}
		yield(&p.Time.Next)
	}
}
