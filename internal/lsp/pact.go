package lsp

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/report"
)

var errNotOpen = errors.New("this text is not open")

// pact is what is known of a pact that some open text belongs to. It is changed only while the server is locked.
type pact struct {
	main    string
	reading *reading // the last one
	status  protocol.StatusParams

	found  []told          // by the last check, and so far by the one that goes on
	answer *inquiry.Answer // of the last check, if it came to an end; finished or not
	stale  bool            // found and answer are of an earlier text

	stop  context.CancelFunc // ends the check that goes on or is to begin; nil if none is
	run   int                // counts checks
	shown string             // the token under which the progress of the last check is shown
}

// reads reports whether a file is part of the pact.
func (p *pact) reads(path string) bool {
	return p.main == path || p.reading != nil && p.reading.tables[path] != nil
}

// halt ends the check that goes on, since its text is no longer there.
func (p *pact) halt() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	p.run++
	p.stale = true
	p.found = slices.Clone(p.found)
	for i := range p.found {
		p.found[i].stale = true
	}
}

// interrupt ends the check that goes on at the wish of whoever waits for it; what it found by then is told.
func (p *pact) interrupt() {
	if p.stop != nil && p.status.State == protocol.Looking {
		p.stop()
	}
}

// move moves what was found with the text, and drops what was written over.
func (p *pact) move(path string, changes []splice) {
	if len(changes) == 0 {
		return
	}
	var found []told
	for _, t := range p.found {
		if t, ok := t.moved(path, changes); ok {
			found = append(found, t)
		}
	}
	p.found = found
}

// analyse reads what is new until the session ends.
func (s *server) analyse() {
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-s.wake:
		}
		func() {
			defer s.survive("reading")
			s.refresh()
		}()
	}
}

// refresh reads the pacts to which open texts belong, tells what does not compile, and has checked what is another text than before.
func (s *server) refresh() {
	now := s.snapshot()
	var mains []string
	for _, d := range now.docs {
		for _, m := range now.mains(d.path) {
			if !slices.Contains(mains, m) {
				mains = append(mains, m)
			}
		}
	}
	readings := map[string]*reading{}
	for _, m := range mains {
		readings[m] = now.reading(m)
	}
	s.mu.Lock()
	for main, p := range s.pacts {
		if readings[main] == nil {
			p.halt()
			delete(s.pacts, main)
		}
	}
	for main, r := range readings {
		s.take(main, r)
	}
	s.mu.Unlock()
	s.publish()
	s.mu.Lock()
	s.told = now.texts
	s.mu.Unlock()
}

// take makes a reading the one of its pact, and sees to it that it is checked. The server is locked.
func (s *server) take(main string, r *reading) {
	p := s.pacts[main]
	if p == nil {
		p = &pact{main: main}
		s.pacts[main] = p
	}
	if p.reading.same(r) && p.stop != nil {
		p.reading = r
		return // what goes on is of the same text
	}
	settled := p.reading.same(r) && !p.stale && p.answer != nil
	p.reading = r
	switch {
	case settled:
	case r.Result == nil || r.Pact == nil:
		p.halt()
		s.set(p, protocol.Unreadable, "the pact does not compile yet, so nothing is checked")
	case s.NoCheck:
		p.halt()
		s.set(p, protocol.Off, "not checked: checking is switched off")
	default:
		s.schedule(p, budget{s.Time, s.Bytes}, s.Quiet)
	}
}

// set notes how a pact stands. The server is locked; publish tells it.
func (s *server) set(p *pact, state protocol.State, format string, args ...any) {
	p.status = protocol.StatusParams{URI: s.uri(p.main), State: state, Message: fmt.Sprintf(format, args...)}
	if p.answer == nil || p.stale {
		return
	}
	sum := report.Summarise(p.answer)
	p.status.Serious, p.status.Warnings, p.status.Notes = sum.Serious, sum.Warnings, sum.Notes
	p.status.Failed = sum.ChecksFailed + sum.ScenariosFailed
}

// uri is how the client knows a path. The server is locked.
func (s *server) uri(path string) string {
	for uri, d := range s.docs {
		if d.path == path {
			return uri
		}
	}
	return uriOf(path)
}
