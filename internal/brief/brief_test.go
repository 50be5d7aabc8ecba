package brief_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/brief"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/model"
)

var update = flag.Bool("update", false, "write what is printed as what is expected")

const root = "../../"

func read(t *testing.T, path string) *model.Pact {
	t.Helper()
	r, err := load.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if r.Pact == nil {
		t.Fatalf("%s: %v", path, r.Diagnostics)
	}
	return r.Pact
}

// asker answers a pact with a number of workers.
func asker(p *model.Pact, workers int) brief.Asker {
	return func(ctx context.Context, fixed []model.Binding) (*inquiry.Answer, error) {
		return inquiry.Run(ctx, p, inquiry.Query{Workers: workers, Fixed: fixed, Unquestioned: true}, nil)
	}
}

// reading finds a reading by its name; None for no name.
func reading(t *testing.T, p *model.Pact, name string) model.ReadingID {
	t.Helper()
	if name == "" {
		return model.None
	}
	for i := range p.Readings {
		if p.Readings[i].Name == name {
			return model.ReadingID(i)
		}
	}
	t.Fatalf("there is no reading %s", name)
	return model.None
}

func write(t *testing.T, n *brief.Note) (doc.Document, string) {
	t.Helper()
	d, err := n.Document()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := form.Text(&b, d, form.Style{Width: brief.Columns}); err != nil {
		t.Fatal(err)
	}
	return d, b.String()
}

// Each note is what it was, fits one sheet, and can be handed on.
func TestNotes(t *testing.T) {
	for _, x := range []struct {
		golden, pact, reading string
		long, heavy           bool
	}{
		{"share-purchase", "library/share-purchase/share-purchase.pact", "", true, false},
		{"share-purchase-first", "library/share-purchase/share-purchase.pact", "first_draft", false, false},
		{"after-closing", "library/share-purchase/after-closing.pact", "", false, false},
		{"minsk", "library/minsk-ii-2015/minsk-ii-2015.pact", "", false, false},
		{"minsk-security-first", "library/minsk-ii-2015/minsk-ii-2015.pact", "security_first", false, false},
		{"framework-reported", "library/reported-framework-2025-12/reported-framework-2025-12.pact", "reported_only", false, true},
		{"framework", "library/reported-framework-2025-12/reported-framework-2025-12.pact", "", false, true},
	} {
		t.Run(x.golden, func(t *testing.T) {
			if x.heavy && os.Getenv("SERVANDA_HEAVY") == "" {
				t.Skip("takes minutes; set SERVANDA_HEAVY to have it made")
			}
			if x.long {
				extent.Whole(t, "takes long in all readings")
			}
			p := read(t, root+x.pact)
			n, err := brief.Of(context.Background(), p, reading(t, p, x.reading), asker(p, 2))
			if err != nil {
				t.Fatal(err)
			}
			d, text := write(t, n)
			canBeHandedOn(t, p, text)
			onePage(t, d)
			path := filepath.Join("testdata", x.golden+".txt")
			if *update {
				if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if string(want) != text {
				t.Errorf("got\n%s\nwant\n%s", text, want)
			}
		})
	}
}

var (
	name      = regexp.MustCompile(`[a-z0-9]_[a-z0-9]`)
	lineNo    = regexp.MustCompile(`\blines? [0-9]`)
	shareOdds = regexp.MustCompile(`%|\b[0-9,]+ of [0-9,]+\b|\b[0-9]+ ways\b`)
)

// canBeHandedOn finds what would have to be changed before somebody else reads it.
func canBeHandedOn(t *testing.T, p *model.Pact, text string) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) > brief.Lines {
		t.Errorf("%d lines; one sheet has %d", len(lines), brief.Lines)
	}
	for _, l := range lines {
		if n := len([]rune(l)); n > brief.Columns {
			t.Errorf("%d columns: %s", n, l)
		}
	}
	whole := strings.Join(strings.Fields(text), " ")
	for what, pattern := range map[string]*regexp.Regexp{"a name from the file": name, "a line of the file": lineNo, "what can be taken for odds": shareOdds} {
		if found := pattern.FindString(whole); found != "" {
			t.Errorf("it has %s: %q", what, found)
		}
	}
	if i := strings.Index(whole, "lawful"); i >= 0 && !strings.Contains(whole[i:], "under this text") {
		t.Error("it says lawful, and not under which text")
	}
}

