package lsp

import (
	"context"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/report"
)

// codeLenses are the lines above clauses that say what was found about them and show the course; above the pact stands how it
// stands.
func codeLenses(_ context.Context, now *snapshot, p protocol.DocumentParams) ([]protocol.CodeLens, error) {
	out := []protocol.CodeLens{}
	d := now.docs[p.TextDocument.URI]
	if d == nil {
		return out, nil
	}
	s := now.server
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, main := range sorted(s.pacts) {
		one := s.pacts[main]
		if r := one.reading; main == d.path && one.status.Message != "" {
			at := r.title()
			out = append(out, protocol.CodeLens{Range: d.span(at.start, at.end, now.enc), Command: s.standingCommand(one)})
		}
		for _, t := range one.found {
			if c := showCourse(t); t.place.path == d.path && c != nil && !t.stale {
				out = append(out, protocol.CodeLens{Range: d.span(t.place.start, t.place.end, now.enc), Command: c})
			}
		}
	}
	return out, nil
}

// standingCommand says how a pact stands, and offers what can be done about it. The server is locked.
func (s *server) standingCommand(p *pact) *protocol.Command {
	c := &protocol.Command{Title: p.status.Message, Command: commandStanding, Arguments: []any{s.uri(p.main)}}
	switch {
	case p.status.State == protocol.GaveUp && p.answer != nil && p.answer.Unfinished != nil:
		c.Title, c.Command = c.Title+": look on without a limit of time", commandCheckFully
	case p.stop != nil && p.status.State == protocol.Looking:
		c.Title, c.Command = c.Title+": stop", commandStop
	}
	return c
}

// showCourse is the command that shows the course of a finding; nil if there is nothing to show.
func showCourse(t told) *protocol.Command {
	switch {
	case t.answer == nil:
		return nil
	case t.test != nil && t.test.Course != nil:
		return &protocol.Command{Title: t.code + " not as expected: show", Command: commandShowCourse, Arguments: []any{t.id}}
	case t.finding == nil || t.finding.Course == nil || t.finding.Accepted != nil:
		return nil
	}
	return &protocol.Command{Title: lensTitle(t.answer, t.finding) + ": show", Command: commandShowCourse, Arguments: []any{t.id}}
}

// lensTitle is what was found, and in how many ways to fill the open points.
func lensTitle(a *inquiry.Answer, f *inquiry.Across) string {
	title := string(f.Code)
	if ways := report.Ways(a, f); ways != "" {
		title += " in " + ways
	}
	return title
}
