package inquiry_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/model"
)

// manyPoints is a pact with 14 open points. The first two decide when a step falls due and how long it may
// take; the third is asked only if the step waits; the fourth ends the deal; the others stand beside things
// that never come about.
func manyPoints() string {
	b := &strings.Builder{}
	b.WriteString("pact \"Many points\"\ntick 5 days\nparty north\nparty south\nfact hill { south, nobody, north }\nfact never { not_yet, come }\n")
	for i := range 14 {
		fmt.Fprintf(b, "open q%d { no, yes }\n", i+1)
	}
	b.WriteString(`act leave by south { when hill is south  hill becomes nobody  irreversible }
act seize by north { when hill is nobody  hill becomes north  irreversible }
act speak by north { when `)
	for i := 4; i < 14; i++ {
		if i > 4 {
			b.WriteString(" or ")
		}
		fmt.Fprintf(b, "never is come and q%d is yes", i+1)
	}
	b.WriteString(` }
instrument deal {
  between north, south
  in force once signed
  ends once q4 is yes and hill is north
  duty go { south must leave within 10 days  once q1 is no or q2 is yes and q3 is no  in return for keep_off }
  ban keep_off { north must not seize }
  ban keep_still { north must not speak }
}
purpose "empty" { hill is nobody and deal }
`)
	return b.String()
}

// TestFillingsThatBehaveAlike looks at 2^14 fillings by looking at few, and holds the answer for each of
// some of them to the answer for that filling alone.
func TestFillingsThatBehaveAlike(t *testing.T) {
	p := load.Source("many.pact", []byte(manyPoints())).Pact
	if p == nil {
		t.Fatal("the pact does not compile")
	}
	a, err := inquiry.Check(t.Context(), p, inquiry.Query{Selection: true, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	if a.AllFillings != 1<<14 || a.Looked != 1<<14 {
		t.Errorf("the answer stands for %d of %d fillings, want all %d", a.Looked, a.AllFillings, 1<<14)
	}
	if len(a.Fillings) > 16 {
		t.Errorf("%d fillings were looked at, at most 16 differ", len(a.Fillings))
	}
	for n := 0; n < 1<<14; n += 1117 {
		f := make(model.Filling, 14)
		var fixed []model.Binding
		for i := range f {
			f[i] = n >> i & 1
			fixed = append(fixed, model.Binding{Point: model.PointID(i), Value: f[i]})
		}
		alone, err := inquiry.Check(t.Context(), p, inquiry.Query{Fixed: fixed})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := heldIn(a, f), heldIn(alone, f); !slices.Equal(got, want) {
			t.Errorf("in filling %v:\n together %v\n alone    %v", f, got, want)
		}
	}
}

// heldIn lists what an answer says to hold in a filling.
func heldIn(a *inquiry.Answer, f model.Filling) []string {
	var out []string
	for i := range a.Findings {
		x := &a.Findings[i]
		if slices.ContainsFunc(x.When, func(c inquiry.Cube) bool { return c.Has(f) }) {
			out = append(out, fmt.Sprint(x.Code, x.Clause, x.Defectors, x.By, x.Needs))
		}
	}
	slices.Sort(out)
	return out
}

// TestTheSameAtAnyNumberOfWorkers: which fillings stand for the others must not depend on the workers.
func TestTheSameAtAnyNumberOfWorkers(t *testing.T) {
	p := load.Source("many.pact", []byte(manyPoints())).Pact
	var want []model.Filling
	for _, workers := range []int{1, 2, 8} {
		a, err := inquiry.Check(t.Context(), p, inquiry.Query{Selection: true, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		var got []model.Filling
		for i := range a.Fillings {
			got = append(got, a.Fillings[i].Filling)
		}
		if want == nil {
			want = got
		}
		if !slices.EqualFunc(got, want, func(a, b model.Filling) bool { return slices.Equal(a, b) }) {
			t.Errorf("with %d workers %v, with one %v", workers, got, want)
		}
	}
}

// TestManyPointsThatDoNotMatter: that all fillings are answered is found out without counting through the
// values of points on which nothing depends.
func TestManyPointsThatDoNotMatter(t *testing.T) {
	p := load.Source("one.pact", []byte(onePoint(50))).Pact // more than are counted
	if p == nil {
		t.Fatal("the pact does not compile")
	}
	a, err := inquiry.Check(t.Context(), p, inquiry.Query{Selection: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Fillings) != 2 || a.Looked != a.AllFillings {
		t.Errorf("%d behaviours, which stand for %d of %d fillings; want 2, which stand for all", len(a.Fillings), a.Looked, a.AllFillings)
	}
}

// TestReadingThatIsRuledOut: a check in a reading is not asked if no filling to be looked at agrees with it,
// though nothing depends on the point that rules it out.
func TestReadingThatIsRuledOut(t *testing.T) {
	p := load.Source("one.pact", []byte(onePoint(12))).Pact
	if p == nil {
		t.Fatal("the pact does not compile")
	}
	for value, asked := range []int{0, 2} {
		a, err := inquiry.Check(t.Context(), p, inquiry.Query{Fixed: []model.Binding{{Point: 0, Value: value}}})
		if err != nil {
			t.Fatal(err)
		}
		checks, readings := 0, 0
		for i := range a.Fillings {
			checks += len(a.Fillings[i].Checks)
			readings += len(a.Fillings[i].Readings)
		}
		if checks != asked || readings != asked {
			t.Errorf("with q1 held to value %d there are %d answers to the check and %d readings agree, want %d", value, checks, readings, asked)
		}
	}
}

// TestScenarioAmongManyFillings: a scenario that fails only where two points have other values than their
// first ones fails, though no filling of the selection is like that.
func TestScenarioAmongManyFillings(t *testing.T) {
	text := onePoint(12) + `act stay by south { when not (q5 is yes and q6 is yes) }
scenario "staying" { south does stay }
scenario "waiting" { expect q5 is no }
`
	p := load.Source("one.pact", []byte(text)).Pact
	if p == nil {
		t.Fatal("the pact does not compile")
	}
	results, err := inquiry.Scenarios(t.Context(), p, inquiry.Query{Selection: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		fails := r.Filling[4] == 1 && (r.Scenario == 1 || r.Filling[5] == 1)
		if r.Passed == fails {
			t.Errorf("scenario %d in %v: passed %v (%s)", r.Scenario, r.Filling, r.Passed, r.Message)
		}
		if strings.HasSuffix(r.Message, "but ") {
			t.Errorf("an unfinished sentence: %s", r.Message)
		}
	}
	if !slices.ContainsFunc(results, func(r inquiry.ScenarioResult) bool { return r.Scenario == 0 && !r.Passed }) {
		t.Error("the first scenario passed everywhere")
	}
}

// onePoint is a pact with so many open points, of which only the last matters. The reading r fixes the first.
func onePoint(points int) string {
	b := &strings.Builder{}
	b.WriteString("pact \"One point\"\nparty north\nparty south\nfact hill { south, nobody }\n")
	for i := range points {
		fmt.Fprintf(b, "open q%d { no, yes }\n", i+1)
	}
	fmt.Fprintf(b, `reading r { q1 is yes }
act leave by south { when q%d is yes  hill becomes nobody }
instrument deal { between north, south  duty go { south must leave within 10 days } }
purpose "empty" { hill is nobody }
check "only in r" { possible hill is nobody in reading r }
`, points)
	return b.String()
}
