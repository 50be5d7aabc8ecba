package format

import (
	"strings"

	"github.com/rivo/uniseg"

	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// Conditions that do not fit on a line are laid out by their shape: the outermost `and` or `or` begin lines
// of their own, and a group that still does not fit is laid out in the same way, one step further in:
//
//	in force once signed
//	  and (
//	    (sequence is together
//	      and approval is approved)
//	    or sequence is separate
//	  )
//
// A group that begins with another opens on a line of its own, so that no two parentheses run together.

// deepest is the number of steps after which lines are indented no further: who nests so deep is not helped
// by a text that is mostly space.
const deepest = 30

// sheet is text in the making that may take several lines.
type sheet struct {
	p      *printer
	out    strings.Builder
	column int
}

func (p *printer) newSheet(indent int) *sheet {
	s := &sheet{p: p}
	s.write(strings.Repeat(step, indent))
	return s
}

func (s *sheet) write(text string) {
	s.out.WriteString(text)
	s.column += uniseg.StringWidth(text)
}

func (s *sheet) newline(indent int) {
	s.out.WriteByte('\n')
	s.column = 0
	s.write(strings.Repeat(step, min(indent, deepest)))
}

// fill writes words with spaces between them, on as many lines as they need.
func (s *sheet) fill(indent int, words []string) {
	for i, w := range words {
		switch width := uniseg.StringWidth(w); {
		case i == 0:
		case s.column+1+width > maxColumns:
			s.newline(indent + continuation)
		default:
			s.write(" ")
		}
		s.write(w)
	}
}

// flat writes a range of the source if it fits on the line with so many columns after it left free.
func (s *sheet) flat(span source.Span, after int) bool {
	text, ok := s.p.flat(span, maxColumns-s.column-after)
	if ok {
		s.write(text)
	}
	return ok
}

// item writes an item that does not fit on a line and has conditions.
func (s *sheet) item(indent int, n syntax.Node, conds []syntax.Cond) {
	span := n.Span()
	head := s.p.words(span.Start, conds[0].Span().Start)
	switch n := n.(type) {
	case *syntax.LeadsToQuestion:
		s.leadsTo(indent, n)
		return
	case *syntax.ReturnItem:
		s.fill(indent, head)
		s.list(indent, n.Conds)
		return
	case *syntax.AgainstItem:
		s.fill(indent, head)
		s.list(indent, n.Conds)
		return
	case *syntax.CondItem:
	default:
		s.fill(indent, head)
		s.write(" ")
	}
	s.cond(conds[0], indent+1, 0)
}

// list writes conditions with commas between them, filling lines; what is too long for one has its operators
// further in.
func (s *sheet) list(indent int, conds []syntax.Cond) {
	for i, c := range conds {
		comma := 1
		if i == len(conds)-1 {
			comma = 0
		}
		if _, fits := s.p.flat(c.Span(), maxColumns-s.column-1-comma); i > 0 && !fits {
			s.newline(indent + 1)
		} else {
			s.write(" ")
		}
		s.cond(c, indent+2, comma)
		s.write(","[:comma])
	}
}

// leadsTo writes the second half of the question, and its time if that does not fit behind it, on lines of
// their own.
func (s *sheet) leadsTo(indent int, n *syntax.LeadsToQuestion) {
	s.cond(n.Cond, indent+2, 0)
	s.newline(indent + 1)
	end := n.Then.Span()
	if s.flat(source.Span{File: end.File, Start: n.Cond.Span().End, End: n.Span().End}, 0) {
		return
	}
	s.write("leads to ")
	s.cond(n.Then, indent+2, 0)
	if n.Within != nil {
		s.newline(indent + 1)
		s.fill(indent+1, s.p.words(end.End, n.Span().End))
	}
}

// cond writes a condition from where the line stands, with its operators at an indentation of their own if
// it does not fit, and leaves so many columns free after it.
func (s *sheet) cond(c syntax.Cond, indent, after int) {
	if s.flat(c.Span(), after) {
		return
	}
	switch c := c.(type) {
	case *syntax.BinaryCond:
		s.chain(c, indent, after)
	case *syntax.NotCond:
		s.write("not ")
		s.cond(c.Term, indent, after)
	case *syntax.ParenCond:
		s.group(c, indent, after)
	default:
		s.write(s.p.part(c.Span().Start, c.Span().End).String())
	}
}

func (s *sheet) chain(c *syntax.BinaryCond, indent, after int) {
	word := "and "
	if c.Op == syntax.Or {
		word = "or "
	}
	for i, t := range c.Terms {
		if i > 0 {
			s.newline(indent)
			s.write(word)
		}
		free := 0
		if i == len(c.Terms)-1 {
			free = after
		}
		s.cond(t, indent+1, free)
	}
}

func (s *sheet) group(c *syntax.ParenCond, indent, after int) {
	s.write("(")
	if !beginsWithGroup(c.Inner) {
		s.cond(c.Inner, indent, after+1)
		s.write(")")
		return
	}
	s.newline(indent)
	if _, ok := c.Inner.(*syntax.BinaryCond); ok {
		s.cond(c.Inner, indent, 0)
	} else {
		s.cond(c.Inner, indent+1, 0)
	}
	s.newline(indent - 1)
	s.write(")")
}

func beginsWithGroup(c syntax.Cond) bool {
	switch c := c.(type) {
	case *syntax.ParenCond:
		return true
	case *syntax.BinaryCond:
		return beginsWithGroup(c.Terms[0])
	}
	return false
}

// condsOf lists the conditions of an item, in the order written.
func condsOf(n syntax.Node) []syntax.Cond {
	switch n := n.(type) {
	case *syntax.OnceItem:
		return []syntax.Cond{n.Cond}
	case *syntax.WhenItem:
		return []syntax.Cond{n.Cond}
	case *syntax.WhileItem:
		return []syntax.Cond{n.Cond}
	case *syntax.UnlessItem:
		return []syntax.Cond{n.Cond}
	case *syntax.InForceItem:
		return []syntax.Cond{n.Cond}
	case *syntax.EndsItem:
		return []syntax.Cond{n.Cond}
	case *syntax.CondItem:
		return []syntax.Cond{n.Cond}
	case *syntax.EnsureItem:
		return []syntax.Cond{n.Cond}
	case *syntax.ReturnItem:
		return n.Conds
	case *syntax.AgainstItem:
		return n.Conds
	case *syntax.NeverQuestion:
		return []syntax.Cond{n.Cond}
	case *syntax.PossibleQuestion:
		return []syntax.Cond{n.Cond}
	case *syntax.CanQuestion:
		return []syntax.Cond{n.Cond}
	case *syntax.LeadsToQuestion:
		return []syntax.Cond{n.Cond, n.Then}
	case *syntax.ExpectStep:
		return []syntax.Cond{n.Cond}
	}
	return nil
}
