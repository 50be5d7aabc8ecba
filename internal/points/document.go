package points

import (
	"fmt"
	"slices"
	"strings"

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
	var other []string
	for i, v := range t.Base {
		if v != 0 {
			other = append(other, t.teller().Answered(model.PointID(i), []int{v}))
		}
	}
	if len(other) == 0 {
		return "the first answer to each question"
	}
	return "the first answer to each question, but " + strings.Join(other, "; ")
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
	tab := doc.Table{ID: "switches-table", RowHeads: true, Caption: doc.T("One question answered otherwise, all others as above"),
		Head: []doc.Cell{doc.C("Answered otherwise"), doc.C("goes"), doc.C("comes")}}
	var still, assumed []string
	for i := range t.Points {
		pt := &t.Points[i]
		if pt.Assumed() {
			assumed = append(assumed, s.Answered(pt.Point, []int{0}))
			continue
		}
		if !pt.Changes() {
			still = append(still, t.stillWords(s, pt)+pt.elseWords())
			continue
		}
		for _, w := range pt.Switches {
			if w.Value == t.Base[pt.Point] {
				continue
			}
			tab.Rows = append(tab.Rows, t.switchRow(s, pt, w))
		}
	}
	out := section("switches", "Turn one switch")
	if len(tab.Rows) > 0 {
		out.Blocks = append(out.Blocks, tab)
	}
	if len(still) > 0 {
		out.Blocks = append(out.Blocks,
			doc.Para{Tone: doc.Uncertain, Text: doc.T("Nothing of this changes here, however these are answered by themselves. Where such a question ought to matter the model may be too thin:")}, bullets(still))
	}
	if len(assumed) > 0 {
		out.Blocks = append(out.Blocks,
			doc.Para{Tone: doc.Uncertain, Text: doc.T("Assumed, and not turned, for the pact gives one answer alone, which stands for any:")}, bullets(assumed))
	}
	return out
}

// switchRow is one answer instead of that of the base, with what goes and what comes.
func (t *Table) switchRow(s teller, pt *Point, w Switch) []doc.Cell {
	head := doc.C(fmt.Sprintf("%s %s, not %s", s.Question(pt.Point), s.quotedAnswer(pt.Point, w.Value), s.quotedAnswer(pt.Point, t.Base[pt.Point])))
	if len(w.Goes)+len(w.Comes) == 0 {
		return []doc.Cell{head, {Text: doc.T("nothing of this" + w.elseWords()), Tone: doc.Aside}, {Text: doc.T("–"), Tone: doc.Aside}}
	}
	return []doc.Cell{head, t.changes(s, w.Goes, doc.Good), t.changes(s, w.Comes, doc.Warning)}
}

// elseWords says whether anything else changes that is found.
func (x Switch) elseWords() string {
	if x.Else {
		return "; something else changes that the check finds"
	}
	return ", nor anything else that the check finds"
}

// elseWords says it of a question that changes nothing of the table.
func (x *Point) elseWords() string {
	for _, s := range x.Switches {
		if s.Else {
			return " Something else changes that the check finds."
		}
	}
	return ""
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
	var nothing, little []string
	for i := range t.Overall.Settles {
		x := &t.Overall.Settles[i]
		if !x.Hangs {
			nothing = append(nothing, s.Question(x.Point))
			continue
		}
		if x.Bits == 0 {
			little = append(little, s.Question(x.Point))
			continue
		}
		it := doc.Item{Text: doc.In(doc.Strong, s.Question(x.Point))}
		if lines := t.answerWords(s, x); len(lines) > 0 {
			it.Blocks = []doc.Block{bullets(lines)}
		}
		l.Items = append(l.Items, it)
	}
	out := section("settles", "Which answer settles most")
	if len(l.Items) > 0 {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("Whatever the other answers are, to know one of these settles most about who can be left with nothing, bound or blocked; the one that settles most is first. Under each stands what an answer settles by itself.")}, l)
	}
	if len(little) > 0 {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("On these hangs only what it is given for, whose breach or help it takes: " + strings.Join(little, "; ") + ".")})
	}
	if len(nothing) > 0 {
		out.Blocks = append(out.Blocks, doc.Para{Tone: doc.Uncertain, Text: doc.T("Nothing of this hangs on these, whatever the others are (other findings and the author's own checks may); where one ought to matter the model may be too thin: " + strings.Join(nothing, "; ") + ".")})
	}
	return out
}

// answerWords says what each answer settles by itself; those that settle the same are told together.
func (t *Table) answerWords(s teller, x *Settling) []string {
	var out []string
	for v, a := range x.Answers {
		alike := func(b Answer) bool { return slices.Equal(a.RulesOut, b.RulesOut) && slices.Equal(a.Brings, b.Brings) }
		if slices.IndexFunc(x.Answers, alike) < v {
			continue
		}
		var values []string
		for w, b := range x.Answers {
			if alike(b) {
				values = append(values, s.quotedAnswer(x.Point, w))
			}
		}
		var parts []string
		if len(a.RulesOut) > 0 {
			parts = append(parts, "rules out that "+strings.Join(t.factWords(s, a.RulesOut, Lost, "or"), ", or that "))
		}
		if len(a.Brings) > 0 {
			parts = append(parts, "means in any case that "+strings.Join(t.factWords(s, a.Brings, Kept, "and"), ", and that "))
		}
		if len(parts) > 0 {
			out = append(out, course.Capital(course.List(values, "or"))+" "+strings.Join(parts, "; it ")+".")
		}
	}
	return out
}

