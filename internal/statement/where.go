package statement

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// Where is the fillings in which a sentence holds.
type Where struct {
	Always   bool              // in every filling that was looked at
	All      bool              // every filling was looked at
	Each     bool              // it tells of several things, each in fillings of its own: in a filling of Where at least one holds
	Readings []model.ReadingID // the named readings in which it holds throughout, if not always
	Never    []model.Binding   // the single answers to an open question with which it holds nowhere, if all was looked at

	When, Except []inquiry.Cube // all of it, by few cubes; nothing if always

	share float64 // of all fillings, to order by; never told
	pact  *model.Pact
	one   bool // a single filling was looked at
	seen  bool // the work was broken off: it holds where it was seen, and perhaps elsewhere
}

// Has reports whether the sentence was found to hold in a filling.
func (w *Where) Has(f model.Filling) bool {
	in := func(c inquiry.Cube) bool { return c.Has(f) }
	return w.Always || slices.ContainsFunc(w.When, in) && !slices.ContainsFunc(w.Except, in)
}

// where joins the fillings of findings.
func (m *maker) where(about []int) Where {
	a := m.answer
	w := Where{All: a.Looked == a.Pact.CountFillings(nil, 1<<40) && a.Unfinished == nil, pact: a.Pact, one: a.Looked == 1, seen: a.Unfinished != nil}
	set := m.None()
	for _, i := range about {
		set = m.Or(set, m.set(m.finding(i)))
	}
	w.Always, w.share = m.Same(set, m.Valid()), m.Weigh(set)/m.Weigh(m.Valid())
	if w.Always {
		return w
	}
	if len(about) == 1 {
		w.When, w.Except = m.finding(about[0]).When, m.finding(about[0]).Except
	} else {
		w.When, w.Except = fillings.Describe(m.Space, set)
	}
	if w.seen {
		return w
	}
	for r := range a.Pact.Readings {
		if m.Empty(m.Diff(m.reading(model.ReadingID(r)), set)) {
			w.Readings = append(w.Readings, model.ReadingID(r))
		}
	}
	if w.All {
		w.Never = m.never(&w, set)
	}
	return w
}

// set is where a finding holds.
func (m *maker) set(f *inquiry.Across) fillings.Set {
	if f.Always {
		return m.Valid()
	}
	return m.Of(f.When, f.Except)
}

// reading is the fillings of a named reading.
func (m *maker) reading(r model.ReadingID) fillings.Set {
	out := m.Valid()
	for _, x := range m.answer.Pact.Readings[r].Fixes {
		out = m.And(out, m.Space.Where(x.Point, x.Value))
	}
	return out
}

// never lists the answers with which the sentence holds nowhere.
func (m *maker) never(w *Where, set fillings.Set) []model.Binding {
	var out []model.Binding
	for _, pt := range w.Points() {
		for v := range m.answer.Pact.Points[pt].Values {
			if m.Empty(m.And(set, m.Space.Where(pt, v))) {
				out = append(out, model.Binding{Point: pt, Value: v})
			}
		}
	}
	return out
}

// Points are the open points on which it hangs, in order.
func (w *Where) Points() []model.PointID {
	var out []model.PointID
	for _, c := range slices.Concat(w.When, w.Except) {
		for _, l := range c {
			out = appendNew(out, l.Point)
		}
	}
	slices.Sort(out)
	return out
}

// WhereOf is where one finding of an answer holds.
func WhereOf(a *inquiry.Answer, i int) *Where {
	w := newMaker(a).where([]int{i})
	return &w
}
