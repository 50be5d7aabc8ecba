package repair

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/statement"
)

// Document is the result as something to read: what is to go, the changes that do it, and how many were looked at. The call is the
// command that found it; without one nothing is said of commands.
func (r *Result) Document(call string, show int) doc.Document {
	d := doc.Document{Title: doc.T("What would mend it: " + r.Pact.Title), Under: []doc.Text{
		doc.In(doc.Aside, "Each change below was written into the pact and run through every course. What this text then allows, not what anyone will do.")}}
	if len(r.Targets) == 0 {
		d.Blocks = []doc.Block{doc.Para{Tone: doc.Good, Text: doc.T("Nothing serious was found, and no warning: there is nothing to mend.")}}
		return d
	}
	d.Blocks = append(d.Blocks, section("goes", "To go", r.wanted()))
	for i := range r.Mends {
		if i == show {
			more := counted(len(r.Mends)-show, "more change of this size does it", "more changes of this size do it") + "."
			if call != "" {
				more += fmt.Sprintf(" --show %d shows all.", len(r.Mends))
			}
			d.Blocks = append(d.Blocks, doc.Para{Tone: doc.Aside, Text: doc.T(more)})
			break
		}
		d.Blocks = append(d.Blocks, r.mend(i, &r.Mends[i], call))
	}
	d.Blocks = append(d.Blocks, r.verdict()...)
	d.Blocks = append(d.Blocks, r.looked())
	return d
}

func section(id, title string, blocks ...doc.Block) doc.Section {
	return doc.Section{ID: id, Title: doc.T(title), Blocks: blocks}
}

// wanted lists what is to go.
func (r *Result) wanted() doc.Block {
	said := statement.Sentences(r.Answer)
	var l doc.List
	for _, i := range r.Targets {
		l.Items = append(l.Items, doc.Item{Text: doc.T(said[i])})
	}
	return l
}

// mend tells one change.
func (r *Result) mend(i int, m *Mend, call string) doc.Block {
	s := section(fmt.Sprintf("mend-%d", i+1), fmt.Sprintf("Change %d", i+1), doc.Para{Text: doc.In(doc.Strong, m.Says())})
	s.Blocks = append(s.Blocks, doc.Literal{Text: strings.TrimSuffix(m.Diff(r), "\n"), Of: "diff"})
	add := func(title string, tone doc.Tone, its []Item) {
		if len(its) == 0 {
			return
		}
		s.Blocks = append(s.Blocks, doc.Para{Text: doc.In(doc.Strong, title)})
		var l doc.List
		for _, it := range its {
			l.Items = append(l.Items, doc.Item{Tone: tone, Text: doc.T(it.Says).With(it.payer(title)...)})
		}
		s.Blocks = append(s.Blocks, l)
	}
	add("Goes", doc.Good, m.Goes)
	if price, notes := m.price(); len(price)+len(notes) > 0 {
		add(thePrice, doc.Warning, price)
		add("Comes besides", doc.Aside, notes)
	}
	if len(m.Comes) == 0 {
		s.Blocks = append(s.Blocks, doc.Para{Tone: doc.Good, Text: doc.T("Nothing comes: nobody pays for it in anything that can be found.")})
	}
	add("Remains of it", doc.Warning, m.Left)
	add("Remains besides", doc.Plain, m.Stays)
	if len(m.Otherwise) > 0 {
		s.Blocks = append(s.Blocks, doc.Para{Text: doc.In(doc.Strong, "Of the author's own questions")})
		var l doc.List
		for _, o := range m.Otherwise {
			l.Items = append(l.Items, doc.Item{Text: doc.T(o)})
		}
		s.Blocks = append(s.Blocks, l)
	}
	if w := m.taking(); w != "" {
		s.Blocks = append(s.Blocks, doc.Para{Text: doc.T(w)})
	}
	if call != "" {
		s.Blocks = append(s.Blocks, doc.Para{Text: doc.T("To write it: ").With(doc.Span{Text: fmt.Sprintf("%s --apply %d", call, i+1), Tone: doc.Name})})
	}
	return s
}

