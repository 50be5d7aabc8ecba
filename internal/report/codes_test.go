package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/report"
)

// enums lists the enumerations of a schema that have a word in them.
func enums(x any, word string) [][]string {
	var out [][]string
	switch x := x.(type) {
	case map[string]any:
		for key, y := range x {
			if list, ok := y.([]any); ok && key == "enum" && slices.Contains(list, any(word)) {
				var words []string
				for _, w := range list {
					words = append(words, w.(string))
				}
				out = append(out, words)
			}
			out = append(out, enums(y, word)...)
		}
	case []any:
		for _, y := range x {
			out = append(out, enums(y, word)...)
		}
	}
	return out
}

// The schemas allow the findings that there are, and their severities, and no others.
func TestTheSchemasKnowEveryFinding(t *testing.T) {
	for name, text := range map[string][]byte{"check": report.SchemaText, "diff": report.DiffSchemaText} {
		var schema any
		if err := json.Unmarshal(text, &schema); err != nil {
			t.Fatal(err)
		}
		severities := []string{codes.Serious.String(), codes.Warning.String(), codes.Note.String()}
		for word, want := range map[string][]string{"stuck": codes.Names(), "serious": severities} {
			got := enums(schema, word)
			if len(got) == 0 {
				t.Errorf("%s: no list with %s", name, word)
			}
			for _, list := range got {
				if !slices.Equal(list, want) {
					t.Errorf("%s: %v, want %v", name, list, want)
				}
			}
		}
	}
}

// The page of the language says of each finding when it holds, and of no other.
func TestTheLanguagePageDefinesEveryFinding(t *testing.T) {
	text, err := os.ReadFile("../../docs/language.md")
	if err != nil {
		t.Fatal(err)
	}
	_, page, _ := strings.Cut(string(text), "\n## 13 Findings\n")
	page, _, _ = strings.Cut(page, "\n## 14 ")
	var defined []string
	for _, line := range regexp.MustCompile("(?m)^\\*\\*`\\w+`\\*\\*[^:]*: ").FindAllString(page, -1) {
		for _, m := range regexp.MustCompile("\\*\\*`(\\w+)`").FindAllStringSubmatch(line, -1) {
			defined = append(defined, m[1])
		}
	}
	want := codes.Names()
	slices.Sort(defined)
	slices.Sort(want)
	if !slices.Equal(defined, want) {
		t.Errorf("defined %v, want %v", defined, want)
	}
}

// What `servanda explain` lists is everything that can be explained.
func TestEveryCodeIsListed(t *testing.T) {
	var b bytes.Buffer
	if err := report.ListCodes(&b, report.Style{Width: 100}); err != nil {
		t.Fatal(err)
	}
	var listed []string
	for line := range strings.Lines(b.String()) {
		if f := strings.Fields(line); strings.HasPrefix(line, "  ") && len(f) > 0 {
			listed = append(listed, f[0])
		}
	}
	want := codes.Names()
	for _, e := range diag.Entries() {
		want = append(want, string(e.Code))
	}
	for _, c := range want {
		if !slices.Contains(listed, c) {
			t.Errorf("%s is not listed", c)
		}
	}
}
