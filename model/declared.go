package model

// Declared is one declaration with the reference to it.
type Declared struct {
	Ref  Ref
	Decl *Decl
}

// Declared lists every declaration that can be cited, kind by kind, the outsider left out.
func (p *Pact) Declared() []Declared {
	var out []Declared
	add := func(k Kind, i int, d *Decl) { out = append(out, Declared{Ref{k, i}, d}) }
	for i := range p.Actors {
		if p.Actors[i].Kind != IsOutsider {
			add(KindActor, i, &p.Actors[i].Decl)
		}
	}
	for i := range p.Facts {
		add(KindFact, i, &p.Facts[i].Decl)
	}
	for i := range p.Acts {
		add(KindAct, i, &p.Acts[i].Decl)
	}
	for i := range p.Decisions {
		add(KindDecision, i, &p.Decisions[i].Decl)
	}
	for i := range p.Instruments {
		add(KindInstrument, i, &p.Instruments[i].Decl)
	}
	for i := range p.Duties {
		add(KindDuty, i, &p.Duties[i].Decl)
	}
	for i := range p.Bans {
		add(KindBan, i, &p.Bans[i].Decl)
	}
	for i := range p.Powers {
		add(KindPower, i, &p.Powers[i].Decl)
	}
	for i := range p.Points {
		add(KindPoint, i, &p.Points[i].Decl)
	}
	for i := range p.Readings {
		add(KindReading, i, &p.Readings[i].Decl)
	}
	return out
}

// Declaration gives the declaration that ref points at; nil if it points at nothing.
func (p *Pact) Declaration(ref Ref) *Decl {
	if ref.Kind == KindSource {
		return &p.Sources[ref.Index].Decl
	}
	for _, x := range p.Declared() {
		if x.Ref == ref {
			return x.Decl
		}
	}
	return nil
}
