package positions

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Document is the table as something to read.
func (t *Table) Document() doc.Document {
	d := doc.Document{Title: doc.T("Who stands where: " + t.Pact.Title)}
	if len(t.Pact.Positions) == 0 {
		d.Under = []doc.Text{doc.T("The pact records no position of anybody.")}
		return d
	}
	d.Under = []doc.Text{doc.In(doc.Aside, "What is on record here is what is said. Silence is not consent, nor is it that somebody has not said.")}
	for _, s := range []doc.Section{t.matrix(), t.onWhoseWord(), t.commonSection(), t.unspokenSection()} {
		if len(s.Blocks) > 0 {
			d.Blocks = append(d.Blocks, s)
		}
	}
	return d
}

func (t *Table) speaker() words.Speaker { return words.Speaker{Pact: t.Pact} }

func section(id, title string, blocks ...doc.Block) doc.Section {
	return doc.Section{ID: id, Title: doc.T(title), Blocks: blocks}
}

// matrix has a row for each thing and each value that somebody has spoken of, and a column for each party.
func (t *Table) matrix() doc.Section {
	q := t.speaker()
	tab := doc.Table{ID: "stances-table", RowHeads: true, Caption: doc.T("Where each party is reported to stand"), Head: []doc.Cell{doc.C("On")}}
	for _, p := range t.Parties {
		tab.Head = append(tab.Head, doc.C(course.Capital(q.Who(p))))
	}
	for i := range t.Rows {
		r := &t.Rows[i]
		if r.On.Kind == model.KindPoint && !r.spoken() {
			continue
		}
		row := []doc.Cell{doc.C(t.rowWords(r))}
		for k := range t.Parties {
			row = append(row, t.cell(r, k))
		}
		tab.Rows = append(tab.Rows, row)
	}
	out := section("stances", "Who accepts what", tab)
	if names := t.unspokenPoints(); len(names) > 0 {
		out.Blocks = append(out.Blocks, doc.Para{Tone: doc.Uncertain, Text: doc.T("On these open questions nobody is on record: " + strings.Join(names, "; ") + ".")})
	}
	return out
}

// spoken reports whether anybody has spoken of it.
func (r *Row) spoken() bool {
	return slices.ContainsFunc(r.Words, func(w []int) bool { return len(w) > 0 })
}

// unspokenPoints are the questions on no value of which anybody has spoken.
func (t *Table) unspokenPoints() []string {
	var out []string
	for i := range t.Pact.Points {
		on := model.Ref{Kind: model.KindPoint, Index: i}
		if !slices.ContainsFunc(t.Rows, func(r Row) bool { return r.On == on && r.spoken() }) {
			out = append(out, t.speaker().Question(model.PointID(i)))
		}
	}
	return out
}

// rowWords is what a row is about.
func (t *Table) rowWords(r *Row) string {
	q := t.speaker()
	if r.Value != model.None {
		return q.Answered(model.PointID(r.On.Index), []int{r.Value})
	}
	return course.Capital(q.Named(r.On))
}

// cell is what one party is reported to say on a thing.
func (t *Table) cell(r *Row, party int) doc.Cell {
	if len(r.Words[party]) == 0 {
		if !slices.Contains(r.Concerned, t.Parties[party]) {
			return doc.Cell{Text: doc.T("–"), Tone: doc.Aside}
		}
		return doc.Cell{Text: doc.T("silent"), Tone: doc.Uncertain}
	}
	var parts []string
	tone := doc.Plain
	for _, i := range r.Words[party] {
		x := &t.Pact.Positions[i]
		text := stance(x.Stance)
		if x.If != nil {
			text += " if " + t.speaker().Plainly(x.If)
		}
		if g := sources.OfPosition(t.Pact, i); len(g.Cites) > 0 {
			text += " (" + g.Word() + ")"
		}
		parts = append(parts, text)
		switch x.Stance {
		case model.StanceOpposes:
			tone = doc.Warning
		case model.Undeclared:
			tone = doc.Uncertain
		}
	}
	return doc.Cell{Text: doc.T(strings.Join(parts, "; ")), Tone: tone}
}

// stance is a stance in a cell.
func stance(s model.Stance) string {
	return [...]string{model.Undeclared: "has not said", model.StanceAccepts: "accepts", model.StanceOpposes: "opposes"}[s]
}

// onWhoseWord lists the positions with what they rest on, and through whom that comes.
func (t *Table) onWhoseWord() doc.Section {
	l := doc.List{}
	for i := range t.Pact.Positions {
		g := sources.OfPosition(t.Pact, i)
		rests := doc.In(doc.Uncertain, "Nothing is cited for it.")
		if len(g.Cites) > 0 {
			rests = doc.T(course.Capital(sources.CiteWords(t.Pact, g.Cites)) + ". Through " + sources.OriginWords(t.Pact, g.Origins) + ".")
		}
		l.Items = append(l.Items, doc.Item{Text: doc.T(course.Capital(sources.PositionWords(t.Pact, i)) + "."), Blocks: []doc.Block{doc.Para{Text: rests}}})
	}
	return section("word", "On whose word", l)
}

