package load_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/load"
)

var update = flag.Bool("update", false, "write the diagnostics that were given into the corpus")

const corpus = "../../testdata/corpus/*.txtar"

// Each archive of the corpus holds in.pact, perhaps files it uses, and in diag what is to be said.
func TestCorpus(t *testing.T) {
	for _, name := range archives(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			r, err := load.FS(filesOf(a), "in.pact")
			if err != nil {
				t.Fatal(err)
			}
			if r.Pact != nil {
				if err := r.Pact.Validate(); err != nil {
					t.Error(err)
				}
			}
			compare(t, name, a, rendered(r))
		})
	}
}

func archives(t testing.TB) []string {
	names, err := filepath.Glob(corpus)
	if err != nil || len(names) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	return names
}

func filesOf(a *txtar.Archive) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		if f.Name != "diag" {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return fsys
}

// rendered gives the diagnostics a line each: place and code, the file if it is not the main one.
func rendered(r *load.Result) string {
	var b strings.Builder
	for _, d := range r.Diagnostics {
		if p := d.Span.File.Path; p != "in.pact" {
			fmt.Fprintf(&b, "%s:", p)
		}
		at := d.Span.Position()
		fmt.Fprintf(&b, "%d:%d %s\n", at.Line, at.Column, d.Code)
	}
	return b.String()
}

func compare(t *testing.T, name string, a *txtar.Archive, got string) {
	for i, f := range a.Files {
		if f.Name != "diag" {
			continue
		}
		if diff := cmp.Diff(string(f.Data), got); diff != "" && !*update {
			t.Errorf("diagnostics (-want +got):\n%s", diff)
		}
		if *update {
			a.Files[i].Data = []byte(got)
			if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	t.Error("the archive has no diag")
}
