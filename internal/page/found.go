package page

import (
	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/statement"
)

// found is every statement with all findings under it, and these with their courses.
func (m *maker) found() doc.Section {
	out := doc.Section{ID: "found", Title: doc.T("All that was found")}
	ss := m.statements()
	if len(ss) == 0 {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T(m.nothing(m.Answer)), Tone: doc.Good})
	}
	for i := range ss {
		out.Blocks = append(out.Blocks, m.statement(&ss[i]))
	}
	return out
}

func (m *maker) statement(s *statement.Statement) doc.Section {
	out := doc.Section{ID: "statement-" + s.ID, Title: doc.T(s.Sentence), Tone: toneOf(s.Severity)}
	var facts doc.Facts
	add := func(name, text string, tone doc.Tone) {
		if text != "" {
			facts.Rows = append(facts.Rows, doc.Fact{Name: name, Text: doc.T(text), Tone: tone})
		}
	}
	add("Weighs as", s.Severity.String(), doc.Plain)
	add("Holds", s.Where.Words(), doc.Plain)
	add("Cited from", statement.CiteWords(m.Pact, s.Cites, 0), doc.Plain)
	if statement.Inferred(s.Cites) && len(s.Cites) > 0 {
		add("Rests on", "an inference of the author", doc.Uncertain)
	}
	if s.Accepted != nil {
		add("Accepted", s.Accepted.Reason, doc.Aside)
	}
	out.Blocks = append(out.Blocks, facts)
	for _, i := range s.Findings {
		out.Blocks = append(out.Blocks, m.finding(&m.Answer.Findings[i]))
	}
	return out
}

// finding is folded away: what was found, where it holds, why, what mends it, and the course that shows it.
func (m *maker) finding(f *inquiry.Across) doc.Block {
	out := doc.Fold{ID: m.findingID(f), Summary: doc.T(m.text(f.Message))}
	if when := m.when(f); when != "" {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T(course.Capital(when) + "."), Tone: doc.Aside})
	}
	if len(f.Why) > 0 {
		l := doc.List{}
		for _, w := range f.Why {
			l.Items = append(l.Items, doc.Item{Text: doc.T(m.text(w))})
		}
		out.Blocks = append(out.Blocks, l)
	}
	if f.Course != nil {
		out.Blocks = append(out.Blocks, m.told(f.Course, out.ID+"-course", "A course that shows it:"))
	}
	kind := doc.Text{{Text: "Kind of finding: "}, {Text: string(f.Code), Tone: doc.Name, To: "#means-" + slug(string(f.Code))}}
	out.Blocks = append(out.Blocks, doc.Para{Text: kind, Tone: doc.Aside})
	return out
}

// when says where a finding holds: all of it.
func (m *maker) when(f *inquiry.Across) string {
	switch all := m.Pact.CountFillings(nil, 1<<40); {
	case len(m.Pact.Points) == 0:
		return ""
	case f.Always && m.Answer.Looked == all:
		return "in every reading"
	case f.Always:
		return "in every reading looked at"
	}
	text := "if " + m.cubes(f.When)
	if len(f.Except) > 0 {
		text += "; but not if " + m.cubes(f.Except)
	}
	if m.Answer.Unfinished != nil || m.Answer.Looked < m.Pact.CountFillings(nil, 1<<40) {
		text = "seen " + text
	}
	return text
}

// cubes says what some cubes fix.
func (m *maker) cubes(cs []inquiry.Cube) string {
	var out []string
	for _, c := range cs {
		var parts []string
		for _, l := range c {
			parts = append(parts, m.Answered(l.Point, l.Values))
		}
		out = append(out, course.List(parts, "and"))
	}
	return course.List(out, "or, if")
}

// definitions say what the kinds of findings mean that were found.
func (m *maker) definitions() doc.Section {
	out := doc.Section{ID: "definitions", Title: doc.T("What the words mean")}
	out.Blocks = append(out.Blocks, doc.Facts{Rows: []doc.Fact{
		{Name: "Lawfully", Text: doc.T("under this text: nobody has to break a promise that it makes")},
		{Name: "By breach", Text: doc.T("somebody has to break a promise for it")},
		{Name: "Nothing found", Text: doc.T("it was looked for in all courses that events can take in steps of the length told, and is in none")},
		{Name: "A step", Text: doc.T(m.stepWords())},
		{Name: "A reading", Text: doc.T("one way to fill what the text leaves open, or several with something in common")},
	}})
	for _, c := range codes.All() {
		e, ok := ask.Explain(c)
		if !ok || !m.has(c) {
			continue
		}
		s := doc.Section{ID: "means-" + slug(string(c)), Title: doc.Text{{Text: string(c), Tone: doc.Name}}}
		for _, p := range paragraphs(e.Title + "\n\n" + e.Text) {
			s.Blocks = append(s.Blocks, doc.Para{Text: doc.T(p)})
		}
		out.Blocks = append(out.Blocks, s)
	}
	return out
}

func (m *maker) has(c codes.Code) bool {
	for i := range m.Answer.Findings {
		if m.Answer.Findings[i].Code == c {
			return true
		}
	}
	return false
}
