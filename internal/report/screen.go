package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Screen is what there is to read first of an answer: what was looked at and what it rests on, the statements, gravest first,
// what would change the gravest, what the author's own questions came to, what is not covered, and how to see more.
func Screen(r Result) doc.Document { return screenOf(r, (*screen).more) }

// ScreenAlone is Screen for whom the commands that show more are not there.
func ScreenAlone(r Result) doc.Document {
	return screenOf(r, func(*screen) []doc.Fact { return nil })
}

func screenOf(r Result, more func(*screen) []doc.Fact) doc.Document {
	s := &screen{Result: r, all: statement.Of(r.Answer), Speaker: words.Speaker{Pact: r.Answer.Pact}}
	s.base, s.reading = s.mostOfIt()
	d := doc.Document{Title: doc.T(s.title()), Under: s.under()}
	for _, b := range []doc.Block{s.outcome(), s.weighing(codes.Serious), s.weighing(codes.Warning), s.weighing(codes.Note),
		s.switches(), s.accepted(), s.facts(more)} {
		if b != nil {
			d.Blocks = append(d.Blocks, b)
		}
	}
	return d
}

// screen is the first screen in the making.
type screen struct {
	Result
	words.Speaker
	all     []statement.Statement
	base    model.Filling   // of the named reading in which most of it holds; nil if there is none
	reading model.ReadingID // that one
}

func (s *screen) title() string {
	if t := s.Answer.Pact.Title; t != "" {
		return t
	}
	return diag.Visible(s.Path)
}

// under is what was looked at and what it rests on.
func (s *screen) under() []doc.Text {
	a, all := s.Answer, allFillings(s.Answer)
	line := diag.Visible(s.Path)
	switch n := a.Looked; {
	case a.Unfinished != nil && all > 1:
		line += " · not all of its " + ways(all) + " readings were looked at"
	case n < all:
		line += fmt.Sprintf(" · %s of %s readings", number(n), ways(all))
	case n == 2:
		line += " · both readings"
	case n > 1:
		line += fmt.Sprintf(" · all %s readings", number(n))
	}
	out := []doc.Text{doc.T(line)}
	if text := s.sources(); text != "" {
		out = append(out, doc.T(text))
	}
	if text := s.legend(); text != "" {
		out = append(out, doc.T(text))
	}
	return out
}

// legend says what is meant below by R and by lesser.
func (s *screen) legend() string {
	var parts []string
	if s.base != nil {
		parts = append(parts, "R: reading "+s.Reading(s.reading)+".")
	}
	if slices.ContainsFunc(s.all, func(x statement.Statement) bool {
		return x.Accepted == nil && (lesser(&x) != "" || s.where(&x) == lesserInR)
	}) {
		parts = append(parts, "Lesser: in part, by breach, or at a price.")
	}
	return strings.Join(parts, " ")
}

// sources says in a line what the pact is cited from.
func (s *screen) sources() string {
	p := s.Answer.Pact
	survey := sources.Look(p)
	var names []string
	for i := range survey.Sources {
		if u := &survey.Sources[i]; u.Cited != [sources.Uncited]int{} {
			names = appendNew(names, s.Short(u.Source))
		}
	}
	if len(names) == 0 {
		return ""
	}
	origins := survey.Origins
	nameless := survey.Nameless()
	text := "Rests on " + some(names)
	if n := len(origins); n != len(names) || nameless > 0 {
		text += fmt.Sprintf(", going back to %s", count(n, "origin"))
	}
	if nameless > 0 {
		text += fmt.Sprintf("; behind %s of them nobody is named", number(nameless))
	}
	return text + "."
}

