package page

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// matrix says who can be left with nothing, reading by reading and party by party.
func (m *maker) matrix() doc.Section {
	rows := m.Readings
	if len(rows) == 0 {
		rows = []Reading{{model.None, m.Answer}}
	}
	return m.table(rows, nil)
}

// table has a row for each reading; what is not answered gets the cell of missing.
func (m *maker) table(rows []Reading, missing func(i int) doc.Cell) doc.Section {
	t := doc.Table{ID: "left-with-nothing-table", RowHeads: true, Caption: doc.T("Who can be left with nothing after having given what cannot be taken back. “Lawfully” means under this text: nobody has to break a promise for it.")}
	parties := m.parties()
	t.Head = append(t.Head, doc.C("Reading"))
	for _, p := range parties {
		t.Head = append(t.Head, doc.C(course.Capital(m.Who(p))))
	}
	for i, r := range rows {
		name := doc.C(m.held())
		if r.ID != model.None {
			name = doc.Cell{Text: doc.Text{{Text: m.readingTitle(r.ID), To: "#reading-" + slug(m.Pact.Readings[r.ID].Name)}}}
		}
		row := []doc.Cell{name}
		for _, p := range parties {
			if r.Answer == nil {
				row = append(row, missing(i))
				continue
			}
			row = append(row, m.left(r.Answer, p))
		}
		t.Rows = append(t.Rows, row)
	}
	return doc.Section{ID: "left-with-nothing", Title: doc.T("Who can be left with nothing"), Blocks: []doc.Block{t}}
}

func (m *maker) parties() []model.ActorID {
	var out []model.ActorID
	for i := range m.Pact.Actors {
		if m.Pact.Actors[i].Kind == model.IsParty {
			out = append(out, model.ActorID(i))
		}
	}
	return out
}

// left says how a party can be left with nothing. That nothing was found and that there is nothing to lose are told apart.
func (m *maker) left(a *inquiry.Answer, party model.ActorID) doc.Cell {
	gifts := m.gifts(party)
	if len(gifts) == 0 {
		return doc.Cell{Text: doc.T("gives nothing for good in return for something"), Tone: doc.Aside}
	}
	if f := only(a); f != nil && !slices.ContainsFunc(gifts, func(d *model.Duty) bool { return model.Settle(m.Pact, d.Once, f) != model.Cond(model.False{}) }) {
		return doc.Cell{Text: doc.T("owes nothing of that kind in this reading"), Tone: doc.Aside}
	}
	var worst *inquiry.Across
	for i := range a.Findings {
		if f := &a.Findings[i]; f.Code == ask.Exposed && f.Party == party && (worst == nil || graver(f, worst)) {
			worst = f
		}
	}
	switch {
	case worst == nil && a.Unfinished != nil:
		return doc.Cell{Text: doc.T("not known: the work did not come so far"), Tone: doc.Uncertain}
	case worst == nil:
		return doc.Cell{Text: doc.T("nothing found"), Tone: doc.Good}
	}
	return m.exposed(worst)
}

// gifts are the duties of a party to give for good what something is due for in return.
func (m *maker) gifts(party model.ActorID) []*model.Duty {
	var out []*model.Duty
	for i := range m.Pact.Duties {
		if d := &m.Pact.Duties[i]; d.Obligor == party && m.Pact.Sacrifice(d) {
			out = append(out, d)
		}
	}
	return out
}

// graver orders exposures: lawful ones first, and of these what cannot be avoided before what care avoids.
func graver(a, b *inquiry.Across) bool {
	if careful(a) != careful(b) {
		return !careful(a)
	}
	if (a.Defectors == 0) != (b.Defectors == 0) {
		return a.Defectors == 0
	}
	if a.Class != b.Class {
		return a.Class > b.Class
	}
	return a.Always && !b.Always
}

func careful(f *inquiry.Across) bool { return f.Class == ask.WithCare }

func (m *maker) exposed(f *inquiry.Across) doc.Cell {
	c := doc.Cell{Tone: doc.Grave}
	text := "lawfully"
	if f.Defectors != 0 {
		text, c.Tone = "only if "+m.People(f.Defectors)+" "+verb(m.Pact, f.Defectors, "breaks its word", "break their word"), doc.Warning
	}
	switch f.Class {
	case ask.WithCare:
		text, c.Tone = text+", and only if careless", doc.Warning
	case ask.AtPrice:
		text += ", or has to give up what it is all for"
	}
	if !f.Always {
		text += "; in some of the ways to fill what is left open"
	}
	c.Text = doc.T(text)
	return c
}

// verb fits a set of actors.
func verb(p *model.Pact, s model.ActorSet, one, several string) string {
	if ids := s.IDs(); len(ids) == 1 {
		return course.Verb(p, ids[0], one, several)
	}
	return several
}
