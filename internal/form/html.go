package form

import (
	_ "embed"
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
)

// pageCSS is how a page looks: light and dark, on a telephone and on paper.
//
//go:embed page.css
var pageCSS string

// pageScript only adds to what works without it: what is folded away is opened to be printed.
//
//go:embed page.js
var pageScript string

// CSS is the style of what HTML and Fragment write.
func CSS() string { return pageCSS }

// HTML writes a document as one page that needs nothing besides itself.
func HTML(w io.Writer, d doc.Document) error {
	f := &htmlForm{level: 1, whole: true}
	body := f.document(d)
	lang := d.Lang
	if lang == "" {
		lang = "en"
	}
	return write(w, `<!DOCTYPE html>
<html lang="`+attribute(lang)+`">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<meta name="referrer" content="no-referrer"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"/>
<title>`+letter(clean(d.Title.String()))+`</title>
<style>
`+pageCSS+f.css+`</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<main id="content" tabindex="-1">
`+body+`</main>
<script>
`+pageScript+`</script>
</body>
</html>
`, f.err)
}

// Fragment writes a document as a part of another page, with its title as a heading of a level.
func Fragment(w io.Writer, d doc.Document, level int) error {
	f := &htmlForm{level: level}
	return write(w, f.document(d), f.err)
}

// htmlForm gives the markup of each block.
type htmlForm struct {
	level  int    // of the next heading
	whole  bool   // it is a page of its own
	css    string // that some parts need besides that of all pages
	unique int    // for what needs an ID and has none
	err    error
}

func (f *htmlForm) document(d doc.Document) string {
	var b strings.Builder
	if !d.Title.Empty() || len(d.Under) > 0 {
		b.WriteString("<header>\n")
		if !d.Title.Empty() {
			b.WriteString(f.heading("", d.Title, doc.Plain))
		}
		for _, t := range d.Under {
			b.WriteString(element("p", "", "under", doc.Plain, htmlText(t, doc.Plain)))
		}
		b.WriteString("</header>\n")
	}
	f.level++
	defer func() { f.level-- }()
	return b.String() + f.blocks(d.Blocks)
}

func (f *htmlForm) blocks(bs []doc.Block) string {
	var b strings.Builder
	for _, one := range bs {
		b.WriteString(f.block(one))
	}
	return b.String()
}

func (f *htmlForm) block(b doc.Block) string {
	switch b := b.(type) {
	case doc.Section:
		return f.section(b)
	case doc.Para:
		return element("p", "", "", b.Tone, htmlText(b.Text, doc.Plain))
	case doc.List:
		return f.list(b)
	case doc.Table:
		return f.table(b)
	case doc.Course:
		return f.course(b)
	case doc.Fold:
		return open("details", b.ID, "", doc.Plain) + "<summary>" + htmlText(b.Summary, doc.Plain) + "</summary>\n" +
			f.blocks(b.Blocks) + "</details>\n"
	case doc.Picture:
		return f.picture(b)
	case doc.Switch:
		return f.choice(b)
	case doc.Facts:
		return facts(b)
	case doc.Columns:
		return f.columns(b)
	case doc.Literal:
		return literal(b)
	}
	f.err = unknown(b)
	return ""
}

func (f *htmlForm) heading(id string, t doc.Text, tone doc.Tone) string {
	return element(fmt.Sprintf("h%d", min(f.level, 6)), id, "", tone, htmlText(t, doc.Plain))
}

func (f *htmlForm) section(s doc.Section) string {
	body := open("section", s.ID, "", doc.Plain) + "\n"
	if !s.Title.Empty() {
		body += f.heading("", s.Title, s.Tone)
		f.level++
		defer func() { f.level-- }()
	}
	return body + f.blocks(s.Blocks) + "</section>\n"
}

func (f *htmlForm) list(l doc.List) string {
	var b strings.Builder
	tag := "ul"
	if l.Ordered {
		tag = "ol"
	}
	b.WriteString("<" + tag)
	if l.Ordered && l.Start > 1 {
		fmt.Fprintf(&b, ` start="%d"`, l.Start)
	}
	b.WriteString(">\n")
	for _, it := range l.Items {
		body := htmlText(it.Text, doc.Plain)
		if len(it.Blocks) > 0 {
			body += "\n" + f.blocks(it.Blocks)
		}
		b.WriteString(element("li", it.ID, "", it.Tone, body))
	}
	return b.String() + "</" + tag + ">\n"
}

