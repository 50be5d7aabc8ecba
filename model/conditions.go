package model

// Conditions lists every condition of the pact that is not nil, in order of the table of fields.
func (p *Pact) Conditions() []Cond {
	var out []Cond
	p.Look(Rewriter{Cond: func(c Cond) Cond {
		out = append(out, c)
		return c
	}})
	return out
}
