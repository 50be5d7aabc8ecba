// Package world says what can be asked of everything that can happen under a pact, whichever engine answers. A finding is
// defined once, over a World; there are two: package laid goes through a graph of all states of one filling of the open
// points, package sets through decision diagrams of all states of all fillings at once.
//
// A set holds states, each together with the filling it belongs to; a set of fillings holds all states of these. So one kind
// of set and one and, or, difference are enough. Where one filling is laid out, a set of fillings is all states or none.
// What moves there are is a value of the engine too: moves are narrowed by who makes them, where from and where to.
//
// The definitions built on this are fixed points as usual in model checking (Clarke, Grumberg, Peled, Model Checking, 1999;
// McMillan, Symbolic Model Checking, 1993) and games on graphs (Grädel, Thomas, Wilke 2002, chapter 2).
package world

import (
	"context"
	"errors"
	"iter"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/memory"
	"github.com/servanda-lang/servanda/model"
)

// World is all that can happen under a pact. S is a set of states, or of fillings; M is some of the moves. Values given are
// not changed. A World is for one goroutine. When its context is done, or its memory, a method panics; see Catch.
type World[S, M any] interface {
	Sets[S]
	Moves[S, M]
	Games[S, M]
	Courses[S, M]
}

// Sets is what can be asked of states alone.
type Sets[S any] interface {
	Tick() int // days
	And(a, b S) S
	Or(a, b S) S
	Diff(a, b S) S
	Empty(a S) bool
	None() S
	All() S                      // all states that can be reached if everybody may break their word
	Init() S                     // the state of the first day, in each filling
	Where(c model.Cond) S        // where a condition holds; one that is not written holds everywhere
	Some(s S, c model.Cond) bool // whether it holds anywhere in a set
	Given(terms []model.Cond) S
	RanOut(i model.InstrumentID) S // where an instrument has ended by its term

	Valid() S                  // all fillings
	Filling(f model.Filling) S // one of them
	Fillings(s S) S            // those of which some state is in a set
	AtStart(s S) S             // those of which the state of the first day is in a set
	// EachSettled gives a condition with its open points filled in, in the amounts that it compares with too, in each way
	// there is, and the fillings of each.
	EachSettled(c model.Cond, yield func(settled model.Cond, fillings S))
	// EachAmount gives the values of an amount of days in ticks, and the fillings of each.
	EachAmount(a model.Amount, yield func(ticks int, fillings S))
}

// Moves is what can be asked of moves.
type Moves[S, M any] interface {
	Permitted(defectors model.ActorSet) M // what can be done if only these may break their word
	Only(m M, test func(machine.Label) bool) M
	Performing(m M, d model.DutyID) M // those that perform a duty, whatever becomes of it at once afterwards
	Breaching(m M, d model.DutyID) M  // those by which it is breached
	Calling(m M, d model.DutyID) M    // those by which it falls due, or comes back to be due
	From(m M, s S) M                  // those that are made in a set of states
	Into(m M, s S) M                  // those that lead into it
	Join(a, b M) M
	Without(a, b M) M

	After(s S, m M) S  // where they lead to from the states
	Before(s S, m M) S // from where they lead into the states
	Makes(m M) S       // where one of them can be made
	Forward(s S, m M, within S) S
	Backward(s S, m M, within S) S
	ForEver(s S, m M) S // from where they can go on for ever without leaving the states

	Reach(defectors model.ActorSet) S // what can be reached if only these may break their word
	// Cover is Reach and perhaps more: something that none of these moves leaves.
	Cover(defectors model.ActorSet) S
	Movers() model.ActorSet   // who ever has a move
	CanBreak() model.ActorSet // for whom some move is a breach
	Signable(i model.InstrumentID) bool
}

// Games is what can be asked of players. The states are some that no move of the match leaves, or such that it does not
// matter how it goes on where one does; what the answer says of others means nothing.
type Games[S, M any] interface {
	Force(ks []Match, targets []S, states S) []S // from where the players of each match can force its target
	Lost(ks []Match, bad []S, states S) []S      // from where they cannot avoid the bad states
	// LostMoves is Lost with bad moves: others may make them; the players must not, and time going on by one loses too.
	LostMoves(k Match, bad S, moves M, states S) S
	// ForceWithin gives from where the players can force the target, or that one of the moves made is made (none of them time),
	// while time passes at most so many times: for none, one, two ... as long as more of it helps. The last is what they can
	// force at all.
	ForceWithin(k Match, target S, made M, states S) iter.Seq[S]
	// LostMaking is LostMoves for many matches: to each those moves are bad that lead into its own set.
	LostMaking(ks []Match, bad []S, moves M, into []S, states S) []S
	AtOnce() int // how many matches are best asked about together

	// The claims that the players can avoid bad states and moves from the first day on where it is not lost, and that they
	// can force a target in the fillings where it is won, are followed by code that did not make them. A claim that does not
	// hold is our fault: it panics.
	ConfirmAvoid(k Match, bad S, moves M, lost, states S)
	ConfirmForce(k Match, target, win, states S)
}

// Courses is what can be asked about single courses, of one filling.
type Courses[S, M any] interface {
	// Path finds a shortest course from a state, by the rules of its stages, of which it begins in one, to the stage beyond
	// the last, and gives the state it comes to.
	Path(from S, begin int, stages []Stage[S, M]) (moves []machine.Label, end S, ok bool)
	// Rounds is the states to which a tick leads on some round of those moves that comes through a state of a set, and that can be
	// come to from some states by them; perhaps also states between two such rounds.
	Rounds(from S, m M, through S) S
	// Round is a shortest round from a state back to it, the last move of which is the passing of a tick.
	Round(at S, m M, through S) (moves []machine.Label, ok bool)
	// First is the first of the moves that can be made in a state.
	First(at S, m M) (machine.Label, bool)
	// Labels says of some moves who makes them and what they are.
	Labels(m M) []machine.Label
}

// Stage is a part of a course: the rules for a move made in it. The first rule that fits decides; a move that fits none is
// not made.
type Stage[S, M any] []Rule[S, M]

// Rule fits moves of some kind that lead into a set of states; the course is then in stage To.
type Rule[S, M any] struct {
	By   M
	Into S
	To   int
}

// Match is who plays against whom, and who may break their word.
type Match struct {
	Players, Defectors model.ActorSet
	// Willing are parties whose signature counts as available: the others may make it too, whenever they want; its signer
	// may still make it, early if that is better.
	Willing         model.ActorSet
	SignaturesGiven bool // every signing is a move of the players
}

// Whose reports whose a move is that somebody makes: a signature that counts as available can be made by either side.
func (k Match) Whose(l machine.Label) (ours, theirs bool) {
	ours = k.Players.Has(l.Actor)
	if l.Kind != machine.Sign {
		return ours, !ours
	}
	if k.SignaturesGiven {
		return true, false
	}
	return ours, !ours || k.Willing.Has(l.Actor)
}

// Catch turns the panic of a world whose context is done, or which is full, into its error. It is to be deferred.
func Catch(err *error) {
	r := recover()
	if r == nil {
		return
	}
	if e, ok := r.(error); ok && reached(e) {
		*err = e
		return
	}
	panic(fault.Of(r))
}

// reached reports whether an error tells of a limit or the end of a context.
func reached(err error) bool {
	return errors.Is(err, bdd.ErrFull) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) ||
		errors.As(err, new(*memory.Full)) || errors.As(err, new(*machine.TooFar))
}
