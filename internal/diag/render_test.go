package diag_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
)

// render marks the part of a text that stands between two bars.
func render(marked string) string {
	parts := strings.SplitN(marked, "|", 3)
	f := source.NewFile("deal.pact", []byte(strings.Join(parts, "")))
	start := len(parts[0])
	d := diag.Diagnostic{
		Code: "P010", Span: source.Span{File: f, Start: start, End: start + len(parts[1])},
		Summary: "wrong", Detail: "Mend it.",
	}
	return d.Render(false)
}

func TestRender(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "pact \"x\"\n  duty |wihtin| 3\n", `deal.pact:2:8: error[P010]: wrong
  2 |   duty wihtin 3
    |        ^^^^^^
    Mend it.
`},
		{"wide", `party "北国" |x| y`, `deal.pact:1:12: error[P010]: wrong
  1 | party "北国" x y
    |              ^
    Mend it.
`},
		{"combining", "party \"e\u0301e\u0301\" |x|", "deal.pact:1:14: error[P010]: wrong\n  1 | party \"e\u0301e\u0301\" x\n    |            ^\n    Mend it.\n"},
		{"tab", "\tfact |x|", `deal.pact:1:7: error[P010]: wrong
  1 |     fact x
    |          ^
    Mend it.
`},
		{"right to left, in logical order", `party "צפון" |abc|`, `deal.pact:1:14: error[P010]: wrong
  1 | party "צפון" abc
    |              ^^^  abc
    Mend it.
`},
		{"end of file", "pact|", `deal.pact:1:5: error[P010]: wrong
  1 | pact
    |     ^
    Mend it.
`},
		{"hidden", "a|\u202e|b\x1b", `deal.pact:1:2: error[P010]: wrong
  1 | a<U+202E>b<U+001B>
    |  ^^^^^^^^
    Mend it.
`},
		{"several lines", "x |{\n}|", `deal.pact:1:3: error[P010]: wrong
  1 | x {
    |   ^
    Mend it.
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := tt.text
			if strings.Count(text, "|") == 1 {
				text += "|"
			}
			if diff := cmp.Diff(tt.want, render(text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A long line is cut on both sides, and the caret is still under its word.
func TestRenderLongLine(t *testing.T) {
	for _, filler := range []string{"a ", "語 ", "e\u0301 ", "\xff "} {
		fill := strings.Repeat(filler, 5000)
		lines := strings.Split(render(fill+"|here|"+fill), "\n")
		line, caret := lines[1], lines[2]
		if len(line) > 1000 {
			t.Errorf("%q: the line has %d bytes", filler, len(line))
		}
		before, _, _ := strings.Cut(line, "here")
		mark, _, _ := strings.Cut(caret, "^")
		if got, want := len(mark), diag.Columns(before); got != want {
			t.Errorf("%q: the caret is in column %d, the word in %d", filler, got, want)
		}
	}
}

func TestRenderColour(t *testing.T) {
	f := source.NewFile("a.pact", []byte("x"))
	d := diag.Diagnostic{Code: "P001", Severity: diag.Warning, Span: source.Span{File: f, End: 1}, Summary: "s\x1b[2J"}
	out := d.Render(true)
	if !strings.Contains(out, "\x1b[1;33mwarning[P001]\x1b[0m") || strings.Contains(out, "\x1b[2J") {
		t.Errorf("got %q", out)
	}
}

func TestNearest(t *testing.T) {
	words := []string{"within", "when", "must", "instrument", "by"}
	for word, want := range map[string]string{
		"wihtin": "within", "instrumnt": "instrument", "mst": "must", "most": "must", "xyz": "", "bx": "by",
		"b": "", "ihtn": "", "": "",
	} {
		if got := diag.Nearest(word, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestEveryEntryIsWhole(t *testing.T) {
	seen := map[diag.Code]bool{}
	for _, e := range diag.Entries() {
		if e.Code == "" || e.Name == "" || e.Text == "" || e.Bad == "" || e.Good == "" {
			t.Errorf("%s is not whole", e.Code)
		}
		if seen[e.Code] {
			t.Errorf("%s is declared twice", e.Code)
		}
		seen[e.Code] = true
	}
	if _, ok := diag.Explain("p003"); !ok {
		t.Error("Explain does not find p003")
	}
}
