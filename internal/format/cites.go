package format

import "github.com/servanda-lang/servanda/internal/syntax"

// Citations behind a declaration stand on its line if they fit there, else each on a line of its own below:
//
//	open sequence "How do they condition one another?" { together, separate, guarantee_first }
//	  cite outlet 3 paraphrased
//	  cite report 8, 13 paraphrased

// lineWithCites writes a declaration without a block.
func (p *printer) lineWithCites(indent, start, end int, cites []*syntax.Cite) {
	if len(cites) > 0 {
		end = p.endBefore(cites[0].Span().Start)
	}
	p.comments(indent, start)
	p.blank(start)
	p.bareWithCites(indent, p.part(start, end), cites)
}

// use writes a `use` with a line for each name it gives, if they do not all fit on one line or a comment
// stands among them:
//
//	use "parts/legislature.pact" with
//	  owner as usa,
//	  vote as approval "The Congress votes"
func (p *printer) use(indent int, u *syntax.UseDecl) bool {
	span, last := u.Span(), u.With[len(u.With)-1].Span()
	p.comments(indent, span.Start)
	if fits(indent, p.part(span.Start, last.End).String()) && !p.commentIn(span.Start, last.End) {
		return false
	}
	p.line(indent, p.part(span.Start, p.endBefore(u.With[0].Span().Start)))
	for _, r := range u.With {
		p.comments(indent+1, r.Span().Start)
		p.bareLine(indent+1, p.part(r.Span().Start, p.withComma(r.Span().End)))
	}
	for _, c := range u.Cites {
		p.comments(indent+1, c.Span().Start)
		p.bareLine(indent+1, p.part(c.Span().Start, c.Span().End))
	}
	return true
}

// prefer writes a preference with a line for each condition, if they do not all fit on one line or a comment stands among them:
//
//	prefer company:
//	  order is accepted
//	  > plant is open
//	  cite study 3 paraphrased
func (p *printer) prefer(indent int, d *syntax.PreferDecl) bool {
	start, end := d.Span().Start, d.Over[len(d.Over)-1].Span().End
	p.comments(indent, start)
	if fits(indent, p.part(start, end).String()) && !p.commentIn(start, end) {
		return false
	}
	p.line(indent, p.part(start, p.endBefore(d.Over[0].Span().Start)))
	for i, c := range d.Over {
		at := c.Span()
		p.comments(indent+1, at.Start)
		s := p.newSheet(indent + 1)
		if i > 0 {
			s.write("> ")
		}
		s.cond(c, indent+3, 0)
		p.inner(indent+1, at.End)
		p.out.WriteString(s.out.String())
		p.trailing(at.End)
		p.out.WriteByte('\n')
	}
	for _, c := range d.Cites {
		p.comments(indent+1, c.Span().Start)
		p.bareLine(indent+1, p.part(c.Span().Start, c.Span().End))
	}
	return true
}

// bareWithCites writes a line and the citations that follow it. A comment among them keeps them apart.
func (p *printer) bareWithCites(indent int, l part, cites []*syntax.Cite) {
	if len(cites) == 0 {
		p.bareLine(indent, l)
		return
	}
	all := l
	all.end = cites[len(cites)-1].Span().End
	all.words = []string{l.String()}
	for _, c := range cites {
		all.words = append(all.words, p.words(c.Span().Start, c.Span().End)...)
	}
	if fits(indent, all.String()) && !p.commentIn(l.end, all.end) {
		p.bareLine(indent, all)
		return
	}
	p.bareLine(indent, l)
	for _, c := range cites {
		p.comments(indent+1, c.Span().Start)
		p.bareLine(indent+1, p.part(c.Span().Start, c.Span().End))
	}
}

// citesOf lists the citations of a declaration that are no items of its block.
func citesOf(n syntax.Node) []*syntax.Cite {
	switch n := n.(type) {
	case *syntax.PactDecl:
		return n.Cites
	case *syntax.StartsDecl:
		return n.Cites
	case *syntax.TickDecl:
		return n.Cites
	case *syntax.UseDecl:
		return n.Cites
	case *syntax.PartyDecl:
		return n.Cites
	case *syntax.BodyDecl:
		return n.Cites
	case *syntax.SourceDecl:
		return n.Cites
	case *syntax.FactDecl:
		return n.Cites
	case *syntax.ActDecl:
		return n.Cites
	case *syntax.OpenDecl:
		return n.Cites
	case *syntax.PositionDecl:
		return n.Cites
	case *syntax.PreferDecl:
		return n.Cites
	case *syntax.OddsDecl:
		return n.Cites
	case *syntax.ChanceDecl:
		return n.Cites
	}
	return nil
}

// after lists the citations behind an offset.
func after(cites []*syntax.Cite, offset int) []*syntax.Cite {
	for len(cites) > 0 && cites[0].Span().Start < offset {
		cites = cites[1:]
	}
	return cites
}
