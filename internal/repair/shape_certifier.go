package repair

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// Another certifies: what one actor alone can do, find or decide another can do too, who is not the one that then has to act; or it
// alone can, in place of the one that has to.

func certifiers(m *maker) []change {
	var out []change
	for _, ref := range m.all(model.KindAct) {
		a := &m.Pact.Acts[ref.Index]
		n, ok := m.node(ref).(*syntax.ActDecl)
		if !ok || !m.calls(model.ActID(ref.Index)) {
			continue
		}
		for _, x := range m.others(a.By, model.ActID(ref.Index)) {
			last := n.By[len(n.By)-1].Span()
			name := m.Pact.Actors[x].Name
			out = append(out, change{steps: []step{{start: last.End, end: last.End, text: ", " + name}}, says: fmt.Sprintf("%s too can %s", m.Who(x), m.Act(model.ActID(ref.Index)))})
			if len(a.By) == 1 && m.side(a.By[0]) {
				out = append(out, change{steps: []step{write(n.By[0].Span(), name)}, says: fmt.Sprintf("%s, not %s, can %s", m.Who(x), m.Who(a.By[0]), m.Act(model.ActID(ref.Index)))})
			}
		}
	}
	for _, ref := range m.all(model.KindDecision) {
		d := &m.Pact.Decisions[ref.Index]
		it := itemOf[*syntax.DecidesItem](m.node(ref))
		if it == nil {
			continue
		}
		for _, x := range m.others(d.By, model.None) {
			if last := it.Actors[len(it.Actors)-1].Span(); m.side(d.By[0]) && len(d.By) == 1 {
				out = append(out, change{steps: []step{write(it.Actors[0].Span(), m.Pact.Actors[x].Name)},
					says: fmt.Sprintf("%s, not %s, decides on %s", m.Who(x), m.Who(d.By[0]), m.Named(ref))})
			} else if last.End > 0 {
				out = append(out, change{steps: []step{{start: last.End, end: last.End, text: ", " + m.Pact.Actors[x].Name}},
					says: fmt.Sprintf("%s too can decide on %s", m.Who(x), m.Named(ref))})
			}
		}
	}
	return out
}

// calls reports whether a promise falls due upon an act.
func (m *maker) calls(a model.ActID) bool {
	return slices.ContainsFunc(m.Pact.Duties, func(d model.Duty) bool { return d.Upon == a })
}

// side reports whether an actor is one who is bound by what is to go, or a body of one.
func (m *maker) side(x model.ActorID) bool {
	for _, ref := range m.refs {
		if b := m.Bound(ref); b != model.None && (b == x || m.Pact.Actors[x].Of == b && m.Pact.Actors[x].Kind == model.IsBody) {
			return true
		}
	}
	return false
}

// others are the actors, without the outsider, who do not yet do something and are not bound to act upon it.
func (m *maker) others(by []model.ActorID, upon model.ActID) []model.ActorID {
	var out []model.ActorID
	for i := range m.Pact.Actors {
		x := model.ActorID(i)
		if x == model.Outsider || slices.Contains(by, x) || m.side(x) {
			continue
		}
		if upon != model.None && slices.ContainsFunc(m.Pact.Duties, func(d model.Duty) bool { return d.Upon == upon && d.Obligor == x }) {
			continue
		}
		out = append(out, x)
	}
	return out
}
