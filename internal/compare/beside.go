package compare

import (
	"reflect"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/model"
)

// What stands beside the terms of a draft has no part in what can happen: what they are cited from, who stands
// where, what the author asks. It is not weighed; that it is another in the new draft is said all the same.

// beside names what is another in the two drafts, of all that is not weighed.
func (m *matching) beside() []string {
	var out []string
	note := func(name string) {
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for i := range model.Sections {
		s := &model.Sections[i]
		fields := withRole(s, model.Backing, model.Asking)
		if len(withRole(s, model.Meaning)) == 0 && !m.alike(s, fields) {
			note(s.Noun + "s")
		} else if at := m.weighed(s); !m.alikeBoth(at, fields) {
			note("citations")
		}
	}
	return out
}

// weighed is where the two drafts have the things of a list that have a part in what can happen.
func (m *matching) weighed(s *model.Section) []place {
	switch {
	case slices.Contains(kinds, s.Kind):
		return m.places[s.Kind]
	case s.Name == "Purposes":
		return m.purposes
	}
	return nil
}

// alike reports whether a list is of the same length in both drafts and its entries say the same: those of one
// name, or, if they have none, those in one place.
func (m *matching) alike(s *model.Section, fields []*model.Field) bool {
	if s.Kind != model.KindNone {
		return !slices.ContainsFunc(m.places[s.Kind], func(at place) bool { return at[Old] < 0 || at[New] < 0 }) && m.alikeBoth(m.places[s.Kind], fields)
	}
	n := s.Count(m.pacts[Old])
	if n != s.Count(m.pacts[New]) {
		return false
	}
	for i := range n {
		if !m.alikeAt(fields, i, i) {
			return false
		}
	}
	return true
}

// alikeBoth reports whether the things that both drafts have say the same.
func (m *matching) alikeBoth(places []place, fields []*model.Field) bool {
	for _, at := range places {
		if at[Old] >= 0 && at[New] >= 0 && !m.alikeAt(fields, at[Old], at[New]) {
			return false
		}
	}
	return true
}

func (m *matching) alikeAt(fields []*model.Field, old, new int) bool {
	for _, f := range fields {
		a, b := m.toCommon(Old).Rewrite(f.Get(m.pacts[Old], old)), m.toCommon(New).Rewrite(f.Get(m.pacts[New], new))
		if !reflect.DeepEqual(a, b) {
			return false
		}
	}
	return true
}

// reordered reports whether what both drafts have stands in another order.
func (m *matching) reordered() bool {
	var order [2][]model.Ref
	for _, side := range []Side{Old, New} {
		for _, own := range m.pacts[side].Order {
			if ref := m.to(side, own); m.both(ref) {
				order[side] = append(order[side], ref)
			}
		}
	}
	return !slices.Equal(order[Old], order[New])
}

// besideWords says what is another and was not weighed.
func (m *matching) besideWords() []string {
	var out []string
	if names := m.beside(); len(names) > 0 {
		out = append(out, "The drafts also differ in "+course.List(names, "and")+", which were not weighed.")
	}
	if m.reordered() {
		out = append(out, "Some declarations stand in another order. What that changes, if anything, is among what can happen in one draft only.")
	}
	return out
}
