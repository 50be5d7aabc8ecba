package report

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/model"
)

// Tested is one check or scenario over all fillings in which it was asked. The fields after Failed speak
// of the first filling in which it failed, or, if it never did, of the first in which it was asked.
type Tested struct {
	Label   string
	Asked   int  // the number of fillings in which it was asked
	Fails   bool // it is expected to fail
	Failed  int  // the number of those in which it was not as expected
	Filling model.Filling
	Message string
	At      source.Span
	Course  *course.Course
}

// name is how people are told which one it is: by its label, or by its place if it has none.
func (t *Tested) name() string {
	if t.Label != "" {
		return `"` + t.Label + `"`
	}
	return fmt.Sprintf("in line %d", t.At.Position().Line)
}

// Checks gathers the author's checks, in order of the file.
func Checks(a *inquiry.Answer) []Tested {
	byCheck := make([]Tested, len(a.Pact.Checks))
	for i := range byCheck {
		byCheck[i] = Tested{Label: a.Pact.Checks[i].Label, At: a.Pact.Checks[i].At, Fails: a.Pact.Checks[i].ExpectFails}
	}
	for i := range a.Fillings {
		for _, r := range a.Fillings[i].Checks {
			c := &a.Pact.Checks[r.Check]
			byCheck[r.Check].add(r.Passed, Tested{Label: c.Label, Fails: c.ExpectFails, Filling: a.Fillings[i].Filling, Message: r.Message, At: c.At, Course: r.Course})
		}
	}
	for i, n := range a.Checks {
		byCheck[i].Asked, byCheck[i].Failed = n.Asked, n.Failed
	}
	if a.Unfinished != nil { // that none failed so far says nothing
		byCheck = slices.DeleteFunc(byCheck, func(t Tested) bool { return t.Failed == 0 })
	}
	return asked(byCheck)
}

// Scenarios gathers the scenarios, in order of the file.
func Scenarios(a *inquiry.Answer) []Tested {
	byScenario := make([]Tested, len(a.Pact.Scenarios))
	for _, r := range a.Scenarios {
		s := &a.Pact.Scenarios[r.Scenario]
		at := s.At
		if r.At.IsValid() {
			at = r.At
		}
		byScenario[r.Scenario].add(r.Passed, Tested{Label: s.Label, Filling: r.Filling, Message: r.Message, At: at, Course: r.Course})
	}
	return asked(byScenario)
}

// add counts one more filling, and keeps the first that failed.
func (t *Tested) add(passed bool, one Tested) {
	first := t.Asked == 0 || !passed && t.Failed == 0
	one.Asked, one.Failed = t.Asked+1, t.Failed
	if !passed {
		one.Failed++
	}
	if first {
		*t = one
		return
	}
	t.Asked, t.Failed = one.Asked, one.Failed
}

func asked(all []Tested) []Tested {
	var out []Tested
	for _, t := range all {
		if t.Asked > 0 {
			out = append(out, t)
		}
	}
	return out
}
