package assistant

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// paraphraseIn is what paraphrase takes.
type paraphraseIn struct {
	Given
	Clauses []string `json:"clauses,omitempty" jsonschema:"the names of the declarations to tell; all if there are none"`
}

func init() {
	offer("paraphrase", "Tell a pact back in plain words", "Says what each declaration and clause of a pact says, in whole sentences, with its line and what it is cited from; what is inferred and what nothing is cited for is marked. "+
		"Lay each beside the passage that it was drafted from. Nothing is checked.", paraphrase)
}

func paraphrase(c *call, in paraphraseIn) (*Answer, error) {
	p, a, err := c.read(in.Given, c.Bytes)
	if p == nil {
		return a, err
	}
	q := words.Speaker{Pact: p}
	var items []doc.Item
	var all []string
	for _, d := range p.Declared() {
		if d.Decl.Name == "" {
			continue
		}
		all = append(all, d.Decl.Name)
		if len(in.Clauses) == 0 || slices.Contains(in.Clauses, d.Decl.Name) {
			items = append(items, retold(q, d.Decl, q.Declared(d.Ref)))
		}
	}
	for i := range p.Purposes {
		if len(in.Clauses) == 0 {
			items = append(items, purposeTold(q, &p.Purposes[i]))
		}
	}
	for _, name := range in.Clauses {
		if !slices.Contains(all, name) {
			return nil, fmt.Errorf("the pact has no %s%s", diag.Visible(name), diag.DidYouMean(name, all))
		}
	}
	a.Status = OK
	a.add(doc.List{Items: items})
	return a, nil
}

// retold is a declaration with what it says, and what it rests on.
func retold(q words.Speaker, d *model.Decl, says []string) doc.Item {
	text := doc.In(doc.Name, placed(d)).With(doc.Span{Text: ": "})
	if d.Label != "" {
		text = text.With(doc.Span{Text: "“" + d.Label + "”. "})
	}
	text = text.With(doc.Span{Text: strings.Join(says, " ")})
	return doc.Item{Text: text.With(doc.Span{Text: " "}, rests(q, d))}
}

// rests says what a declaration is cited from, and marks what the author inferred or cites nothing for.
func rests(q words.Speaker, d *model.Decl) doc.Span {
	from := q.Cited(d.Cites)
	switch {
	case len(from) == 0:
		return doc.Span{Text: "[nothing is cited for this]", Tone: doc.Uncertain}
	case slices.ContainsFunc(d.Cites, func(c model.Cite) bool { return c.Kind != model.Inferred }):
		return doc.Span{Text: "[from: " + strings.Join(from, "; ") + "]", Tone: doc.Aside}
	}
	return doc.Span{Text: "[INFERRED by the author, from: " + strings.Join(from, "; ") + "]", Tone: doc.Uncertain}
}

// purposeTold is a purpose with what it asks for.
func purposeTold(q words.Speaker, x *model.Purpose) doc.Item {
	d := &model.Decl{Name: "purpose", Label: x.Label, At: x.At, Cites: x.Cites}
	return retold(q, d, []string{"It is reached when " + q.Condition(x.Cond) + "."})
}
