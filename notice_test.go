package servanda_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateNotice = flag.Bool("update-notice", false, "write THIRD_PARTY.md as the modules that are linked ask for")

const noticeFile = "THIRD_PARTY.md"

// linked gives the modules that are part of the program on any of the systems it is built for, with the folder each
// lies in.
func linked(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		c := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/servanda")
		c.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		text, err := c.Output()
		if err != nil {
			t.Fatalf("go list for %s: %v", system, err)
		}
		for line := range strings.Lines(string(text)) {
			if module, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				out[module] = dir
			}
		}
	}
	return out
}

// licence reads the text under which what lies in a folder is given.
func licence(t *testing.T, dir string) string {
	t.Helper()
	for _, name := range []string{"LICENSE", "LICENSE.txt", "LICENSE.md", "COPYING"} {
		if text, err := os.ReadFile(filepath.Join(dir, name)); err == nil {
			return string(text)
		}
	}
	t.Fatalf("no licence in %s", dir)
	return ""
}

// mozilla asks whoever hands out a program to say where the source of the files under it is (section 3.2), and leaves the rest of the program its own
// licence (3.3).
const mozilla = "Mozilla Public License 2.0"

// kind names a licence, or several, by what its text says.
func kind(t *testing.T, text string) string {
	t.Helper()
	var names []string
	for _, k := range []struct{ says, name string }{
		{"Mozilla Public License Version 2.0", mozilla},
		{"Apache License", "Apache License 2.0"},
		{"Permission is hereby granted", "MIT License"},
		{"Redistribution and use in source", "BSD 3-Clause License"},
		{"Permission to use, copy, modify, and distribute this software for any", "ISC License"},
	} {
		if strings.Contains(text, k.says) {
			names = append(names, k.name)
		}
	}
	if len(names) == 0 {
		t.Fatalf("this licence is none that was looked at: %.200s", text)
	}
	return strings.Join(names, " and ")
}

// notice is what the file is to say.
func notice(t *testing.T) string {
	var b strings.Builder
	b.WriteString("# What is linked into servanda\n\nThe program contains the modules below and the standard library of Go. Each is given under its own licence.\n" +
		"A test holds this list to what is linked; `go test . -run Notice -update-notice` writes it anew.\n")
	modules := linked(t)
	names := []string{}
	for m := range modules {
		names = append(names, m)
	}
	slices.Sort(names)
	told := ""
	section := func(name, text string) {
		k := kind(t, text)
		fmt.Fprintf(&b, "\n## %s\n\n%s", name, k)
		if k == "Apache License 2.0" {
			b.WriteString("; its text is that in [LICENSE](LICENSE).\n")
			return
		}
		if k == mozilla {
			module, version, _ := strings.Cut(name, " ")
			fmt.Fprintf(&b, "; it is contained unchanged, and its source is to be had as the Go module %s in the version %s.", module, version)
			if told == text {
				b.WriteString(" The text of the licence is the one above.\n")
				return
			}
			told = text
		}
		fmt.Fprintf(&b, "\n\n```\n%s\n```\n", strings.TrimSpace(text))
	}
	for _, m := range names {
		if strings.HasPrefix(m, "golang.org/x/sys ") { // of the same authors, under the same text
			section("The standard library of Go", licence(t, modules[m]))
		}
	}
	for _, m := range names {
		section(m, licence(t, modules[m]))
		if text, err := os.ReadFile(filepath.Join(modules[m], "NOTICE")); err == nil {
			fmt.Fprintf(&b, "\n```\n%s\n```\n", strings.TrimSpace(string(text)))
		}
	}
	page, err := os.ReadFile("internal/workbench/static/licences.txt")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "\n# What is in the page of `servanda serve`\n\nThe script of the page contains the packages below, each under its own licence.\n\n```\n%s\n```\n", strings.TrimSpace(string(page)))
	return b.String()
}

// TestNoticeNamesWhatIsLinked holds THIRD_PARTY.md to the modules that are linked and to their licences.
func TestNoticeNamesWhatIsLinked(t *testing.T) {
	want := notice(t)
	if *updateNotice {
		if err := os.WriteFile(noticeFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(noticeFile)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Errorf("%s is not what the linked modules ask for; -update-notice writes it (-want +got):\n%s", noticeFile, d)
	}
}
