package lsp

import (
	"fmt"
	"sync"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

// progress shows in the editor how far some work is, if the editor can.
type progress struct {
	server *server
	token  string
	able   bool

	mu    sync.Mutex
	stage uint8 // of showing it
	text  string
}

// The stages: nothing was shown, the editor was asked for a place, it is shown, it is over.
const (
	unasked uint8 = iota
	asked
	showing
	over
)

func (s *server) newProgress() *progress {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens++
	return &progress{server: s, token: fmt.Sprintf("servanda/%d", s.tokens), able: s.client.Window.WorkDoneProgress}
}

// say shows a text; due says that it is time for another one.
func (p *progress) say(text string, due bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text = text
	switch {
	case !p.able || p.stage == over:
	case p.stage == unasked:
		p.stage = asked
		p.server.start(p.begin)
	case p.stage == showing && due:
		p.notify(protocol.WorkDoneProgress{Kind: "report", Message: text})
	}
}

// begin asks for a place and shows the progress there, if the work is not over by then.
func (p *progress) begin() {
	p.server.call("window/workDoneProgress/create", protocol.WorkDoneProgressCreateParams{Token: p.token})
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stage == asked {
		p.stage = showing
		p.notify(protocol.WorkDoneProgress{Kind: "begin", Title: "Servanda", Message: p.text, Cancellable: true})
	}
}

func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stage == showing {
		p.notify(protocol.WorkDoneProgress{Kind: "end"})
	}
	p.stage = over
}

func (p *progress) notify(v protocol.WorkDoneProgress) {
	p.server.notify("$/progress", protocol.ProgressParams{Token: p.token, Value: v})
}

// progressCancelled ends a check at the wish of whoever sees it; what it found by then is told.
func (s *server) progressCancelled(p protocol.WorkDoneProgressCancelParams) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range s.pacts {
		if one.shown == p.Token {
			one.interrupt()
		}
	}
	return nil
}
