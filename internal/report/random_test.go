package report_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
)

// TestEveryFormTakesAnyAnswer puts the answers to random pacts into every form.
func TestEveryFormTakesAnyAnswer(t *testing.T) {
	schema := schema(t)
	seeds := uint64(extent.Of(40, 150))
	if testing.Short() {
		seeds = 20
	}
	answered := 0
	for seed := range seeds {
		one := load.Source("random.pact", []byte(random.New(seed).Text))
		if one.Pact == nil {
			t.Fatalf("seed %d does not compile", seed)
		}
		r := report.Result{Path: "random.pact", Diagnostics: one.Diagnostics}
		answer, err := inquiry.Check(t.Context(), one.Pact, inquiry.Query{Limits: inquiry.Limits{States: 800}})
		r.Answer = answer
		if errors.As(err, &r.Inconclusive) {
			r.Answer = nil
		} else if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		} else {
			answered++
			terminalSays(t, seed, r)
		}
		jsonKeepsTo(t, seed, schema, r)
		sarif(t, r)
	}
	if answered < int(seeds)/4 {
		t.Errorf("only %d of %d pacts were answered", answered, seeds)
	}
}

func jsonKeepsTo(t *testing.T, seed uint64, schema *jsonschema.Schema, r report.Result) {
	t.Helper()
	var b bytes.Buffer
	if err := report.JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Errorf("seed %d: %v", seed, err)
	}
}

// terminalSays looks for the traces that a word left out would leave.
func terminalSays(t *testing.T, seed uint64, r report.Result) {
	t.Helper()
	var b strings.Builder
	if err := report.Terminal(&b, r, report.Style{Verbose: true}); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"%!", "\"\"", "  is now", "A term runs out", "its word", "()", "<nil>"} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("seed %d: %q in\n%s\n%s", seed, bad, b.String(), random.New(seed).Text)
		}
	}
}
