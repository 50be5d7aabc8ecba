package page

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
)

// guarantees are laid side by side: a row for each question, a column for each promise.
func (m *maker) guarantees() doc.Section {
	g := m.Guarantees
	t := doc.Table{ID: "guarantees-table", RowHeads: true, Caption: doc.T("Every standing promise under the same questions. Each answer is computed from the courses that events can take; none is read from a label.")}
	t.Head = append(t.Head, doc.C("Question"))
	for i := range g.Rows {
		d := &m.Pact.Duties[g.Rows[i].Duty]
		t.Head = append(t.Head, doc.C(course.Capital(m.Who(d.Obligor))+": "+m.Task(d)))
	}
	for c := range g.Rows[0].Cells {
		row := []doc.Cell{doc.C(report.Asked(g.Rows[0].Cells[c].Column))}
		for i := range g.Rows {
			row = append(row, doc.C(m.cell(&g.Rows[i].Cells[c])))
		}
		t.Rows = append(t.Rows, row)
	}
	out := doc.Section{ID: "guarantees", Title: doc.T("The guarantees"), Blocks: []doc.Block{t}}
	if len(g.Fillings) < g.AllFillings {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("Not all ways to fill what the text leaves open were looked at for this table."), Tone: doc.Uncertain})
	}
	return out
}

// cell is one answer, or each with where it holds.
func (m *maker) cell(c *inquiry.Cell) string {
	if len(c.Readings) == 1 {
		return m.text(c.Readings[0].Text)
	}
	var parts []string
	for _, r := range c.Readings {
		parts = append(parts, m.text(r.Text)+", if "+m.cubes(r.When))
	}
	return strings.Join(parts, ". ") + "."
}

// cubes says what some cubes fix.
func (m *maker) cubes(cs []inquiry.Cube) string {
	var out []string
	for _, c := range cs {
		var parts []string
		for _, l := range c {
			parts = append(parts, m.Answered(l.Point, l.Values))
		}
		out = append(out, course.List(parts, "and"))
	}
	return strings.Join(out, "; or if ")
}
