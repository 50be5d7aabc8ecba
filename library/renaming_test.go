package library_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/model"
)

// Every question is put of every party alike: if the parties of a pact take each other's names in a circle, and its text with
// them, the findings are the same under the new names, and so are their courses and every word about them. Where not all is tested
// each takes the name of the next one only, and of pacts that take long some readings are asked about.
func TestRenamingThePartiesInACircleChangesNothingElse(t *testing.T) {
	if testing.Short() {
		t.Skip("looks at every pact of the library twice")
	}
	for _, path := range pactsOf(t) {
		t.Run(path, func(t *testing.T) {
			p := loaded(t, path)
			names := partiesOf(p)
			for _, reading := range readingsToRename(p, path) {
				told := tellAs(t, path, reading, names, 0)
				for turn := 1; turn < extent.Of(2, len(names)); turn++ {
					if d := cmp.Diff(told, tellAs(t, path, reading, names, turn)); d != "" {
						t.Errorf("each with the name of the one %d further on (-as they are, +renamed back):\n%s", turn, d)
					}
				}
			}
		})
	}
}

// readingsToRename are those to ask about; None stands for the pact as a whole.
func readingsToRename(p *model.Pact, path string) []int {
	if extent.All() || !slices.Contains(whole, filepath.ToSlash(path)) {
		return []int{model.None}
	}
	var out []int
	for i := range p.Readings {
		out = append(out, i)
	}
	return extent.Among(out, 2)
}

func partiesOf(p *model.Pact) []string {
	var out []string
	for _, a := range p.Actors {
		if a.Kind == model.IsParty {
			out = append(out, a.Name)
		}
	}
	return out
}

// tellAs checks a pact in which each party has the name of the one so many further on, and tells all that is found, each
// party by its own number.
func tellAs(t *testing.T, path string, reading int, names []string, turn int) []string {
	calls := func(i int) int { return (i + turn) % len(names) }
	r, err := load.FS(renamed(t, names, calls), filepath.ToSlash(path))
	if err != nil || diag.HasErrors(r.Diagnostics) {
		t.Fatal(err, r.Diagnostics)
	}
	q := inquiry.Query{Selection: true, Workers: runtime.NumCPU(), Limits: inquiry.Limits{States: 1_000_000}}
	if reading != model.None {
		q.Fixed = r.Pact.Readings[reading].Fixes
	}
	a, err := inquiry.Check(t.Context(), r.Pact, q)
	if err != nil {
		t.Fatal(err)
	}
	var back []string
	for i := range names {
		name := fmt.Sprintf("zz_party_%d", calls(i))
		if !slices.ContainsFunc(r.Pact.Actors, func(a model.Actor) bool { return a.Name == name && a.Label == fmt.Sprintf("Zz%d", calls(i)) }) {
			t.Fatalf("nobody has the name and the label of %s", name)
		}
		for _, form := range []string{name, strings.ReplaceAll(name, "_", " "), fmt.Sprintf("Zz%d", calls(i))} {
			back = append(back, form, fmt.Sprintf("<party %d>", i))
		}
	}
	return tell(a, strings.NewReplacer(back...))
}

// renamed is the library with other names for some parties, wherever they stand, and labels that nothing else has.
func renamed(t *testing.T, names []string, calls func(int) int) fs.FS {
	out := fstest.MapFS{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".pact" {
			return err
		}
		text, err := os.ReadFile(path)
		out[filepath.ToSlash(path)] = &fstest.MapFile{Data: []byte(renameIn(path, text, names, calls))}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func renameIn(path string, text []byte, names []string, calls func(int) int) string {
	var b strings.Builder
	var before [2]string // the last two words: after "party NAME" stands its label
	tokens, _ := syntax.Lex(source.NewFile(path, text))
	for _, tok := range tokens {
		said := string(text[tok.Start:tok.End])
		i := slices.Index(names, said)
		switch {
		case tok.Kind == syntax.KindName && i >= 0:
			fmt.Fprintf(&b, "zz_party_%d", calls(i))
		case tok.Kind == syntax.KindString && before[0] == "party" && slices.Contains(names, before[1]):
			fmt.Fprintf(&b, `"Zz%d"`, calls(slices.Index(names, before[1])))
		default:
			b.WriteString(said)
		}
		if !tok.Trivia() {
			before = [2]string{before[1], said}
		}
	}
	return b.String()
}

// tell writes down all that an answer says of its findings, checks and scenarios.
func tell(a *inquiry.Answer, back *strings.Replacer) []string {
	var out []string
	add := func(parts ...any) { out = append(out, back.Replace(fmt.Sprint(parts...))) }
	for i := range a.Findings {
		f := &a.Findings[i]
		add(f.Key(), f.Always, f.When, f.Message, f.Why, lines(f.Course))
	}
	for i := range a.Fillings {
		for _, f := range a.Fillings[i].Findings {
			add(i, f.Key(), f.Message, f.Why, lines(f.Course))
		}
		for _, c := range a.Fillings[i].Checks {
			add(i, c.Holds, c.Message, lines(c.Course))
		}
	}
	for _, s := range a.Scenarios {
		add(s.Passed, s.Message, lines(s.Course))
	}
	add(a.Caveats)
	return out
}

func lines(c *course.Course) []course.Line {
	if c == nil {
		return nil
	}
	return c.Lines()
}
