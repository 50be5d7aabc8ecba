// Package may reads who may do what out of docs/server.md, so that tests hold the server and its pages to it.
//
// Input: a test two folders below the root, and the head of the first column of a table. Output: by route and role, whether it may.
package may

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var route = regexp.MustCompile("`((?:GET|POST) [^`]+)`")

// Table reads the table whose first column has this head. A row that names no route is that of "text".
func Table(t *testing.T, head string) map[string]map[string]bool {
	t.Helper()
	text, err := os.ReadFile("../../docs/server.md")
	if err != nil {
		t.Fatal(err)
	}
	var heads []string
	out := map[string]map[string]bool{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch {
		case len(cells) != 8:
			heads = nil
		case cells[1] == "nobody" && cells[0] == head:
			heads = cells
		case heads != nil && !strings.HasPrefix(cells[1], "-"):
			row(t, out, heads, cells)
		}
	}
	return out
}

// row reads what each role may by one row.
func row(t *testing.T, out map[string]map[string]bool, heads, cells []string) {
	t.Helper()
	names := route.FindAllStringSubmatch(cells[0], -1)
	if len(names) == 0 {
		names = [][]string{{"", "text"}}
	}
	for _, m := range names {
		out[m[1]] = map[string]bool{}
		for i, head := range heads[1:] {
			if cells[i+1] != "yes" && cells[i+1] != "no" {
				t.Errorf("%s: %q is neither yes nor no", m[1], cells[i+1])
			}
			out[m[1]][head] = cells[i+1] == "yes"
		}
	}
}
