package track_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/model"
)

// Whatever stands in a log: no panic, and an error with a place, a bound that is named, or a standing that can be told in every form,
// in which every report is accounted for at most once.
func FuzzFollow(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	var pact []byte
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if filepath.Base(file) == "disputed.txtar" {
			pact = a.Files[0].Data
		}
		if a.Files[1].Name == "log.jsonl" {
			f.Add(a.Files[1].Data)
		}
	}
	p := pactOf(f, pact)
	other := pactOf(f, bytes.ReplaceAll(pact, []byte("within"), []byte("not before 1 day within")))
	f.Add([]byte(`{"kind":"amendment","when":"day 2","text":"same","agreed":["north"],"reporter":"a"}`))
	f.Add([]byte(`{"kind":"amendment","when":"day 2","text":"other","renamed":["a=b"],"reporter":"a"}`))
	f.Fuzz(func(t *testing.T, log []byte) {
		text := func(e *record.Event) (*model.Pact, error) {
			return map[bool]*model.Pact{true: p, false: other}[e.Text == "same"], nil
		}
		s, err := track.Follow(context.Background(), track.Query{Pact: p, Tick: 1, Text: text, Look: explore.Limits{States: 2000, Workers: 1}}, logOf("log.jsonl", log))
		var wrong *record.Error
		var much *track.TooMuch
		if errors.As(err, &wrong) || errors.As(err, &much) || err != nil && strings.HasPrefix(err.Error(), "the amendment of line ") {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if n := len(s.Events) + len(s.Outside) + len(s.Undone) + s.Later; n > s.Reports+len(s.Outside) || s.Courses < 1 {
			t.Fatalf("%d reports are told of %d, in %d courses", n, s.Reports, s.Courses)
		}
		for _, err := range []error{form.Text(&bytes.Buffer{}, s.Page(), form.Style{}), form.HTML(&bytes.Buffer{}, s.Page()), s.Calendar(&bytes.Buffer{})} {
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}
