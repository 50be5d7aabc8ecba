package inquiry

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/guarantees"
	"github.com/servanda-lang/servanda/model"
)

// row joins what was said of one duty in each filling. Answers of the same words are one; when each holds is
// described by cubes, as for findings. Fillings in which the duty can never fall due have nothing to say about
// it: they are told once, and left out of the cells unless there are no others.
func row(t *GuaranteeTable, d model.DutyID, said func(filling, column int) guarantees.Said) Guarantee {
	g := Guarantee{Duty: d}
	var alive, dead []int
	for f := range t.Fillings {
		if said(f, 0).Text == guarantees.Never.Text {
			dead = append(dead, f)
		} else {
			alive = append(alive, f)
		}
	}
	switch {
	case len(alive) == 0:
		alive = dead
	case len(dead) > 0:
		g.Never, _ = t.when(dead, nil)
	}
	for c, name := range guarantees.Columns() {
		cell := Cell{Column: name}
		var missing []int
		for _, f := range alive {
			s := said(f, c)
			cell.add(s, f)
			if s.Missing {
				missing = append(missing, f)
			}
		}
		for i := range cell.Readings {
			r := &cell.Readings[i]
			r.When, r.Always = t.when(r.Fillings, alive)
		}
		g.Cells = append(g.Cells, cell)
		if len(cell.Readings) > 1 {
			g.LeftOpen = append(g.LeftOpen, name)
		}
		if len(missing) > 0 {
			u := Unstated{Column: name}
			u.When, u.Always = t.when(missing, alive)
			g.NotStated = append(g.NotStated, u)
		}
	}
	return g
}

// add notes an answer as seen in a filling.
func (c *Cell) add(s guarantees.Said, filling int) {
	for i := range c.Readings {
		if r := &c.Readings[i]; r.Text == s.Text && r.Verdict == s.Verdict {
			r.Fillings = append(r.Fillings, filling)
			return
		}
	}
	c.Readings = append(c.Readings, Reading{Said: s, Fillings: []int{filling}})
}

// when describes some fillings among others; among all that were looked at, if nil.
func (t *GuaranteeTable) when(on, among []int) (cubes []Cube, always bool) {
	if among == nil {
		for f := range t.Fillings {
			among = append(among, f)
		}
	}
	if len(on) == len(among) {
		return nil, true
	}
	fs := make([]FillingAnswer, len(among))
	var at []int
	for i, f := range among {
		fs[i] = FillingAnswer{Filling: t.Fillings[f], Matters: allPoints(t.Pact)}
		if slices.Contains(on, f) {
			at = append(at, i)
		}
	}
	return describe(t.Pact, fs, at), false
}
