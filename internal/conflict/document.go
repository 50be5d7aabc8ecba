package conflict

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/internal/stability"
	"github.com/servanda-lang/servanda/model"
)

// Document is the answers as something to read.
func (a *Answers) Document() doc.Document {
	d := doc.Document{Title: doc.T("What would hold: " + a.Pact.Title), Under: []doc.Text{
		doc.In(doc.Aside, "This says what follows from the preferences that are cited below. It does not say what anybody will do."),
	}}
	if len(a.Pact.Points) > 0 {
		d.Under = append(d.Under, doc.T("Of the open questions: "+a.reading()))
	}
	sections := []doc.Section{a.wishes(), a.choices(), a.holds(), a.why(), a.takes(), a.table(), a.boundary()}
	if !slices.ContainsFunc(a.Players, func(p Player) bool { return p.Wishes != nil }) {
		d.Under = append(d.Under, doc.In(doc.Uncertain, "The pact records no preference of anybody, so nothing can be said of what would hold. Write what each is said to prefer: prefer PARTY: CONDITION > CONDITION cite SOURCE."))
		sections = []doc.Section{a.choices(), a.takes(), a.boundary()}
	}
	for _, s := range sections {
		if len(s.Blocks) > 0 {
			d.Blocks = append(d.Blocks, s)
		}
	}
	return d
}

func section(id, title string, blocks ...doc.Block) doc.Section {
	return doc.Section{ID: id, Title: doc.T(title), Blocks: blocks}
}

// bullets is a list of plain lines.
func bullets(lines []string) doc.List {
	var l doc.List
	for _, line := range lines {
		l.Items = append(l.Items, doc.Item{Text: doc.T(line)})
	}
	return l
}

// reading says how the open points are answered.
func (a *Answers) reading() string {
	var out []string
	for i := range a.Pact.Points {
		out = append(out, a.Pact.Points[i].Name+" is "+a.Pact.Points[i].Values[a.Filling[i]].Text)
	}
	return course.List(out, "and") + "."
}

// wishes tells what each player is said to prefer, and on whose word.
func (a *Answers) wishes() doc.Section {
	q := a.speaker()
	l := doc.List{}
	for p := range a.Players {
		w := a.Players[p].Wishes
		who := course.Capital(a.who(p))
		if w == nil {
			text := fmt.Sprintf("Of %s nothing is recorded: no verdict is given that would need it.", a.who(p))
			l.Items = append(l.Items, doc.Item{Text: doc.In(doc.Uncertain, text)})
			continue
		}
		over := doc.List{Ordered: true}
		for _, c := range w.Over {
			over.Items = append(over.Items, doc.Item{Text: doc.T(q.Plainly(c))})
		}
		l.Items = append(l.Items, doc.Item{
			Text:   doc.In(doc.Strong, who).With(doc.Span{Text: ", says " + sources.CiteWords(a.Pact, w.Cites) + ", the weightiest first:"}),
			Blocks: []doc.Block{over},
		})
	}
	return section("preferences", "What each prefers", l)
}

// choices lists what can be chosen.
func (a *Answers) choices() doc.Section {
	var open, fast []string
	for k := range a.Choices {
		if x := &a.Choices[k]; len(x.Values) > 1 {
			open = append(open, letter(a.column(k))+"  "+a.question(k))
		} else if x.Kind != Signing || x.Values[0] == 0 {
			fast = append(fast, a.question(k)+": "+a.value(k, x.Values[0]))
		}
	}
	blocks := []doc.Block{bullets(open)}
	if len(fast) > 0 {
		blocks = append(blocks, doc.Para{Text: doc.T("Held fast, because the question was so put:")}, bullets(fast))
	}
	return section("choices", "What can be chosen", blocks...)
}

// column is the number of a choice among those that are open.
func (a *Answers) column(k int) int {
	n := 0
	for i := range k {
		if len(a.Choices[i].Values) > 1 {
			n++
		}
	}
	return n
}

func (a *Answers) concepts() []stability.Concept {
	if a.Wanted.Concepts == nil {
		return stability.Concepts
	}
	return a.Wanted.Concepts
}

