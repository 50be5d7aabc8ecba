// Package machine runs a pact: its states, the moves out of a state, the actors for whom a move is a breach, and
// how a state settles. What a move does is said by package program, once for all who ask; the machine runs
// that. The checker, scenarios, a player and a tracker all call Initial, Moves, Apply and Condition, so that a
// verdict describes what a tracker would hold people to.
//
// Input: a *model.Pact, one filling of its open points, the tick. Output: packed states and labelled
// moves. The meaning followed is docs/language.md, sections 4 to 11.
//
// # How a state is laid out
//
// Every variable of the program holds a small number: a fact, a status, a signature, the ticks left on a
// countdown, whether an actor has done an act in this tick. A State is all of them packed into as few words as
// their ranges allow, and moves are made on the packed words (code.go). A variable that carries no meaning at the
// moment (a countdown that is not running) is 0, so two states that mean the same are the same words. A reduced
// machine (see Reduced) has no variables for memory that makes no difference.
package machine

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Machine runs one pact under one filling. It is not safe for concurrent use; make one with Fork for
// each goroutine.
type Machine struct {
	*compiled
	scratch
}

// compiled is the pact ready to run; it is shared and never changed afterwards.
type compiled struct {
	*program.Frame
	layout
	program *program.Program
	asked   askedPoints
	carried bool // see Carried

	code        code
	moves       []move
	offers      *screen // of moves: where they may be offered
	rules       []int32 // of settling: which arm of each is chosen
	arms        []int32 // what the arms do
	stirs       *screen // of rules: where they may do something
	settleBegin int32
	promises    []promise

	own       map[model.ActorID][]int // by actor: its moves
	concerned [][]int                 // by move: the promises that it may break
	memory    []uint64                // what is remembered of a tick
	initial   State

	ranOut, breached, binding []*question // by instrument; by ban
	running, due              []*question // by expiry; by duty
}

// move is a move of the program as code.
type move struct {
	label    LabelID
	kind     MoveKind
	actor    model.ActorID
	when, do int32
	banned   int32 // whether a ban forbids it
}

// scratch is the working memory of one goroutine.
type scratch struct {
	offered, stirring sieve
	now, next         []uint64 // the state moves are asked of; the state being made
	chosen            []int32  // arms of rules, in a round of settling
	fx                effects  // of the move being made
	bounds            Bounds
	hopeless          hopeless
}

// New compiles a pact under a filling. tick is in days and at least 1. The error says in plain words
// what is too large to be run, or has no meaning.
func New(p *model.Pact, f model.Filling, tick int) (*Machine, error) {
	return build(p, f, tick, whole)
}

// Carried is New for a machine whose states are carried over from that of another text: a thing may have a status that it could not
// come to under this one.
func Carried(p *model.Pact, f model.Filling, tick int) (*Machine, error) {
	return build(p, f, tick, carried)
}

// Reduced is New for a machine whose states leave out memory that makes no difference (program/remember.go). Its
// moves, and the labels of them, are those of New; its states can stand for several.
func Reduced(p *model.Pact, f model.Filling, tick int) (*Machine, error) {
	return build(p, f, tick, reduced)
}

// extent is what states the machine is for.
type extent uint8

const (
	whole   extent = iota // all of the definition
	reduced               // those without memory that makes no difference
	carried               // all, and those that come from another text
)

// Exact gives the machine of New for the same pact, filling and tick. Both note together which open points
// were asked.
func (c *compiled) Exact() (*Machine, error) {
	of := whole
	if c.carried {
		of = carried
	}
	m, err := build(c.Pact, c.Filling, c.Tick, of)
	if err != nil {
		return nil, err
	}
	for pt, yes := range m.Asked() {
		if yes {
			c.asked.note(model.PointID(pt))
		}
	}
	m.asked = c.asked
	return m, nil
}