// commonSection says which answers all accept who have spoken.
func (t *Table) commonSection() doc.Section {
	if len(t.Pact.Points) == 0 || len(t.Common.Spoken) == 0 {
		return doc.Section{}
	}
	q := t.speaker()
	var set model.ActorSet
	for _, p := range t.Common.Spoken {
		set |= model.SetOf(p)
	}
	blocks := []doc.Block{doc.Para{Text: doc.T("By what is recorded " + q.People(set) + " " + haveSpoken(q, set) + ". What each of them is reported to accept or oppose is counted here; of all else nothing is known.")}}
	switch c := &t.Common; {
	case c.All:
		blocks = append(blocks, doc.Para{Text: doc.T("Nothing that is recorded rules out any answer to the open questions.")})
	case c.None:
		blocks = append(blocks, doc.Para{Tone: doc.Grave, Text: doc.T("There are no answers to the open questions that all accept who have spoken.")})
	default:
		blocks = append(blocks, doc.Para{Text: doc.T("What they say rules nothing out where:")}, bullets(q.Cubes(c.When)))
		if len(c.Except) > 0 {
			blocks = append(blocks, doc.Para{Text: doc.T("but not where:")}, bullets(q.Cubes(c.Except)))
		}
	}
	for _, on := range t.Common.Clashes {
		l := doc.List{}
		for _, party := range t.Parties {
			for _, i := range Words(t.Pact, party, on, model.None) {
				l.Items = append(l.Items, doc.Item{Text: doc.T(course.Capital(sources.PositionWords(t.Pact, i)))})
			}
		}
		blocks = append(blocks, doc.Para{Text: doc.T("Here they cannot all have what they say, on " + q.Named(on) + ":")}, l)
	}
	return section("common", "What all accept who have spoken", blocks...)
}

func haveSpoken(q words.Speaker, set model.ActorSet) string {
	if ids := set.IDs(); len(ids) == 1 {
		return course.Verb(q.Pact, ids[0], "has spoken", "have spoken")
	}
	return "have spoken"
}

// bullets is a list of plain lines.
func bullets(lines []string) doc.List {
	var l doc.List
	for _, line := range lines {
		l.Items = append(l.Items, doc.Item{Text: doc.T(line)})
	}
	return l
}

// unspokenSection says whose silence decides.
func (t *Table) unspokenSection() doc.Section {
	l := doc.List{}
	for i := range t.Common.Unspoken {
		u := &t.Common.Unspoken[i]
		it := doc.Item{Text: doc.In(doc.Strong, course.Capital(t.speaker().Who(u.Party)))}
		sub := doc.List{}
		for _, line := range t.unsaidWords(u) {
			sub.Items = append(sub.Items, doc.Item{Text: doc.T(line)})
		}
		it.Blocks = []doc.Block{sub}
		l.Items = append(l.Items, it)
	}
	if len(l.Items) == 0 {
		return doc.Section{}
	}
	return section("silence", "Whose silence decides",
		doc.Para{Text: doc.T("Nothing is agreed before these have spoken, whatever the others accept:")}, l)
}

// unsaidWords says what one party would still have to say.
func (t *Table) unsaidWords(u *Unsaid) []string {
	q := t.speaker()
	var out []string
	if len(u.Undeclared) > 0 {
		out = append(out, "has not said: "+t.names(u.Undeclared))
	}
	var rest []model.Ref
	points := 0
	for _, r := range u.Silent {
		if r.Kind == model.KindPoint {
			points++
		} else {
			rest = append(rest, r)
		}
	}
	if len(rest) > 0 {
		out = append(out, "silent: "+t.names(rest))
	}
	const few = 3
	switch all := len(t.Pact.Points); {
	case points == 0:
	case points == all:
		out = append(out, "silent on every open question")
	case points > few:
		out = append(out, fmt.Sprintf("silent on %d of the %d open questions", points, all))
	default:
		out = append(out, "silent: "+t.names(slices.DeleteFunc(slices.Clone(u.Silent), func(r model.Ref) bool { return r.Kind != model.KindPoint })))
	}
	for _, i := range u.Condition {
		out = append(out, "on a condition that no answer to an open question decides: if "+q.Plainly(t.Pact.Positions[i].If))
	}
	return out
}

func (t *Table) names(refs []model.Ref) string {
	var out []string
	for _, r := range refs {
		if r.Kind == model.KindPoint {
			out = append(out, t.speaker().Question(model.PointID(r.Index)))
		} else {
			out = append(out, t.speaker().Named(r))
		}
	}
	return strings.Join(out, "; ")
}
