package compare

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/same"
	"github.com/servanda-lang/servanda/model"
)

// What corresponds to what.
//
// Everything that either draft declares gets one place in a common numbering, so that two things are the
// same exactly when they have the same place. The old draft's things come first, in its order, then those
// that only the new one has. The values of facts, decisions and open points are numbered in common too, by
// their text.

// kinds are the things that have a part in what can happen. Purposes are matched by themselves; sources and
// readings are matched too, so that it can be told whether what rests on them has changed.
var kinds = same.Kinds

// place is where a thing stands in each draft, -1 where it does not.
type place [2]int

type matching struct {
	pacts    [2]*model.Pact
	places   map[model.Kind][]place
	common   [2]map[model.Ref]int // the place in common of a thing of each draft
	values   map[model.Ref][]string
	purposes []place
}

// match finds what corresponds. renames are pairs of an old name and a new one.
func match(old, new *model.Pact, renames [][2]string) (*matching, error) {
	m := &matching{pacts: [2]*model.Pact{old, new}, places: map[model.Kind][]place{}, values: map[model.Ref][]string{}}
	m.common = [2]map[model.Ref]int{{}, {}}
	things, err := same.Things(old, new, renames)
	if err != nil {
		return nil, err
	}
	for _, k := range append(slices.Clone(kinds), model.KindSource, model.KindReading) {
		m.matchKind(k, things)
	}
	m.matchPurposes()
	return m, nil
}

// noun is what things of a kind are called.
func noun(k model.Kind) string { return model.SectionOf(k).Noun }

func (m *matching) matchKind(k model.Kind, things map[model.Ref]model.Ref) {
	used := map[int]bool{}
	for i := range m.pacts[Old].Count(k) {
		j := -1
		if to, ok := things[model.Ref{Kind: k, Index: i}]; ok {
			j = to.Index
			used[j] = true
		}
		m.add(k, place{i, j})
	}
	for j := range m.pacts[New].Count(k) {
		if !used[j] {
			m.add(k, place{-1, j})
		}
	}
}

func (m *matching) add(k model.Kind, at place) {
	ref := model.Ref{Kind: k, Index: len(m.places[k])}
	m.places[k] = append(m.places[k], at)
	for side, i := range at {
		if i < 0 {
			continue
		}
		own := model.Ref{Kind: k, Index: i}
		m.common[side][own] = ref.Index
		for _, v := range same.Values(m.pacts[side], own) {
			if !slices.Contains(m.values[ref], v) {
				m.values[ref] = append(m.values[ref], v)
			}
		}
	}
}

// matchPurposes matches purposes of the same label; if each draft has one, they are the same purpose.
func (m *matching) matchPurposes() {
	old, new := m.pacts[Old].Purposes, m.pacts[New].Purposes
	if len(old) == 1 && len(new) == 1 {
		m.purposes = []place{{0, 0}}
		return
	}
	used := map[int]bool{}
	for i := range old {
		j := slices.IndexFunc(new, func(p model.Purpose) bool { return p.Label == old[i].Label })
		if used[j] {
			j = -1
		}
		used[j] = true
		m.purposes = append(m.purposes, place{i, j})
	}
	for j := range new {
		if !used[j] {
			m.purposes = append(m.purposes, place{-1, j})
		}
	}
}

// to gives the common place of a thing of one draft.
func (m *matching) to(side Side, ref model.Ref) model.Ref {
	return model.Ref{Kind: ref.Kind, Index: m.common[side][ref]}
}

// in gives the thing of one draft that has a common place; ok is false if the draft has it not.
func (m *matching) in(side Side, common model.Ref) (ref model.Ref, ok bool) {
	i := m.places[common.Kind][common.Index][side]
	return model.Ref{Kind: common.Kind, Index: i}, i >= 0
}

// both reports whether both drafts have the thing.
func (m *matching) both(common model.Ref) bool {
	at := m.places[common.Kind][common.Index]
	return at[Old] >= 0 && at[New] >= 0
}

// best gives the draft in which to look for the words of a thing: the new one if it has it.
func (m *matching) best(common model.Ref) (*model.Pact, model.Ref) {
	if ref, ok := m.in(New, common); ok {
		return m.pacts[New], ref
	}
	ref, _ := m.in(Old, common)
	return m.pacts[Old], ref
}

// actors gives the common places of a set of actors, as a set.
func (m *matching) actors(side Side, s model.ActorSet) uint64 {
	var out uint64
	for _, id := range s.IDs() {
		out |= 1 << m.common[side][model.Ref{Kind: model.KindActor, Index: int(id)}]
	}
	return out
}

// value gives the number in common of a value of a fact, decision or point of one draft. A counter has
// numbers for values, which are the same in both.
func (m *matching) value(side Side, own model.Ref, v int) int {
	values := same.Values(m.pacts[side], own)
	if values == nil {
		return v
	}
	return slices.Index(m.values[m.to(side, own)], values[v])
}
