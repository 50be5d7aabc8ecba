package amend_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/amend"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/model"
)

var update = flag.Bool("update", false, "write what the amendments do as what is expected")

type stream struct{ *record.Reader }

func (stream) Close() error { return nil }

func logOf(text []byte) track.Log {
	return func() (track.Stream, error) {
		return stream{record.NewReader("log.jsonl", bytes.NewReader(text), record.JSONLines)}, nil
	}
}

func pactOf(t testing.TB, text []byte) *model.Pact {
	t.Helper()
	r := load.Source("in.pact", text)
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	return r.Pact
}

// Each archive has an old text, a new one, a log, and what the amendment does: what carried over by which rule, and what is different for whom.
func TestAmendments(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { archive(t, file) })
	}
}

func archive(t *testing.T, file string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	old, new := pactOf(t, a.Files[0].Data), pactOf(t, a.Files[1].Data)
	q, to := question(t, old, new, string(a.Comment))
	w, err := track.Weigh(context.Background(), q, logOf(a.Files[2].Data), to)
	got := ""
	if err != nil {
		got = "error: " + err.Error() + "\n"
	} else {
		x, err := amend.Weigh(w)
		if err != nil {
			t.Fatal(err)
		}
		got = told(t, x)
	}
	if len(a.Files) < 4 {
		a.Files = append(a.Files, txtar.File{Name: "does"})
	}
	if *update {
		a.Files[3].Data = []byte(got)
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(a.Files[3].Data), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// question reads the lines at the head of an archive: "on: day 12", "tick: 1", "states: 10", "map: OLD=NEW".
func question(t *testing.T, old, new *model.Pact, head string) (q track.Query, to track.Proposal) {
	t.Helper()
	q = track.Query{Pact: old, Look: explore.Limits{States: 100_000, Workers: 1}}
	to = track.Proposal{Pact: new}
	for _, line := range strings.Split(head, "\n") {
		name, value, _ := strings.Cut(line, ": ")
		var err error
		switch name {
		case "on":
			q.On, err = record.ParseWhen(value)
		case "tick":
			q.Tick, err = strconv.Atoi(value)
		case "states":
			q.Look.States, err = strconv.Atoi(value)
		case "map":
			from, now, _ := strings.Cut(value, "=")
			to.Renames = append(to.Renames, [2]string{from, now})
		}
		if err != nil {
			t.Fatal(line, err)
		}
	}
	return q, to
}

// told is what an amendment does, line by line, from its form for machines, which has to be as the schema says; it can be told in every form.
func told(t *testing.T, w *amend.Weighing) string {
	t.Helper()
	j := w.JSON("old.pact", "new.pact")
	valid(t, j)
	for _, err := range []error{form.Text(&bytes.Buffer{}, w.Document(true), form.Style{}), form.HTML(&bytes.Buffer{}, w.Document(false)), form.Markdown(&bytes.Buffer{}, w.Document(true))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	for _, x := range j.Carried {
		fmt.Fprintf(&out, "%s: %s%s\n", x.Rule, x.Says, only(x.Where))
	}
	out.WriteString("\n")
	for _, e := range j.Effects {
		fmt.Fprintf(&out, "%s for %s (%s): %s%s\n", e.Sense, e.Party, e.Topic, e.Says, only(e.Where))
	}
	for _, p := range j.Purposes {
		fmt.Fprintf(&out, "purpose %s: %s | %s%s\n", p.Sense, p.Old, p.New, only(p.Where))
	}
	fmt.Fprintf(&out, "no difference: %s\n", strings.Join(j.NoDifference, ", "))
	for _, why := range j.NotKnown {
		fmt.Fprintf(&out, "not known: %s\n", why)
	}
	return out.String()
}

func only(in []string) string {
	if len(in) == 0 {
		return ""
	}
	return " [only " + strings.Join(in, "; or ") + "]"
}

func valid(t *testing.T, j *amend.JSON) {
	t.Helper()
	const url = "https://servanda-lang.org/schema/amendment-1.json"
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(amend.SchemaText))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(url, schema); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.MustCompile(url).Validate(doc); err != nil {
		t.Error(err)
	}
}
