package workbench_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/format"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
)

// tried is what each template says to try, and what is found then.
var tried = map[string]struct {
	edits [][2]string
	finds codes.Code
}{
	"peace-framework.pact":  {[][2]string{{"order is at_once or guarantee is in force", "peace is in force"}}, codes.Exposed},
	"ceasefire.pact":        {[][2]string{{"  power south_ends {\n    south may terminate ceasefire\n    when north_back is breached or open_north is breached or finding is breach_by_the_north\n  }\n", ""}}, codes.Toothless},
	"guarantee.pact":        {[][2]string{{"    upon attack\n    for ally", "    upon attack\n    at its discretion\n    for ally"}}, codes.Hollow},
	"share-purchase.pact":   {[][2]string{{"    once price is with_the_agent\n", ""}}, codes.Exposed},
	"escrow.pact":           {[][2]string{{"    once price is in_escrow\n", ""}}, codes.Exposed},
	"service-contract.pact": {[][2]string{{"  within 30 days\n}\n\npurpose", "}\n\npurpose"}, {" or acceptance is lapsed", ""}}, codes.Limbo},
}

func answered(t *testing.T, name string, text []byte) *inquiry.Answer {
	t.Helper()
	r := load.Source(name, text)
	if r.Pact == nil {
		t.Fatalf("%s does not compile: %v", name, r.Diagnostics)
	}
	a, err := inquiry.Check(context.Background(), r.Pact, inquiry.Query{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Each template compiles, is in canonical form, has a title that says what it is, is looked at in a moment, and what it says to try is found
// when it is tried, and not before.
func TestTemplates(t *testing.T) {
	files, err := filepath.Glob("templates/*.pact")
	if err != nil || len(files) != len(tried) {
		t.Fatalf("%d templates, %d tried: %v", len(files), len(tried), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if done, _ := format.Source(source.NewFile(file, text)); string(done) != string(text) {
				t.Error("it is not in canonical form")
			}
			if !strings.Contains(string(text), "pact \"Template: ") {
				t.Error("its title does not say that it is a template")
			}
			try := tried[filepath.Base(file)]
			before := serious(answered(t, file, text), try.finds)
			for _, e := range try.edits {
				if !strings.Contains(string(text), e[0]) {
					t.Fatalf("it has no %q any more", e[0])
				}
				text = []byte(strings.ReplaceAll(string(text), e[0], e[1]))
			}
			if after := serious(answered(t, file, text), try.finds); after <= before {
				t.Errorf("what it says to try brings no %s: %d before, %d after", try.finds, before, after)
			}
		})
	}
}

// serious counts the findings of a kind, those that care avoids left out; each counts in every filling in which it was seen.
func serious(a *inquiry.Answer, c codes.Code) int {
	n := 0
	for i := range a.Findings {
		if f := &a.Findings[i]; f.Code == c && (c != codes.Exposed || f.Severity == codes.Serious) {
			n += len(f.Fillings)
		}
	}
	return n
}
