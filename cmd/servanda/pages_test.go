package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// worked are the pages that a reader works through from top to bottom, in a folder of one's own. Their blocks are
//
//	```pact NAME, ```text NAME    a file that the reader writes
//	```diff NAME                  what the reader changes in it
//	``` with a line "$ …" first   a command (servanda …, perhaps < NAME; or cp A B), and what is seen of it; a line … stands
//	                              for any lines
func worked(t *testing.T) []string {
	t.Helper()
	pages, err := filepath.Glob("../../docs/handbook/*.md")
	if err != nil || len(pages) < 5 {
		t.Fatal("there is no handbook", err)
	}
	pages = slices.DeleteFunc(pages, func(p string) bool { return filepath.Base(p) == "README.md" })
	return append(pages, "../../docs/tutorial.md")
}

var fenced = regexp.MustCompile("(?ms)^```([^\n]*)\n(.*?)^```$")

// TestPagesThatAreWorkedThrough does what these pages tell their readers to do, and holds what they show to what is seen.
func TestPagesThatAreWorkedThrough(t *testing.T) {
	t.Setenv("COLUMNS", "")
	for _, page := range worked(t) {
		t.Run(filepath.Base(page), func(t *testing.T) {
			path, err := filepath.Abs(page)
			if err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir())
			commands := 0
			now := fenced.ReplaceAllFunc(text, func(block []byte) []byte {
				m := fenced.FindSubmatch(block)
				kind, name, _ := strings.Cut(string(m[1]), " ")
				body := string(m[2])
				switch line, shown, _ := strings.Cut(body, "\n"); {
				case name != "" && kind == "diff":
					change(t, name, body)
				case name != "":
					write(t, name, body)
				case strings.HasPrefix(line, "$ "):
					commands++
					seen := typed(t, line[2:])
					if likens(shown, seen) {
						return block
					}
					if !*update {
						t.Errorf("the page shows something else of %q (-page +seen); -update puts it right:\n%s", line, cmp.Diff(shown, seen))
					}
					return fmt.Appendf(nil, "```%s\n%s\n%s```", m[1], line, seen)
				}
				return block
			})
			if commands < 2 {
				t.Errorf("the page has %d commands", commands)
			}
			if *update {
				if err := os.WriteFile(path, now, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// likens reports whether what a page shows is what is seen, where a line … of the page stands for any lines.
func likens(shown, seen string) bool {
	expr := "^"
	for line := range strings.Lines(shown) {
		if line == "…\n" {
			expr += "(?:.*\n)*"
		} else {
			expr += regexp.QuoteMeta(line)
		}
	}
	return regexp.MustCompile(expr + "$").MatchString(seen)
}

// change puts what a diff adds in the place of what it takes away; both stand between the same lines.
func change(t *testing.T, name, diff string) {
	t.Helper()
	old, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var from, to strings.Builder
	for line := range strings.Lines(diff) {
		if line[0] != '+' {
			from.WriteString(line[1:])
		}
		if line[0] != '-' {
			to.WriteString(line[1:])
		}
	}
	if strings.Count(string(old), from.String()) != 1 {
		t.Fatalf("%s does not have once:\n%s", name, &from)
	}
	write(t, name, strings.Replace(string(old), from.String(), to.String(), 1))
}

// typed is what is seen of a command: what it writes, or, if the call or the text is wrong, what it says.
func typed(t *testing.T, line string) string {
	t.Helper()
	line, in, _ := strings.Cut(line, " < ")
	words := strings.Fields(line)
	switch {
	case words[0] == "cp" && len(words) == 3:
		text, err := os.ReadFile(words[1])
		if err != nil {
			t.Fatal(err)
		}
		write(t, words[2], string(text))
		return ""
	case words[0] != "servanda":
		t.Fatalf("nobody knows how to do %q", line)
	}
	var from io.Reader = strings.NewReader("")
	if in != "" {
		f, err := os.Open(in)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		from = f
	}
	var out, said bytes.Buffer
	if code := run(t.Context(), words[1:], streams{in: from, out: &out, err: &said}); code == exitInvalid {
		return said.String()
	}
	return seconds.ReplaceAllString(out.String(), "\t0.01s\n")
}

// seconds is how long a test took.
var seconds = regexp.MustCompile(`\t[0-9.]+s\n`)
