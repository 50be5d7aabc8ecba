package inquiry

import (
	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/model"
)

// What is found is said in package ask.
type (
	Code        = ask.Code
	Severity    = ask.Severity
	Finding     = ask.Finding
	CheckResult = ask.CheckResult
)

// Count is the size of a world as it was searched: that of the definition if the answer is exact, else one that
// leaves out memory by which nothing differs.
type Count struct{ States, Moves int }

// FillingAnswer is the answer for one filling of the open points, and for all that behave like it: those
// that have the same values of the points that matter to it.
type FillingAnswer struct {
	Filling          model.Filling
	Matters          []model.PointID   // the points on which the answer depends; those of a filling looked at alone are all points
	Alike            int               // how many fillings it stands for, itself included
	Readings         []model.ReadingID // those that agree with it, or with one that behaves like it
	Physical, Lawful Count
	Findings         []Finding
	Checks           []CheckResult // in order of the pact's checks; those whose reading does not agree are left out

	played ScenarioResult // if what was asked is a scenario
}

// Sets of fillings are told as in package fillings.
type (
	Literal = fillings.Literal
	Cube    = fillings.Cube
)

// Across is one finding over all fillings that were looked at. Finding is as it stands in the first
// filling in which it holds.
type Across struct {
	Finding
	When     []Cube // the fewest cubes that cover the fillings in which it holds and no other that was looked at
	Except   []Cube // fillings in which it does not hold, though When has them; only if all were asked together
	Always   bool   // it holds in every filling looked at
	Ways     int    // how many fillings it holds in, if all were asked together; 0 if that was not counted
	Fillings []int  // indexes into Answer.Fillings
	Accepted *model.Accept
}

// CheckWays says in how many of the fillings that the answer stands for a check was asked, and in how many of those it was
// not as expected. Numbers beyond 2^40 are not exact.
type CheckWays struct{ Asked, Failed int }

// ScenarioResult is how a scenario went in one filling, and, if they are many, in all that it goes alike in. If it failed, At is the line at fault.
type ScenarioResult struct {
	Scenario int
	Filling  model.Filling
	Passed   bool
	Message  string
	At       source.Span
	Course   *course.Course // as far as it went
}

// Answer is everything that Run found.
type Answer struct {
	Pact        *model.Pact
	TickDays    int
	Exact       bool // every state of the definition was visited; see Count
	Fillings    []FillingAnswer
	AllFillings int                   // how many there are
	Looked      int                   // how many of them the answer stands for
	Unfinished  *explore.Inconclusive // why there is not more, if there is not: what is told holds, and nothing else is claimed
	Together    bool                  // all were asked together; Fillings are those that were looked at alone as well
	Findings    []Across              // gravest first; accepted ones too, marked
	Checks      []CheckWays           // by check
	Scenarios   []ScenarioResult
	Dates       []model.MovedDate // those that rounding to whole ticks moved
	Caveats     []string          // what the verdict does not cover, in plain words

	untold int     // findings of which no course could be shown, for there are too many states
	states float64 // how many, if they are too many to lay out

	full bool // there was not the memory to ask all fillings together
}

// States is how many states the answer rests on: those of the fillings that were laid out or, if there were too many, of all together.
func (a *Answer) States() float64 {
	if a.states > 0 {
		return a.states
	}
	n := 0.0
	for i := range a.Fillings {
		n += float64(a.Fillings[i].Physical.States)
	}
	return n
}
