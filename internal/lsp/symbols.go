package lsp

import (
	"context"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/resolve"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// text is an open document with what it says.
type text struct {
	*document
	*snapshot
	tree *syntax.File
}

// text gives an open document; nil if it is none.
func (n *snapshot) text(uri string) *text {
	d := n.docs[uri]
	if d == nil {
		return nil
	}
	for _, m := range n.mains(d.path) {
		if ts := n.reading(m).trees(d.path); len(ts) > 0 {
			return &text{d, n, ts[0]}
		}
	}
	ts := n.reading(d.path).trees(d.path)
	if len(ts) == 0 {
		return nil
	}
	return &text{d, n, ts[0]}
}

// rangeOf is a node as the client knows it.
func (t *text) rangeOf(n syntax.Node) protocol.Range {
	return t.span(n.Span().Start, n.Span().End, t.enc)
}

// symbolKinds are the kinds of declarations as editors know kinds of things.
var symbolKinds = map[resolve.Kind]int{
	resolve.Party: protocol.SymbolClass, resolve.Body: protocol.SymbolClass, resolve.Outsider: protocol.SymbolClass,
	resolve.Source: protocol.SymbolNamespace, resolve.Fact: protocol.SymbolVariable, resolve.Act: protocol.SymbolFunction,
	resolve.Decision: protocol.SymbolEnum, resolve.Instrument: protocol.SymbolInterface, resolve.Duty: protocol.SymbolMethod,
	resolve.Ban: protocol.SymbolProperty, resolve.Power: protocol.SymbolOperator, resolve.Point: protocol.SymbolConstant,
	resolve.Reading: protocol.SymbolStruct,
}

// documentSymbols lists the declarations of a document, clauses within their instruments.
func documentSymbols(_ context.Context, now *snapshot, p protocol.DocumentParams) (any, error) {
	t := now.text(p.TextDocument.URI)
	if t == nil {
		return nil, nil
	}
	var out []protocol.DocumentSymbol
	for _, d := range t.tree.Decls {
		if s, ok := t.symbol(d); ok {
			out = append(out, s)
		}
	}
	now.server.mu.Lock()
	nested := now.server.client.TextDocument.DocumentSymbol.HierarchicalDocumentSymbolSupport
	now.server.mu.Unlock()
	if nested {
		return out, nil
	}
	return flat(p.TextDocument.URI, "", out, nil), nil
}

// flat lists symbols without nesting.
func flat(uri, in string, symbols []protocol.DocumentSymbol, out []protocol.SymbolInformation) []protocol.SymbolInformation {
	for _, s := range symbols {
		out = append(out, protocol.SymbolInformation{
			Name: s.Name, Kind: s.Kind, ContainerName: in, Location: protocol.Location{URI: uri, Range: s.SelectionRange},
		})
		out = flat(uri, s.Name, s.Children, out)
	}
	return out
}

// symbol is a declaration or a clause; ok is false for what is not shown.
func (t *text) symbol(n syntax.Node) (_ protocol.DocumentSymbol, ok bool) {
	s := protocol.DocumentSymbol{Range: t.rangeOf(n), SelectionRange: t.rangeOf(n)}
	if h := syntax.HeadOf(n); h != nil {
		if h.Name.Name == "" {
			return s, false
		}
		s.Name, s.SelectionRange = h.Name.Name, t.rangeOf(h.Name)
		s.Detail = h.Keyword.Text()
		s.Kind = symbolKinds[kindOf(n)]
		if h.Label != nil {
			s.Detail += " “" + h.Label.Value + "”"
		}
	} else if !t.nameless(n, &s) {
		return s, false
	}
	if in, ok := n.(*syntax.InstrumentDecl); ok && in.Block != nil {
		for _, c := range in.Clauses() {
			if child, ok := t.symbol(c); ok {
				s.Children = append(s.Children, child)
			}
		}
	}
	return s, true
}

// nameless describes a declaration that has a label at most.
func (t *text) nameless(n syntax.Node, s *protocol.DocumentSymbol) bool {
	label := func(word string, l *syntax.String) {
		s.Name, s.Detail = word, word
		if l != nil && l.Value != "" {
			s.Name, s.SelectionRange = l.Value, t.rangeOf(l)
		}
	}
	switch n := n.(type) {
	case *syntax.PactDecl:
		label("pact", n.Title)
		s.Kind = protocol.SymbolPackage
	case *syntax.UseDecl:
		label("use", n.Path)
		s.Kind = protocol.SymbolModule
	case *syntax.PurposeDecl:
		label("purpose", n.Label)
		s.Kind = protocol.SymbolKey
	case *syntax.PreferDecl:
		s.Name, s.Detail, s.SelectionRange = "what "+n.Actor.Name+" prefers", "prefer", t.rangeOf(n.Actor)
		s.Kind = protocol.SymbolKey
	case *syntax.OddsDecl:
		s.Name, s.Detail, s.SelectionRange = "how "+n.Actor.Name+" decides "+n.Decision.Name, "odds", t.rangeOf(n.Decision)
		s.Kind = protocol.SymbolKey
	case *syntax.ChanceDecl:
		s.Name, s.Detail, s.SelectionRange = "how often "+n.Act.Name+" comes", "chance", t.rangeOf(n.Act)
		s.Kind = protocol.SymbolKey
	case *syntax.CheckDecl:
		label("check", n.Label)
		s.Kind = protocol.SymbolBoolean
	case *syntax.ScenarioDecl:
		label("scenario", n.Label)
		s.Kind = protocol.SymbolEvent
	default:
		return false
	}
	return true
}

// kindOf is the kind of a declaration or clause that has a name.
func kindOf(n syntax.Node) resolve.Kind {
	switch n.(type) {
	case *syntax.PartyDecl:
		return resolve.Party
	case *syntax.BodyDecl:
		return resolve.Body
	case *syntax.SourceDecl:
		return resolve.Source
	case *syntax.FactDecl:
		return resolve.Fact
	case *syntax.ActDecl:
		return resolve.Act
	case *syntax.DecisionDecl:
		return resolve.Decision
	case *syntax.InstrumentDecl:
		return resolve.Instrument
	case *syntax.DutyClause:
		return resolve.Duty
	case *syntax.BanClause:
		return resolve.Ban
	case *syntax.PowerClause:
		return resolve.Power
	case *syntax.OpenDecl:
		return resolve.Point
	}
	return resolve.Reading
}

// folding lists what can be folded away: blocks, and comments of several lines.
func folding(_ context.Context, now *snapshot, p protocol.DocumentParams) ([]protocol.FoldingRange, error) {
	t := now.text(p.TextDocument.URI)
	if t == nil {
		return nil, nil
	}
	f := &folder{text: t}
	for _, d := range t.tree.Decls {
		f.block(d)
		if in, ok := d.(*syntax.InstrumentDecl); ok {
			for _, c := range in.Clauses() {
				f.block(c)
			}
		}
	}
	f.comments()
	return f.out, nil
}

// folder gathers what can be folded away.
type folder struct {
	*text
	out []protocol.FoldingRange
}

func (f *folder) line(offset int) uint32 { return f.position(offset, f.enc).Line }

func (f *folder) fold(from, to uint32, kind string) {
	if from < to {
		f.out = append(f.out, protocol.FoldingRange{StartLine: from, EndLine: to, Kind: kind})
	}
}

// block folds what stands between braces; the line of the closing one stays.
func (f *folder) block(n syntax.Node) {
	if b := syntax.BlockOf(n); b != nil {
		from, to := f.line(b.Span().Start), f.line(b.Span().End)
		f.fold(from, max(to, 1)-1, "")
	}
}

// comments folds those that stand on several lines in a row.
func (f *folder) comments() {
	for cs := f.tree.Comments; len(cs) > 0; {
		n := 1
		for n < len(cs) && cs[n].OnLine && f.line(cs[n].Span().Start) == f.line(cs[n-1].Span().Start)+1 {
			n++
		}
		if cs[0].OnLine {
			f.fold(f.line(cs[0].Span().Start), f.line(cs[n-1].Span().End), protocol.FoldComment)
		}
		cs = cs[n:]
	}
}
