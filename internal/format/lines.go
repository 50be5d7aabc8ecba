package format

import (
	"bytes"
	"sort"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// The shape of a line.
const (
	maxColumns   = 100
	step         = "  " // of indentation
	continuation = 2    // steps by which the rest of a long line is indented
	gap          = "  " // between items on one line, and before a comment at the end of one
)

// printer writes lines one after the other, in the order of the source, and the comments between them.
type printer struct {
	f       *syntax.File
	text    []byte
	out     bytes.Buffer
	comment int  // the next comment to be written
	fresh   bool // right after an opening brace or at the beginning: no blank line here
}

// part is what goes on a line: the range of the source it stands for, and its words.
type part struct {
	start, end int
	words      []string      // between two of them a long line may be broken
	clause     syntax.Clause // what stands there if it is a clause, which has lines of its own
	item       syntax.Item   // what stands there if it is one item by itself
	fills      bool          // it shares lines with its like
}

// part makes a part of a range of the source.
func (p *printer) part(start, end int) part {
	return part{start: start, end: end, words: p.words(start, end)}
}

func (l part) String() string { return strings.Join(l.words, " ") }

// line writes a part on a line of its own, with the comments that belong to it.
func (p *printer) line(indent int, l part) {
	p.comments(indent, l.start)
	p.blank(l.start)
	p.bareLine(indent, l)
}

func (p *printer) bareLine(indent int, l part) {
	p.inner(indent, l.end)
	p.fresh = false
	p.out.WriteString(p.layout(indent, l))
	p.trailing(l.end)
	p.out.WriteByte('\n')
}

// layout gives the text of a part, without the end of its last line.
func (p *printer) layout(indent int, l part) string {
	s := p.newSheet(indent)
	if l.item != nil && !fits(indent, l.String()) {
		if conds := condsOf(l.item); len(conds) > 0 {
			s.item(indent, l.item, conds)
			return s.out.String()
		}
	}
	s.fill(indent, l.words)
	return s.out.String()
}

// comments writes the comments that begin before an offset, each on its own line.
func (p *printer) comments(indent, before int) {
	for ; p.comment < len(p.f.Comments); p.comment++ {
		c := p.f.Comments[p.comment]
		if c.Span().Start >= before {
			return
		}
		p.blank(c.Span().Start)
		p.ownLine(indent, c)
	}
}

// inner writes the comments that stand inside what is about to become one line.
func (p *printer) inner(indent, before int) {
	for ; p.comment < len(p.f.Comments) && p.f.Comments[p.comment].Span().Start < before; p.comment++ {
		p.ownLine(indent, p.f.Comments[p.comment])
	}
}

func (p *printer) ownLine(indent int, c *syntax.Comment) {
	p.out.WriteString(strings.Repeat(step, indent) + c.Text + "\n")
	p.fresh = false
}

// trailing writes the comment that stands on the line on which something ended.
func (p *printer) trailing(end int) {
	if p.comment >= len(p.f.Comments) {
		return
	}
	c := p.f.Comments[p.comment]
	between := p.text[end:c.Span().Start]
	if len(bytes.Trim(between, " \t")) == 0 {
		p.out.WriteString(gap + c.Text)
		p.comment++
	}
}

// blank keeps a blank line that stands in the source before an offset.
func (p *printer) blank(offset int) {
	if p.fresh {
		return
	}
	before := p.text[:offset]
	space := before[len(bytes.TrimRight(before, " \t\r\n")):]
	if bytes.Count(space, []byte{'\n'}) > 1 {
		p.out.WriteByte('\n')
	}
}

// sameLine reports whether nothing but space without a line end stands between two offsets.
func (p *printer) sameLine(end, start int) bool {
	return !bytes.ContainsRune(p.text[end:start], '\n')
}

// words gives the tokens of a range of the source, put together where no line may be broken.
func (p *printer) words(start, end int) []string {
	var words []string
	var word []byte
	var last syntax.Token
	for i := p.tokenAt(start); i < len(p.f.Tokens) && p.f.Tokens[i].Start < end; i++ {
		t := p.f.Tokens[i]
		if t.Trivia() || t.Kind == syntax.KindEOF {
			continue
		}
		text := p.text[t.Start:t.End]
		switch {
		case len(word) > 0 && breakable(last, string(text)):
			words, word = append(words, string(word)), nil
		case len(word) > 0 && !tight(last, t):
			word = append(word, ' ')
		}
		word = append(word, text...)
		last = t
	}
	return append(words, string(word))
}

// flat gives a range of the source on one line, if it takes no more than so many columns. It looks no
// further than it needs to tell.
func (p *printer) flat(span source.Span, columns int) (string, bool) {
	var text strings.Builder
	var last syntax.Token
	for i := p.tokenAt(span.Start); i < len(p.f.Tokens) && p.f.Tokens[i].Start < span.End; i++ {
		t := p.f.Tokens[i]
		if t.Trivia() {
			continue
		}
		if text.Len() > 0 && !tight(last, t) {
			text.WriteByte(' ')
			columns--
		}
		columns -= uniseg.StringWidth(string(p.text[t.Start:t.End]))
		if columns < 0 {
			return "", false
		}
		text.Write(p.text[t.Start:t.End])
		last = t
	}
	return text.String(), true
}

// tokenAt is the first token that begins at an offset or after it.
func (p *printer) tokenAt(offset int) int {
	return sort.Search(len(p.f.Tokens), func(i int) bool { return p.f.Tokens[i].Start >= offset })
}

// breakable reports whether a line may be broken before a token with that text.
func breakable(last syntax.Token, text string) bool {
	switch text {
	case "and", "or", "leads", "cite":
		return true
	case ",":
		return false
	}
	return last.Kind == syntax.KindComma
}

// tight reports whether no space stands between two tokens.
func tight(a, b syntax.Token) bool {
	switch {
	case a.Kind == syntax.KindLParen, a.Kind == syntax.KindDots:
		return true
	case b.Kind == syntax.KindRParen, b.Kind == syntax.KindDots, b.Kind == syntax.KindComma, b.Kind == syntax.KindColon, b.Kind == syntax.KindPercent:
		return true
	}
	return false
}

// endBefore is where the last word before an offset ends.
func (p *printer) endBefore(offset int) int {
	i := p.tokenAt(offset) - 1
	for i > 0 && p.f.Tokens[i].Trivia() {
		i--
	}
	return p.f.Tokens[i].End
}

// lineEnd is the end of the line of the source on which an offset lies.
func (p *printer) lineEnd(offset int) int {
	if n := bytes.IndexByte(p.text[offset:], '\n'); n >= 0 {
		return offset + n
	}
	return len(p.text)
}

// fits reports whether a text fits on one line.
func fits(indent int, text string) bool {
	return indent*len(step)+uniseg.StringWidth(text) <= maxColumns
}

// withComma gives the end of what ends at an offset, with the comma that follows it, if one does.
func (p *printer) withComma(end int) int {
	tokens := p.f.Tokens
	i := p.tokenAt(end)
	for i < len(tokens) && tokens[i].Trivia() {
		i++
	}
	if i < len(tokens) && tokens[i].Kind == syntax.KindComma {
		return tokens[i].End
	}
	return end
}
