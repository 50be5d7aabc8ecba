package library_test

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/model"
)

// What is expected of all fillings of a pact says of each what is found in it alone: of every reading, and of some fillings that
// are no reading. Of a pact that takes minutes as a whole this stands for the whole; its checks and scenarios come out in them.
func TestWhatIsExpectedIsFoundInEachFillingAlone(t *testing.T) {
	for _, path := range pactsOf(t) {
		p := loaded(t, path)
		if p.CountFillings(nil, 2) == 1 {
			continue
		}
		t.Run(path, func(t *testing.T) {
			expected := expectedOf(t, path)
			played, err := inquiry.Scenarios(t.Context(), p, inquiry.Query{})
			if err != nil || len(played) < len(p.Scenarios) {
				t.Fatalf("%d turns of scenarios, and %d scenarios: %v", len(played), len(p.Scenarios), err)
			}
			comesOutAsSaid(t, path, &servanda.Answer{Pact: p, Scenarios: played})
			for _, f := range someFillings(p, extent.Of(4, 60)) {
				a, err := servanda.Check(context.Background(), p, &servanda.Options{Fixed: fixes(f), Workers: 1})
				if err != nil {
					t.Fatal(err)
				}
				comesOutAsSaid(t, path, a)
				var want, got []string
				for _, line := range expected {
					if key, holds := in(t, p, f, line); holds {
						want = append(want, sameInAll(key))
					}
				}
				for i := range a.Findings {
					got = append(got, sameInAll(report.Line(p, &a.Findings[i])))
				}
				t.Log(said(p, f))
				compare(t, want, got)
			}
		})
	}
}

var deniers = regexp.MustCompile(`^((?:exposed|bound_alone) .*) by=(?:\{[^}]*\}\|?)+`)

// sameInAll leaves out of a line what may differ between the fillings of one finding, of which it tells that of one: who can deny
// a return (ask.Finding.SameEverywhere).
func sameInAll(line string) string { return deniers.ReplaceAllString(line, "$1") }

// someFillings are one of each reading, and some of a reading with two points filled otherwise, by chance but always the same.
func someFillings(p *model.Pact, others int) []model.Filling {
	rng := rand.New(rand.NewPCG(12, 25))
	any := func(fixed []model.Binding) model.Filling {
		f := make(model.Filling, len(p.Points))
		for i := range f {
			f[i] = rng.IntN(len(p.Points[i].Values))
		}
		for _, b := range fixed {
			f[b.Point] = b.Value
		}
		return f
	}
	var out []model.Filling
	for _, r := range p.Readings {
		out = append(out, any(r.Fixes))
	}
	for i := range others {
		var f model.Filling
		if len(p.Readings) > 0 {
			f = slices.Clone(out[i%len(p.Readings)])
		} else {
			f = any(nil)
		}
		for range 2 {
			pt := rng.IntN(len(p.Points))
			f[pt] = rng.IntN(len(p.Points[pt].Values))
		}
		out = append(out, f)
	}
	return out
}

func fixes(f model.Filling) []model.Binding {
	var out []model.Binding
	for i, v := range f {
		out = append(out, model.Binding{Point: model.PointID(i), Value: v})
	}
	return out
}

func said(p *model.Pact, f model.Filling) string {
	var out []string
	for i, v := range f {
		out = append(out, p.Points[i].Name+" is "+p.Points[i].Values[v].Text)
	}
	return strings.Join(out, ", ")
}

// expectedOf are the lines that are expected of a pact.
func expectedOf(t *testing.T, path string) []string {
	t.Helper()
	var out []string
	here := false
	for _, line := range linesOf(t, filepath.Join(filepath.Dir(path), expectedFile)) {
		if name, ok := strings.CutPrefix(line, "# "); ok {
			here = name == filepath.Base(path)
		} else if here {
			out = append(out, line)
		}
	}
	return out
}

// in tells whether a line that is expected speaks of a filling, and what it says then.
func in(t *testing.T, p *model.Pact, f model.Filling, line string) (string, bool) {
	t.Helper()
	line, accepted := strings.CutSuffix(line, " (accepted)")
	line, except, _ := strings.Cut(line, "but not when ")
	key, when, conditional := strings.Cut(line, " when ")
	key = strings.TrimSpace(key)
	if accepted {
		key += " (accepted)"
	}
	holds := !conditional || inCubes(t, p, f, strings.TrimSuffix(when, "; "))
	return key, holds && (except == "" || !inCubes(t, p, f, except))
}

func inCubes(t *testing.T, p *model.Pact, f model.Filling, text string) bool {
	t.Helper()
	return slices.ContainsFunc(strings.Split(text, "; or when "), func(cube string) bool { return inCube(t, p, f, cube) })
}

var (
	pointIs = regexp.MustCompile(`(?:^|, and |, | and )(\w+) is `)
	between = regexp.MustCompile(`, | or `)
)

// inCube reads "sequence is together or separate, payer is usa, and remedy is yes".
func inCube(t *testing.T, p *model.Pact, f model.Filling, cube string) bool {
	t.Helper()
	at := pointIs.FindAllStringSubmatchIndex(cube, -1)
	if at == nil || at[0][0] != 0 {
		t.Fatalf("no condition on open points: %q", cube)
	}
	holds := true
	for i, m := range at {
		end := len(cube)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		name := cube[m[2]:m[3]]
		values := between.Split(cube[m[1]:end], -1)
		pt := slices.IndexFunc(p.Points, func(x model.Point) bool { return x.Name == name })
		if pt < 0 {
			t.Fatalf("no open point %s: %q", name, cube)
		}
		for _, v := range values {
			if !slices.ContainsFunc(p.Points[pt].Values, func(x model.PointValue) bool { return x.Text == v }) {
				t.Fatalf("%s is never %q: %q", name, v, cube)
			}
		}
		holds = holds && slices.Contains(values, p.Points[pt].Values[f[pt]].Text)
	}
	return holds
}
