package brief

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/model"
)

// room is how much of each part there is room for.
type room struct{ leads, hangs, mends, asks int }

// sheet is a note being written within some room.
type sheet struct {
	*Note
	room room
	file string // what to call the pact in commands
	lead []int  // statements of the bottom line that there is room for
}

// document writes the note within some room.
func (n *Note) document(file string, r room) doc.Document {
	s := &sheet{Note: n, room: r, file: file, lead: n.leads()}
	s.lead = s.lead[:min(r.leads, len(s.lead))]
	d := doc.Document{Title: doc.T(s.title()), Under: s.under()}
	for _, part := range []doc.Section{s.basis(), s.bottomLine(), s.hangs(), s.blockers(), s.mends(), s.asks()} {
		if len(part.Blocks) > 0 {
			d.Blocks = append(d.Blocks, part)
		}
	}
	d.Blocks = append(d.Blocks, s.foot())
	return d
}

func (s *sheet) title() string {
	if s.Pact.Title == "" {
		return "A pact without a title"
	}
	return s.Pact.Title
}

// under says what kind of paper it is, and what it was read as.
func (s *sheet) under() []doc.Text {
	out := []doc.Text{doc.T("Note for the principal. It says what the text allows, not what anyone will do, and is no legal advice.")}
	switch {
	case s.Answer.Unfinished != nil:
		out = append(out, doc.In(doc.Grave, "UNFINISHED: "+s.Answer.Unfinished.Why()+". What stands here was seen; nothing else is claimed."))
	case s.Reading != model.None:
		out = append(out, doc.T("Read as "+s.Speaker.Reading(s.Reading)+"."))
	case len(s.Pact.Points) > 0:
		out = append(out, doc.T("All readings of what the text leaves open; each line says where it holds."))
	}
	return out
}

func section(id, title string, blocks ...doc.Block) doc.Section {
	return doc.Section{ID: id, Title: doc.T(title), Blocks: blocks}
}

// bottomLine is the gravest that was found.
func (s *sheet) bottomLine() doc.Section {
	if len(s.lead) == 0 {
		what := "Nothing was found that leaves anybody without what they give for, or that puts what the text is for out of reach."
		if s.Answer.Unfinished != nil {
			what = "By then nothing grave had been found."
		}
		return section("bottom-line", "Bottom line", doc.Para{Text: doc.T(what)})
	}
	l := doc.List{Ordered: true}
	for _, i := range s.lead {
		st := &s.Statements[i]
		l.Items = append(l.Items, doc.Item{Text: doc.T(st.Sentence).With(doc.Span{Text: s.holds(st), Tone: doc.Plain}, doc.Span{Text: s.founded(st), Tone: doc.Aside})})
	}
	return section("bottom-line", "Bottom line", l)
}

// holds says where a statement holds, in a sentence of its own.
func (s *sheet) holds(st *statement.Statement) string {
	where := st.Where.Words()
	if s.Reading != model.None || where == "" {
		return ""
	}
	return " So " + where + "."
}

// founded says what a statement rests on.
func (s *sheet) founded(st *statement.Statement) string {
	switch {
	case len(st.Cites) == 0:
		return " [nothing is cited for it]"
	case statement.Inferred(st.Cites):
		return " [" + statement.CiteWords(s.Pact, st.Cites, few) + "; inferred by the author]"
	}
	return " [" + statement.CiteWords(s.Pact, st.Cites, few) + "]"
}

// few is how many things of a kind are named before the others are only counted.
const few = 3

// some lists the first few.
func some(items []string, word string) string {
	if n := len(items) - few; n > 1 {
		return strings.Join(items[:few], ", ") + fmt.Sprintf(" and %d more", n)
	}
	return course.List(items, word)
}

// numbers lists the statements of the bottom line, as they are numbered there, that are among some.
func (s *sheet) numbers(of []int) []string {
	var out []string
	for k, i := range s.lead {
		for _, j := range of {
			if i == j {
				out = append(out, fmt.Sprint(k+1))
			}
		}
	}
	return out
}

// foot says what is not on the sheet.
func (s *sheet) foot() doc.Para {
	var out []string
	if n := len(s.leads()) - len(s.lead); n > 0 {
		out = append(out, counted(n, "further grave statement")+" and all else that was found: servanda check "+s.file)
	} else {
		out = append(out, "All that was found, with courses that show it: servanda check "+s.file)
	}
	out = append(out, fmt.Sprintf("Time goes in steps of %s; law outside the text is not looked at", course.Days(s.Answer.TickDays)))
	return doc.Para{Text: doc.T(strings.Join(out, ". ") + "."), Tone: doc.Aside}
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
