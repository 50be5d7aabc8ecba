package lsp

import (
	"bytes"
	"context"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/lower"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/resolve"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/internal/words"
)

// What may stand at a place is asked of the parser and of the resolver: a name that nobody has is put there, and the tree says
// where it was taken in, the resolver of which kind it would have to be. Only which words of the language go on from the words
// before is said here (completion_words.go).

// nobodys is the name that is put in the place.
const nobodys = "q0q0q0q0q0q0q0q0"

// completion lists what may stand at a position.
func completion(ctx context.Context, now *snapshot, p protocol.TextDocumentPositionParams) (*protocol.CompletionList, error) {
	out := &protocol.CompletionList{Items: []protocol.CompletionItem{}}
	d := now.docs[p.TextDocument.URI]
	if d == nil {
		return out, nil
	}
	c := &completer{snapshot: now, doc: d, list: out, seen: map[string]bool{}}
	if !c.place(d.offset(p.Position, now.enc)) || ctx.Err() != nil {
		return out, nil
	}
	c.offer()
	return out, nil
}

// completer gathers what may stand in one place.
type completer struct {
	*snapshot
	doc        *document
	start, end int // of the word that is begun there
	list       *protocol.CompletionList
	seen       map[string]bool

	read  *load.Result   // of the text with nobody's name in the place
	tree  *syntax.File   // of the document in it
	path  []syntax.Node  // the nodes around that name
	ident *syntax.Ident  // the name, if it was taken for one
	prev  []syntax.Token // the tokens before the place that are not space, the nearest last
}

// place looks at what stands around an offset; it is false where nothing is to be offered, as in a label.
func (c *completer) place(at int) bool {
	c.start, c.end = at, at
	for c.start > 0 && isWordByte(c.doc.text[c.start-1]) {
		c.start--
	}
	for c.end < len(c.doc.text) && isWordByte(c.doc.text[c.end]) {
		c.end++
	}
	text := slices.Concat(c.doc.text[:c.start], []byte(nobodys), c.doc.text[c.end:])
	if c.read = c.readWith(text); c.read == nil {
		return false
	}
	for _, t := range c.read.Trees {
		if t.Source.Path == c.doc.path && c.tree == nil {
			c.tree = t
		}
	}
	if c.tree == nil {
		return false
	}
	if s := c.inString(); s != nil {
		c.files(s)
		return false
	}
	return c.find()
}