// payer says at whose cost something comes, where the sentence leaves that open.
func (it Item) payer(under string) []doc.Span {
	if under != thePrice || len(it.Payers) == 0 || strings.Contains(strings.ToLower(it.Says), strings.ToLower(it.Payers[0])) {
		return nil
	}
	return []doc.Span{{Text: " At the cost of " + course.List(it.Payers, "and") + ".", Tone: doc.Aside}}
}

// thePrice is the title of what comes and costs somebody.
const thePrice = "Comes: the price"

// price parts what comes into what costs somebody and what is only noted.
func (m *Mend) price() (price, notes []Item) {
	for _, it := range m.Comes {
		if it.Severity.String() == "note" {
			notes = append(notes, it)
		} else {
			price = append(price, it)
		}
	}
	return price, notes
}

// Says is a mend in one sentence.
func (m *Mend) Says() string {
	var parts []string
	for _, c := range m.Changes {
		parts = append(parts, c.Says)
	}
	return course.Capital(strings.Join(parts, "; and ")) + "."
}

// taking says what a mend takes beyond the parties and their words.
func (m *Mend) taking() string {
	needs := Alone
	for _, c := range m.Changes {
		needs = max(needs, c.Needs)
	}
	switch needs {
	case AtOnce:
		return "It takes one moment at which all of this enters into force together."
	case ThirdParty:
		return "It takes a third party, who holds or certifies something for both."
	}
	return ""
}

// Diff is what is different in the text, both formatted.
func (m *Mend) Diff(r *Result) string { return Diff(r.formatted, string(m.Text)) }

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// verdict says what it comes to where nothing is found, or where it takes others.
func (r *Result) verdict() []doc.Block {
	var out []doc.Block
	say := func(tone doc.Tone, text string) { out = append(out, doc.Para{Tone: tone, Text: doc.T(text)}) }
	whole, sizes := r.Whole(), len(r.Tried)
	switch {
	case len(r.Mends) > 0 && whole:
	case len(r.Mends) > 0:
		say(doc.Uncertain, "Not everything was looked at: there may be others of that size, and cheaper ones.")
	case !whole:
		say(doc.Uncertain, r.gaveUp())
	default:
		say(doc.Grave, fmt.Sprintf("No change of these shapes up to size %d removes this without leaving somebody with nothing: all %s were looked at.",
			sizes, counted(r.space(), "combination", "combinations")))
	}
	if text := r.byThemselves(); text != "" {
		say(doc.Grave, text)
	}
	return out
}

// gaveUp says where the work ended.
func (r *Result) gaveUp() string {
	last := &r.Tried[len(r.Tried)-1]
	if r.Unfinished == nil && last.Left == 0 {
		return fmt.Sprintf("Given up: %s to be run within the limits. None of the others does it; nothing is claimed about those.",
			counted(r.tooLarge(), "change made the pact too large", "changes made the pact too large"))
	}
	why := "the bound on how many are looked at was reached"
	if r.Unfinished != nil {
		why = r.Unfinished.Limit + " was reached"
	}
	return fmt.Sprintf("Given up: %s after %d of %s of size %d. None of those does it; nothing is claimed about the others.", why,
		last.Space-last.Left, counted(last.Space, "combination", "combinations"), last.Size)
}

// tooLarge is how many combinations could not be run within the limits.
func (r *Result) tooLarge() int {
	n := 0
	for i := range r.Tried {
		n += r.Tried[i].ByRule[tooLarge]
	}
	return n
}

// Whole reports whether every combination was looked at.
func (r *Result) Whole() bool {
	for i := range r.Tried {
		if r.Tried[i].Left+r.Tried[i].ByRule[tooLarge] > 0 {
			return false
		}
	}
	return r.Unfinished == nil
}

// space is how many combinations there are.
func (r *Result) space() int {
	n := 0
	for i := range r.Tried {
		n += r.Tried[i].Space
	}
	return n
}

