package load_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	codeInSource = regexp.MustCompile(`"([PNMUW]\d{3})"`)
	codeInText   = regexp.MustCompile(`\b[PNMUW]\d{3}\b`)
)

// texts reads the files of the whole project whose names end so, by their path in it.
func texts(t *testing.T, ending string) map[string]string {
	t.Helper()
	out := map[string]string{}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ending) {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		out[name] = string(text)
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("no files %s: %v", ending, err)
	}
	return out
}
