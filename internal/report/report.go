// Package report puts an answer into a form that somebody can use: words on a terminal, JSON for
// programs, SARIF for code review. One file a form.
//
// Input: a Result for each pact that was looked at. Output: text written to an io.Writer. Nothing is
// decided here: what counts as serious, what was accepted and why is settled in package findings.
package report

import (
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
)

// Result is what came of checking one pact. Answer is nil if the pact does not compile (then Diagnostics
// has errors) or if a limit was reached (then Inconclusive is set).
type Result struct {
	Path         string
	Only         []inquiry.Code // what was looked for, if not everything
	Answer       *inquiry.Answer
	Diagnostics  []diag.Diagnostic
	Told         bool // what was known by then is told in another form than that of an answer
	Inconclusive *explore.Inconclusive
}

// Status says in one word what came of a check.
type Status string

// The statuses. Findings: something serious, or a check or scenario that is not as expected.
const (
	Clean        Status = "clean"
	Findings     Status = "findings"
	Invalid      Status = "invalid"
	Inconclusive Status = "inconclusive"
)

// Status judges the result.
func (r Result) Status() Status {
	switch {
	case r.Inconclusive != nil:
		return Inconclusive
	case r.Answer == nil:
		return Invalid
	case Summarise(r.Answer).Bad():
		return Findings
	}
	return Clean
}

// Summary counts an answer. Accepted findings are counted only as such.
type Summary struct {
	Serious         int `json:"serious"`
	Warnings        int `json:"warnings"`
	Notes           int `json:"notes"`
	Accepted        int `json:"accepted"`
	Checks          int `json:"checks"`
	ChecksFailed    int `json:"checks_failed"`
	Scenarios       int `json:"scenarios"`
	ScenariosFailed int `json:"scenarios_failed"`
}

// Bad reports whether anything must be looked at before the pact can be relied on.
func (s Summary) Bad() bool { return s.Serious+s.ChecksFailed+s.ScenariosFailed > 0 }

// Summarise counts what an answer holds: findings across fillings, the author's checks and scenarios each
// once, as failed if they fail in any filling.
func Summarise(a *inquiry.Answer) Summary {
	var s Summary
	for _, f := range a.Findings {
		switch {
		case f.Accepted != nil:
			s.Accepted++
		case f.Severity == codes.Serious:
			s.Serious++
		case f.Severity == codes.Warning:
			s.Warnings++
		default:
			s.Notes++
		}
	}
	for _, t := range Checks(a) {
		s.Checks++
		if t.Failed > 0 {
			s.ChecksFailed++
		}
	}
	for _, t := range Scenarios(a) {
		s.Scenarios++
		if t.Failed > 0 {
			s.ScenariosFailed++
		}
	}
	return s
}
