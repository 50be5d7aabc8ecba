package program

import "github.com/servanda-lang/servanda/model"

// MoveKind is the form of a move.
type MoveKind uint8

// The forms of a move. Strike is time at a moment when something runs out, Pass the passing of a tick.
const (
	Sign MoveKind = iota
	Do
	Decide
	Use
	Strike
	Pass
)

// Label says what a move is, whatever the state it is made in.
type Label struct {
	Kind  MoveKind
	Actor model.ActorID // Time for Strike and Pass
	Index int           // the instrument, act, decision or power
	Value int           // Decide: the index of the value
}

// LabelID is an index into Labels.
type LabelID uint16

// mostLabels is what a LabelID can tell apart.
const mostLabels = 1 << 16

// Time is the mover of strikes and of the passing of a tick.
const Time model.ActorID = model.None
