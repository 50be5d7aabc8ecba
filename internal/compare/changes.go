package compare

import (
	"fmt"
	"reflect"

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

	thing   model.Ref // its common place; for a purpose the index into matching.purposes
	aspect  int       // Altered: which of aspects
	purpose bool
	fixed   bool // cannot be tried by itself: open points, the date of day 0
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
	return out, reworded
}

func (m *matching) changesOf(ref model.Ref) []Change {
	old, hadIt := m.in(Old, ref)
	new, hasIt := m.in(New, ref)
	c := Change{Of: ref.Kind, thing: ref, fixed: ref.Kind == model.KindPoint}
	if hadIt {
		d := declOf(m.pacts[Old], old)
		c.Name, c.At[Old] = d.Name, d.At
	}
	if hasIt {
		d := declOf(m.pacts[New], new)
		c.Name, c.At[New] = d.Name, d.At
	}
	switch {
	case !hasIt:
		c.Kind = Removed
		c.Text = fmt.Sprintf("%s %s is gone: %s", plainKind[ref.Kind], course.Thing(m.pacts[Old], old), sentence(m.pacts[Old], old))
		return []Change{c}
	case !hadIt:
		c.Kind = Added
		c.Text = fmt.Sprintf("%s %s is new: %s", plainKind[ref.Kind], course.Thing(m.pacts[New], new), sentence(m.pacts[New], new))
		return []Change{c}
	case ref.Kind == model.KindPoint:
		if reflect.DeepEqual(valuesOf(m.pacts[Old], old), valuesOf(m.pacts[New], new)) {
			return nil
		}
		c.Text = fmt.Sprintf("%s is now open between %s instead of %s", course.Capital(course.Thing(m.pacts[New], new)),
			pointValues(&m.pacts[New].Points[new.Index]), pointValues(&m.pacts[Old].Points[old.Index]))
		return []Change{c}
	}
	return m.alterations(c)
}

// plainKind begins a sentence about a declaration.
var plainKind = map[model.Kind]string{
	model.KindActor: "The actor", model.KindFact: "The fact", model.KindAct: "The act", model.KindDecision: "The decision",
	model.KindInstrument: "The instrument", model.KindDuty: "The duty", model.KindBan: "The ban", model.KindPower: "The power",
	model.KindPoint: "The open point",
}

// alterations compares a thing that both drafts have, aspect by aspect.
func (m *matching) alterations(c Change) []Change {
	var out []Change
	old, _ := m.in(Old, c.thing)
	new, _ := m.in(New, c.thing)
	for i, a := range aspects[c.thing.Kind] {
		if !reflect.DeepEqual(m.read(Old, old, a), m.read(New, new, a)) {
			one := c
			one.aspect = i
			one.Text = a.altered(course.Capital(course.Thing(m.pacts[New], new)), a.say(m.pacts[Old], old.Index), a.say(m.pacts[New], new.Index))
			out = append(out, one)
		}
	}
	return out
}

// read gives an aspect of a thing of one draft in common numbers.
func (m *matching) read(side Side, own model.Ref, a aspect) any {
	return tidy(translated(a.get(m.pacts[side], own.Index), m.toCommon(side)))
}

// tidy makes what means the same the same: no list is an empty list.
func tidy(x any) any {
	if v := reflect.ValueOf(x); v.Kind() == reflect.Slice && v.Len() == 0 {
		return reflect.Zero(v.Type()).Interface()
	}
	if c, ok := x.(conds); ok && len(c.All) == 0 {
		return conds{}
	}
	if d, ok := x.(dutyAsks); ok && len(d.Acts) == 0 {
		return dutyAsks{Ensure: d.Ensure}
	}
	return x
}

// toCommon translates from the numbers of one draft.
func (m *matching) toCommon(side Side) translator {
	return translator{refer: func(ref model.Ref, value int) (int, int) {
		if value >= 0 {
			value = m.value(side, ref, value)
		}
		return m.common[side][ref], value
	}}
}

// altered says what an aspect was and what it is.
func (ph phrase) altered(subject, old, new string) string {
	switch {
	case old == new:
		return subject + " has changed"
	case new == "":
		return subject + " " + ph.not + " " + old
	case old == "":
		return subject + " " + ph.now + " " + new
	}
	return subject + " " + ph.now + " " + new + " instead of " + old
}

func (m *matching) relabelled(ref model.Ref) bool {
	old, _ := m.in(Old, ref)
	new, _ := m.in(New, ref)
	return m.both(ref) && declOf(m.pacts[Old], old).Label != declOf(m.pacts[New], new).Label
}

func (m *matching) purposeChange(i int) []Change {
	at := m.purposes[i]
	c := Change{purpose: true, thing: model.Ref{Index: i}}
	var said [2]string
	var conditions [2]model.Cond
	for _, side := range []Side{Old, New} {
		if at[side] >= 0 {
			p := &m.pacts[side].Purposes[at[side]]
			c.Name, c.At[side] = p.Label, p.At
			said[side] = when(m.pacts[side], p.Cond)
			conditions[side] = translated(p.Cond, m.toCommon(side))
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
