package statement

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// mostWords is how long it may take to say where a sentence holds.
const mostWords = 25

// Words says where the sentence holds, in at most some 25 words; empty if the pact leaves nothing open, or only one
// reading was looked at. What is said is no
// more than what holds: where it would take longer, named readings stand for it, or one case.
func (w *Where) Words() string {
	switch {
	case len(w.pact.Points) == 0:
		return ""
	case w.Each:
		return "each in readings of its own"
	case w.Always && w.All:
		return "in every reading"
	case w.Always && w.one:
		return ""
	case w.Always:
		return "in every reading looked at"
	}
	if s := w.exactly(); s != "" && short(s) {
		return s
	}
	if s := w.named(); s != "" {
		return s
	}
	if s := w.oneCase(); short(s) {
		return s
	}
	return "in some readings"
}

func short(s string) bool { return len(strings.Fields(s)) <= mostWords }

// exactly says all of it, where that is known.
func (w *Where) exactly() string {
	if w.seen || len(w.When) == 0 {
		return ""
	}
	text := w.lead() + w.cubes(w.When)
	if len(w.Except) > 0 {
		text += ", but not if " + w.cubes(w.Except)
	}
	return text
}

// lead begins a condition: what was not looked at is not spoken of.
func (w *Where) lead() string {
	if w.All {
		return "if "
	}
	return "seen if "
}

// named names readings in which it holds, as many as there is room for.
func (w *Where) named() string {
	q := words.Speaker{Pact: w.pact}
	var names []string
	for _, r := range w.Readings {
		names = append(names, q.Reading(r))
	}
	if all := len(w.pact.Readings); all-len(names) == 1 && all > few {
		return "in every named reading but " + q.Reading(w.missing())
	}
	for n := len(names); n > 0; n-- {
		text := "as in " + course.List(names[:n], "and")
		if rest := len(names) - n; rest > 0 {
			text = fmt.Sprintf("as in %s and %d more named readings", strings.Join(names[:n], ", "), rest)
			text = strings.Replace(text, "1 more named readings", "1 more named reading", 1)
		}
		if n == 1 || short(text) {
			return text
		}
	}
	return ""
}

// missing is the first named reading in which it does not hold throughout.
func (w *Where) missing() model.ReadingID {
	r := model.ReadingID(0)
	for slices.Contains(w.Readings, r) {
		r++
	}
	return r
}

// oneCase tells one case of it.
func (w *Where) oneCase() string {
	switch {
	case len(w.When) == 0:
		return "in some readings"
	case w.seen:
		return "seen if " + w.cubes([]inquiry.Cube{beside(w.When[0])})
	}
	text := "in some readings, as if " + w.cubes(w.When[:1])
	if len(w.Except) > 0 {
		text += ", but not if " + w.cubes(w.Except)
	}
	return text
}

// beside leaves out of a filling what has its first value.
func beside(c inquiry.Cube) inquiry.Cube {
	var out inquiry.Cube
	for _, l := range c {
		if l.Values[0] != 0 {
			out = append(out, l)
		}
	}
	return out
}

// cubes says what some cubes fix: `“In which order?” is land first`.
func (w *Where) cubes(cs []inquiry.Cube) string {
	q := words.Speaker{Pact: w.pact}
	var out []string
	for _, c := range cs {
		var parts []string
		for _, l := range c {
			parts = append(parts, q.Answered(l.Point, l.Values))
		}
		if len(parts) == 0 {
			parts = []string{"each open question has its first answer"}
		}
		out = append(out, course.List(parts, "and"))
	}
	return strings.Join(out, "; or if ")
}

// Cases says where the sentence holds, all of it, one line for each case; the last may say where it does not.
func (w *Where) Cases() []string {
	var out []string
	for _, c := range w.When {
		out = append(out, w.lead()+w.cubes([]inquiry.Cube{c}))
	}
	if len(w.Except) > 0 {
		out = append(out, "but not if "+w.cubes(w.Except))
	}
	return out
}

// NeverWords says which single answers undo it: `“In which order?” is after the guarantee`.
func (w *Where) NeverWords() []string { return Answered(w.pact, w.Never) }

// Answered puts answers to open questions into words, one line a question.
func Answered(p *model.Pact, answers []model.Binding) []string {
	q := words.Speaker{Pact: p}
	byPoint := map[model.PointID][]int{}
	var order []model.PointID
	for _, b := range answers {
		order = appendNew(order, b.Point)
		byPoint[b.Point] = append(byPoint[b.Point], b.Value)
	}
	var out []string
	for _, pt := range order {
		out = append(out, q.Answered(pt, byPoint[pt]))
	}
	return out
}
