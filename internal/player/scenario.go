package player

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Scenario writes what happened as a scenario of the language, in canonical form: what was given, each move on its day, and how
// instruments, decisions and duties stand at the end, as what is expected.
func (s *Session) Scenario(label string) string {
	var b strings.Builder
	p := s.Pact()
	fmt.Fprintf(&b, "scenario %s {\n", strconv.Quote(label))
	for i := range p.Points {
		pt := &p.Points[i]
		fmt.Fprintf(&b, "  given %s is %s\n", pt.Name, pt.Values[s.exact.Filling[i]].Text)
	}
	day, told := 0, 0
	for _, l := range s.moves {
		switch {
		case l.Kind == machine.Pass:
			day += s.exact.Tick
		case l.Actor != machine.Time:
			if day != told {
				fmt.Fprintf(&b, "  on day %d\n", day)
				told = day
			}
			fmt.Fprintf(&b, "  %s\n", Written(p, l))
		}
	}
	if day != told {
		fmt.Fprintf(&b, "  on day %d\n", day)
	}
	for _, e := range s.expected() {
		fmt.Fprintf(&b, "  expect %s\n", e)
	}
	b.WriteString("}\n")
	return b.String()
}

// expected are conditions that say how all stands that is not as it was on day 0.
func (s *Session) expected() []string {
	p := s.Pact()
	var out []string
	seen := map[model.Ref]bool{}
	for _, c := range s.exact.Changes(s.states[0], s.now()) {
		if d := p.Declaration(c.Thing); d != nil && c.Signer == model.None && !seen[c.Thing] {
			seen[c.Thing] = true
			status, _, _ := strings.Cut(c.To, " (") // how it came to that is told in brackets
			out = append(out, d.Name+" is "+status)
		}
	}
	return out
}

// Written is a move as the language has it: "north signs peace".
func Written(p *model.Pact, l machine.Label) string {
	who := p.Actors[l.Actor].Name
	switch l.Kind {
	case machine.Sign:
		return who + " signs " + p.Instruments[l.Index].Name
	case machine.Do:
		return who + " does " + p.Acts[l.Index].Name
	case machine.Decide:
		d := &p.Decisions[l.Index]
		return who + " decides " + d.Values[l.Value] + " on " + d.Name
	}
	return who + " uses " + p.Powers[l.Index].Name
}