// factWords says facts, those in one phrase that say the same of several parties, actors or purposes. Of what follows from another
// of them only that is told: rest is the kind that the other follows from.
func (t *Table) factWords(s teller, facts []int, rest FactKind, word string) []string {
	o := t.Overall
	has := func(f *Fact, k FactKind) bool {
		return slices.ContainsFunc(facts, func(i int) bool { return o.Facts[i].Row == f.Row && o.Facts[i].Kind == k })
	}
	said := func(i int) bool {
		f := &o.Facts[i]
		single := f.Kind == Lost || f.Kind == Kept
		switch {
		case single && f.Kind != rest && has(f, rest):
			return false
		case rest == Lost && f.Kind == Blocks && has(f, Blockable):
			return false // nobody at all can
		case rest == Kept && f.Kind == Blockable && has(f, Blocks):
			return false
		}
		return true
	}
	g := phrases{teller: s, word: word}
	for _, i := range facts {
		if said(i) {
			g.add(o, &o.Facts[i])
		}
	}
	return g.words()
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
		out.Blocks = append(out.Blocks, doc.Para{Tone: doc.Grave, Text: doc.T("Nowhere: no answers to the open questions bring that about.")})
		out.Blocks = append(out.Blocks, t.partyBlocks(s)...)
	default:
		out.Blocks = append(out.Blocks, t.nearestBlocks(s)...)
		if t.apart() {
			out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("All such answers are those that keep each of these safe at once:")})
			out.Blocks = append(out.Blocks, t.partyBlocks(s)...)
		} else {
			out.Blocks = append(out.Blocks, regionBlocks(s, "All such answers:", &f.Region)...)
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

// apart reports whether it is shorter to say it party by party.
func (t *Table) apart() bool {
	f := &t.Overall.Free
	n := 0
	for i := range f.Parties {
		n += f.Parties[i].shorter().size()
	}
	return len(f.Parties) > 1 && n < f.size()
}

// shorter is that of the two regions of which there is less to read.
func (x *PartyFree) shorter() *Region {
	if x.Not.size() < x.Safe.size() {
		return &x.Not
	}
	return &x.Safe
}

// partyBlocks says of each party where it is safe, or where it is not.
func (t *Table) partyBlocks(s teller) []doc.Block {
	var out []doc.Block
	for i := range t.Overall.Free.Parties {
		x := &t.Overall.Free.Parties[i]
		who := course.Capital(s.Who(x.Party)) + " " + course.Verb(s.Pact, x.Party, "is", "are") + " safe "
		switch r := x.shorter(); {
		case x.Not.All:
			out = append(out, doc.Para{Tone: doc.Grave, Text: doc.T(who + "nowhere.")})
		case r == &x.Safe:
			out = append(out, regionBlocks(s, who+"where:", r)...)
		default:
			out = append(out, regionBlocks(s, who+"but where:", r)...)
		}
	}
	return out
}

// regionBlocks says a set of fillings case by case.
func regionBlocks(s teller, intro string, r *Region) []doc.Block {
	out := []doc.Block{doc.Para{Text: doc.In(doc.Strong, intro)}, bullets(s.Cubes(r.When))}
	if len(r.Except) > 0 {
		out = append(out, doc.Para{Text: doc.T("except where " + strings.Join(s.Cubes(r.Except), ", or "))})
	}
	return out
}

// nearestBlocks says how to come there from the base with the fewest other answers.
func (t *Table) nearestBlocks(s teller) []doc.Block {
	f := &t.Overall.Free
	if len(f.Nearest) == 0 {
		return []doc.Block{doc.Para{Tone: doc.Good, Text: doc.T("The reading that is looked at here is one of them.")}}
	}
	var lines []string
	for _, way := range f.Nearest {
		var parts []string
		for _, b := range way {
			parts = append(parts, s.Answered(b.Point, []int{b.Value}))
		}
		lines = append(lines, strings.Join(parts, "; "))
	}
	intro := "From the reading that is looked at here the fewest other answers are enough with:"
	if len(f.Nearest) == mostNearest {
		intro = "From the reading that is looked at here the fewest other answers are enough with, among others:"
	}
	return []doc.Block{doc.Para{Text: doc.T(intro)}, bullets(lines)}
}

func (t *Table) factLines(s teller, facts []int) []string {
	var out []string
	for _, line := range t.factWords(s, facts, Kept, "and") {
		out = append(out, course.Capital(line)+".")
	}
	return out
}

// boundary says what the table is not about.
func (t *Table) boundary() []doc.Block {
	text := fmt.Sprintf("Time goes in steps of %s. Looked for was who can be left with nothing or bound alone, what can be blocked, and which help need not come; `servanda check` looks for the rest.", course.Days(t.TickDays))
	if t.Overall == nil {
		text += " What holds over all answers together is told with --all."
	}
	out := []doc.Block{doc.Para{Tone: doc.Aside, Text: doc.T(text)}}
	for _, c := range t.Caveats {
		out = append(out, doc.Para{Tone: doc.Aside, Text: doc.T(t.teller().Retold(c))})
	}
	return out
}
