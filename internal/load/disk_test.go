package load_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/load"
)

// write makes files under a new folder, which it gives.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const title = "pact \"A title\"\n"

func TestWhichFileAFolderStandsFor(t *testing.T) {
	for name, c := range map[string]struct {
		files []string
		want  string // the file, or part of the error
	}{
		"called like the folder": {[]string{"it.pact", "main.pact", "other.pact"}, "it.pact"},
		"main":                   {[]string{"main.pact", "other.pact"}, "main.pact"},
		"the only one":           {[]string{"other.pact", "README.md"}, "other.pact"},
		"none":                   {[]string{"README.md"}, "holds no .pact file"},
		"several":                {[]string{"a.pact", "b.pact"}, "Name one of a.pact, b.pact"},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{}
			for _, f := range c.files {
				files["it/"+f] = title
			}
			dir := filepath.Join(write(t, files), "it")
			r, err := load.Load(dir)
			switch {
			case err != nil && !strings.Contains(err.Error(), c.want):
				t.Errorf("error %v, want %s", err, c.want)
			case err == nil && r.Files()[0].Path != filepath.ToSlash(filepath.Join(dir, c.want)):
				t.Errorf("%s was read, want %s", r.Files()[0].Path, c.want)
			}
		})
	}
}

func TestTheRootBoundsWhatIsUsed(t *testing.T) {
	files := map[string]string{
		"parts/parties.pact": "party north\n",
		"treaty/main.pact":   title + "use \"../parts/parties.pact\"\n",
	}
	r, err := load.Load(filepath.Join(write(t, files), "treaty"))
	if err != nil {
		t.Fatal(err)
	}
	if got := codes(r.Diagnostics); !slices.Equal(got, []string{"U002"}) {
		t.Errorf("without a mark: %v, want U002", got)
	}
	files["servanda.root"] = ""
	dir := write(t, files)
	r, err = load.Load(filepath.Join(dir, "treaty", "main.pact"))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Diagnostics) > 0 || len(r.Pact.Actors) != 2 {
		t.Errorf("with a mark: %v", codes(r.Diagnostics))
	}
	if want := filepath.ToSlash(filepath.Join(dir, "parts", "parties.pact")); r.Files()[1].Path != want {
		t.Errorf("the used file is shown as %s, want %s", r.Files()[1].Path, want)
	}
}

func TestPathsAreShownAsTheyWereWritten(t *testing.T) {
	t.Chdir(write(t, map[string]string{
		"go.mod":        "",
		"a/b/main.pact": title + "use \"../parts.pact\"\n",
		"a/parts.pact":  "party north\n",
	}))
	r, err := load.Load(filepath.FromSlash("a/b/main.pact"))
	if err != nil {
		t.Fatal(err)
	}
	if got := []string{r.Files()[0].Path, r.Files()[1].Path}; !slices.Equal(got, []string{"a/b/main.pact", "a/parts.pact"}) {
		t.Errorf("shown as %v", got)
	}
}

// A link could lead anywhere, and what it leads to could change after the pact was read by people.
func TestLinksAreNotFollowed(t *testing.T) {
	outside := write(t, map[string]string{"secret.pact": "party secret\n"})
	dir := write(t, map[string]string{
		"main.pact":  title + "use \"link.pact\"\nuse \"folder/secret.pact\"\nuse \"near.pact\"\n",
		"there.pact": "party there\n",
	})
	for link, to := range map[string]string{
		"link.pact": filepath.Join(outside, "secret.pact"), "folder": outside, "near.pact": "there.pact",
	} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	r, err := load.Load(filepath.Join(dir, "main.pact"))
	if err != nil {
		t.Fatal(err)
	}
	if got := codes(r.Diagnostics); !slices.Equal(got, []string{"U002", "U002", "U002"}) || len(r.Files()) != 1 {
		t.Errorf("%v and %d files, want three times U002 and one file", got, len(r.Files()))
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	dir := write(t, map[string]string{
		"main.pact":        title + "use \"large.pact\"\nuse \"folder.pact\"\n",
		"large.pact":       strings.Repeat("#", 16<<20+1),
		"folder.pact/deep": "",
	})
	r, err := load.Load(filepath.Join(dir, "main.pact"))
	if err != nil {
		t.Fatal(err)
	}
	if got := codes(r.Diagnostics); !slices.Equal(got, []string{"U001", "U001"}) {
		t.Errorf("%v, want twice U001", got)
	}
	if _, err := load.Load(filepath.Join(dir, "large.pact")); err == nil || !strings.Contains(err.Error(), "larger than 16 MB") {
		t.Errorf("error %v", err)
	}
	if _, err := load.Load(filepath.Join(dir, "none.pact")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

func TestATextAloneUsesNothing(t *testing.T) {
	r := load.Source("memory.pact", []byte(title+"use \"parts.pact\"\npurpose { treaty is in force }\n"))
	if got := codes(r.Diagnostics); !slices.Equal(got, []string{"U001"}) {
		t.Errorf("%v, want U001 and nothing about names that may be declared there", got)
	}
}
