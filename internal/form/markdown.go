package form

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
)

// Markdown writes a document in the Markdown of GitHub. A paragraph is one line. IDs are anchors, so that links lead to them.
func Markdown(w io.Writer, d doc.Document) error {
	f := &markdown{level: 1}
	var out []string
	if !d.Title.Empty() {
		out = append(out, "# "+f.text(d.Title, doc.Plain))
	}
	for _, t := range d.Under {
		if len(out) > 0 {
			out = append(out, "")
		}
		out = append(out, f.para(t, doc.Plain))
	}
	if body := f.blocks(d.Blocks); len(body) > 0 {
		if len(out) > 0 {
			out = append(out, "")
		}
		out = append(out, body...)
	}
	return write(w, diag.Defuse(strings.Join(out, "\n")+"\n"), f.err)
}

// markdown gives the lines of each block.
type markdown struct {
	level int // of the heading last opened
	err   error
}

func (f *markdown) blocks(bs []doc.Block) []string {
	var out []string
	list := false
	for _, b := range bs {
		lines := f.block(b)
		if len(lines) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, "")
		}
		_, isList := b.(doc.List)
		_, isFacts := b.(doc.Facts)
		if isList = isList || isFacts; isList && list {
			out = append(out, "<!-- -->", "") // two lists, not one
		}
		list = isList
		out = append(out, lines...)
	}
	return out
}

func (f *markdown) block(b doc.Block) []string {
	switch b := b.(type) {
	case doc.Section:
		return f.section(b)
	case doc.Para:
		return []string{f.para(b.Text, b.Tone)}
	case doc.List:
		return f.list(b)
	case doc.Table:
		return f.table(b)
	case doc.Course:
		return f.course(b)
	case doc.Fold:
		out := append(anchored(b.ID), "<details>", "<summary>"+htmlText(b.Summary, doc.Plain)+"</summary>", "")
		return append(append(out, f.blocks(b.Blocks)...), "", "</details>")
	case doc.Picture:
		return f.picture(b)
	case doc.Switch:
		return append(anchored(b.ID), f.blocks(parts(b))...)
	case doc.Facts:
		return f.facts(b)
	case doc.Columns:
		var all []doc.Block
		for _, part := range b.Parts {
			all = append(all, part...)
		}
		return f.blocks(all)
	case doc.Literal:
		return fenced(b)
	}
	f.err = unknown(b)
	return nil
}

func (f *markdown) section(s doc.Section) []string {
	f.level++
	defer func() { f.level-- }()
	out := anchored(s.ID)
	if !s.Title.Empty() {
		out = append(out, strings.Repeat("#", min(f.level, 6))+" "+f.text(s.Title, doc.Plain))
	}
	if body := f.blocks(s.Blocks); len(body) > 0 {
		out = append(append(out, ""), body...)
	}
	return out
}

// anchored is a line that links lead to.
func anchored(id string) []string {
	if id == "" {
		return nil
	}
	return []string{anchor(id), ""}
}

func anchor(id string) string { return `<a id="` + attribute(id) + `"></a>` }

func (f *markdown) list(l doc.List) []string {
	var out []string
	for i, it := range l.Items {
		lead := "- "
		if l.Ordered {
			lead = fmt.Sprintf("%d. ", max(l.Start, 1)+i)
		}
		first := f.para(it.Text, it.Tone)
		if it.ID != "" {
			first = anchor(it.ID) + f.text(it.Text, it.Tone)
		}
		lines := []string{first}
		if body := f.blocks(it.Blocks); len(body) > 0 {
			lines = append(append(lines, ""), body...)
		}
		if i > 0 && (len(it.Blocks) > 0 || len(l.Items[i-1].Blocks) > 0) {
			out = append(out, "")
		}
		out = append(out, hang(lead, lines)...)
	}
	return out
}

