package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// What is committed is what the sources give.
func TestTheBundleIsThatOfItsSources(t *testing.T) {
	if _, err := os.Stat("../ui/node_modules"); err != nil {
		t.Skip("needs the packages of the page: npm ci in internal/workbench/ui")
	}
	files, err := build("../ui")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 3 {
		t.Errorf("the bundle has %d files, not 3", len(files))
	}
	for name, text := range files {
		have, err := os.ReadFile(filepath.Join("../static", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(have, text) {
			t.Errorf("static/%s is not what the sources give; go generate ./internal/workbench writes it", name)
		}
	}
}
