package load_test

import (
	"path/filepath"
	"slices"
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
				if d.Severity != e.Code.Severity() {
					t.Errorf("%s is reported as %s", d.Code, d.Severity)
				}
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

// stages say which rooms report codes with a letter.
var stages = map[string][]string{
	"P": {"internal/syntax"}, "N": {"internal/resolve"}, "M": {"internal/lower"}, "W": {"internal/lower"}, "U": {"internal/load"},
}

// The codes that the stages report are exactly those that the registry has, each reported by its own stage.
func TestTheStagesReportWhatIsRegistered(t *testing.T) {
	reported := map[string]bool{}
	for file, text := range texts(t, ".go") {
		room := filepath.ToSlash(filepath.Dir(file))
		if strings.HasSuffix(file, "_test.go") || room == "internal/diag" {
			continue
		}
		for _, m := range codeInSource.FindAllStringSubmatch(text, -1) {
			reported[m[1]] = true
			if _, ok := diag.Explain(m[1]); !ok {
				t.Errorf("%s in %s is not registered", m[1], file)
			}
			if !slices.Contains(stages[m[1][:1]], room) {
				t.Errorf("%s is reported in %s", m[1], file)
			}
		}
	}
	for _, e := range diag.Entries() {
		if !reported[string(e.Code)] {
			t.Errorf("%s is registered and never reported", e.Code)
		}
	}
}

// Pages, tests and examples speak of no code that there is not.
func TestNobodySpeaksOfOtherCodes(t *testing.T) {
	for _, ending := range []string{"_test.go", ".md", ".txtar", ".txt", ".json"} {
		for file, text := range texts(t, ending) {
			for _, code := range codeInText.FindAllString(text, -1) {
				if _, ok := diag.Explain(code); !ok {
					t.Errorf("%s speaks of %s", file, code)
				}
			}
		}
	}
}
