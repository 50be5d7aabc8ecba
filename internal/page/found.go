package page

import (
	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/statement"
)

// found is every statement with all findings under it, and these with their courses.
func (m *maker) found() (doc.Section, error) {
	out := doc.Section{ID: "found", Title: doc.T("All that was found")}
	if len(m.all) == 0 {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T(m.nothing(m.Answer)), Tone: doc.Good})
	}
	for i := range m.all {
		s, err := m.statement(&m.all[i])
		if err != nil {
			return out, err
		}
		out.Blocks = append(out.Blocks, s)
	}
	return out, nil
}

// statement is what is told of a statement where it is explained, with each finding under it to unfold.
func (m *maker) statement(s *statement.Statement) (doc.Section, error) {
	out := doc.Section{ID: "statement-" + s.ID, Title: doc.T(s.Sentence), Tone: toneOf(s.Severity)}
	d, err := report.Explained(m.ctx, report.Result{Path: m.Path, Answer: m.Answer}, s)
	if err != nil {
		return out, err
	}
	for _, b := range d.Blocks[1:] { // the first is the sentence
		in, isSection := b.(doc.Section)
		if isSection && in.ID == "findings" {
			continue
		}
		if isSection {
			in.ID = s.ID + "-" + in.ID
			b = in
		}
		out.Blocks = append(out.Blocks, b)
	}
	for _, i := range s.Findings {
		out.Blocks = append(out.Blocks, m.finding(i))
	}
	return out, nil
}

// finding is folded away: what was found, where it holds, why, and the course that shows it.
func (m *maker) finding(i int) doc.Block {
	f := &m.Answer.Findings[i]
	out := doc.Fold{ID: m.findingID(f), Summary: doc.Text{{Text: string(f.Code), Tone: doc.Name}, {Text: ": " + m.says[i]}}}
	where := statement.WhereOf(m.Answer, i)
	if cases := where.Cases(); len(cases) > 0 {
		l := doc.List{}
		for _, c := range cases {
			l.Items = append(l.Items, doc.Item{Text: doc.T(course.Capital(c) + ".")})
		}
		out.Blocks = append(out.Blocks, l)
	} else if words := where.Words(); words != "" {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T(course.Capital(words) + "."), Tone: doc.Aside})
	}
	out.Blocks = append(out.Blocks, doc.Para{Text: doc.T(m.text(f.Message))})
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
	means := doc.Text{{Text: "What this kind of finding means", To: "#means-" + slug(string(f.Code))}}
	out.Blocks = append(out.Blocks, doc.Para{Text: means, Tone: doc.Aside})
	return out
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
