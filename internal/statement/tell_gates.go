package statement

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// Statements about what is not reached: rings, gates, waiting, and what binds when it is too late.

func (m *maker) ring(of []int) told {
	aims := m.purposesOf(of)
	t := told{id: m.aimID("locked", aims), about: of}
	t.sentence = fmt.Sprintf("%s can never come about while everybody keeps their word under this text.", m.aims(aims, "and"))
	if len(aims) == len(m.answer.Pact.Purposes) && len(aims) > 1 {
		t.sentence = "nothing of what it is for can ever come about while everybody keeps their word under this text."
	}
	return t
}

// aimID is the ID of a statement about purposes: their first, unless it is about all.
func (m *maker) aimID(word string, aims []int) string {
	if len(aims) == 0 || len(aims) == len(m.answer.Pact.Purposes) {
		return word
	}
	return id(word, m.answer.Pact.Purposes[aims[0]].Label)
}

// gate is about what its keepers can each do to one purpose, or to as many as they all can in the same fillings.
func (m *maker) gate(of []int) told {
	vetoes := m.which(of, func(f *inquiry.Across) bool { return f.Code == codes.Veto })
	if len(vetoes) == 0 {
		return m.need(of)
	}
	lead, keepers := m.widest(vetoes)
	t := told{id: m.gateID(vetoes), about: lead, clauses: m.hands(keepers)}
	var who []string
	for _, k := range keepers {
		who = append(who, m.People(k))
	}
	aims := m.purposesOf(lead)
	text := some(who, "or") + " alone"
	if keepers[0].Len() > 1 {
		text = m.together(keepers)
	}
	text += fmt.Sprintf(" can lawfully under this text block %s for good", m.aims(aims, "and"))
	if len(m.purposesOf(vetoes)) > len(aims) {
		text += ", and in some readings more"
	}
	t.sentence = text + "."
	return t
}

// together names sets of several, those who are in all of them once: "Ukraine together with the United States or Congress".
func (m *maker) together(keepers []model.ActorSet) string {
	common := keepers[0]
	for _, k := range keepers {
		common &= k
	}
	var others []string
	for _, k := range keepers {
		if rest := k &^ common; common == 0 || rest == 0 {
			return m.EitherOf(keepers)
		} else {
			others = append(others, m.People(rest))
		}
	}
	return m.People(common) + " together with " + course.List(others, "or")
}

// widest picks, of vetoes, those over one purpose that most keep in the same fillings, and of these those that hold in the most;
// over other purposes too that the same keep there.
func (m *maker) widest(vetoes []int) (lead []int, keepers []model.ActorSet) {
	type over struct {
		purpose int
		where   string
	}
	by := map[over][]model.ActorSet{}
	key := func(f *inquiry.Across) over { return over{f.Purpose, cubes(f)} }
	for _, i := range vetoes {
		by[key(m.finding(i))] = append(by[key(m.finding(i))], m.finding(i).By[0])
	}
	var best over
	most := -1.0
	for _, i := range vetoes {
		k := key(m.finding(i))
		share := float64(len(by[k])) + m.where([]int{i}).share
		if share > most {
			best, most = k, share
		}
	}
	keepers = by[best]
	lead = m.which(vetoes, func(f *inquiry.Across) bool {
		all := !slices.ContainsFunc(keepers, func(k model.ActorSet) bool { return !slices.Contains(by[key(f)], k) })
		return all && cubes(f) == best.where && slices.Contains(keepers, f.By[0])
	})
	return lead, keepers
}

func (m *maker) gateID(vetoes []int) string {
	if m.finding(vetoes[0]).By[0].Len() > 1 {
		return "gate-together"
	}
	var all model.ActorSet
	for _, i := range vetoes {
		all |= m.finding(i).By[0]
	}
	return m.keptBy(all)
}

func (m *maker) keptBy(s model.ActorSet) string {
	var names []string
	for _, a := range s.IDs() {
		names = append(names, m.answer.Pact.Actors[a].Name)
	}
	return id("gate", names...)
}

// hands is what some actors decide.
func (m *maker) hands(keepers []model.ActorSet) []model.Ref {
	var all model.ActorSet
	for _, k := range keepers {
		all |= k
	}
	var out []model.Ref
	for i := range m.answer.Pact.Decisions {
		if model.SetOf(m.answer.Pact.Decisions[i].By...).Within(all) {
			out = append(out, model.Ref{Kind: model.KindDecision, Index: i})
		}
	}
	return out
}

// need is about a promise that others have to help with, or can withhold.
func (m *maker) need(of []int) told {
	lead := m.first(of, gravity)
	f := m.finding(lead[0])
	switch f.Code {
	case codes.Limbo:
		return m.waiting(of)
	case codes.Withheld:
		return m.empty(of)
	}
	lead = m.which(lead, func(g *inquiry.Across) bool { return g.Clause == f.Clause })
	var by model.ActorSet
	for _, s := range f.Needs {
		by |= s
	}
	return told{id: m.keptBy(by), about: lead, clauses: append(m.clausesOf(of), m.hands(f.Needs)...), sentence: m.unkept(lead)}
}

func (m *maker) waiting(of []int) told {
	lead := m.which(of, func(f *inquiry.Across) bool { return f.Code == codes.Limbo })
	aims := m.purposesOf(lead)
	return told{id: m.aimID("waiting", aims), about: lead,
		sentence: fmt.Sprintf("all can have signed and wait for %s for ever: nothing ends it.", m.aims(aims, "or"))}
}

func (m *maker) tooLate(of []int) told {
	aims := m.purposesOf(of)
	return told{id: "too-late", about: of,
		sentence: fmt.Sprintf("promises can bind for ever though %s is out of reach for good.", m.aims(aims, "or"))}
}

func list(items []string) string { return course.List(items, "and") }
