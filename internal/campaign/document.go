package campaign

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
)

// Document is the report as something to read.
func (r *Report) Document() doc.Document {
	d := doc.Document{Title: doc.T("What was found over all pacts"), Under: []doc.Text{
		doc.In(doc.Aside, "Campaign "+r.Campaign+". What the texts allow, not what anyone will do: nothing here says how likely anything is.")}}
	d.Blocks = append(d.Blocks, r.standing())
	d.Blocks = append(d.Blocks, r.unanswered()...)
	d.Blocks = append(d.Blocks, r.hidden()...)
	for i := range r.Pacts {
		d.Blocks = append(d.Blocks, r.Pacts[i].section(i))
	}
	return d
}

// standing says how much of it is known.
func (r *Report) standing() doc.Block {
	f := doc.Facts{Rows: []doc.Fact{{Name: "Pacts", Text: doc.T(fmt.Sprint(len(r.Pacts)))}}}
	for _, s := range []struct {
		state State
		name  string
		tone  doc.Tone
	}{
		{Answered, "Answered", doc.Plain}, {GaveUp, "Gave up", doc.Uncertain}, {Faulty, "Ended by a fault of this program", doc.Grave},
		{Differs, "Answered twice, and otherwise", doc.Grave}, {NotDone, "Not done", doc.Uncertain}, {Cannot, "Cannot be asked", doc.Aside},
	} {
		if n := r.Count(s.state); n > 0 || s.state == Answered {
			f.Rows = append(f.Rows, doc.Fact{Name: s.name, Text: doc.T(jobs(n)), Tone: s.tone})
		}
	}
	return f
}

func jobs(n int) string {
	if n == 1 {
		return "1 job"
	}
	return fmt.Sprintf("%d jobs", n)
}

// unanswered lists the jobs of which nothing is claimed, and why.
func (r *Report) unanswered() []doc.Block {
	var out []doc.Block
	for _, s := range []struct {
		state         State
		id, title, by string
		tone          doc.Tone
	}{
		{Differs, "two-answers", "Two answers to one job", "These were done twice, and the answers differ. That is a fault of this program, to be reported; neither answer counts.", doc.Grave},
		{Faulty, "faults", "Ended by a fault of this program", "Nothing is claimed of these. Please report it.", doc.Grave},
		{GaveUp, "gave-up", "Gave up", "A limit was reached before these were answered. Nothing is claimed of them: that nothing was found is not that nothing is there.", doc.Uncertain},
		{NotDone, "not-done", "Not done", "These are still to be done. Nothing is claimed of them.", doc.Uncertain},
		{Cannot, "cannot-be", "Cannot be asked", "", doc.Aside},
	} {
		var l doc.List
		for at, c := range r.cells() {
			if c.State == s.state {
				text := doc.T(at.pact.Title + ", " + at.row.name() + at.row.asked() + ", steps of " + days(c.Tick)).With(reason(c.Why)...)
				l.Items = append(l.Items, doc.Item{Text: text, Tone: s.tone})
			}
		}
		if len(l.Items) > 0 {
			sec := doc.Section{ID: s.id, Title: doc.T(s.title), Tone: s.tone}
			if s.by != "" {
				sec.Blocks = append(sec.Blocks, doc.Para{Text: doc.T(s.by)})
			}
			out = append(out, doc.Section{ID: sec.ID, Title: sec.Title, Tone: sec.Tone, Blocks: append(sec.Blocks, l)})
		}
	}
	return out
}

func reason(why string) []doc.Span {
	if why == "" {
		return nil
	}
	return []doc.Span{{Text: ": " + why, Tone: doc.Plain}}
}

// asked tells what would mend a pact from what is found in it.
func (r *Row) asked() string {
	if r.Ask == Repairs {
		return " (what would mend it)"
	}
	return ""
}

// hidden lists, over all pacts, what a shorter step shows and a longer one does not.
func (r *Report) hidden() []doc.Block {
	var l doc.List
	for i := range r.Pacts {
		p := &r.Pacts[i]
		for _, d := range p.Steps {
			if d.Hidden {
				l.Items = append(l.Items, doc.Item{Tone: toneOf(d.Severity), Text: doc.T(p.Title + ", " + d.Where[0] + ": ").With(d.text()...)})
			}
		}
	}
	if len(l.Items) == 0 {
		return nil
	}
	return []doc.Block{doc.Section{ID: "hidden", Title: doc.T("A longer step hides it"), Tone: doc.Grave, Blocks: []doc.Block{
		doc.Para{Text: doc.T("A shorter step shows these, and a longer one does not: with a longer step they pass unseen.")}, l}}}
}

