package report

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Explained tells one statement with all that is under it: where it holds, why, courses that show it beside the nearest on
// which it goes well, who can deny it, what care would do, the findings and what they rest on. The error is that of a
// context that is done.
func Explained(ctx context.Context, r Result, st *statement.Statement) (doc.Document, error) {
	x := &explained{Result: r, Speaker: words.Speaker{Pact: r.Answer.Pact}, ctx: ctx, st: st, says: statement.Sentences(r.Answer)}
	s := &screen{Result: r, Speaker: x.Speaker}
	d := doc.Document{Title: doc.T(s.title()), Under: []doc.Text{doc.T(s.under()[0].String())}}
	tone := map[inquiry.Severity]doc.Tone{codes.Serious: doc.Grave, codes.Warning: doc.Warning}[st.Severity]
	d.Blocks = []doc.Block{doc.Para{Text: doc.T(st.Sentence), Tone: tone}}
	if o := s.outcome(); r.Answer.Unfinished != nil || len(r.Only) > 0 {
		d.Blocks = append(d.Blocks, o)
	}
	courses, err := x.courses()
	if err != nil {
		return d, err
	}
	d.Blocks = append(d.Blocks, slices.Concat([]doc.Block{x.facts()}, x.why(), courses, []doc.Block{x.under()})...)
	return d, nil
}

// explained is the telling of one statement.
type explained struct {
	Result
	words.Speaker
	ctx  context.Context
	st   *statement.Statement
	says []string // of each finding, what it says by itself
}

func (x *explained) finding(i int) *inquiry.Across { return &x.Answer.Findings[i] }

// facts is where it holds, what undoes it, and what it rests on.
func (x *explained) facts() doc.Block {
	var rows []doc.Fact
	add := func(name, text string) {
		if text != "" {
			rows = append(rows, doc.Fact{Name: name, Text: doc.T(text)})
		}
	}
	w := &x.st.Where
	if cases := w.Cases(); len(cases) > 0 && !w.Each {
		for i, c := range cases {
			add(map[bool]string{true: "Holds", false: "and also"}[i == 0], c)
		}
	} else {
		add("Holds", w.Words())
	}
	for _, n := range statement.Answered(x.Answer.Pact, x.st.Undone) {
		add("Never with", n)
	}
	if x.st.Lesser() {
		add("Elsewhere", "in a lesser form (in part, by a breach, or at a price): see the findings under it")
	}
	for _, r := range w.Readings {
		add("In the reading", x.Reading(r))
	}
	for _, k := range []model.CiteKind{model.Quoted, model.Paraphrased, model.Unstated, model.Alleged, model.Inferred} {
		if cs := slices.DeleteFunc(slices.Clone(x.st.Cites), func(c statement.Citation) bool { return c.Kind != k }); len(cs) > 0 {
			add("Rests on", statement.CiteWords(x.Answer.Pact, cs, 0)+kindOf(k))
		}
	}
	if a := x.st.Accepted; a != nil {
		add("Accepted", a.Reason+" ("+placeInFull(a.At)+")")
	}
	if len(rows) == 0 {
		add("Holds", map[bool]string{true: "always: the text leaves nothing open", false: "in what was looked at"}[len(x.Answer.Pact.Points) == 0])
	}
	return doc.Facts{Rows: rows}
}

// kindOf says how near a text stands to its source.
func kindOf(k model.CiteKind) string {
	return map[model.CiteKind]string{model.Quoted: ", quoted", model.Paraphrased: ", paraphrased", model.Alleged: ", alleged", model.Inferred: ", inferred by the author"}[k]
}

