package main

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var commandShown = regexp.MustCompile("(?s)```\n\\$ servanda ([^\n]*)\n(.*?)```")

var update = flag.Bool("update", false, "put the output as it is now into the README")

// TestReadmeShowsARealOutput runs the command that the README shows.
func TestReadmeShowsARealOutput(t *testing.T) {
	t.Chdir("../..")
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	m := commandShown.FindSubmatch(readme)
	if m == nil {
		t.Fatal("the README shows no command")
	}
	var out, errs bytes.Buffer
	run(t.Context(), strings.Fields(string(m[1])), streams{out: &out, err: &errs})
	if *update {
		now := bytes.Replace(readme, m[2], out.Bytes(), 1)
		if err := os.WriteFile("README.md", now, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(string(m[2]), out.String()); d != "" {
		t.Errorf("the README shows something else (-README +output); -update puts it right:\n%s", d)
	}
}
