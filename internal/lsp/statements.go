package lsp

import (
	"context"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/statement"
)

// statements tells what the findings on the pacts come to that a document belongs to, each with the courses that show it.
func statements(_ context.Context, now *snapshot, p protocol.DocumentParams) ([]protocol.PactStatements, error) {
	d := now.docs[p.TextDocument.URI]
	if d == nil {
		return nil, errNotOpen
	}
	out := []protocol.PactStatements{}
	for _, main := range now.mains(d.path) {
		if one, ok := now.server.statementsOf(main); ok {
			out = append(out, one)
		}
	}
	return out, nil
}

// statementsOf tells of one pact; it is not ok if the pact is not known yet.
func (s *server) statementsOf(main string) (protocol.PactStatements, bool) {
	s.mu.Lock()
	p := s.pacts[main]
	if p == nil {
		s.mu.Unlock()
		return protocol.PactStatements{}, false
	}
	out := protocol.PactStatements{URI: s.uri(main), State: p.status.State, Message: p.status.Message, Statements: []protocol.Statement{}}
	r, a := p.reading, p.answer
	if p.stale {
		a = nil
	}
	s.mu.Unlock()
	if a == nil {
		return out, true
	}
	says := statement.Sentences(a)
	for _, x := range statement.Of(a) {
		out.Statements = append(out.Statements, s.statement(r, a, &x, says))
	}
	return out, true
}

// statement is one of them; says is what each finding says by itself.
func (s *server) statement(r *reading, a *inquiry.Answer, x *statement.Statement, says []string) protocol.Statement {
	out := protocol.Statement{ID: x.ID, Severity: x.Severity.String(), Sentence: x.Sentence, Where: x.Where.Words(),
		Cites: statement.CiteWords(a.Pact, x.Cites, 0), Location: s.locate(r, r.placeOf(standsAt(a, x))), Courses: []protocol.Course{}}
	if x.Accepted != nil {
		out.Accepted = x.Accepted.Reason
	}
	for _, i := range x.About {
		f := &a.Findings[i]
		if f.Course == nil {
			continue
		}
		c := protocol.Course{Title: says[i]}
		for _, step := range r.courseOf(f.Course, r.head(f.At)) {
			c.Steps = append(c.Steps, protocol.CourseStep{Text: step.message, Location: s.locate(r, step.place)})
		}
		out.Courses = append(out.Courses, c)
	}
	return out
}

// standsAt is where the clause stands that a statement is about most, or the purpose, or else its first finding.
func standsAt(a *inquiry.Answer, x *statement.Statement) source.Span {
	for _, ref := range x.Clauses {
		if d := a.Pact.Declaration(ref); d != nil && d.At.IsValid() {
			return d.At
		}
	}
	if len(x.Purposes) > 0 {
		return a.Pact.Purposes[x.Purposes[0]].At
	}
	return a.Findings[x.About[0]].At
}

// locate is a place as the client knows it; nil if the pact no longer has the file.
func (s *server) locate(r *reading, at place) *protocol.Location {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l, ok := s.location(r, r.firstLine(at)); ok {
		return &l
	}
	return nil
}
