package inquiry

import (
	"os"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// What is found together over long terms, in which the sets wait many ticks at once, is what is found in each filling alone.
func TestTogetherIsAloneOverLongTerms(t *testing.T) {
	pacts, compared := manyPacts()/3, 0
	for seed := range pacts {
		p := random.Stretched(seed, 40+int(seed%60))
		a := &Answer{Pact: p}
		for _, f := range p.Fillings(nil) {
			alone, err := testJob(t, p, Query{}).answerFilling(f, explore.Limits{States: 6000})
			if err != nil {
				a.Fillings = nil
				break
			}
			a.Fillings = append(a.Fillings, alone)
		}
		if a.Fillings == nil {
			continue
		}
		compared++
		all, err := testJob(t, p, Query{Workers: 2, leap: [...]int{0, 1, 8}[seed%3]}).newTogether(a)
		if err == nil {
			err = all.askAll()
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for i := range a.Fillings {
			all.compare(&a.Fillings[i])
		}
	}
	if compared < int(pacts)/5 {
		t.Errorf("only %d pacts compared", compared)
	}
}

// exchange is the small exchange with a guarantee that runs for so long.
func exchange(t *testing.T, term string) *model.Pact {
	t.Helper()
	text, err := os.ReadFile("../../examples/small-exchange.pact")
	if err != nil {
		t.Fatal(err)
	}
	r := load.Source("in.pact", []byte(strings.Replace(string(text), "expires after 15 months", "expires after "+term, 1)))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	return r.Pact
}

// A term of 15 years takes at most half as much again as one of 15 months, in steps of the diagrams, all questions together. Their
// findings are the same; what is said of days is not among them.
func TestATermOfYearsTakesWhatOneOfMonthsTakes(t *testing.T) {
	steps := map[string]int{}
	findings := map[string]string{}
	for _, term := range []string{"15 months", "15 years", "150 years"} {
		p := exchange(t, term)
		x, err := testJob(t, p, Query{Workers: 1}).newTogether(&Answer{Pact: p})
		if err != nil {
			t.Fatal(err)
		}
		steps[term] = x.family.Steps()
		for _, task := range x.tasks() {
			w := x.fork(mostNodes)
			found, err := task.put(w)
			if err != nil {
				t.Fatal(err)
			}
			steps[term] += w.Steps()
			for _, f := range found {
				findings[term] += f.SameEverywhere() + "\n"
			}
		}
	}
	t.Logf("steps: %v", steps)
	for _, term := range []string{"15 years", "150 years"} {
		if findings[term] != findings["15 months"] {
			t.Errorf("with %s\n%s, with 15 months\n%s", term, findings[term], findings["15 months"])
		}
	}
	if 2*steps["15 years"] > 3*steps["15 months"] {
		t.Errorf("15 years take %d steps, 15 months %d", steps["15 years"], steps["15 months"])
	}
}
