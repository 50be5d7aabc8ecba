// Package library_test holds every pact of the library to its expected findings, and plays all its checks
// and scenarios. A pact, or one that it is compared with, that is changed on purpose gets new expected
// findings by
//
//	go test ./library -update
//
// and the change shows in review, line by line.
package library_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/points"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/model"
)

var update = flag.Bool("update", false, "write what was found as what is expected")

// expectedFile is where a folder keeps the findings of its pacts, each under the name of its file.
const expectedFile = "expected.txt"

// statementsFile is where it keeps, if it has one, what they come to: the first screen of each.
const statementsFile = "statements.txt"

// The parts stand in a folder of their own, none of them by itself: one pact takes in them all.
const (
	partsDir  = "parts"
	partsPact = "parts/parts.pact"
)

// whole are pacts that take long as a whole: they are looked at where all is tested, and elsewhere in each reading and in some
// other fillings, each in full (when_test.go).
var whole = []string{withPoints, "reported-framework-2025-12/guarantee-alone.pact", "share-purchase/share-purchase.pact"}

func TestLibrary(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() {
			t.Run(e.Name(), func(t *testing.T) { folder(t, e.Name()) })
		}
	}
}

// pactsOf are the pacts of all folders.
func pactsOf(t *testing.T) []string {
	t.Helper()
	pacts, err := filepath.Glob("*/*.pact")
	if err != nil || len(pacts) == 0 {
		t.Fatalf("no pacts: %v", err)
	}
	return slices.DeleteFunc(pacts, func(path string) bool { return filepath.Dir(path) == partsDir && filepath.ToSlash(path) != partsPact })
}

// pacts are those that have been read, by their paths. Nothing that asks about a pact changes it.
var pacts = map[string]*model.Pact{}

func loaded(t *testing.T, path string) *model.Pact {
	t.Helper()
	if pacts[path] == nil {
		p, err := servanda.Load(path)
		if err != nil {
			t.Fatal(err)
		}
		pacts[path] = p
	}
	return pacts[path]
}

// folder holds the pacts of a folder to what is expected of them; those that are left out are read from there.
func folder(t *testing.T, dir string) {
	pacts := slices.DeleteFunc(pactsOf(t), func(path string) bool { return filepath.Dir(path) != dir })
	if len(pacts) == 0 {
		t.Fatal("no pact in the folder")
	}
	_, err := os.Stat(filepath.Join(dir, statementsFile))
	told := err == nil
	var found, screens []string
	for _, path := range pacts {
		found = append(found, "# "+filepath.Base(path))
		if slices.Contains(whole, filepath.ToSlash(path)) && !*update && !extent.All() {
			found = append(found, expectedOf(t, path)...)
			continue
		}
		a := check(t, path)
		for i := range a.Findings {
			found = append(found, report.Line(a.Pact, &a.Findings[i]))
		}
		screens = append(screens, screen(t, path, a)+"\n")
	}
	if *update {
		write(t, filepath.Join(dir, expectedFile), strings.Join(found, "\n")+"\n")
		if told {
			write(t, filepath.Join(dir, statementsFile), strings.Join(screens, ""))
		}
		return
	}
	compare(t, strings.Split(strings.TrimSpace(read(t, filepath.Join(dir, expectedFile))), "\n"), found)
	if told {
		sameScreens(t, read(t, filepath.Join(dir, statementsFile)), screens, len(screens) == len(pacts))
	}
}

