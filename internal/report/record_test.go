package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
	"github.com/servanda-lang/servanda/model"
)

// recorded is an answer to the pact that says everything, with one finding, on the ban that is cited from a note.
func recorded(t *testing.T) report.Result {
	t.Helper()
	r := load.Source("everything.pact", sample.Everything)
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	toothless := inquiry.Finding{Code: codes.Toothless, Severity: codes.Warning, Clause: model.Ref{Kind: model.KindBan, Index: 0},
		Purpose: model.None, Party: r.Pact.Bans[0].Bound, At: r.Pact.Bans[0].At, Message: "nothing follows."}
	return report.Result{Path: "everything.pact", Answer: &inquiry.Answer{
		Pact: r.Pact, TickDays: 5, AllFillings: 8, Looked: 1,
		Fillings: []inquiry.FillingAnswer{{Filling: model.Filling{0, 0, 0}, Alike: 8, Findings: []inquiry.Finding{toothless}}},
		Findings: []inquiry.Across{{Finding: toothless, When: []inquiry.Cube{{}}, Always: true, Fillings: []int{0}}},
	}}
}

func decoded(t *testing.T, r report.Result) *report.Document {
	t.Helper()
	var b bytes.Buffer
	if err := report.JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema(t).Validate(doc); err != nil {
		t.Error(err)
	}
	d, err := report.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestJSONSaysWhoStandsWhere(t *testing.T) {
	var got []string
	for _, p := range decoded(t, recorded(t)).Positions {
		line := p.Kind + " " + p.On + ":"
		for _, s := range p.Stances {
			line += " " + s.Party + " " + s.Stance
			if s.Is != "" {
				line += " " + s.Is
			}
			if s.If != "" {
				line += " if " + s.If
			}
			for _, c := range s.Cites {
				line += " (" + c.Source + " " + strings.Join(c.Paragraphs, ", ") + ")"
			}
			if s.At == nil {
				t.Errorf("%s: it is not said where", line)
			}
		}
		got = append(got, line+" | "+strings.Join(p.Silent, ", "))
	}
	want := []string{
		"instrument peace: north accepts (note 11) south opposes if the Aid guarantee is in force and order is no | ",
		"open order: north accepts yes (note 11) | south",
		"open wait: south opposes 1 month if the Aid guarantee is in force and order is no | north",
		"open least: | north, south",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Only parties to an instrument are silent about it and its clauses.
func TestWhoIsNoPartyIsNotSilent(t *testing.T) {
	r := load.Source("x.pact", []byte(`pact "Three"
party a
party b
party c
act go by a
instrument deal { between a, b  duty leave { a must go  within 3 days } }
position a undeclared leave
position c accepts go
`))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	d := decoded(t, report.Result{Answer: &inquiry.Answer{Pact: r.Pact, TickDays: 3, AllFillings: 1, Fillings: []inquiry.FillingAnswer{{Filling: model.Filling{}}}}})
	got := map[string][]string{}
	for _, p := range d.Positions {
		got[p.On] = append(p.Silent, p.Stances[0].Party+" "+p.Stances[0].Stance)
	}
	want := map[string][]string{"leave": {"b", "a undeclared"}, "go": {"a", "b", "c accepts"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What the answer names is given with what it rests on; what it does not name is not.
func TestJSONSaysWhatItRestsOn(t *testing.T) {
	d := decoded(t, recorded(t))
	var got []string
	for _, c := range d.Citations {
		line := c.Kind + " " + c.Name
		for _, x := range c.Cites {
			line += " " + strings.TrimSpace(x.Source+" "+strings.Join(x.Paragraphs, ", ")+" "+x.Kind)
		}
		got = append(got, line)
	}
	want := []string{"actor north note 1 quoted", "instrument peace note 6", "ban keep_off note 8", "open order note 2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(d.Sources) != 2 || d.Sources[1].Name != "note" || !d.Sources[1].Unnamed || d.Sources[1].Published != "2025-12-01" ||
		cmp.Diff(d.Sources[1].Relays, []string{"wire"}) != "" || d.Sources[1].Cites[0].Source != "wire" {
		t.Errorf("%+v", d.Sources)
	}
}

// The JSON is the answer: what is read back and written again is the same to the byte.
func TestJSONReadsBack(t *testing.T) {
	for name, r := range map[string]report.Result{
		"findings":     result(t),
		"recorded":     recorded(t),
		"inconclusive": {Path: "small.pact", Inconclusive: &explore.Inconclusive{States: 10, Moves: 20, Limit: "the limit of 10 states"}},
		"invalid": {Path: "small.pact", Diagnostics: []diag.Diagnostic{{Code: "P001", Span: sample.At("duty"), Summary: "no",
			Related: []diag.Related{{Span: sample.At("ban"), Message: "here"}}}}},
	} {
		var first, again bytes.Buffer
		if err := report.JSON(&first, r); err != nil {
			t.Fatal(err)
		}
		d, err := report.Decode(bytes.NewReader(first.Bytes()))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := d.Encode(&again); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(first.String(), again.String()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestDecodeTakesNothingElse(t *testing.T) {
	for _, text := range []string{``, `[]`, `{}`, `{"schema": "servanda.diff/1"}`, `{"schema": "servanda.check/1", "more": 1}`,
		`{"schema": "servanda.check/1", "status": "clean", "file": "x"} {}`} {
		if d, err := report.Decode(strings.NewReader(text)); err == nil {
			t.Errorf("%q is taken for %+v", text, d)
		}
	}
}
