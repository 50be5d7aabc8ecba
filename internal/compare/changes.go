package compare

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/model"
)

// ChangeKind says how the text was changed.
type ChangeKind uint8

// The kinds of change.
const (
	Altered ChangeKind = iota
	Added
	Removed
)

// Change is one change of the text that can matter: a declaration that came or went, or one thing that a
// declaration says differently. What it is about is given by the name of the declaration in the new draft,
// or, if it is gone, in the old.
type Change struct {
	Kind ChangeKind
	Name string         // the name of the declaration, or the label of the purpose
	Of   model.Kind     // what is declared; KindNone for a purpose and for the pact itself
	Text string         // a sentence in plain words, without a full stop
	At   [2]source.Span // where it stands in each draft, if it does

	Things [2]model.Ref // what it is about in each draft; KindNone where it is not in it, and for what has no name

	thing   model.Ref // its common place; for a purpose the index into matching.purposes
	aspect  string    // Altered: the name of the field
	purpose bool
	fixed   bool // cannot be tried by itself: open points, the date of day 0
}

// Changes lists the changes of the text, without asking what comes of them. renames are as in Options.
func Changes(old, new *model.Pact, renames [][2]string) ([]Change, error) {
	m, err := match(old, new, renames)
	if err != nil {
		return nil, err
	}
	out, _ := m.changes()
	return out, nil
}

// changes lists the changes of the text, and counts the declarations of which only the label is another.
func (m *matching) changes() (out []Change, reworded int) {
	for _, k := range kinds {
		for i := range m.places[k] {
			ref := model.Ref{Kind: k, Index: i}
			found := m.changesOf(ref)
			if len(found) == 0 && m.relabelled(ref) {
				reworded++
			}
			out = append(out, found...)
		}
	}
	for i := range m.purposes {
		out = append(out, m.purposeChange(i)...)
	}
	if old, new := m.pacts[Old].Starts, m.pacts[New].Starts; old != new && !old.IsZero() && !new.IsZero() {
		out = append(out, Change{Name: "starts", fixed: true,
			Text: fmt.Sprintf("The pact now starts on %s instead of %s", course.Date(new), course.Date(old))})
	}
	return out, reworded + m.retitled()
}

func (m *matching) changesOf(ref model.Ref) []Change {
	old, hadIt := m.in(Old, ref)
	new, hasIt := m.in(New, ref)
	c := Change{Of: ref.Kind, thing: ref, fixed: ref.Kind == model.KindPoint}
	if hadIt {
		d := declOf(m.pacts[Old], old)
		c.Name, c.At[Old], c.Things[Old] = d.Name, d.At, old
	}
	if hasIt {
		d := declOf(m.pacts[New], new)
		c.Name, c.At[New], c.Things[New] = d.Name, d.At, new
	}
	switch {
	case !hasIt:
		c.Kind = Removed
		c.Text = fmt.Sprintf("The %s %s is gone: %s", noun(ref.Kind), course.Thing(m.pacts[Old], old), sentence(m.pacts[Old], old))
		return []Change{c}
	case !hadIt:
		c.Kind = Added
		c.Text = fmt.Sprintf("The %s %s is new: %s", noun(ref.Kind), course.Thing(m.pacts[New], new), sentence(m.pacts[New], new))
		return []Change{c}
	}
	return m.alterations(c)
}

// alterations compares a thing that both drafts have, aspect by aspect.
func (m *matching) alterations(c Change) []Change {
	var out []Change
	old, _ := m.in(Old, c.thing)
	new, _ := m.in(New, c.thing)
	for _, a := range aspects(c.thing.Kind) {
		if !reflect.DeepEqual(m.read(Old, old, a), m.read(New, new, a)) {
			one := c
			one.aspect = a.Name
			one.Text = altered(a, course.Capital(course.Thing(m.pacts[New], new)), say(m.pacts[Old], a, old.Index), say(m.pacts[New], a, new.Index))
			out = append(out, one)
		}
	}
	return out
}

