package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/servanda-lang/servanda/internal/report"
)

// sized is a pact with a pledge and a filling that is large.
const sized = `pact "Sized"
party north
party south
open size { small, large }
fact a { x, y }
act turn_a by south { when size is large and a is x  a becomes y }
act back_a by south { when a is y  a becomes x }
fact b { x, y }
act turn_b by south { when size is large and b is x  b becomes y }
act back_b by south { when b is y  b becomes x }
act call by south
act help by north
instrument treaty {
  between north, south
  duty aid { north must help  within 3 days  upon call  for south }
}
purpose { treaty is in force }
`

// stopped runs the command and looks whether it ended at a limit.
func stoppedRun(t *testing.T, args ...string) (out, told string) {
	t.Helper()
	var o, e bytes.Buffer
	if code := run(t.Context(), args, streams{out: &o, err: &e}); code != exitInconclusive {
		t.Fatalf("%v: exit code %d\n%s%s", args, code, o.String(), e.String())
	}
	return o.String(), e.String()
}

func written(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "in.pact")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

func says(t *testing.T, text string, phrases ...string) {
	t.Helper()
	for _, p := range phrases {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), p) {
			t.Errorf("%q is not in\n%s", p, text)
		}
	}
}

// valid holds an answer to a schema.
func valid(t *testing.T, text string, schema []byte, others ...[]byte) {
	t.Helper()
	c := jsonschema.NewCompiler()
	for i, s := range append([][]byte{schema}, others...) {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(s))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource([]string{"https://servanda-lang.org/schema/own-1.json", "https://servanda-lang.org/schema/check-1.json"}[i], doc); err != nil {
			t.Fatal(err)
		}
	}
	answer, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.MustCompile("https://servanda-lang.org/schema/own-1.json").Validate(answer); err != nil {
		t.Error(err)
	}
}

// A comparison that a limit ended tells what is different in the text, and says of nothing that it is the same.
func TestUnfinishedComparison(t *testing.T) {
	old, new := written(t, sized), written(t, strings.Replace(sized, "within 3 days", "within 6 days", 1))
	out, told := stoppedRun(t, "diff", "--max-states", "10", old, new)
	says(t, out, "UNFINISHED: the limit of 10 states was reached.", "CHANGES TO THE TEXT", "within 6 days")
	says(t, told, "inconclusive", "What was found by then is told; nothing else is claimed", "states")
	for _, claim := range []string{"FINDINGS", "No difference", "The same in both", "MORE OR LESS EXPOSED", "0 came"} {
		if strings.Contains(out, claim) {
			t.Errorf("it claims %q", claim)
		}
	}
	out, told = stoppedRun(t, "diff", "--json", "--max-states", "10", old, new)
	valid(t, out, report.DiffSchemaText)
	var answer struct {
		Status       string
		Changes      []any
		Inconclusive struct{ Limit string }
	}
	if err := json.Unmarshal([]byte(out), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Status != "inconclusive" || len(answer.Changes) != 1 || answer.Inconclusive.Limit != "the limit of 10 states" || told != "" {
		t.Errorf("%+v %q", answer, told)
	}
}

// Guarantees of which a limit ended the work are told in the fillings that were done.
func TestUnfinishedGuarantees(t *testing.T) {
	file := written(t, sized)
	out, told := stoppedRun(t, "guarantees", "--max-states", "40", "--workers", "1", file)
	says(t, out, "UNFINISHED: the limit of 40 states was reached.", "Of the 2 ways to fill the open points, 1 was looked at", "What performs it help")
	says(t, told, "What was found by then is told; nothing else is claimed")
	out, _ = stoppedRun(t, "guarantees", "--json", "--max-states", "40", "--workers", "1", file)
	valid(t, out, report.GuaranteeSchemaText, report.SchemaText)
	says(t, out, `"status": "inconclusive"`, `"duty": "aid"`, `"limit": "the limit of 40 states"`)

	out, told = stoppedRun(t, "guarantees", "--max-states", "2", file)
	says(t, told, "Nothing is claimed")
	if strings.Contains(out, "aid") {
		t.Errorf("with nothing known it tells\n%s", out)
	}
}