// table can be moved within a frame of its own where it is wider than the page, also by the keyboard.
func (f *htmlForm) table(t doc.Table) string {
	var b strings.Builder
	f.unique++
	caption := fmt.Sprintf("caption-%d", f.unique)
	b.WriteString(`<div class="wide" tabindex="0" role="region"`)
	if !t.Caption.Empty() {
		b.WriteString(` aria-labelledby="` + caption + `"`)
	} else {
		b.WriteString(` aria-label="Table"`)
	}
	b.WriteString(">\n" + open("table", t.ID, "", doc.Plain) + "\n")
	if !t.Caption.Empty() {
		b.WriteString(`<caption id="` + caption + `">` + htmlText(t.Caption, doc.Plain) + "</caption>\n")
	}
	if len(t.Head) > 0 {
		b.WriteString("<thead><tr>")
		for _, c := range t.Head {
			b.WriteString(headCell(c, "col"))
		}
		b.WriteString("</tr></thead>\n")
	}
	b.WriteString("<tbody>\n")
	for _, row := range t.Rows {
		b.WriteString("<tr>")
		for i, c := range row {
			if i == 0 && t.RowHeads {
				b.WriteString(headCell(c, "row"))
				continue
			}
			b.WriteString("<td" + class("", c.Tone) + ">" + htmlText(c.Text, doc.Plain) + "</td>")
		}
		b.WriteString("</tr>\n")
	}
	return b.String() + "</tbody>\n</table>\n</div>\n"
}

// headCell is a heading of a column or row; one that says nothing heads nothing.
func headCell(c doc.Cell, scope string) string {
	if c.Text.Empty() {
		return "<td></td>"
	}
	return `<th scope="` + scope + `"` + class("", c.Tone) + ">" + htmlText(c.Text, doc.Plain) + "</th>"
}

func (f *htmlForm) course(c doc.Course) string {
	body := oneCourse(c)
	if c.Beside == nil {
		return body
	}
	return `<div class="columns">` + "\n" + body + f.course(*c.Beside) + "</div>\n"
}

func oneCourse(c doc.Course) string {
	var b strings.Builder
	b.WriteString(open("div", c.ID, "course", doc.Plain) + "\n")
	if !c.Intro.Empty() {
		b.WriteString(element("p", "", "", doc.Plain, htmlText(c.Intro, doc.Plain)))
	}
	b.WriteString(`<ol class="steps">` + "\n")
	for _, s := range c.Steps {
		b.WriteString("<li>" + element("p", "", "when", doc.Plain, htmlText(s.When, doc.Plain)) + "<ul>\n")
		for _, l := range s.Lines {
			body := htmlText(l.Text, doc.Plain)
			if l.Mark != "" {
				body += ` <span class="mark">(` + letter(clean(l.Mark)) + ")</span>"
			}
			if len(l.Follow) > 0 {
				body += "\n" + element("p", "", "follow", doc.Plain, "→ "+letter(clean(strings.Join(l.Follow, "; "))))
			}
			b.WriteString(element("li", "", "", l.Tone, body))
		}
		b.WriteString("</ul></li>\n")
	}
	b.WriteString("</ol>\n")
	if !c.Note.Empty() {
		b.WriteString(element("p", "", "", doc.Aside, htmlText(c.Note, doc.Plain)))
	}
	return b.String() + "</div>\n"
}

// picture has the same in words to unfold beneath.
func (f *htmlForm) picture(p doc.Picture) string {
	f.unique++
	svg, err := drawing(p, fmt.Sprintf("picture-%d", f.unique))
	if err != nil && f.err == nil {
		f.err = err
	}
	body := open("figure", p.ID, "", doc.Plain) + "\n<figcaption>" + htmlText(p.Title, doc.Plain) + "</figcaption>\n" +
		`<div class="wide" tabindex="0" role="region" aria-label="` + attribute(clean(p.Title.String())) + `">` + svg + "</div>\n"
	if len(p.Instead) > 0 {
		body += "<details><summary>The same in words</summary>\n" + f.blocks(p.Instead) + "</details>\n"
	}
	return body + "</figure>\n"
}

