package report

import (
	"io"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/source"
)

// SARIF writes results as one SARIF 2.1.0 log, so that they show in code review. Version is ours.
// Accepted findings are there as suppressed, with the author's reason.
func SARIF(w io.Writer, rs []Result, version string) error {
	b := sarifBuilder{ruleAt: map[string]int{}}
	for _, r := range rs {
		b.add(r)
	}
	driver := sarifDriver{Name: "servanda", Version: version, InformationURI: "https://github.com/servanda-lang/servanda", Rules: b.rules}
	run := sarifRun{Tool: sarifTool{Driver: driver}, Results: b.results, ColumnKind: "unicodeCodePoints",
		Invocations: []sarifInvocation{{ExecutionSuccessful: len(b.notices) == 0, Notifications: b.notices}}}
	return encode(w, sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		ColumnKind  string            `json:"columnKind"`
		Results     []sarifResult     `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string      `json:"id"`
		ShortDescription sarifText   `json:"shortDescription"`
		FullDescription  *sarifText  `json:"fullDescription,omitempty"`
		Help             *sarifText  `json:"help,omitempty"`
		Default          sarifConfig `json:"defaultConfiguration"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifInvocation struct {
		ExecutionSuccessful bool          `json:"executionSuccessful"`
		Notifications       []sarifNotice `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotice struct {
		Level   string    `json:"level"`
		Message sarifText `json:"message"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    int                `json:"ruleIndex"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations,omitempty"`
		CodeFlows    []sarifCodeFlow    `json:"codeFlows,omitempty"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	}
	sarifSuppression struct {
		Kind          string         `json:"kind"`
		Justification string         `json:"justification"`
		Location      *sarifLocation `json:"location,omitempty"`
	}
	sarifCodeFlow struct {
		Message     sarifText         `json:"message"`
		ThreadFlows []sarifThreadFlow `json:"threadFlows"`
	}
	sarifThreadFlow struct {
		Locations []sarifFlowStep `json:"locations"`
	}
	sarifFlowStep struct {
		Location sarifLocation `json:"location"`
	}
	sarifLocation struct {
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Message  *sarifText     `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
)

type sarifBuilder struct {
	rules   []sarifRule
	ruleAt  map[string]int
	results []sarifResult
	notices []sarifNotice
}

func (b *sarifBuilder) add(r Result) {
	if b.results == nil {
		b.results, b.rules = []sarifResult{}, []sarifRule{}
	}
	for _, d := range r.Diagnostics {
		b.diagnostic(d)
	}
	if r.Inconclusive != nil {
		b.notices = append(b.notices, sarifNotice{Level: "error", Message: sarifText{r.Path + ": " + r.Inconclusive.Error()}})
	}
	if r.Answer == nil {
		return
	}
	for i := range r.Answer.Findings {
		b.finding(r.Answer, &r.Answer.Findings[i])
	}
	b.tested("check", r.Answer, Checks(r.Answer))
	b.tested("scenario", r.Answer, Scenarios(r.Answer))
}

// rule gives the number of a rule, noting it on first use.
func (b *sarifBuilder) rule(rule sarifRule) int {
	i, ok := b.ruleAt[rule.ID]
	if !ok {
		i = len(b.rules)
		b.ruleAt[rule.ID] = i
		b.rules = append(b.rules, rule)
	}
	return i
}

func (b *sarifBuilder) diagnostic(d diag.Diagnostic) {
	level := map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Note: "note"}[d.Severity]
	rule := sarifRule{ID: string(d.Code), ShortDescription: sarifText{string(d.Code)}, Default: sarifConfig{level}}
	if e, ok := diag.Explain(string(d.Code)); ok {
		rule.ShortDescription, rule.FullDescription = sarifText{e.Name}, &sarifText{e.Text}
	}
	b.results = append(b.results, sarifResult{RuleID: rule.ID, RuleIndex: b.rule(rule), Level: level,
		Message: sarifText{sentences(d.Summary, d.Detail)}, Locations: locations(d.Span)})
}

func (b *sarifBuilder) finding(a *inquiry.Answer, f *inquiry.Across) {
	level := sarifLevel(f.Severity)
	message := []string{course.Capital(f.Message)}
	if when := whenWords(a, f); when != "" {
		message = append(message, "Holds "+when)
	}
	message = append(message, f.Why...)
	res := sarifResult{RuleID: string(f.Code), RuleIndex: b.rule(findingRule(f.Code, level)), Level: level,
		Message: sarifText{sentences(message...)}, Locations: locations(f.At)}
	if f.Course != nil {
		res.CodeFlows = []sarifCodeFlow{flow(f.Course)}
	}
	if f.Accepted != nil {
		one := sarifSuppression{Kind: "inSource", Justification: f.Accepted.Reason}
		if at := locations(f.Accepted.At); at != nil {
			one.Location = &at[0]
		}
		res.Suppressions = []sarifSuppression{one}
	}
	b.results = append(b.results, res)
}

func findingRule(c inquiry.Code, level string) sarifRule {
	rule := sarifRule{ID: string(c), ShortDescription: sarifText{string(c)}, Default: sarifConfig{level}}
	if e, ok := ask.Explain(c); ok {
		rule.ShortDescription, rule.FullDescription = sarifText{e.Title}, &sarifText{e.Text}
		rule.Help = &sarifText{e.Text + "\n\n" + e.Example}
	}
	return rule
}

// tested reports the author's checks and scenarios that are not as expected.
func (b *sarifBuilder) tested(kind string, a *inquiry.Answer, all []Tested) {
	rule := sarifRule{ID: kind, ShortDescription: sarifText{"A " + kind + " of the author's is not as expected"}, Default: sarifConfig{"error"}}
	for _, t := range all {
		if t.Failed == 0 {
			continue
		}
		message := []string{"The " + kind + " " + t.name() + " is not as expected", course.Capital(t.Message)}
		if len(a.Pact.Points) > 0 {
			message = append(message, "For one when "+fillingWords(a.Pact, t.Filling))
		}
		res := sarifResult{RuleID: kind, RuleIndex: b.rule(rule), Level: "error",
			Message: sarifText{sentences(message...)}, Locations: locations(t.At)}
		if t.Course != nil {
			res.CodeFlows = []sarifCodeFlow{flow(t.Course)}
		}
		b.results = append(b.results, res)
	}
}

func sarifLevel(s inquiry.Severity) string {
	switch s {
	case codes.Serious:
		return "error"
	case codes.Warning:
		return "warning"
	}
	return "note"
}

// sentences joins phrases, each closed by a full stop.
func sentences(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p == "" {
			continue
		}
		if !strings.HasSuffix(p, ".") {
			p += "."
		}
		out = append(out, p)
	}
	return strings.Join(out, " ")
}

