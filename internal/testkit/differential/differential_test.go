package differential

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/internal/world/laid"
	"github.com/servanda-lang/servanda/model"
)

// most is the largest physical world that the oracle is asked about.
const most = 3000

// Two readings of random pacts are the same. The work is spread over two subtests.
func TestTwoReadingsAgree(t *testing.T) {
	pacts := number("SERVANDA_PACTS", extent.Of(60, 200))
	if testing.Short() {
		pacts = min(pacts, 30)
	}
	first := number("SERVANDA_FIRST", 0)
	var skipped atomic.Int64
	seen := &tally{found: map[string]int{}}
	t.Run("seeds", func(t *testing.T) {
		for half := range 2 {
			t.Run(fmt.Sprint("half ", half), func(t *testing.T) {
				t.Parallel()
				for i := half; i < pacts; i += 2 {
					if !agree(t, uint64(first+i), seen) {
						skipped.Add(1)
					}
				}
			})
		}
	})
	t.Logf("%d of %d pacts have more than %d states and were skipped", skipped.Load(), pacts, most)
	if int(skipped.Load())*3 > pacts {
		t.Errorf("%d of %d pacts were skipped: the generator makes them too large", skipped.Load(), pacts)
	}
	t.Log(seen.found)
	for _, what := range append(codes.All(), exposedToBreach) {
		if pacts >= 200 && seen.found[string(what)] == 0 {
			t.Errorf("no pact shows %s: the generator has become too tame", what)
		}
	}
}

// tally counts in how many fillings each finding was met.
type tally struct {
	sync.Mutex
	found map[string]int
}

const exposedToBreach inquiry.Code = "exposed to a breach"

func (x *tally) count(a *inquiry.Answer) {
	x.Lock()
	defer x.Unlock()
	for i := range a.Fillings {
		for _, f := range a.Fillings[i].Findings {
			x.found[string(f.Code)]++
			if f.Defectors != 0 {
				x.found[string(exposedToBreach)]++
			}
		}
	}
}

func number(name string, otherwise int) int {
	n, err := strconv.Atoi(os.Getenv(name))
	if err != nil {
		return otherwise
	}
	return n
}

// agree tries one seed. It gives false if the pact is too large to try.
func agree(t *testing.T, seed uint64, seen *tally) bool {
	c := random.New(seed)
	r := load.Source("random.pact", []byte(c.Text))
	if diag.HasErrors(r.Diagnostics) {
		t.Errorf("seed %d does not load: %v\n%s", seed, summaries(r.Diagnostics), c.Text)
		return true
	}
	if d := cmp.Diff(c.Pact, r.Pact, cmpopts.IgnoreTypes(source.Span{}), cmpopts.EquateEmpty()); d != "" {
		t.Errorf("seed %d: the text does not say what it was written from (- written, + read)\n%s\n%s", seed, d, c.Text)
		return true
	}
	answer, d := compare(r.Pact)
	if answer != nil {
		seen.count(answer)
	}
	if d != "" {
		text := shrink(c.Text, kindOf(d))
		_, smaller := compareText(text)
		t.Errorf("seed %d: %s\n\nshrunk to\n%s\nwhere %s", seed, d, text, smaller)
	}
	return answer != nil || d != ""
}

func summaries(ds []diag.Diagnostic) []string {
	var out []string
	for _, d := range ds {
		out = append(out, fmt.Sprintf("%s line %d: %s", d.Code, d.Span.Position().Line, d.Summary))
	}
	return out
}

// compare holds the engine against the oracle on one pact, in every filling, and gives the engine's answer,
// nil if the pact is too large. The disagreement is "" if there is none; its first word tells what it is
// about.
func compare(p *model.Pact) (answer *inquiry.Answer, disagreement string) {
	defer func() {
		if r := recover(); r != nil {
			disagreement = fmt.Sprintf("panic: %v", r)
		}
	}()
	tick := p.TickDays()
	if want := oracle.TickOf(p); tick != want {
		return nil, fmt.Sprintf("tick: %d days by the engine, %d by the oracle", tick, want)
	}
	answer, err := inquiry.Check(context.Background(), p, inquiry.Query{Limits: inquiry.Limits{States: most}, AllFillings: true, Exact: true})
	if errors.As(err, new(*explore.Inconclusive)) {
		return nil, ""
	}
	if err != nil {
		return nil, "error: " + err.Error()
	}
	for i := range answer.Fillings {
		if d := compareFilling(p, &answer.Fillings[i], tick); d != "" {
			return answer, fmt.Sprintf("%s\n(filling %v)", d, answer.Fillings[i].Filling)
		}
	}
	if d := acrossFillings(answer); d != "" {
		return answer, "across: " + d
	}
	if d := scenarios(p, answer.Scenarios, tick); !lags.excused("scenarios", d != "") && d != "" {
		return answer, "scenario: " + d
	}
	if d := sameWithWorkers(p, answer); d != "" {
		return answer, d
	}
	return answer, sameReduced(p, answer)
}

func compareFilling(p *model.Pact, a *inquiry.FillingAnswer, tick int) string {
	m, err := machine.New(p, a.Filling, tick)
	if err != nil {
		return "error: " + err.Error()
	}
	g, err := explore.Explore(context.Background(), m, explore.Limits{})
	if err != nil {
		return "error: " + err.Error()
	}
	w := oracle.New(p, a.Filling, tick)
	w.Limit = most
	d := lockstep(g, w, most)
	if d == "" {
		d = worlds(g, w, most)
	}
	if lags.excused("moves", d != "") {
		return ""
	}
	if d != "" {
		return "moves: " + d
	}
	if d := columns(p, laid.New(context.Background(), g), m, w); d != "" {
		return "columns: " + d
	}
	if d := verdicts(p, a, w); d != "" {
		return "findings: " + d
	}
	if d := claims(p, a.Findings); d != "" {
		return "claims: " + d
	}
	if d := checks(p, a, w); !lags.excused("checks", d != "") && d != "" {
		return "checks: " + d
	}
	return ""
}

// acrossFillings: the cubes of each finding cover just the fillings in which it holds.
func acrossFillings(a *inquiry.Answer) string {
	for _, f := range a.Findings {
		for i := range a.Fillings {
			in, covered := false, false
			for _, k := range f.Fillings {
				in = in || k == i
			}
			for _, c := range f.When {
				covered = covered || c.Has(a.Fillings[i].Filling)
			}
			if in != covered {
				return fmt.Sprintf("%s (%s) in filling %v: %v, but its cubes say %v", f.Code, f.Message, a.Fillings[i].Filling, in, covered)
			}
		}
	}
	return ""
}

// sameWithWorkers: how many work at it makes no difference to the answer.
func sameWithWorkers(p *model.Pact, one *inquiry.Answer) string {
	a, err := inquiry.Check(context.Background(), p, inquiry.Query{Workers: 8, AllFillings: true, Exact: true})
	if err != nil {
		return "error: " + err.Error()
	}
	if plain(one) != plain(a) {
		return "workers: 8 give another answer than 1"
	}
	return ""
}

// Pacts on which the two readings once differed, whatever the range of seeds.
func TestTwoReadingsAgreeWhereTheyDidNot(t *testing.T) {
	for _, seed := range []uint64{79, 104, 2737, 51906} {
		agree(t, seed, &tally{found: map[string]int{}})
	}
}
