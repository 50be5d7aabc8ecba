package track_test

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/track"
)

// standings are the standings of the corpus that are no errors.
func standings(t *testing.T) map[string]*track.Standing {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*track.Standing{}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p := pactOf(t, a.Files[0].Data)
		q := question(t, p, string(a.Comment))
		q.Text = texts(t, a)
		s, err := track.Follow(context.Background(), q, logOf(a.Files[1].Name, a.Files[1].Data))
		if err == nil {
			out[strings.TrimSuffix(filepath.Base(file), ".txtar")] = s
		}
	}
	if len(out) < 20 || out["amended-twice"] == nil || len(out["amended-twice"].Amended) != 2 {
		t.Fatal(len(out))
	}
	return out
}

func TestJSONKeepsToItsSchema(t *testing.T) {
	const url = "https://servanda-lang.org/schema/standing-1.json"
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(track.SchemaText))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(url, schema); err != nil {
		t.Fatal(err)
	}
	compiled := c.MustCompile(url)
	for name, s := range standings(t) {
		var out bytes.Buffer
		if err := report.Data(&out, s.JSON("in.pact")); err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(out.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What the JSON says of one standing, number by number.
func TestJSON(t *testing.T) {
	s := standings(t)["disputed"]
	var got map[string]any
	text, err := json.Marshal(s.JSON("in.pact"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	due := got["due"].([]any)[0].(map[string]any)
	want := map[string]any{"said": due["said"], "duty": "paying", "obligor": "south", "deadline": 79.0, "days_left": 43.0, "breached": false, "culprit": false}
	if diff := cmp.Diff(want, due); diff != "" {
		t.Error(diff)
	}
	peril := got["exposed"].([]any)[0].(map[string]any)
	if peril["how"] != "left_with_nothing" || !cmp.Equal(peril["by"], []any{[]any{"south"}}) {
		t.Error(peril)
	}
	if got["courses"] != 2.0 || got["disputes"].([]any)[0].(map[string]any)["matters"] != true {
		t.Error(got["courses"], got["disputes"])
	}
}

// A calendar is read by the library it was not written for this test with: last days, reminders, what is late without any.
func TestCalendar(t *testing.T) {
	all := standings(t)
	for name, want := range map[string][]string{
		"due":     {"20260131|Northland: leave the hill|-P7D -P1D"},
		"overdue": {"20260131|Late: Northland: leave the hill|"},
		"open":    {"20260111|Late: South: pay|", "20260131|South: pay|-P7D -P1D"},
		"settled": {"20260321|Southland: pay for the hill|-P7D -P1D"},
	} {
		var out bytes.Buffer
		if err := all[name].Calendar(&out); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(out.String(), "\r\n") {
			if len(line) > 75 || strings.Contains(line, "\n") {
				t.Errorf("%s: a line that RFC 5545 does not allow: %q", name, line)
			}
		}
		if diff := cmp.Diff(want, entries(t, &out)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	var twice [2]bytes.Buffer
	for i := range twice {
		if err := all["due"].Calendar(&twice[i]); err != nil {
			t.Fatal(err)
		}
	}
	if twice[0].String() != twice[1].String() {
		t.Error("the same standing gives two calendars")
	}
	if err := all["put-off"].Calendar(&bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "starts") {
		t.Errorf("%v: a pact without dates has no calendar", err)
	}
}

// entries reads the entries of a calendar: first day, summary, reminders.
func entries(t *testing.T, text *bytes.Buffer) (out []string) {
	t.Helper()
	cal, err := ics.ParseCalendar(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range cal.Events() {
		var alarms []string
		for _, a := range e.Alarms() {
			alarms = append(alarms, a.GetProperty(ics.ComponentPropertyTrigger).Value)
		}
		out = append(out, e.GetProperty(ics.ComponentPropertyDtStart).Value+"|"+e.GetProperty(ics.ComponentPropertySummary).Value+"|"+strings.Join(alarms, " "))
	}
	return out
}

// The page has each clause beside its reports, by months, and every form can be written of every standing.
func TestPage(t *testing.T) {
	all := standings(t)
	for name, s := range all {
		for _, err := range []error{form.HTML(&bytes.Buffer{}, s.Page()), form.Markdown(&bytes.Buffer{}, s.Page()), form.Text(&bytes.Buffer{}, s.Page(), form.Style{})} {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	var page strings.Builder
	for _, name := range []string{"late", "overdue"} {
		if err := form.HTML(&page, all[name].Page()); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{
		`id="clause-leaving"`, "duty leaving { north must leave within 30 days", "As the pact has it", "1 month after</strong>: Northland: leave the hill (10 Feb 2026), reported by observers.",
		"In the first month</strong>: Northland signs", "Nothing is reported of it.",
	} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page does not have %q", want)
		}
	}
}