// Notes of the small pacts fit one sheet as well, and are the same at any number of workers.
func TestSmallNotes(t *testing.T) {
	paths, err := filepath.Glob(root + "examples/*/*.pact")
	if err != nil || len(paths) < 20 {
		t.Fatalf("%d examples: %v", len(paths), err)
	}
	for _, path := range paths {
		p := read(t, path)
		var texts []string
		for _, workers := range []int{1, 8} {
			n, err := brief.Of(context.Background(), p, model.None, asker(p, workers))
			if err != nil {
				t.Fatal(err)
			}
			_, text := write(t, n)
			canBeHandedOn(t, p, text)
			texts = append(texts, text)
		}
		if texts[0] != texts[1] {
			t.Errorf("%s: with one worker\n%s\nwith eight\n%s", path, texts[0], texts[1])
		}
	}
}

// What was broken off says so, and claims nothing of what would mend it.
func TestUnfinished(t *testing.T) {
	p := read(t, root+"examples/three-instruments/plain.pact")
	n, err := brief.Of(context.Background(), p, model.None, func(ctx context.Context, fixed []model.Binding) (*inquiry.Answer, error) {
		a, err := asker(p, 1)(ctx, fixed)
		if err == nil {
			a.Unfinished = &explore.Inconclusive{Limit: "the limit of 1s"}
		}
		return a, err
	})
	if err != nil {
		t.Fatal(err)
	}
	_, text := write(t, n)
	whole := strings.Join(strings.Fields(text), " ")
	for _, want := range []string{"UNFINISHED: the limit of 1s was reached", "nothing else is claimed", "That was not looked for"} {
		if !strings.Contains(whole, want) {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
	for _, bad := range []string{"undoes", "in every reading.", "falls with", "No single answer", "Nothing was found"} {
		if strings.Contains(whole, bad) {
			t.Errorf("it says %q:\n%s", bad, text)
		}
	}
}

func TestNothingGrave(t *testing.T) {
	path := filepath.Join(t.TempDir(), "calm.pact")
	if err := os.WriteFile(path, []byte("pact \"Calm\"\nparty one\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	p := read(t, path)
	n, err := brief.Of(context.Background(), p, model.None, asker(p, 1))
	if err != nil {
		t.Fatal(err)
	}
	if _, text := write(t, n); !strings.Contains(text, "Nothing was found that leaves anybody without what they give for") {
		t.Error(text)
	}
}

// Told to stop, it stops with the reason.
func TestStopped(t *testing.T) {
	p := read(t, root+"examples/three-instruments/plain.pact")
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := brief.Of(ctx, p, model.None, asker(p, 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	p = read(t, root+"library/minsk-ii-2015/minsk-ii-2015.pact")
	ctx, stop = context.WithCancel(context.Background())
	calls := 0
	_, err := brief.Of(ctx, p, 0, func(ctx context.Context, fixed []model.Binding) (*inquiry.Answer, error) {
		if calls++; calls == 2 {
			stop()
		}
		return asker(p, 1)(ctx, fixed)
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("after %d answers it ended with %v", calls, err)
	}
}

// onePage opens the note as a Word document and has it made into a PDF of one page.
func onePage(t *testing.T, d doc.Document) {
	t.Helper()
	office, pdf := tool("soffice"), tool("pdfinfo")
	if office == "" || pdf == "" {
		t.Log("whether it is one page in Word was not tried; for that: apt-get install libreoffice-writer poppler-utils")
		return
	}
	var b bytes.Buffer
	if err := form.Docx(&b, d); err != nil {
		t.Fatal(err)
	}
	if n := pages(t, office, pdf, b.Bytes()); n != 1 {
		t.Errorf("it has %d pages", n)
	}
}
