package page_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/page"
	"github.com/servanda-lang/servanda/internal/points"
	"github.com/servanda-lang/servanda/internal/positions"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

// loaded is a pact of the examples or the library.
func loaded(t *testing.T, file string) *model.Pact {
	t.Helper()
	r, err := load.Load(filepath.FromSlash("../../" + file))
	if err != nil || r.Pact == nil {
		t.Fatal(err, r.Diagnostics)
	}
	return r.Pact
}

// pages are those made already, by the file of the pact.
var pages = map[string]doc.Document{}

// pageOf is the page of a pact, each named reading by itself.
func pageOf(t *testing.T, file string) doc.Document {
	t.Helper()
	if _, made := pages[file]; !made {
		pages[file] = makePage(t, file)
	}
	return pages[file]
}

func makePage(t *testing.T, file string) doc.Document {
	t.Helper()
	p := loaded(t, file)
	q := inquiry.Query{Workers: 2}
	in := page.Input{Path: file}
	var err error
	if in.Answer, err = inquiry.Run(t.Context(), p, q, nil); err != nil {
		t.Fatal(err)
	}
	for i := range p.Readings {
		q.Fixed = p.Readings[i].Fixes
		a, err := inquiry.Run(t.Context(), p, q, nil)
		if err != nil {
			t.Fatal(err)
		}
		in.Readings = append(in.Readings, page.Reading{ID: model.ReadingID(i), Answer: a})
	}
	q.Fixed = nil
	if in.Guarantees, err = inquiry.Guarantees(t.Context(), p, q, nil); err != nil {
		t.Fatal(err)
	}
	if len(p.Points) > 0 {
		table, err := points.Ask(t.Context(), p, points.Query{Query: q}, nil)
		if err != nil {
			t.Fatal(err)
		}
		in.Parts = append(in.Parts, page.Part{ID: "open-questions", Document: table.Document()})
	}
	if len(p.Positions) > 0 {
		table, err := positions.Of(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		in.Parts = append(in.Parts, page.Part{ID: "who-stands-where", Document: table.Document()})
	}
	if len(p.Sources) > 0 {
		d := sources.Look(p).Document(false)
		in.Basis, in.Parts = d.Under[:1], append(in.Parts, page.Part{ID: "where-it-comes-from", Document: doc.Document{Title: d.Title, Blocks: d.Blocks}})
	}
	d, err := page.Of(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The page of a small pact says what it said when somebody last looked at it.
func TestThePageOfASmallPact(t *testing.T) {
	d := pageOf(t, "examples/small-exchange.pact")
	for name, write := range map[string]func(io.Writer, doc.Document) error{"small-exchange.md": form.Markdown, "small-exchange.html": form.HTML} {
		var got strings.Builder
		if err := write(&got, d); err != nil {
			t.Fatal(err)
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

// Every link of a page leads somewhere, no ID is there twice, headings skip no level, and nothing comes from outside.
func TestPagesAreSound(t *testing.T) {
	for _, file := range pacts(t) {
		var b strings.Builder
		if err := form.HTML(&b, pageOf(t, file)); err != nil {
			t.Fatal(file, err)
		}
		ids, links, level := map[string]int{}, map[string]bool{}, 0
		for dec := xml.NewDecoder(strings.NewReader(b.String())); ; {
			token, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(file, err)
			}
			e, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if m := regexp.MustCompile(`^h([1-6])$`).FindStringSubmatch(e.Name.Local); m != nil {
				if n := int(m[1][0] - '0'); n > level+1 {
					t.Errorf("%s: a heading of level %d after one of level %d", file, n, level)
				}
				level = int(m[1][0] - '0')
			}
			for _, a := range e.Attr {
				switch {
				case a.Name.Local == "id":
					ids[a.Value]++
				case a.Name.Local == "href" && strings.HasPrefix(a.Value, "#"):
					links[a.Value[1:]] = true
				case a.Name.Local == "src":
					t.Errorf("%s: <%s> comes from %s", file, e.Name.Local, a.Value)
				}
			}
		}
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%s: %q is there %d times", file, id, n)
			}
		}
		for to := range links {
			if ids[to] == 0 {
				t.Errorf("%s: a link leads to %q, which is not there", file, to)
			}
		}
	}
}

// pacts are the examples, and some of the library.
func pacts(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, glob := range []string{"examples/*.pact", "examples/*/*.pact"} {
		files, err := filepath.Glob("../../" + glob)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			out = append(out, filepath.ToSlash(strings.TrimPrefix(f, "../../")))
		}
	}
	if len(out) < 20 {
		t.Fatal("where are the examples?", out)
	}
	return append(out, withReadings)
}

// In every form a page has no share of readings that could be read as odds, and no name that only the author of the pact knows,
// unless it is a code of findings or a literal.
func TestPagesSpeakPlainly(t *testing.T) {
	for _, file := range pacts(t) {
		p := loaded(t, file)
		var b strings.Builder
		if err := form.Text(&b, pageOf(t, file), form.Style{Width: 1000}); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if m := regexp.MustCompile(`[0-9]+ ?%|per cent`).FindString(text); m != "" {
			t.Errorf("%s: %q", file, m)
		}
		for _, d := range p.Declared() {
			if d.Decl.Label == "" && strings.Contains(d.Decl.Name, "_") && strings.Contains(text, d.Decl.Name) {
				t.Errorf("%s: %q is said: %s", file, d.Decl.Name, around(text, d.Decl.Name))
			}
		}
	}
}

func around(text, word string) string {
	i := strings.Index(text, word)
	return text[max(0, i-60):min(len(text), i+60)]
}
