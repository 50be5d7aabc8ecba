//go:build unix

package campaign_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/servanda-lang/servanda/internal/campaign"
	"github.com/servanda-lang/servanda/internal/campaign/store"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/testkit/bombs"
	"github.com/servanda-lang/servanda/internal/testkit/postgres"
)

var update = flag.Bool("update", false, "write the golden files anew")

// meaning stands for the version of the program, which is another with each build.
const meaning = "test"

func TestMain(m *testing.M) {
	if asked := os.Getenv(childVariable); asked != "" {
		child(asked)
	}
	code := m.Run()
	postgres.Stop()
	os.Exit(code)
}

// own are the pacts of this package.
func own(t testing.TB) []campaign.Pact {
	t.Helper()
	files, err := filepath.Glob("testdata/pacts/*.pact")
	if err != nil || len(files) < 3 {
		t.Fatal("the pacts are not there", err)
	}
	var out []campaign.Pact
	for _, f := range files {
		out = append(out, pact(t, f, filepath.Base(f)))
	}
	return out
}

func pact(t testing.TB, path, name string) campaign.Pact {
	t.Helper()
	r, err := load.Load(path)
	if err != nil || r.Pact == nil {
		t.Fatalf("%s: %v %v", path, err, r)
	}
	return campaign.Pact{Name: name, Read: r}
}

// meanings are the small pacts of testdata/meaning, every so many of them.
func meanings(t testing.TB, every int) []campaign.Pact {
	t.Helper()
	files, err := filepath.Glob("../../testdata/meaning/*.txtar")
	if err != nil || len(files) < 40 {
		t.Fatal("the pacts are not there", err)
	}
	dir := t.TempDir()
	var out []campaign.Pact
	for i := 0; i < len(files); i += every {
		ar, err := txtar.ParseFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(files[i]), ".txtar") + ".pact"
		for _, f := range ar.Files {
			if f.Name == "in.pact" {
				if err := os.WriteFile(filepath.Join(dir, name), f.Data, 0o666); err != nil {
					t.Fatal(err)
				}
				out = append(out, pact(t, filepath.Join(dir, name), name))
			}
		}
	}
	return out
}

// steps are three steps of time, in all readings.
var steps = campaign.Wish{Readings: []string{campaign.All}, Ticks: []string{campaign.Own, campaign.Shorter, campaign.Shorter2}}