func appendNew[T comparable](list []T, x T) []T {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

// outcome says at a glance what kind of an answer it is: nothing serious, not all that there is, or given up.
func (s *screen) outcome() doc.Block {
	a := s.Answer
	var limits []string
	if n := len(s.Only); n > 0 {
		limits = append(limits, "ONLY FOR "+course.List(s.onlyWords(), "and"))
	}
	if a.Looked < allFillings(a) && a.Unfinished == nil {
		limits = append(limits, "ONLY IN "+s.lookedAt())
	}
	switch n := s.weight(codes.Serious); {
	case a.Unfinished != nil:
		return doc.Para{Text: doc.T("UNFINISHED: " + a.Unfinished.Why() + ". What follows was found by then, and holds where it was seen. That something is not told says nothing."), Tone: doc.Uncertain}
	case len(limits) > 0:
		text := "LOOKED " + course.List(limits, "and") + ". Nothing is said of anything else."
		if n == 0 {
			text = "NOTHING SERIOUS FOUND, BUT LOOKED " + course.List(limits, "and") + ". Nothing is said of anything else."
		}
		return doc.Para{Text: doc.T(text), Tone: doc.Uncertain}
	case n == 0:
		return doc.Para{Text: doc.T("NOTHING SERIOUS FOUND. All kinds of findings were looked for" + s.everywhere() + "."), Tone: doc.Good}
	}
	return nil
}

func (s *screen) onlyWords() []string {
	var out []string
	for _, c := range s.Only {
		out = append(out, string(c))
	}
	return out
}

// lookedAt names the readings that were looked at.
func (s *screen) lookedAt() string {
	a := s.Answer
	if len(a.Fillings) == 1 && a.Looked == 1 && len(a.Fillings[0].Readings) == 1 {
		return "the reading " + s.Reading(a.Fillings[0].Readings[0])
	}
	return fmt.Sprintf("%s of %s ways to fill the open points", number(a.Looked), ways(allFillings(a)))
}

func (s *screen) everywhere() string {
	if len(s.Answer.Pact.Points) == 0 {
		return ""
	}
	return ", in every reading"
}

// weight is how many statements weigh so much; those that were accepted do not.
func (s *screen) weight(w inquiry.Severity) int {
	n := 0
	for i := range s.all {
		if s.all[i].Accepted == nil && s.all[i].Severity == w {
			n++
		}
	}
	return n
}

// weights are the headings of the statements of each weight, and what they mean to a reader.
var weights = map[inquiry.Severity]struct {
	title string
	tone  doc.Tone
}{
	codes.Serious: {"What this text lets go badly wrong", doc.Grave},
	codes.Warning: {"What else to beware of", doc.Warning},
	codes.Note:    {"Also noted", doc.Aside},
}

// weighing lists the statements of one weight, numbered through; those that weigh little in a row.
func (s *screen) weighing(w inquiry.Severity) doc.Block {
	l := doc.List{Ordered: true}
	for i := range s.all {
		if x := &s.all[i]; x.Accepted == nil && x.Severity == w {
			if l.Start == 0 {
				l.Start = i + 1
			}
			l.Items = append(l.Items, doc.Item{ID: x.ID, Text: s.item(x)})
		}
	}
	if len(l.Items) == 0 {
		return nil
	}
	h := weights[w]
	if w == codes.Note {
		return noted(h.title, l)
	}
	return doc.Section{ID: w.String(), Title: doc.T(h.title), Tone: h.tone, Blocks: []doc.Block{l}}
}

// noted makes one paragraph of a list.
func noted(title string, l doc.List) doc.Block {
	text := doc.In(doc.Strong, title+":")
	for _, it := range l.Items {
		text = text.With(doc.Span{Text: " "}).With(it.Text...)
	}
	return doc.Para{Text: text}
}

// item is a statement with where it holds, what it rests on, and its ID.
func (s *screen) item(x *statement.Statement) doc.Text {
	aside := " ["
	if parts := []string{s.where(x), lesser(x), s.rests(x)}; x.Severity != codes.Note {
		for _, part := range parts {
			if part != "" {
				aside += part + "; "
			}
		}
	}
	return doc.T(x.Sentence).With(doc.Span{Text: aside, Tone: doc.Aside}, doc.Span{Text: x.ID, Tone: doc.Name}, doc.Span{Text: "]", Tone: doc.Aside})
}

const lesserInR = "lesser in R"

// lesser says that what is grave in some readings is so in a lesser form in others: in part, by a breach, or at a price.
func lesser(x *statement.Statement) string {
	if x.Severity == codes.Serious && x.Lesser() {
		return "lesser elsewhere"
	}
	return ""
}

// where says where a statement holds: in words if it is grave or there is no R, else whether it is so in R.
func (s *screen) where(x *statement.Statement) string {
	w := &x.Where
	switch {
	case w.Each:
		return ""
	case s.base == nil || w.Always || x.Severity == codes.Serious && !w.Has(s.base):
		return w.Words()
	case !w.Has(s.base) && x.Also.Has(s.base):
		return lesserInR
	case !w.Has(s.base):
		return "not R"
	}
	if len(w.Readings) > 1 {
		return "R and others"
	}
	return "R"
}

// rests is what a statement is cited from, or where it stands if nothing is.
func (s *screen) rests(x *statement.Statement) string {
	if x.Where.Each {
		return ""
	}
	if len(x.Cites) > 0 {
		most := 1
		if x.Severity == codes.Serious {
			most = 2
		}
		text := statement.CiteWords(s.Answer.Pact, x.Cites, most)
		if statement.Inferred(x.Cites) {
			text += ", inferred"
		}
		return text
	}
	for _, ref := range x.Clauses {
		if d := s.Answer.Pact.Declaration(ref); d != nil && d.At.IsValid() {
			return placeInFull(d.At)
		}
	}
	if len(x.Purposes) > 0 {
		return placeInFull(s.Answer.Pact.Purposes[x.Purposes[0]].At)
	}
	return ""
}
