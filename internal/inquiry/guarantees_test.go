package inquiry_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/guarantees"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/model"
)

// Each archive holds a pact and what some cells are to say, worked out by hand: "duty column: text", with the
// verdict in square brackets before it, "(missing)" after it, and "when point=value" if it is not always so.
// Columns that are not named are not compared.
func TestGuarantees(t *testing.T) {
	files, err := filepath.Glob("testdata/guarantees/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tests: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			for l := range strings.Lines(string(ar.Files[1].Data)) {
				want = append(want, strings.TrimSpace(l))
			}
			table := guaranteesOf(t, string(ar.Files[0].Data))
			if d := cmp.Diff(want, cellsNamed(table, want)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			everyYesIsShown(t, table)
		})
	}
}

func guaranteesOf(t *testing.T, text string) *inquiry.GuaranteeTable {
	t.Helper()
	r := load.Source("pact.pact", []byte(text))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	table, err := inquiry.Guarantees(t.Context(), r.Pact, inquiry.Query{Workers: 2}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// cellsNamed lists the cells of every row whose column is among those wanted, each row complete.
func cellsNamed(table *inquiry.GuaranteeTable, want []string) []string {
	columns := map[string]bool{}
	for _, l := range want {
		head, _, _ := strings.Cut(l, ":")
		_, column, _ := strings.Cut(head, " ")
		columns[column] = true
	}
	var out []string
	for _, g := range table.Rows {
		duty := table.Pact.Duties[g.Duty].Name
		for _, c := range g.Cells {
			if columns[string(c.Column)] {
				for _, r := range c.Readings {
					out = append(out, fmt.Sprintf("%s %s: %s", duty, c.Column, cellWords(table.Pact, &r)))
				}
			}
			if c.Column == guarantees.Trigger && len(g.Never) > 0 {
				out = append(out, fmt.Sprintf("%s never: %s", duty, cubes(table.Pact, g.Never)))
			}
		}
	}
	return out
}

func cellWords(p *model.Pact, r *inquiry.Reading) string {
	text := r.Text
	if r.Verdict != guarantees.NoVerdict {
		text = "[" + string(r.Verdict) + "] " + text
	}
	if r.Missing {
		text += " (missing)"
	}
	if !r.Always {
		text += " when " + cubes(p, r.When)
	}
	return text
}

func cubes(p *model.Pact, cs []inquiry.Cube) string {
	var out []string
	for _, c := range cs {
		var parts []string
		for _, l := range c {
			for _, v := range l.Values {
				parts = append(parts, p.Points[l.Point].Name+"="+p.Points[l.Point].Values[v].Text)
			}
		}
		out = append(out, strings.Join(parts, ","))
	}
	return strings.Join(out, "; ")
}

// everyYesIsShown wants a course for each computed yes, an exit included.
func everyYesIsShown(t *testing.T, table *inquiry.GuaranteeTable) {
	t.Helper()
	for _, g := range table.Rows {
		for _, c := range g.Cells {
			for _, r := range c.Readings {
				yes := r.Verdict == guarantees.Yes || r.Verdict == guarantees.WithBodies || c.Column == guarantees.Exit && !r.Missing
				if yes && r.Course == nil {
					t.Errorf("%s of %s has no course: %s", c.Column, table.Pact.Duties[g.Duty].Name, r.Text)
				}
			}
		}
	}
}

// Every row answers every column, whatever the pact.
func TestGuaranteesAnswerEveryColumn(t *testing.T) {
	files, err := filepath.Glob("../../examples/*/*.pact")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, real := range []string{"north-atlantic-treaty-1949", "us-korea-1953", "us-philippines-1951", "us-israel-memorandum-1979"} {
		files = append(files, filepath.Join("../../library", real, real+".pact"))
	}
	for _, file := range files {
		r, err := load.Load(file)
		if err != nil || r.Pact == nil {
			t.Fatal(err, r.Diagnostics)
		}
		table, err := inquiry.Guarantees(t.Context(), r.Pact, inquiry.Query{Workers: 2}, nil)
		if err != nil {
			t.Fatal(err)
		}
		everyYesIsShown(t, table)
		for _, g := range table.Rows {
			var got []guarantees.Column
			for _, c := range g.Cells {
				got = append(got, c.Column)
				if len(c.Readings) == 0 || slices.ContainsFunc(c.Readings, func(r inquiry.Reading) bool { return r.Text == "" }) {
					t.Errorf("%s: %s says nothing", file, c.Column)
				}
			}
			if d := cmp.Diff(guarantees.Columns(), got); d != "" {
				t.Error(d)
			}
		}
	}
}
