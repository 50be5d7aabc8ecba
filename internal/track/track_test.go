package track_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/model"
)

var update = flag.Bool("update", false, "write where everyone stands as what is expected")

// pactOf loads a pact from its text.
func pactOf(t testing.TB, text []byte) *model.Pact {
	t.Helper()
	r := load.Source("in.pact", text)
	if r.Pact == nil {
		t.Fatal(diag.HasErrors(r.Diagnostics), r.Diagnostics)
	}
	return r.Pact
}

type stream struct{ *record.Reader }

func (stream) Close() error { return nil }

// logOf is a log of a text.
func logOf(name string, text []byte) track.Log {
	return func() (track.Stream, error) {
		return stream{record.NewReader(name, bytes.NewReader(text), record.FormOf(name))}, nil
	}
}

// question reads the lines at the head of an archive: "on: 2026-03-01", "known: …", "tick: 1", "open: POINT=VALUE".
func question(t testing.TB, p *model.Pact, comment string) track.Query {
	t.Helper()
	q := track.Query{Pact: p, Look: explore.Limits{States: 100_000, Workers: 1}}
	for _, line := range strings.Split(comment, "\n") {
		name, value, _ := strings.Cut(line, ": ")
		var err error
		switch name {
		case "on":
			q.On, err = record.ParseWhen(value)
		case "known":
			q.Known, err = record.ParseWhen(value)
		case "tick":
			q.Tick, err = strconv.Atoi(value)
		case "open":
			q.Fixed = append(q.Fixed, binding(t, p, value))
		}
		if err != nil {
			t.Fatal(line, err)
		}
	}
	return q
}

func binding(t testing.TB, p *model.Pact, text string) model.Binding {
	point, value, _ := strings.Cut(text, "=")
	for i := range p.Points {
		for v := range p.Points[i].Values {
			if p.Points[i].Name == point && p.Points[i].Values[v].Text == value {
				return model.Binding{Point: model.PointID(i), Value: v}
			}
		}
	}
	t.Fatalf("there is no %s", text)
	return model.Binding{}
}

// Each archive has a pact, a log, and where everyone stands by it, letter by letter.
func TestStandings(t *testing.T) {
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
	p, log := pactOf(t, a.Files[0].Data), a.Files[1]
	q := question(t, p, string(a.Comment))
	q.Text = texts(t, a)
	got := told(t, q, logOf(log.Name, log.Data))
	if len(a.Files) < 3 {
		a.Files = append(a.Files, txtar.File{Name: "standing"})
	}
	want := string(a.Files[2].Data)
	if *update {
		a.Files[2].Data = []byte(got)
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// texts gives the texts that amendments name: files of the archive.
func texts(t testing.TB, a *txtar.Archive) track.TextOf {
	return func(e *record.Event) (*model.Pact, error) {
		for _, f := range a.Files {
			if f.Name == e.Text {
				return pactOf(t, f.Data), nil
			}
		}
		return nil, fmt.Errorf("there is no text %s", e.Text)
	}
}

// told is the text of a standing, or why there is none.
func told(t testing.TB, q track.Query, log track.Log) string {
	t.Helper()
	s, err := track.Follow(context.Background(), q, log)
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var out strings.Builder
	if err := form.Text(&out, s.Document(), form.Style{Width: 120}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
