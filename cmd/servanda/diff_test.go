package main

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/servanda-lang/servanda/internal/report"
)

// TestComparisonsKeepToTheSchema compares every two drafts that lie in one folder of the examples, both ways.
func TestComparisonsKeepToTheSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(report.DiffSchemaText))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("diff.json", doc); err != nil {
		t.Fatal(err)
	}
	schema := c.MustCompile("diff.json")
	dirs, err := filepath.Glob("../../examples/*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, dir := range dirs {
		files, _ := filepath.Glob(filepath.Join(dir, "*.pact"))
		for _, old := range files {
			for _, new := range files {
				var out, errs bytes.Buffer
				if code := run(t.Context(), []string{"diff", "--json", old, new}, streams{out: &out, err: &errs}); code > exitFindings || (code == exitClean) != (old == new) {
					t.Errorf("%s %s: exit code %d\n%s", old, new, code, errs.String())
					continue
				}
				answer, err := jsonschema.UnmarshalJSON(&out)
				if err != nil {
					t.Fatal(err)
				}
				if err := schema.Validate(answer); err != nil {
					t.Errorf("%s %s: %v", old, new, err)
				}
			}
		}
	}
}
