package lsp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/repair"
	"github.com/servanda-lang/servanda/model"
)

// What would mend a finding of a small pact is looked for when somebody asks. The page that is shown tells it, and from then on, as long
// as the text stays, the changes are offered where the finding stands.

// The bounds: of a pact that is looked at in an editor, of the time of somebody who waits, and of what is offered.
const (
	mendStates   = 20_000
	mendFillings = 64
	mendTime     = 20 * time.Second
	mendsOffered = 3
)

// mend is a change that was found for a finding, with the text it was found for.
type mend struct {
	says     string
	path     string
	was, now []byte
}

// mendable reports whether it is worth looking for what would mend something that is told.
func mendable(t told) bool {
	if t.finding == nil || t.answer == nil || t.stale || t.finding.Accepted != nil || t.finding.Severity == codes.Note {
		return false
	}
	if t.answer.Unfinished != nil || t.answer.Looked > mendFillings || t.answer.Looked < t.answer.AllFillings {
		return false
	}
	for i := range t.answer.Fillings {
		if t.answer.Fillings[i].Physical.States > mendStates {
			return false
		}
	}
	return true
}

// mends offers to look for what would mend a finding, and what was found.
func (a *actions) mends(t told) {
	if !mendable(t) {
		return
	}
	title := "Mend " + t.code + ": look for the smallest change"
	a.add(protocol.CodeAction{Title: title, Command: &protocol.Command{Title: title, Command: commandMend, Arguments: []any{t.id}}})
	s := a.server
	s.mu.Lock()
	found := s.mends[t.id]
	s.mu.Unlock()
	for _, m := range found {
		d := a.byPath[m.path]
		if d == nil || !bytes.Equal(d.text, m.was) {
			continue
		}
		edits := map[string][]protocol.TextEdit{m.path: d.lineEdits(m.now, a.enc)}
		a.add(protocol.CodeAction{Title: "Mend " + t.code + ": " + m.says, Edit: a.workspaceEdit(edits)})
	}
}

// mendPage looks for what would mend a finding and shows it.
func (n *snapshot) mendPage(ctx context.Context, id string) (*protocol.Page, error) {
	s := n.server
	s.mu.Lock()
	t, ok := s.tellable(id)
	main := ""
	for m, p := range s.pacts {
		for i := range p.found {
			if p.found[i].id == id {
				main = m
			}
		}
	}
	s.mu.Unlock()
	if !ok || !mendable(t) {
		return nil, errors.New("this was found in an earlier text, or the pact is too large for an editor to wait for it: `servanda repair` looks for it")
	}
	r := n.reading(main)
	if r.Result == nil || r.Pact == nil {
		return nil, errors.New("the pact does not compile")
	}
	ctx, stop := context.WithTimeout(ctx, mendTime)
	defer stop()
	q := repair.Query{Finding: whichFinding(t), Size: 1, Workers: 2,
		Options: func(*model.Pact) (inquiry.Query, error) {
			return inquiry.Query{Limits: inquiry.Limits{Bytes: s.Bytes}, Workers: 1}, nil
		}}
	if isFile(main) {
		q.Read = repair.Beside(filepath.FromSlash(main), n.overlay())
	}
	found, err := repair.Run(ctx, r.Result, q)
	if err != nil {
		return nil, err
	}
	s.keep(id, main, r.Files()[0].Text, found)
	return page(found.Document(fmt.Sprintf("servanda repair FILE --finding %s --size 1", q.Finding), mendsOffered))
}

// whichFinding names what is to go: the code, and the clause or the purpose.
func whichFinding(t told) string {
	f := t.finding
	if d := t.answer.Pact.Declaration(f.Clause); d != nil {
		return t.code + ":" + d.Name
	}
	if f.Purpose >= 0 {
		return fmt.Sprintf("%s:%d", t.code, f.Purpose+1)
	}
	return t.code
}

// keep keeps the first changes, to be offered while the text is as it was.
func (s *server) keep(id, main string, was []byte, found *repair.Result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.mends == nil {
		s.mends = map[string][]mend{}
	}
	s.mends[id] = nil
	for i := range found.Mends[:min(len(found.Mends), mendsOffered)] {
		m := &found.Mends[i]
		s.mends[id] = append(s.mends[id], mend{m.Says(), main, was, m.Text})
	}
}
