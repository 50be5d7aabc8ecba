package brief

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/model"
)

// room is how much of each part there is room for.
type room struct{ leads, hangs, mends, asks int }

// sheet is a note being written within some room.
type sheet struct {
	*Note
	room room
	lead []int     // statements of the bottom line that there is room for
	open []hanging // points that these hang on, as far as there is room for them, called A, B, C
}

// document writes the note within some room.
func (n *Note) document(r room) doc.Document {
	s := &sheet{Note: n, room: r, lead: n.Leads()}
	s.lead = s.lead[:min(r.leads, len(s.lead))]
	s.open = s.hanging()
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
	out := []doc.Text{doc.T("Note for the principal: what the text allows, not what anyone will do. No legal advice.")}
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
	if seen, broken := strings.CutPrefix(where, "seen "); broken && s.Answer.Unfinished != nil {
		return " It was seen " + seen + "."
	}
	switch as, named := strings.CutPrefix(where, "as in "); {
	case where == "" || s.Reading != model.None && st.Where.Always:
		return ""
	case s.Reading != model.None && s.Answer.Unfinished == nil:
		return " That is so " + strings.TrimPrefix(where, "seen ") + "." // all of the reading was looked at
	case st.Where.Each && strings.Contains(st.Sentence, "at least one reading"):
		return "" // it says so itself
	case st.Where.Each:
		return " Each is so in readings of its own."
	case named:
		return " That is so when it is read as " + as + "."
	}
	return " That is so " + where + "."
}

// founded says what a statement rests on.
func (s *sheet) founded(st *statement.Statement) string {
	cites := st.Cites
	if len(st.Clauses) == 0 { // it is about purposes
		for _, i := range st.About {
			for _, c := range s.footing(i).Cites() {
				cites = append(cites, statement.Citation{Source: c.Source, Paragraphs: c.Paragraphs, Kind: c.Kind})
			}
		}
	}
	switch {
	case len(s.Pact.Sources) == 0:
		return ""
	case len(cites) == 0:
		return " [nothing is cited for it]"
	case statement.Inferred(cites):
		return " [inferred from " + statement.CiteWords(s.Pact, cites, few) + "]"
	}
	return " [" + statement.CiteWords(s.Pact, cites, few) + "]"
}

// footing is what a finding rests on.
func (s *sheet) footing(i int) *sources.Footing {
	f := sources.RestsOn(s.Pact, &s.Answer.Findings[i].Finding)
	return &f
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

// someOf lists items with commas of their own, as many as there is room for in a line and a half; the others are counted.
func someOf(items []string) string {
	const room = 130
	taken, n := 0, 0
	for n < len(items) && (n == 0 || taken+len(items[n]) <= room) {
		taken += len(items[n]) + 2
		n++
	}
	text := strings.Join(items[:n], "; ")
	if rest := len(items) - n; rest > 0 {
		text += fmt.Sprintf("; and %d more", rest)
	}
	return text
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
	var left []string
	add := func(all, room int, one, many string) {
		if n := all - room; n > 0 {
			left = append(left, counted(n, one, many))
		}
	}
	add(len(s.Leads()), s.room.leads, "grave statement", "grave statements")
	add(len(s.open), s.room.hangs, "question that it hangs on", "questions that it hangs on")
	add(len(s.mending()), s.room.mends, "answer that mends", "answers that mend")
	add(len(s.questions()), s.room.asks, "thing to ask", "things to ask")
	text := "All that was found, with courses that show it: servanda check."
	if s.Answer.Unfinished != nil {
		text = "All that was seen, with courses that show it: servanda check."
	}
	if len(left) > 0 {
		text = "Left out: " + course.List(left, "and") + "; see servanda check, points, positions, sources."
	}
	return doc.Para{Text: doc.T(text + fmt.Sprintf(" Time goes in steps of %s. Law outside the text is not looked at.", course.Days(s.Answer.TickDays))), Tone: doc.Aside}
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
