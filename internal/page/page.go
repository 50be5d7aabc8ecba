// Package page puts the whole answer to a pact together, to be read from its first screen on: what it rests on; reading by reading
// what stands out, what is when and what waits for what; who can be left with nothing; every statement with what was found and
// the courses that show it; what nothing was said about; what the words mean.
//
// Input: an answer, the answers of the named readings each by itself, and what other rooms have to tell (guarantees, open points, sources,
// positions). Output: a doc.Document, for any form. Nothing is found or judged here; pictures are drawn from courses that are made
// again by the machine, and from the conditions of the pact.
package page

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Input is all that a page is made of.
type Input struct {
	Path       string
	Held       []model.Binding // the answers to open questions that were asked for
	Answer     *inquiry.Answer
	Readings   []Reading               // each alone; none if the pact names none, or one was asked for
	Guarantees *inquiry.GuaranteeTable // nil if they were not asked
	Basis      []doc.Text              // what it all rests on, in a line or two
	Parts      []Part                  // what other rooms have to tell, in order
}

// Reading is the answer of one named reading alone.
type Reading struct {
	ID     model.ReadingID
	Answer *inquiry.Answer
}

// Part is a document that becomes a part of the page.
type Part struct {
	ID string
	doc.Document
}

// maker makes a page.
type maker struct {
	Input
	words.Speaker
	ctx  context.Context
	used map[string]int        // IDs given
	all  []statement.Statement // of the whole answer
	says []string              // of each of its findings, what it says by itself
}

// Of makes the page. The error is that of a context that is done, or a fault of ours: a course that cannot be made again.
func Of(ctx context.Context, in Input) (doc.Document, error) {
	m := newMaker(ctx, in)
	d := doc.Document{Title: doc.T(m.title()), Under: slices.Concat(in.Basis, []doc.Text{m.looked()})}
	views, err := m.views()
	if err != nil {
		return doc.Document{}, err
	}
	d.Blocks = append(d.Blocks, views, m.matrix())
	for _, p := range in.Parts {
		d.Blocks = append(d.Blocks, m.section(p))
	}
	found, err := m.found()
	if err != nil {
		return doc.Document{}, err
	}
	d.Blocks = append(d.Blocks, found)
	if in.Guarantees != nil && len(in.Guarantees.Rows) > 0 {
		d.Blocks = append(d.Blocks, m.guarantees())
	}
	d.Blocks = append(d.Blocks, m.limits(), m.definitions())
	d.Blocks = append([]doc.Block{contents(d.Blocks)}, d.Blocks...)
	return d, nil
}

// contents leads to the parts of the page.
func contents(bs []doc.Block) doc.Block {
	text := doc.T("On this page: ")
	add := func(id, title string) {
		if len(text) > 1 {
			text = append(text, doc.Span{Text: " · "})
		}
		text = append(text, doc.Span{Text: title, To: "#" + id})
	}
	for _, b := range bs {
		switch b := b.(type) {
		case doc.Section:
			add(b.ID, b.Title.String())
		case doc.Switch:
			add(b.ID, "The readings")
		}
	}
	return doc.Para{Text: text, Tone: doc.Aside}
}

func (m *maker) title() string {
	if m.Pact.Title != "" {
		return m.Pact.Title
	}
	return m.Path
}

// looked says what was looked at, so that what was not found and what was not looked for are told apart.
func (m *maker) looked() doc.Text {
	a := m.Answer
	text := "What this text allows, not what anyone will do."
	switch all := m.Pact.CountFillings(nil, 1<<40); {
	case a.Unfinished != nil:
		return doc.Text{{Text: text + " "}, {Text: "Unfinished: " + a.Unfinished.Why() + ". What is told holds; that something is not told says nothing.", Tone: doc.Uncertain}}
	case all == 1:
		text += " The text leaves nothing open here."
	case a.Looked < all && len(m.Held) > 0:
		return doc.Text{{Text: text + " "}, {Text: "Reading: " + m.held() + ".", Tone: doc.Strong}, {Text: " Nothing is said about others.", Tone: doc.Uncertain}}
	case a.Looked < all:
		return doc.Text{{Text: text + " "}, {Text: "Not all ways to fill what the text leaves open were looked at; nothing is said about the others.", Tone: doc.Uncertain}}
	default:
		text += " All ways to fill what the text leaves open were looked at."
	}
	return doc.T(text)
}

