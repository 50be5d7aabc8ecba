package machine

import "github.com/servanda-lang/servanda/model"

// reads lists the cells that a condition looks at.
func (p *program) reads(c model.Cond) []cell {
	seen := map[cell]bool{}
	var out []cell
	add := func(cs ...cell) {
		for _, at := range cs {
			if at != noCell && !seen[at] {
				seen[at] = true
				out = append(out, at)
			}
		}
	}
	var visit func(model.Cond)
	visit = func(c model.Cond) {
		model.Visit(c, func(c model.Cond) {
			if s, ok := c.(model.Signed); ok {
				add(p.instruments[s.Instrument].signed...)
			}
			ref, ok := model.Subject(c)
			if !ok {
				return
			}
			add(p.cellsOf(ref)...)
			if b, ok := c.(model.BanIs); ok && b.Status != model.BanBreached {
				visit(p.Pact.Bans[b.Ban].While) // whether a ban binds hangs on it
			}
		})
	}
	visit(c)
	return out
}

// cellsOf lists the cells that the status of a thing is read from.
func (p *program) cellsOf(ref model.Ref) []cell {
	switch ref.Kind {
	case model.KindFact:
		return []cell{cell(ref.Index)}
	case model.KindInstrument:
		return []cell{p.instruments[ref.Index].status}
	case model.KindDecision:
		return []cell{p.decisions[ref.Index].status}
	case model.KindDuty:
		d := &p.duties[ref.Index]
		return []cell{d.status, d.wasBreached, p.instruments[d.instrument].status}
	case model.KindBan:
		b := &p.bans[ref.Index]
		return []cell{b.breached, p.instruments[b.instrument].status}
	case model.KindPower:
		return []cell{p.powers[ref.Index].status}
	}
	return nil
}
