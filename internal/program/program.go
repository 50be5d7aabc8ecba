// Package program says what can happen under a pact: as a program over small numbers, made of nothing but guards,
// assignments and choices (Dijkstra's guarded commands). It is the only place that does. Package machine runs it,
// package symbolic runs it on whole sets of states and fillings, package export prints it for other checkers.
//
// Input: a Frame, that is a pact under one filling with its tick; for Family the filling does not count.
// Output: a Program. The meaning followed is docs/language.md, sections 4 to 11. A number that carries no meaning at
// the moment (a countdown that is not running) is 0, so two states that mean the same are the same numbers.
package program

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Program is a pact as a program over small numbers, under one filling or, with Points, under all of them.
//
// A move is made in this order: Begin, the move's own statements, SettleBegin, then round after round of settling until
// in one nothing happens. In a round every rule that applies does the first of its arms that holds; all is asked of the
// state with which the round begins, and done at once. What one rule does, no other changes or asks while it does
// something itself. Who prints the program has a round as statements instead, one after the other.
type Program struct {
	*Frame
	Cells   []*Variable // the state
	Scratch []*Variable // what is written down while one move is made
	Points  []*Variable // the open points, if the program is for all fillings; else none
	Moves   []Move
	Needs   [][]Need // by label: what a move takes, those included that can never be made

	Begin       []Stmt // writes down what the judging of a move needs of the state before it
	SettleBegin []Stmt
	Rules       []Rule
	SettleRound []Stmt // a round, for who prints it; else none

	Move     *Variable // scratch: the number of the move being made, from 1
	Changed  *Variable // scratch: whether a round of settling changed something, in SettleRound
	Promises []Promise
	Events   [EventKinds][]*Variable // scratch, by event and duty: whether it happened by the move; nil if nobody asks
	Checks   []Check
	Expiries []*Expiry // what can run out, in the order in which it strikes

	builder *builder
}

// Variable holds a number from 0 to size-1.
type Variable struct {
	Name    string
	Says    string // what it stands for, in words
	Size    int
	Kind    Kind
	Title   string   // status, counter: the name of the thing
	Values  []string // status: the words for its numbers
	Never   []int    // status: numbers it can never have
	Low     int      // counter: what 0 stands for
	Start   int      // on day 0, settled
	At      int      // its place among the cells or the scratch
	Scratch bool
	Part    Part // a variable of the state: what of which thing it keeps
}

// Kind is what a variable of the state is for.
type Kind int

const (
	Status    Kind = iota // one of values
	Counter               // a number from low on
	YesNo                 // 0 no, 1 yes
	Memory                // a yesNo for what was done or used in this tick; forgotten when the tick passes
	Clock                 // ticks left
	Point                 // an open point; it never changes
	Happening             // scratch: whether something happened to a duty by the move
)

// Move is one way on.
type Move struct {
	Label  Label
	When   Cond // all that it needs
	Do     []Stmt
	Banned Cond // whether a ban forbids it to whoever makes it

	needs []Need
}

// Rule is what may happen to one thing in a round of settling.
type Rule struct {
	When Cond
	Arms Choose
}

// Promise is a duty that can be broken: one that is not at its obligor's discretion.
type Promise struct {
	Name      string
	Duty      model.DutyID
	Obligor   model.ActorID
	Due       Cond
	OnLastDay Cond      // due, and this is the last day on which it can be performed in time
	Ready     Cond      // the obligor can perform it right now, by one act that no ban forbids
	AtHand    Cond      // an act of it is possible, or nothing is left to do
	WasDue    *Variable // scratch: due before the move
	LastDay   *Variable // scratch: due before the move, on its last day
	Performed *Variable // scratch: performed by the move
	Sharers   []int     // the promises to ensure the same, this one among them; none if nobody else promises it

	// Wiped is set to 0 before each move of a search for what can be brought about at all: the memory of the tick and the
	// wait. Without its wait a duty can be performed in a round of settling that leaves nothing of what was to be ensured.
	Wiped []*Variable

	// Bears says by move which of those of its obligor, and of those who share it, such a search need make: for good, and for what is
	// left of the last day (bears.go). Only a machine asks.
	Bears, BearsToday []bool
}

// Check is a question of the author's that is about one state or move: `never` or `possible`.
type Check struct {
	Label     string
	Possible  bool
	Defectors model.ActorSet
	Event     Cond // of the state after a move and the number of the move
	AtStart   bool // whether it holds on the first day
}

