package report_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
)

// log is the part of SARIF that the tests look at.
type log struct {
	Version string
	Runs    []struct {
		Tool struct {
			Driver struct{ Rules []struct{ ID string } }
		}
		Invocations []struct{ ExecutionSuccessful bool }
		Results     []struct {
			RuleID    string
			RuleIndex int
			Level     string
			Message   struct{ Text string }
			Locations []struct {
				PhysicalLocation struct {
					ArtifactLocation struct{ URI string }
					Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
				}
			}
			CodeFlows    []struct{ ThreadFlows []struct{ Locations []any } }
			Suppressions []struct{ Kind, Justification string }
		}
	}
}

func sarif(t *testing.T, rs ...report.Result) log {
	t.Helper()
	var b bytes.Buffer
	if err := report.SARIF(&b, rs, "v1.0.0"); err != nil {
		t.Fatal(err)
	}
	var l log
	if err := json.Unmarshal(b.Bytes(), &l); err != nil {
		t.Fatal(err)
	}
	return l
}

func TestSARIFShowsFindings(t *testing.T) {
	l := sarif(t, result(t))
	run := l.Runs[0]
	if l.Version != "2.1.0" || len(run.Results) != 5 {
		t.Fatalf("version %s, %d results", l.Version, len(run.Results))
	}
	for _, r := range run.Results {
		if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("%s points at rule %d", r.RuleID, r.RuleIndex)
		}
	}
	exposed := run.Results[0]
	at := exposed.Locations[0].PhysicalLocation
	if exposed.Level != "error" || at.ArtifactLocation.URI != "small.pact" || at.Region.StartLine != 2 || at.Region.EndColumn != 16 {
		t.Errorf("%+v", exposed)
	}
	if n := len(exposed.CodeFlows[0].ThreadFlows[0].Locations); n != 3 {
		t.Errorf("the course has %d steps, want 3", n)
	}
	accepted := run.Results[3]
	if accepted.RuleID != "toothless" || accepted.Suppressions[0].Kind != "inSource" || accepted.Suppressions[0].Justification != "the parties will negotiate" {
		t.Errorf("%+v", accepted)
	}
	if failed := run.Results[4]; failed.RuleID != "check" || failed.Level != "error" {
		t.Errorf("%+v", failed)
	}
}

func TestSARIFShowsWhatStoppedUs(t *testing.T) {
	l := sarif(t,
		report.Result{Path: "a.pact", Diagnostics: []diag.Diagnostic{{Code: "P001", Span: sample.At("duty"), Summary: "no"}}},
		report.Result{Path: "b.pact", Inconclusive: &explore.Inconclusive{States: 3, Limit: "the limit of 2 states"}})
	run := l.Runs[0]
	if len(run.Results) != 1 || run.Results[0].RuleID != "P001" || run.Invocations[0].ExecutionSuccessful {
		t.Errorf("%+v", run)
	}
}
