package repair

import (
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// A condition first: what is promised falls due, a call can be made, or a text enters into force, only once something else is so.

func conditions(m *maker) []change {
	var out []change
	for _, l := range m.lines() {
		for _, a := range append(m.own(l), m.atoms...) {
			out = append(out, change{steps: []step{l.line.and(a.text)}, says: l.says(a), bar: a.cond})
		}
	}
	return out
}

// waiting is a line that can take a condition more, and how that is told.
type waiting struct {
	line
	ref  model.Ref
	says func(atom) string
}

// lines are those by which what the targets are about comes to apply: that of the clause itself, of what it falls due upon, and
// of the instrument that it stands in.
func (m *maker) lines() []waiting {
	var out []waiting
	add := func(ref model.Ref, s slot, says func(atom) string) {
		if n := m.node(ref); n != nil {
			out = append(out, waiting{line{n, s}, ref, says})
		}
	}
	seen := map[model.Ref]bool{}
	for _, ref := range m.refs {
		switch ref.Kind {
		case model.KindDuty:
			d := &m.Pact.Duties[ref.Index]
			if upon := refTo(model.KindAct, int(d.Upon)); d.Upon == model.None {
				add(ref, once, func(a atom) string { return m.promise(ref) + " falls due only once " + m.Plainly(a.cond) })
			} else if !seen[upon] {
				seen[upon] = true
				add(upon, when, func(a atom) string { return "one can " + m.Act(d.Upon) + " only while " + m.Plainly(a.cond) })
			}
		case model.KindBan:
			add(ref, while, func(a atom) string { return m.promise(ref) + " binds only while " + m.Plainly(a.cond) })
		case model.KindPower:
			add(ref, when, func(a atom) string { return m.Named(ref) + " can be used only while " + m.Plainly(a.cond) })
		}
	}
	for _, ref := range m.refs {
		if in := refTo(model.KindInstrument, int(m.instrument(ref))); in.Index >= 0 && !seen[in] {
			seen[in] = true
			add(in, inForce, func(a atom) string { return m.Named(in) + " enters into force only once " + m.Plainly(a.cond) })
		}
	}
	return out
}

// promise is a clause as the subject of a sentence.
func (m *maker) promise(ref model.Ref) string { return m.Named(ref) }

// instrument is where a clause stands; None if it stands in none.
func (m *maker) instrument(ref model.Ref) model.InstrumentID {
	switch ref.Kind {
	case model.KindDuty:
		return m.Pact.Duties[ref.Index].Instrument
	case model.KindBan:
		return m.Pact.Bans[ref.Index].Instrument
	case model.KindPower:
		return m.Pact.Powers[ref.Index].Instrument
	}
	return model.None
}

// own are the conditions that a clause itself names: what it is given for, together and one by one, and its cases.
func (m *maker) own(l waiting) []atom {
	var out []atom
	for _, ref := range m.refs {
		if ref.Kind != model.KindDuty && ref.Kind != model.KindBan {
			continue
		}
		n := m.node(ref)
		if n == nil {
			continue
		}
		returns, cases := m.returns(ref)
		if it := itemOf[*syntax.ReturnItem](n); it != nil {
			out = append(out, m.quotedAll(it.Conds, returns)...)
		}
		if it := itemOf[*syntax.AgainstItem](n); it != nil && ref.Kind == model.KindDuty && l.slot == when {
			out = append(out, m.quotedAll(it.Conds, cases)...)
		}
	}
	return out
}

// returns are what a promise is given for, and the cases it is promised for.
func (m *maker) returns(ref model.Ref) (returns, cases []model.Cond) {
	if ref.Kind == model.KindBan {
		return m.Pact.Bans[ref.Index].Return, nil
	}
	d := &m.Pact.Duties[ref.Index]
	return d.Return, d.Against
}

// quotedAll are conditions of the text as they stand there, and all of them together if they are several.
func (m *maker) quotedAll(cs []syntax.Cond, conds []model.Cond) []atom {
	var out []atom
	all := ""
	for i, c := range cs {
		if hasAct(conds[i]) {
			return nil
		}
		out = append(out, m.quoted(c, conds[i]))
		if all != "" {
			all += " and "
		}
		all += m.joinable(c, "and")
	}
	if len(cs) > 1 {
		out = append([]atom{{all, model.And{Terms: conds}}}, out...)
	}
	return out
}

// hasAct reports whether an act stands in a condition, which can be a case but nothing to wait for.
func hasAct(c model.Cond) bool {
	found := false
	model.Visit(c, func(c model.Cond) {
		if _, ok := c.(model.Done); ok {
			found = true
		}
	})
	return found
}
