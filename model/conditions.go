package model

// Conditions lists every condition of the pact that is not nil and that something hangs on, in order of the table of fields:
// those of positions are on record only.
func (p *Pact) Conditions() []Cond {
	var out []Cond
	add := func(c Cond) { out = append(out, c) }
	p.eachField(func(f *Field, i int) {
		if f.Conds != nil && f.Role != Backing {
			f.Conds(p, i, add)
		}
	})
	return out
}
