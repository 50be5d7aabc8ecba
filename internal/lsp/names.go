package lsp

import (
	"context"
	"path"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/resolve"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// spot is what stands at a place of a document.
type spot struct {
	*text
	main  *reading
	ident *syntax.Ident  // the name there, or nil
	from  *syntax.Rename // set if the name is what a `use` calls something of the other file
	use   *syntax.UseDecl
	path  []syntax.Node // the nodes around the place, the outermost first
	place int
}

// at gives what stands at a position in one of the pacts of a document, one for each way in which the file is taken in.
func (n *snapshot) at(p protocol.TextDocumentPositionParams) []spot {
	d := n.docs[p.TextDocument.URI]
	if d == nil {
		return nil
	}
	var out []spot
	for _, m := range n.mains(d.path) {
		r := n.reading(m)
		for _, tree := range r.trees(d.path) {
			s := spot{text: &text{d, n, tree}, main: r, place: d.offset(p.Position, n.enc)}
			s.look()
			out = append(out, s)
		}
	}
	return out
}

// look finds the nodes at the place. A name is also there just before its first and after its last letter.
func (s *spot) look() {
	syntax.Inspect(s.tree, func(n syntax.Node) bool {
		at := n.Span()
		if _, file := n.(*syntax.File); !file && (at.Start > s.place || at.End < s.place) {
			return false
		}
		switch n := n.(type) {
		case *syntax.UseDecl:
			s.use = n
		case *syntax.Rename:
			s.from = n
		case *syntax.Ident:
			if n.Name != "" {
				s.ident = n
			}
		}
		s.path = append(s.path, n)
		return true
	})
	if s.from != nil && s.from.From != s.ident {
		s.from = nil
	}
}

// valueOf gives what the value at the end of a path of nodes is a value of, and whether a status may stand there too; nil if no
// value is there.
func valueOf(path []syntax.Node) (of *syntax.Ident, statuses bool) {
	if len(path) == 0 {
		return nil, false
	}
	if _, word := path[len(path)-1].(*syntax.Word); !word {
		return nil, false
	}
	for _, n := range path {
		switch n := n.(type) {
		case *syntax.AtomCond:
			of, statuses = n.Subject, n.Verb == syntax.Is
		case *syntax.BecomesItem:
			of = n.Fact
		case *syntax.Binding:
			of = n.Point
		case *syntax.Ref:
			of = n.Name
		case *syntax.DecidesStep:
			of = n.Decision
		}
	}
	return of, statuses
}

// meant is what the name there means, or what the value there is one of.
func (s *spot) meant() *resolve.Symbol {
	if of, _ := valueOf(s.path); of != nil && s.main.Names != nil {
		return s.main.Names.Lookup(of.Name)
	}
	return s.symbol()
}

// symbol is what the name there means.
func (s *spot) symbol() *resolve.Symbol {
	switch {
	case s.ident == nil || s.main.Names == nil:
		return nil
	case s.from != nil:
		return s.main.Names.Lookup(s.from.To.Name)
	}
	return s.main.Names.Lookup(s.ident.Name)
}

// first gives the first meaning of the name at a position; nil if nothing is called there.
func (n *snapshot) first(p protocol.TextDocumentPositionParams) (*spot, *resolve.Symbol) {
	for _, s := range n.at(p) {
		if sym := s.symbol(); sym != nil {
			return &s, sym
		}
	}
	return nil, nil
}

// locate is a span of a pact as the client knows it.
func (n *snapshot) locate(r *reading, at source.Span) (protocol.Location, bool) {
	var table *lines
	if at.IsValid() {
		table = r.tables[at.File.Path]
	}
	if table == nil {
		return protocol.Location{}, false
	}
	return protocol.Location{URI: n.uri(at.File.Path), Range: table.span(at.Start, at.End, n.enc)}, true
}

// uri is how the client knows a path.
func (n *snapshot) uri(path string) string {
	if d := n.byPath[path]; d != nil {
		return d.uri
	}
	return uriOf(path)
}

// definition leads from a name to where it is declared, and from the path in a `use` to the file.
func definition(_ context.Context, now *snapshot, p protocol.TextDocumentPositionParams) ([]protocol.Location, error) {
	var out placesOnce
	for _, s := range now.at(p) {
		if s.use != nil && s.ident == nil && s.use.Path.Span().Start <= s.place && s.place <= s.use.Path.Span().End {
			out.add(protocol.Location{URI: now.uri(path.Join(path.Dir(s.document.path), s.use.Path.Value))}, true)
		}
		if sym := s.meant(); sym != nil {
			out.add(now.locate(s.main, sym.At()))
		}
	}
	return out.list, nil
}

// placesOnce lists places, each once.
type placesOnce struct{ list []protocol.Location }

func (o *placesOnce) add(l protocol.Location, ok bool) {
	for _, have := range o.list {
		ok = ok && have != l
	}
	if ok {
		o.list = append(o.list, l)
	}
}

// references lists where a thing is spoken of, under whatever name, in all files of the pacts it is part of.
func references(_ context.Context, now *snapshot, p protocol.ReferenceParams) ([]protocol.Location, error) {
	var out placesOnce
	for _, s := range now.at(p.TextDocumentPositionParams) {
		sym := s.symbol()
		if sym == nil {
			continue
		}
		for _, t := range s.main.Trees {
			for _, id := range spokenOf(t, sym.Name) {
				if p.Context.IncludeDeclaration || id.Span() != sym.At() {
					out.add(now.locate(s.main, id.Span()))
				}
			}
		}
	}
	return out.list, nil
}

// spokenOf lists the places in a file at which something is named that the pact calls so.
func spokenOf(t *syntax.File, name string) []*syntax.Ident {
	var out []*syntax.Ident
	for _, id := range t.Names {
		if id.Name == name {
			out = append(out, id)
		}
	}
	for _, d := range t.Decls {
		if u, ok := d.(*syntax.UseDecl); ok {
			for _, w := range u.With {
				if w.To.Name == name && w.From.Name != "" {
					out = append(out, w.From)
				}
			}
		}
	}
	return out
}

// highlight lists where a thing is named in the document.
func highlight(_ context.Context, now *snapshot, p protocol.TextDocumentPositionParams) ([]protocol.DocumentHighlight, error) {
	s, sym := now.first(p)
	if s == nil {
		return nil, nil
	}
	var out []protocol.DocumentHighlight
	for _, id := range spokenOf(s.tree, sym.Name) {
		kind := protocol.HighlightRead
		if id.Span() == sym.At() {
			kind = protocol.HighlightWrite
		}
		out = append(out, protocol.DocumentHighlight{Range: s.rangeOf(id), Kind: kind})
	}
	return out, nil
}
