package load_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var codeInSource = regexp.MustCompile(`"([NMUW]\d{3})"`)

// codesIn finds the codes that the source files of a package name.
func codesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v", dir, err)
	}
	found := map[string]string{}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range codeInSource.FindAllStringSubmatch(string(text), -1) {
			found[m[1]] = f
		}
	}
	return found
}
