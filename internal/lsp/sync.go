package lsp

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

func (s *server) opened(p protocol.DidOpenTextDocumentParams) error {
	d := p.TextDocument
	s.mu.Lock()
	s.docs[d.URI] = newDocument(d.URI, pathOf(d.URI), d.Version, []byte(d.Text))
	path := s.docs[d.URI].path
	s.touched(path, nil)
	further := isFile(path) && s.lookBeside(path)
	s.mu.Unlock()
	s.kick()
	if further {
		s.start(s.survey)
	}
	return nil
}

func (s *server) changed(p protocol.DidChangeTextDocumentParams) error {
	s.mu.Lock()
	defer s.kick()
	defer s.mu.Unlock()
	d := s.docs[p.TextDocument.URI]
	if d == nil {
		return fmt.Errorf("%s is not open", p.TextDocument.URI)
	}
	next, splices := d.changed(p.TextDocument.Version, p.ContentChanges, s.enc)
	s.docs[d.uri] = next
	s.touched(d.path, splices)
	return nil
}

func (s *server) closed(p protocol.DidCloseTextDocumentParams) error {
	s.mu.Lock()
	defer s.kick()
	defer s.mu.Unlock()
	if d := s.docs[p.TextDocument.URI]; d != nil {
		delete(s.docs, d.uri)
		if isFile(d.path) {
			if text, err := readFile(d.path); err == nil {
				s.uses[d.path] = used(d.path, text)
			}
		}
		s.touched(d.path, nil)
	}
	return nil
}

// saved needs nothing: the text that was saved is the one that is open.
func (s *server) saved(protocol.DidSaveTextDocumentParams) error { return nil }

// touched notes that the text of a path is another now: checks of what it belongs to end, and what they found moves along. The
// server is locked.
func (s *server) touched(path string, splices []splice) {
	s.texts++
	for _, p := range s.pacts {
		p.move(path, splices)
		if p.reads(path) {
			p.halt()
		}
	}
}
