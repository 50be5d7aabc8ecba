package report_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
)

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(report.SchemaText))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("check.json", doc); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("check.json")
}

func TestJSONKeepsToItsSchema(t *testing.T) {
	s := schema(t)
	for name, r := range map[string]report.Result{
		"findings":     result(t),
		"inconclusive": {Path: "small.pact", Inconclusive: &explore.Inconclusive{States: 10, Moves: 20, Limit: "the limit of 10 states"}},
		"invalid": {Path: "small.pact", Diagnostics: []diag.Diagnostic{{Code: "P001", Span: sample.At("duty"), Summary: "no",
			Related: []diag.Related{{Span: sample.At("ban"), Message: "here"}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := report.JSON(&b, r); err != nil {
				t.Fatal(err)
			}
			doc, err := jsonschema.UnmarshalJSON(&b)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(doc); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestJSONSaysWhatWasAskedTogether(t *testing.T) {
	r := result(t)
	r.Answer.Together = true
	var b bytes.Buffer
	if err := report.JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b.Bytes(), []byte(`"together": true`)) {
		t.Error("nothing is said of all fillings having been asked together")
	}
}

func TestTheSchemaRefusesWhatItDoesNotKnow(t *testing.T) {
	s := schema(t)
	for _, text := range []string{
		`{}`,
		`{"schema": "servanda.check/2", "status": "invalid", "file": "x", "diagnostics": []}`,
		`{"schema": "servanda.check/1", "status": "clean", "file": "x"}`,
		`{"schema": "servanda.check/1", "status": "invalid", "file": "x", "diagnostics": [], "more": 1}`,
		`{"schema": "servanda.check/1", "status": "invalid", "file": "x", "diagnostics": [], "findings": [{"code": "stuck", "severity": "serious", "message": "m", "always": true, "else": 1}]}`,
	} {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(text)))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(doc) == nil {
			t.Errorf("accepted: %s", text)
		}
	}
}

func TestJSONGoesByNames(t *testing.T) {
	var b bytes.Buffer
	if err := report.JSON(&b, result(t)); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Findings []struct {
			Clause, Party string
			By            [][]string
			When          []map[string][]string
			Course        struct {
				Moves []struct {
					Date, Mover, Kind, What string
					Culprits                []string
				}
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	f := doc.Findings[0]
	if f.Clause != "leave_hill" || f.Party != "south" || f.By[1][0] != "senate" || f.When[0]["order"][0] != "no" {
		t.Errorf("%+v", f)
	}
	if m := f.Course.Moves[3]; m.Date != "2026-01-01" || m.Mover != "north" || m.Kind != "do" || m.What != "seize" || m.Culprits[0] != "north" {
		t.Errorf("%+v", m)
	}
}
