package assistant

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/statement"
)

// explainIn is what explain takes.
type explainIn struct {
	Code      string `json:"code,omitempty" jsonschema:"a code of a finding or an error, such as exposed or P010: what it means, with a pact that shows it"`
	Statement string `json:"statement,omitempty" jsonschema:"the id of a statement that check told of this pact"`
	Given
	Asked
	Budget
}

func init() {
	offer("explain", "Explain a finding", "Tells what a code means, with a pact that shows it; or, of a pact and a statement that check told of it: where it holds, how it can come to that beside how it can go well, "+
		"who can deny what, what care would do, the findings under it and what they rest on. For that the pact is checked anew.", explain)
}

func explain(c *call, in explainIn) (*Answer, error) {
	switch {
	case (in.Code == "") == (in.Statement == ""):
		return nil, errors.New("give a code, or a pact and the id of a statement about it")
	case in.Code != "":
		return explainCode(strings.TrimSpace(in.Code))
	}
	r, q, a, err := c.checked(in.Given, in.Asked, in.Budget)
	if err != nil || r.Answer == nil {
		return a, err
	}
	all := statement.Of(r.Answer)
	s := statement.Find(all, in.Statement)
	if s == nil && a.Status == Inconclusive {
		a.Text = "What was found by then has no such statement; it may be found with a higher limit, or in fewer readings."
		return a, nil
	}
	if s == nil {
		return nil, fmt.Errorf("there is no statement %q about this pact%s", in.Statement, diag.DidYouMean(in.Statement, idsOf(all)))
	}
	a.Statements = []Statement{told(r.Answer.Pact, s)}
	d, err := bounded(c, q, func(ctx context.Context, _ inquiry.Query) (doc.Document, error) { return report.Explained(ctx, r, s) })
	var limit *explore.Inconclusive
	if errors.As(err, &limit) {
		a.Status, a.Checked, a.Why = Inconclusive, false, "the statement was found, and could not be explained to the end: "+limit.Why()
		a.add(doc.Para{Text: doc.T(s.Sentence)})
		return a, nil
	}
	if err != nil {
		return nil, err
	}
	a.document(d)
	return a, nil
}

func idsOf(all []statement.Statement) []string {
	var out []string
	for i := range all {
		out = append(out, all[i].ID)
	}
	return out
}

func explainCode(code string) (*Answer, error) {
	for _, c := range []string{code, strings.ToLower(code), strings.ToUpper(code)} {
		if d, ok := report.ExplainedCode(c); ok {
			a := &Answer{Status: OK}
			a.document(d)
			return a, nil
		}
	}
	return nil, fmt.Errorf("there is no code %q%s", code, diag.DidYouMean(strings.ToLower(code), codes.Names()))
}
