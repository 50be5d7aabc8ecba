package campaign

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/repair"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/model"
)

// Answer is what came of a job that was done, as it is kept: nothing in it depends on who did it, when, and how.
type Answer struct {
	Findings []Finding `json:"findings,omitempty"` // gravest first
	Unmet    []string  `json:"unmet,omitempty"`    // the author's own checks and scenarios that are not as expected
	Partly   bool      `json:"partly,omitempty"`   // not all ways to fill the open points were looked at
	Caveats  []string  `json:"caveats,omitempty"`  // what the answer does not cover
	Mending  *Mending  `json:"mending,omitempty"`
}

// Finding is one thing that was found.
type Finding struct {
	Code     codes.Code `json:"code"`
	Severity string     `json:"severity"`
	About    string     `json:"about,omitempty"` // the clause, or the purpose
	Party    string     `json:"party,omitempty"`
	Says     string     `json:"says"`
	Some     bool       `json:"some,omitempty"` // it holds in some of the ways that were looked at, not in all
	Accepted bool       `json:"accepted,omitempty"`
}

// Mending is what would mend a pact.
type Mending struct {
	Nothing bool   `json:"nothing,omitempty"` // there is nothing to mend
	Whole   bool   `json:"whole"`             // all changes within the bound were looked at
	Mends   []Mend `json:"mends,omitempty"`   // the cheapest first
	More    int    `json:"more,omitempty"`    // that are not told here
}

// Mend is a change.
type Mend struct {
	Says  string   `json:"says"`
	Price []string `json:"price,omitempty"`
}

// mostMends is how many changes of a pact are kept.
const mostMends = 3

// found makes an answer of an answer.
func found(a *inquiry.Answer) Answer {
	out := Answer{Partly: a.Looked < a.AllFillings, Caveats: a.Caveats, Unmet: unmet(a)}
	said := statement.Sentences(a)
	for i := range a.Findings {
		f := &a.Findings[i]
		out.Findings = append(out.Findings, Finding{
			Code: f.Code, Severity: f.Severity.String(), About: about(a.Pact, &f.Finding), Party: party(a.Pact, f.Party),
			Says: said[i], Some: !f.Always, Accepted: f.Accepted != nil,
		})
	}
	return out
}

// about names what a finding is about.
func about(p *model.Pact, f *inquiry.Finding) string {
	if f.Purpose >= 0 && f.Purpose < len(p.Purposes) {
		return p.Purposes[f.Purpose].Label
	}
	if d := p.Declaration(f.Clause); d != nil {
		return d.Name
	}
	return ""
}

func party(p *model.Pact, id model.ActorID) string {
	if id == model.None {
		return ""
	}
	return p.Actors[id].Name
}

// unmet lists the author's questions that are not as expected.
func unmet(a *inquiry.Answer) []string {
	var out []string
	for i := range a.Checks {
		if a.Checks[i].Failed > 0 {
			out = append(out, a.Pact.Checks[i].Label)
		}
	}
	for i := range a.Scenarios {
		if !a.Scenarios[i].Passed {
			out = append(out, a.Pact.Scenarios[a.Scenarios[i].Scenario].Label)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mended makes an answer of what repair found.
func mended(r *repair.Result) Answer {
	m := &Mending{Nothing: len(r.Targets) == 0, Whole: r.Whole()}
	for i := range r.Mends {
		if i == mostMends {
			m.More = len(r.Mends) - mostMends
			break
		}
		one := Mend{Says: r.Mends[i].Says()}
		for _, it := range r.Mends[i].Comes {
			if it.Severity != codes.Note {
				one.Price = append(one.Price, it.Says)
			}
		}
		m.Mends = append(m.Mends, one)
	}
	return Answer{Mending: m}
}
