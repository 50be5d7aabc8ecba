package model

import "github.com/servanda-lang/servanda/internal/source"

// Whole is all of something, in the unit in which shares are counted: millionths.
const Whole = 1_000_000

// Odds is what somebody says of how likely an actor decides how. It is a record: it moves nothing, and only who asks for odds is told of it.
type Odds struct {
	Actor    ActorID
	Decision DecisionID
	Values   []Likely // the values that are not named share the rest
	Cites    []Cite
	At       source.Span
}

// Likely is between which shares one value is decided.
type Likely struct{ Value, Low, High int }

// Forecast is what odds are of.
type Forecast struct {
	Decision DecisionID
	Values   []Likely
}

// Chance is what somebody says of how often an outsider does something: between Low and High in so many days, and in shorter times in
// proportion.
type Chance struct {
	Act       ActID
	Low, High int
	Days      int
	Cites     []Cite
	At        source.Span
}
