package load_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/load"
)

// memory reads a pact from files in memory, the main one called main.pact.
func memory(t *testing.T, files map[string]string) *load.Result {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	r, err := load.FS(fsys, "main.pact")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func codes(ds []diag.Diagnostic) []string {
	var out []string
	for _, d := range ds {
		out = append(out, string(d.Code))
	}
	return out
}

// Every code of the stages from names to files is shown by its own example and by nothing else in it,
// and the mended example is clean.
func TestEveryCodeHasItsExample(t *testing.T) {
	for _, e := range diag.Entries() {
		if strings.HasPrefix(string(e.Code), "P") {
			continue // package syntax tests its own
		}
		t.Run(string(e.Code), func(t *testing.T) {
			bad := memory(t, example(e.Bad))
			if len(bad.Diagnostics) == 0 {
				t.Fatalf("the bad example gives nothing")
			}
			for _, d := range bad.Diagnostics {
				if d.Code != e.Code {
					t.Errorf("the bad example gives %s: %s", d.Code, d.Summary)
				}
				if d.Detail == "" || d.Summary == "" || !d.Span.IsValid() {
					t.Errorf("incomplete: %+v", d)
				}
			}
			good := memory(t, example(e.Good))
			if len(good.Diagnostics) > 0 {
				t.Errorf("the mended example gives %v", codes(good.Diagnostics))
			}
		})
	}
}

// example gives the files of an example: the main one, and after a line with its name each other.
func example(text string) map[string]string {
	a := txtar.Parse([]byte(text))
	files := map[string]string{"main.pact": string(a.Comment)}
	for _, f := range a.Files {
		files[f.Name] = string(f.Data)
	}
	return files
}

// The codes that the stages report are exactly those that are explained; the entries of the syntax are
// that package's to hold to.
func TestNoCodeIsUnexplained(t *testing.T) {
	for _, dir := range []string{".", "../lower", "../resolve"} {
		for code, where := range codesIn(t, dir) {
			if _, ok := diag.Explain(code); !ok {
				t.Errorf("%s in %s has no entry", code, where)
			}
		}
	}
}