func planned(t testing.TB, pacts []campaign.Pact, w campaign.Wish, b store.Budget) *store.Plan {
	t.Helper()
	p, err := campaign.Planned(pacts, w, meaning, b)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func created(t testing.TB, where string, lease time.Duration) *store.Store {
	t.Helper()
	s, err := store.Create(t.Context(), where, lease)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// undisturbed is the report of one worker whom nobody disturbs.
func undisturbed(t testing.TB, p *store.Plan) *campaign.Report {
	t.Helper()
	s := created(t, filepath.Join(t.TempDir(), "store.db"), time.Minute)
	if err := s.Put(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if err := s.Run(t.Context(), store.Work{ID: "alone", Queue: p.Queue, Drain: true, Log: t.Output(), Do: campaign.Do}); err != nil {
		t.Fatal(err)
	}
	return reported(t, s, p.ID)
}

func reported(t testing.TB, s *store.Store, plan string) *campaign.Report {
	t.Helper()
	r, err := campaign.Gathered(plan, s.Rows(t.Context(), plan))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// forms is a report in all its forms.
func forms(t testing.TB, r *campaign.Report) map[string]string {
	t.Helper()
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	var plain, markdown, html bytes.Buffer
	d := r.Document()
	if err := errors.Join(form.Text(&plain, d, form.Style{}), form.Markdown(&markdown, d), form.HTML(&html, d)); err != nil {
		t.Fatal(err)
	}
	return map[string]string{"report.json": string(text) + "\n", "report.txt": plain.String(), "report.md": markdown.String(), "report.html": html.String()}
}

// golden holds what is told to a file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got), -update puts it right:\n%s", path, d)
	}
}

// The report of the pacts of this package, repairs included, and what stands in it that matters most.
func TestReport(t *testing.T) {
	w := steps
	w.Repairs = true
	r := undisturbed(t, planned(t, own(t), w, store.Budget{}))
	told := forms(t, r)
	for _, name := range []string{"report.txt", "report.md", "report.json"} {
		golden(t, name, told[name])
	}
	hidden := 0
	for _, p := range r.Pacts {
		for _, d := range p.Steps {
			if d.Hidden && d.Code == "exposed" && d.Party == "buyer" && d.Found[0] == "1 day" && d.Missing[0] == "4 days" {
				hidden++
			}
		}
	}
	if hidden != 1 {
		t.Errorf("that a longer step hides the exposure is told %d times", hidden)
	}
}

// What gave up, is not done, cannot be or is a fault is told, and is never taken for clean.
func TestWhatIsNotKnownIsTold(t *testing.T) {
	label := func(title string, tick int, cannot string) string {
		text, err := json.Marshal(campaign.Label{Pact: title + ".pact", Title: title, Ask: campaign.Findings, Tick: tick, Cannot: cannot})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	clean := store.Outcome{Kind: store.Answered, Body: []byte("{}")}
	rows := []store.Row{
		{Label: label("Clean", 1, ""), Job: "a", Result: &store.Result{Outcome: clean}},
		{Label: label("Half", 1, ""), Job: "b", Result: &store.Result{Outcome: store.Outcome{Kind: store.GaveUp, Body: []byte("the time limit of 1s was reached")}}},
		{Label: label("Half", 2, ""), Job: "c", Result: &store.Result{Outcome: clean}},
		{Label: label("Open", 1, ""), Job: "d"},
		{Label: label("Odd", 3, "a tick of 3 days does not divide the 4 days that the pact speaks of; take a divisor of 4")},
		{Label: label("Broken", 1, ""), Job: "e", Result: &store.Result{Outcome: store.Outcome{Kind: store.Faulty, Body: []byte("a fault of our own: index out of range")}}},
		{Label: label("Twice", 1, ""), Job: "f", Result: &store.Result{Outcome: clean, Second: []byte(`{"unmet":["x"]}`)}},
	}
	r, err := campaign.Gathered("0123456789abcdef", func(yield func(store.Row, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "unknown.txt", forms(t, r)["report.txt"])
	for state, want := range map[campaign.State]int{campaign.Answered: 2, campaign.GaveUp: 1, campaign.NotDone: 1, campaign.Cannot: 1, campaign.Faulty: 1, campaign.Differs: 1} {
		if got := r.Count(state); got != want {
			t.Errorf("%s: %d", state, got)
		}
	}
}

// A plan is a function of the texts: another layout is the same jobs, another word another.
func TestJobsGoByWhatTheyAre(t *testing.T) {
	dir := t.TempDir()
	text, err := os.ReadFile("testdata/pacts/calm.pact")
	if err != nil {
		t.Fatal(err)
	}
	jobs := func(text string, w campaign.Wish, meaning string) string {
		path := filepath.Join(dir, "x.pact")
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		p, err := campaign.Planned([]campaign.Pact{pact(t, path, "x")}, w, meaning, store.Budget{Time: time.Second})
		if err != nil {
			t.Fatal(err)
		}
		out := ""
		for _, part := range p.Parts {
			out += part.Job + "\n"
		}
		return out
	}
	first := jobs(string(text), steps, meaning)
	if n := strings.Count(first, "\n"); n != 2 {
		t.Errorf("%d jobs: the steps own, shorter and shorter2 of 2 days are 2 days and 1 day", n)
	}
	if again := jobs(strings.ReplaceAll(string(text), "\n  ", "\n        "), steps, meaning); again != first {
		t.Error("another layout makes other jobs")
	}
	if other := jobs(strings.ReplaceAll(string(text), "within 2 days", "within 4 days"), steps, meaning); other == first {
		t.Error("another deadline makes the same jobs")
	}
	if other := jobs(string(text), steps, "another"); other == first {
		t.Error("another meaning makes the same jobs")
	}
	w := steps
	w.Ticks = []string{"1 day"}
	if one := jobs(string(text), w, meaning); strings.Count(one, "\n") != 1 || !strings.Contains(first, one) {
		t.Error("a step of a day is another job when it is called otherwise")
	}
}

// A job whose text or specification was changed in the store is a fault and no answer.
func TestWhatStandsInTheStoreIsHeldToItsDigest(t *testing.T) {
	p := planned(t, own(t)[:1], steps, store.Budget{})
	part := p.Parts[0]
	task := store.Task{Job: part.Job, Spec: part.Spec, Text: p.Texts[part.Digest]}
	if out := campaign.Do(t.Context(), task); out.Kind != store.Answered {
		t.Fatalf("%s: %s", out.Kind, out.Body)
	}
	for _, bad := range []store.Task{
		{Job: part.Job, Spec: part.Spec, Text: bytes.ReplaceAll(task.Text, []byte("greet"), []byte("treat"))},
		{Job: part.Job, Spec: part.Spec, Text: []byte("{")},
		{Job: part.Job, Spec: strings.Replace(part.Spec, `"tick":2`, `"tick":1`, 1), Text: task.Text},
		{Job: part.Job, Spec: "{", Text: task.Text},
	} {
		if out := campaign.Do(t.Context(), bad); out.Kind != store.Faulty {
			t.Errorf("%s: %s", out.Kind, out.Body)
		}
	}
}

// A budget that does not reach is told, and nothing else is.
func TestBudgets(t *testing.T) {
	p := planned(t, own(t)[1:2], steps, store.Budget{})
	part := p.Parts[0]
	for _, x := range []struct {
		budget store.Budget
		why    string
	}{{store.Budget{States: 1}, "the limit of 1 states was reached"}, {store.Budget{Time: 1}, "the time limit of 1ns was reached"}} {
		out := campaign.Do(t.Context(), store.Task{Job: part.Job, Spec: part.Spec, Text: p.Texts[part.Digest], Budget: x.budget})
		if out.Kind != store.GaveUp || string(out.Body) != x.why {
			t.Errorf("%+v: %s: %s", x.budget, out.Kind, out.Body)
		}
	}
	// A pact that takes all the memory there is: the job gives up, and the process lives.
	all := bombs.All()
	bomb := all[slices.IndexFunc(all, func(b bombs.Bomb) bool { return b.Name == "wide-900-of-four" })]
	path := filepath.Join(t.TempDir(), "bomb.pact")
	if err := os.WriteFile(path, []byte(bomb.Text), 0o666); err != nil {
		t.Fatal(err)
	}
	p = planned(t, []campaign.Pact{pact(t, path, "bomb.pact")}, campaign.Wish{Readings: []string{campaign.Whole}, Ticks: []string{campaign.Own}}, store.Budget{})
	part = p.Parts[0]
	out := campaign.Do(t.Context(), store.Task{Job: part.Job, Spec: part.Spec, Text: p.Texts[part.Digest], Budget: store.Budget{Bytes: 30e6}})
	if out.Kind != store.GaveUp || string(out.Body) != "the memory limit of 30 MB was reached" {
		t.Errorf("%s: %s", out.Kind, out.Body)
	}
}
