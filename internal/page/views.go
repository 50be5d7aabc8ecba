package page

import (
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/internal/waits"
	"github.com/servanda-lang/servanda/model"
)

// The first screen: for each reading the few things that stand out, what is when, and what waits for what.

// few is how many statements are told of a reading before it is unfolded.
const few = 3

// views is the switch between the readings, or what there is to see if there is none.
func (m *maker) views() (doc.Block, error) {
	if len(m.Readings) == 0 {
		blocks, err := m.view(m.Answer, "")
		return doc.Section{ID: "first", Title: doc.T("What stands out"), Blocks: blocks}, err
	}
	s := doc.Switch{ID: "which-reading", Label: doc.T("Reading")}
	for _, r := range m.Readings {
		name := m.Pact.Readings[r.ID].Name
		blocks, err := m.view(r.Answer, "in-"+name)
		if err != nil {
			return nil, err
		}
		s.Options = append(s.Options, doc.Option{ID: m.id("reading", name), Name: doc.T(m.readingTitle(r.ID)), Blocks: blocks})
	}
	return s, nil
}

func (m *maker) readingTitle(r model.ReadingID) string { return m.Pact.Readings[r].Title() }

// view is what there is to see of an answer.
func (m *maker) view(a *inquiry.Answer, prefix string) ([]doc.Block, error) {
	ss := open(a)
	out := []doc.Block{m.things(a, ss, prefix)}
	timeline, err := m.timeline(a, ss, prefix)
	if err != nil {
		return nil, err
	}
	out = append(out, timeline...)
	return append(out, m.waitsFor(a, prefix)...), nil
}

// things are the gravest statements, and the others to unfold.
func (m *maker) things(a *inquiry.Answer, ss []statement.Statement, prefix string) doc.Block {
	if len(ss) == 0 {
		return doc.Para{Text: doc.T(m.nothing(a)), Tone: doc.Good}
	}
	title := map[int]string{1: "One thing", 2: "Two things", 3: "Three things"}[min(len(ss), few)]
	out := doc.Section{ID: m.id(prefix, "things"), Title: doc.T(title)}
	out.Blocks = append(out.Blocks, m.sentences(ss[:min(few, len(ss))], 1, prefix))
	if len(ss) > few {
		out.Blocks = append(out.Blocks, doc.Fold{ID: m.id(prefix, "more"), Summary: doc.T("What else was found"),
			Blocks: []doc.Block{m.sentences(ss[few:], few+1, prefix)}})
	}
	return out
}

// nothing claims no more than was looked at.
func (m *maker) nothing(a *inquiry.Answer) string {
	if a.Unfinished != nil {
		return "Nothing was found by the time the work ended; that says nothing about the rest."
	}
	return "Nothing was found here: no course in which somebody is left with nothing, blocked or bound for nothing."
}

// sentences are statements as a list. Each leads to all that is told of it further down.
func (m *maker) sentences(ss []statement.Statement, start int, prefix string) doc.Block {
	l := doc.List{Ordered: true, Start: start}
	for i := range ss {
		s := &ss[i]
		it := doc.Item{Text: doc.T(s.Sentence), Tone: toneOf(s.Severity)}
		if prefix != "" {
			it.ID = m.id(prefix, s.ID)
		}
		if cites := statement.CiteWords(m.Pact, s.Cites, 3); cites != "" {
			it.Text = it.Text.With(doc.Span{Text: " (" + cites + ")", Tone: doc.Aside})
		}
		if statement.Find(m.all, s.ID) != nil {
			it.Text = it.Text.With(doc.Span{Text: " "}, doc.Span{Text: "More", To: "#statement-" + s.ID})
		}
		l.Items = append(l.Items, it)
	}
	return l
}

// timeline draws the course that shows the gravest of the statements, and gives it in words.
func (m *maker) timeline(a *inquiry.Answer, ss []statement.Statement, prefix string) ([]doc.Block, error) {
	var f *inquiry.Across
	var sentence string
	for i := range ss {
		if g := gravest(a, ss[i].About); g != nil && (f == nil || f.Code != codes.Exposed && g.Code == codes.Exposed) {
			f, sentence = g, ss[i].Sentence
		}
	}
	if f == nil {
		return nil, nil
	}
	p, err := m.drawCourse(f, sentence, prefix)
	if err != nil {
		return nil, err
	}
	return []doc.Block{p}, nil
}

// only is the filling that an answer is of, if it is of one.
func only(a *inquiry.Answer) model.Filling {
	if len(a.Fillings) == 1 && a.Looked == 1 {
		return a.Fillings[0].Filling
	}
	return nil
}

// waitsFor draws what waits for what: of one filling if the answer is of one, else of all together.
func (m *maker) waitsFor(a *inquiry.Answer, prefix string) []doc.Block {
	g := waits.Of(m.Pact, only(a))
	if len(g.Edges) == 0 {
		return nil
	}
	l := doc.List{}
	for _, s := range g.Sentences {
		l.Items = append(l.Items, doc.Item{Text: doc.T(s)})
	}
	alt := "Boxes are instruments, cut corners promises, rounded corners decisions, broken lines facts. An arrow leads from what comes first to what waits for it; a broken arrow, from what stops it."
	if g.Ring() {
		alt += " A thick arrow is one of a ring, in which things wait for one another."
	}
	return []doc.Block{doc.Picture{ID: m.id(prefix, "waits"), Title: doc.T("What waits for what"), SVG: g.SVG(), Alt: alt,
		Instead: []doc.Block{doc.Para{Text: doc.T(alt), Tone: doc.Aside}, l}}}
}
