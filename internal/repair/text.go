package repair

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// slot is a line of a block that holds a condition, by the words that it begins with.
type slot string

// The slots there are. Which of them a declaration or clause can have is a matter of the grammar.
const (
	once    slot = "once"
	when    slot = "when"
	while   slot = "while"
	unless  slot = "unless"
	inForce slot = "in force once"
	ends    slot = "ends once"
)

// line is a slot of one declaration or clause.
type line struct {
	in   syntax.Node
	slot slot
}

// step is one thing that is done to the text: a condition added to a line, or a range written anew.
type step struct {
	line       line   // if a condition is added
	with       string // "and" or "or"
	cond       string
	start, end int // else: this range,
	text       string
}

// and lets a line take one condition more, or lets it in another case too.
func (l line) and(cond string) step { return step{line: l, with: "and", cond: cond} }
func (l line) or(cond string) step  { return step{line: l, with: "or", cond: cond} }

// write puts a text in place of a range.
func write(at source.Span, text string) step { return step{start: at.Start, end: at.End, text: text} }

// itemsOf are the items of a declaration or clause.
func itemsOf(n syntax.Node) []syntax.Item {
	if b := syntax.BlockOf(n); b != nil {
		return b.Items
	}
	return nil
}

// itemOf is the item of a type in a declaration or clause; the zero of the type if it has none.
func itemOf[T syntax.Item](n syntax.Node) T {
	for _, it := range itemsOf(n) {
		if x, ok := it.(T); ok {
			return x
		}
	}
	var none T
	return none
}

// item is what stands in a line, and its condition; nil if the line is not there.
func (l line) item() (syntax.Item, syntax.Cond) {
	for _, it := range itemsOf(l.in) {
		switch it := it.(type) {
		case *syntax.OnceItem:
			if l.slot == once {
				return it, it.Cond
			}
		case *syntax.WhenItem:
			if l.slot == when {
				return it, it.Cond
			}
		case *syntax.WhileItem:
			if l.slot == while {
				return it, it.Cond
			}
		case *syntax.UnlessItem:
			if l.slot == unless {
				return it, it.Cond
			}
		case *syntax.InForceItem:
			if l.slot == inForce {
				return it, it.Cond
			}
		case *syntax.EndsItem:
			if l.slot == ends {
				return it, it.Cond
			}
		}
	}
	return nil, nil
}

// writing is one text and what is done to it.
type writing struct {
	text []byte
}

// of is what the text says in a range.
func (w writing) of(n syntax.Node) string {
	at := n.Span()
	return string(w.text[at.Start:at.End])
}

// joinable is a condition as a term of an `and` or `or`: in parentheses if it would come apart.
func (w writing) joinable(c syntax.Cond, with string) string {
	text := w.of(c)
	if b, ok := c.(*syntax.BinaryCond); ok && (b.Op == syntax.Or) != (with == "or") {
		return "(" + text + ")"
	}
	return text
}

// parts puts parentheses around a condition in words of ours that holds several.
func parts(cond, with string) string {
	other := map[string]string{"and": " or ", "or": " and "}[with]
	if strings.Contains(cond, other) {
		return "(" + cond + ")"
	}
	return cond
}

// apply makes the text that some steps lead to. It is false if they meddle with each other.
func (w writing) apply(steps []step) ([]byte, bool) {
	edits, ok := w.edits(steps)
	if !ok {
		return nil, false
	}
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		if e.start < at {
			return nil, false
		}
		out.Write(w.text[at:e.start])
		out.WriteString(e.text)
		at = e.end
	}
	out.Write(w.text[at:])
	return out.Bytes(), true
}

// edits turns steps into ranges in order of place. Conditions that are added to one line in one way are added together.
func (w writing) edits(steps []step) ([]step, bool) {
	var out []step
	added := map[line]int{}
	var lines []line
	conds := map[line][]step{}
	for _, s := range steps {
		if s.line.in == nil {
			out = append(out, s)
			continue
		}
		if _, known := added[s.line]; !known {
			added[s.line] = len(lines)
			lines = append(lines, s.line)
		}
		conds[s.line] = append(conds[s.line], s)
	}
	for _, l := range lines {
		e, ok := w.conditioned(l, conds[l])
		if !ok {
			return nil, false
		}
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b step) int { return cmp.Or(a.start-b.start, a.end-b.end) })
	return out, true
}

