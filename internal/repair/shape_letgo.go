package repair

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// A condition less: something no longer waits for one of the things that it waits for. Of acts nothing is taken away: what can be
// done is not for a text to say.

func lessConditions(m *maker) []change {
	var out []change
	for _, l := range m.conditioned() {
		it, cond := l.line.item()
		if it == nil {
			continue
		}
		terms := conjuncts(cond)
		for i, t := range terms {
			if l.slot == inForce && (len(terms) == 1 || strings.HasPrefix(m.of(t), "signed")) {
				continue // somebody has to have signed
			}
			c := change{says: m.Named(l.ref) + " no longer waits for this: " + oneLine(m.of(t))}
			if len(terms) == 1 {
				c.steps = []step{m.drop(it)}
			} else {
				c.steps = []step{write(cond.Span(), m.but(terms, i))}
			}
			out = append(out, c)
		}
	}
	return out
}

// but is a chain without one of its terms.
func (m *maker) but(terms []syntax.Cond, i int) string {
	var out []string
	for k, t := range terms {
		if k != i {
			out = append(out, m.joinable(t, "and"))
		}
	}
	return strings.Join(out, " and ")
}

// oneLine is a piece of text with its space made one.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// conditioned are the lines of what a text can make wait, in the cone of what is to go: promises, rights, instruments, decisions.
func (m *maker) conditioned() []waiting {
	var out []waiting
	for _, x := range []struct {
		kind model.Kind
		slot slot
	}{{model.KindInstrument, inForce}, {model.KindDuty, once}, {model.KindBan, while}, {model.KindPower, when}, {model.KindDecision, once}} {
		for _, ref := range m.all(x.kind) {
			if ref.Kind == model.KindPower && m.Pact.Powers[ref.Index].Effect == model.SetFact {
				continue // when a fact can be made so is a matter of what can be done
			}
			if n := m.node(ref); n != nil {
				out = append(out, waiting{line: line{n, x.slot}, ref: ref})
			}
		}
	}
	return out
}