// text is what differs, and where.
func (d *Difference) text() []doc.Span {
	out := []doc.Span{{Text: d.Says, Tone: doc.Plain}, {Text: " Found: " + course.List(d.Found, "and") + ".", Tone: doc.Aside}}
	return append(out, doc.Span{Text: " Not found: " + course.List(d.Missing, "and") + ".", Tone: doc.Strong})
}

func toneOf(severity string) doc.Tone {
	switch severity {
	case "serious":
		return doc.Grave
	case "warning":
		return doc.Warning
	}
	return doc.Aside
}

// section is all of one pact.
func (p *Looked) section(i int) doc.Block {
	id := fmt.Sprintf("pact-%d", i+1)
	s := doc.Section{ID: id, Title: doc.T(p.Title), Blocks: []doc.Block{doc.Para{Text: doc.In(doc.Name, p.Pact)}, p.matrix(id)}}
	s.Blocks = append(s.Blocks, p.between(id+"-steps", "What differs between steps", "", p.Steps)...)
	s.Blocks = append(s.Blocks, p.between(id+"-readings", "What differs between readings", "Steps of ", p.Readings)...)
	s.Blocks = append(s.Blocks, p.mending(id)...)
	s.Blocks = append(s.Blocks, p.found(id)...)
	s.Blocks = append(s.Blocks, p.uncovered(id)...)
	return s
}

