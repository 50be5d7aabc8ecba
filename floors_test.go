package servanda_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/servanda-lang/servanda"

// pkg is what `go list -json` says of a package, as far as it matters here.
type pkg struct {
	ImportPath string
	GoFiles    []string
	Imports    []string
}

// room is the name of a package in the table of floors.
func room(path string) string {
	if path == module {
		return "."
	}
	return strings.TrimPrefix(path, module+"/")
}

// floors reads the table in docs/architecture.md.
func floors(t *testing.T) map[string]int {
	t.Helper()
	text, err := os.ReadFile("docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	for _, m := range regexp.MustCompile("(?m)^\\| ([0-9]+) \\| `([^`]+)` \\|").FindAllStringSubmatch(string(text), -1) {
		n, _ := strconv.Atoi(m[1])
		out[m[2]] = n
	}
	if len(out) == 0 {
		t.Fatal("no floors found")
	}
	return out
}

func packages(t *testing.T) []pkg {
	t.Helper()
	text, err := exec.Command("go", "list", "-json=ImportPath,GoFiles,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var out []pkg
	for dec := json.NewDecoder(bytes.NewReader(text)); ; {
		var p pkg
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
}

// TestImportsPointOnlyToLowerFloors holds the packages to docs/architecture.md.
func TestImportsPointOnlyToLowerFloors(t *testing.T) {
	at := floors(t)
	seen := map[string]bool{}
	for _, p := range packages(t) {
		from := room(p.ImportPath)
		if strings.HasPrefix(from, "internal/testkit") || len(p.GoFiles) == 0 {
			continue // for tests only
		}
		seen[from] = true
		floor, known := at[from]
		if !known {
			t.Errorf("%s is on no floor of docs/architecture.md", from)
		}
		for _, i := range p.Imports {
			if i != module && !strings.HasPrefix(i, module+"/") {
				continue
			}
			to := room(i)
			if strings.HasPrefix(to, "internal/testkit") {
				t.Errorf("%s imports %s, which is for tests only", from, to)
			} else if at[to] >= floor {
				t.Errorf("%s on floor %d imports %s on floor %d", from, floor, to, at[to])
			}
		}
	}
	for r := range at {
		if !seen[r] {
			t.Errorf("docs/architecture.md has a room %s that is not there", r)
		}
	}
}

// needs lists the packages of the project that one takes, however far down, itself left out.
func needs(t *testing.T, what string) []string {
	t.Helper()
	text, err := exec.Command("go", "list", "-deps", "./"+what).Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var out []string
	for _, path := range strings.Fields(string(text)) {
		if strings.HasPrefix(path, module+"/") && room(path) != what {
			out = append(out, room(path))
		}
	}
	return out
}

// Who holds a certificate to a pact shares with the engines the meaning of a move and no more; the second verifier not even that.
func TestVerifiersStandAlone(t *testing.T) {
	if got := strings.Join(needs(t, "internal/verify"), " "); got != "internal/memory internal/source model internal/program internal/machine" {
		t.Errorf("the verifier needs %s", got)
	}
	if got := strings.Join(needs(t, "internal/testkit/oracle"), " "); got != "internal/source model" {
		t.Errorf("the second verifier needs %s", got)
	}
}

// What makes the moves of a pact and holds sets of states and courses to their rules can be read in one sitting.
func TestTheKernelOfTheVerifierIsSmall(t *testing.T) {
	lines := 0
	for _, file := range []string{"internal/verify/graph.go", "internal/verify/course.go"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
				lines++
			}
		}
	}
	if lines >= 300 {
		t.Errorf("it has %d lines", lines)
	}
}
