package model

import "github.com/servanda-lang/servanda/internal/source"

// PointValueKind tells what an open point's values are.
type PointValueKind uint8

// A point's values are words, numbers or durations (in days), all of one kind.
const (
	Word PointValueKind = iota
	Number
	Duration
)

// PointValue is one value an open point may have.
type PointValue struct {
	Text string // as written: "after_approval", "3", "30 days"
	N    int    // Number: the number; Duration: days
}

// Point is something the text or the reports leave open: a constant that may have any of Values.
type Point struct {
	Decl      // Label is the question
	ValueKind PointValueKind
	Values    []PointValue
}

// Filling gives for each open point the index of its value.
type Filling []int

// Binding fixes one open point.
type Binding struct {
	Point PointID
	Value int
}

// Reading is a named, possibly partial, filling: how one side reads the text.
type Reading struct {
	Decl
	Fixes []Binding
}

// Agrees reports whether a filling has every value that the bindings fix.
func (f Filling) Agrees(bs []Binding) bool {
	for _, b := range bs {
		if f[b.Point] != b.Value {
			return false
		}
	}
	return true
}

// Fillings lists every filling that agrees with the bindings, the first point varying slowest. With no
// open points there is one, empty, filling. The number grows as the product of the points' values: the
// caller bounds it with CountFillings first.
func (p *Pact) Fillings(fixed []Binding) []Filling {
	out := []Filling{make(Filling, 0, len(p.Points))}
	for i := range p.Points {
		var next []Filling
		for _, f := range out {
			for v := range p.Points[i].Values {
				g := append(f[:len(f):len(f)], v)
				if agreesAt(PointID(i), v, fixed) {
					next = append(next, g)
				}
			}
		}
		out = next
	}
	return out
}

// CountFillings is the number of fillings that agree with the bindings, at most limit+1.
func (p *Pact) CountFillings(fixed []Binding, limit int) int {
	n := 1
	for i := range p.Points {
		k := 0
		for v := range p.Points[i].Values {
			if agreesAt(PointID(i), v, fixed) {
				k++
			}
		}
		n *= k
		if n > limit {
			return limit + 1
		}
	}
	return n
}

func agreesAt(p PointID, v int, fixed []Binding) bool {
	for _, b := range fixed {
		if b.Point == p && b.Value != v {
			return false
		}
	}
	return true
}

// CheckKind is the form of an author's question.
type CheckKind uint8

// The forms of a check.
const (
	Never CheckKind = iota
	Possible
	LeadsTo
	CanAvoid
	CanEnsure
)

// World says who keeps their word in a check.
type World uint8

// AllButKeep: the actors in Check.Except may break theirs.
const (
	EveryoneKeeps World = iota
	NobodyKeeps
	AllButKeep
)

// Check is a question of the author's own.
type Check struct {
	Label       string
	Kind        CheckKind
	Players     []ActorID // CanAvoid, CanEnsure
	Cond        Cond
	Then        Cond    // LeadsTo
	Within      *Amount // LeadsTo; nil: at some time
	World       World
	Except      []ActorID
	Reading     ReadingID // or None
	ExpectFails bool
	At          source.Span
}

// StepKind is the form of a line of a scenario.
type StepKind uint8

// The steps of a scenario. OnDay sets the day of what follows.
const (
	OnDay StepKind = iota
	Signs
	Does
	Decides
	Uses
	Expect
)

// Step is one line of a scenario; the fields its Kind does not need are unset.
type Step struct {
	Kind       StepKind
	Day        int // OnDay: days since Starts, not rounded
	Actor      ActorID
	Instrument InstrumentID
	Act        ActID
	Decision   DecisionID
	Value      int // Decides
	Power      PowerID
	Cond       Cond // Expect
	At         source.Span
}

// Scenario is a dated course with expected statuses: a test of the pact. It is played in every filling
// that agrees with Given.
type Scenario struct {
	Label string
	Given []Binding
	Steps []Step
	At    source.Span
}