func build(p *model.Pact, f model.Filling, tick int, of extent) (*Machine, error) {
	frame, err := program.NewFrame(p, f, tick)
	if err != nil {
		return nil, err
	}
	c := &compiled{Frame: frame, asked: make(askedPoints, len(p.Points)), carried: of == carried}
	if c.carried {
		c.program = program.Carried(frame, c.asked.note)
	} else {
		c.program = program.Asking(frame, of == reduced, c.asked.note)
	}
	c.layout = newLayout(c.program)
	if c.words > maxWords {
		return nil, fmt.Errorf("one state of this pact needs %d bits; at most %d are possible: use a longer tick or fewer facts and acts", c.bits(), maxWords*64)
	}
	c.compile()
	c.readings()
	m := c.Fork()
	m.start()
	return m, nil
}

// Fork gives a machine for another goroutine; what is compiled is shared.
func (c *compiled) Fork() *Machine {
	return &Machine{compiled: c, scratch: scratch{
		offered: c.offers.sieve(), stirring: c.stirs.sieve(),
		now: make([]uint64, c.room), next: make([]uint64, c.room),
	}}
}

// compile writes the code of the program.
func (c *compiled) compile() {
	a := &assembler{layout: &c.layout, p: c.program}
	c.compileMoves(a)
	c.compileSettling(a)
	for i := range c.program.Promises {
		c.promises = append(c.promises, newPromise(a, &c.program.Promises[i]))
	}
	for i := range c.moves {
		c.concerned = append(c.concerned, c.concernedBy(&c.moves[i]))
	}
	c.code = a.code
	var memory []*program.Variable
	for _, v := range c.program.Cells {
		if v.Kind == program.Memory {
			memory = append(memory, v)
		}
	}
	c.memory = c.mask(memory)
}

func (c *compiled) compileMoves(a *assembler) {
	c.own = map[model.ActorID][]int{}
	var offers []program.Cond
	for i := range c.program.Moves {
		mv := &c.program.Moves[i]
		id, _ := c.Find(mv.Label)
		c.moves = append(c.moves, move{
			label: id, kind: mv.Label.Kind, actor: mv.Label.Actor,
			when: a.cond(mv.When, holds, fails), do: a.stmts(mv.Do, done), banned: a.cond(mv.Banned, holds, fails),
		})
		c.own[mv.Label.Actor] = append(c.own[mv.Label.Actor], i)
		offers = append(offers, mv.When)
	}
	c.offers = newScreen(c.program, &c.layout, offers)
}

// compileSettling makes the code of each rule of settling.
func (c *compiled) compileSettling(a *assembler) {
	var stirs []program.Cond
	c.settleBegin = a.stmts(c.program.SettleBegin, done)
	for i := range c.program.Rules {
		c.rules = append(c.rules, c.rule(a, &c.program.Rules[i]))
		stirs = append(stirs, c.program.Rules[i].Stirs())
	}
	c.stirs = newScreen(c.program, &c.layout, stirs)
}

// rule writes the code that ends at the number of the arm that is chosen.
func (c *compiled) rule(a *assembler, r *program.Rule) int32 {
	first := len(c.arms)
	for _, arm := range r.Arms {
		c.arms = append(c.arms, a.stmts(arm.Do, done))
	}
	next := done
	for k, arm := range slices.Backward(r.Arms) {
		next = a.cond(arm.When, armEnd(first+k), next)
	}
	return a.cond(r.When, next, done)
}

// start makes the state of day 0: everything at its first value, date countdowns set, settled.
func (m *Machine) start() {
	w := make([]uint64, m.room)
	for _, v := range m.program.Cells {
		at := m.slotOf(v)
		w[at.word] |= uint64(v.Start) << at.shift
	}
	m.settle(w, &m.fx)
	m.initial = w[:m.words]
}

// Initial is the settled state of day 0.
func (m *Machine) Initial() State { return m.initial.Clone() }

// Starting gives the machine of the same pact that begins in a state, on a day of it: what can happen from there is what can
// happen from its first day. Dates are counted from that day on.
func (m *Machine) Starting(s State, day int) *Machine {
	pact, frame, c := *m.Pact, *m.Frame, *m.compiled
	if !pact.Starts.IsZero() {
		pact.Starts = pact.Starts.Plus(day)
	}
	frame.Pact, c.Frame, c.initial = &pact, &frame, s.Clone()
	return c.Fork()
}
