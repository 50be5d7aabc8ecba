package model

// Conditions lists every condition of the pact that is not nil: of acts, decisions, instruments,
// clauses (returns and cases included), purposes, checks and scenarios.
func (p *Pact) Conditions() []Cond {
	var out []Cond
	add := func(cs ...Cond) {
		for _, c := range cs {
			if c != nil {
				out = append(out, c)
			}
		}
	}
	for i := range p.Acts {
		add(p.Acts[i].When)
	}
	for i := range p.Decisions {
		add(p.Decisions[i].Once)
	}
	for i := range p.Instruments {
		add(p.Instruments[i].InForceOnce, p.Instruments[i].EndsOnce)
	}
	for i := range p.Duties {
		d := &p.Duties[i]
		add(d.Ensure, d.Once, d.Unless)
		add(d.Return...)
		add(d.Against...)
	}
	for i := range p.Bans {
		add(p.Bans[i].While)
		add(p.Bans[i].Return...)
	}
	for i := range p.Powers {
		add(p.Powers[i].When)
	}
	for i := range p.Purposes {
		add(p.Purposes[i].Cond)
	}
	for i := range p.Checks {
		add(p.Checks[i].Cond, p.Checks[i].Then)
	}
	for i := range p.Scenarios {
		for j := range p.Scenarios[i].Steps {
			add(p.Scenarios[i].Steps[j].Cond)
		}
	}
	return out
}
