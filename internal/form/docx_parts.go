package form

import (
	_ "embed"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
)

// docxStyles are the styles that paragraphs, tables and runs are of.
//
//go:embed styles.xml
var docxStyles string

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	pageWidth = 9638 // of the text on the page, in twentieths of a point
	wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relSpace  = "http://schemas.openxmlformats.org/package/2006/relationships"
	relKind   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	mimeKind  = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// file is one of those in the package.
type file struct{ name, text string }

// files are all that a word processor wants to find.
func (f *docx) files(d doc.Document, body string) []file {
	lang := d.Lang
	if lang == "" {
		lang = "en"
	}
	return []file{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			override("/word/document.xml", mimeKind+"document.main+xml") + override("/word/styles.xml", mimeKind+"styles+xml") +
			override("/word/numbering.xml", mimeKind+"numbering+xml") + override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") + "</Types>"},
		{"_rels/.rels", relations(relation("r1", relKind+"officeDocument", "word/document.xml", ""),
			relation("r2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", ""))},
		{"docProps/core.xml", `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` +
			xmlText(clean(d.Title.String())) + "</dc:title><dc:language>" + xmlText(lang) + "</dc:language></cp:coreProperties>"},
		{"word/_rels/document.xml.rels", relations(f.relations()...)},
		{"word/document.xml", "<w:document " + wordSpace + "><w:body>" + body +
			`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1020" w:right="1134" w:bottom="1020" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`},
		{"word/numbering.xml", f.numbering()},
		{"word/styles.xml", strings.Replace(strings.TrimPrefix(docxStyles, xmlHead), "LANG", xmlText(lang), 1)},
	}
}

func override(name, kind string) string {
	return `<Override PartName="` + name + `" ContentType="` + kind + `"/>`
}

func relations(all ...string) string {
	return `<Relationships xmlns="` + relSpace + `">` + strings.Join(all, "") + "</Relationships>"
}

func relation(id, kind, to, mode string) string {
	if mode != "" {
		mode = ` TargetMode="` + mode + `"`
	}
	return `<Relationship Id="` + id + `" Type="` + kind + `" Target="` + xmlText(to) + `"` + mode + "/>"
}

func (f *docx) relations() []string {
	out := []string{relation("styles", relKind+"styles", "styles.xml", ""), relation("numbering", relKind+"numbering", "numbering.xml", "")}
	for i, to := range f.links {
		out = append(out, relation(fmt.Sprintf("link%d", i+1), relKind+"hyperlink", to, "External"))
	}
	return out
}

// numbering has one list of dots, and one of numbers for each ordered list.
func (f *docx) numbering() string {
	var b strings.Builder
	b.WriteString("<w:numbering " + wordSpace + ">")
	for kind, format := range []string{"bullet", "decimal"} {
		fmt.Fprintf(&b, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="hybridMultilevel"/>`, kind)
		for level := range 9 {
			text := "•"
			if format == "decimal" {
				text = fmt.Sprintf("%%%d", level+1)
			}
			fmt.Fprintf(&b, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%d" w:hanging="%d"/></w:pPr></w:lvl>`,
				level, format, text, (level+1)*step, step)
		}
		b.WriteString("</w:abstractNum>")
	}
	b.WriteString(`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	for i, start := range f.numbers {
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="1"/>`, i+2)
		for level := range 9 {
			fmt.Fprintf(&b, `<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride>`, level, start)
		}
		b.WriteString("</w:num>")
	}
	return b.String() + "</w:numbering>"
}

// para is a text as a paragraph of a style.
func (f *docx) para(style, properties string, t doc.Text, tone doc.Tone) string {
	var b strings.Builder
	for _, s := range t {
		one := textRun(clean(s.Text), toneOf(s.Tone, tone))
		if id, in := inside(s.To); in && id != "" || address(s.To) {
			one = `<w:r><w:rPr><w:rStyle w:val="Link"/></w:rPr><w:t xml:space="preserve">` + xmlText(clean(s.Text)) + "</w:t></w:r>"
		}
		switch id, in := inside(s.To); {
		case in && id != "":
			one = fmt.Sprintf(`<w:hyperlink w:anchor="%s">%s</w:hyperlink>`, f.anchor(id), one)
		case address(s.To):
			f.links = append(f.links, s.To)
			one = fmt.Sprintf(`<w:hyperlink r:id="link%d">%s</w:hyperlink>`, len(f.links), one)
		}
		b.WriteString(one)
	}
	return paragraph(style, properties, b.String())
}

// anchor is the name of a mark: IDs may be longer than those may be.
func (f *docx) anchor(id string) string {
	n, known := f.anchors[id]
	if !known {
		n = len(f.anchors) + 1
		f.anchors[id] = n
	}
	return fmt.Sprintf("at%d", n)
}

// mark is what links to an ID lead to.
func (f *docx) mark(id string) string {
	if id == "" {
		return ""
	}
	name := f.anchor(id)
	n := strings.TrimPrefix(name, "at")
	return `<w:bookmarkStart w:id="` + n + `" w:name="` + name + `"/><w:bookmarkEnd w:id="` + n + `"/>`
}

func paragraph(style, properties, runs string) string {
	if style != "" {
		style = `<w:pStyle w:val="` + style + `"/>`
	}
	if rest, ok := strings.CutSuffix(properties, "<w:keepNext/>"); ok {
		properties = "<w:keepNext/>" + rest
	}
	return "<w:p><w:pPr>" + style + properties + "</w:pPr>" + runs + "</w:p>"
}

func textRun(text string, tone doc.Tone) string {
	return "<w:r>" + runStyles[tone] + `<w:t xml:space="preserve">` + xmlText(text) + "</w:t></w:r>"
}

// runStyles are how the tones are set.
var runStyles = [...]string{doc.Plain: "", doc.Grave: coloured("8B0F13"), doc.Warning: coloured("5F3A00"), doc.Good: coloured("14532D"),
	doc.Uncertain: coloured("34387A"), doc.Aside: coloured("555555"), doc.Strong: "<w:rPr><w:b/></w:rPr>", doc.Name: `<w:rPr><w:rStyle w:val="Name"/></w:rPr>`}

func coloured(rgb string) string { return `<w:rPr><w:color w:val="` + rgb + `"/></w:rPr>` }

func xmlText(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}
