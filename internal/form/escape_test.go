package form_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
)

// places are where other people's text can stand in a document.
var places = map[string]func(text string) doc.Block{
	"paragraph": func(s string) doc.Block { return doc.Para{Text: doc.T(s)} },
	"grave":     func(s string) doc.Block { return doc.Para{Text: doc.In(doc.Grave, s)} },
	"name":      func(s string) doc.Block { return doc.Para{Text: doc.In(doc.Name, s)} },
	"spans": func(s string) doc.Block {
		return doc.Para{Text: doc.Text{{Text: "so", Tone: doc.Strong}, {Text: s, Tone: doc.Strong}, {Text: s}, {Text: s, Tone: doc.Name}, {Text: s, Tone: doc.Name}}}
	},
	"link":    func(s string) doc.Block { return doc.Para{Text: doc.Text{{Text: s, To: "#there"}}} },
	"heading": func(s string) doc.Block { return doc.Section{ID: "x", Title: doc.T(s)} },
	"item":    func(s string) doc.Block { return doc.List{Items: []doc.Item{{ID: "i", Text: doc.T(s)}}} },
	"second":  func(s string) doc.Block { return doc.List{Items: []doc.Item{{Text: doc.T("a")}, {Text: doc.T(s)}}} },
	"cell": func(s string) doc.Block {
		return doc.Table{Head: []doc.Cell{doc.C(s), doc.C("b")}, Rows: [][]doc.Cell{{{Text: doc.In(doc.Name, s)}, doc.C(s)}}}
	},
	"course": func(s string) doc.Block {
		return doc.Course{Intro: doc.T(s), Steps: []doc.Step{{When: doc.T(s), Lines: []doc.Line{{Text: doc.T(s), Mark: s, Follow: []string{s}}}}}, Note: doc.T(s)}
	},
	"fold": func(s string) doc.Block {
		return doc.Fold{Summary: doc.T(s), Blocks: []doc.Block{doc.Para{Text: doc.T(s)}}}
	},
	"facts": func(s string) doc.Block { return doc.Facts{Rows: []doc.Fact{{Name: s, Text: doc.T(s)}}} },
	"switch": func(s string) doc.Block {
		return doc.Switch{Label: doc.T(s), Options: []doc.Option{{ID: "o", Name: doc.T(s)}}}
	},
	"picture": func(s string) doc.Block {
		return doc.Picture{Title: doc.T(s), SVG: []byte(drawn), Alt: s}
	},
}

// skeleton is the elements of markup with their attributes, and the text in them.
func skeleton(t *testing.T, markup string) (elements []string, text string) {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader("<all>" + markup + "</all>"))
	var b strings.Builder
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return elements, strings.Join(strings.Fields(b.String()), " ")
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, markup)
		}
		switch token := token.(type) {
		case xml.StartElement:
			elements = append(elements, fmt.Sprint(token.Name.Local, len(token.Attr)))
		case xml.CharData:
			b.Write(token)
		}
	}
}

// read are the forms that can be read back, as markup for XML parsers.
var read = map[string]func(t *testing.T, d doc.Document) string{
	"html": func(t *testing.T, d doc.Document) string {
		var b strings.Builder
		if err := form.Fragment(&b, d, 1); err != nil {
			t.Fatal(err)
		}
		return b.String()
	},
	"markdown": func(t *testing.T, d doc.Document) string {
		var b, out bytes.Buffer
		if err := form.Markdown(&b, d); err != nil {
			t.Fatal(err)
		}
		if err := github.Convert(b.Bytes(), &out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	},
	"word": func(t *testing.T, d doc.Document) string {
		return strings.TrimPrefix(docxPart(t, d, "word/document.xml"), `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`)
	},
}

// github reads Markdown as GitHub does, with HTML left in it.
var github = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(html.WithUnsafe(), html.WithXHTML()))

func docxPart(t *testing.T, d doc.Document, name string) string {
	var file bytes.Buffer
	if err := form.Docx(&file, d); err != nil {
		t.Fatal(err)
	}
	zr, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	r, err := zr.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// said is a text as it is to be read: white space is one, what cannot be seen is told by its number.
func said(text string) string {
	fields := strings.FieldsFunc(text, func(r rune) bool {
		return strings.ContainsRune(" \t\r\n\v\f\u0085\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u205f\u3000", r)
	})
	return diag.Visible(strings.Join(fields, " "))
}

// innocent is a text that no form could take for anything else.
const innocent = "xqx"

// everywhere is a text in all places at once.
func everywhere(text string) []doc.Block {
	var out []doc.Block
	for _, place := range slices.Sorted(maps.Keys(places)) {
		out = append(out, places[place](text))
	}
	return out
}

// plain is what the innocent text comes out as everywhere, form by form.
var plain = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for name, back := range read {
		out[name] = back(nil, doc.Document{Blocks: everywhere(innocent)})
	}
	return out
})

