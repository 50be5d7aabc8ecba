package form

import (
	"fmt"
	"io"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
)

// Text writes a document for a terminal, or without colour for a mail.
func Text(w io.Writer, d doc.Document, s Style) error {
	f := &textForm{Style: s}
	width := s.Columns()
	var out []string
	if !d.Title.Empty() {
		out = append(out, f.lines(d.Title, doc.Strong, width)...)
	}
	for _, t := range d.Under {
		out = append(out, f.lines(t, doc.Aside, width)...)
	}
	if body := f.blocks(d.Blocks, width); len(body) > 0 {
		if len(out) > 0 {
			out = append(out, "")
		}
		out = append(out, body...)
	}
	for i := range out {
		out[i] = strings.TrimRight(out[i], " ")
	}
	return write(w, diag.Defuse(strings.Join(out, "\n")+"\n"), f.err)
}

// textForm lays out blocks as lines; each method gives the lines of its part, none wider than it is told.
type textForm struct {
	Style
	depth int // of the section at hand
	err   error
}

// blocks have an empty line between them.
func (f *textForm) blocks(bs []doc.Block, width int) []string {
	var out []string
	for _, b := range bs {
		lines := f.block(b, width)
		if len(lines) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, "")
		}
		out = append(out, lines...)
	}
	return out
}

func (f *textForm) block(b doc.Block, width int) []string {
	switch b := b.(type) {
	case doc.Section:
		return f.section(b, width)
	case doc.Para:
		return f.lines(b.Text, b.Tone, width)
	case doc.List:
		return f.list(b, width)
	case doc.Table:
		return f.table(b, width)
	case doc.Course:
		return f.course(b, width)
	case doc.Fold:
		return append(f.lines(b.Summary, doc.Plain, width), indent(2, f.blocks(b.Blocks, width-2))...)
	case doc.Picture:
		return f.picture(b, width)
	case doc.Switch:
		return f.blocks(parts(b), width)
	case doc.Facts:
		return f.facts(b, width)
	case doc.Columns:
		return f.columns(b, width)
	case doc.Literal:
		return indent(4, letters(b.Text))
	}
	f.err = unknown(b)
	return nil
}

// section has its title in capitals if it is not within another; names stay as they are written.
func (f *textForm) section(s doc.Section, width int) []string {
	f.depth++
	defer func() { f.depth-- }()
	title := append(doc.Text{}, s.Title...)
	for i := range title {
		if f.depth == 1 && title[i].Tone != doc.Name {
			title[i].Text = strings.ToUpper(title[i].Text)
		}
	}
	var out []string
	if !title.Empty() {
		for _, l := range f.lines(title, doc.Plain, width) {
			out = append(out, f.Ink(strings.Trim(Bold+";"+inkOf[s.Tone], ";"), escapes.ReplaceAllString(l, "")))
		}
	}
	return append(out, f.blocks(s.Blocks, width)...)
}

func (f *textForm) list(l doc.List, width int) []string {
	mark := func(int) string { return "- " }
	if l.Ordered {
		first := max(l.Start, 1)
		digits := len(fmt.Sprint(first + len(l.Items) - 1))
		mark = func(i int) string { return fmt.Sprintf("%*d  ", digits, first+i) }
	}
	var out []string
	for i, it := range l.Items {
		if i > 0 && (len(it.Blocks) > 0 || len(l.Items[i-1].Blocks) > 0) {
			out = append(out, "")
		}
		lead := mark(i)
		rest := width - len(lead)
		lines := append(f.lines(it.Text, it.Tone, rest), f.blocks(it.Blocks, rest)...)
		out = append(out, hang(lead, lines)...)
	}
	return out
}

func (f *textForm) course(c doc.Course, width int) []string {
	var out []string
	if !c.Intro.Empty() {
		out = append(out, f.lines(c.Intro, doc.Plain, width)...)
	}
	for _, s := range c.Steps {
		out = append(out, indent(2, f.lines(s.When, doc.Strong, width-2))...)
		for _, l := range s.Lines {
			out = append(out, indent(4, f.lines(marked(l), l.Tone, width-4))...)
			if len(l.Follow) > 0 {
				out = append(out, hang("      → ", f.lines(doc.T(strings.Join(l.Follow, "; ")), doc.Aside, width-8))...)
			}
		}
	}
	if !c.Note.Empty() {
		out = append(out, indent(2, f.lines(c.Note, doc.Aside, width-2))...)
	}
	if c.Beside != nil {
		out = append(append(out, ""), f.course(*c.Beside, width)...)
	}
	return out
}

// marked is what happens, with its mark in brackets.
func marked(l doc.Line) doc.Text {
	if l.Mark == "" {
		return l.Text
	}
	return l.Text.With(doc.Span{Text: " (" + l.Mark + ")", Tone: l.Tone})
}

func (f *textForm) picture(p doc.Picture, width int) []string {
	out := f.lines(p.Title, doc.Strong, width)
	if len(p.Instead) == 0 {
		return append(out, f.lines(doc.T(p.Alt), doc.Plain, width)...)
	}
	return append(out, f.blocks(p.Instead, width)...)
}

// facts have their names in a column of their own, if that leaves room for the rest.
func (f *textForm) facts(fs doc.Facts, width int) []string {
	names := 0
	for _, row := range fs.Rows {
		names = max(names, Taken(clean(row.Name))+1)
	}
	var out []string
	for _, row := range fs.Rows {
		if name := clean(row.Name) + ":"; 3*names <= width {
			lead := f.Ink(Bold, name) + strings.Repeat(" ", names+1-Taken(name))
			out = append(out, hang(lead, f.lines(row.Text, row.Tone, width-names-1))...)
			continue
		}
		name := doc.Text{{Text: row.Name + ": ", Tone: doc.Strong}}
		out = append(out, f.lines(name.With(row.Text...), row.Tone, width)...)
	}
	return out
}

// enough is the fewest columns that a part beside others is laid out for.
const enough = 36

// columns stand beside one another if each has room enough.
func (f *textForm) columns(c doc.Columns, width int) []string {
	const gap = 3
	n := len(c.Parts)
	each := (width - gap*(n-1)) / max(n, 1)
	if each < enough {
		var all []doc.Block
		for _, part := range c.Parts {
			all = append(all, part...)
		}
		return f.blocks(all, width)
	}
	parts, most := make([][]string, n), 0
	for i, part := range c.Parts {
		parts[i] = f.blocks(part, each)
		most = max(most, len(parts[i]))
	}
	return beside(parts, most, func(int) int { return each }, gap)
}

// beside sets lines beside one another.
func beside(parts [][]string, most int, width func(i int) int, gap int) []string {
	out := make([]string, most)
	for row := range out {
		var b strings.Builder
		for i, part := range parts {
			line := ""
			if row < len(part) {
				line = part[row]
			}
			b.WriteString(line)
			if i < len(parts)-1 {
				b.WriteString(strings.Repeat(" ", max(width(i)-Taken(line), 0)+gap))
			}
		}
		out[row] = strings.TrimRight(b.String(), " ")
	}
	return out
}

// indent sets lines in.
func indent(by int, lines []string) []string {
	return hang(strings.Repeat(" ", by), lines)
}

// hang puts a lead before the first line and as many spaces before the others.
func hang(lead string, lines []string) []string {
	out := make([]string, len(lines))
	spaces := strings.Repeat(" ", Taken(lead))
	for i, l := range lines {
		if i > 0 {
			lead = spaces
		}
		out[i] = lead + l
		if l == "" {
			out[i] = ""
		}
	}
	return out
}
