package repair

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// Another time: a promise, a decision or an instrument gets a time, or another one. Times are those that the pact has already, so that
// the step of time stays.

func deadlines(m *maker) []change {
	var out []change
	for _, ref := range m.all(model.KindDuty) {
		d := &m.Pact.Duties[ref.Index]
		if d.By == nil {
			out = append(out, m.timed(ref, itemOf[*syntax.WithinItem](m.node(ref)), "within", "has to be kept within", d.Within)...)
		}
	}
	for _, ref := range m.all(model.KindDecision) {
		out = append(out, m.timed(ref, itemOf[*syntax.WithinItem](m.node(ref)), "within", "has to be made within", m.Pact.Decisions[ref.Index].Within)...)
	}
	for _, ref := range m.all(model.KindInstrument) {
		in := &m.Pact.Instruments[ref.Index]
		it := itemOf[*syntax.ExpiresItem](m.node(ref))
		out = append(out, m.timed(ref, it, "expires after", "runs for", in.Expires)...)
		if it != nil {
			out = append(out, change{steps: []step{m.drop(it)}, says: m.Named(ref) + " runs without a term"})
		}
	}
	return out
}

// timed gives something each other time that the pact has.
func (m *maker) timed(ref model.Ref, old syntax.Item, word, told string, now *model.Amount) []change {
	n := m.node(ref)
	if n == nil || now != nil && now.Point != model.None {
		return nil
	}
	var out []change
	for _, days := range m.durations() {
		if now != nil && now.N == days {
			continue
		}
		item := fmt.Sprintf("%s %d days", word, days)
		c := change{says: fmt.Sprintf("%s %s %s", m.Named(ref), told, course.Days(days))}
		switch it := old.(type) {
		case *syntax.WithinItem:
			c.steps = []step{m.set(n, orNone(it), item)}
		case *syntax.ExpiresItem:
			c.steps = []step{m.set(n, orNone(it), item)}
		}
		out = append(out, c)
	}
	return out
}

// orNone is an item, or none where there is only its type.
func orNone[T any, P interface {
	*T
	syntax.Item
}](it P) syntax.Item {
	if it == nil {
		return nil
	}
	return it
}

// durations are the times that the pact has, each once, the shortest first.
func (m *maker) durations() []int {
	out := slices.Clone(m.Pact.Durations())
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(n int) bool { return n <= 0 })
}
