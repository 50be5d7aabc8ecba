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
func (c *compiled) Asked() []bool {
	out := make([]bool, len(c.asked))
	for i := range c.asked {
		out[i] = c.asked[i].Load()
	}
	return out
}

// Settle puts the open points into a condition, as model.Settle does, and notes those that it came of.
func (c *compiled) Settle(cond model.Cond) model.Cond {
	settled, by := model.SettleBy(c.Pact, cond, c.Filling)
	for _, pt := range by {
		c.asked.note(pt)
	}
	return settled
}

// AskAll notes that all open points of a condition were asked.
func (c *compiled) AskAll(cond model.Cond) {
	model.Visit(cond, func(x model.Cond) {
		if pt, ok := PointOf(x); ok {
			c.asked.note(pt)
		}
	})
}

func (a askedPoints) note(pt model.PointID) {
	if !a[pt].Load() {
		a[pt].Store(true)
	}
}

// Amount gives an amount under the filling, and notes that it was asked.
func (c *compiled) Amount(a model.Amount) int {
	if a.Point != model.None {
		c.asked.note(a.Point)
	}
	return a.In(c.Pact, c.Filling)
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