func (f *markdown) table(t doc.Table) []string {
	var out []string
	if !t.Caption.Empty() || t.ID != "" {
		caption := f.para(t.Caption, doc.Plain)
		if t.ID != "" {
			caption = anchor(t.ID) + f.text(t.Caption, doc.Plain)
		}
		out = append(out, caption, "")
	}
	n := len(t.Head)
	for _, row := range t.Rows {
		n = max(n, len(row))
	}
	out = append(out, f.row(t.Head, n, false), "|"+strings.Repeat(" --- |", n))
	for _, row := range t.Rows {
		out = append(out, f.row(row, n, t.RowHeads))
	}
	return out
}

func (f *markdown) row(cells []doc.Cell, n int, headed bool) string {
	var b strings.Builder
	b.WriteByte('|')
	for i := range n {
		b.WriteByte(' ')
		if i < len(cells) {
			tone := cells[i].Tone
			if headed && i == 0 {
				tone = doc.Strong
			}
			b.WriteString(inTable(cells[i].Text, tone))
		}
		b.WriteString(" |")
	}
	return b.String()
}

func (f *markdown) course(c doc.Course) []string {
	out := anchored(c.ID)
	if !c.Intro.Empty() {
		out = append(out, f.para(c.Intro, doc.Plain), "")
	}
	for _, s := range c.Steps {
		out = append(out, "- "+f.para(s.When, doc.Strong))
		for _, l := range s.Lines {
			line := f.para(marked(l), l.Tone)
			if len(l.Follow) > 0 {
				line += " → " + f.text(doc.T(strings.Join(l.Follow, "; ")), doc.Plain)
			}
			out = append(out, "  - "+line)
		}
	}
	if !c.Note.Empty() {
		out = append(out, "", f.para(c.Note, doc.Plain))
	}
	if c.Beside != nil {
		out = append(append(out, ""), f.course(*c.Beside)...)
	}
	return out
}

func (f *markdown) picture(p doc.Picture) []string {
	out := append(anchored(p.ID), f.para(p.Title, doc.Strong), "")
	if len(p.Instead) == 0 {
		return append(out, f.para(doc.T(p.Alt), doc.Plain))
	}
	return append(out, f.blocks(p.Instead)...)
}

func (f *markdown) facts(fs doc.Facts) []string {
	var out []string
	for _, row := range fs.Rows {
		name := f.text(doc.In(doc.Strong, row.Name+":"), doc.Plain)
		out = append(out, strings.TrimRight("- "+name+" "+f.text(row.Text, row.Tone), " "))
	}
	return out
}

// fenced is a literal within a fence that is longer than any in it.
func fenced(l doc.Literal) []string {
	lines := letters(l.Text)
	fence := strings.Repeat("`", max(3, longest(l.Text)+1))
	of := ""
	if regexp.MustCompile(`^[a-z]+$`).MatchString(l.Of) {
		of = l.Of
	}
	return append(append([]string{fence + of}, lines...), fence)
}

// longest is the length of the longest row of backticks.
func longest(text string) int {
	most, n := 0, 0
	for _, r := range text {
		if n++; r != '`' {
			n = 0
		}
		most = max(most, n)
	}
	return most
}

func (f *markdown) text(t doc.Text, tone doc.Tone) string { return inline(t, tone, false) }

func inTable(t doc.Text, tone doc.Tone) string { return inline(t, tone, true) }

