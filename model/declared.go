package model

// Declared is one declaration with the reference to it.
type Declared struct {
	Ref  Ref
	Decl *Decl
}

// Declared lists every declaration that can be cited, kind by kind: no sources, and not the outsider.
func (p *Pact) Declared() []Declared {
	var out []Declared
	for i := range Sections {
		s := &Sections[i]
		for j := range s.Count(p) {
			r := Ref{s.Kind, j}
			if s.Kind != KindNone && s.Kind != KindSource && r != (Ref{KindActor, int(Outsider)}) {
				out = append(out, Declared{r, s.Decl(p, j)})
			}
		}
	}
	return out
}

// Count is how many things of a kind there are.
func (p *Pact) Count(k Kind) int {
	if s := SectionOf(k); s != nil {
		return s.Count(p)
	}
	return 0
}

// Declaration gives the declaration that ref points at; nil if it points at nothing.
func (p *Pact) Declaration(ref Ref) *Decl {
	if !within(ref.Index, p.Count(ref.Kind)) {
		return nil
	}
	return SectionOf(ref.Kind).Decl(p, ref.Index)
}
