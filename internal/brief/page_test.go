package brief_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// tool is where a program is; empty if it is not there.
func tool(name string) string {
	path, err := exec.LookPath(name)
	if err != nil {
		return ""
	}
	return path
}

var pagesLine = regexp.MustCompile(`(?m)^Pages:\s+([0-9]+)$`)

// pages counts the pages that LibreOffice makes of a Word document.
func pages(t *testing.T, office, pdf string, docx []byte) int {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "note.docx")
	if err := os.WriteFile(file, docx, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	out, err := exec.Command(pdf, filepath.Join(dir, "note.pdf")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	m := pagesLine.FindSubmatch(out)
	if m == nil {
		t.Fatalf("no pages in %s", out)
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}
