package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var commandShown = regexp.MustCompile("(?s)```\n\\$ servanda ([^\n]*)\n(.*?)```")

var update = flag.Bool("update", false, "put the output as it is now into the README")

// TestReadmeShowsARealOutput runs the commands that the README shows.
func TestReadmeShowsARealOutput(t *testing.T) {
	t.Chdir("../..")
	t.Setenv("COLUMNS", "")
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	now := commandShown.ReplaceAllFunc(readme, func(block []byte) []byte {
		m := commandShown.FindSubmatch(block)
		var out, errs bytes.Buffer
		run(t.Context(), strings.Fields(string(m[1])), streams{out: &out, err: &errs})
		if d := cmp.Diff(string(m[2]), out.String()); d != "" && !*update {
			t.Errorf("the README shows something else of %s (-README +output); -update puts it right:\n%s", m[1], d)
		}
		shown++
		return fmt.Appendf(nil, "```\n$ servanda %s\n%s```", m[1], out.Bytes())
	})
	if shown < 2 {
		t.Fatal("the README shows no commands")
	}
	if *update {
		if err := os.WriteFile("README.md", now, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
