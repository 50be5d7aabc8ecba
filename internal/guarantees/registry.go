// Package guarantees puts the same questions to every standing promise of a pact: each is a column of a table, each promise a
// row.
//
// A column has a file of its own, which says what it asks and answers it, over a world.World; registry.go lists them in
// order. What each means for people is said in docs/guarantees.md; cases, and how they can come to nothing, in package ask.
//
// Input: the world of one filling, and the machine of the definition. Output: what stands in each cell, as plain values, with
// the course that shows it.
package guarantees

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Column is a question put to a guarantee.
type Column string

// The columns, in the order in which they are read.
const (
	Trigger       Column = "trigger"        // upon what it falls due, and by whose doing
	TheCase       Column = "case"           // against what it is promised
	Certifier     Column = "certifier"      // whose word is needed before it falls due
	EstablishedBy Column = "established_by" // who can keep it from falling due after the case
	FalseCall     Column = "false_call"     // can it fall due without the case?
	Promise       Column = "promise"        // what the guarantor can do that performs it
	Least         Column = "least"          // the least the guarantor must do to have kept its word
	Deadline      Column = "deadline"       // how soon after falling due
	LeastDays     Column = "least_days"     // the fewest days from the case to an act
	MostDays      Column = "most_days"      // within how many days all others can bring about an act
	Area          Column = "area"           // what the text makes a call hang on, and what is no call
	BeforeForce   Column = "before_force"   // steps without which it never binds
	BeforeAct     Column = "before_act"     // steps without which the guarantor cannot act
	Term          Column = "term"           // how long it runs
	Exit          Column = "exit"           // the guarantor's shortest lawful way out
	Nothing       Column = "nothing"        // can the guarantor lawfully do nothing when it counts?
	Unlimited     Column = "unlimited"      // can the beneficiary alone bind it without limit?
)

// column is a question and what answers it.
type column[S, M any] struct {
	name   Column
	answer func(*pledge[S, M]) Said
}

// columns lists the questions in order.
func columns[S, M any]() []column[S, M] {
	type p = pledge[S, M]
	return []column[S, M]{
		{Trigger, (*p).trigger},
		{TheCase, (*p).theCase},
		{Certifier, (*p).certifier},
		{EstablishedBy, (*p).establishedBy},
		{FalseCall, (*p).falseCall},
		{Promise, (*p).promised},
		{Least, (*p).least},
		{Deadline, (*p).deadline},
		{LeastDays, (*p).leastDays},
		{MostDays, (*p).mostDays},
		{Area, (*p).area},
		{BeforeForce, (*p).beforeForce},
		{BeforeAct, (*p).beforeAct},
		{Term, (*p).term},
		{Exit, (*p).exit},
		{Nothing, (*p).nothing},
		{Unlimited, (*p).unlimited},
	}
}

// Columns lists the columns in order.
func Columns() []Column {
	var out []Column
	for _, c := range columns[any, any]() {
		out = append(out, c.name)
	}
	return out
}

// Verdict is the answer to a column that asks yes or no.
type Verdict string

// The verdicts. WithBodies: the guarantor alone cannot, but together with its own bodies it can.
const (
	NoVerdict  Verdict = ""
	Yes        Verdict = "yes"
	No         Verdict = "no"
	WithBodies Verdict = "with_bodies"
)

// Said is what stands in one cell in one filling.
type Said struct {
	Text    string
	Short   string // the same in a word or two, where Text and Days are too long for it; else ""
	Verdict Verdict
	Days    *int            // the number behind a deadline, a term, an exit or a time from the case
	After   *int            // exit: how many days after the entry into force its first step can be taken
	Assumed []model.PointID // the open points that a number in it comes from: the text does not say it
	Missing bool            // the text does not say: an empty cell
	Course  *course.Course
}

// assumed lists the open points that amounts come from.
func assumed(amounts ...*model.Amount) []model.PointID {
	var out []model.PointID
	for _, a := range amounts {
		if a != nil && a.Point != model.None && !slices.Contains(out, a.Point) {
			out = append(out, a.Point)
		}
	}
	return out
}

// Ask answers every column for a duty, in the filling of the machine.
func Ask[S, M any](w world.World[S, M], exact *machine.Machine, d model.DutyID) []Said {
	x := newPledge(w, exact, d)
	var out []Said
	for _, c := range columns[S, M]() {
		out = append(out, c.answer(x))
	}
	return out
}
