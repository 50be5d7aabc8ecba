package chance

import "context"

// iterate narrows bounds down from nothing and everything. In a quotient nobody can stay for ever, so they come together.
func (q *quotient) iterate(ctx context.Context) ([]Value, error) {
	n := len(q.Actions)
	x := &iteration{which: q.which, actions: make([][]action, n), low: make([]float64, n), high: make([]float64, n)}
	for _, part := range q.order {
		for _, s := range part {
			x.prepare(s, q)
		}
	}
	if err := x.run(ctx); err != nil {
		return nil, err
	}
	out := make([]Value, n)
	for s := range out {
		if out[s] = (Value{Low: x.low[s], High: x.high[s]}); q.worth[s] != nil {
			out[s] = *q.worth[s]
		}
	}
	return out, nil
}

// iteration is the bounds so far.
type iteration struct {
	which     Which
	order     []int // states the bounds of which are to be narrowed, later ones first
	actions   [][]action
	low, high []float64
	given     float64 // how far apart the bounds of a worth are at most: no answer can be nearer
}

// action is an Action in floating point.
type action []branch

type branch struct {
	to        int
	low, high float64 // of the chance
}

// prepare gives a state its first bounds.
func (x *iteration) prepare(s int, q *quotient) {
	if w := q.worth[s]; w != nil {
		x.low[s], x.high[s] = w.Low, w.High
		x.given = max(x.given, w.High-w.Low)
		return
	}
	for _, a := range q.Actions[s] {
		var out action
		for _, b := range a {
			low, high := bounds(b.Chance)
			out = append(out, branch{b.To, low, high})
		}
		x.actions[s] = append(x.actions[s], out)
	}
	if len(q.Actions[s]) > 0 {
		x.high[s] = 1
		x.order = append(x.order, s)
	}
}

func (x *iteration) run(ctx context.Context) error {
	for range mostRounds {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		widest := 0.0
		for _, s := range x.order {
			low, high := x.step(s)
			x.low[s], x.high[s] = max(x.low[s], low), min(x.high[s], high)
			widest = max(widest, x.high[s]-x.low[s])
		}
		if widest <= Precision+x.given {
			return nil
		}
	}
	return ErrSlow
}

// step is one round for one state.
func (x *iteration) step(s int) (low, high float64) {
	for i, a := range x.actions[s] {
		l, h := x.expected(a)
		switch {
		case i == 0:
			low, high = l, h
		case x.which == Greatest:
			low, high = max(low, l), max(high, h)
		default:
			low, high = min(low, l), min(high, h)
		}
	}
	return max(low, 0), min(high, 1)
}

// expected is between what an action can be expected to come to, every rounding to the safe side.
func (x *iteration) expected(a action) (low, high float64) {
	for _, b := range a {
		if l := x.low[b.to]; l > 0 {
			low = down(low + down(b.low*l))
		}
		if h := x.high[b.to]; h > 0 {
			high = up(high + up(b.high*h))
		}
	}
	return low, high
}
