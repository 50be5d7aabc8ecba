package library_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// judgedFile is where a folder keeps, for each finding on its pacts, whether it is founded in the text or an artefact of the
// model, and why. It has the name of each pact as a heading, as expected.txt has; under it stand judgements,
//
//	text: why the text bears it out
//	model: what in the model brings it about, that no text says
//
// and under each, indented, the keys of the findings of which it is said.
const judgedFile = "judged.txt"

// keyParts are what a finding is called by here: its code, what it is about and whose it is; of those that are about who
// can bring something about, also who. Classes of care, fillings and who must break its word are left out.
var keyParts = regexp.MustCompile(`^(\w+)((?: "[^"]*"| [a-z_0-9]+)?(?: party=\w+)?)`)

var keyBy = regexp.MustCompile(` by=(?:\{[^}]*\}\|?)+`)

func keyOf(line string) string {
	m := keyParts.FindStringSubmatch(line)
	if m == nil {
		return line
	}
	if m[1] == "veto" || m[1] == "withheld" {
		return m[0] + keyBy.FindString(line)
	}
	return m[0]
}

// judgement is what was found about a finding, and why.
type judgement struct{ of, why string }

// Every finding that is expected of an agreement is judged, nothing else is, and every judgement has a reason. With -v the
// numbers are told.
func TestJudged(t *testing.T) {
	folders, err := filepath.Glob("*/" + expectedFile)
	if err != nil || len(folders) == 0 {
		t.Fatalf("nothing is expected anywhere: %v", err)
	}
	all := map[string][]judgement{} // by code
	for _, path := range folders {
		dir := filepath.Dir(path)
		if dir == partsDir { // no agreement
			continue
		}
		expected, judged := keysIn(t, path), judgedIn(t, dir)
		for _, k := range slices.Sorted(maps.Keys(expected)) {
			j, ok := judged[k]
			if !ok {
				t.Errorf("%s: not judged: %s", dir, k)
				continue
			}
			code := strings.Fields(k[strings.Index(k, ": ")+2:])[0]
			all[code] = append(all[code], j)
		}
		for _, k := range slices.Sorted(maps.Keys(judged)) {
			if !expected[k] {
				t.Errorf("%s: judged, but not found: %s", dir, k)
			}
		}
	}
	tellJudged(t, all)
}

// keysIn reads the keys of what is expected, each after the name of its pact.
func keysIn(t *testing.T, path string) map[string]bool {
	out, pact := map[string]bool{}, ""
	for _, line := range linesOf(t, path) {
		if name, ok := strings.CutPrefix(line, "# "); ok {
			pact = name
			continue
		}
		out[pact+": "+keyOf(line)] = true
	}
	return out
}

func judgedIn(t *testing.T, dir string) map[string]judgement {
	out, pact, now := map[string]judgement{}, "", judgement{}
	for _, line := range linesOf(t, filepath.Join(dir, judgedFile)) {
		if name, ok := strings.CutPrefix(line, "# "); ok {
			pact, now = name, judgement{}
			continue
		}
		if finding, ok := strings.CutPrefix(line, "  "); ok {
			key := pact + ": " + finding
			if _, twice := out[key]; twice || now.why == "" {
				t.Errorf("%s: judged twice, or under no judgement: %s", dir, key)
			}
			out[key] = now
			continue
		}
		of, why, _ := strings.Cut(line, ": ")
		if of != "text" && of != "model" || why == "" {
			t.Errorf("%s: no judgement with a reason: %s", dir, line)
		}
		now = judgement{of, why}
	}
	return out
}

func linesOf(t *testing.T, path string) []string {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

func tellJudged(t *testing.T, all map[string][]judgement) {
	var lines []string
	text, model := 0, 0
	reasons := map[string]int{}
	for _, code := range slices.Sorted(maps.Keys(all)) {
		artefacts := 0
		for _, j := range all[code] {
			if j.of == "model" {
				artefacts++
				reasons[j.why]++
			}
		}
		lines = append(lines, fmt.Sprintf("  %-12s %3d founded in the text, %3d of the model", code, len(all[code])-artefacts, artefacts))
		text, model = text+len(all[code])-artefacts, model+artefacts
	}
	for _, why := range slices.Sorted(maps.Keys(reasons)) {
		lines = append(lines, fmt.Sprintf("  %3d of the model: %s", reasons[why], why))
	}
	t.Logf("%d findings on real agreements: %d founded in the text, %d artefacts of the model\n%s", text+model, text, model, strings.Join(lines, "\n"))
}
