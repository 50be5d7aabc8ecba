package course

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/model"
)

// Document is the course to be read: what happens in one step of time stands together.
func (c *Course) Document(p *model.Pact, id string, intro doc.Text) doc.Course {
	out := doc.Course{ID: id, Intro: intro}
	last := -1
	for _, l := range c.Lines() {
		if n := l.Day / c.Tick; n != last || len(out.Steps) == 0 {
			out.Steps = append(out.Steps, doc.Step{When: doc.T(StepWords(p, c.Tick, n))})
			last = n
		}
		at := &out.Steps[len(out.Steps)-1]
		at.Lines = append(at.Lines, l.document())
	}
	return out
}

// document is the line with what it breaks or loses as its mark.
func (l Line) document() doc.Line {
	out := doc.Line{Text: doc.T(l.Text), Follow: l.Changes}
	switch {
	case len(l.Breaks) > 0:
		out.Tone, out.Mark = doc.Grave, strings.Join(l.Breaks, "; ")
	case l.Careless:
		out.Tone, out.Mark = doc.Warning, l.Carelessness()
	}
	return out
}

// StepWords says which step of time that is, counted from 0, and from when to when it lasts: "step 1 (15 Dec 2025 to 14 Mar 2026)".
func StepWords(p *model.Pact, tick, n int) string {
	return fmt.Sprintf("step %d (%s)", n+1, StepDates(p, tick, n))
}

// StepDates says from when to when a step of time lasts.
func StepDates(p *model.Pact, tick, n int) string {
	from, to := n*tick, (n+1)*tick-1
	switch {
	case p.Starts.IsZero() && tick == 1:
		return fmt.Sprintf("day %d", from)
	case p.Starts.IsZero():
		return fmt.Sprintf("days %d to %d", from, to)
	case tick == 1:
		return Date(p.Starts.Plus(from))
	}
	return Date(p.Starts.Plus(from)) + " to " + Date(p.Starts.Plus(to))
}