// choice shows one option at a time: that of the button that is pressed, and one that a link leads into. A part of another page
// shows them all, one after the other.
func (f *htmlForm) choice(s doc.Switch) string {
	if !f.whole {
		return open("div", s.ID, "", doc.Plain) + "\n" + f.blocks(parts(s)) + "</div>\n"
	}
	f.unique++
	group := fmt.Sprintf("choice-%d", f.unique)
	var b strings.Builder
	b.WriteString(`<div class="switch"`)
	if s.ID != "" {
		b.WriteString(` id="` + attribute(s.ID) + `"`)
	}
	b.WriteString(">\n<fieldset><legend>" + htmlText(s.Label, doc.Plain) + "</legend>\n<div class=\"choices\">\n")
	for i, o := range s.Options {
		id, checked := fmt.Sprintf("%s-%d", group, i+1), ""
		if i == 0 {
			checked = ` checked="checked"`
		}
		fmt.Fprintf(&b, `<label for="%s"><input type="radio" name="%s" id="%s"%s/> %s</label>`+"\n", id, group, id, checked, htmlText(o.Name, doc.Plain))
		f.css += fmt.Sprintf(".switch:has(#%s:checked) > [data-option=\"%s\"] { display: block; }\n", id, id)
	}
	b.WriteString("</div>\n</fieldset>\n")
	for i, part := range parts(s) {
		section := f.section(part.(doc.Section))
		b.WriteString(strings.Replace(section, "<section", fmt.Sprintf(`<section class="option" data-option="%s-%d"`, group, i+1), 1))
	}
	return b.String() + "</div>\n"
}

func facts(fs doc.Facts) string {
	var b strings.Builder
	b.WriteString("<dl>\n")
	for _, row := range fs.Rows {
		b.WriteString("<div><dt>" + letter(clean(row.Name)) + "</dt><dd" + class("", row.Tone) + ">" + htmlText(row.Text, doc.Plain) + "</dd></div>\n")
	}
	return b.String() + "</dl>\n"
}

func (f *htmlForm) columns(c doc.Columns) string {
	var b strings.Builder
	b.WriteString(`<div class="columns">` + "\n")
	for _, part := range c.Parts {
		b.WriteString("<div>\n" + f.blocks(part) + "</div>\n")
	}
	return b.String() + "</div>\n"
}

// literal can be moved by the keyboard where it is wider than the page.
func literal(l doc.Literal) string {
	lines := letters(l.Text)
	for i, line := range lines {
		line = letter(line)
		if strings.HasPrefix(strings.TrimLeft(line, " "), "::") {
			line = strings.Replace(line, "::", "&#58;:", 1)
		}
		lines[i] = line
	}
	return `<pre tabindex="0"><code>` + strings.Join(lines, "\n") + "</code></pre>\n"
}

// htmlText is a text within a line.
func htmlText(t doc.Text, tone doc.Tone) string {
	var b strings.Builder
	for _, s := range t {
		body := letter(clean(s.Text))
		switch tone := toneOf(s.Tone, tone); tone {
		case doc.Plain:
		case doc.Strong:
			body = "<strong>" + body + "</strong>"
		case doc.Name:
			body = "<code>" + body + "</code>"
		default:
			body = "<span" + class("", tone) + ">" + body + "</span>"
		}
		switch id, in := inside(s.To); {
		case in && id != "":
			body = `<a href="#` + attribute(id) + `">` + body + "</a>"
		case sibling(s.To):
			body = `<a href="` + attribute(s.To) + `">` + body + "</a>"
		case address(s.To):
			body = `<a href="` + attribute(s.To) + `" rel="noreferrer noopener">` + body + "</a>"
		}
		b.WriteString(body)
	}
	return b.String()
}

// letter escapes text between tags. What a build system would take for a command does not stand there in one piece.
func letter(text string) string {
	return strings.ReplaceAll(html.EscapeString(text), "##", "#&#35;")
}

func attribute(text string) string { return letter(clean(text)) }

func element(tag, id, name string, tone doc.Tone, body string) string {
	return open(tag, id, name, tone) + body + "</" + tag + ">\n"
}

func open(tag, id, name string, tone doc.Tone) string {
	at := "<" + tag
	if id != "" {
		at += ` id="` + attribute(id) + `"`
	}
	return at + class(name, tone) + ">"
}

// class is the attribute by which a tone or a part is known to the style sheet.
func class(name string, tone doc.Tone) string {
	if word := toneNames[tone]; word != "" {
		name = strings.TrimSpace(name + " " + word)
	}
	if name == "" {
		return ""
	}
	return ` class="` + name + `"`
}

// toneNames are the classes of the tones.
var toneNames = [...]string{doc.Plain: "", doc.Grave: "grave", doc.Warning: "warning", doc.Good: "good", doc.Uncertain: "uncertain",
	doc.Aside: "aside", doc.Strong: "strong", doc.Name: "name"}
