// Package machine says what can happen under a pact: its states, the moves out of a state, the actors
// for whom a move is a breach, and how a state settles. It is the only place that does. The checker,
// scenarios, a player and a tracker all call Initial, Moves and Condition, so that a verdict describes what
// a tracker would hold people to.
//
// Input: a *model.Pact, one filling of its open points, the tick. Output: packed states and labelled
// moves. The meaning followed is docs/language.md, sections 4 to 11.
//
// # How a state is laid out
//
// Everything that can change is a cell holding a small number: a fact, a status, a signature, the ticks
// left on a countdown, whether an actor has done an act in this tick. A state at work is the slice of
// all cells; a State at rest is the same packed into as few words as the ranges of the cells allow. A
// cell that carries no meaning at the moment (a countdown that is not running) is 0, so two states that
// mean the same are the same words. A reduced machine (see Reduced) gives no bits to memory that makes no
// difference.
package machine

import (
	"fmt"

	"github.com/servanda-lang/servanda/model"
)

// Time is the mover of strikes and of the passing of a tick.
const Time model.ActorID = model.None

// Machine runs one pact under one filling. It is not safe for concurrent use; make one with Fork for
// each goroutine.
type Machine struct {
	*program
	scratch
}

// program is what compilation yields; it is shared and never changed afterwards.
type program struct {
	Pact    *model.Pact
	Filling model.Filling
	Tick    int // days

	layout
	watching
	asked       askedPoints
	instruments []instrument
	decisions   []decision
	duties      []duty
	bans        []ban
	powers      []power
	acts        []act

	labels   []Label
	labelAt  map[Label]LabelID
	passID   LabelID
	strikeID LabelID
	initial  []int32

	ownLabels    map[model.ActorID][]Label
	isTickMemory []bool // by cell: done or used in this tick
}

// scratch is the working memory of one goroutine.
type scratch struct {
	now, next []int32 // the state moves are asked of; the state being made
	had       []uint16
	due       itemSet // what settling has still to look at
	touched   []cell  // what the move being made may have changed
	packed    State
	performed []model.DutyID // by the move being made
}

// New compiles a pact under a filling. tick is in days and at least 1. The error says in plain words
// what is too large to be run, or has no meaning.
func New(p *model.Pact, f model.Filling, tick int) (*Machine, error) {
	return build(p, f, tick, false)
}

func build(p *model.Pact, f model.Filling, tick int, reduced bool) (*Machine, error) {
	if tick < 1 {
		return nil, fmt.Errorf("a tick of %d days is not possible; the shortest is 1 day", tick)
	}
	if ban, found := p.CircularBan(); found {
		return nil, fmt.Errorf("whether the ban %s binds hangs on whether it binds; its `while` may ask whether it was breached, not whether it is binding", p.Bans[ban].Name)
	}
	c := &compiler{reduced: reduced, program: &program{Pact: p, Filling: f, Tick: tick, labelAt: map[Label]LabelID{}, ownLabels: map[model.ActorID][]Label{}, asked: make(askedPoints, len(p.Points))}}
	c.layOut()
	c.compile()
	c.makeLabels()
	if n := len(c.labels); n > mostLabels {
		return nil, fmt.Errorf("this pact has %d different moves; at most %d are possible: use fewer actors or values of decisions", n, mostLabels)
	}
	c.watch()
	m := c.Fork()
	if m.Words() > maxWords {
		return nil, fmt.Errorf("one state of this pact needs %d bits; at most %d are possible: use a longer tick or fewer facts and acts", m.bits, maxWords*64)
	}
	m.initial = make([]int32, len(m.cells))
	m.start(m.initial)
	return m, nil
}

// Fork gives a machine for another goroutine; the compiled program is shared.
func (p *program) Fork() *Machine {
	n := len(p.cells)
	return &Machine{program: p, scratch: scratch{
		now: make([]int32, n), next: make([]int32, n),
		had:    make([]uint16, len(p.Pact.Order)),
		due:    make(itemSet, len(p.restless)),
		packed: make(State, p.Words()),
	}}
}

// start makes the state of day 0: everything at its first value, date countdowns set, settled.
func (m *Machine) start(v []int32) {
	for i := range m.duties {
		d := &m.duties[i]
		if d.hasDate {
			v[d.date] = d.dateTicks
		}
	}
	m.settleAll(v)
}

// Initial is the settled state of day 0.
func (m *Machine) Initial() State {
	s := make(State, m.Words())
	m.pack(m.initial, s)
	return s
}

// Ticks is the number of whole ticks in a number of days; negative days give 0.
func (p *program) Ticks(days int) int32 { return int32(max(days, 0) / p.Tick) }
