package inquiry

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/model"
)

// pactsToStop are one that is looked at filling by filling, and one that is asked of all fillings together.
func pactsToStop(t *testing.T) map[string]*model.Pact {
	t.Helper()
	r, err := load.Load("../../examples/from-parts.pact")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*model.Pact{"one by one": r.Pact, "together": load.Source("many.pact", []byte(waysOf(8))).Pact}
	for name, p := range out {
		if p == nil {
			t.Fatalf("%s does not compile", name)
		}
	}
	return out
}

// events is how many events a run tells. Two tests ask it of the same runs, which are made once.
func events(t *testing.T, p *model.Pact, workers int) int {
	t.Helper()
	run := fmt.Sprint(p.Title, workers)
	if n, known := eventsOf[run]; known {
		return n
	}
	n := 0
	if _, err := Run(t.Context(), p, Query{Workers: workers}, func(Event) { n++ }); err != nil {
		t.Fatal(err)
	}
	eventsOf[run] = n
	return n
}

// eventsOf are the events of the runs that were made.
var eventsOf = map[string]int{}

// atRest fails if there are more goroutines than there were, once those that are to end have had the time to.
func atRest(t *testing.T, before int) {
	t.Helper()
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Errorf("%d goroutines, of which %d were there before", runtime.NumGoroutine(), before)
}

// Whenever it is told to stop, even by who is told how far it is, it does, and gives what was known.
func TestStopAtEveryPoint(t *testing.T) {
	for name, p := range pactsToStop(t) {
		for _, workers := range []int{1, 2} {
			n := events(t, p, workers)
			before := runtime.NumGoroutine()
			for at := 1; at < n; at += 1 + n/extent.Of(3, 12) {
				ctx, stop := context.WithCancel(t.Context())
				told, found := 0, 0
				var since time.Time
				a, err := Run(ctx, p, Query{Workers: workers}, func(e Event) {
					if e.Found != nil {
						found++
					}
					if told++; told == at {
						since = time.Now()
						stop()
					}
				})
				stop()
				var limit *explore.Inconclusive
				switch took := time.Since(since); {
				case err == nil && told < at: // there were fewer this time
				case !errors.As(err, &limit) || !limit.Interrupted() || a == nil || a.Unfinished != limit:
					t.Errorf("%s, %d workers, stopped at event %d of %d: %v", name, workers, at, n, err)
				case took > time.Second:
					t.Errorf("%s, %d workers, stopped at event %d of %d: it took %s", name, workers, at, n, took)
				case told > at:
					t.Errorf("%s, %d workers: %d events after it was stopped", name, workers, told-at)
				case len(a.Findings) < found:
					t.Errorf("%s, %d workers: %d findings were told and %d are known", name, workers, found, len(a.Findings))
				}
			}
			atRest(t, before)
		}
	}
}

// What is told of before the end holds in the filling it was seen in, in the answer too.
func TestWhatWasToldHolds(t *testing.T) {
	for name, p := range pactsToStop(t) {
		var told []Found
		a, err := Run(t.Context(), p, Query{Workers: 2}, func(e Event) {
			if e.Found != nil {
				told = append(told, *e.Found)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(told) == 0 {
			t.Errorf("%s: nothing was told", name)
		}
		for _, f := range told {
			holds := false
			for i := range a.Findings {
				c := &a.Findings[i]
				holds = holds || c.SameEverywhere() == f.SameEverywhere() && holdsIn(c, f.Filling)
			}
			if !holds {
				t.Errorf("%s: %s was told in %v and does not hold there", name, f.Key(), f.Filling)
			}
		}
	}
}

// A limit on time that passes at any moment ends the work soon, and the error names it.
func TestTimeIsUp(t *testing.T) {
	for name, p := range pactsToStop(t) {
		before := runtime.NumGoroutine()
		for _, limit := range []time.Duration{time.Nanosecond, time.Millisecond, 5 * time.Millisecond, 20 * time.Millisecond, 50 * time.Millisecond} {
			started := time.Now()
			a, err := Check(t.Context(), p, Query{Workers: 2, Limits: Limits{Time: limit}})
			var why *explore.Inconclusive
			switch {
			case err == nil: // it was faster
			case !errors.As(err, &why) || !strings.Contains(why.Limit, limit.String()) || why.Interrupted() || a == nil || a.Unfinished != why:
				t.Errorf("%s, after %s: %v", name, limit, err)
			}
			if took := time.Since(started); err != nil && took > limit+time.Second {
				t.Errorf("%s: it took %s to end after %s", name, took, limit)
			}
		}
		atRest(t, before)
	}
}

// A panic, wherever it comes up, is an error with the stack that it came from, and leaves nothing behind.
func TestFaultsAreErrors(t *testing.T) {
	for name, p := range pactsToStop(t) {
		for _, workers := range []int{1, 2} {
			n := events(t, p, workers)
			before := runtime.NumGoroutine()
			for at := 1; at < n; at += 1 + n/extent.Of(2, 6) {
				var told atomic.Int64
				a, err := Run(t.Context(), p, Query{Workers: workers}, func(Event) {
					if int(told.Add(1)) >= at {
						panic("broken on purpose")
					}
				})
				var broken *fault.Fault
				if int(told.Load()) < at {
					continue
				}
				if !errors.As(err, &broken) || broken.What != "broken on purpose" || !strings.Contains(broken.Stack, "stop_test.go") || a != nil {
					t.Fatalf("%s, %d workers, panic at event %d of %d: %v", name, workers, at, n, err)
				}
			}
			atRest(t, before)
		}
	}
}

// A query that makes no sense is refused in words.
func TestQueriesThatMakeNoSense(t *testing.T) {
	p := pactsToStop(t)["together"]
	for want, q := range map[string]Query{
		`there is no finding "expose"`: {Only: []Code{"expose"}},
		"cannot be negative":           {Workers: -1},
		"does not divide":              {Tick: 7919},
	} {
		if _, err := Check(t.Context(), p, q); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", q, err, want)
		}
	}
}
