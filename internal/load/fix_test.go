package load_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
)

// mended gives the text of a file after a fix.
func mended(f *source.File, fix *diag.Fix) string {
	text := string(f.Text)
	edits := slices.Clone(fix.Edits)
	slices.SortFunc(edits, func(a, b diag.Edit) int { return cmp.Compare(b.Span.Start, a.Span.Start) })
	for _, e := range edits {
		text = text[:e.Span.Start] + e.Text + text[e.Span.End:]
	}
	return text
}

// Whatever has a fix, in the examples of all codes and in the corpus, is gone when the fix was made, and nothing new has
// come up; a fix is in one file.
func TestFixesMendWhatTheyAreFor(t *testing.T) {
	n := map[diag.Code]int{}
	for name, files := range faulty(t) {
		for _, d := range memory(t, files).Diagnostics {
			if d.Fix == nil {
				continue
			}
			n[d.Code]++
			after := map[string]string{}
			for k, v := range files {
				after[k] = v
			}
			at := d.Span.File
			for _, e := range d.Fix.Edits {
				if e.Span.File != at {
					t.Fatalf("%s: the fix of %s is in several files", name, d.Summary)
				}
			}
			if after[at.Path] = mended(at, d.Fix); after[at.Path] == files[at.Path] {
				t.Errorf("%s: the fix of %q changes nothing", name, d.Summary)
			}
			if got, was := many(t, after, d), many(t, files, d); got >= was {
				t.Errorf("%s: %q after %q stands %d times, before %d times", name, d.Summary, d.Fix.Title, got, was)
			}
		}
	}
	for _, c := range []diag.Code{"P002", "P003", "P004", "P007", "P008", "P010", "N002", "N003", "M006", "M007", "M024", "U002", "U004"} {
		if n[c] == 0 {
			t.Errorf("no text has a fix of %s", c)
		}
	}
}

// many counts how often something is said.
func many(t *testing.T, files map[string]string, of diag.Diagnostic) int {
	n := 0
	for _, d := range memory(t, files).Diagnostics {
		if d.Code == of.Code && d.Summary == of.Summary {
			n++
		}
	}
	return n
}

// faulty are pacts with faults that have fixes.
func faulty(t *testing.T) map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, e := range diag.Entries() {
		out["the example of "+string(e.Code)] = example(e.Bad)
	}
	for i, text := range slips {
		out["slip "+text] = map[string]string{"main.pact": slipsAround + slips[i], "part.pact": "fact hill { a, b }\n"}
	}
	return out
}

const slipsAround = `pact "x"
party north
fact zone { none, some }
act leave by north { zone becomes some }
`

// slips are declarations with one fault each that has a fix.
var slips = []string{
	"purpose { zone == none }", "purpose { zone!=none }", "purpose { zone is none && zone is some }", "purpose { zoen is none }",
	"purpose { zone is nune }", "instrument deal { between nort }", "instrument deal { between zone duty }",
	"tick 30days", "tick 30 dayz", "fact Hill { a, b }", "fact h\u0456ll { a, b }", "party south „South“",
	"fact a\u200bb { c, d }", "use \"sub\\\\part.pact\"", "use \"part.pact\" with hil as hall", "# servanda: accept vetoo because so\n",
	"instrument deal { between north; in force once deal is sined }", "act go by nroth", "act go by nort2\nfact norte { a, b }", "instrument deal { between north, south in force once deal is draaft }\nparty south",
	"reading zones { zone is some }\nopen zonee { some, none }", "check { never zone -> zone is none }",
}

// What is meant is not guessed where it is not plain.
func TestNoFixWhereTheAuthorMustDecide(t *testing.T) {
	for _, text := range []string{"purpose { zone = none }", "fact once { a, b }", "purpose { unheard_of is none }", "tick 30"} {
		for _, d := range load.Source("main.pact", []byte(slipsAround+text)).Diagnostics {
			if d.Fix != nil && !strings.Contains(d.Detail, "Did you mean") {
				t.Errorf("%s: %s has the fix %q", text, d.Summary, d.Fix.Title)
			}
		}
	}
}
