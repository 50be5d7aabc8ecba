package statement

import (
	"slices"

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

	region region
	share  float64 // of all fillings, to order by; never told
	pact   *model.Pact
	seen   bool // the work was broken off: it holds where it was seen, and perhaps elsewhere
}

// Has reports whether the sentence was found to hold in a filling.
func (w *Where) Has(f model.Filling) bool { return w.Always || w.region.has(f) }

// where joins the fillings of findings.
func (m *maker) where(about []int) Where {
	a := m.answer
	w := Where{All: a.Looked == a.Pact.CountFillings(nil, 1<<40) && a.Unfinished == nil, pact: a.Pact, seen: a.Unfinished != nil}
	for _, i := range about {
		f := m.finding(i)
		if f.Always {
			w.region = append(w.region, part{when: []inquiry.Cube{{}}})
		} else {
			w.region = append(w.region, part{f.When, f.Except})
		}
	}
	x := w.measure(nil)
	w.Always, w.share = x.all, x.share
	if w.Always || w.seen {
		return w
	}
	for r := range a.Pact.Readings {
		if w.throughout(model.ReadingID(r)) {
			w.Readings = append(w.Readings, model.ReadingID(r))
		}
	}
	if w.All {
		w.Never = w.never()
	}
	return w
}

// measure is how much of a box is in the region.
func (w *Where) measure(b box) extent {
	return (&measure{points: w.pact.Points, splits: mostSplits}).of(w.region, b)
}

// throughout reports whether the sentence holds in all fillings of a reading.
func (w *Where) throughout(r model.ReadingID) bool {
	b := box{}
	for _, x := range w.pact.Readings[r].Fixes {
		b[x.Point] = []int{x.Value}
	}
	return w.measure(b).all
}

// never lists the answers with which the sentence holds nowhere.
func (w *Where) never() []model.Binding {
	var out []model.Binding
	for pt := range w.pact.Points {
		if !w.speaksOf(model.PointID(pt)) {
			continue
		}
		for v := range w.pact.Points[pt].Values {
			if w.measure(box{model.PointID(pt): {v}}).none {
				out = append(out, model.Binding{Point: model.PointID(pt), Value: v})
			}
		}
	}
	return out
}

func (w *Where) speaksOf(pt model.PointID) bool {
	return slices.Contains(w.Points(), pt)
}

// Points are the open points on which it may hang, in order.
func (w *Where) Points() []model.PointID {
	var out []model.PointID
	if w.Always {
		return nil
	}
	for _, p := range w.region {
		for _, c := range slices.Concat(p.when, p.except) {
			for _, l := range c {
				if !slices.Contains(out, l.Point) {
					out = append(out, l.Point)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}
