package words

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/model"
)

// Sentences that were made for the author of a pact, who knows the names in it, as told to others.

// Retold puts what a reader knows in place of names in quotes, such as "leave_hill", where nothing else in the pact is called so.
func (q Speaker) Retold(text string) string {
	if !strings.Contains(text, `"`) {
		return text
	}
	for i := range q.Pact.Powers { // what it does stands beside it
		if w := &q.Pact.Powers[i]; w.Label == "" {
			text = strings.ReplaceAll(text, `right "`+w.Name+`" to `, "right to ")
			text = strings.ReplaceAll(text, ` under "`+w.Name+`", to `, ", to ")
		}
	}
	for _, d := range q.Pact.Declared() {
		if name := `"` + d.Decl.Name + `"`; d.Decl.Label == "" && strings.Contains(text, name) && !q.alsoCalled(d) {
			text = strings.ReplaceAll(text, name, q.Named(d.Ref))
		}
	}
	return text
}

// alsoCalled reports whether something else can stand in quotes by the name of a declaration: a label, or a value decided.
func (q Speaker) alsoCalled(x model.Declared) bool {
	for _, d := range q.Pact.Declared() {
		if d.Decl.Label == x.Decl.Name {
			return true
		}
	}
	return slices.ContainsFunc(q.Pact.Decisions, func(d model.Decision) bool {
		return slices.ContainsFunc(d.Values, func(v string) bool { return Spaced(v) == x.Decl.Name })
	}) || slices.ContainsFunc(q.Pact.Purposes, func(p model.Purpose) bool { return p.Label == x.Decl.Name })
}

// Course tells a course step of time by step of time, from one of its lines on.
func (q Speaker) Course(c *course.Course, from int) doc.Course {
	var out doc.Course
	last := -1
	for i, l := range c.Lines() {
		if i < from {
			continue
		}
		if step := l.Day / c.Tick; step != last || len(out.Steps) == 0 {
			out.Steps = append(out.Steps, doc.Step{When: doc.T(q.Step(l.Day, c.Tick))})
			last = step
		}
		s := &out.Steps[len(out.Steps)-1]
		s.Lines = append(s.Lines, q.line(l)...)
	}
	return out
}

// line is a line of a course, and what it breaks.
func (q Speaker) line(l course.Line) []doc.Line {
	one := doc.Line{Text: doc.T(q.Retold(l.Text))}
	for _, ch := range l.Changes {
		one.Follow = append(one.Follow, q.Retold(q.changed(ch)))
	}
	if l.Careless {
		one.Mark, one.Tone = "the careless step", doc.Warning
	}
	out := []doc.Line{one}
	for _, b := range l.Breaks {
		out = append(out, doc.Line{Text: doc.T(q.Retold(b)), Mark: "breach", Tone: doc.Grave})
	}
	return out
}

// changed puts an actor in place of a value that is called as it is: `"Who holds the hill" is now Northland`.
func (q Speaker) changed(text string) string {
	for i := range q.Pact.Facts {
		f := &q.Pact.Facts[i]
		rest, ok := strings.CutPrefix(text, `"`+f.Title()+`" is now `)
		for v := range f.Values {
			if ok && Spaced(f.Values[v]) == rest {
				return strings.TrimSuffix(text, rest) + q.value(f, v)
			}
		}
	}
	return text
}

// Step names the step of time that a day is in: "step 1, 15 Dec 2025 to 14 Mar 2026".
func (q Speaker) Step(day, tick int) string {
	n, first := day/tick+1, day/tick*tick
	name := fmt.Sprintf("Step %d", n)
	switch starts := q.Pact.Starts; {
	case starts.IsZero() && tick == 1:
		return fmt.Sprintf("%s, day %d", name, first)
	case starts.IsZero():
		return fmt.Sprintf("%s, days %d to %d", name, first, first+tick-1)
	case tick == 1:
		return name + ", " + course.Date(starts.Plus(first))
	default:
		return name + ", " + course.Date(starts.Plus(first)) + " to " + course.Date(starts.Plus(first+tick-1))
	}
}
