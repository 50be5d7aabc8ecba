package chance

import "context"

// iterate narrows bounds down. Where one can stay for ever the equations have more than one solution: for the least such states are
// worth nothing, for one can choose to stay; for the greatest each set of states in which one can stay is taken for one state, out of
// which lead those actions that leave it. Then they have one, and the bounds from below and above come together.
func iterate(ctx context.Context, p *Process, w Worth, which Which) ([]Value, error) {
	component, stays := ends(p, w)
	x := &iteration{p: p, which: which, head: make([]int, len(p.Actions)), low: make([]float64, len(p.Actions)), high: make([]float64, len(p.Actions))}
	first := map[int]int{}
	for s := range p.Actions {
		x.head[s] = s
		if c := component[s]; c > 0 {
			if _, ok := first[c]; !ok {
				first[c] = s
			}
			x.head[s] = first[c]
		}
	}
	x.actions = make([][]action, len(p.Actions))
	for _, part := range parts(p, func(s, _ int) bool { return p.open(w, s) }) {
		for _, s := range part {
			x.prepare(s, w, component[s] > 0, stays[s])
		}
	}
	if err := x.run(ctx); err != nil {
		return nil, err
	}
	out := make([]Value, len(p.Actions))
	for s := range out {
		out[s] = Value{Low: x.low[x.head[s]], High: x.high[x.head[s]]}
	}
	return out, nil
}

// iteration is the bounds so far. States that are taken for one have a common head, and all their actions are its.
type iteration struct {
	p         *Process
	which     Which
	head      []int
	order     []int // heads the bounds of which are to be narrowed, later ones first
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

// prepare gives a state its first bounds, and its actions to its head.
func (x *iteration) prepare(s int, w Worth, inComponent bool, stays []bool) {
	switch h := x.head[s]; {
	case w[s] != nil:
		x.low[s], x.high[s] = w[s].Low, w[s].High
		x.given = max(x.given, w[s].High-w[s].Low)
	case len(x.p.Actions[s]) == 0 || inComponent && x.which == Least:
		x.low[s], x.high[s] = 0, 0
	default:
		for i, a := range x.p.Actions[s] {
			if !stays[i] {
				x.actions[h] = append(x.actions[h], x.action(a))
			}
		}
		if len(x.actions[h]) > 0 && x.high[h] == 0 {
			x.high[h] = 1
			x.order = append(x.order, h)
		}
	}
}

func (x *iteration) action(a Action) action {
	var out action
	for _, b := range a {
		low, high := bounds(b.Chance)
		out = append(out, branch{x.head[b.To], low, high})
	}
	return out
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
