package repair

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// It survives the end: a promise that others rely on stands in a text of its own between the same parties, which does not end with the
// one that it stood in.

func survivals(m *maker) []change {
	var out []change
	for _, ref := range m.reliedOn() {
		if c, ok := m.survives(ref); ok {
			out = append(out, c)
		}
	}
	return out
}

// reliedOn are the promises that what is to go is given for, and those that are to go themselves.
func (m *maker) reliedOn() []model.Ref {
	var out []model.Ref
	add := func(ref model.Ref) {
		if (ref.Kind == model.KindDuty || ref.Kind == model.KindBan) && !slices.Contains(out, ref) {
			out = append(out, ref)
		}
	}
	for _, ref := range m.refs {
		if ref.Kind != model.KindDuty && ref.Kind != model.KindBan {
			continue
		}
		returns, _ := m.returns(ref)
		for _, x := range spoken(returns...) {
			add(x)
		}
		add(ref)
	}
	return out
}

// survives moves a promise into an instrument of its own.
func (m *maker) survives(ref model.Ref) (change, bool) {
	home := m.instrument(ref)
	n, in := m.node(ref), m.node(refTo(model.KindInstrument, int(home)))
	h := &m.Pact.Instruments[home]
	if n == nil || in == nil || h.Expires == nil && h.EndsOnce == nil || m.ownSignature(n) {
		return change{}, false
	}
	var parties []string
	for _, p := range h.Between {
		parties = append(parties, m.Pact.Actors[p].Name)
	}
	decl := fmt.Sprintf("instrument %s \"%s\" {\n  between %s\n  in force once %s is in force\n  %s\n}", m.fresh(h.Name+"_lasting"),
		"What outlasts "+m.Named(refTo(model.KindInstrument, int(home))), strings.Join(parties, ", "), h.Name, m.of(n))
	return change{steps: []step{m.drop(n), m.addAfter(in, decl)}, says: fmt.Sprintf("%s outlasts %s", m.Named(ref), m.Named(refTo(model.KindInstrument, int(home))))}, true
}

// ownSignature reports whether a clause speaks of the signing of its own instrument, which has no meaning elsewhere.
func (m *maker) ownSignature(n syntax.Node) bool {
	found := false
	syntax.Inspect(n, func(x syntax.Node) bool {
		if a, ok := x.(*syntax.AtomCond); ok && a.Subject == nil {
			found = true
		}
		return true
	})
	return found
}
