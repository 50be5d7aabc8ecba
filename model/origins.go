package model

import "slices"

// Origins are the sources that a source goes back to through what it relays, in order of declaration: itself, if it relays
// nobody.
func (p *Pact) Origins(s SourceID) []SourceID {
	found := map[SourceID]bool{}
	p.origins(s, map[SourceID]bool{}, found)
	var out []SourceID
	for id := range found {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

func (p *Pact) origins(s SourceID, seen, found map[SourceID]bool) {
	if seen[s] {
		return
	}
	seen[s] = true
	relays := p.Sources[s].Relays
	if len(relays) == 0 {
		found[s] = true
	}
	for _, t := range relays {
		p.origins(t, seen, found)
	}
}
