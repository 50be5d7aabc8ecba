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
		head := fmt.Sprintf("%s “%s”: undoes %s. ", s.called(t.Answer.Point), s.Answers(t.Answer.Point, []int{t.Answer.Value}), course.List(s.numbers(t.Goes), "and"))
		l.Items = append(l.Items, doc.Item{Text: doc.T(head + s.price(t))})
	}
	if rest := len(turns) - len(l.Items); rest > 0 {
		l.Items = append(l.Items, doc.Item{Text: doc.T(counted(rest, "further answer") + map[bool]string{true: " undoes", false: " undo"}[rest == 1] + " one of these: servanda points " + s.file + "."), Tone: doc.Aside})
	}
	if left := s.unmended(turns); len(left) > 0 {
		l.Items = append(l.Items, doc.Item{Text: doc.T("No single answer to a question that the text leaves open undoes " + course.List(left, "or") + ".")})
	}
	return section("mends", "What mends it, and at what price", l)
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
		out = append(out, "Still: "+s.lesser(&t.Stays[0]))
	}
	word := "Price: "
	if s.Reading == model.None {
		word = "Price in some readings: "
	}
	switch {
	case len(t.Comes) > 0:
		out = append(out, word+said(t.Comes))
	case len(t.Stays) == 0:
		out = append(out, "Nothing grave comes in its place.")
	}
	return strings.Join(out, " ")
}

// lesser says what stays of a statement: of a loss, what it then takes; else its sentence.
func (s *sheet) lesser(st *statement.Statement) string {
	text := st.Sentence
	if i := strings.LastIndex(text, ", if "); i >= 0 && strings.HasSuffix(text, "a promise.") {
		return "the same" + text[i:]
	}
	return text
}

// said is the first of some statements, and how many more there are.
func said(ss []statement.Statement) string {
	text := ss[0].Sentence
	if n := len(ss) - 1; n > 0 {
		text = strings.TrimSuffix(text, ".") + fmt.Sprintf("; and %d more.", n)
	}
	return text
}
