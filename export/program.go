package export

import (
	"reflect"
	"slices"

	"github.com/servanda-lang/servanda/machine"
	"github.com/servanda-lang/servanda/model"
)

// program is a pact under one filling as a program over small numbers: what is printed.
//
// A move is made in this order: begin, the move's own statements, settleBegin, then settleRound again and
// again until it leaves changed at 0.
type program struct {
	machine *machine.Machine
	cells   []*variable // the state
	scratch []*variable // what is written down while one move is made
	moves   []move

	begin       []stmt // writes down what the judging of a move needs of the state before it
	settleBegin []stmt
	settleRound []stmt

	move     *variable // scratch: the number of the move being made, from 1
	changed  *variable // scratch: whether a round of settling changed something
	promises []promise
	checks   []check
}

// variable holds a number from 0 to size-1.
type variable struct {
	name    string
	says    string // what it stands for, in words
	size    int
	kind    kind
	title   string   // status, counter: the name of the thing
	values  []string // status: the words for its numbers
	never   []int    // status: numbers it can never have
	low     int      // counter: what 0 stands for
	start   int      // on day 0, settled
	at      int      // its place among the cells or the scratch
	scratch bool
}

// kind is what a variable of the state is for.
type kind int

const (
	status  kind = iota // one of values
	counter             // a number from low on
	yesNo               // 0 no, 1 yes
	memory              // a yesNo for what was done or used in this tick; forgotten when the tick passes
	clock               // ticks left
)

// move is one way on.
type move struct {
	label  machine.Label
	words  string
	when   cond
	do     []stmt
	banned cond // whether a ban forbids it to whoever makes it
}

// promise is a duty that can be broken: one that is not at its obligor's discretion.
type promise struct {
	name      string
	obligor   model.ActorID
	due       cond
	atHand    cond      // an act of it is possible, or nothing is left to do
	wasDue    *variable // scratch: due before the move
	lastDay   *variable // scratch: due before the move, on its last day
	performed *variable // scratch: performed by the move
}

// check is a question of the author's that is about one state or move: `never` or `possible`.
type check struct {
	label     string
	possible  bool
	defectors model.ActorSet
	event     cond // of the state after a move and the number of the move
	atStart   bool // whether it holds on the first day
}

// The conditions.
type (
	cond interface{}
	is   struct {
		v  *variable
		op op
		n  int
	}
	all    []cond
	some   []cond
	not    struct{ c cond }
	always bool
)

// op compares a variable with a number.
type op int

const (
	equal op = iota
	atLeast
	atMost
)

// The statements.
type (
	stmt = any
	set  struct { // v := n
		v *variable
		n int
	}
	add struct { // v := v + n
		v *variable
		n int
	}
	note struct { // v := 1 if c holds, else 0
		v *variable
		c cond
	}
	blame  struct{ actor model.ActorID } // the move is a breach by the actor
	choose []arm                         // the first arm whose condition holds; none if none does
)

type arm struct {
	when cond
	do   []stmt
}

// when is a choice between doing something and nothing.
func when(c cond, do ...stmt) stmt { return tidyChoice(choose{{c, block(do...)}}) }

// tidyChoice leaves out what can never be chosen.
func tidyChoice(ch choose) stmt {
	var out choose
	for _, a := range ch {
		if a.when == always(false) {
			continue
		}
		out = append(out, a)
		if a.when == always(true) {
			break
		}
	}
	for len(out) > 0 && len(out[len(out)-1].do) == 0 {
		out = out[:len(out)-1] // like choosing none
	}
	return out
}

// block joins statements, leaving out choices without an arm and lists without a member.
func block(parts ...any) []stmt {
	var out []stmt
	for _, p := range parts {
		switch p := p.(type) {
		case []stmt:
			out = append(out, p...)
		case choose:
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

func eq(v *variable, n int) cond {
	if n < 0 || n >= v.size || slices.Contains(v.never, n) {
		return always(false)
	}
	return is{v, equal, n}
}

func ge(v *variable, n int) cond {
	switch {
	case n <= 0:
		return always(true)
	case n >= v.size:
		return always(false)
	}
	return is{v, atLeast, n}
}

func le(v *variable, n int) cond {
	switch {
	case n < 0:
		return always(false)
	case n >= v.size-1:
		return always(true)
	}
	return is{v, atMost, n}
}

// oneOf holds when the variable has one of the values.
func oneOf(v *variable, ns ...int) cond {
	var cs []cond
	for _, n := range ns {
		cs = append(cs, eq(v, n))
	}
	return either(cs...)
}

func both(cs ...cond) cond {
	var out all
	for _, c := range cs {
		switch c := c.(type) {
		case always:
			if !c {
				return always(false)
			}
		case all:
			out = append(out, c...)
		default:
			if !slices.ContainsFunc(out, func(x cond) bool { return reflect.DeepEqual(x, c) }) {
				out = append(out, c)
			}
		}
	}
	switch len(out) {
	case 0:
		return always(true)
	case 1:
		return out[0]
	}
	return out
}

func either(cs ...cond) cond {
	var out some
	for _, c := range cs {
		switch c := c.(type) {
		case always:
			if c {
				return always(true)
			}
		case some:
			out = append(out, c...)
		default:
			if !slices.ContainsFunc(out, func(x cond) bool { return reflect.DeepEqual(x, c) }) {
				out = append(out, c)
			}
		}
	}
	switch len(out) {
	case 0:
		return always(false)
	case 1:
		return out[0]
	}
	return out
}

func negate(c cond) cond {
	switch c := c.(type) {
	case always:
		return !c
	case not:
		return c.c
	}
	return not{c}
}