// para is a text at the beginning of a line: nothing in it begins a list or a line under a heading.
func (f *markdown) para(t doc.Text, tone doc.Tone) string {
	text := f.text(t, tone)
	if m := regexp.MustCompile(`^(\d{1,9})([.)])`).FindStringSubmatch(text); m != nil {
		return m[1] + `\` + text[len(m[1]):]
	}
	if text != "" && strings.ContainsRune("-+=:", rune(text[0])) {
		return `\` + text
	}
	return text
}

// inline is a text within a line. Marks of two spans that touch would run into one another: the second is then written as HTML.
func inline(t doc.Text, tone doc.Tone, table bool) string {
	var b strings.Builder
	for i, s := range t {
		text := clean(s.Text)
		around := edges{before: last(b.String())}
		if i+1 < len(t) {
			around.after = first(clean(t[i+1].Text))
		}
		body := span(text, toneOf(s.Tone, tone), around, table)
		if before := b.String(); before != "" && body != "" && body[0] == before[len(before)-1] && strings.ContainsRune("*`", rune(body[0])) {
			body = tagged(text, boldOrName(toneOf(s.Tone, tone)))
		}
		switch id, in := inside(s.To); {
		case body == "":
		case in && id != "":
			body = "[" + body + "](#" + destination(id) + ")"
		case address(s.To):
			body = "[" + body + "](<" + destination(s.To) + ">)"
		}
		b.WriteString(body)
	}
	return strings.TrimSpace(b.String())
}

// edges are the letters around a text, 0 where there is none.
type edges struct{ before, after rune }

func first(text string) rune {
	if text == "" {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

func last(text string) rune {
	if text == "" {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

// span is text of one tone; the spaces around it stay outside of its marks. Stars mark only what they are sure to: a text that begins and
// ends with a letter, or else one with nothing of a word on its other side (CommonMark 6.2, left- and right-flanking runs).
func span(text string, tone doc.Tone, around edges, table bool) string {
	body := strings.Trim(text, " ")
	if body == "" {
		return text
	}
	lead, trail, _ := strings.Cut(text, body)
	switch boldOrName(tone) {
	case doc.Name:
		body = code(body, table)
	case doc.Strong:
		opens := marksOff(first(body), lead != "" || isEdge(around.before))
		if closes := marksOff(last(body), trail != "" || isEdge(around.after)); opens && closes {
			body = "**" + escape(body) + "**"
		} else {
			body = tagged(body, doc.Strong)
		}
	default:
		body = escape(body)
	}
	return lead + body + trail
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// marksOff reports whether stars mark a text that begins or ends with a letter; alone: there is nothing of a word beyond them.
func marksOff(r rune, alone bool) bool { return isLetter(r) || alone && !unicode.IsSpace(r) }

func isEdge(r rune) bool {
	return r == 0 || r == ' ' || r < utf8.RuneSelf && unicode.IsPunct(r)
}

// tagged is a name or a bold text where marks would not do.
func tagged(text string, tone doc.Tone) string {
	tag := "strong"
	if tone == doc.Name {
		tag = "code"
	}
	return "<" + tag + ">" + escape(text) + "</" + tag + ">"
}

// boldOrName is how a tone is shown, of the two ways there are.
func boldOrName(tone doc.Tone) doc.Tone {
	switch tone {
	case doc.Grave, doc.Strong:
		return doc.Strong
	case doc.Name:
		return doc.Name
	}
	return doc.Plain
}

// code is text letter by letter. Within a table a bar has to be escaped even there.
func code(text string, table bool) string {
	fence := strings.Repeat("`", longest(text)+1)
	if text[0] == '`' || text[len(text)-1] == '`' {
		text = " " + text + " "
	}
	if table {
		text = strings.ReplaceAll(text, "|", `\|`)
	}
	return fence + text + fence
}

var (
	marks = regexp.MustCompile("[\\\\`*_\\[\\]<>|~&#$!@]")
	links = regexp.MustCompile(`(?i)(://|www\.)`)
)

// escape keeps every letter a letter, and what looks like an address from becoming a link.
func escape(text string) string {
	text = marks.ReplaceAllString(text, `\$0`)
	return links.ReplaceAllStringFunc(text, func(at string) string {
		if at[0] == ':' {
			return `\` + at
		}
		return at[:3] + `\.`
	})
}

var unsafe = regexp.MustCompile(`[\\<>()\[\]|]`)

// destination is an address as it may stand in a link.
func destination(to string) string {
	return unsafe.ReplaceAllStringFunc(to, func(at string) string { return fmt.Sprintf("%%%02X", at[0]) })
}
