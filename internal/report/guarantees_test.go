package report_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
)

const twoPledges = `pact "Two | pledges"
party isle "the Isle"
party crown "the Crown"
open how "How?" { freely, firmly }
act raid "=raid" by outsider { }
act send "send ships" by crown { }
act lend "lend money" by crown { }
instrument pledge "Pledge" {
  between isle, crown
  in force once signed
  duty help { crown must send within 2 days  upon raid  for isle }
  duty more { crown must lend  upon raid  unless how is firmly  at its discretion }
}
`

func guaranteesOf(t *testing.T, text string) report.GuaranteeResult {
	t.Helper()
	r := load.Source("two.pact", []byte(text))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	table, err := inquiry.Guarantees(t.Context(), r.Pact, inquiry.Query{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report.GuaranteeResult{Path: "two.pact", Table: table}
}

func guaranteeSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	for url, text := range map[string][]byte{"https://servanda-lang.org/schema/check-1.json": report.SchemaText,
		"https://servanda-lang.org/schema/guarantees-1.json": report.GuaranteeSchemaText} {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(url, doc); err != nil {
			t.Fatal(err)
		}
	}
	return c.MustCompile("https://servanda-lang.org/schema/guarantees-1.json")
}

func TestGuaranteesJSONKeepsToItsSchema(t *testing.T) {
	schema := guaranteeSchema(t)
	guaranteesKeepTo(t, schema, []report.GuaranteeResult{
		guaranteesOf(t, twoPledges),
		guaranteesOf(t, "pact \"Nothing promised\"\nparty a\n"),
		{Path: "large.pact", Inconclusive: &explore.Inconclusive{States: 10, Moves: 20, Limit: "the limit of 10 states"}},
		{Path: "broken.pact", Diagnostics: []diag.Diagnostic{{Code: "P001", Span: sample.At("duty"), Summary: "no"}}},
	})
	for _, text := range []string{`{}`, `{"schema": "servanda.guarantees/1", "pacts": [{"status": "clean", "file": "x"}]}`} {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(doc) == nil {
			t.Errorf("accepted: %s", text)
		}
	}
}

func guaranteesKeepTo(t *testing.T, schema *jsonschema.Schema, rs []report.GuaranteeResult) {
	t.Helper()
	var b bytes.Buffer
	if err := report.GuaranteesJSON(&b, rs); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Error(err)
	}
}

func TestGuaranteesCSVIsALineEach(t *testing.T) {
	var b bytes.Buffer
	if err := report.GuaranteesCSV(&b, []report.GuaranteeResult{guaranteesOf(t, twoPledges)}); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) != 3 || lines[0][3] != "duty" || lines[1][3] != "help" || lines[2][3] != "more" || lines[2][5] != "nobody named" {
		t.Errorf("%q", lines)
	}
}

func TestGuaranteesMarkdownEscapesBars(t *testing.T) {
	var b strings.Builder
	if err := report.GuaranteesMarkdown(&b, []report.GuaranteeResult{guaranteesOf(t, twoPledges)}, report.GuaranteeStyle{Courses: true}); err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(b.String(), "\n")
	if n := strings.Count(strings.ReplaceAll(first, `\|`, ""), "|"); n != 4 {
		t.Errorf("%d bars in %s", n, first)
	}
	for _, want := range []string{"| Can lawfully do nothing | no | 2 readings: (a) yes: it is at its discretion", "\n## Two \\| pledges", "- day 0: "} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

// TestEveryFormTakesAnyGuarantee puts the guarantees of random pacts into every form.
func TestEveryFormTakesAnyGuarantee(t *testing.T) {
	schema := guaranteeSchema(t)
	seeds := uint64(extent.Of(40, 150))
	if testing.Short() {
		seeds = 20
	}
	rows := 0
	for seed := range seeds {
		one := load.Source("random.pact", []byte(random.New(seed).Text))
		if one.Pact == nil {
			t.Fatalf("seed %d does not compile", seed)
		}
		r := report.GuaranteeResult{Path: "random.pact", Diagnostics: one.Diagnostics}
		table, err := inquiry.Guarantees(t.Context(), one.Pact, inquiry.Query{Limits: inquiry.Limits{States: 800}}, nil)
		if r.Table = table; err != nil && !errors.As(err, &r.Inconclusive) {
			t.Fatalf("seed %d: %v", seed, err)
		}
		rs := []report.GuaranteeResult{r}
		guaranteesKeepTo(t, schema, rs)
		if r.Table == nil {
			continue
		}
		rows += len(r.Table.Rows)
		var b strings.Builder
		style := report.GuaranteeStyle{Courses: true}
		if err := errors.Join(report.Guarantees(&b, rs, style), report.GuaranteesMarkdown(&b, rs, style), report.GuaranteesCSV(&b, rs)); err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"%!", "<nil>", "|  |", ": ;", "; ;"} {
			if strings.Contains(b.String(), bad) {
				t.Errorf("seed %d: %q in\n%s\n%s", seed, bad, b.String(), one.Pact.Title)
			}
		}
	}
	if rows < int(seeds)/5 {
		t.Errorf("only %d guarantees in %d pacts", rows, seeds)
	}
}
