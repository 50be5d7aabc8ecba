package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTheNineGuaranteesAreAsShown runs the command that docs/nine-guarantees.md shows; -update puts its output
// there.
func TestTheNineGuaranteesAreAsShown(t *testing.T) {
	if testing.Short() {
		t.Skip("looks at nine pacts in all their readings")
	}
	t.Chdir("../..")
	const file = "docs/nine-guarantees.md"
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m := commandShown.FindSubmatch(page)
	if m == nil {
		t.Fatal("the page shows no command")
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), strings.Fields(string(m[1])), streams{out: &out, err: &errs}); code != exitClean {
		t.Fatalf("exit code %d\n%s", code, errs.String())
	}
	if *update {
		now := bytes.Replace(page, m[0], []byte("```\n$ servanda "+string(m[1])+"\n"+out.String()+"```"), 1)
		if err := os.WriteFile(file, now, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(string(m[2]), out.String()); d != "" {
		t.Errorf("the page shows something else (-page +output); -update puts it right:\n%s", d)
	}
}