func locations(s source.Span) []sarifLocation {
	if !s.IsValid() {
		return nil
	}
	from, to := s.Position(), s.File.Position(s.End)
	return []sarifLocation{{Physical: &sarifPhysical{
		Artifact: sarifArtifact{URI: fileURI(s.File.Path)},
		Region:   sarifRegion{StartLine: from.Line, StartColumn: from.Column, EndLine: to.Line, EndColumn: to.Column},
	}}}
}

// fileURI is the address of a file (RFC 3986, RFC 8089). It keeps a relative path relative, so that it is found again
// in another checkout.
func fileURI(path string) string {
	return addressOf(filepath.ToSlash(path), runtime.GOOS == "windows")
}

// addressOf is fileURI for a path with forward slashes; on Windows it may begin with a drive or a server.
func addressOf(path string, windows bool) string {
	drive := windows && len(path) > 2 && path[1] == ':' && path[2] == '/'
	server, share, ok := strings.Cut(strings.TrimPrefix(path, "//"), "/")
	switch {
	case windows && strings.HasPrefix(path, "//") && ok:
		return (&url.URL{Scheme: "file", Host: server, Path: "/" + share}).String()
	case drive:
		return (&url.URL{Scheme: "file", Path: "/" + path}).String()
	case strings.HasPrefix(path, "/"):
		return (&url.URL{Scheme: "file", Path: path}).String()
	}
	// A colon in the first part would end the name of a scheme.
	first, rest, more := strings.Cut(strings.TrimPrefix(path, "./"), "/")
	address := strings.ReplaceAll((&url.URL{Path: "/" + first}).EscapedPath()[1:], ":", "%3A")
	if more {
		address += (&url.URL{Path: "/" + rest}).EscapedPath()
	}
	return address
}

// flow shows a course where the moves are declared.
func flow(c *course.Course) sarifCodeFlow {
	var steps []sarifFlowStep
	for _, l := range c.Lines() {
		text := l.Sentence()
		if l.Careless {
			text += " [" + l.Carelessness() + "]"
		}
		if !l.Date.IsZero() {
			text = course.Date(l.Date) + ": " + text
		}
		step := sarifFlowStep{Location: sarifLocation{Message: &sarifText{text}}}
		if l.Step >= 0 {
			if at := locations(c.At(l.Step)); at != nil {
				step.Location.Physical = at[0].Physical
			}
		}
		steps = append(steps, step)
	}
	return sarifCodeFlow{Message: sarifText{"A course that shows it"}, ThreadFlows: []sarifThreadFlow{{Locations: steps}}}
}
