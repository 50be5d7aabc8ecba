package brief

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/model"
)

// hanging is an open point with the statements of the bottom line that hang on it.
type hanging struct {
	point model.PointID
	on    []int // statements
}

// hanging lists the points on which statements hang, those first on which most do.
func (s *sheet) hanging() []hanging {
	var out []hanging
	for pt := range s.Pact.Points {
		h := hanging{point: model.PointID(pt)}
		for _, i := range s.lead {
			if s.hangsOn(i, h.point) {
				h.on = append(h.on, i)
			}
		}
		if len(h.on) > 0 {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b hanging) int {
		return cmp.Or(cmp.Compare(len(b.on), len(a.on)), cmp.Compare(a.on[0], b.on[0]))
	})
	return out
}

// hangsOn reports whether a statement hangs on a point: in one reading, if another answer undoes it; in all, if where it
// holds is told by the point.
func (s *sheet) hangsOn(i int, pt model.PointID) bool {
	if s.Reading == model.None {
		return slices.Contains(s.Statements[i].Where.Points(), pt)
	}
	return slices.ContainsFunc(s.Turns, func(t Turn) bool { return t.Answer.Point == pt && slices.Contains(t.Goes, i) })
}

// hangs lists what the bottom line hangs on.
func (s *sheet) hangs() doc.Section {
	if len(s.Pact.Points) == 0 || len(s.lead) == 0 {
		return doc.Section{}
	}
	all := s.hanging()
	if len(all) == 0 {
		return section("hangs", "What it hangs on", doc.Para{Text: doc.T("On no answer to a question that the text leaves open.")})
	}
	l := doc.List{}
	for _, h := range all[:min(s.room.hangs, len(all))] {
		l.Items = append(l.Items, doc.Item{Text: doc.T(s.Question(h.point) + " " + s.decides(h)).With(doc.Span{Text: s.asked(h.point), Tone: doc.Aside})})
	}
	blocks := []doc.Block{l}
	if rest := len(all) - len(l.Items); rest > 0 {
		blocks = append(blocks, doc.Para{Text: doc.T(fmt.Sprintf("And on %s.", counted(rest, "question"))), Tone: doc.Aside})
	}
	return section("hangs", "What it hangs on", blocks...)
}

// decides says which statements hang on a point, and with which answers none of each is left.
func (s *sheet) decides(h hanging) string {
	var out []string
	for _, i := range h.on {
		var undo []int
		for _, t := range s.Turns {
			if t.Answer.Point == h.point && slices.Contains(t.Goes, i) {
				undo = append(undo, t.Answer.Value)
			}
		}
		text := s.numbers([]int{i})[0]
		if len(undo) > 0 {
			slices.Sort(undo)
			text += ", not with “" + s.Answers(h.point, undo) + "”"
		}
		out = append(out, text)
	}
	return "decides " + course.List(out, "and") + "."
}

// asked is where a question comes from.
func (s *sheet) asked(pt model.PointID) string {
	cites := sources.Of(s.Pact, model.Ref{Kind: model.KindPoint, Index: int(pt)}).Cites
	if len(cites) == 0 {
		return " [no source says]"
	}
	return ""
}
