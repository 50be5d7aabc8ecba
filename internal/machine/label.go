package machine

import "github.com/servanda-lang/servanda/internal/program"

// What a move is, whatever the state it is made in, is said by the program.
type (
	Label    = program.Label
	LabelID  = program.LabelID
	MoveKind = program.MoveKind
)

// The forms of a move.
const (
	Sign   = program.Sign
	Do     = program.Do
	Decide = program.Decide
	Use    = program.Use
	Strike = program.Strike
	Pass   = program.Pass
)

// Time is the mover of strikes and of the passing of a tick.
const Time = program.Time
