package syntax

import (
	"cmp"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
)

// comments lists the comments among the tokens.
func comments(src *source.File, tokens []Token) []*Comment {
	var cs []*Comment
	fresh := true // nothing but space on this line so far
	for _, t := range tokens {
		switch t.Kind {
		case KindSpace:
			fresh = fresh || slices.Contains(src.Text[t.Start:t.End], '\n')
		case KindComment:
			text := strings.TrimRight(string(src.Text[t.Start:t.End]), " \t")
			span := source.Span{File: src, Start: t.Start, End: t.Start + len(text)}
			cs = append(cs, &Comment{at: at{span}, Text: text, OnLine: fresh})
			fresh = false
		case KindMark:
		default:
			fresh = false
		}
	}
	return cs
}

// target is a declaration or a clause that a directive can speak of.
type target struct {
	Node
	parent int // the index of the instrument around a clause, else -1
}

// directives lists the comments that speak to the checker, and what each speaks of. It goes through the
// comments from the last to the first, for a comment right above another stands above what that one
// stands above.
func directives(f *File, rep *reporter) []*Directive {
	var ds []*Directive
	targets := targetsOf(f)
	var below Node
	for i := len(f.Comments) - 1; i >= 0; i-- {
		c := f.Comments[i]
		if below = under(f, targets, i, below); !strings.Contains(c.Text, "servanda:") {
			continue
		}
		if d := directive(c, rep); d != nil {
			d.On = speaksOf(f, targets, c, below)
			ds = append(ds, d)
		}
	}
	slices.Reverse(ds)
	return ds
}

// speaksOf gives what a directive speaks of: the clause it stands in, or else what it stands above or
// ends the line of, or else the declaration it stands in.
func speaksOf(f *File, targets []target, c *Comment, below Node) Node {
	around := enclosing(targets, c)
	if _, ok := around.(Clause); ok {
		return around
	}
	if !c.OnLine {
		below = endingBefore(f, targets, c)
	}
	if below != nil {
		return below
	}
	return around
}

// directive reads: # servanda: accept CODE because REASON. It is nil for other comments.
func directive(c *Comment, rep *reporter) *Directive {
	rest, ok := strings.CutPrefix(strings.TrimLeft(c.Text[1:], " \t"), "servanda:")
	if !ok {
		return nil
	}
	verb, rest := cutWord(rest)
	code, reason := cutWord(rest)
	because, reason := cutWord(reason)
	if verb != "accept" || because != "because" || reason == "" || !isCode(code) {
		rep.report(diag.Diagnostic{
			Code: "P022", Span: c.span, Summary: "this does not say what is accepted, and why",
			Detail: "Write `# servanda: accept CODE because …`, with the code of a finding, such as veto.",
		})
		return nil
	}
	start := c.span.Start + strings.Index(c.Text, "accept") + len("accept")
	start += strings.Index(c.Text[start-c.span.Start:], code)
	at := at{source.Span{File: c.span.File, Start: start, End: start + len(code)}}
	return &Directive{at: c.at, Code: &Ident{at: at, Name: code}, Reason: reason}
}

func cutWord(s string) (word, rest string) {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, " \t"); i >= 0 {
		return s[:i], strings.TrimSpace(s[i:])
	}
	return s, ""
}

func isCode(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// targetsOf lists what a directive can speak of, in order of where it begins.
func targetsOf(f *File) []target {
	var ts []target
	for _, d := range f.Decls {
		if _, bad := d.(*Bad); bad {
			continue
		}
		ts = append(ts, target{d, -1})
		if in, ok := d.(*InstrumentDecl); ok {
			parent := len(ts) - 1
			for _, c := range in.Clauses() {
				ts = append(ts, target{c, parent})
			}
		}
	}
	return ts
}

// firstFrom gives the index of the first target that begins at an offset or later.
func firstFrom(ts []target, offset int) int {
	i, _ := slices.BinarySearchFunc(ts, offset, func(t target, o int) int { return cmp.Compare(t.Span().Start, o) })
	return i
}

// before gives the last target that begins before an offset and for which ok holds, or else the
// instrument around it if ok holds for that, or nil.
func before(ts []target, offset int, ok func(Node) bool) Node {
	for i := firstFrom(ts, offset) - 1; i >= 0; i = ts[i].parent {
		if ok(ts[i].Node) {
			return ts[i].Node
		}
	}
	return nil
}

// enclosing gives the innermost target a comment stands in, or nil.
func enclosing(ts []target, c *Comment) Node {
	return before(ts, c.span.Start, func(n Node) bool { return n.Span().End > c.span.Start })
}

// endingBefore gives the innermost target that ends on the line of the comment, right before it, or nil.
func endingBefore(f *File, ts []target, c *Comment) Node {
	return before(ts, c.span.Start, func(n Node) bool {
		return n.Span().End <= c.span.Start && newlines(f, n.Span().End, c.span.Start) == 0
	})
}

// under gives the target right under the i-th comment, other comments apart, or nil; below is the same
// for the comment after it.
func under(f *File, ts []target, i int, below Node) Node {
	end := f.Comments[i].span.End
	if i+1 < len(f.Comments) && newlines(f, end, f.Comments[i+1].span.Start) == 1 {
		return below
	}
	if t := firstFrom(ts, end); t < len(ts) && newlines(f, end, ts[t].Span().Start) == 1 {
		return ts[t].Node
	}
	return nil
}

// newlines counts the line ends between two offsets, or gives -1 if anything but space stands there.
func newlines(f *File, from, to int) int {
	n := 0
	for _, c := range f.Source.Text[from:max(from, to)] {
		switch c {
		case '\n':
			n++
		case ' ', '\t', '\r':
		default:
			return -1
		}
	}
	return n
}
