package lsp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"sort"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// A name belongs to the file it is written in. A `use` makes the same name in both files mean the same thing, unless it gives the
// one another name; then each of the two can be changed without the other. So what is to be written anew when a name changes is
// found by going from file to file along every `use` that hands the name on.

// written is a name in a file.
type written struct{ path, name string }

// prepareRename gives the name that would be changed.
func prepareRename(_ context.Context, now *snapshot, p protocol.TextDocumentPositionParams) (*protocol.PrepareRenameResult, error) {
	s, _ := now.first(p)
	if s == nil {
		return nil, nil
	}
	if err := s.renamable(); err != nil {
		return nil, err
	}
	return &protocol.PrepareRenameResult{Range: s.rangeOf(s.ident), Placeholder: s.ident.Span().Text()}, nil
}

func (s *spot) renamable() error {
	switch sym := s.symbol(); {
	case sym == nil:
		return errors.New("nothing that could be given another name stands here")
	case sym.Ident == nil:
		return errors.New("outsider is a word of the language: it cannot be given another name")
	case !isName(s.ident.Span().Text()):
		return fmt.Errorf("%q is not a name: mend that first", diag.Visible(s.ident.Span().Text()))
	}
	return nil
}

// isName reports whether a text can be a name.
func isName(word string) bool {
	tokens, ds := syntax.Lex(source.NewFile("name", []byte(word)))
	return len(ds) == 0 && len(tokens) == 2 && tokens[0].Kind == syntax.KindName && !syntax.Reserved(word)
}

func rename(_ context.Context, now *snapshot, p protocol.RenameParams) (*protocol.WorkspaceEdit, error) {
	s, _ := now.first(p.TextDocumentPositionParams)
	if s == nil {
		return nil, errors.New("nothing that could be given another name stands here")
	}
	if err := s.renamable(); err != nil {
		return nil, err
	}
	switch {
	case syntax.Reserved(p.NewName):
		return nil, fmt.Errorf("%s is a word of the language and cannot be a name", p.NewName)
	case !isName(p.NewName):
		return nil, fmt.Errorf("%q is not a name: names are lower-case words joined by _", diag.Visible(p.NewName))
	}
	begin := written{s.document.path, s.ident.Span().Text()}
	if s.from != nil {
		begin.path = path.Join(path.Dir(s.document.path), s.use.Path.Value)
	}
	if p.NewName == begin.name {
		return &protocol.WorkspaceEdit{}, nil
	}
	r := &renaming{snapshot: now, trees: map[string]*syntax.File{}, mains: map[string]bool{}, same: map[written]bool{}}
	r.gather(begin)
	if err := r.refuse(p.NewName); err != nil {
		return nil, err
	}
	return r.edit(p.NewName), nil
}

// renaming is a change of a name under way.
type renaming struct {
	*snapshot
	trees map[string]*syntax.File // of the files of the pacts concerned
	mains map[string]bool         // the pacts concerned
	same  map[written]bool        // the names that mean the same thing by being the same
}

// gather finds the names that are to change with one, in all pacts that any of their files belongs to.
func (r *renaming) gather(begin written) {
	r.same[begin] = true
	for known := -1; known < len(r.trees); {
		known = len(r.trees)
		for w := range r.same {
			for _, m := range r.allMains(w.path) {
				r.take(m)
			}
		}
		r.spread()
	}
}

func (r *renaming) take(main string) {
	if r.mains[main] {
		return
	}
	r.mains[main] = true
	if got := r.reading(main); got.Result != nil {
		for _, t := range got.Trees {
			r.trees[t.Source.Path] = t
		}
	}
}

// spread follows each `use` that hands a name on, both ways.
func (r *renaming) spread() {
	for grown := true; grown; {
		grown = false
		for from, t := range r.trees {
			for _, u := range usesOf(t) {
				grown = r.along(from, u) || grown
			}
		}
	}
}

// along makes what one `use` hands on the same on both sides; it reports whether anything is new.
func (r *renaming) along(from string, u *syntax.UseDecl) bool {
	to := path.Join(path.Dir(from), u.Path.Value)
	given := func(name string) bool {
		return slices.ContainsFunc(u.With, func(w *syntax.Rename) bool { return w.From.Span().Text() == name })
	}
	speaks := r.speaks(to, nil)
	grown := false
	add := func(w written) {
		if speaks[w.name] && r.trees[w.path] != nil && !r.same[w] {
			r.same[w], grown = true, true
		}
	}
	for w := range r.same {
		switch {
		case given(w.name):
		case w.path == from:
			add(written{to, w.name})
		case w.path == to:
			add(written{from, w.name})
		}
	}
	return grown
}