// conditioned writes a line with more conditions.
func (w writing) conditioned(l line, added []step) (step, bool) {
	with := added[0].with
	var conds []string
	for _, a := range added {
		if a.with != with {
			return step{}, false
		}
		if !slices.Contains(conds, a.cond) {
			conds = append(conds, a.cond)
		}
	}
	it, cond := l.item()
	var terms []string
	switch {
	case it != nil:
		terms = append(terms, w.joinable(cond, with))
	case l.slot == inForce:
		terms = append(terms, "signed")
	case len(conds) == 1:
		return w.insert(l.in, string(l.slot)+" "+conds[0]), true
	}
	for _, c := range conds {
		terms = append(terms, parts(c, with))
	}
	joined := strings.Join(terms, " "+with+" ")
	if it != nil {
		return write(cond.Span(), joined), true
	}
	return w.insert(l.in, string(l.slot)+" "+joined), true
}

// insert puts an item into the block of a declaration or clause: a condition after what is to be done and by when, anything else at
// the end.
func (w writing) insert(n syntax.Node, item string) step {
	b := syntax.BlockOf(n)
	if b == nil { // an act without a block
		end := n.Span().End
		if a, ok := n.(*syntax.ActDecl); ok && len(a.Cites) > 0 {
			end = a.Cites[0].Span().Start
			return step{start: end, end: end, text: "{ " + item + " } "}
		}
		return step{start: end, end: end, text: " { " + item + " }"}
	}
	sep := "\n"
	if b.OneLine {
		sep = " "
	}
	at := b.Span().Start + 1
	for _, it := range b.Items {
		switch it.(type) {
		case *syntax.MustItem, *syntax.EnsureItem, *syntax.MustNotItem, *syntax.MayItem, *syntax.WithinItem, *syntax.ByItem,
			*syntax.BetweenItem, *syntax.InForceItem, *syntax.ExpiresItem, *syntax.DecidesItem, *syntax.NoticeItem, *syntax.OnceItem, *syntax.UponItem:
			at = max(at, it.Span().End)
		}
	}
	after := sep
	if rest := bytes.TrimLeft(w.text[at:], " \t\r"); len(rest) > 0 && rest[0] == '\n' {
		after = ""
	}
	return step{start: at, end: at, text: sep + item + after}
}

// addClause puts a clause at the end of an instrument.
func (w writing) addClause(in *syntax.InstrumentDecl, clause string) step {
	at := in.Block.Span().End - 1
	before := "\n"
	if bytes.HasSuffix(bytes.TrimRight(w.text[:at], " \t"), []byte("\n")) {
		before = ""
	}
	return step{start: at, end: at, text: before + clause + "\n"}
}

// addAfter puts a declaration after another.
func (w writing) addAfter(n syntax.Node, decl string) step {
	at := n.Span().End
	return step{start: at, end: at, text: "\n" + decl}
}

// drop takes something out, with the space before it.
func (w writing) drop(n syntax.Node) step {
	at := n.Span()
	start := at.Start
	for start > 0 && strings.IndexByte(" \t\r\n", w.text[start-1]) >= 0 {
		start--
	}
	text := ""
	if rest := bytes.TrimLeft(w.text[at.End:], " \t\r"); len(rest) == 0 || rest[0] != '\n' {
		text = " "
		if bytes.IndexByte(w.text[start:at.Start], '\n') >= 0 {
			text = "\n"
		}
	}
	return step{start: start, end: at.End, text: text}
}

// set writes an item in place of another, or puts it in if there is none.
func (w writing) set(n syntax.Node, old syntax.Item, item string) step {
	if old == nil {
		return w.insert(n, item)
	}
	return write(old.Span(), item)
}

// conjuncts are the terms of a chain of `and`, parentheses around the whole aside.
func conjuncts(c syntax.Cond) []syntax.Cond {
	switch x := c.(type) {
	case *syntax.ParenCond:
		return conjuncts(x.Inner)
	case *syntax.BinaryCond:
		if x.Op == syntax.And {
			return x.Terms
		}
	}
	return []syntax.Cond{c}
}

// atoms are the tests that a condition is made of.
func atoms(c syntax.Cond) []*syntax.AtomCond {
	switch x := c.(type) {
	case *syntax.AtomCond:
		return []*syntax.AtomCond{x}
	case *syntax.NotCond:
		return atoms(x.Term)
	case *syntax.ParenCond:
		return atoms(x.Inner)
	case *syntax.BinaryCond:
		var out []*syntax.AtomCond
		for _, t := range x.Terms {
			out = append(out, atoms(t)...)
		}
		return out
	}
	return nil
}