// inert fails unless a text comes back from every form as letters and nothing else.
func inert(t *testing.T, text string) {
	want := said(text)
	// Of nothing but white space no form makes letters, and readers differ on whether a line of it is empty.
	if strings.TrimFunc(want, func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' }) == "" {
		return
	}
	for name, back := range read {
		gotElements, got := skeleton(t, back(t, doc.Document{Blocks: everywhere(text)}))
		wantElements, plain := skeleton(t, plain()[name])
		if d := cmp.Diff(wantElements, gotElements); d != "" {
			t.Errorf("%s: %q is more than letters: %s", name, text, d)
		}
		if w := strings.ReplaceAll(plain, innocent, want); strings.Join(strings.Fields(w), "") != strings.Join(strings.Fields(got), "") {
			t.Errorf("%s: %q is read as %q, want %q", name, text, got, w)
		}
	}
	var b strings.Builder
	if err := form.Text(&b, doc.Document{Blocks: everywhere(text)}, form.Style{Width: 4000}); err != nil {
		t.Fatal(err)
	}
	if out := strings.ReplaceAll(b.String(), "\n", ""); diag.Visible(out) != out {
		t.Errorf("text: %q prints what cannot be seen: %q", text, out)
	}
	if out := b.String(); diag.Defuse(out) != out {
		t.Errorf("text: %q could be taken for a command: %q", text, out)
	}
	letterByLetter(t, text)
}

// letterByLetter is inert for literals, which keep their lines.
func letterByLetter(t *testing.T, text string) {
	for name, back := range read {
		elements, got := skeleton(t, back(t, doc.Document{Blocks: []doc.Block{doc.Literal{Text: text, Of: "pact"}}}))
		var lines []string
		for _, l := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
			lines = append(lines, diag.Visible(strings.ReplaceAll(strings.TrimSuffix(l, "\r"), "\t", " ")))
		}
		want := strings.Join(strings.Fields(strings.Join(lines, " ")), "")
		if got = strings.Join(strings.Fields(got), ""); name != "markdown" && got != want || strings.ReplaceAll(got, " ", "") != want {
			t.Errorf("%s: the literal %q is read as %q, want %q", name, text, got, want)
		}
		if name != "word" && len(elements) != 3 {
			t.Errorf("%s: the literal %q is more than letters: %v", name, text, elements)
		}
	}
}

var hostile = []string{"<script>alert(1)</script>", "a | b", "`tick`", "``", "`", "\x1b[31mred\x07", "\u202eevil", "# no heading", "- no item", "1. no number",
	"12) neither", "***", "---", "===", "> no quote", "&amp; &#60;", "[a](javascript:b)", "![a](b)", "https://example.org www.example.org a@b.example",
	"::error::x", "##[error]x", "##vso[task]x", "~~a~~", "$x$", "\\", "a\\", "\\|", "<!-- x", "]]>", "\x00\xff\ufffe", "a\nb\n\nc", "\t\tcode", "[^1]", "[ ] task",
	"*a*b_c_", "\u00a0", "\u00a0x\u00a0", "\u00a0 \u00a0", ":x", "+ x", "e\u0301👩‍👩‍👧", "\"quoted\"", "'", "{{x}}", "|---|", "<b", "http://x*", "ftp://example.org/x", "a<br/>b"}

// Hostile text comes out of every form as letters.
func TestNothingInATextIsObeyed(t *testing.T) {
	for _, text := range hostile {
		inert(t, text)
	}
}

func FuzzText(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 200 {
			return
		}
		inert(t, text)
	})
}

// Only addresses that a reader may be sent to are links.
func TestOnlySafeAddressesAreLinks(t *testing.T) {
	for to, want := range map[string]bool{"https://a.example/": true, "HTTP://a.example": true, "mailto:a@b.example": true, "javascript:alert(1)": false,
		" javascript:alert(1)": false, "data:text/html,x": false, "https://a.example/\n": false, "file:///etc": false, "//a.example": false, "": false} {
		d := doc.Document{Blocks: []doc.Block{doc.Para{Text: doc.Text{{Text: "x", To: to}}}}}
		for name, mark := range map[string]string{"html": "<a ", "markdown": "<a ", "word": "<w:hyperlink"} {
			if got := strings.Contains(read[name](t, d), mark); got != want {
				t.Errorf("%s: %q is a link: %v", name, to, got)
			}
		}
	}
}

// A drawing that runs or fetches something is refused.
func TestOnlyHarmlessDrawingsAreShown(t *testing.T) {
	good := []string{drawn, `<svg xmlns="x"><a href="#y"><style>.a{fill:url(#g)}</style></a></svg>`}
	bad := []string{"", "x", `<svg xmlns="x"`, `<svg xmlns="x"><script/></svg>`, `<svg xmlns="x" onload="x"/>`, `<svg xmlns="x"><a href="https://x"/></svg>`,
		`<svg xmlns="x"><style>@import "x"</style></svg>`, `<svg xmlns="x"><rect fill="url(https://x)"/></svg>`, `<svg xmlns="x"></svg><svg xmlns="x"></svg>`,
		`<svg xmlns="x"><image href="#x"/></svg>`, `<svg xmlns="x"><!-- x --></svg>`, `<svg xmlns="x"><g></svg>`, `<svg xmlns="x"/>`, `<svg xmlns="x"></svg>x<svg/>`}
	for i, list := range [][]string{good, bad} {
		for _, svg := range list {
			err := form.HTML(io.Discard, doc.Document{Blocks: []doc.Block{doc.Picture{SVG: []byte(svg)}}})
			if (err == nil) != (i == 0) {
				t.Errorf("%s: %v", svg, err)
			}
		}
	}
}
