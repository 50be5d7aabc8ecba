package form_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
)

var update = flag.Bool("update", false, "write the golden files anew")

// forms are all there are, by the file that each is held to.
var forms = map[string]func(io.Writer, doc.Document) error{
	"sample.txt":       func(w io.Writer, d doc.Document) error { return form.Text(w, d, form.Style{}) },
	"sample-mail.txt":  func(w io.Writer, d doc.Document) error { return form.Text(w, d, form.Style{Width: 76}) },
	"sample-40.txt":    func(w io.Writer, d doc.Document) error { return form.Text(w, d, form.Style{Width: 40}) },
	"sample-ink.txt":   func(w io.Writer, d doc.Document) error { return form.Text(w, d, form.Style{Colour: true}) },
	"sample.md":        form.Markdown,
	"sample.html":      form.HTML,
	"sample-part.html": func(w io.Writer, d doc.Document) error { return form.Fragment(w, d, 3) },
	"sample.docx.xml":  docxParts,
}

// docxParts writes the parts of a Word document that hang on what it says.
func docxParts(w io.Writer, d doc.Document) error {
	var file bytes.Buffer
	if err := form.Docx(&file, d); err != nil {
		return err
	}
	zr, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		return err
	}
	for _, part := range zr.File {
		if part.Name != "word/document.xml" && part.Name != "word/_rels/document.xml.rels" && part.Name != "docProps/core.xml" {
			continue
		}
		r, err := part.Open()
		if err != nil {
			return err
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, part.Name+"\n"+strings.ReplaceAll(string(text), "</w:p>", "</w:p>\n")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// A document that has every block looks in every form as it did when somebody last looked at it.
func TestTheFormsOfASample(t *testing.T) {
	for name, write := range forms {
		var got strings.Builder
		if err := write(&got, sample()); err != nil {
			t.Fatal(name, err)
		}
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, []byte(got.String()), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), got.String()); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// No line is wider than it may be, at any width, except what is to be copied letter by letter.
func TestTextKeepsToItsWidth(t *testing.T) {
	d := sample()
	d.Blocks = d.Blocks[:len(d.Blocks)-1]
	d.Blocks = append(d.Blocks, doc.Para{Text: doc.T(strings.Repeat("x", 300) + " " + strings.Repeat("語", 60))})
	for width := form.Narrowest; width < 160; width++ {
		var b strings.Builder
		if err := form.Text(&b, d, form.Style{Width: width, Colour: width%2 == 0}); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(b.String(), "\n") {
			if form.Taken(line) > width {
				t.Errorf("%d columns in a page of %d: %s", form.Taken(line), width, line)
			}
		}
	}
}

// However narrow, every word of the document is there.
func TestNothingIsLostForWantOfRoom(t *testing.T) {
	wide, narrow := map[string]bool{}, map[string]bool{}
	for width, seen := range map[int]map[string]bool{200: wide, 40: narrow} {
		var b strings.Builder
		if err := form.Text(&b, sample(), form.Style{Width: width}); err != nil {
			t.Fatal(err)
		}
		for _, w := range strings.Fields(b.String()) {
			seen[strings.Trim(w, "─:")] = true
		}
	}
	for w := range wide {
		if !narrow[w] && !strings.Contains(w, "//") {
			t.Errorf("%q is missing at 40 columns", w)
		}
	}
}

// A page can be read by the strictest parser, has one title, headings that skip no level, a label for all that can be pressed,
// no ID twice, and no link within it that leads nowhere.
func TestAPageIsSound(t *testing.T) {
	var b strings.Builder
	if err := form.HTML(&b, sample()); err != nil {
		t.Fatal(err)
	}
	ids, links, labelled := map[string]bool{}, map[string]bool{}, map[string]bool{}
	var buttons []string
	level := 0
	for dec := xml.NewDecoder(strings.NewReader(b.String())); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if n := strings.Index("h1h2h3h4h5h6", e.Name.Local); len(e.Name.Local) == 2 && n >= 0 {
			if n = n/2 + 1; n > level+1 || n == 1 && level > 0 {
				t.Errorf("a heading of level %d after one of level %d", n, level)
			}
			level = n
		}
		for _, a := range e.Attr {
			switch {
			case a.Name.Local == "id" && ids[a.Value]:
				t.Errorf("%q is there twice", a.Value)
			case a.Name.Local == "id":
				ids[a.Value] = true
				if e.Name.Local == "input" {
					buttons = append(buttons, a.Value)
				}
			case a.Name.Local == "for":
				labelled[a.Value] = true
			case a.Name.Local == "href" && strings.HasPrefix(a.Value, "#"):
				links[a.Value[1:]] = true
			case strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "src":
				t.Errorf("<%s> has %s", e.Name.Local, a.Name.Local)
			}
		}
	}
	for to := range links {
		if !ids[to] {
			t.Errorf("a link leads to %q, which is not there", to)
		}
	}
	for _, id := range buttons {
		if !labelled[id] {
			t.Errorf("the button %q has no label", id)
		}
	}
}
