package machine

import (
	"sync/atomic"

	"github.com/servanda-lang/servanda/model"
)

// Which open points were asked.
//
// A filling is compiled into the conditions, but each test of an open point notes when it is made. Terms
// without open points are tested first, so that a point is asked only where it decides something. If a
// point was never asked in all that was found out about a pact, then every other value of it would have
// given the same: fillings that agree on the points that were asked behave alike.

// askedPoints notes, by open point, whether it was asked. Goroutines share it.
type askedPoints []atomic.Bool

// Asked tells for each open point whether anything so far has depended on its value.
func (p *program) Asked() []bool {
	out := make([]bool, len(p.asked))
	for i := range p.asked {
		out[i] = p.asked[i].Load()
	}
	return out
}

// Settle puts the open points into a condition, as model.Settle does, and notes those that it came of.
func (p *program) Settle(c model.Cond) model.Cond {
	settled, by := model.SettleBy(p.Pact, c, p.Filling)
	for _, pt := range by {
		p.noteAsked(pt)
	}
	return settled
}

// AskAll notes that all open points of a condition were asked.
func (p *program) AskAll(c model.Cond) {
	model.Visit(c, func(c model.Cond) {
		if pt, ok := PointOf(c); ok {
			p.noteAsked(pt)
		}
	})
}

func (p *program) noteAsked(pt model.PointID) {
	if !p.asked[pt].Load() {
		p.asked[pt].Store(true)
	}
}

// Amount gives an amount under the filling, and notes that it was asked.
func (p *program) Amount(a model.Amount) int {
	if a.Point != model.None {
		p.noteAsked(a.Point)
	}
	return a.In(p.Pact, p.Filling)
}

// point is the test of an open point: its answer is known, but that it was asked is noted.
func (p *program) point(pt model.PointID, holds bool) test {
	return func([]int32) bool {
		p.noteAsked(pt)
		return holds
	}
}

// PointOf is the open point that a simple condition tests or compares with.
func PointOf(c model.Cond) (model.PointID, bool) {
	switch c := c.(type) {
	case model.PointIs:
		return c.Point, true
	case model.PointAtLeast:
		return c.Point, true
	case model.PointAtMost:
		return c.Point, true
	case model.FactAtLeast:
		return c.N.Point, c.N.Point != model.None
	case model.FactAtMost:
		return c.N.Point, c.N.Point != model.None
	}
	return 0, false
}

// pointsLast puts the terms without open points first. The order of terms has no meaning.
func pointsLast(terms []model.Cond) []model.Cond {
	var first, last []model.Cond
	for _, t := range terms {
		asks := false
		model.Visit(t, func(c model.Cond) {
			_, one := PointOf(c)
			asks = asks || one
		})
		if asks {
			last = append(last, t)
		} else {
			first = append(first, t)
		}
	}
	return append(first, last...)
}