// matrix is the table of readings and steps.
func (p *Looked) matrix(id string) doc.Block {
	var ticks []int
	for i := range p.Rows {
		for _, c := range p.Rows[i].Cells {
			ticks = append(ticks, c.Tick)
		}
	}
	slices.Sort(ticks)
	ticks = slices.Compact(ticks)
	t := doc.Table{ID: id + "-matrix", Caption: doc.T("What is found in each reading, by step of time"), Head: []doc.Cell{doc.C("Reading")}, RowHeads: true}
	for _, n := range ticks {
		t.Head = append(t.Head, doc.C(days(n)))
	}
	for i := range p.Rows {
		row := []doc.Cell{doc.C(p.Rows[i].name() + p.Rows[i].asked())}
		for _, n := range ticks {
			row = append(row, p.Rows[i].at(n))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// at is the cell of a step.
func (r *Row) at(tick int) doc.Cell {
	i := slices.IndexFunc(r.Cells, func(c Cell) bool { return c.Tick == tick })
	if i < 0 {
		return doc.Cell{Text: doc.T("not asked"), Tone: doc.Aside}
	}
	c := &r.Cells[i]
	switch {
	case c.State == Differs || c.State == Faulty:
		return doc.Cell{Text: doc.T(string(c.State)), Tone: doc.Grave}
	case c.State != Answered:
		return doc.Cell{Text: doc.T(string(c.State)), Tone: doc.Uncertain}
	case c.Answer.Mending != nil:
		return c.Answer.Mending.cell()
	}
	return c.Answer.cell()
}

// cell names the kinds of what was found, gravest first.
func (a *Answer) cell() doc.Cell {
	out, tone := "", doc.Good
	for _, severity := range []string{"serious", "warning", "note"} {
		var kinds []string
		for i := range a.Findings {
			if f := &a.Findings[i]; f.Severity == severity && !f.Accepted && !slices.Contains(kinds, string(f.Code)) {
				kinds = append(kinds, string(f.Code))
			}
		}
		if len(kinds) == 0 {
			continue
		}
		if out == "" {
			tone = toneOf(severity)
		} else {
			out += "; "
		}
		out += severity + ": " + strings.Join(kinds, ", ")
	}
	if out == "" {
		out = "nothing found"
	}
	if len(a.Unmet) > 0 {
		out, tone = out+"; not as the author expects", doc.Grave
	}
	if a.Partly {
		out += "; not all ways were looked at"
	}
	return doc.Cell{Text: doc.T(out), Tone: tone}
}

func (m *Mending) cell() doc.Cell {
	switch {
	case m.Nothing:
		return doc.Cell{Text: doc.T("nothing to mend"), Tone: doc.Good}
	case len(m.Mends) > 0 && len(m.Mends[0].Price) > 0:
		return doc.Cell{Text: doc.T("a change mends it, at a price"), Tone: doc.Warning}
	case len(m.Mends) > 0:
		return doc.Cell{Text: doc.T("a change mends it")}
	case m.Whole:
		return doc.Cell{Text: doc.T("no change that was looked for mends it"), Tone: doc.Warning}
	}
	return doc.Cell{Text: doc.T("none found; not all changes were looked at"), Tone: doc.Uncertain}
}

// between tells what differs.
func (p *Looked) between(id, title, of string, ds []Difference) []doc.Block {
	if len(ds) == 0 {
		return nil
	}
	var l doc.List
	for i := range ds {
		d := &ds[i]
		item := doc.Item{Tone: toneOf(d.Severity)}
		if len(d.Missing) > 0 {
			item.Text = doc.T(of + course.List(d.Where, "and") + ": ").With(d.text()...)
		} else {
			item.Text = doc.T(of + course.List(d.Where, "and") + ": found at every step, and told otherwise:")
			var each doc.List
			for _, t := range d.Told {
				each.Items = append(each.Items, doc.Item{Text: doc.In(doc.Strong, t.In+": ").With(doc.Span{Text: strings.Join(t.Says, " ")})})
			}
			item.Blocks = []doc.Block{each}
		}
		l.Items = append(l.Items, item)
	}
	return []doc.Block{doc.Section{ID: id, Title: doc.T(title), Blocks: []doc.Block{l}}}
}

// mending tells the changes that mend a pact.
func (p *Looked) mending(id string) []doc.Block {
	var l doc.List
	for i := range p.Rows {
		for _, c := range p.Rows[i].Cells {
			if c.State != Answered || c.Answer.Mending == nil {
				continue
			}
			for _, m := range c.Answer.Mending.Mends {
				item := doc.Item{Text: doc.T(p.Rows[i].name() + ", steps of " + days(c.Tick) + ": " + m.Says)}
				for _, price := range m.Price {
					item.Blocks = append(item.Blocks, doc.Para{Tone: doc.Warning, Text: doc.T("At a price: " + price)})
				}
				l.Items = append(l.Items, item)
			}
		}
	}
	if len(l.Items) == 0 {
		return nil
	}
	return []doc.Block{doc.Section{ID: id + "-mending", Title: doc.T("What would mend it"), Blocks: []doc.Block{l}}}
}

// told is a finding and the places that it was found in.
type told struct {
	Finding
	in []string
}

// found tells all that was found, once, with the readings and steps that it was found in.
func (p *Looked) found(id string) []doc.Block {
	all, places := p.all()
	slices.SortStableFunc(all, func(a, b told) int { return weight(a.Severity) - weight(b.Severity) })
	var l doc.List
	for _, t := range all {
		says := t.Says
		if t.Some {
			says += " Not in all ways to fill the open points."
		}
		if t.Accepted {
			says += " Accepted by the author."
		}
		in := "Wherever it was answered."
		if !slices.Equal(t.in, places) {
			in = "In " + strings.Join(t.in, "; ") + "."
		}
		l.Items = append(l.Items, doc.Item{Tone: toneOf(t.Severity), Text: doc.T(says).With(doc.Span{Text: " " + in, Tone: doc.Aside})})
	}
	if len(l.Items) == 0 {
		return nil
	}
	return []doc.Block{doc.Fold{ID: id + "-found", Summary: doc.T("All that was found"), Blocks: []doc.Block{l}}}
}

// all are the findings of a pact, and the places that were answered.
func (p *Looked) all() (all []told, places []string) {
	for i := range p.Rows {
		if p.Rows[i].Ask != Findings {
			continue
		}
		for _, c := range p.Rows[i].Cells {
			if c.State != Answered {
				continue
			}
			here := p.Rows[i].name() + " (" + days(c.Tick) + ")"
			places = append(places, here)
			for _, f := range c.Answer.Findings {
				j := slices.IndexFunc(all, func(t told) bool { return t.Finding == f })
				if j < 0 {
					j, all = len(all), append(all, told{Finding: f})
				}
				if !slices.Contains(all[j].in, here) {
					all[j].in = append(all[j].in, here)
				}
			}
		}
	}
	return all, places
}

// uncovered tells what the author expected otherwise, and what the answers do not cover.
func (p *Looked) uncovered(id string) []doc.Block {
	var unmet, caveats []string
	for i := range p.Rows {
		for _, c := range p.Rows[i].Cells {
			if c.State != Answered {
				continue
			}
			for _, u := range c.Answer.Unmet {
				unmet = append(unmet, p.Rows[i].name()+", steps of "+days(c.Tick)+": “"+u+"” is not as the author expects.")
			}
			for _, v := range c.Answer.Caveats {
				if !slices.Contains(caveats, v) {
					caveats = append(caveats, v)
				}
			}
		}
	}
	var out []doc.Block
	if len(unmet) > 0 {
		out = append(out, doc.Section{ID: id + "-unmet", Title: doc.T("Not as the author expects"), Tone: doc.Grave, Blocks: []doc.Block{listed(unmet)}})
	}
	if len(caveats) > 0 {
		out = append(out, doc.Fold{ID: id + "-caveats", Summary: doc.T("What these answers do not cover"), Blocks: []doc.Block{listed(caveats)}})
	}
	return out
}

func listed(lines []string) doc.Block {
	var l doc.List
	for _, line := range lines {
		l.Items = append(l.Items, doc.Item{Text: doc.T(line)})
	}
	return l
}
