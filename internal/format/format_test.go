package format_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/format"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
)

func file(text string) *source.File { return source.NewFile("test.pact", []byte(text)) }

func example(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("testdata/small_exchange.pact")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The example of the language page differs from its canonical form only in places the page itself
// arranges for the eye: aligned labels and comments.
func TestExample(t *testing.T) {
	want := example(t)
	want = strings.Replace(want, "body  senate", "body senate", 1)
	want = strings.Replace(want, "{ }     # outsider", "{ }  # outsider", 1)
	got, diags := format.Source(file(example(t)))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestGolden(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		in, want := string(a.Files[0].Data), string(a.Files[1].Data)
		got, diags := format.Source(file(in))
		if len(diags) > 0 {
			t.Errorf("%s: %v", name, diags)
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		check(t, in)
	}
}

func TestRefusesErrors(t *testing.T) {
	got, diags := format.Source(file("party {"))
	if got != nil || !diag.HasErrors(diags) {
		t.Errorf("got %q and %v", got, diags)
	}
}

func TestByteOrderMarkAndLineEnds(t *testing.T) {
	got, _ := format.Source(file("\uFEFFpact \"x\" # a\r\n\r\nparty n # b\r\n"))
	if want := "pact \"x\"  # a\n\nparty n  # b\n"; string(got) != want {
		t.Errorf("got %q", got)
	}
}

// Comments and line ends thrown in anywhere between the tokens: the tree stays, every comment stays,
// and formatting again changes nothing.
func TestCommentsAnywhere(t *testing.T) {
	f, _ := syntax.Parse(file(example(t)))
	rnd := rand.New(rand.NewPCG(3, 4))
	for range extent.Of(80, 400) {
		var b strings.Builder
		for _, tok := range f.Tokens {
			b.Write(f.Source.Text[tok.Start:tok.End])
			if tok.Kind == syntax.KindComment || rnd.IntN(12) > 0 {
				continue
			}
			b.WriteString([]string{" # note\n", "\n# own\n", "\n", "\n\n\n", "\n\n# far\n\n", "  "}[rnd.IntN(6)])
		}
		check(t, b.String())
	}
}

// Conditions of any shape keep their meaning, however deep and long they are, and no line is longer than it
// must be.
func TestShapesOfConditions(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for range extent.Of(80, 400) {
		c := func() string { return randomCond(rnd, rnd.IntN(6)) }
		text := "instrument i { between a, b duty d { a must ensure " + c() + " within 3 days once " + c() + " unless " + c() +
			" in return for " + c() + ", " + c() + " against " + c() + ", " + c() + " } }\n" +
			"check \"q\" { " + c() + " leads to " + c() + " within 3 days }\n" +
			"scenario \"s\" { expect " + c() + " expect " + c() + " }\n"
		check(t, text)
		out, diags := format.Source(file(text))
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		for line := range strings.Lines(string(out)) {
			if len(line) > 101 && strings.Count(line, " and ")+strings.Count(line, " or ") > 1 {
				t.Errorf("a line could be broken: %s", line)
			}
		}
	}
}

func randomCond(rnd *rand.Rand, depth int) string {
	if depth == 0 {
		return []string{"a", "x is y", "the_hill_of_the_north is nobody", "signed by south"}[rnd.IntN(4)]
	}
	sub := func() string { return randomCond(rnd, rnd.IntN(depth)) }
	switch rnd.IntN(5) {
	case 0:
		return "not (" + sub() + ")"
	case 1, 2:
		return "(" + sub() + ")"
	}
	terms := []string{sub()}
	for range 1 + rnd.IntN(4) {
		terms = append(terms, sub())
	}
	return strings.Join(terms, []string{" and ", " or "}[rnd.IntN(2)])
}

// A long text takes time linear in its length.
func TestLargeText(t *testing.T) {
	chain := "(a" + strings.Repeat(" and a", 1<<17) + ")"
	start := time.Now()
	for _, text := range []string{
		`purpose "p" { ` + chain + ` }`,
		`scenario "s" { ` + strings.Repeat("expect a ", 1<<16) + `}`,
		"instrument i { between a, b\n" + strings.Repeat("duty d { a must b } # c\n", 1<<14) + "}",
	} {
		if _, diags := format.Source(file(text)); len(diags) > 0 {
			t.Error(diags)
		}
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

// Everything that stands in the repository as a pact is formatted without harm.
func TestCorpus(t *testing.T) {
	for _, text := range corpus(t) {
		check(t, text)
	}
}

func corpus(t testing.TB) []string {
	t.Helper()
	out := []string{example(t)}
	for _, e := range diag.Entries() {
		out = append(out, e.Good)
	}
	for _, glob := range []string{"../../testdata/corpus/*.txtar", "../../examples/*.pact", "../../examples/*/*.pact", "../../library/*/*.pact"} {
		files, _ := filepath.Glob(glob)
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(name, ".txtar") {
				out = append(out, string(b))
				continue
			}
			for _, m := range txtar.Parse(b).Files {
				if strings.HasSuffix(m.Name, ".pact") {
					out = append(out, string(m.Data))
				}
			}
		}
	}
	return out
}

// check looks at what must hold of the formatting of any text without errors.
func check(t testing.TB, text string) {
	t.Helper()
	f, diags := syntax.Parse(file(text))
	if diag.HasErrors(diags) {
		return
	}
	once := string(format.Tree(f))
	g, diags := syntax.Parse(file(once))
	if len(diags) > 0 {
		t.Fatalf("the formatted text has errors: %v\n%s", diags, once)
	}
	if diff := cmp.Diff(f.Decls, g.Decls, sameMeaning...); diff != "" {
		t.Fatalf("formatting changed the tree of\n%s\n%s", text, diff)
	}
	if diff := cmp.Diff(commentTexts(f), commentTexts(g)); diff != "" {
		t.Fatalf("formatting changed the comments of\n%s\n%s", text, diff)
	}
	if twice := string(format.Tree(g)); twice != once {
		t.Fatalf("formatting again changes\n%s\n%s", text, cmp.Diff(strings.Split(once, "\n"), strings.Split(twice, "\n")))
	}
}

func commentTexts(f *syntax.File) []string {
	var texts []string
	for _, c := range f.Comments {
		texts = append(texts, c.Text)
	}
	slices.Sort(texts)
	return texts
}

// sameMeaning compares trees without places and layout.
var sameMeaning = cmp.Options{
	cmp.Exporter(func(reflect.Type) bool { return true }),
	cmp.Comparer(func(a, b source.Span) bool { return true }),
	cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".OneLine" }, cmp.Ignore()),
}

func FuzzFormat(f *testing.F) {
	for _, s := range corpus(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}