// read gives an aspect of a thing of one draft in common numbers.
func (m *matching) read(side Side, own model.Ref, a *model.Field) any {
	return tidy(m.toCommon(side).Rewrite(a.Get(m.pacts[side], own.Index)))
}

// tidy makes what means the same the same: 30 days are 1 month.
func tidy(x any) any {
	o, ok := x.(model.Openness)
	if !ok || o.Kind == model.Word {
		return x
	}
	o.Values = slices.Clone(o.Values)
	for i := range o.Values {
		o.Values[i].Text = ""
	}
	return o
}

// toCommon translates from the numbers of one draft, and leaves out where in the file things stand.
func (m *matching) toCommon(side Side) model.Rewriter {
	return model.Rewriter{Placeless: true, Ref: func(ref model.Ref, value int) (int, int) {
		if value != model.NoValue {
			value = m.value(side, ref, value)
		}
		return m.common[side][ref], value
	}}
}

// altered says what an aspect was and what it is.
func altered(a *model.Field, subject, old, new string) string {
	switch {
	case old == new:
		return subject + " has changed"
	case new == "":
		return subject + " " + a.Not + " " + old
	case old == "":
		return subject + " " + a.Now + " " + new
	}
	return subject + " " + a.Now + " " + new + " instead of " + old
}

// relabelled reports whether a thing that both drafts have is only called differently.
func (m *matching) relabelled(ref model.Ref) bool {
	old, _ := m.in(Old, ref)
	new, _ := m.in(New, ref)
	return m.both(ref) && slices.ContainsFunc(withRole(model.SectionOf(ref.Kind), model.Wording), func(f *model.Field) bool {
		return f.Name != "Name" && f.Get(m.pacts[Old], old.Index) != f.Get(m.pacts[New], new.Index)
	})
}

// retitled counts the pact itself, its purposes, sources and readings that are called differently.
func (m *matching) retitled() int {
	n := 0
	if m.pacts[Old].Title != m.pacts[New].Title {
		n++
	}
	for _, k := range []model.Kind{model.KindSource, model.KindReading} {
		for i := range m.places[k] {
			if m.relabelled(model.Ref{Kind: k, Index: i}) {
				n++
			}
		}
	}
	for i, at := range m.purposes {
		if at[Old] >= 0 && at[New] >= 0 && len(m.purposeChange(i)) == 0 &&
			m.pacts[Old].Purposes[at[Old]].Label != m.pacts[New].Purposes[at[New]].Label {
			n++
		}
	}
	return n
}

func (m *matching) purposeChange(i int) []Change {
	at := m.purposes[i]
	c := Change{purpose: true, thing: model.Ref{Index: i}}
	var said [2]string
	var conditions [2]any
	for _, side := range []Side{Old, New} {
		if at[side] >= 0 {
			p := &m.pacts[side].Purposes[at[side]]
			c.Name, c.At[side] = p.Label, p.At
			said[side] = when(m.pacts[side], p.Cond)
			conditions[side] = m.toCommon(side).Rewrite(p.Cond)
		}
	}
	switch {
	case at[New] < 0:
		c.Kind, c.Text = Removed, fmt.Sprintf("%s is gone: %s", purposeName(c.Name), said[Old])
	case at[Old] < 0:
		c.Kind, c.Text = Added, fmt.Sprintf("%s is new: %s", purposeName(c.Name), said[New])
	case reflect.DeepEqual(conditions[Old], conditions[New]):
		return nil
	default:
		c.Text = fmt.Sprintf("%s now asks that %s, no longer that %s", purposeName(c.Name), said[New], said[Old])
	}
	return []Change{c}
}

// purposeName begins a sentence about a purpose, which may have no label.
func purposeName(label string) string {
	if label == "" {
		return "The purpose"
	}
	return fmt.Sprintf("The purpose %q", label)
}

// String names a kind of change.
func (k ChangeKind) String() string { return [...]string{"changed", "added", "removed"}[k] }
