package model

// Settle puts the values of the open points into a condition and leaves out what they decide. What is
// left speaks of no open point; it is True or False if they decide it all. A nil condition stays nil.
func Settle(p *Pact, c Cond, f Filling) Cond {
	switch c := c.(type) {
	case And:
		return settleAll(p, c.Terms, f, True{}, False{}, func(ts []Cond) Cond { return And{ts} })
	case Or:
		return settleAll(p, c.Terms, f, False{}, True{}, func(ts []Cond) Cond { return Or{ts} })
	case Not:
		switch t := Settle(p, c.Term, f).(type) {
		case True:
			return False{}
		case False:
			return True{}
		default:
			return Not{t}
		}
	case PointIs:
		return truth(f[c.Point] == c.Value)
	case PointAtLeast:
		return truth(p.Points[c.Point].Values[f[c.Point]].N >= c.N)
	case PointAtMost:
		return truth(p.Points[c.Point].Values[f[c.Point]].N <= c.N)
	}
	return c
}

// settleAll settles the terms of a condition for which neutral terms can be left out and one of the kind
// decides decides it.
func settleAll(p *Pact, terms []Cond, f Filling, neutral, decides Cond, join func([]Cond) Cond) Cond {
	var left []Cond
	for _, t := range terms {
		switch t := Settle(p, t, f); t {
		case neutral:
		case decides:
			return decides
		default:
			left = append(left, t)
		}
	}
	switch len(left) {
	case 0:
		return neutral
	case 1:
		return left[0]
	}
	return join(left)
}

func truth(b bool) Cond {
	if b {
		return True{}
	}
	return False{}
}
