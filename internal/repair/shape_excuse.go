package repair

import (
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// An excuse: a promise is not owed while something else is so, or while what it is given for is not there.

func excuses(m *maker) []change {
	var out []change
	for _, ref := range m.refs {
		n := m.node(ref)
		if ref.Kind != model.KindDuty || n == nil {
			continue
		}
		for _, a := range append(m.missing(ref, n), m.atoms...) {
			out = append(out, change{steps: []step{line{n, unless}.or(a.text)}, trigger: a.cond,
				says: m.Named(ref) + " is excused while " + m.Plainly(a.cond)})
		}
	}
	return out
}

// missing says that what a promise is given for is not there.
func (m *maker) missing(ref model.Ref, n syntax.Node) []atom {
	it := itemOf[*syntax.ReturnItem](n)
	if it == nil {
		return nil
	}
	var out []atom
	for _, a := range m.quotedAll(it.Conds, m.Pact.Duties[ref.Index].Return) {
		out = append(out, atom{"not (" + a.text + ")", model.Not{Term: a.cond}})
	}
	return out
}
