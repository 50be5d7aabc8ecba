package load_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/load"
)

// A document is read from beside the file that names it, be that a part in another folder, and never from outside of the root.
func TestDocumentsLieBesideWhatNamesThem(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("secret.txt", "not for you")
	write("root/servanda.root", "")
	write("root/main/main.pact", `pact "Main"
use "../parts/part.pact"
party a
source own { file "own.txt" }
source up { file "../parts/text.txt" }
source out { file "../../secret.txt" }
source top { file "/etc/passwd" }
source back { file "..\\own.txt" }
source empty { file " " }
source gone { file "gone.txt" }
source folder { file "../parts" }
source link { file "link.txt" }
`)
	write("root/main/own.txt", "own")
	write("root/parts/part.pact", "source part { file \"text.txt\" }\n")
	write("root/parts/text.txt", "part")
	if err := os.Symlink("own.txt", filepath.Join(dir, "root", "main", "link.txt")); err != nil {
		t.Skip(err)
	}
	path := filepath.Join(dir, "root", "main", "main.pact")
	r, err := load.Load(path)
	if err != nil || r.Pact == nil {
		t.Fatal(err, r)
	}
	beside, err := load.Beside(path)
	if err != nil {
		t.Fatal(err)
	}
	defer beside.Close()
	want := map[string]string{"own": "own", "up": "part", "part": "part", "out": "leads out of", "top": "top of the disk", "back": "forward slashes", "empty": "names no file",
		"gone": "there is no such file", "folder": "it is a folder", "link": "symbolic link"}
	for i := range r.Pact.Sources {
		s := &r.Pact.Sources[i]
		text, err := beside.Read(s)
		got := string(text)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, want[s.Name]) || len(want[s.Name]) == 0 || err == nil && got != want[s.Name] {
			t.Errorf("%s: %q, want %q", s.Name, got, want[s.Name])
		}
	}
}
