package main

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/servanda-lang/servanda/internal/report"
)

// TestRealAnswersKeepToTheSchema checks every teaching pact and compares what --json prints with the schema.
func TestRealAnswersKeepToTheSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(report.SchemaText))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("check.json", doc); err != nil {
		t.Fatal(err)
	}
	schema := c.MustCompile("check.json")
	files, err := filepath.Glob("../../examples/*/*.pact")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, file := range files {
		var out, errs bytes.Buffer
		if code := run(t.Context(), []string{"check", "--json", file}, streams{out: &out, err: &errs}); code > exitFindings {
			t.Errorf("%s: exit code %d\n%s", file, code, errs.String())
			continue
		}
		answer, err := jsonschema.UnmarshalJSON(&out)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(answer); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}
