package lsp

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// mostTold is how many diagnostics a document is given; nobody reads more, and editors grow slow.
const mostTold = 300

// title is the line of the pact: its title, or the beginning of its main file.
func (r *reading) title() place {
	for _, t := range r.trees(r.main) {
		for _, d := range t.Decls {
			if p, ok := d.(*syntax.PactDecl); ok {
				return place{r.main, p.Span().Start, p.Span().End}
			}
		}
	}
	return place{r.main, 0, 0}
}

// published is everything there is to say now, and how the pacts stand.
type published struct {
	documents []protocol.PublishDiagnosticsParams
	states    []protocol.StatusParams
}

// publish tells the client what is different from what it was told last.
func (s *server) publish() {
	s.telling.Lock()
	defer s.telling.Unlock()
	s.mu.Lock()
	out := s.news()
	s.mu.Unlock()
	for _, d := range out.documents {
		s.notify("textDocument/publishDiagnostics", d)
	}
	for _, st := range out.states {
		s.notify("servanda/status", st)
	}
}

// news gathers what is different. The server is locked.
func (s *server) news() published {
	var out published
	if s.stage != ready {
		return out
	}
	byURI := s.diagnostics()
	for uri := range s.sent {
		if name, ok := strings.CutPrefix(uri, "doc "); ok && byURI[name] == nil {
			byURI[name] = []protocol.Diagnostic{}
		}
	}
	for _, uri := range sorted(byURI) {
		d := protocol.PublishDiagnosticsParams{URI: uri, Diagnostics: byURI[uri]}
		if open := s.docs[uri]; open != nil {
			d.Version = &open.version
		}
		if s.isNews("doc "+uri, d) {
			out.documents = append(out.documents, d)
		}
		if len(d.Diagnostics) == 0 && s.docs[uri] == nil {
			delete(s.sent, "doc "+uri)
		}
	}
	for _, main := range sorted(s.pacts) {
		if st := s.pacts[main].status; s.isNews("pact "+main, st) {
			out.states = append(out.states, st)
		}
	}
	return out
}

// isNews reports whether something is not what was told last, and notes it.
func (s *server) isNews(what string, v any) bool {
	text, err := json.Marshal(v)
	if err != nil || s.sent[what] == string(text) {
		return false
	}
	s.sent[what] = string(text)
	return true
}

func sorted[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// diagnostics is all there is to say, by document; each open one has an entry. The server is locked.
func (s *server) diagnostics() map[string][]protocol.Diagnostic {
	c := &collector{server: s, out: map[string][]protocol.Diagnostic{}, seen: map[string]bool{}}
	for uri := range s.docs {
		c.out[uri] = []protocol.Diagnostic{}
	}
	for _, main := range sorted(s.pacts) {
		c.pact(s.pacts[main])
	}
	return c.out
}

// collector gathers diagnostics of several pacts, what two have in common once.
type collector struct {
	*server
	out  map[string][]protocol.Diagnostic
	seen map[string]bool
}

func (c *collector) pact(p *pact) {
	r := p.reading
	var over *load.OverLimit
	var broken *fault.Fault
	switch {
	case r.Result != nil:
		for _, d := range r.Diagnostics {
			c.diagnostic(r, d)
		}
	case errors.As(r.err, &over):
		c.add(r, r.placeOf(over.At.Span), protocol.Diagnostic{Severity: protocol.SeverityError, Code: string(over.At.Code),
			Message: fmt.Sprintf("With this file the pact has more than the %d MB of text that are read while somebody writes.", over.Bytes>>20)})
	case errors.As(r.err, &broken):
		c.add(r, place{path: r.main}, protocol.Diagnostic{Severity: protocol.SeverityError, Message: "This text could not be read, by a fault of the checker's own; nothing is claimed."})
	default:
		c.add(r, place{path: r.main}, protocol.Diagnostic{Severity: protocol.SeverityError, Message: "The pact cannot be read: " + diag.Visible(r.err.Error())})
	}
	for _, t := range p.found {
		c.told(r, t)
	}
}

// sentence is what a diagnostic says, with what would mend it in a line of its own.
func sentence(d diag.Diagnostic) string {
	if d.Detail == "" {
		return diag.Visible(d.Summary)
	}
	return diag.Visible(d.Summary) + "\n" + diag.Visible(d.Detail)
}

// severities are those of diagnostics as the protocol counts them.
var severities = [...]int{diag.Error: protocol.SeverityError, diag.Warning: protocol.SeverityWarning, diag.Note: protocol.SeverityInformation}

func (c *collector) diagnostic(r *reading, d diag.Diagnostic) {
	out := protocol.Diagnostic{
		Severity: severities[d.Severity], Code: string(d.Code), Message: sentence(d),
	}
	for _, rel := range d.Related {
		out.RelatedInformation = c.related(r, out.RelatedInformation, r.placeOf(rel.Span), diag.Visible(rel.Message))
	}
	c.add(r, r.placeOf(d.Span), out)
}

func (c *collector) told(r *reading, t told) {
	out := protocol.Diagnostic{Severity: t.severity, Code: t.code, Message: t.message, Data: t.id}
	if t.stale { // a course of the text before leads nowhere for certain, and while somebody types little is to be said
		out.Message += "\n(Found before the last change of the text.)"
		t.related = nil
	}
	for _, rel := range t.related {
		out.RelatedInformation = c.related(r, out.RelatedInformation, rel.place, rel.message)
	}
	c.add(r, t.place, out)
}

func (c *collector) related(r *reading, list []protocol.DiagnosticRelatedInformation, at place, message string) []protocol.DiagnosticRelatedInformation {
	loc, ok := c.location(r, at)
	if !ok || !c.client.TextDocument.PublishDiagnostics.RelatedInformation {
		return list
	}
	return append(list, protocol.DiagnosticRelatedInformation{Location: loc, Message: message})
}

// location is a place as the client knows it. It is not ok if the pact no longer has the file.
func (s *server) location(r *reading, at place) (protocol.Location, bool) {
	table := r.tables[at.path]
	if table == nil && at.path == r.main {
		table = newLines(nil)
	}
	if table == nil {
		return protocol.Location{}, false
	}
	return protocol.Location{URI: s.uri(at.path), Range: table.span(at.start, at.end, s.enc)}, true
}

func (c *collector) add(r *reading, at place, d protocol.Diagnostic) {
	loc, ok := c.location(r, at)
	if !ok {
		return
	}
	d.Range, d.Source = loc.Range, "servanda"
	if once := loc.URI + key(d); !c.seen[once] && len(c.out[loc.URI]) < mostTold {
		c.seen[once] = true
		c.out[loc.URI] = append(c.out[loc.URI], d)
	}
}

// key tells diagnostics of one document apart.
func key(d protocol.Diagnostic) string {
	text, _ := json.Marshal([]any{d.Range, d.Code, d.Message})
	return string(text)
}