// The conditions.
type (
	Cond interface{}
	Is   struct {
		V  *Variable
		Op Op
		N  int
	}
	All    []Cond
	Some   []Cond
	Not    struct{ C Cond }
	Always bool
)

// Op compares a variable with a number.
type Op int

const (
	Equal Op = iota
	AtLeast
	AtMost
)

// holds compares.
func (op Op) holds(n, m int) bool {
	switch op {
	case Equal:
		return n == m
	case AtLeast:
		return n >= m
	}
	return n <= m
}

// Holds reports whether a number passes the test.
func (c Is) Holds(n int) bool { return c.Op.holds(n, c.N) }

// The statements.
type (
	Stmt = any
	Set  struct { // v := n
		V *Variable
		N int
	}
	Add struct { // v := v + n
		V *Variable
		N int
	}
	Note struct { // v := 1 if c holds, else 0
		V *Variable
		C Cond
	}
	Blame struct { // the move is a breach by the actor
		Actor model.ActorID
		Ban   model.BanID // the ban it breaks
	}
	Choose []Arm // the first arm whose condition holds; none if none does
)

type Arm struct {
	When Cond
	Do   []Stmt
}

// when is a choice between doing something and nothing.
func when(c Cond, do ...Stmt) Stmt { return tidyChoice(Choose{{c, block(do...)}}) }

// tidyChoice leaves out what can never be chosen.
func tidyChoice(ch Choose) Stmt {
	var out Choose
	for _, a := range ch {
		if a.When == Always(false) {
			continue
		}
		out = append(out, a)
		if a.When == Always(true) {
			break
		}
	}
	for len(out) > 0 && len(out[len(out)-1].Do) == 0 {
		out = out[:len(out)-1] // like choosing none
	}
	return out
}

// block joins statements, leaving out choices without an arm and lists without a member.
func block(parts ...any) []Stmt {
	var out []Stmt
	for _, p := range parts {
		switch p := p.(type) {
		case []Stmt:
			out = append(out, p...)
		case Choose:
			if len(p) > 0 {
				out = append(out, p)
			}
		case nil:
		default:
			out = append(out, p)
		}
	}
	return out
}

func Eq(v *Variable, n int) Cond {
	if n < 0 || n >= v.Size || slices.Contains(v.Never, n) {
		return Always(false)
	}
	return Is{v, Equal, n}
}

func ge(v *Variable, n int) Cond {
	switch {
	case n <= 0:
		return Always(true)
	case n >= v.Size:
		return Always(false)
	}
	return Is{v, AtLeast, n}
}

func le(v *Variable, n int) Cond {
	switch {
	case n < 0:
		return Always(false)
	case n >= v.Size-1:
		return Always(true)
	}
	return Is{v, AtMost, n}
}

// oneOf holds when the variable has one of the values.
func oneOf(v *Variable, ns ...int) Cond {
	var cs []Cond
	for _, n := range ns {
		cs = append(cs, Eq(v, n))
	}
	return either(cs...)
}

func both(cs ...Cond) Cond { return gather[All](cs, true) }

func either(cs ...Cond) Cond { return gather[Some](cs, false) }

// gather joins conditions in a list, each once: neutral ones are left out, and the opposite decides.
func gather[L interface {
	All | Some
	Cond
}](cs []Cond, neutral Always) Cond {
	var out L
	for _, c := range cs {
		switch c := c.(type) {
		case Always:
			if c != neutral {
				return c
			}
		case L:
			out = append(out, c...)
		default:
			if !slices.ContainsFunc(out, func(x Cond) bool { return same(x, c) }) {
				out = append(out, c)
			}
		}
	}
	switch len(out) {
	case 0:
		return neutral
	case 1:
		return out[0]
	}
	return out
}

// same reports whether two conditions are written alike.
func same(a, b Cond) bool {
	alike := func(x, y []Cond) bool { return slices.EqualFunc(x, y, same) }
	switch a := a.(type) {
	case All:
		b, ok := b.(All)
		return ok && alike(a, b)
	case Some:
		b, ok := b.(Some)
		return ok && alike(a, b)
	case Not:
		b, ok := b.(Not)
		return ok && same(a.C, b.C)
	case Is:
		x, ok := b.(Is)
		return ok && a == x
	}
	return a == b
}

func negate(c Cond) Cond {
	switch c := c.(type) {
	case Always:
		return !c
	case Not:
		return c.C
	}
	return Not{c}
}
