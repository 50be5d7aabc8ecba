package report

import (
	"fmt"
	"io"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// SoFar tells a finding before the answer is there, as it was seen in one filling.
func SoFar(w io.Writer, p *model.Pact, path string, f *inquiry.Found, s Style) error {
	t := s.page()
	lead := "so far: " + f.Severity.String() + ", " + string(f.Code) + ": "
	text := words.Speaker{Pact: p}.Retold(course.Capital(f.Message))
	if at := placeInFull(f.At); at != "" {
		text += " (" + at + ")"
	}
	t.para(lead, dim, text)
	_, err := io.WriteString(w, t.String())
	return err
}

// ProgressWords says how far the work is, in one line.
func ProgressWords(p *model.Pact, at *inquiry.Progress) string {
	lead := ""
	if n := p.CountFillings(nil, 1<<40); n > 1 && at.Phase != inquiry.Fillings {
		lead = ways(n) + " ways to fill the open points, together: "
	}
	switch at.Phase {
	case inquiry.States:
		if at.Nodes > 0 {
			return lead + fmt.Sprintf("all states at once: %d nodes", at.Nodes)
		}
		return lead + "all states at once: " + inquiry.ManyStates(at.States)
	case inquiry.Questions:
		return lead + fmt.Sprintf("%d of %d questions answered", at.Done, at.Of)
	case inquiry.Examples:
		return lead + fmt.Sprintf("finding %d of %d looked up in a filling in which it holds", at.Done+1, at.Of)
	}
	if at.Of > 1 {
		lead = fmt.Sprintf("%d of %d ways to fill the open points looked at", at.Done, at.Of)
		if at.States == 0 {
			return lead
		}
		lead += "; now "
	}
	return lead + fmt.Sprintf("%.0f states", at.States)
}
