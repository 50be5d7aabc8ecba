package statement

import (
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Citation is what a statement rests on in one source, as near to it in one way.
type Citation struct {
	Source     model.SourceID
	Paragraphs []string // each once, in the order of the clauses; none if the whole source is cited
	Kind       model.CiteKind
}

// cites gathers what clauses are cited from, by source and kind.
func (m *maker) cites(clauses []model.Ref) []Citation {
	var out []Citation
	for _, ref := range clauses {
		if d := m.answer.Pact.Declaration(ref); d != nil {
			out = join(out, d.Cites)
		}
	}
	return out
}

// join adds citations, those of one source and kind together.
func join(out []Citation, cites []model.Cite) []Citation {
	for _, c := range cites {
		i := slices.IndexFunc(out, func(x Citation) bool { return x.Source == c.Source && x.Kind == c.Kind })
		if i < 0 {
			i, out = len(out), append(out, Citation{Source: c.Source, Kind: c.Kind})
		}
		out[i].Paragraphs = appendNew(out[i].Paragraphs, c.Paragraphs...)
	}
	return out
}

// Inferred reports whether all that a statement rests on is the author's inference, or nothing is cited.
func Inferred(cs []Citation) bool {
	return !slices.ContainsFunc(cs, func(c Citation) bool { return c.Kind != model.Inferred })
}

// mostParagraphs is how many are told of a source where there is little room.
const mostParagraphs = 3

// CiteWords names sources with their paragraphs, at most that many, or all if most is 0: "report A 3, 15; report B 17".
func CiteWords(p *model.Pact, cs []Citation, most int) string {
	q := words.Speaker{Pact: p}
	var names []string
	paragraphs := map[string][]string{}
	for _, c := range cs {
		name := q.Short(c.Source)
		names = appendNew(names, name)
		paragraphs[name] = appendNew(paragraphs[name], c.Paragraphs...)
	}
	var out []string
	for i, name := range names {
		if most > 0 && i >= most {
			break
		}
		slices.SortFunc(paragraphs[name], natural)
		if most > 0 && len(paragraphs[name]) > mostParagraphs+1 {
			paragraphs[name] = append(paragraphs[name][:mostParagraphs:mostParagraphs], "…")
		}
		out = append(out, strings.TrimSpace(name+" "+strings.Join(paragraphs[name], ", ")))
	}
	return strings.Join(out, ", ")
}

// natural orders paragraphs as people count: 9 before 12.
func natural(a, b string) int {
	if len(a) != len(b) && digits(a) && digits(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }
