package statement_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

var update = flag.Bool("update", false, "write what was found as what is expected")

// answers are those given already, by path.
var answers = map[string]*inquiry.Answer{}

// check answers everything about a pact.
func check(t *testing.T, path string) *inquiry.Answer {
	t.Helper()
	path = filepath.Clean(path)
	if a := answers[path]; a != nil {
		return a
	}
	r, err := load.Load(path)
	if err != nil || r.Pact == nil {
		t.Fatal(path, err, r)
	}
	a, err := inquiry.Check(t.Context(), r.Pact, inquiry.Query{Workers: 2})
	if err != nil {
		t.Fatal(path, err)
	}
	answers[path] = a
	return a
}

// shown are the pacts whose statements are kept in a file.
var shown = []string{
	"small-exchange.pact", "minsk-in-miniature.pact", "three-instruments/plain.pact", "ring-and-simultaneous-entry/flawed.pact",
	"unsafe-order-and-escrow/flawed.pact", "verifier-veto-and-inverted-default/flawed.pact", "withheld-guarantee-and-deadline/flawed.pact",
	"hollow-guarantee-and-minimum-act/flawed.pact", "outside-deadline-and-excuse/flawed.pact", "restraint-and-exit/flawed.pact",
	"lasting-gift-and-lasting-pledge/flawed.pact", "long-wait-and-title-first/flawed.pact", "dead-end-and-end/flawed.pact",
	"false-call-and-condition/flawed.pact", "toothless-ban-and-snapback/flawed.pact", "lump-and-instalments/flawed.pact",
}

// TestStatementsOfExamples tells what is said of them, all of it.
func TestStatementsOfExamples(t *testing.T) {
	var b strings.Builder
	for _, name := range shown {
		a := check(t, filepath.Join("../../examples", name))
		fmt.Fprintf(&b, "== %s\n", name)
		for _, s := range statement.Of(a) {
			b.WriteString(line(a, &s))
		}
	}
	file := filepath.Join("testdata", "examples.txt")
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), b.String()); d != "" {
		t.Error(d)
	}
}

// line tells a statement with all that is in it.
func line(a *inquiry.Answer, s *statement.Statement) string {
	var codes []string
	for _, i := range s.Findings {
		code := string(a.Findings[i].Code)
		if slices.Contains(s.About, i) {
			code += "*"
		}
		codes = append(codes, code)
	}
	return fmt.Sprintf("%s (%s, %s): %s\n    [%s] %s, never with %v; %s\n", s.ID, s.Cause, s.Severity, s.Sentence,
		s.Where.Words(), strings.Join(codes, " "), s.Where.NeverWords(), statement.CiteWords(a.Pact, s.Cites, 0))
}

// everyPact lists the pacts that are soon answered.
func everyPact(t *testing.T) []string {
	t.Helper()
	out, err := filepath.Glob("../../examples/*/*.pact")
	if err != nil {
		t.Fatal(err)
	}
	more, _ := filepath.Glob("../../examples/*.pact")
	return append(out, more...)
}

// TestNothingIsLostNothingIsClaimed holds every statement to the findings under it.
func TestNothingIsLostNothingIsClaimed(t *testing.T) {
	pacts := everyPact(t)
	if len(pacts) < 30 {
		t.Fatalf("only %d pacts", len(pacts))
	}
	names := regexp.MustCompile(`^[a-z0-9-]+$`)
	for _, path := range pacts {
		a := check(t, path)
		ids, under := map[string]bool{}, map[int]int{}
		for _, s := range statement.Of(a) {
			if ids[s.ID] || !names.MatchString(s.ID) {
				t.Errorf("%s: the ID %q is there twice, or none", path, s.ID)
			}
			ids[s.ID] = true
			for _, i := range s.Findings {
				under[i]++
				if f := &a.Findings[i]; (f.Accepted != nil) != (s.Accepted != nil) {
					t.Errorf("%s: %s joins what was accepted with what was not", path, s.ID)
				}
				if f := &a.Findings[i]; f.Severity < s.Severity {
					t.Errorf("%s: %s weighs less than %s under it", path, s.ID, f.Code)
				}
			}
			claims(t, path, a, &s)
		}
		for i := range a.Findings {
			if under[i] != 1 {
				t.Errorf("%s: finding %d, %s, is under %d statements", path, i, a.Findings[i].Code, under[i])
			}
		}
	}
}

