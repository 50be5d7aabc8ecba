package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/model"
)

// mends says which single answers undo the bottom line, and what there is in its place.
func (s *sheet) mends() doc.Section {
	if len(s.lead) == 0 || len(s.Pact.Points) == 0 {
		return doc.Section{}
	}
	if !s.Turned {
		return section("mends", "What mends it, and at what price", doc.Para{Text: doc.T("That was not looked for, as the work is unfinished."), Tone: doc.Uncertain})
	}
	turns := s.mending()
	l := doc.List{}
	for i := range turns[:min(s.room.mends, len(turns))] {
		t := &turns[i]
		head := fmt.Sprintf("%s answered “%s” undoes %s. ", s.called(t.Answer.Point), s.Answers(t.Answer.Point, []int{t.Answer.Value}), course.List(s.numbers(t.Goes), "and"))
		l.Items = append(l.Items, doc.Item{Text: doc.T(head + s.price(t))})
	}
	if left := s.unmended(turns); len(left) > 0 {
		l.Items = append(l.Items, doc.Item{Text: doc.T("No single answer to a question that the text leaves open undoes " + course.List(left, "or") + ".")})
	}
	return section("mends", "What mends it, and at what price", l)
}

// mending are the answers that undo something of the bottom line, in their order, but first those that undo of it what none before does.
func (s *sheet) mending() []Turn {
	var first, then []Turn
	done := map[string]bool{}
	for _, t := range s.Turns {
		undoes, new := s.numbers(t.Goes), false
		for _, k := range undoes {
			new, done[k] = new || !done[k], true
		}
		switch {
		case new:
			first = append(first, t)
		case len(undoes) > 0:
			then = append(then, t)
		}
	}
	return append(first, then...)
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
	if t.Stays != "" {
		out = append(out, t.Stays)
	}
	word := "Price: "
	if s.Reading == model.None {
		word = "Price in some readings: "
	}
	switch {
	case len(t.Comes) > 0:
		out = append(out, word+first(t.Comes, t.Others))
	case t.Others > 0:
		out = append(out, word+counted(t.Others, "other warning", "other warnings")+".")
	default:
		out = append(out, "Nothing comes in its place.")
	}
	return strings.Join(out, " ")
}

// first are the first two of some sentences, and how many more there are, others included.
func first(sentences []string, others int) string {
	told := min(2, len(sentences))
	text := strings.Join(sentences[:told], ". ")
	if n := len(sentences) - told + others; n > 0 {
		text += fmt.Sprintf("; and %d more", n)
	}
	return text + "."
}
