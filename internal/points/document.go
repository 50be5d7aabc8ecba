package points

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

func (t *Table) teller() teller { return teller{words.Speaker{Pact: t.Pact}, t.Claims} }

// Document is the table as something to read.
func (t *Table) Document() doc.Document {
	d := doc.Document{Title: doc.T("What the open questions decide: " + t.Pact.Title)}
	if len(t.Pact.Points) == 0 {
		d.Under = []doc.Text{doc.T("The pact leaves nothing open.")}
		return d
	}
	d.Under = []doc.Text{
		doc.T("Read from: " + t.baseWords() + "."),
		doc.In(doc.Aside, "What this text allows, not what anyone will do. “No promise broken” is said of promises under this text."),
	}
	for _, s := range []doc.Section{t.hereSection(), t.switchSection(), t.readingSection(), t.settleSection(), t.freeSection()} {
		if len(s.Blocks) > 0 {
			d.Blocks = append(d.Blocks, s)
		}
	}
	d.Blocks = append(d.Blocks, t.boundary()...)
	return d
}

func section(id, title string, blocks ...doc.Block) doc.Section {
	return doc.Section{ID: id, Title: doc.T(title), Blocks: blocks}
}

// baseWords says which filling the table starts from.
func (t *Table) baseWords() string {
	if t.Reading != model.None {
		return t.teller().Reading(t.Reading)
	}
	return "the first answer to each question"
}

// bullets is a list of plain lines.
func bullets(lines []string) doc.List {
	var l doc.List
	for _, line := range lines {
		l.Items = append(l.Items, doc.Item{Text: doc.T(line)})
	}
	return l
}

// hereSection says what is found as it stands.
func (t *Table) hereSection() doc.Section {
	if len(t.Here) == 0 {
		return section("here", "As it is read here", doc.Para{Tone: doc.Good, Text: doc.T("Nobody can be left with nothing or bound alone, nobody can block what it is for, and no help that is called for need not come.")})
	}
	return section("here", "As it is read here", bullets(t.teller().told(t.Here)))
}

// switchSection has a row for each answer that changes something.
func (t *Table) switchSection() doc.Section {
	s := t.teller()
	tab := doc.Table{ID: "switches", RowHeads: true, Caption: doc.T("One question answered otherwise, all others as above"),
		Head: []doc.Cell{doc.C("Answered otherwise"), doc.C("goes"), doc.C("comes")}}
	var still []string
	for i := range t.Points {
		pt := &t.Points[i]
		if !pt.Changes() {
			still = append(still, t.stillWords(s, pt))
			continue
		}
		for _, w := range pt.Switches {
			if w.Value == t.Base[pt.Point] {
				continue
			}
			head := fmt.Sprintf("%s %s, not %s", s.Question(pt.Point), s.quotedAnswer(pt.Point, w.Value), s.quotedAnswer(pt.Point, t.Base[pt.Point]))
			row := []doc.Cell{doc.C(head), t.changes(s, w.Goes, doc.Good), t.changes(s, w.Comes, doc.Warning)}
			if len(w.Goes)+len(w.Comes) == 0 {
				row = []doc.Cell{doc.C(head), {Text: doc.T("nothing changes"), Tone: doc.Aside}, {Text: doc.T("–"), Tone: doc.Aside}}
			}
			tab.Rows = append(tab.Rows, row)
		}
	}
	out := section("switches", "Turn one switch")
	if len(tab.Rows) > 0 {
		out.Blocks = append(out.Blocks, tab)
	}
	if len(still) > 0 {
		out.Blocks = append(out.Blocks,
			doc.Para{Tone: doc.Uncertain, Text: doc.T("Nothing changes here, however these are answered by themselves. Where such a question ought to matter the model may be too thin:")}, bullets(still))
	}
	return out
}

// stillWords says of a question that changes nothing from here where it does change something.
func (t *Table) stillWords(s teller, pt *Point) string {
	q := s.Question(pt.Point)
	if t.Overall == nil {
		return q
	}
	for _, x := range t.Overall.Settles {
		switch {
		case x.Point != pt.Point:
		case x.Nearest == nil:
			return q + " It changes nothing of this anywhere, whatever the other answers are."
		default:
			var with []string
			for _, b := range x.Nearest {
				with = append(with, s.Answered(b.Point, []int{b.Value}))
			}
			return q + " It matters elsewhere, with " + strings.Join(with, " and ")
		}
	}
	return q
}

