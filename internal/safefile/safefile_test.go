package safefile_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/servanda-lang/servanda/internal/testkit/faulty"
)

const before, after = "the old text\n", "the new text, which is longer\n"

// ways are the three ways to write, each with what may be there before.
var ways = map[string]struct {
	there bool
	write func(d safefile.Disk, path string) error
}{
	"replace": {true, func(d safefile.Disk, path string) error {
		return safefile.Replace(d, path, []byte(before), []byte(after))
	}},
	"new":         {false, func(d safefile.Disk, path string) error { return safefile.New(d, path, []byte(after)) }},
	"create over": {true, create},
	"create":      {false, create},
}

func create(d safefile.Disk, path string) error {
	w, err := safefile.Create(d, path)
	if err != nil {
		return err
	}
	defer w.Discard()
	for _, piece := range strings.SplitAfter(after, " ") {
		if _, err := w.Write([]byte(piece)); err != nil {
			return err
		}
	}
	return w.Commit()
}

func put(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
}

// left lists the files in the making in a folder.
func left(t testing.TB, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, ".servanda-*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Whichever call fails, or is the last before the program is killed: the old file or the new one is there, whole.
func TestOldOrNewWhicheverCallFails(t *testing.T) {
	for name, way := range ways {
		for _, killed := range []bool{false, true} {
			for at := 1; ; at++ {
				path := filepath.Join(t.TempDir(), "x.pact")
				if way.there {
					put(t, path, before)
				}
				d := &faulty.Disk{Disk: safefile.OS, At: at, Killed: killed}
				err := way.write(d, path)
				if d.Failed == "" {
					if err != nil {
						t.Errorf("%s: no call failed, and yet: %v", name, err)
					}
					break
				}
				oldOrNew(t, fmt.Sprintf("%s, %s (call %d) fails, killed: %v", name, d.Failed, at, killed), path, way.there, err)
				if !killed && d.Failed != "remove" && len(left(t, filepath.Dir(path))) > 0 {
					t.Errorf("%s: %s failed and a file was left", name, d.Failed)
				}
			}
		}
	}
}

// oldOrNew holds what is at path to the two texts that may be there, and to what was said.
func oldOrNew(t *testing.T, where, path string, there bool, said error) {
	t.Helper()
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !there:
		if said == nil {
			t.Errorf("%s: nothing is there, and nothing was said", where)
		}
	case err != nil:
		t.Errorf("%s: %v", where, err)
	case string(text) == before && there:
		if said == nil {
			t.Errorf("%s: the old text is there, and nothing was said", where)
		}
	case string(text) != after:
		t.Errorf("%s: the file holds %q", where, text)
	}
}

// A power cut keeps only what was brought to the disk: text before its name, names before the end.
func TestTextIsOnTheDiskBeforeItsName(t *testing.T) {
	for name, way := range ways {
		path := filepath.Join(t.TempDir(), "x.pact")
		if way.there {
			put(t, path, before)
		}
		d := &faulty.Disk{Disk: safefile.OS}
		if err := way.write(d, path); err != nil {
			t.Fatal(name, err)
		}
		if got := d.Done(); len(got) > 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// What a killed process left is cleared away by a later write, and nothing else is.
func TestLeftoversAreCleared(t *testing.T) {
	for name, way := range ways {
		dir := t.TempDir()
		path := filepath.Join(dir, "x.pact")
		old, fresh, other := filepath.Join(dir, ".servanda-1.tmp"), filepath.Join(dir, ".servanda-2.tmp"), filepath.Join(dir, ".servanda-notes")
		for _, f := range []string{old, fresh, other} {
			put(t, f, "half a te")
		}
		if way.there {
			put(t, path, before)
		}
		long := time.Now().Add(-2 * time.Hour)
		for _, f := range []string{old, other} {
			if err := os.Chtimes(f, long, long); err != nil {
				t.Fatal(err)
			}
		}
		if err := way.write(safefile.OS, path); err != nil {
			t.Fatal(name, err)
		}
		if got := left(t, dir); !slices.Equal(got, []string{fresh, other}) {
			t.Errorf("%s: left are %v", name, got)
		}
	}
}

// A process that is killed right after the new file got its name leaves it with two; the next write mends that.
func TestAKilledNewFileCanBeReplacedAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.pact")
	for at := 1; ; at++ {
		d := &faulty.Disk{Disk: safefile.OS, At: at, Killed: true}
		if err := safefile.New(d, path, []byte(before)); err == nil && d.Failed != "remove" {
			t.Fatal("the call after the link was never the last")
		}
		if d.Failed == "remove" {
			break
		}
	}
	if err := safefile.Replace(safefile.OS, path, []byte(before), []byte(after)); err != nil {
		t.Error(err)
	}
}

func TestAnEditMadeMeanwhileIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.pact")
	put(t, path, "edited")
	err := safefile.Replace(safefile.OS, path, []byte(before), []byte(after))
	if err == nil || !strings.Contains(err.Error(), "changed by somebody else") {
		t.Errorf("error %v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != "edited" {
		t.Errorf("the file holds %q", text)
	}
	for _, there := range []bool{true, false} {
		path := filepath.Join(t.TempDir(), "x.dot")
		if there {
			put(t, path, before)
		}
		w, err := safefile.Create(safefile.OS, path)
		if err != nil {
			t.Fatal(err)
		}
		put(t, path, "edited by hand")
		if err := w.Commit(); err == nil {
			t.Errorf("there before: %v: an edit was lost", there)
		}
		if text, _ := os.ReadFile(path); string(text) != "edited by hand" {
			t.Errorf("the file holds %q", text)
		}
	}
}

func TestANewFileTakesNobodysPlace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.pact")
	put(t, path, before)
	if err := safefile.New(safefile.OS, path, []byte(after)); !errors.Is(err, fs.ErrExist) {
		t.Errorf("error %v", err)
	}
	// Also where there are no hard links.
	path = filepath.Join(t.TempDir(), "x.pact")
	if err := safefile.New(noLinks{safefile.OS}, path, []byte(after)); err != nil {
		t.Error(err)
	}
	if err := safefile.New(noLinks{safefile.OS}, path, []byte(before)); !errors.Is(err, fs.ErrExist) {
		t.Errorf("error %v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != after || len(left(t, filepath.Dir(path))) > 0 {
		t.Errorf("the file holds %q; left are %v", text, left(t, filepath.Dir(path)))
	}
}

// noLinks is a disk without hard links.
type noLinks struct{ safefile.Disk }

func (noLinks) Link(path, _ string) error {
	return &fs.PathError{Op: "link", Path: path, Err: syscall.EPERM}
}