// why is what waits for what, who can deny it, and what care would do, of the findings that the sentence is about.
func (x *explained) why() []doc.Block {
	var l doc.List
	add := func(text string) {
		if text = x.Retold(text); text != "" && !slices.ContainsFunc(l.Items, func(it doc.Item) bool { return it.Text.String() == text }) {
			l.Items = append(l.Items, doc.Item{Text: doc.T(text)})
		}
	}
	for _, i := range x.st.About {
		f := x.finding(i)
		if x.st.Cause != statement.Ring || i == x.st.About[0] { // it is the same ring, begun elsewhere
			for _, why := range f.Why {
				add(course.Capital(x.Retold(why)) + ".")
			}
		}
		add(x.denied(f))
		add(x.care(f))
	}
	if len(l.Items) == 0 {
		return nil
	}
	return []doc.Block{doc.Section{ID: "why", Title: doc.T("Why"), Blocks: []doc.Block{l}}}
}

// denied says who can see to it, whatever all others do.
func (x *explained) denied(f *inquiry.Across) string {
	if len(f.By) == 0 || f.Code != codes.Exposed && f.Code != codes.BoundAlone {
		return ""
	}
	return fmt.Sprintf("%s can deny %s what that is for; the others cannot prevent it, whatever they do to help.",
		course.Capital(x.EitherOf(f.By)), x.Who(f.Party))
}

// care says what being safe takes.
func (x *explained) care(f *inquiry.Across) string {
	if f.Class == ask.NoClass {
		return ""
	}
	who := x.Who(f.Party)
	verb := func(singular, plural string) string { return course.Verb(x.Answer.Pact, f.Party, singular, plural) }
	switch {
	case f.Class == ask.Unavoidable:
		return course.Capital(who) + " cannot avoid it by care: from the first day on " + verb("it has", "they have") + " no way to be safe while " + verb("it keeps its", "they keep their") + " word."
	case len(f.Care.Keep) > 0:
		return course.Capital(who) + " " + verb("is", "are") + " safe as long as " + verb("it keeps its", "they keep their") + " own word."
	}
	var means []string
	if len(f.Care.Not) > 0 {
		means = append(means, "by not doing this: "+x.moves(f.Care.Not))
	}
	if len(f.Care.InTime) > 0 {
		means = append(means, "by doing this in time: "+x.moves(f.Care.InTime))
	}
	text := fmt.Sprintf("In the case shown, %s can be safe %s", who, strings.Join(means, ", and "))
	if f.Class == ask.AtPrice {
		text += "; the price is " + x.price(f.Price)
	}
	return text + "."
}

func (x *explained) price(p ask.Price) string {
	var out []string
	for _, i := range p.Purposes {
		if label := x.Answer.Pact.Purposes[i].Label; label != "" {
			out = append(out, "“"+label+"”")
		}
	}
	if p.Exchange {
		out = append(out, "that there is never an exchange of the one for the other")
	}
	return course.List(out, "and")
}

// under lists the findings, each with its code, where it holds, and where it stands.
func (x *explained) under() doc.Block {
	var l doc.List
	for _, i := range x.st.Findings {
		f := x.finding(i)
		text := doc.In(doc.Name, string(f.Code)).With(doc.Span{Text: ": " + x.says[i] + x.classed(i)})
		if when := statement.WhereOf(x.Answer, i).Words(); when != "" {
			text = text.With(doc.Span{Text: " [" + when + "]", Tone: doc.Aside})
		}
		if at := placeInFull(f.At); at != "" {
			text = text.With(doc.Span{Text: " " + at, Tone: doc.Aside})
		}
		l.Items = append(l.Items, doc.Item{Text: text})
	}
	return doc.Section{ID: "findings", Title: doc.T("The findings under it"), Blocks: []doc.Block{l}}
}

// classed says what care could do, where that is not said already.
func (x *explained) classed(i int) string {
	f := x.finding(i)
	if f.Class != ask.NoClass && f.Class != ask.Unavoidable && !slices.Contains(x.st.About, i) {
		return " " + x.care(f)
	}
	return map[ask.Class]string{ask.Unavoidable: " No care avoids it."}[f.Class]
}

// moves lists moves as what somebody may do.
func (x *explained) moves(ls []machine.Label) string {
	var out []string
	for _, l := range ls {
		out = append(out, x.Retold(x.Making(l)))
	}
	return some(out)
}
