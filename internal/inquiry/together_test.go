package inquiry

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// manyPacts is how many random pacts are asked about: SERVANDA_PACTS, if that is set.
func manyPacts() uint64 {
	some := 40
	if testing.Short() {
		some = 30
	}
	return uint64(extent.Number("SERVANDA_PACTS", some, 150))
}

// testJob is a query about a pact, to be worked on.
func testJob(t *testing.T, p *model.Pact, q Query) *job {
	t.Helper()
	j, err := newJob(t.Context(), p, q, nil)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// What is found by asking all fillings together is what is found in each alone; compare gives up at the first difference.
func TestTogetherIsAlone(t *testing.T) {
	pacts := manyPacts()
	fillings, found, checks := 0, map[Code]int{}, map[string]int{}
	for seed := range pacts {
		c := random.New(seed)
		p := c.Pact
		a := &Answer{Pact: p}
		for _, f := range p.Fillings(nil) {
			alone, err := testJob(t, p, Query{}).answerFilling(f, explore.Limits{States: 3000})
			if err != nil {
				a.Fillings = nil
				break
			}
			a.Fillings = append(a.Fillings, alone)
		}
		if a.Fillings == nil {
			continue
		}
		func() {
			defer func() {
				if r := recover(); r != nil {
					t.Errorf("seed %d: %v", seed, r)
				}
			}()
			all, err := testJob(t, p, Query{Workers: 2, leap: int(seed % 3)}).newTogether(a)
			if err == nil {
				err = all.askAll()
			}
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			for i := range a.Fillings {
				all.compare(&a.Fillings[i])
				fillings++
			}
			for i, x := range all.askedWays() {
				c := p.Checks[i]
				kind := fmt.Sprint(c.Kind, c.Within != nil, x.Failed > 0)
				checks[kind]++
			}
			for _, x := range all.found {
				found[x.Code]++
				described(t, all.family, x.Fillings)
			}
		}()
	}
	t.Logf("%d fillings, findings: %v, checks by kind, time limit and failure: %v", fillings, found, checks)
	for _, kind := range []string{"0 false", "1 false", "2 false", "2 true", "3 false", "4 false"} {
		if (checks[kind+" false"] == 0 || checks[kind+" true"] == 0) && pacts >= 150 {
			t.Errorf("no checks of kind %s, or all of them hold, or none", kind)
		}
	}
	for _, c := range []Code{ask.Stuck, ask.Veto, ask.Limbo, ask.BoundAlone, ask.Uncovered, ask.Outlasted, ask.Exposed, ask.Dependent, ask.Impossible, ask.Hollow, ask.Toothless} {
		if found[c] == 0 && pacts >= 150 {
			t.Errorf("no %s among the findings: the pacts say nothing about it", c)
		}
	}
}

// manyWays is a pact with ten open points that all matter.
func manyWays() string { return waysOf(10) }

// waysOf is the like with so many points.
func waysOf(points int) string {
	b := &strings.Builder{}
	b.WriteString("pact \"Many ways\"\ntick 10 days\nparty north\nparty south\nfact step { s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10 }\n")
	for i := range points {
		fmt.Fprintf(b, "open q%d { no, yes }\nact a%d by north { when step is s%d and q%d is no  step becomes s%d }\n", i, i, i, i, i+1)
	}
	b.WriteString("instrument deal {\n  between north, south\n  in force once signed\n")
	for i := range points {
		fmt.Fprintf(b, "  duty d%d { north must a%d within 10 days once q%d is no and step is s%d }\n", i, i, i, i)
	}
	b.WriteString("}\npurpose \"first\" { step is s1 and deal }\ncheck \"not both\" { never deal and q0 is yes and q1 is yes }\n")
	return b.String()
}

// Too many fillings are asked together; if the diagrams may not take what they take, the answer is that of the fillings
// looked at, and says so.
func TestTogetherOrNot(t *testing.T) {
	r := load.Source("many.pact", []byte(manyWays()))
	if r.Pact == nil {
		t.Fatal("the pact does not compile", r.Diagnostics)
	}
	p := r.Pact
	for _, x := range []struct {
		bytes    int64
		together bool
	}{{0, true}, {5_000_000, false}} {
		o := Query{Workers: 2}
		o.Limits.Bytes = x.bytes
		a, err := Check(t.Context(), p, o)
		if err != nil {
			t.Fatal(err)
		}
		said := slices.ContainsFunc(a.Caveats, func(s string) bool { return strings.Contains(s, "more memory or time") })
		if a.Together != x.together || said == x.together || (a.Looked == a.AllFillings) != x.together {
			t.Errorf("with %d bytes: together %v, %d of %d, caveats %q", x.bytes, a.Together, a.Looked, a.AllFillings, a.Caveats)
		}
		if x.together {
			stuck := slices.IndexFunc(a.Findings, func(c Across) bool { return c.Code == ask.Stuck })
			if stuck < 0 || a.Findings[stuck].Ways != 1<<9 {
				t.Errorf("stuck in other fillings than those in which q0 is yes: %+v", a.Findings)
			}
			if a.Checks[0] != (CheckWays{1 << 10, 1 << 8}) || !(&behaviours{answers: a.Fillings}).fails(0) {
				t.Errorf("the check fails in %+v, seen: %v", a.Checks, (&behaviours{answers: a.Fillings}).fails(0))
			}
		}
	}
}

// shownOtherwise are random pacts in which what is found is the same with a graph and without, and something is known to be
// shown otherwise: an exposure by a course that goes on from another of several equally near states, or the care that there
// is with a move more. The list must shrink: one that stands here and is shown alike is an error.
var shownOtherwise = []uint64{732, 1074, 1338, 1528, 1730}

// counted counts errors instead of reporting them.
type counted struct {
	*testing.T
	errors int
}

func (c *counted) Errorf(string, ...any) { c.errors++ }

// What is found without laying any graph out is what is found with it; and the courses are as long.
func TestWithoutAGraph(t *testing.T) {
	pacts, courses := manyPacts(), map[Code]int{}
	for seed := range pacts {
		p := random.New(seed).Pact
		laidOut, err := Check(t.Context(), p, Query{Selection: true, Limits: Limits{States: 3000}})
		if err != nil {
			continue
		}
		wide, err := Check(t.Context(), p, Query{large: 1, Workers: 2, leap: int(seed % 3)})
		if err != nil {
			t.Fatal(err)
		}
		if !wide.Together && laidOut.Fillings[0].Physical.States > 1 {
			t.Errorf("seed %d: a graph was laid out", seed)
		}
		var tb testing.TB = t
		known := &counted{T: t}
		if slices.Contains(shownOtherwise, seed) {
			tb = known
		}
		sameFindings(tb, seed, wide, laidOut, func(c *Across, alone *Finding) {
			if c.Course == nil || len(p.Fillings(nil)) > 1 {
				return
			}
			courses[c.Code]++
			if fmt.Sprint(c.Why, c.By) != fmt.Sprint(alone.Why, alone.By) {
				tb.Errorf("seed %d: %s is explained by %v, %v without a graph, by %v, %v with it", seed, c.Code, c.Why, c.By, alone.Why, alone.By)
			}
			if n, m := lengthOf(c.Course), lengthOf(alone.Course); n != m {
				tb.Errorf("seed %d: %s is shown in %v moves without a graph, in %v with it", seed, c.Code, n, m)
			}
		})
		if tb == known && known.errors == 0 {
			t.Errorf("seed %d is shown alike by now: take it off the list", seed)
		}
	}
	t.Logf("courses: %v", courses)
	for _, c := range []Code{ask.Exposed, ask.Dependent, ask.Toothless, ask.Veto, ask.Limbo, ask.Hollow} {
		if courses[c] == 0 && pacts >= 150 {
			t.Errorf("no course of %s", c)
		}
	}
}

// lengthOf is how many moves a course takes: all of them or, if it goes round, those to where a tick has just passed on the
// round, which is where rounds are looked for, and those of the round. Of ways to a round that are as short, one may join it
// earlier than another; a course is then told the shorter.
func lengthOf(c *course.Course) (n struct{ way, round int }) {
	if c.Round < 0 {
		n.way = len(c.Steps)
		return n
	}
	n.round = len(c.Steps) - c.Round
	for n.way = max(c.Round, 1); ; n.way++ {
		i := n.way - 1
		if i >= len(c.Steps) {
			i = c.Round + (i-c.Round)%n.round
		}
		if c.Steps[i].Move.Kind == machine.Pass {
			return n
		}
	}
}

// saysOf reports whether what is said of several fillings, up to what it says of the one shown, is what is said of one.
func saysOf(several, one string) bool {
	alike, _, shown := strings.Cut(several, " In the case shown, ")
	return several == one || shown && strings.HasPrefix(one, alike)
}

// sameFindings holds what is found together against what is found in each filling alone. What the text alone shows is told
// as it stands in one filling, and may read otherwise in another.
func sameFindings(t testing.TB, seed uint64, together, alone *Answer, also func(c *Across, alone *Finding)) {
	t.Helper()
	if together.Looked != alone.Looked || fmt.Sprint(together.Checks) != fmt.Sprint(alone.Checks) {
		t.Errorf("seed %d: %d fillings and checks %v together, %d and %v alone", seed, together.Looked, together.Checks, alone.Looked, alone.Checks)
	}
	for _, f := range alone.Pact.Fillings(nil) {
		want := map[string]*Finding{}
		for _, a := range alone.Fillings {
			for i := range a.Findings {
				if a.standsFor(f) {
					want[a.Findings[i].SameEverywhere()] = &a.Findings[i]
				}
			}
		}
		for i := range together.Findings {
			c := &together.Findings[i]
			if !holdsIn(c, f) {
				continue
			}
			w := want[c.SameEverywhere()]
			delete(want, c.SameEverywhere())
			switch {
			case w == nil:
				t.Errorf("seed %d, filling %v: found only together: %s", seed, f, c.SameEverywhere())
			case !ask.OfText(c.Code) && !c.TakesBreach() && !saysOf(c.Message, w.Message):
				t.Errorf("seed %d: %q together, %q alone", seed, c.Message, w.Message)
			default:
				also(c, w)
			}
		}
		for k := range want {
			t.Errorf("seed %d, filling %v: found only alone: %s", seed, f, k)
		}
	}
}

// Of a selection of fillings, and all together beyond it, comes what comes of looking at each.
func TestTogetherBeyondASelection(t *testing.T) {
	asked := 0
	for seed := range 10 * manyPacts() { // few of them have two points
		p := random.New(seed).Pact
		if len(p.Points) < 2 {
			continue
		}
		alone, err := Check(t.Context(), p, Query{Selection: true, Limits: Limits{States: 3000}})
		if err != nil {
			continue
		}
		together, err := Check(t.Context(), p, Query{few: 1, Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		if together.Together {
			asked++
		}
		sameFindings(t, seed, together, alone, func(c *Across, _ *Finding) {
			if together.Together && !ask.OfText(c.Code) && len(c.Fillings) == 0 {
				t.Errorf("seed %d: %s was seen in no filling", seed, c.SameEverywhere())
			}
		})
	}
	t.Logf("%d pacts asked together", asked)
	if asked < int(manyPacts())/30 {
		t.Error("too few")
	}
}

func holdsIn(c *Across, f model.Filling) bool {
	has := func(cubes []Cube) bool { return slices.ContainsFunc(cubes, func(x Cube) bool { return x.Has(f) }) }
	return c.Always || has(c.When) && !has(c.Except)
}

// Wherever between these the memory ends, something is answered.
func TestTogetherInLittleMemory(t *testing.T) {
	r := load.Source("many.pact", []byte(manyWays()))
	for _, mb := range extent.Among([]int64{6, 8, 10, 12, 14, 16}, 2) {
		o := Query{Workers: 2}
		o.Limits.Bytes = mb * 1_000_000
		if _, err := Check(t.Context(), r.Pact, o); err != nil {
			t.Errorf("with %d MB: %v", mb, err)
		}
	}
}

// Where only checks of whole readings are asked, nothing is left to ask of other fillings.
func TestNothingMoreToAsk(t *testing.T) {
	p := &model.Pact{Points: make([]model.Point, 2), Checks: []model.Check{{Reading: 0}}}
	p.Readings = []model.Reading{{Fixes: []model.Binding{{Point: 0}, {Point: 1}}}, {Fixes: []model.Binding{{Point: 0}}}}
	only := Query{Only: []Code{"-"}}
	if moreToAsk(p, only) {
		t.Error("a check of a whole reading is to be asked of other fillings")
	}
	if !moreToAsk(p, Query{}) {
		t.Error("findings are not to be asked of all fillings")
	}
	for _, r := range []model.ReadingID{1, model.None} {
		if p.Checks[0].Reading = r; !moreToAsk(p, only) {
			t.Errorf("a check of reading %d is not to be asked of all its fillings", r)
		}
	}
}

// described checks that a set of fillings is just what its description says, and that the filling nearest to the base is
// one of it.
func described(t *testing.T, w *space, of set) {
	t.Helper()
	cubes, except := w.describe(of)
	says := bdd.False
	for _, c := range cubes {
		says = w.Or(says, fillings.Among(ofWorld{w}, c))
	}
	for _, c := range except {
		says = w.Diff(says, fillings.Among(ofWorld{w}, c))
	}
	if says != of {
		t.Errorf("%v, but not %v, is another set of fillings than it describes", cubes, except)
	}
	if !w.Has(of, w.nearest(of)) {
		t.Error("the nearest filling of a set is not in it")
	}
}
