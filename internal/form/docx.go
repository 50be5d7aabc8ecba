package form

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
)

// Docx writes a document for a word processor: A4, with headings, lists, tables and links of its own, so that it can be worked
// on. What folds away in other forms is open here, and of a picture there is what it says in words.
func Docx(w io.Writer, d doc.Document) error {
	f := &docx{anchors: map[string]int{}}
	body := f.document(d)
	if f.err != nil {
		return f.err
	}
	var whole bytes.Buffer
	zw := zip.NewWriter(&whole)
	for _, part := range f.files(d, body) {
		to, err := zw.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(to, xmlHead+part.text); err != nil {
			return err
		}
	}
	if err := zw.Close(); err != nil {
		return err
	}
	_, err := w.Write(whole.Bytes())
	return err
}

// docx gives the markup of each block.
type docx struct {
	level   int            // of the heading last opened
	deep    int            // how many lists the block stands in
	numbers []int          // the first number of each ordered list
	links   []string       // addresses outside
	anchors map[string]int // the number of each ID that there is or that a link leads to
	err     error
}

func (f *docx) document(d doc.Document) string {
	var b strings.Builder
	if !d.Title.Empty() {
		b.WriteString(f.para("Title", "", d.Title, doc.Plain))
	}
	for _, t := range d.Under {
		b.WriteString(f.para("Under", "", t, doc.Plain))
	}
	return b.String() + f.blocks(d.Blocks)
}

func (f *docx) blocks(bs []doc.Block) string {
	var b strings.Builder
	for _, one := range bs {
		b.WriteString(f.block(one))
	}
	return b.String()
}

func (f *docx) block(b doc.Block) string {
	switch b := b.(type) {
	case doc.Section:
		return f.section(b)
	case doc.Para:
		return f.para("", f.at(f.deep), b.Text, b.Tone)
	case doc.List:
		return f.list(b)
	case doc.Table:
		return f.table(b)
	case doc.Course:
		return f.course(b)
	case doc.Fold:
		return f.mark(b.ID) + f.para("", f.at(f.deep)+"<w:keepNext/>", b.Summary, doc.Strong) + f.blocks(b.Blocks)
	case doc.Picture:
		return f.picture(b)
	case doc.Switch:
		return f.mark(b.ID) + f.blocks(parts(b))
	case doc.Facts:
		return f.facts(b)
	case doc.Columns:
		var out string
		for _, part := range b.Parts {
			out += f.blocks(part)
		}
		return out
	case doc.Literal:
		var out string
		for _, line := range letters(b.Text) {
			out += paragraph("Literal", f.at(f.deep), textRun(line, doc.Plain))
		}
		return out
	}
	f.err = unknown(b)
	return ""
}

func (f *docx) section(s doc.Section) string {
	f.level++
	defer func() { f.level-- }()
	out := f.mark(s.ID)
	if !s.Title.Empty() {
		out += f.para(fmt.Sprintf("Heading%d", min(f.level, 6)), "", s.Title, s.Tone)
	}
	return out + f.blocks(s.Blocks)
}

func (f *docx) list(l doc.List) string {
	number := 1 // the list of dots
	if l.Ordered {
		f.numbers = append(f.numbers, max(l.Start, 1))
		number = len(f.numbers) + 1
	}
	var b strings.Builder
	for _, it := range l.Items {
		level := fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, min(f.deep, 8), number)
		b.WriteString(f.mark(it.ID) + f.para("ListParagraph", level+f.hung(f.deep+1), it.Text, it.Tone))
		f.deep++
		b.WriteString(f.blocks(it.Blocks))
		f.deep--
	}
	return b.String()
}

// step is how far a list is set in, in twentieths of a point.
const step = 340

// at sets a paragraph in as deep as the text of a list.
func (f *docx) at(deep int) string {
	if deep == 0 {
		return ""
	}
	return fmt.Sprintf(`<w:ind w:left="%d"/>`, deep*step)
}

// hung is at with the number or dot standing out.
func (f *docx) hung(deep int) string {
	return fmt.Sprintf(`<w:ind w:left="%d" w:hanging="%d"/>`, deep*step, step)
}

// table repeats its headings on every page; a row is not torn apart.
func (f *docx) table(t doc.Table) string {
	n := len(t.Head)
	for _, row := range t.Rows {
		n = max(n, len(row))
	}
	if n == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(f.mark(t.ID))
	if !t.Caption.Empty() {
		b.WriteString(f.para("Caption", "<w:keepNext/>", t.Caption, doc.Plain))
	}
	b.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Rules"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="04A0" w:firstRow="1" w:firstColumn="1"/></w:tblPr><w:tblGrid>`)
	for range n {
		fmt.Fprintf(&b, `<w:gridCol w:w="%d"/>`, pageWidth/n)
	}
	b.WriteString("</w:tblGrid>")
	if len(t.Head) > 0 {
		b.WriteString(f.row(t.Head, n, func(int) bool { return true }, "<w:tblHeader/>"))
	}
	for _, row := range t.Rows {
		b.WriteString(f.row(row, n, func(i int) bool { return i == 0 && t.RowHeads }, ""))
	}
	return b.String() + "</w:tbl>" + paragraph("Gap", "", "")
}

func (f *docx) row(cells []doc.Cell, n int, headed func(i int) bool, properties string) string {
	var b strings.Builder
	b.WriteString("<w:tr><w:trPr><w:cantSplit/>" + properties + "</w:trPr>")
	for i := range n {
		var c doc.Cell
		if i < len(cells) {
			c = cells[i]
		}
		tone := c.Tone
		if headed(i) && tone == doc.Plain {
			tone = doc.Strong
		}
		fmt.Fprintf(&b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s</w:tc>`, pageWidth/n, f.para("Cell", "", c.Text, tone))
	}
	return b.String() + "</w:tr>"
}

func (f *docx) course(c doc.Course) string {
	var b strings.Builder
	b.WriteString(f.mark(c.ID))
	if !c.Intro.Empty() {
		b.WriteString(f.para("", f.at(f.deep)+"<w:keepNext/>", c.Intro, doc.Plain))
	}
	for _, s := range c.Steps {
		b.WriteString(f.para("Step", f.at(f.deep+1)+"<w:keepNext/>", s.When, doc.Strong))
		for _, l := range s.Lines {
			b.WriteString(f.para("Step", f.at(f.deep+2), marked(l), l.Tone))
			if len(l.Follow) > 0 {
				b.WriteString(f.para("Step", f.at(f.deep+3), doc.T("→ "+strings.Join(l.Follow, "; ")), doc.Aside))
			}
		}
	}
	if !c.Note.Empty() {
		b.WriteString(f.para("", f.at(f.deep+1), c.Note, doc.Aside))
	}
	if c.Beside != nil {
		b.WriteString(f.course(*c.Beside))
	}
	return b.String()
}

func (f *docx) picture(p doc.Picture) string {
	out := f.mark(p.ID) + f.para("", f.at(f.deep)+"<w:keepNext/>", p.Title, doc.Strong)
	if len(p.Instead) == 0 {
		return out + f.para("", f.at(f.deep), doc.T(p.Alt), doc.Plain)
	}
	return out + f.blocks(p.Instead)
}

func (f *docx) facts(fs doc.Facts) string {
	var out string
	for _, row := range fs.Rows {
		name := doc.Text{{Text: row.Name + ": ", Tone: doc.Strong}}
		out += f.para("Fact", f.at(f.deep), name.With(row.Text...), row.Tone)
	}
	return out
}
