package report

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// leftOpen tells what the open points that are spoken of below ask, so that "when order is no" can be read
// without the pact at hand.
func (t *terminal) leftOpen() {
	spoken := map[model.PointID]bool{}
	for i := range t.answer.Findings {
		f := &t.answer.Findings[i]
		for _, c := range slices.Concat(f.When, f.Except) {
			for _, l := range c {
				spoken[l.Point] = true
			}
		}
	}
	if len(spoken) == 0 {
		return
	}
	t.heading(bold, "WHAT THE PACT LEAVES OPEN, AS FAR AS IT MATTERS BELOW")
	t.blank()
	for i := range t.answer.Pact.Points {
		if spoken[model.PointID(i)] {
			t.para("  - ", plainInk, pointWords(t.answer, model.PointID(i)))
		}
	}
}

// pointWords is an open point with its question and its values.
func pointWords(a *inquiry.Answer, id model.PointID) string {
	pt := &a.Pact.Points[id]
	text := pt.Name
	if pt.Label != "" {
		text += ": " + pt.Label
	}
	var values []string
	for v := range pt.Values {
		values = append(values, valueText(a.Pact, id, v))
	}
	return text + " (" + course.List(values, "or") + ")"
}
