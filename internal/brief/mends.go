package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/model"
)

// mends says which single answers undo the bottom line, and what there is in its place.
func (s *sheet) mends() doc.Section {
	if !s.Turned || len(s.lead) == 0 || len(s.Pact.Points) == 0 {
		return doc.Section{}
	}
	turns := slices.DeleteFunc(slices.Clone(s.Turns), func(t Turn) bool { return len(s.numbers(t.Goes)) == 0 })
	l := doc.List{}
	for i := range turns[:min(s.room.mends, len(turns))] {
		t := &turns[i]
		head := fmt.Sprintf("%s: undoes %s. ", s.Answered(t.Answer.Point, []int{t.Answer.Value}), course.List(s.numbers(t.Goes), "and"))
		l.Items = append(l.Items, doc.Item{Text: doc.T(head + s.price(t))})
	}
	var blocks []doc.Block
	if len(l.Items) > 0 {
		blocks = append(blocks, l)
	}
	var notes []string
	if rest := len(turns) - len(l.Items); rest > 0 {
		notes = append(notes, fmt.Sprintf("%s that undo one of these are left out.", counted(rest, "further answer")))
	}
	if left := s.unmended(turns); len(left) > 0 {
		notes = append(notes, "No single answer to a question that the text leaves open undoes "+course.List(left, "or")+".")
	}
	if len(notes) > 0 {
		blocks = append(blocks, doc.Para{Text: doc.T(strings.Join(notes, " ")), Tone: doc.Aside})
	}
	return section("mends", "What mends it, and at what price", blocks...)
}

// unmended are the statements that no answer undoes.
func (s *sheet) unmended(turns []Turn) []string {
	var left []int
	for _, i := range s.lead {
		if !slices.ContainsFunc(turns, func(t Turn) bool { return slices.Contains(t.Goes, i) }) {
			left = append(left, i)
		}
	}
	return s.numbers(left)
}

// price says what there is in place of what an answer undoes.
func (s *sheet) price(t *Turn) string {
	var out []string
	if len(t.Stays) > 0 {
		out = append(out, "What stays: "+said(t.Stays))
	}
	word := "Price: "
	if s.Reading == model.None {
		word = "Price, in at least one reading: "
	}
	switch {
	case len(t.Comes) > 0:
		out = append(out, word+said(t.Comes))
	case len(t.Stays) == 0:
		out = append(out, "Nothing of the kinds looked at comes in its place.")
	}
	return strings.Join(out, " ")
}

// said is the first of some statements, and how many more there are.
func said(ss []statement.Statement) string {
	text := ss[0].Sentence
	if n := len(ss) - 1; n > 0 {
		text = strings.TrimSuffix(text, ".") + fmt.Sprintf("; and %d more.", n)
	}
	return text
}