// changes is what comes or goes, in a cell.
func (t *Table) changes(s teller, claims []int, tone doc.Tone) doc.Cell {
	if len(claims) == 0 {
		return doc.Cell{Text: doc.T("–"), Tone: doc.Aside}
	}
	if tone == doc.Warning {
		for _, n := range claims {
			if t.Claims[n].tone() == doc.Grave {
				tone = doc.Grave
			}
		}
	}
	return doc.Cell{Text: doc.T(strings.Join(s.told(claims), ". ") + "."), Tone: tone}
}

// across is how many readings stand in one table.
const across = 5

// readingSection lays the named readings side by side.
func (t *Table) readingSection() doc.Section {
	if len(t.Readings) == 0 || len(t.Rows) == 0 {
		return doc.Section{}
	}
	s := t.teller()
	names := doc.List{Ordered: true}
	for _, r := range t.Readings {
		text := s.Reading(r.Reading)
		if !r.Whole {
			text += " (what it leaves open has the first answer)"
		}
		names.Items = append(names.Items, doc.Item{Text: doc.T(text)})
	}
	out := section("readings", "The named readings side by side", names)
	for from := 0; from < len(t.Readings); from += across {
		out.Blocks = append(out.Blocks, t.readingTable(s, from, min(from+across, len(t.Readings))))
	}
	out.Blocks = append(out.Blocks, doc.Para{Tone: doc.Aside, Text: doc.T("yes: with no promise broken. at a price: likewise, but care avoids it, and gives something up for that. careless: care avoids it for nothing. " +
		"by breach: only if somebody else breaks a promise. Who stands under “blocked” can do it alone, with no promise broken; jointly: only several together.")})
	return out
}

func (t *Table) readingTable(s teller, from, to int) doc.Block {
	tab := doc.Table{ID: fmt.Sprintf("readings-%d", from+1), RowHeads: true, Head: []doc.Cell{doc.C("Reading")}}
	for i := from; i < to; i++ {
		tab.Head = append(tab.Head, doc.C(fmt.Sprint(i+1)))
	}
	for i := range t.Rows {
		r := &t.Rows[i]
		row := []doc.Cell{doc.C(t.row(s, r))}
		for k := from; k < to; k++ {
			word, tone := t.word(s, r, t.Cell(r, t.Readings[k].Claims))
			row = append(row, doc.Cell{Text: doc.T(word), Tone: tone})
		}
		tab.Rows = append(tab.Rows, row)
	}
	return tab
}

// settleSection lists the questions, that first whose answer settles most.
func (t *Table) settleSection() doc.Section {
	if t.Overall == nil {
		return doc.Section{}
	}
	s := t.teller()
	l := doc.List{Ordered: true}
	var nothing []string
	for i := range t.Overall.Settles {
		x := &t.Overall.Settles[i]
		if x.Bits == 0 {
			nothing = append(nothing, s.Question(x.Point))
			continue
		}
		it := doc.Item{Text: doc.In(doc.Strong, s.Question(x.Point))}
		if lines := t.answerWords(s, x); len(lines) > 0 {
			it.Blocks = []doc.Block{bullets(lines)}
		}
		l.Items = append(l.Items, it)
	}
	if len(l.Items) == 0 {
		return doc.Section{}
	}
	out := section("settles", "Which answer settles most",
		doc.Para{Text: doc.T("Whatever the other answers are, to know one of these settles most about who can be left with nothing, bound or blocked; the one that settles most is first. Under each stands what an answer settles by itself.")}, l)
	if len(nothing) > 0 {
		out.Blocks = append(out.Blocks, doc.Para{Tone: doc.Uncertain, Text: doc.T("Nothing of it hangs on these, whatever the others are; where one ought to matter the model is too thin: " + strings.Join(nothing, "; ") + ".")})
	}
	return out
}

