package lsp

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/model"
)

// told is one thing that a check has to say, with its places by their offsets, so that they can move along with the text.
type told struct {
	id, key  string // by which commands know it, and by which it is the same as one found before
	place    place
	severity int
	code     string
	message  string
	related  []relatedPlace
	stale    bool // it is of a text before the last change

	answer  *inquiry.Answer // nil while the check goes on
	finding *inquiry.Across // nil for a check or scenario of the author's
	test    *report.Tested
}

type relatedPlace struct {
	place
	message string
}

// moved is t after changes to a text; ok is false if what it speaks of was written over.
func (t told) moved(path string, changes []splice) (_ told, ok bool) {
	if t.place.path == path {
		if t.place, ok = t.place.moved(changes); !ok {
			return t, false
		}
	}
	var related []relatedPlace
	for _, r := range t.related {
		if r.path == path {
			if r.place, ok = r.place.moved(changes); !ok {
				continue
			}
		}
		related = append(related, r)
	}
	t.related = related
	return t, true
}

// toldOf is everything that an answer has to say beside the text.
func toldOf(r *reading, a *inquiry.Answer) []told {
	var out []told
	for i := range a.Findings {
		out = append(out, toldFinding(r, a, &a.Findings[i]))
	}
	for _, t := range report.Checks(a) {
		if t.Failed > 0 {
			out = append(out, toldTest(r, a, "check", t))
		}
	}
	for _, t := range report.Scenarios(a) {
		if t.Failed > 0 {
			out = append(out, toldTest(r, a, "scenario", t))
		}
	}
	if !report.Whole(a) {
		out = append(out, toldGaveUp(r, a))
	}
	return out
}

// toldSoFar is a finding of a check that goes on.
func toldSoFar(r *reading, f *inquiry.Found) told {
	t := toldFinding(r, nil, &inquiry.Across{Finding: f.Finding})
	t.message += "\nFound so far; in which readings it holds is still being looked at."
	return t
}

func toldFinding(r *reading, a *inquiry.Answer, f *inquiry.Across) told {
	t := told{key: f.Key(), place: r.head(f.At), code: string(f.Code), severity: severityOf(f.Severity), answer: a, finding: f}
	t.id = idOf(r.main, t.key)
	lines := []string{course.Capital(f.Message)}
	if a != nil {
		if when := report.When(a, f); when != "" {
			lines[0] = strings.TrimSuffix(lines[0], ".") + " (" + when + ")."
		}
	}
	for _, why := range f.Why {
		lines = append(lines, "- "+why)
	}
	if f.Accepted != nil {
		lines = append(lines, "Accepted because "+f.Accepted.Reason)
		t.severity = protocol.SeverityHint
	}
	t.message = strings.Join(lines, "\n")
	t.related = r.courseOf(f.Course, t.place)
	return t
}

func severityOf(s codes.Severity) int {
	return [...]int{codes.Serious: protocol.SeverityError, codes.Warning: protocol.SeverityWarning, codes.Note: protocol.SeverityInformation}[s]
}

func toldTest(r *reading, a *inquiry.Answer, kind string, test report.Tested) told {
	t := told{place: r.head(test.At), code: kind, severity: protocol.SeverityError, answer: a, test: &test}
	t.key = fmt.Sprint(kind, test.Label, t.place)
	t.id = idOf(r.main, t.key)
	t.message = "The " + kind + " is not as expected: " + course.Capital(test.Message) + "."
	t.related = r.courseOf(test.Course, t.place)
	return t
}

// toldGaveUp says on the line of the pact that not everything was looked at.
func toldGaveUp(r *reading, a *inquiry.Answer) told {
	t := told{place: r.title(), code: "gave_up", severity: protocol.SeverityInformation, answer: a}
	t.key, t.id = t.code, idOf(r.main, t.code)
	why := "Not everything was looked at"
	if a.Unfinished != nil {
		why = "The check gave up: " + a.Unfinished.Why()
	}
	t.message = why + "; " + report.LookedAt(a) + "."
	if a.Unfinished == nil {
		t.message += "\nTo look at all of them together would have taken more memory or time than a check is given while somebody writes; `servanda check` gives more."
	}
	t.message += "\nWhat is told was found and holds where it was seen; that something is not told says nothing."
	return t
}

// idOf makes the name by which commands know what is told.
func idOf(main, key string) string {
	sum := sha256.Sum256([]byte(main + "\x00" + key))
	return hex.EncodeToString(sum[:8])
}

// placeOf is where something stands; what stands nowhere is told on the line of the pact.
func (r *reading) placeOf(s source.Span) place {
	if !s.IsValid() {
		return r.title()
	}
	return place{s.File.Path, s.Start, s.End}
}

// head is the first line of a place: a purpose of twenty lines is not to be underlined whole.
func (r *reading) head(s source.Span) place { return r.firstLine(r.placeOf(s)) }

func (r *reading) firstLine(p place) place {
	if table := r.tables[p.path]; table != nil {
		p.end = min(p.end, table.end(int(table.position(p.start, protocol.UTF8).Line)))
	}
	return p
}

// courseOf gives the places of the steps of a course with what happens there. What happens nowhere, as when time runs out, is
// told at the place the course is about.
func (r *reading) courseOf(c *course.Course, about place) []relatedPlace {
	if c == nil {
		return nil
	}
	var out []relatedPlace
	for _, l := range c.Lines() {
		at := about
		if l.Step >= 0 && c.At(l.Step).IsValid() {
			at = r.placeOf(c.At(l.Step))
		}
		out = append(out, relatedPlace{at, dated(l)})
	}
	return out
}

// dated is a line of a course with its day before it.
func dated(l course.Line) string {
	text := l.Sentence()
	if care := l.Carelessness(); care != "" {
		text += " [" + care + "]"
	}
	return day(l) + ": " + text
}

func day(l course.Line) string {
	if l.Date == (model.Date{}) {
		return fmt.Sprintf("day %d", l.Day)
	}
	return fmt.Sprintf("%s (day %d)", course.Date(l.Date), l.Day)
}
