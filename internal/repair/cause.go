package repair

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// reach is the cone of influence of the targets: the clauses that they are about, what their purposes speak of, and from there
// whatever can make a difference to what is there already, up to nothing new.
func (m *maker) reach() map[model.Ref]bool {
	out := map[model.Ref]bool{}
	var open []model.Ref
	add := func(refs ...model.Ref) {
		for _, r := range refs {
			if r.Kind != model.KindNone && r.Kind != model.KindActor && r.Kind != model.KindPoint && !out[r] {
				out[r] = true
				open = append(open, r)
			}
		}
	}
	add(m.refs...)
	for i := range m.targets {
		if n := m.targets[i].purpose; n >= 0 {
			add(spoken(m.Pact.Purposes[n].Cond)...)
		}
	}
	for len(open) > 0 {
		next := open[0]
		open = open[1:]
		add(m.influences(next)...)
	}
	return out
}

// spoken are the things that conditions speak of.
func spoken(cs ...model.Cond) []model.Ref {
	var out []model.Ref
	for _, c := range cs {
		model.Visit(c, func(c model.Cond) {
			if ref, ok := model.Subject(c); ok {
				out = append(out, ref)
			}
			if d, ok := c.(model.Done); ok {
				out = append(out, model.Ref{Kind: model.KindAct, Index: int(d.Act)})
			}
		})
	}
	return out
}

func refTo(k model.Kind, i int) model.Ref { return model.Ref{Kind: k, Index: i} }

// influences are the things upon which a thing hangs directly.
func (m *maker) influences(ref model.Ref) []model.Ref {
	p := m.Pact
	switch ref.Kind {
	case model.KindDuty:
		d := &p.Duties[ref.Index]
		out := append(spoken(d.Once, d.Unless, d.Ensure), spoken(slices.Concat(d.Return, d.Against)...)...)
		out = append(out, refTo(model.KindInstrument, int(d.Instrument)))
		for _, a := range d.Acts {
			out = append(out, refTo(model.KindAct, int(a)))
		}
		if d.Upon != model.None {
			out = append(out, refTo(model.KindAct, int(d.Upon)))
		}
		return out
	case model.KindBan:
		b := &p.Bans[ref.Index]
		out := append(spoken(b.While), spoken(b.Return...)...)
		return append(out, refTo(model.KindInstrument, int(b.Instrument)), refTo(model.KindAct, int(b.Act)))
	case model.KindPower:
		w := &p.Powers[ref.Index]
		return append(spoken(w.When), refTo(model.KindInstrument, int(w.Instrument)))
	case model.KindAct:
		return append(spoken(p.Acts[ref.Index].When), m.asking(model.ActID(ref.Index))...)
	case model.KindDecision:
		return spoken(p.Decisions[ref.Index].Once)
	case model.KindInstrument:
		in := &p.Instruments[ref.Index]
		return append(spoken(in.InForceOnce, in.EndsOnce), m.powersOver(ref)...)
	case model.KindFact:
		return m.changing(model.FactID(ref.Index))
	}
	return nil
}

// asking are the duties that an act performs.
func (m *maker) asking(a model.ActID) []model.Ref {
	var out []model.Ref
	for i := range m.Pact.Duties {
		if slices.Contains(m.Pact.Duties[i].Acts, a) {
			out = append(out, refTo(model.KindDuty, i))
		}
	}
	return out
}

// powersOver are the powers over an instrument.
func (m *maker) powersOver(ref model.Ref) []model.Ref {
	var out []model.Ref
	for i := range m.Pact.Powers {
		w := &m.Pact.Powers[i]
		if w.Effect != model.Excuse && w.Effect != model.SetFact && int(w.Target) == ref.Index {
			out = append(out, refTo(model.KindPower, i))
		}
	}
	return out
}

// changing are the acts and powers that change a fact.
func (m *maker) changing(f model.FactID) []model.Ref {
	var out []model.Ref
	for i := range m.Pact.Acts {
		if slices.ContainsFunc(m.Pact.Acts[i].Effects, func(e model.Effect) bool { return e.Fact == f }) {
			out = append(out, refTo(model.KindAct, i))
		}
	}
	for i := range m.Pact.Powers {
		if w := &m.Pact.Powers[i]; w.Effect == model.SetFact && w.Fact == f {
			out = append(out, refTo(model.KindPower, i))
		}
	}
	return out
}

// all are the things of a kind in the cone, in order of the pact.
func (m *maker) all(k model.Kind) []model.Ref {
	var out []model.Ref
	for i := range m.Pact.Count(k) {
		if ref := refTo(k, i); m.cone[ref] {
			out = append(out, ref)
		}
	}
	return out
}
