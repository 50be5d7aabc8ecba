package report_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// opened is all that is said of a statement.
func opened(t *testing.T, r report.Result, st *statement.Statement) string {
	t.Helper()
	d, err := report.Explained(t.Context(), r, st)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := form.Text(&b, d, form.Style{Width: 1000}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// spoken fails if a text has a name that only the author knows, or a word for a fault of ours.
func spoken(t *testing.T, name string, p *model.Pact, text string) {
	t.Helper()
	for _, d := range p.Declared() {
		if strings.Contains(d.Decl.Name, "_") && d.Decl.Label == "" && strings.Contains(text, `"`+d.Decl.Name+`"`) {
			t.Errorf("%s: tells an internal name, %s, in\n%s", name, d.Decl.Name, text)
		}
	}
	if strings.Contains(text, "%!") || strings.Contains(text, "[]") {
		t.Errorf("%s: something is missing in\n%s", name, text)
	}
}

// TestEveryStatementCanBeExplained opens every statement about the examples: what it says is there, with every finding under it.
func TestEveryStatementCanBeExplained(t *testing.T) {
	pacts, err := filepath.Glob("../../examples/*/*.pact")
	if err != nil || len(pacts) < 20 {
		t.Fatal(len(pacts), err)
	}
	courses := 0
	for _, path := range pacts {
		l, err := load.Load(path)
		if err != nil || l.Pact == nil {
			t.Fatal(path, err)
		}
		a, err := inquiry.Check(t.Context(), l.Pact, inquiry.Query{Workers: 2})
		if err != nil {
			t.Fatal(path, err)
		}
		r := report.Result{Path: path, Answer: a}
		for _, st := range statement.Of(a) {
			text := opened(t, r, &st)
			spoken(t, path+": "+st.ID, a.Pact, text)
			if !strings.Contains(text, st.Sentence) {
				t.Errorf("%s: %s does not say %s", path, st.ID, st.Sentence)
			}
			if n := strings.Count(text, "\n- "); n < len(st.Findings) {
				t.Errorf("%s: %s tells %d findings of %d", path, st.ID, n, len(st.Findings))
			}
			courses += strings.Count(text, "Step 1")
		}
		var b strings.Builder
		if err := form.Text(&b, report.Screen(r), form.Style{Width: 1000}); err != nil {
			t.Fatal(err)
		}
		spoken(t, path, a.Pact, b.String())
	}
	if courses < 40 {
		t.Errorf("only %d courses", courses)
	}
}

// TestRandomStatementsCanBeExplained does the same with pacts nobody thought of.
func TestRandomStatementsCanBeExplained(t *testing.T) {
	pacts := uint64(extent.Of(25, 60))
	if testing.Short() {
		pacts = 10
	}
	for seed := range pacts {
		p := random.New(seed).Pact
		a, err := inquiry.Check(t.Context(), p, inquiry.Query{Limits: inquiry.Limits{States: 3000}})
		if limit := (*explore.Inconclusive)(nil); errors.As(err, &limit) {
			continue
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for _, st := range statement.Of(a) {
			spoken(t, fmt.Sprint("seed ", seed), p, opened(t, report.Result{Path: "random.pact", Answer: a}, &st))
		}
	}
}

// asked answers a pact in a query.
func asked(t *testing.T, path string, q inquiry.Query) report.Result {
	t.Helper()
	l, err := load.Load(path)
	if err != nil || l.Pact == nil {
		t.Fatal(path, err)
	}
	a, err := inquiry.Check(t.Context(), l.Pact, q)
	if err != nil {
		t.Fatal(path, err)
	}
	return report.Result{Path: path, Only: q.Only, Answer: a}
}

// TestScreenSaysWhatKindOfAnswerItIs: clean, not all looked for, what would change it, what was accepted.
func TestScreenSaysWhatKindOfAnswerItIs(t *testing.T) {
	const examples = "../../examples/"
	for _, c := range []struct {
		name, path string
		query      inquiry.Query
		says       []string
		never      []string
	}{
		{"clean", "ring-and-simultaneous-entry/repaired.pact", inquiry.Query{}, []string{"NOTHING SERIOUS FOUND. All kinds of findings were looked for."}, []string{"LOOKED"}},
		{"only", "ring-and-simultaneous-entry/flawed.pact", inquiry.Query{Only: []inquiry.Code{"veto"}},
			[]string{"NOTHING SERIOUS FOUND, BUT LOOKED ONLY FOR veto. Nothing is said of anything else."}, []string{"All kinds"}},
		{"one reading", "minsk-in-miniature.pact", inquiry.Query{Fixed: []model.Binding{{Point: 0, Value: 1}}},
			[]string{"LOOKED ONLY IN ", "Nothing is said of anything else."}, []string{"WHAT WOULD CHANGE IT", "NOTHING SERIOUS"}},
		{"what changes it", "minsk-in-miniature.pact", inquiry.Query{}, []string{
			"R: reading “First elections and a settlement, then the border”.",
			"WHAT WOULD CHANGE IT: ONE ANSWER CHANGED IN R\n- “What do local elections need first?”: if border and withdrawal, 2 no longer holds and 1 holds instead.",
		}, []string{"LOOKED"}},
		{"accepted", "outside-deadline-and-excuse/flawed.pact", inquiry.Query{}, []string{"ACCEPTED BY THE AUTHOR\n- An outsider alone can", "Accepted because "}, nil},
	} {
		r := asked(t, examples+c.path, c.query)
		var b strings.Builder
		if err := form.Text(&b, report.Screen(r), form.Style{Width: 1000}); err != nil {
			t.Fatal(err)
		}
		mustSay(t, b.String(), c.says...)
		for _, n := range c.never {
			if strings.Contains(b.String(), n) {
				t.Errorf("%s: says %q in\n%s", c.name, n, b.String())
			}
		}
	}
}