// sameScreens compares first screens with those that are expected, of all pacts of a folder or of some.
func sameScreens(t *testing.T, want string, got []string, all bool) {
	t.Helper()
	if all {
		if d := cmp.Diff(want, strings.Join(got, "")); d != "" {
			t.Errorf("the first screen is another (-expected +found):\n%s", d)
		}
		return
	}
	for _, screen := range got {
		if !strings.Contains(want, screen) {
			t.Errorf("the first screen is another than in\n%s\nfound:\n%s", want, screen)
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// screen is the first screen of an answer. It fits one of 60 lines, and nothing stands on it twice; every finding is in one
// statement.
func screen(t *testing.T, path string, a *servanda.Answer) string {
	t.Helper()
	var b strings.Builder
	if err := form.Text(&b, report.Screen(report.Result{Path: path, Answer: a}), form.Style{}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if len(lines) > 60 {
		t.Errorf("%s: the first screen has %d lines", path, len(lines))
	}
	var whole strings.Builder // each sentence on one line, for two may well end alike
	if err := form.Text(&whole, report.Screen(report.Result{Path: path, Answer: a}), form.Style{Width: 10_000}); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for l := range strings.Lines(whole.String()) {
		if seen[l] && strings.TrimSpace(l) != "" {
			t.Errorf("%s: this line stands there twice: %s", path, l)
		}
		seen[l] = true
	}
	under := 0
	for _, s := range statement.Of(a) {
		under += len(s.Findings)
	}
	if under != len(a.Findings) {
		t.Errorf("%s: %d findings under statements, of %d", path, under, len(a.Findings))
	}
	return b.String()
}

// Every part is taken in by the pact that is held to its findings, and is told of in the README.
func TestEveryPartIsUsed(t *testing.T) {
	r, err := load.Load(partsPact)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, f := range r.Files() {
		used[filepath.Base(f.Path)] = true
	}
	readme, err := os.ReadFile(filepath.Join(partsDir, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	parts, _ := filepath.Glob(filepath.Join(partsDir, "*.pact"))
	for _, p := range parts {
		name := filepath.Base(p)
		if !used[name] {
			t.Errorf("%s does not use %s", partsPact, name)
		}
		if !strings.Contains(string(readme), "`"+name+"`") {
			t.Errorf("the README does not tell of %s", name)
		}
	}
}

// check looks at one pact. Its checks and scenarios are to come out as the pact says itself.
func check(t *testing.T, path string) *servanda.Answer {
	a, err := servanda.Check(context.Background(), loaded(t, path), &servanda.Options{Workers: runtime.NumCPU()})
	if err != nil {
		t.Fatal(err)
	}
	comesOutAsSaid(t, path, a)
	if filepath.ToSlash(path) == withPoints {
		pointsOf(t, a)
	}
	return a
}

// comesOutAsSaid holds checks and scenarios to what the pact says of them.
func comesOutAsSaid(t *testing.T, path string, a *servanda.Answer) {
	t.Helper()
	p := a.Pact
	for _, f := range a.Fillings {
		for _, c := range f.Checks {
			if !c.Passed {
				t.Errorf("%s: check %q: %s", path, p.Checks[c.Check].Label, c.Message)
			}
		}
	}
	for _, s := range a.Scenarios {
		if !s.Passed {
			t.Errorf("%s:%d: scenario %q: %s", path, s.At.Position().Line, p.Scenarios[s.Scenario].Label, s.Message)
		}
	}
}

// withPoints names the pact of which it is held what its open points decide, the reading to start from, and where that stands.
const (
	withPoints    = "reported-framework-2025-12/reported-framework-2025-12.pact"
	pointsReading = "reported_only"
	pointsFile    = "reported-framework-2025-12/points.txt"
)

// pointsOf holds what the open points decide to what is expected. It is all taken from the answer.
func pointsOf(t *testing.T, a *servanda.Answer) {
	r := slices.IndexFunc(a.Pact.Readings, func(r model.Reading) bool { return r.Name == pointsReading })
	tab, err := points.Of(context.Background(), a, a.Pact.Readings[r].Fixes)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range tab.Overall.Settles { // the figures of docs/points.md
		t.Logf("%-12s %.3f bits, stands %d times in conditions", a.Pact.Points[x.Point].Name, x.Bits, tab.Points[x.Point].Occurs)
	}
	var b bytes.Buffer
	if err := form.Text(&b, tab.Document(), form.Style{}); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(pointsFile, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(pointsFile)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, strings.Split(string(want), "\n"), strings.Split(b.String(), "\n"))
}

// compare tells which lines came and which went.
func compare(t *testing.T, want, got []string) {
	count := map[string]int{}
	for _, l := range want {
		count[l]++
	}
	for _, l := range got {
		if count[l]--; count[l] < 0 {
			t.Errorf("found, but not expected: %s", l)
		}
	}
	for _, l := range want {
		if count[l]--; count[l] >= 0 {
			t.Errorf("expected, but not found: %s", l)
		}
	}
}
