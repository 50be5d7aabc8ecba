package brief

import (
	"cmp"
	"slices"
	"strings"

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

// hanging lists the points on which statements hang, those first that tell most.
func (s *sheet) hanging() []hanging {
	var out []hanging
	if !s.Turned {
		return nil
	}
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
	return byTurns(out)
}

// byTurns puts first the points on which most hangs of that on which none of those before it bears, so that no statement waits long for
// one of its own.
func byTurns(hs []hanging) []hanging {
	var out []hanging
	borne := map[int]int{} // by statement: how many points that are out bear on it
	for len(hs) > 0 {
		best := slices.MinFunc(hs, func(a, b hanging) int {
			return cmp.Or(slices.Compare(a.need(borne), b.need(borne)), cmp.Compare(len(b.on), len(a.on)), cmp.Compare(a.point, b.point))
		})
		for _, i := range best.on {
			borne[i]++
		}
		out = append(out, best)
		hs = slices.DeleteFunc(hs, func(h hanging) bool { return h.point == best.point })
	}
	return out
}

// need is how little those statements are borne upon that hang on a point: the least, and how many are so little.
func (h hanging) need(borne map[int]int) []int {
	least, n := borne[h.on[0]], 0
	for _, i := range h.on {
		least = min(least, borne[i])
	}
	for _, i := range h.on {
		if borne[i] == least {
			n--
		}
	}
	return []int{least, n}
}

// hangsOn reports whether a statement hangs on a point: in one reading, if another answer undoes it; in all, if where it
// holds is told by the point.
func (s *sheet) hangsOn(i int, pt model.PointID) bool {
	if s.Reading == model.None {
		return slices.Contains(s.Statements[i].Where.Points(), pt)
	}
	return slices.ContainsFunc(s.Turns, func(t Turn) bool { return t.Answer.Point == pt && slices.Contains(t.Goes, i) })
}

// hangs lists what the bottom line hangs on, question by question; further down a question is called by its letter.
func (s *sheet) hangs() doc.Section {
	if len(s.Pact.Points) == 0 || len(s.lead) == 0 {
		return doc.Section{}
	}
	if !s.Turned {
		return section("hangs", "What it hangs on", doc.Para{Text: doc.T("That was not looked for, as the work is unfinished."), Tone: doc.Uncertain})
	}
	if len(s.open) == 0 {
		return section("hangs", "What it hangs on", doc.Para{Text: doc.T("On no answer to a question that the text leaves open.")})
	}
	f := doc.Facts{}
	for k, h := range s.open[:min(s.room.hangs, len(s.open))] {
		f.Rows = append(f.Rows, doc.Fact{Name: letter(k), Text: doc.T(s.Question(h.point) + " " + s.decides(h)).With(doc.Span{Text: s.asked(h.point), Tone: doc.Aside})})
	}
	return section("hangs", "What it hangs on", f)
}

func letter(k int) string { return string(rune('A' + k)) }

// called is how a point is called below: by its letter, if it has one, else by its question.
func (s *sheet) called(pt model.PointID) string {
	for k, h := range s.open[:min(s.room.hangs, len(s.open))] {
		if h.point == pt {
			return letter(k)
		}
	}
	return s.Question(pt)
}

// decides says which statements hang on a point, and with which answers none of each is left.
func (s *sheet) decides(h hanging) string {
	var out, answers []string // answers, and what falls with each
	var others []int
	falls := map[string][]int{}
	for _, i := range h.on {
		var undo []int
		for _, t := range s.Turns {
			if t.Answer.Point == h.point && slices.Contains(t.Goes, i) {
				undo = append(undo, t.Answer.Value)
			}
		}
		if len(undo) == 0 {
			others = append(others, i)
			continue
		}
		slices.Sort(undo)
		with := s.quoted(h.point, undo)
		if falls[with] == nil {
			answers = append(answers, with)
		}
		falls[with] = append(falls[with], i)
	}
	for _, with := range answers {
		verb := map[bool]string{true: " falls with ", false: " fall with "}[len(falls[with]) == 1]
		out = append(out, course.List(s.numbers(falls[with]), "and")+verb+with)
	}
	if len(others) > 0 {
		verb := map[bool]string{true: " hangs", false: " hang"}[len(others) == 1]
		out = append(out, course.List(s.numbers(others), "and")+verb+" on it together with other answers")
	}
	return strings.Join(out, "; ") + "."
}

// quoted are some answers to a question, each in quotes.
func (s *sheet) quoted(pt model.PointID, values []int) string {
	var out []string
	for _, v := range values {
		out = append(out, "“"+s.Answers(pt, []int{v})+"”")
	}
	return course.List(out, "or")
}

// asked says where a question comes from, if from nowhere.
func (s *sheet) asked(pt model.PointID) string {
	if len(s.Pact.Sources) > 0 && len(sources.Of(s.Pact, model.Ref{Kind: model.KindPoint, Index: int(pt)}).Cites) == 0 {
		return " [no source says]"
	}
	return ""
}
