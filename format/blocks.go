package format

import (
	"strings"

	"github.com/servanda-lang/servanda/syntax"
)

// node writes a declaration or a clause.
func (p *printer) node(indent int, n syntax.Node) {
	span, b := n.Span(), syntax.BlockOf(n)
	if b == nil {
		p.line(indent, p.part(span.Start, span.End))
		return
	}
	open, shut := b.Span().Start, b.Span().End
	p.comments(indent, span.Start)
	if text, ok := p.onOneLine(indent, n, b); ok {
		p.line(indent, part{start: span.Start, end: span.End, words: []string{text}})
		return
	}
	p.line(indent, p.part(span.Start, open+1))
	p.fresh = true
	p.inside(indent+1, n, b)
	p.closer(indent, p.part(shut-1, span.End))
	p.fresh = false
}

// onOneLine gives the text of a declaration or a clause on one line, if that is how it is to be written:
// it was, it fits, and it has no clauses. An empty block always is.
func (p *printer) onOneLine(indent int, n syntax.Node, b *syntax.Block) (string, bool) {
	open, shut := b.Span().Start, b.Span().End
	parts := p.parts(n, b)
	empty := len(parts) == 0 && !p.commentIn(open, shut)
	if !b.OneLine && !empty || hasClause(b) {
		return "", false
	}
	texts := make([]string, len(parts))
	for i, l := range parts {
		texts[i] = l.String()
	}
	inside := " "
	if len(parts) > 0 {
		inside = " " + strings.Join(texts, between(n)) + " "
	}
	head, tail := p.part(n.Span().Start, open+1), p.part(shut-1, n.Span().End)
	text := head.String() + inside + tail.String()
	return text, empty || fits(indent, text)
}

// commentIn reports whether a comment begins in a range of the source.
func (p *printer) commentIn(start, end int) bool {
	for i := p.comment; i < len(p.f.Comments); i++ {
		if at := p.f.Comments[i].Span().Start; at >= start {
			return at < end
		}
	}
	return false
}

// between is what separates what stands in a block on one line: values have commas already.
func between(n syntax.Node) string {
	switch n.(type) {
	case *syntax.FactDecl, *syntax.OpenDecl:
		return " "
	}
	return gap
}

func hasClause(b *syntax.Block) bool {
	for _, it := range b.Items {
		if _, ok := it.(syntax.Clause); ok {
			return true
		}
	}
	return false
}

// inside writes what stands in a block, on lines of its own.
func (p *printer) inside(indent int, n syntax.Node, b *syntax.Block) {
	if _, ok := n.(*syntax.ScenarioDecl); ok {
		p.steps(indent, p.parts(n, b))
		return
	}
	for _, l := range p.parts(n, b) {
		if l.clause != nil {
			p.node(indent, l.clause)
			continue
		}
		p.line(indent, l)
	}
}

// steps writes the steps of a scenario; those that stood on one line stay together as far as they fit.
func (p *printer) steps(indent int, parts []part) {
	for len(parts) > 0 {
		l, text := parts[0], parts[0].String()
		n := 1
		for ; n < len(parts) && p.sameLine(l.end, parts[n].start); n++ {
			joined := text + gap + parts[n].String()
			if !fits(indent, joined) {
				break
			}
			text = joined
			l = part{start: l.start, end: parts[n].end, words: []string{text}}
		}
		p.line(indent, l)
		parts = parts[n:]
	}
}

// parts gives what stands in a block: its items, or for facts and open points the values and citations.
func (p *printer) parts(n syntax.Node, b *syntax.Block) []part {
	switch n := n.(type) {
	case *syntax.FactDecl:
		return p.values(nodes(n.Values), n.Cites, b)
	case *syntax.OpenDecl:
		return p.values(nodes(n.Values), n.Cites, b)
	}
	return p.items(b.Items)
}

func nodes[N syntax.Node](ns []N) []syntax.Node {
	out := make([]syntax.Node, len(ns))
	for i, n := range ns {
		out[i] = n
	}
	return out
}

// values gives values, with their commas, and the citations that stand in the braces with them.
func (p *printer) values(vs []syntax.Node, cites []*syntax.Cite, b *syntax.Block) []part {
	var parts []part
	for _, v := range vs {
		parts = append(parts, p.part(v.Span().Start, p.withComma(v.Span().End)))
	}
	for _, c := range cites {
		if c.Span().Start < b.Span().End {
			parts = append(parts, p.part(c.Span().Start, c.Span().End))
		}
	}
	return parts
}

// items gives the items of a block. A promise and the deadline right after it are one sentence, unless a
// comment parts them.
func (p *printer) items(items []syntax.Item) []part {
	var parts []part
	for i, it := range items {
		l := part{start: it.Span().Start, end: it.Span().End}
		if c, ok := it.(syntax.Clause); ok {
			l.clause = c
		} else {
			l.words = p.words(l.start, l.end)
		}
		if last := len(parts) - 1; i > 0 && sentence(items[i-1], it) && !p.commentIn(parts[last].end, l.start) {
			parts[last].end = l.end
			parts[last].words = append(parts[last].words, l.words...)
			continue
		}
		parts = append(parts, l)
	}
	return parts
}

// sentence reports whether two items are a promise and its deadline.
func sentence(a, b syntax.Item) bool {
	switch a.(type) {
	case *syntax.MustItem, *syntax.EnsureItem:
	default:
		return false
	}
	switch b.(type) {
	case *syntax.WithinItem, *syntax.ByItem:
		return true
	}
	return false
}
