package load_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/load"
)

// put writes files below a folder of the test and gives the folder, with links followed.
func put(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := load.RealPath(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// over loads a file below a folder under texts given by their names in it.
func over(t *testing.T, dir, name string, texts map[string]string) *load.Result {
	t.Helper()
	o := load.Overlay{}
	for n, text := range texts {
		if n == name {
			text = "pact \"x\"\n" + strings.TrimPrefix(text, "pact \"x\"\n")
		}
		o[filepath.Join(dir, filepath.FromSlash(n))] = []byte(text)
	}
	r, err := load.Limits{}.LoadOver(filepath.Join(dir, name), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const usesPart = "pact \"x\"\nuse \"sub/part.pact\"\nparty north\n"

func TestUnsavedTextStandsInPlaceOfFiles(t *testing.T) {
	dir := put(t, map[string]string{"servanda.root": "", "main.pact": usesPart, "sub/part.pact": "party south\n"})
	names := func(r *load.Result) string {
		var out []string
		for _, s := range r.Names.Symbols {
			out = append(out, s.Name)
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		texts map[string]string
		want  string
	}{
		{nil, "outsider south north"},
		{map[string]string{"main.pact": "party east\n"}, "outsider east"},
		{map[string]string{"sub/part.pact": "party west\n"}, "outsider west north"},
		{map[string]string{"main.pact": "use \"new.pact\"\n", "new.pact": "party east\n"}, "outsider east"},
		{map[string]string{"other.pact": "party east\n"}, "outsider south north"},
	} {
		r := over(t, dir, "main.pact", c.texts)
		if got := names(r); got != c.want || len(r.Diagnostics) > 0 {
			t.Errorf("%v: %s (%v), want %s", c.texts, got, codes(r.Diagnostics), c.want)
		}
	}
}

func TestUnsavedTextOfNoFile(t *testing.T) {
	dir := put(t, map[string]string{"servanda.root": "", "part.pact": "party south\n"})
	r := over(t, dir, "new.pact", map[string]string{"new.pact": "use \"part.pact\"\nparty north\n"})
	if len(r.Diagnostics) > 0 || len(r.Trees) != 2 {
		t.Errorf("%v, %d files", codes(r.Diagnostics), len(r.Trees))
	}
	r = over(t, dir, "not/there/new.pact", map[string]string{"not/there/new.pact": "party north\n"})
	if len(r.Diagnostics) > 0 || len(r.Trees) != 1 {
		t.Errorf("%v, %d files", codes(r.Diagnostics), len(r.Trees))
	}
}

// Text that is not saved opens no way out of the root, and none through a link.
func TestUnsavedTextLeadsNowhereElse(t *testing.T) {
	dir := put(t, map[string]string{"in/servanda.root": "", "in/main.pact": "party north\n", "out.pact": "party south\n"})
	r := over(t, dir, "in/main.pact", map[string]string{"in/main.pact": "use \"../out.pact\"\n", "out.pact": "party west\n"})
	if got := strings.Join(codes(r.Diagnostics), " "); got != "U002" {
		t.Errorf("out of the root: %s", got)
	}
	if err := os.Symlink(filepath.Join(dir, "out.pact"), filepath.Join(dir, "in", "link.pact")); err != nil {
		t.Skip("no links here")
	}
	r = over(t, dir, "in/main.pact", map[string]string{"in/main.pact": "use \"link.pact\"\n", "in/link.pact": "party west\n"})
	if got := strings.Join(codes(r.Diagnostics), " "); got != "U002" {
		t.Errorf("through a link: %s", got)
	}
}

func TestNothingIsThereToRead(t *testing.T) {
	dir := put(t, map[string]string{"main.pact": "party north\n"})
	for _, name := range []string{"missing.pact", "not/there.pact"} {
		if _, err := (load.Limits{}).LoadOver(filepath.Join(dir, name), load.Overlay{filepath.Join(dir, "main.pact"): nil}); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

// A text that marks a folder as a root bounds what a pact in it may read, as a file would; and so lie texts that are on no disk in a root of their own.
func TestATextMarksARoot(t *testing.T) {
	dir := put(t, map[string]string{".git/config": "", "secret.pact": "party anna\n", "mine/a.pact": "pact \"x\"\nuse \"../secret.pact\"\n", "mine/part.pact": "party anna\n", "mine/sub/b.pact": "pact \"x\"\nuse \"../part.pact\"\n"})
	load := func(name string, o load.Overlay) string {
		r, err := load.Limits{}.LoadOver(filepath.Join(dir, filepath.FromSlash(name)), o)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, d := range r.Diagnostics {
			if d.Severity == diag.Error {
				out = append(out, d.Summary)
			}
		}
		return strings.Join(out, "\n")
	}
	if said := load("mine/a.pact", nil); said != "" {
		t.Errorf("within the root on disk: %s", said)
	}
	marked := map[string][]byte{filepath.Join(dir, "mine", "servanda.root"): nil}
	if said := load("mine/a.pact", marked); said == "" {
		t.Error("a part was taken in from above a marked folder")
	}
	if said := load("mine/sub/b.pact", marked); said != "" {
		t.Errorf("within a marked folder: %s", said)
	}
	nowhere := map[string][]byte{}
	for name, text := range map[string]string{"servanda.root": "", "part.pact": "party anna\n", "sub/c.pact": "pact \"x\"\nuse \"../part.pact\"\n"} {
		nowhere[filepath.Join(dir, "nowhere", filepath.FromSlash(name))] = []byte(text)
	}
	if said := load("nowhere/sub/c.pact", nowhere); said != "" {
		t.Errorf("on no disk: %s", said)
	}
}
