package model

// Conditions lists every condition of the pact that is not nil, in order of the table of fields.
func (p *Pact) Conditions() []Cond {
	var out []Cond
	add := func(c Cond) { out = append(out, c) }
	p.eachField(func(f *Field, i int) {
		if f.Conds != nil {
			f.Conds(p, i, add)
		}
	})
	return out
}