// held names what was asked for: a reading, or answers to open questions.
func (m *maker) held() string {
	for i := range m.Pact.Readings {
		if slices.Equal(m.Pact.Readings[i].Fixes, m.Held) {
			return m.readingTitle(model.ReadingID(i))
		}
	}
	var parts []string
	for _, b := range m.Held {
		parts = append(parts, m.Answered(b.Point, []int{b.Value}))
	}
	if len(parts) == 0 {
		return "All that the text leaves open"
	}
	return course.List(parts, "and")
}

// section is a part with its own lines under its title.
func (m *maker) section(p Part) doc.Section {
	title := strings.TrimSuffix(p.Title.String(), ": "+m.Pact.Title) // of which pact stands at the head of the page
	s := doc.Section{ID: p.ID, Title: doc.T(title)}
	for _, t := range p.Under {
		s.Blocks = append(s.Blocks, doc.Para{Text: t, Tone: doc.Aside})
	}
	s.Blocks = append(s.Blocks, p.Blocks...)
	return s
}

// text is a sentence of a finding in the words of a reader.
func (m *maker) text(s string) string { return course.Capital(m.Retold(s)) }

// told is a course with an ID and what it shows.
func (m *maker) told(c *course.Course, id, intro string) doc.Course {
	out := m.Course(c, 0)
	out.ID, out.Intro = id, doc.T(intro)
	return out
}

// id makes an ID of words; one that is taken gets a number.
func (m *maker) id(parts ...string) string {
	text := slug(strings.Join(parts, "-"))
	m.used[text]++
	if n := m.used[text]; n > 1 {
		return m.id(text, fmt.Sprint(n))
	}
	return text
}

// slug is a text of lower-case letters, digits and hyphens.
func slug(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	}), "-")
}

// findingID names a finding the same whenever it is found.
func (m *maker) findingID(f *inquiry.Across) string {
	parts := []string{"finding", string(f.Code)}
	if d := m.Pact.Declaration(f.Clause); d != nil {
		parts = append(parts, d.Name)
	} else if f.Purpose >= 0 {
		parts = append(parts, fmt.Sprint("purpose-", f.Purpose+1))
	}
	if f.Party != model.None {
		parts = append(parts, m.Pact.Actors[f.Party].Name)
	}
	for _, set := range append([]model.ActorSet{f.Defectors}, f.By...) {
		for _, id := range set.IDs() {
			parts = append(parts, m.Pact.Actors[id].Name)
		}
	}
	return m.id(parts...)
}

// toneOf is that of what weighs so.
func toneOf(s codes.Severity) doc.Tone {
	switch s {
	case codes.Serious:
		return doc.Grave
	case codes.Warning:
		return doc.Warning
	}
	return doc.Plain
}

// open are the statements that the author has not accepted.
func open(a *inquiry.Answer) []statement.Statement {
	return slices.DeleteFunc(statement.Of(a), func(s statement.Statement) bool { return s.Accepted != nil })
}

// gravest is the finding of some that a reader should be shown: of those with a course the one about a loss, then the gravest.
func gravest(a *inquiry.Answer, of []int) *inquiry.Across {
	var best *inquiry.Across
	rank := func(f *inquiry.Across) int {
		if f.Code == codes.Exposed {
			return -1
		}
		return int(f.Severity)
	}
	for _, i := range of {
		if f := &a.Findings[i]; f.Course != nil && f.Accepted == nil && (best == nil || cmp.Compare(rank(f), rank(best)) < 0) {
			best = f
		}
	}
	return best
}
