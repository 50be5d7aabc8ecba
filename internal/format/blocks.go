package format

import (
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/syntax"
)

// node writes a declaration or a clause.
func (p *printer) node(indent int, n syntax.Node) {
	span, b := n.Span(), syntax.BlockOf(n)
	if u, ok := n.(*syntax.UseDecl); ok && len(u.With) > 0 && p.use(indent, u) {
		return
	}
	if w, ok := n.(*syntax.PreferDecl); ok && p.prefer(indent, w) {
		return
	}
	if b == nil {
		p.lineWithCites(indent, span.Start, span.End, citesOf(n))
		return
	}
	open, shut := b.Span().Start, b.Span().End
	cites := after(citesOf(n), shut)
	p.comments(indent, span.Start)
	if text, ok := p.onOneLine(indent, n, b); ok {
		p.blank(span.Start)
		p.bareWithCites(indent, part{start: span.Start, end: shut, words: []string{text}}, cites)
		return
	}
	p.line(indent, p.part(span.Start, open+1))
	p.fresh = true
	p.inside(indent+1, n, b)
	p.comments(indent+1, shut-1)
	p.bareWithCites(indent, p.part(shut-1, shut), cites)
	p.fresh = false
}

// onOneLine gives the text of a declaration or a clause as far as its closing brace on one line, if that is
// how it is to be written: it was, it fits, and it has no clauses. An empty block always is.
func (p *printer) onOneLine(indent int, n syntax.Node, b *syntax.Block) (string, bool) {
	open, shut := b.Span().Start, b.Span().End
	parts := p.parts(indent, n, b)
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
	text := p.part(n.Span().Start, open+1).String() + inside + "}"
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
	parts := p.parts(indent, n, b)
	switch n.(type) {
	case *syntax.ScenarioDecl:
		// The steps that stood on one line stay together.
		p.shared(indent, parts, gap, func(l, next part) bool { return p.sameLine(l.end, next.start) })
	case *syntax.FactDecl, *syntax.OpenDecl, *syntax.ReadingDecl:
		apart := p.commentedEach(parts, b.Span().End)
		p.shared(indent, parts, between(n), func(l, next part) bool { return l.fills && next.fills && !apart })
	default:
		for _, l := range parts {
			if l.clause != nil {
				p.node(indent, l.clause)
				continue
			}
			p.line(indent, l)
		}
	}
}

// shared writes parts on lines: those that go together share one as far as they fit.
func (p *printer) shared(indent int, parts []part, sep string, together func(l, next part) bool) {
	for len(parts) > 0 {
		l, text := parts[0], parts[0].String()
		n := 1
		for ; n < len(parts) && together(parts[n-1], parts[n]); n++ {
			joined := text + sep + parts[n].String()
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

// commentedEach reports whether some of the parts that could share lines has a comment to itself: one among
// them, or one behind the last. One above the first speaks of all of them.
func (p *printer) commentedEach(parts []part, shut int) bool {
	first, last := -1, -1
	for i, l := range parts {
		if l.fills {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first >= 0 && p.commentIn(parts[first].end, min(p.lineEnd(parts[last].end), shut))
}

// parts gives what stands in a block: its items, or for facts and open points the values and citations.
func (p *printer) parts(indent int, n syntax.Node, b *syntax.Block) []part {
	switch n := n.(type) {
	case *syntax.FactDecl:
		return p.values(nodes(n.Values), n.Cites, b)
	case *syntax.OpenDecl:
		return p.values(nodes(n.Values), n.Cites, b)
	}
	return p.items(indent, b.Items)
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
		l := p.part(v.Span().Start, p.withComma(v.Span().End))
		l.fills = true
		parts = append(parts, l)
	}
	for _, c := range cites {
		if c.Span().Start < b.Span().End {
			parts = append(parts, p.part(c.Span().Start, c.Span().End))
		}
	}
	return parts
}

// items gives the items of a block. A promise and the deadline right after it are one sentence, if they fit
// on one line and no comment parts them.
func (p *printer) items(indent int, items []syntax.Item) []part {
	var parts []part
	for i, it := range items {
		l := part{start: it.Span().Start, end: it.Span().End, item: it}
		if c, ok := it.(syntax.Clause); ok {
			l.clause = c
		} else {
			l.words = p.words(l.start, l.end)
		}
		_, l.fills = it.(*syntax.Binding)
		if i > 0 && sentence(items[i-1], it) {
			last := &parts[len(parts)-1]
			words := slices.Concat(last.words, l.words)
			if fits(indent, strings.Join(words, " ")) && !p.commentIn(last.end, l.start) {
				last.end, last.words, last.item = l.end, words, nil
				continue
			}
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