// byThemselves says what the parties of an exchange can do without anybody else, where that is nothing.
func (r *Result) byThemselves() string {
	if !r.exchange() || !r.Whole() {
		return ""
	}
	var alone NeedsTally
	atOnce, third := 0, 0
	for i := range r.Tried {
		t := &r.Tried[i]
		alone.Space += t.Needs[Alone].Space
		alone.Kept += t.Needs[Alone].Kept
		alone.Moved += t.Needs[Alone].Moved
		atOnce += t.Needs[AtOnce].Kept
		third += t.Needs[ThirdParty].Kept
	}
	if alone.Kept > 0 {
		return ""
	}
	text := fmt.Sprintf("Between the parties alone no order of steps helps: of %s that %s nobody else and no one moment, none makes it safe for all",
		counted(alone.Space, "combination of changes", "combinations of changes"), map[bool]string{true: "needs", false: "need"}[alone.Space == 1])
	if alone.Moved > 0 {
		text += fmt.Sprintf("; %s somebody else exposed instead", counted(alone.Moved, "leaves", "leave"))
	}
	return text + "." + map[[2]bool]string{{true, false}: " It takes one moment for both.", {false, true}: " It takes a third party.",
		{true, true}: " It takes a third party, or one moment for both."}[[2]bool{atOnce > 0, third > 0}]
}

// exchange reports whether somebody who gives is to be made safe.
func (r *Result) exchange() bool {
	for _, i := range r.Targets {
		if r.Answer.Findings[i].Code != "exposed" {
			return false
		}
	}
	return true
}

// looked says how many changes were looked at, and what became of them.
func (r *Result) looked() doc.Block {
	t := doc.Table{ID: "looked", RowHeads: true, Caption: doc.T("Changes looked at, by how many at a time"),
		Head: []doc.Cell{doc.C("")}}
	rows := []struct {
		name string
		of   func(*Tally) int
	}{
		{"combinations in all", func(t *Tally) int { return t.Space }},
		{"left out: meddle with each other", func(t *Tally) int { return t.ByRule[meddling] }},
		{"left out: the same text as another", func(t *Tally) int { return t.ByRule[same] }},
		{"left out: cannot touch it", func(t *Tally) int { return t.ByRule[inert] }},
		{"left out: a course still shows it", func(t *Tally) int { return t.ByRule[replayed] }},
		{"refused: do not compile", func(t *Tally) int { return t.ByRule[unreadable] }},
		{"run: it stays", func(t *Tally) int { return t.ByRule[stays] }},
		{"run: what it is for is lost", func(t *Tally) int { return t.ByRule[lost] }},
		{"run: a clause never applies", func(t *Tally) int { return t.ByRule[never] }},
		{"given up: too large for the limits", func(t *Tally) int { return t.ByRule[tooLarge] }},
		{"run: it goes", func(t *Tally) int { return t.Kept }},
		{"not looked at", func(t *Tally) int { return t.Left }},
	}
	for _, row := range rows {
		cells, any := []doc.Cell{doc.C(row.name)}, false
		for i := range r.Tried {
			n := row.of(&r.Tried[i])
			any = any || n > 0
			cells = append(cells, doc.C(fmt.Sprint(n)))
		}
		if any {
			t.Rows = append(t.Rows, cells)
		}
	}
	for i := range r.Tried {
		t.Head = append(t.Head, doc.C(counted(r.Tried[i].Size, "change", "changes")))
	}
	return doc.Section{ID: "count", Title: doc.T("What was looked at"), Blocks: []doc.Block{t,
		doc.Para{Tone: doc.Aside, Text: doc.T(fmt.Sprintf("Shapes: %s. Time goes in steps of %s.", r.shapeWords(), course.Days(r.TickDays)))}}}
}

// shapeWords lists the shapes with how many changes of each there are.
func (r *Result) shapeWords() string {
	var out []string
	for i, s := range Shapes() {
		if n := r.Tried[0].Shapes[i]; n > 0 {
			out = append(out, fmt.Sprintf("%s (%d)", s.Name, n))
		}
	}
	return strings.Join(out, ", ")
}
