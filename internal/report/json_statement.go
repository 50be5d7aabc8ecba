package report

import (
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/model"
)

// jsonStatement is what findings with one cause come to.
type jsonStatement struct {
	ID       string                `json:"id"`
	Cause    statement.Cause       `json:"cause"`
	Severity string                `json:"severity"`
	Sentence string                `json:"sentence"`
	Where    string                `json:"where,omitempty"`
	Always   bool                  `json:"always"`
	When     []map[string][]string `json:"when,omitempty"`
	Except   []map[string][]string `json:"except,omitempty"`
	Each     bool                  `json:"each,omitempty"`
	Readings []string              `json:"readings,omitempty"`
	Never    []jsonAnswered        `json:"never,omitempty"`
	Clauses  []string              `json:"clauses,omitempty"`
	Cites    []jsonCite            `json:"cites,omitempty"`
	About    []int                 `json:"about"`
	Findings []int                 `json:"findings"`
	Accepted *jsonAccepted         `json:"accepted,omitempty"`
}

// jsonAnswered is an answer to an open point.
type jsonAnswered struct {
	Open  string `json:"open"`
	Value string `json:"value"`
}

// statements says what the findings come to.
func (j namer) statements(a *inquiry.Answer) []jsonStatement {
	var out []jsonStatement
	for _, s := range statement.Of(a) {
		one := jsonStatement{ID: s.ID, Cause: s.Cause, Severity: s.Severity.String(), Sentence: s.Sentence, Where: s.Where.Words(),
			Always: s.Where.Always, When: j.cubes(s.Where.When), Except: j.cubes(s.Where.Except), Each: s.Where.Each, About: s.About, Findings: s.Findings}
		for _, r := range s.Where.Readings {
			one.Readings = append(one.Readings, j.pact.Readings[r].Name)
		}
		for _, b := range s.Where.Never {
			one.Never = append(one.Never, jsonAnswered{j.thing(model.Ref{Kind: model.KindPoint, Index: int(b.Point)}), valueText(j.pact, b.Point, b.Value)})
		}
		for _, ref := range s.Clauses {
			one.Clauses = append(one.Clauses, j.thing(ref))
		}
		for _, c := range s.Cites {
			one.Cites = append(one.Cites, j.cites([]model.Cite{{Source: c.Source, Paragraphs: c.Paragraphs, Kind: c.Kind}})...)
		}
		if x := s.Accepted; x != nil {
			one.Accepted = &jsonAccepted{Reason: x.Reason, At: jsonAt(x.At)}
		}
		out = append(out, one)
	}
	return out
}