func isWordByte(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

// readWith reads the first pact of the document with another text of it.
func (c *completer) readWith(text []byte) *load.Result {
	texts := c.overlay()
	texts[filepath.FromSlash(c.doc.path)] = text
	for _, main := range []string{c.mains(c.doc.path)[0], c.doc.path} {
		r, err := c.loadWith(main, texts)
		if err == nil && slices.ContainsFunc(r.Trees, func(t *syntax.File) bool { return t.Source.Path == c.doc.path }) {
			return r
		}
	}
	return nil
}

// find finds the node and the tokens at the place.
func (c *completer) find() bool {
	for _, t := range c.tree.Tokens {
		switch {
		case t.Start <= c.start && c.start < t.End && t.Kind == syntax.KindComment:
			return false
		case t.Start >= c.start:
		case !t.Trivia():
			c.prev = append(c.prev, t)
		}
	}
	syntax.Inspect(c.tree, func(n syntax.Node) bool {
		at := n.Span()
		if _, file := n.(*syntax.File); !file && (at.Start > c.start || at.End < c.start+len(nobodys)) {
			return false
		}
		c.path = append(c.path, n)
		if id, ok := n.(*syntax.Ident); ok {
			c.ident = id
		}
		return true
	})
	return true
}

// word is the n-th word or sign before the place, counted from 1.
func (c *completer) word(n int) string {
	if n > len(c.prev) {
		return ""
	}
	t := c.prev[len(c.prev)-n]
	return string(c.tree.Source.Text[t.Start:t.End])
}

// offer adds all that may stand there.
func (c *completer) offer() {
	c.values()
	if c.ident != nil {
		c.names(c.kinds(), c.fits)
	}
	c.words()
}

// values offers what a thing can be, after `is`, `becomes` and `decides`.
func (c *completer) values() {
	of, statuses := valueOf(c.path)
	if of == nil {
		return
	}
	sym := c.read.Names.Lookup(of.Name)
	if sym == nil {
		return
	}
	for _, v := range ownValues(sym) {
		c.add(protocol.CompletionItem{Label: v, Kind: protocol.ItemEnumMember, Detail: "of " + sym.Name, SortText: "0" + v})
	}
	if statuses {
		for _, v := range lower.Statuses(sym.Kind) {
			c.add(protocol.CompletionItem{Label: v, Kind: protocol.ItemEnumMember, Detail: "status of " + sym.Kind.String(), SortText: "1" + v})
		}
		c.tests(sym)
	}
}

// tests offers what else than a value can be said of a thing after `is`.
func (c *completer) tests(sym *resolve.Symbol) {
	switch n := sym.Node.(type) {
	case *syntax.FactDecl:
		if n.Values == nil {
			c.keyword("at least", "4")
			c.keyword("at most", "4")
		}
	case *syntax.OpenDecl:
		c.keyword("at least", "4")
		c.keyword("at most", "4")
	case *syntax.InstrumentDecl:
		c.keyword("signed", "4")
		c.keyword("signed by", "4")
	case *syntax.DutyClause:
		c.keyword("performed in time", "4")
	}
	if c.word(1) == "is" {
		c.keyword("not", "4")
	}
}

// itemKinds are the kinds of declarations as editors know kinds of completions.
var itemKinds = map[resolve.Kind]int{
	resolve.Party: protocol.ItemClass, resolve.Body: protocol.ItemClass, resolve.Outsider: protocol.ItemClass, resolve.Source: protocol.ItemModule,
	resolve.Fact: protocol.ItemVariable, resolve.Act: protocol.ItemFunction, resolve.Decision: protocol.ItemEnum,
	resolve.Instrument: protocol.ItemInterface, resolve.Duty: protocol.ItemProperty, resolve.Ban: protocol.ItemProperty,
	resolve.Power: protocol.ItemEvent, resolve.Point: protocol.ItemConstant, resolve.Reading: protocol.ItemStruct,
}

// kinds are those that a name there may be of. In a condition the resolver takes the name for something kept; a test of it may
// follow.
func (c *completer) kinds() []resolve.Kind {
	kinds := c.read.Names.Unmet[c.ident]
	for _, n := range c.path {
		if atom, ok := n.(*syntax.AtomCond); ok && atom.Subject == c.ident && kinds != nil {
			kinds = slices.Concat(kinds, resolve.Testable())
		}
	}
	return kinds
}

// fits reports whether an open point stands for what is wanted there, a time or a number; other things always fit.
func (c *completer) fits(sym *resolve.Symbol) bool {
	open, ok := sym.Node.(*syntax.OpenDecl)
	if !ok || len(open.Values) == 0 || len(c.path) < 2 {
		return true
	}
	_, days := open.Values[0].(*syntax.Duration)
	_, number := open.Values[0].(*syntax.Number)
	switch c.path[len(c.path)-2].(type) {
	case *syntax.WithinItem, *syntax.EveryItem, *syntax.NotBeforeItem, *syntax.ExpiresItem, *syntax.NoticeItem, *syntax.LeadsToQuestion:
		return days
	case *syntax.RisesItem, *syntax.FallsItem:
		return number
	case *syntax.AtLeastTail, *syntax.AtMostTail:
		return days || number
	}
	return true
}

// names offers the names of some kinds that fit.
func (c *completer) names(kinds []resolve.Kind, fits func(*resolve.Symbol) bool) {
	for _, sym := range c.read.Names.Symbols {
		if !slices.Contains(kinds, sym.Kind) || !fits(sym) || sym.Name == "" || sym.Name == nobodys || sym.Ident != nil && !c.named(sym) {
			continue
		}
		_, detail, _ := strings.Cut(sym.Kind.String(), " ")
		if h := syntax.HeadOf(sym.Node); sym.Node != nil && h != nil && h.Label != nil {
			detail += " “" + h.Label.Value + "”"
		}
		c.add(protocol.CompletionItem{Label: sym.Name, Kind: itemKinds[sym.Kind], Detail: detail, SortText: "2" + sym.Name, Documentation: c.told(sym)})
	}
}

// named reports whether a thing can be spoken of in the document by its name in the pact.
func (c *completer) named(sym *resolve.Symbol) bool {
	return c.read.Trees[0] == c.tree || sym.Ident.Span().File == c.tree.Source && sym.Ident.Span().Text() == sym.Name
}

// told is what was declared, in plain words, if the pact compiled without the word that is begun.
func (c *completer) told(sym *resolve.Symbol) *protocol.MarkupContent {
	p := c.reading(c.mains(c.doc.path)[0])
	if p.Result == nil || p.Pact == nil {
		return nil
	}
	text := strings.Join(words.Speaker{Pact: p.Pact}.Declared(refOf(p.Pact, sym.Name)), " ")
	if text == "" {
		return nil
	}
	return &protocol.MarkupContent{Kind: protocol.PlainText, Value: text}
}

// add adds an item, once, in the place of the word that is begun.
func (c *completer) add(item protocol.CompletionItem) {
	if c.seen[item.Label] {
		return
	}
	c.seen[item.Label] = true
	text := item.Label
	if item.TextEdit != nil {
		text = item.TextEdit.NewText
	}
	item.TextEdit = &protocol.TextEdit{Range: c.doc.span(c.start, c.end, c.enc), NewText: text}
	c.list.Items = append(c.list.Items, item)
}

// inString gives the label or path that the place is in.
func (c *completer) inString() *syntax.Token {
	for i, t := range c.tree.Tokens {
		if t.Kind == syntax.KindString && t.Start < c.start && c.start < t.End {
			return &c.tree.Tokens[i]
		}
	}
	return nil
}

// files offers pacts that can be used, in the path of a `use`.
func (c *completer) files(in *syntax.Token) {
	var use *syntax.UseDecl
	for _, u := range usesOf(c.tree) {
		if u.Path.Span().Start == in.Start {
			use = u
		}
	}
	if use == nil || !isFile(c.doc.path) {
		return
	}
	begun := string(bytes.TrimPrefix(c.tree.Source.Text[in.Start:c.start], []byte(`"`)))
	dir := path.Dir(c.doc.path)
	for name := range c.onDisk {
		rel, err := filepath.Rel(dir, name)
		if rel = filepath.ToSlash(rel); err != nil || name == c.doc.path || !strings.HasPrefix(rel, begun) {
			continue
		}
		c.add(protocol.CompletionItem{Label: rel, Kind: protocol.ItemFile, TextEdit: &protocol.TextEdit{NewText: strings.TrimPrefix(rel, begun)}})
	}
	slices.SortFunc(c.list.Items, func(a, b protocol.CompletionItem) int { return strings.Compare(a.Label, b.Label) })
}
