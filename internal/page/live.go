package page

import (
	"context"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Parts of a page, for whoever shows them one by one, as answers come.

// First is what there is to see first of an answer: what stands out, what is when, what waits for what.
func First(ctx context.Context, in Input) (doc.Document, error) {
	m := newMaker(ctx, in)
	blocks, err := m.view(m.Answer, "")
	return doc.Document{Blocks: blocks}, err
}

// Opened is all that is told of one statement, with the course of its gravest finding drawn first.
func Opened(ctx context.Context, in Input, s *statement.Statement) (doc.Document, error) {
	m := newMaker(ctx, in)
	told, err := m.statement(s)
	if err != nil {
		return doc.Document{}, err
	}
	d := doc.Document{Title: told.Title, Blocks: told.Blocks}
	if f := Shown(in.Answer, s); f != nil {
		drawn, err := m.drawCourse(f, s.Sentence, "of-"+s.ID)
		if err != nil {
			return d, err
		}
		picture := drawn.(doc.Picture)
		picture.Title = doc.T("The course that shows it")
		d.Blocks = append([]doc.Block{picture}, d.Blocks...)
	}
	return d, nil
}

// Shown is the finding of a statement whose course is shown first; nil if none has a course.
func Shown(a *inquiry.Answer, s *statement.Statement) *inquiry.Across {
	if f := gravest(a, s.About); f != nil {
		return f
	}
	return gravest(a, s.Findings)
}

// Known is the answer of a named reading, or of all that is left open if the reading is model.None, as far as it is known.
type Known struct {
	Reading
	State string // why there is no answer, in words
}

// LeftWithNothing says who can be left with nothing, as far as that is known.
func LeftWithNothing(p *model.Pact, rows []Known) doc.Document {
	m := &maker{Speaker: words.Speaker{Pact: p}, used: map[string]int{}}
	var answered []Reading
	for _, r := range rows {
		answered = append(answered, r.Reading)
	}
	s := m.table(answered, func(i int) doc.Cell { return doc.Cell{Text: doc.T(rows[i].State), Tone: doc.Uncertain} })
	return doc.Document{Title: s.Title, Blocks: s.Blocks}
}

func newMaker(ctx context.Context, in Input) *maker {
	m := &maker{Input: in, Speaker: words.Speaker{Pact: in.Answer.Pact}, ctx: ctx, used: map[string]int{}}
	m.all, m.says = statement.Of(in.Answer), statement.Sentences(in.Answer)
	return m
}

// Guarantees are the promises of help side by side.
func Guarantees(p *model.Pact, t *inquiry.GuaranteeTable) doc.Document {
	if len(t.Rows) == 0 {
		return doc.Document{Blocks: []doc.Block{doc.Para{Text: doc.T("The pact has no standing promise of help.")}}}
	}
	m := &maker{Input: Input{Guarantees: t}, Speaker: words.Speaker{Pact: p}, used: map[string]int{}}
	s := m.guarantees()
	return doc.Document{Title: s.Title, Blocks: s.Blocks}
}

// Happened is a course that is not over, drawn and in words.
func Happened(p *model.Pact, c *course.Course) ([]doc.Block, error) {
	t, err := Timeline(p, c)
	if err != nil {
		return nil, err
	}
	m := &maker{Speaker: words.Speaker{Pact: p}, used: map[string]int{}}
	return []doc.Block{doc.Picture{ID: "played", Title: doc.T("What happened so far"), SVG: t.SVG(), Alt: timelineAlt, Instead: []doc.Block{m.told(c, "played-course", "")}}}, nil
}

// Meaning says what a kind of finding means, by the name that links to it have.
func Meaning(id string) (doc.Document, bool) {
	for _, c := range codes.All() {
		e, ok := ask.Explain(c)
		if !ok || slug(string(c)) != id {
			continue
		}
		d := doc.Document{Title: doc.In(doc.Name, string(c))}
		for _, p := range paragraphs(e.Title + "\n\n" + e.Text) {
			d.Blocks = append(d.Blocks, doc.Para{Text: doc.T(p)})
		}
		return d, true
	}
	return doc.Document{}, false
}