// answerWords says what each answer settles by itself.
func (t *Table) answerWords(s teller, x *Settling) []string {
	var out []string
	for v, a := range x.Answers {
		var parts []string
		if len(a.RulesOut) > 0 {
			parts = append(parts, "rules out that "+t.factWords(s, a.RulesOut, "or that "))
		}
		if len(a.Brings) > 0 {
			parts = append(parts, "brings it about in any case that "+t.factWords(s, a.Brings, "and that "))
		}
		if len(parts) > 0 {
			out = append(out, course.Capital(s.quotedAnswer(x.Point, v))+" "+strings.Join(parts, "; it ")+".")
		}
	}
	return out
}

// factWords lists facts. What follows from another that is listed is left out: who cannot be left with nothing at all cannot be
// while promises are kept; and who can while they are kept can.
func (t *Table) factWords(s teller, facts []int, word string) string {
	var out []string
	for _, i := range facts {
		f := &t.Overall.Facts[i]
		weaker := Lost
		if word == "and that " {
			weaker = Kept
		}
		implied := f.Kind != weaker && (f.Kind == Kept || f.Kind == Lost)
		if implied && t.lists(facts, Fact{Row: f.Row, Kind: weaker}) {
			continue
		}
		out = append(out, t.fact(s, f))
	}
	if len(out) < 2 {
		return strings.Join(out, "")
	}
	return strings.Join(out[:len(out)-1], ", "+word) + ", " + word + out[len(out)-1]
}

// lists reports whether a fact of that row and kind is among some.
func (t *Table) lists(facts []int, like Fact) bool {
	for _, i := range facts {
		if f := &t.Overall.Facts[i]; f.Row == like.Row && f.Kind == like.Kind {
			return true
		}
	}
	return false
}

// freeSection says where nobody can be left with nothing while no promise is broken, and what no answer mends.
func (t *Table) freeSection() doc.Section {
	if t.Overall == nil {
		return doc.Section{}
	}
	s, f := t.teller(), &t.Overall.Free
	out := section("free", "Where nobody can be left with nothing while no promise is broken")
	switch {
	case f.All:
		out.Blocks = append(out.Blocks, doc.Para{Tone: doc.Good, Text: doc.T("Everywhere, whatever the answers are.")})
	case f.None:
		out.Blocks = append(out.Blocks, doc.Para{Tone: doc.Grave, Text: doc.T("Nowhere: no answers to the open questions do that." + t.partyWords(s))})
	default:
		out.Blocks = append(out.Blocks, bullets(s.Cubes(f.When)))
		if len(f.Except) > 0 {
			out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("But not:")}, bullets(s.Cubes(f.Except)))
		}
	}
	if len(f.Still) > 0 {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("Even there, always:")}, bullets(t.factLines(s, f.Still)))
	}
	if len(f.Everywhere) > 0 {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("No answer mends this; it takes other words:")}, bullets(t.factLines(s, f.Everywhere)))
	}
	return out
}

// partyWords names those who can be left with nothing whatever the answers are.
func (t *Table) partyWords(s teller) string {
	if len(t.Overall.Free.Parties) == 0 {
		return " What mends it for one party opens it for another."
	}
	var set model.ActorSet
	for _, p := range t.Overall.Free.Parties {
		set |= model.SetOf(p)
	}
	return " Whatever they are, it can happen to " + s.People(set) + "."
}

func (t *Table) factLines(s teller, facts []int) []string {
	var out []string
	for _, i := range facts {
		f := &t.Overall.Facts[i]
		if f.Kind == Lost && t.Rows[f.Row].Code != ask.Hollow && t.lists(facts, Fact{Row: f.Row, Kind: Kept}) {
			continue // said already
		}
		out = append(out, course.Capital(t.fact(s, f))+".")
	}
	return out
}

// boundary says what the table is not about.
func (t *Table) boundary() []doc.Block {
	text := fmt.Sprintf("Time goes in steps of %s. Looked for was who can be left with nothing or bound alone, what can be blocked, and which help need not come; `servanda check` looks for the rest.", course.Days(t.TickDays))
	if t.Overall == nil {
		text += " What holds over all answers together is told with --all."
	}
	return []doc.Block{doc.Para{Tone: doc.Aside, Text: doc.T(text)}}
}