// holds tells by which notion which states are stable for all.
func (a *Answers) holds() doc.Section {
	l := doc.List{}
	for _, c := range a.concepts() {
		yes, open := a.Stable(c, stability.Yes), a.Stable(c, stability.Open)
		text := "no state"
		tone := doc.Warning
		if len(yes) > 0 {
			text, tone = stateNames(yes, "and"), doc.Good
		}
		if len(open) > 0 {
			text += "; not known of " + stateNames(open, "and")
		}
		if said := where(a.Said, c, stability.Yes); len(said) > len(yes) {
			text += "; for all of whom something is recorded, " + stateNames(said, "and")
		}
		l.Items = append(l.Items, doc.Item{
			Text:   doc.In(doc.Strong, c.String()).With(doc.Span{Text: ": "}, doc.Span{Text: text, Tone: tone}, doc.Span{Text: ". Somebody stays if " + notions[c] + "."}),
			Blocks: a.together(c, yes),
		})
	}
	return section("stable", "Where nobody would leave", doc.Para{Text: doc.T("Nobody leaves, by how far each looks ahead:")}, l)
}

// together tells which of some states coalitions would leave.
func (a *Answers) together(c stability.Concept, states []int) []doc.Block {
	if a.Alone || len(a.Players) < 2 {
		return nil
	}
	var lines []string
	for _, i := range states {
		switch j := a.Together[i][c]; j.Verdict {
		case stability.No:
			lines = append(lines, fmt.Sprintf("But %s would leave %s.", a.side(j.By), stateName(i)))
		case stability.Open:
			lines = append(lines, fmt.Sprintf("Whether %s would leave %s is not known.", a.side(j.By), stateName(i)))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return []doc.Block{bullets(lines)}
}

// why explains states player by player.
func (a *Answers) why() doc.Section {
	out := section("why", "Why")
	for i := 0; i < len(a.Why); {
		state := a.Why[i].State
		l := doc.List{}
		for ; i < len(a.Why) && a.Why[i].State == state; i++ {
			l.Items = append(l.Items, a.explained(&a.Why[i]))
		}
		s := section(fmt.Sprintf("state-%d", state+1), course.Capital(stateName(state)), doc.Para{Text: doc.T(a.chosen(state))}, l)
		out.Blocks = append(out.Blocks, s)
	}
	return out
}

// chosen says in one line what is chosen in a state.
func (a *Answers) chosen(state int) string {
	var out []string
	for k := range a.Choices {
		if len(a.Choices[k].Values) > 1 {
			out = append(out, letter(a.column(k))+" "+a.cell(state, k))
		}
	}
	text := "Chosen: " + course.List(out, "and") + "."
	if !a.States[state].Settled {
		text += " What comes of it hangs on who is first."
	}
	return text
}

func (a *Answers) explained(e *Explained) doc.Item {
	who := course.Capital(a.who(e.Player))
	verdict := named(a.Verdicts[e.State][e.Player], a.concepts())
	item := doc.Item{Text: doc.In(doc.Strong, who).With(doc.Span{Text: ": stable by " + verdict + "."})}
	if verdict == "–" {
		item.Text = doc.In(doc.Strong, who).With(doc.Span{Text: " would leave, by every notion."})
	}
	if len(e.Departures) == 0 {
		text := fmt.Sprintf(" %s can move to nothing that %s.", who, a.verb(e.Player, "it prefers", "they prefer"))
		if len(a.Graph.Players[e.Player].Moves[e.State]) == 0 {
			text = fmt.Sprintf(" %s %s no other choice from here.", who, a.verb(e.Player, "has", "have"))
		}
		item.Text = item.Text.With(doc.Span{Text: text})
		return item
	}
	var lines []string
	for _, d := range e.Departures {
		lines = append(lines, a.departure(e.Player, e.State, d))
	}
	item.Blocks = []doc.Block{bullets(lines)}
	return item
}

// takes tells what would have to be preferred for a state to hold.
func (a *Answers) takes() doc.Section {
	out := section("needs", "What it would take")
	for _, n := range a.Needs {
		l := doc.List{}
		for p, row := range n.By {
			if a.Wanted.Players != nil && !slices.Contains(a.Wanted.Players, p) {
				continue
			}
			var lines []string
			for _, c := range a.concepts() {
				line := c.String() + ": " + a.need(row[c]) + a.asRecorded(row[c]) + "."
				if all := a.deal(n.All[p][c]); all != "" {
					line += " " + all
				}
				lines = append(lines, line)
			}
			l.Items = append(l.Items, doc.Item{Text: doc.In(doc.Strong, course.Capital(a.who(p))).With(doc.Span{Text: " stays"}), Blocks: []doc.Block{bullets(lines)}})
		}
		out.Blocks = append(out.Blocks, section(fmt.Sprintf("need-%d", n.State+1), "For "+stateName(n.State)+" to hold", doc.Para{Text: doc.T(a.chosen(n.State))}, l))
	}
	if len(out.Blocks) > 0 {
		out.Blocks = append([]doc.Block{doc.Para{Text: doc.T("Told is what each would have to prefer to stay, and for all to stay, while the others prefer what is recorded. The conditions are exact: what they say is enough, and nothing less is.")}}, out.Blocks...)
	}
	return out
}

// asRecorded says whether what is recorded meets a need.
func (a *Answers) asRecorded(n stability.Need) string {
	switch {
	case !n.Known || n.TooMany || len(n.Ways[0]) == 0:
		return ""
	case a.Players[n.Player].Wishes == nil:
		return " (nothing is recorded of it)"
	}
	return [...]string{" (as recorded it is otherwise)", " (what is recorded does not tell)", " (as recorded it is so)"}[a.met(n)]
}

// table has a row for each state: what is chosen, and by which notions it is stable for whom.
func (a *Answers) table() doc.Section {
	t := doc.Table{ID: "states-table", RowHeads: true, Caption: doc.T("What is chosen in each state, and by which notions it is stable for whom"), Head: []doc.Cell{doc.C("State")}}
	var cols []int
	for k := range a.Choices {
		if len(a.Choices[k].Values) > 1 {
			cols = append(cols, k)
			t.Head = append(t.Head, doc.C(letter(a.column(k))))
		}
	}
	for p := range a.Players {
		t.Head = append(t.Head, doc.C(course.Capital(a.who(p))))
	}
	t.Head = append(t.Head, doc.C("All"))
	shown, left := a.shown()
	for _, i := range shown {
		row := []doc.Cell{doc.C(fmt.Sprint(i + 1))}
		for _, k := range cols {
			row = append(row, doc.C(a.cell(i, k)))
		}
		for p := range a.Players {
			row = append(row, a.verdictCell(a.Verdicts[i][p]))
		}
		t.Rows = append(t.Rows, append(row, a.verdictCell(a.All[i])))
	}
	if left == 0 {
		return section("states", "All states", t)
	}
	return section("states", "States", t, doc.Para{Text: doc.T(fmt.Sprintf("%d more states are not shown here: --where CONDITION shows those in which it holds, --json all.", left))})
}

// shown lists the states of the table, and counts the others: those that are asked for, else all if they are few, else those that are, or
// may be, stable for all of whom something is recorded.
func (a *Answers) shown() (list []int, left int) {
	const few = 64
	list = a.Wanted.States
	if list == nil {
		for i := range a.States {
			held := slices.ContainsFunc(a.concepts(), func(c stability.Concept) bool { return a.Said[i][c] > stability.No })
			if len(a.States) <= few || held && len(list) < few {
				list = append(list, i)
			}
		}
	}
	return list, len(a.States) - len(list)
}

func (a *Answers) verdictCell(vs []stability.Verdict) doc.Cell {
	text := named(vs, a.concepts())
	if text == "–" {
		return doc.Cell{Text: doc.T(text), Tone: doc.Aside}
	}
	return doc.C(text)
}

// boundary says what the answer rests on and does not cover.
func (a *Answers) boundary() doc.Section {
	lines := []string{
		fmt.Sprintf("Each state was run, in steps of %s: everybody carries out what it chose as soon as it can. %d combinations of choices were run; %d cannot all be carried out, and %d come to the same as another.",
			course.Days(a.Tick), a.Tried, a.Never, a.Tried-a.Never-len(a.States)),
		"A party moves by choosing otherwise while the others choose as before; what was done for good stays done.",
	}
	unsettled := 0
	for i := range a.States {
		if !a.States[i].Settled {
			unsettled++
		}
	}
	if unsettled > 0 {
		lines = append(lines, fmt.Sprintf("In %d of the states what comes of the choices hangs on who is first; verdicts that would need to know are not given.", unsettled))
	}
	for p, n := range a.Ties {
		if n > 0 {
			lines = append(lines, fmt.Sprintf("What is recorded of %s does not tell apart what %d of its moves lead to from where they begin; these count as alike to it.", a.who(p), n))
		}
	}
	if a.Alone && len(a.Players) > 1 {
		lines = append(lines, "Coalitions were not looked at: there are too many of them.")
	}
	if a.hasOutsider() {
		lines = append(lines, "What an outsider does is neither a move of anybody nor an answer: each case of it stands by itself.")
	}
	if slices.ContainsFunc(a.Choices, func(c Choice) bool { return c.Kind == Signing && len(c.Values) == 1 }) {
		lines = append(lines, "Everybody is taken to sign; --signing makes that a choice.")
	}
	return section("boundary", "What this rests on", bullets(lines))
}

func (a *Answers) hasOutsider() bool {
	return slices.ContainsFunc(a.Choices, func(c Choice) bool { return len(c.Values) > 1 && c.By.Has(model.Outsider) })
}
