package differential

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/model"
)

// scenarios compares how each scenario goes in each filling, and on which line it fails.
func scenarios(p *model.Pact, results []inquiry.ScenarioResult, tick int) string {
	n := 0
	for i := range p.Scenarios {
		sc := &p.Scenarios[i]
		for _, f := range p.Fillings(sc.Given) {
			if n == len(results) || results[n].Scenario != i {
				return fmt.Sprintf("%q is not played in every filling it is for", sc.Label)
			}
			r := results[n]
			n++
			failed := oracle.New(p, f, tick).Play(sc)
			if r.Passed != (failed < 0) {
				return fmt.Sprintf("%q in %v: the engine says passed %v (%s), the oracle stops at line %d", sc.Label, f, r.Passed, r.Message, failed)
			}
			if failed >= 0 && r.At != sc.Steps[failed].At {
				return fmt.Sprintf("%q in %v: the engine stops elsewhere (%s) than the oracle, at line %d", sc.Label, f, r.Message, failed)
			}
		}
	}
	return ""
}

// plain is what of an answer can be compared: everything but the machines behind the courses.
func plain(a *inquiry.Answer) string {
	out := ""
	for _, f := range a.Fillings {
		out += fmt.Sprintln(f.Filling, f.Readings, f.Physical, f.Lawful)
		for _, x := range f.Findings {
			out += fmt.Sprintln(x.Code, x.Clause, x.Purpose, x.Party, x.Defectors, x.By, x.Needs, x.Message, x.Why)
			if x.Course != nil {
				out += fmt.Sprintln(x.Course.Lines(), x.Course.Round)
			}
		}
		for _, c := range f.Checks {
			out += fmt.Sprintln(c.Check, c.Holds, c.Passed, c.Message)
			if c.Course != nil {
				out += fmt.Sprintln(c.Course.Lines(), c.Course.Round)
			}
		}
	}
	for _, x := range a.Findings {
		out += fmt.Sprintln(x.Code, x.Clause, x.When, x.Always, x.Fillings)
	}
	for _, s := range a.Scenarios {
		out += fmt.Sprintln(s.Scenario, s.Filling, s.Passed, s.Message)
	}
	return out
}