// claims: a statement is said to hold in just those fillings in which a finding does that it is about.
func claims(t *testing.T, path string, a *inquiry.Answer, s *statement.Statement) {
	for k := range a.Fillings {
		want := slices.ContainsFunc(s.About, func(i int) bool { return slices.Contains(a.Findings[i].Fillings, k) })
		if got := s.Where.Has(a.Fillings[k].Filling); got != want {
			t.Errorf("%s: %s holds in filling %d: %v, want %v", path, s.ID, k, got, want)
		}
		for _, b := range s.Where.Never {
			if want && a.Fillings[k].Filling[b.Point] == b.Value {
				t.Errorf("%s: %s is said never to hold with value %d of point %d", path, s.ID, b.Value, b.Point)
			}
		}
		for _, r := range s.Where.Readings {
			if !want && slices.Contains(a.Fillings[k].Readings, r) && a.Fillings[k].Filling.Agrees(a.Pact.Readings[r].Fixes) {
				t.Errorf("%s: %s is said to hold throughout reading %d", path, s.ID, r)
			}
		}
	}
	if words := s.Where.Words(); len(strings.Fields(words)) > 25 && !strings.HasPrefix(words, "as in “") {
		t.Errorf("%s: %s takes too long to say where it holds: %s", path, s.ID, words)
	}
	for _, d := range a.Pact.Declared() {
		if strings.Contains(d.Decl.Name, "_") && d.Decl.Label == "" && strings.Contains(s.Sentence, d.Decl.Name) {
			t.Errorf("%s: %s tells an internal name, %s: %s", path, s.ID, d.Decl.Name, s.Sentence)
		}
	}
}

// TestStatementsOfRandomPacts holds what is said of them to the same.
func TestStatementsOfRandomPacts(t *testing.T) {
	pacts := uint64(extent.Of(40, 120))
	if testing.Short() {
		pacts = 20
	}
	told := 0
	for seed := range pacts {
		p := random.New(seed).Pact
		a, err := inquiry.Check(t.Context(), p, inquiry.Query{Limits: inquiry.Limits{States: 3000}})
		if limit := (*explore.Inconclusive)(nil); errors.As(err, &limit) {
			continue
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		under := map[int]int{}
		for _, s := range statement.Of(a) {
			told++
			claims(t, fmt.Sprint("seed ", seed), a, &s)
			for _, i := range s.Findings {
				under[i]++
			}
		}
		for i, says := range statement.Sentences(a) {
			if under[i] != 1 || !strings.HasSuffix(says, ".") || strings.Contains(says, "%!") {
				t.Errorf("seed %d: finding %d is under %d statements; it says %q", seed, i, under[i], says)
			}
		}
	}
	if told < int(pacts) {
		t.Errorf("only %d statements about %d pacts", told, pacts)
	}
}

// TestItGoesWell: the course beside another is lawful, is replayed, and has in common with it what it says.
func TestItGoesWell(t *testing.T) {
	found := 0
	for _, path := range everyPact(t) {
		a := check(t, path)
		for i := range a.Findings {
			f := &a.Findings[i].Finding
			w, outcome, err := statement.GoesWell(t.Context(), a.Pact, f)
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			if (w != nil) != (outcome == statement.Found) {
				t.Fatalf("%s: a course, and yet %v", path, outcome)
			}
			if w == nil {
				continue
			}
			found++
			for k, s := range w.Course.Steps {
				if !s.Culprits.Within(w.Defectors) {
					t.Errorf("%s: %s: somebody breaks a promise on the course on which it goes well", path, f.Code)
				}
				if k < w.Common && s.Move != f.Course.Steps[k].Move {
					t.Errorf("%s: %s: the courses part at move %d already, not at %d", path, f.Code, k, w.Common)
				}
			}
			if f.Code == "exposed" && !strings.HasPrefix(w.Course.Reads(f.Clause), "performed") {
				t.Errorf("%s: what was to be given is %s where it goes well", path, w.Course.Reads(model.Ref(f.Clause)))
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d courses on which it goes well", found)
	}
}
