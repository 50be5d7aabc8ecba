package repair

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// The other order: of two promises one waits for the other; now that one waits for this.

func orders(m *maker) []change {
	var out []change
	for _, ref := range m.refs {
		if ref.Kind != model.KindDuty {
			continue
		}
		for i := range m.Pact.Duties {
			if c, ok := m.reversed(ref, refTo(model.KindDuty, i)); ok {
				out = append(out, c)
			}
		}
	}
	return out
}

// reversed lets a promise wait for another that waited for it.
func (m *maker) reversed(ref, other model.Ref) (change, bool) {
	d, e := &m.Pact.Duties[ref.Index], &m.Pact.Duties[other.Index]
	n, o := m.node(ref), m.node(other)
	if ref == other || n == nil || o == nil || d.Recurs() || e.Recurs() {
		return change{}, false
	}
	freed, ok := m.without(line{o, once}, func(a *syntax.AtomCond) bool { return m.performance(a, d.Name) })
	if !ok {
		return change{}, false
	}
	return change{steps: append(freed, line{n, once}.and(e.Name+" is performed")),
		says: m.Named(other) + " comes first, and " + m.Named(ref) + " waits for it"}, true
}

// performance reports whether a test is that a promise is performed.
func (m *maker) performance(a *syntax.AtomCond, name string) bool {
	return a.Subject != nil && a.Subject.Name == name && !a.Not && (a.Verb == syntax.Bare || strings.HasSuffix(m.of(a), " is performed"))
}

// without takes tests out of the chain that a line is; false if it has none of them.
func (m *maker) without(l line, unwanted func(*syntax.AtomCond) bool) ([]step, bool) {
	it, cond := l.item()
	if it == nil {
		return nil, false
	}
	var keep []string
	dropped := false
	for _, c := range conjuncts(cond) {
		if a, ok := c.(*syntax.AtomCond); ok && unwanted(a) {
			dropped = true
			continue
		}
		keep = append(keep, m.joinable(c, "and"))
	}
	switch {
	case !dropped:
		return nil, false
	case len(keep) == 0:
		return []step{m.drop(it)}, true
	}
	return []step{write(cond.Span(), strings.Join(keep, " and "))}, true
}
