package model

// Settle puts the values of the open points into a condition and leaves out what they decide. What is
// left speaks of no open point; it is True or False if they decide it all. A nil condition stays nil.
func Settle(p *Pact, c Cond, f Filling) Cond {
	settled, _ := SettleBy(p, c, f)
	return settled
}

// SettleBy is Settle, and lists the open points that it came of: with the same values of these the condition
// settles to the same.
func SettleBy(p *Pact, c Cond, f Filling) (settled Cond, by []PointID) {
	switch c := c.(type) {
	case And:
		return settleAll(p, c.Terms, f, True{}, False{}, func(ts []Cond) Cond { return And{ts} })
	case Or:
		return settleAll(p, c.Terms, f, False{}, True{}, func(ts []Cond) Cond { return Or{ts} })
	case Not:
		t, by := SettleBy(p, c.Term, f)
		switch t.(type) {
		case True:
			return False{}, by
		case False:
			return True{}, by
		}
		return Not{t}, by
	case PointIs:
		return truth(f[c.Point] == c.Value), []PointID{c.Point}
	case PointAtLeast:
		return truth(p.Points[c.Point].Values[f[c.Point]].N >= c.N), []PointID{c.Point}
	case PointAtMost:
		return truth(p.Points[c.Point].Values[f[c.Point]].N <= c.N), []PointID{c.Point}
	}
	return c, nil
}

// settleAll settles the terms of a condition for which neutral terms can be left out and one of the kind
// decides decides it, whatever the others are.
func settleAll(p *Pact, terms []Cond, f Filling, neutral, decides Cond, join func([]Cond) Cond) (Cond, []PointID) {
	var left []Cond
	var all []PointID
	for _, t := range terms {
		t, by := SettleBy(p, t, f)
		switch t {
		case neutral:
		case decides:
			return decides, by
		default:
			left = append(left, t)
		}
		all = append(all, by...)
	}
	switch len(left) {
	case 0:
		return neutral, all
	case 1:
		return left[0], all
	}
	return join(left), all
}

func truth(b bool) Cond {
	if b {
		return True{}
	}
	return False{}
}

// Compared puts numbers in the place of the amounts that a condition compares counters with.
func Compared(c Cond, number func(Amount) int) Cond {
	each := func(terms []Cond) []Cond {
		out := make([]Cond, len(terms))
		for i, t := range terms {
			out[i] = Compared(t, number)
		}
		return out
	}
	switch c := c.(type) {
	case And:
		return And{each(c.Terms)}
	case Or:
		return Or{each(c.Terms)}
	case Not:
		return Not{Compared(c.Term, number)}
	case FactAtLeast:
		return FactAtLeast{c.Fact, Amount{N: number(c.N), Point: None}}
	case FactAtMost:
		return FactAtMost{c.Fact, Amount{N: number(c.N), Point: None}}
	}
	return c
}
