package repair

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// An answer: a question that the text leaves open is answered. In a reading that answers it already the answer is another one; where all
// readings are looked at, a reading of that name is added, and looked at are all fillings that agree with it.

// Settled is the name of the reading that answers what was open.
const Settled = "settled"

func choices(m *maker) []change {
	var out []change
	for i := range m.Pact.Points {
		pt := &m.Pact.Points[i]
		ref := refTo(model.KindPoint, i)
		if len(pt.Values) < 2 || m.node(ref) == nil {
			continue
		}
		for v := range pt.Values {
			if c, ok := m.answered(i, v); ok {
				out = append(out, c)
			}
		}
	}
	return out
}

// answered answers one question.
func (m *maker) answered(point, value int) (change, bool) {
	pt := &m.Pact.Points[point]
	text := pt.Values[value].Text
	c := change{says: m.Answered(model.PointID(point), []int{value}), fixed: [][2]string{{pt.Name, text}}}
	if m.reading == nil {
		decl := fmt.Sprintf("reading %s_%s \"%s\" { %s is %s }", m.fresh(Settled), pt.Name, "As it would be settled", pt.Name, text)
		c.steps = []step{m.addAfter(m.node(refTo(model.KindPoint, point)), decl)}
		return c, true
	}
	for _, it := range m.reading.Block.Items {
		if b, ok := it.(*syntax.Binding); ok && b.Point.Name == pt.Name {
			if m.of(b.Value) == text {
				return change{}, false
			}
			c.steps = []step{write(b.Value.Span(), text)}
			return c, true
		}
	}
	c.steps = []step{m.insert(m.reading, pt.Name+" is "+text)}
	return c, true
}
