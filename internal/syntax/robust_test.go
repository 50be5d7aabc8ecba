package syntax_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// mutations changes a text at random places, the same ones in every run: pieces are cut out, doubled,
// swapped, or replaced by what is likely to confuse.
func mutations(text string, n int) []string {
	bits := []string{"{", "}", "(", ")", ",", "\"", "#", "not ", "is ", " in ", "30", "\x00", "\xff", "\u202e", "а",
		"duty ", "party x ", "\r", "..", "cite ", "\n"}
	rnd := rand.New(rand.NewPCG(1, 2))
	out := make([]string, n)
	for i := range out {
		s := text
		for range 1 + rnd.IntN(8) {
			a, b := rnd.IntN(len(s)+1), rnd.IntN(40)
			end := min(len(s), a+b)
			switch rnd.IntN(4) {
			case 0:
				s = s[:a] + s[end:]
			case 1:
				s = s[:end] + s[a:]
			case 2:
				s = s[:a] + bits[rnd.IntN(len(bits))] + s[a:]
			default:
				s = s[:a] + bits[rnd.IntN(len(bits))] + s[end:]
			}
		}
		out[i] = s
	}
	return out
}

func TestMutationsNeverPanic(t *testing.T) {
	for _, text := range mutations(example(t), 1500) {
		checkParse(t, text)
	}
}

// checkParse parses anything and looks at what must hold of every result.
func checkParse(t testing.TB, text string) {
	t.Helper()
	f, ds := parse(text)
	if f == nil {
		t.Fatal("no tree")
		return
	}
	if len(ds) > 51 {
		t.Errorf("%d diagnostics", len(ds))
	}
	for _, d := range ds {
		if s := d.Span; s.File == nil || s.Start < 0 || s.End < s.Start || s.End > len(text) {
			t.Fatalf("%s has the span %d to %d of %d", d.Code, s.Start, s.End, len(text))
		}
		if _, ok := diag.Explain(string(d.Code)); !ok || d.Summary == "" {
			t.Fatalf("%s is not explained, or says nothing", d.Code)
		}
		if out := d.Render(false); len(out) > 20000 || strings.ContainsRune(out, '\u202e') {
			t.Fatalf("%s is rendered badly: %q", d.Code, out)
		}
	}
	last := -1
	for _, d := range f.Decls {
		if s := d.Span(); s.Start < last || s.End > len(text) || s.End < s.Start {
			t.Fatalf("a declaration has the span %d to %d after %d", s.Start, s.End, last)
		}
		last = d.Span().Start
	}
}

// Large and strange texts are answered in time linear in their length.
func TestLargeTexts(t *testing.T) {
	const mega = 1 << 20
	purpose := func(s string) string { return `purpose "p" { ` + s + ` }` }
	tests := map[string]string{
		"empty":              "",
		"long label":         `party a "` + strings.Repeat("x", 10*mega) + `"`,
		"long open label":    `party a "` + strings.Repeat("語", mega),
		"long name":          "party " + strings.Repeat("a", mega),
		"parentheses":        purpose(strings.Repeat("(", 10000) + "a" + strings.Repeat(")", 10000)),
		"open parentheses":   purpose(strings.Repeat("(", mega)),
		"nots":               purpose(strings.Repeat("not ", mega/4) + "a"),
		"chain":              purpose("a" + strings.Repeat(" and a or a", mega/16)),
		"parties":            strings.Repeat("party a ", mega/8),
		"names with commas":  purpose("") + `check { ` + strings.Repeat("a, ", mega/4) + `}`,
		"broken items":       `act a by b { ` + strings.Repeat("a, ", mega/4),
		"braces":             strings.Repeat("{", mega),
		"closing braces":     strings.Repeat("}", mega),
		"nested blocks":      strings.Repeat("instrument i { ", mega/16),
		"zero bytes":         strings.Repeat("\x00", mega),
		"zero bytes, spaced": strings.Repeat("\x00 ", mega),
		"bad bytes":          strings.Repeat("\xff a ", mega/4),
		"directives":         strings.Repeat("# servanda: accept veto because x\n", mega/32),
		"comments":           "party #\n" + strings.Repeat("#\n", mega) + "a",
		"quotes":             strings.Repeat("\"\n", mega/2),
		"foreign quotes":     strings.Repeat("“", 20000),
		"cites":              "party a " + strings.Repeat("cite b 1, 2 ", mega/16),
		"clauses":            "instrument i { between a, b " + strings.Repeat("duty d { a must b } # x\n", mega/32) + "}",
		"deep unknown":       strings.Repeat("zzz { ", mega/8),
	}
	for name, text := range tests {
		start := time.Now()
		f, ds := syntax.Parse(source.NewFile("large.pact", []byte(text)))
		for _, d := range ds {
			d.Render(true)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		if f == nil {
			t.Errorf("%s: no tree", name)
		}
	}
}

func FuzzLex(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens, _ := syntax.Lex(source.NewFile("fuzz.pact", []byte(text)))
		at := 0
		for _, tok := range tokens {
			if tok.Start != at || tok.End < tok.Start {
				t.Fatalf("token %v does not begin at %d", tok, at)
			}
			at = tok.End
		}
		if at != len(text) {
			t.Fatalf("the tokens end at %d of %d", at, len(text))
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { checkParse(t, text) })
}
