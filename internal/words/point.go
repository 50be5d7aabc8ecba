package words

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/model"
)

// Question is what an open point asks: its label, else its name.
func (q Speaker) Question(id model.PointID) string {
	if pt := &q.Pact.Points[id]; pt.Label != "" {
		return "“" + pt.Label + "”"
	} else {
		return Spaced(pt.Name)
	}
}

// Answers are some values of an open point: "separate or peace first".
func (q Speaker) Answers(id model.PointID, values []int) string {
	var out []string
	for _, v := range values {
		out = append(out, q.Word(q.Pact.Points[id].Values[v].Text))
	}
	return course.List(out, "or")
}

// Reading is what a named reading is called.
func (q Speaker) Reading(id model.ReadingID) string {
	r := &q.Pact.Readings[id]
	if r.Label != "" {
		return "“" + r.Label + "”"
	}
	return "“" + Spaced(r.Name) + "”"
}

// Short is the name of a source as it stands before a paragraph: what its label says before a colon, a comma or a bracket.
func (q Speaker) Short(id model.SourceID) string {
	title := q.Pact.Sources[id].Title()
	if s := &q.Pact.Sources[id]; s.Label == "" {
		title = Spaced(s.Name)
	}
	if i := strings.IndexAny(title, ":,("); i > 0 {
		title = title[:i]
	}
	return strings.TrimSpace(title)
}

// Answered says that an open point has one of some values: `“In which order?” is answered land first`.
func (q Speaker) Answered(id model.PointID, values []int) string {
	if q.Pact.Points[id].Label == "" {
		return q.Question(id) + " is " + q.Answers(id, values)
	}
	return q.Question(id) + ": " + q.Answers(id, values)
}