// speaks are the names that a file and those it uses speak of, as they are called in that file; open are the files that are being
// looked at, since files may use each other in a ring.
func (r *renaming) speaks(name string, open []string) map[string]bool {
	out := map[string]bool{}
	t := r.trees[name]
	if t == nil || slices.Contains(open, name) {
		return out
	}
	for _, id := range t.Names {
		out[id.Span().Text()] = true
	}
	for _, u := range usesOf(t) {
		called := map[string]string{}
		for _, w := range u.With {
			called[w.From.Span().Text()] = w.To.Span().Text()
		}
		for n := range r.speaks(path.Join(path.Dir(name), u.Path.Value), append(open, name)) {
			if called[n] == "" {
				out[n] = true
			}
		}
	}
	return out
}

func usesOf(t *syntax.File) []*syntax.UseDecl {
	var out []*syntax.UseDecl
	for _, d := range t.Decls {
		if u, ok := d.(*syntax.UseDecl); ok {
			out = append(out, u)
		}
	}
	return out
}

// places lists where names are written that are to change, by file, in order.
func (r *renaming) places() map[string][]source.Span {
	out := map[string][]source.Span{}
	add := func(id *syntax.Ident, of string) {
		if at := id.Span(); r.same[written{of, at.Text()}] {
			out[at.File.Path] = append(out[at.File.Path], at)
		}
	}
	for name, t := range r.trees {
		for _, id := range t.Names {
			add(id, name)
		}
		for _, u := range usesOf(t) {
			for _, w := range u.With {
				add(w.From, path.Join(path.Dir(name), u.Path.Value))
			}
		}
	}
	for _, spans := range out {
		sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	}
	return out
}

// refuse says why a name cannot be changed to another: if it could, no pact would have a fault that it has not now.
func (r *renaming) refuse(to string) error {
	texts := r.overlay()
	for name, spans := range r.places() {
		texts[filepath.FromSlash(name)] = rewritten(r.trees[name].Source.Text, spans, to)
	}
	for _, main := range sorted(r.mains) {
		after, err := r.loadWith(main, texts)
		if err != nil {
			return fmt.Errorf("%s could not be read with the new name: %w", path.Base(main), err)
		}
		if d := newFault(r.reading(main).Result, after); d != nil {
			return fmt.Errorf("with the name %s, %s", to, d.Summary)
		}
	}
	return nil
}

// rewritten is a text with another in the place of some spans, which are in order.
func rewritten(text []byte, spans []source.Span, to string) []byte {
	var b bytes.Buffer
	last := 0
	for _, s := range spans {
		b.Write(text[last:s.Start])
		b.WriteString(to)
		last = s.End
	}
	b.Write(text[last:])
	return b.Bytes()
}

// loadWith reads a pact from some texts, and for the rest from the disk.
func (n *snapshot) loadWith(main string, texts load.Overlay) (*load.Result, error) {
	if isFile(main) {
		return load.Limits{Context: n.server.ctx, Bytes: maxText}.LoadOver(filepath.FromSlash(main), texts)
	}
	text, ok := texts[main]
	if !ok {
		return nil, errNotOpen
	}
	return load.Source(main, text), nil
}

// newFault is an error that there was not before; nil if there are no more than before.
func newFault(before, after *load.Result) *diag.Diagnostic {
	count := func(r *load.Result) map[diag.Code]int {
		out := map[diag.Code]int{}
		if r != nil {
			for _, d := range r.Diagnostics {
				out[d.Code]++
			}
		}
		return out
	}
	was, is := count(before), count(after)
	for i := range after.Diagnostics {
		if d := &after.Diagnostics[i]; d.Severity == diag.Error && is[d.Code] > was[d.Code] {
			return d
		}
	}
	return nil
}

func (r *renaming) edit(to string) *protocol.WorkspaceEdit {
	edits := map[string][]protocol.TextEdit{}
	for name, spans := range r.places() {
		table := r.table(r.trees[name].Source)
		for _, s := range spans {
			edits[name] = append(edits[name], protocol.TextEdit{Range: table.span(s.Start, s.End, r.enc), NewText: to})
		}
	}
	return r.workspaceEdit(edits)
}

// workspaceEdit makes edits, given by paths, into what the client takes.
func (n *snapshot) workspaceEdit(edits map[string][]protocol.TextEdit) *protocol.WorkspaceEdit {
	n.server.mu.Lock()
	versions := n.server.client.Workspace.WorkspaceEdit.DocumentChanges
	n.server.mu.Unlock()
	out := &protocol.WorkspaceEdit{}
	for _, name := range sorted(edits) {
		if !versions {
			if out.Changes == nil {
				out.Changes = map[string][]protocol.TextEdit{}
			}
			out.Changes[n.uri(name)] = edits[name]
			continue
		}
		id := protocol.OptionalVersionedTextDocumentIdentifier{URI: n.uri(name)}
		if d := n.byPath[name]; d != nil {
			id.Version = &d.version
		}
		out.DocumentChanges = append(out.DocumentChanges, protocol.TextDocumentEdit{TextDocument: id, Edits: edits[name]})
	}
	return out
}
