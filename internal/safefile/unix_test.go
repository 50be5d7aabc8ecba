//go:build unix

package safefile_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/servanda-lang/servanda/internal/safefile"
)

func replace(path string) error {
	return safefile.Replace(safefile.OS, path, []byte(before), []byte(after))
}

func TestModeAndLinksStay(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "x.pact"), filepath.Join(dir, "link.pact")
	put(t, path, before)
	if err := os.Chmod(path, 0o751); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("x.pact", link); err != nil {
		t.Fatal(err)
	}
	if err := replace(link); err != nil {
		t.Fatal(err)
	}
	if to, err := os.Readlink(link); to != "x.pact" || err != nil {
		t.Errorf("the link leads to %q: %v", to, err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o751 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if text, _ := os.ReadFile(path); string(text) != after {
		t.Errorf("the file holds %q", text)
	}
}

func TestTheOwnerStays(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can give files away")
	}
	path := filepath.Join(t.TempDir(), "x.pact")
	put(t, path, before)
	if err := os.Chown(path, 12345, 54321); err != nil {
		t.Skip(err)
	}
	if err := replace(path); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if st := info.Sys().(*syscall.Stat_t); st.Uid != 12345 || st.Gid != 54321 {
		t.Errorf("it belongs to %d and %d", st.Uid, st.Gid)
	}
}

// Where neither owner nor group can be kept, another group gets no right that everybody has not.
func TestAnotherGroupGetsNoRights(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.pact")
	put(t, path, before)
	if err := os.Chmod(path, 0o664); err != nil {
		t.Fatal(err)
	}
	if err := safefile.Replace(noChown{safefile.OS}, path, []byte(before), []byte(after)); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

// noChown is a disk on which files cannot be given away.
type noChown struct{ safefile.Disk }

type ownFile struct{ safefile.File }

func (d noChown) Create(path string, mode os.FileMode) (safefile.File, error) {
	f, err := d.Disk.Create(path, mode)
	return ownFile{f}, err
}

func (ownFile) Chown(int, int) error { return syscall.EPERM }

func TestWhatCannotBeReplacedIsRefused(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.pact")
	put(t, path, before)
	if err := os.Link(path, filepath.Join(dir, "second.pact")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "dangling.pact")); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.pact"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, says := range map[string]string{
		"x.pact": "2 names (hard links)", "dangling.pact": "leads to nothing", "pipe.pact": "not an ordinary file", "none.pact": "file does not exist", ".": "not an ordinary file",
	} {
		err := replace(filepath.Join(dir, name))
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: error %v, want %s", name, err, says)
		}
	}
	if text, _ := os.ReadFile(path); string(text) != before || len(left(t, dir)) > 0 {
		t.Errorf("the file holds %q; left are %v", text, left(t, dir))
	}
	if _, err := safefile.Create(safefile.OS, dir); err == nil || !strings.Contains(err.Error(), "is a folder") {
		t.Errorf("error %v", err)
	}
}

// A pipe or a device is written to as the text comes.
func TestAPipeIsWrittenTo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	got := make(chan string)
	go func() {
		text, _ := os.ReadFile(path)
		got <- string(text)
	}()
	if err := create(safefile.OS, path); err != nil {
		t.Error(err)
	}
	if text := <-got; text != after {
		t.Errorf("the reader got %q", text)
	}
}

// What is secret is the owner's alone, whatever the process lets others do with its files.
func TestASecretIsTheOwnersAlone(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0))
	path := filepath.Join(t.TempDir(), "key")
	if err := safefile.NewSecret(safefile.OS, path, []byte(after)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := safefile.NewSecret(safefile.OS, path, []byte(before)); err == nil {
		t.Error("a secret was written over")
	}
}
