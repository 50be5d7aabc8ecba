package explore_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/bench/family"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
)

// soon is how long a search may take to end once it is to. It ends in less than a tenth of that where nothing else
// keeps the processors busy.
const soon = time.Second

// large makes a machine with far more states than are visited in a test.
func large(t *testing.T) *machine.Machine {
	return made(t, family.Pact(family.Shape{Parties: 2, Phases: 6, Days: 9, Ratify: true}))
}

func made(t *testing.T, text string) *machine.Machine {
	t.Helper()
	r := load.Source("in.pact", []byte(text))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	m, err := machine.New(r.Pact, nil, r.Pact.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// stopped looks whether a search ended as one that was stopped, and left nobody working.
func stopped(t *testing.T, g *explore.Graph, err, cause error, goroutines int) *explore.Inconclusive {
	t.Helper()
	limit := new(explore.Inconclusive)
	if g != nil || !errors.As(err, &limit) || !errors.Is(err, cause) || limit.Memory {
		t.Fatalf("%v, %v", g, err)
	}
	nobodyLeft(t, goroutines)
	return limit
}

// nobodyLeft looks whether there are no more goroutines than before; the last may need a moment to be gone.
func nobodyLeft(t *testing.T, before int) {
	t.Helper()
	n := runtime.NumGoroutine()
	for began := time.Now(); n > before && time.Since(began) < soon; n = runtime.NumGoroutine() {
		runtime.Gosched()
	}
	if n > before {
		t.Errorf("%d goroutines, %d before", n, before)
	}
}

func eachCrew(t *testing.T, test func(t *testing.T, workers int)) {
	for _, workers := range []int{1, 2, 8} {
		t.Run(fmt.Sprint(workers), func(t *testing.T) { test(t, workers) })
	}
}

// TestCancelledFromProgress: what is said to be found so far is what progress was last told.
func TestCancelledFromProgress(t *testing.T) {
	eachCrew(t, func(t *testing.T, workers int) {
		m, before := large(t), runtime.NumGoroutine()
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		var states, moves int
		var at time.Time
		lim := explore.Limits{Workers: workers, Progress: func(s, mv, _ int) {
			if states, moves = s, mv; s > 20_000 {
				cancel()
				at = time.Now()
			}
		}}
		g, err := explore.Explore(ctx, m, lim)
		took := time.Since(at)
		limit := stopped(t, g, err, context.Canceled, before)
		if limit.States != states || limit.Moves != moves || !strings.Contains(err.Error(), fmt.Sprint(states)) {
			t.Errorf("%v; progress was told of %d states and %d moves", err, states, moves)
		}
		if took > soon {
			t.Errorf("it took %v", took)
		}
	})
}

// TestPanicInProgress: a caller that gives up by a panic gets it back, and nobody is left working.
func TestPanicInProgress(t *testing.T) {
	eachCrew(t, func(t *testing.T, workers int) {
		m, before := large(t), runtime.NumGoroutine()
		defer func() {
			if r := recover(); r != "enough" {
				t.Errorf("%v", r)
			}
			nobodyLeft(t, before)
		}()
		_, err := explore.Explore(context.Background(), m, explore.Limits{Workers: workers, Progress: func(s, _, _ int) {
			if s > 5_000 {
				panic("enough")
			}
		}})
		t.Errorf("the search went on: %v", err)
	})
}

// TestTimeLimit: a deadline ends the search soon after it has passed, in the midst of a long search for a culprit too.
func TestTimeLimit(t *testing.T) {
	for name, make := range map[string]func(*testing.T) *machine.Machine{
		"many states": large,
		"a long search for a culprit": func(t *testing.T) *machine.Machine {
			return made(t, helpless(12))
		},
	} {
		t.Run(name, func(t *testing.T) {
			eachCrew(t, func(t *testing.T, workers int) {
				m, before := make(t), runtime.NumGoroutine()
				const after = 50 * time.Millisecond
				ctx, cancel := context.WithTimeout(context.Background(), after)
				defer cancel()
				began := time.Now()
				g, err := explore.Explore(ctx, m, explore.Limits{Workers: workers})
				took := time.Since(began) - after
				limit := stopped(t, g, err, context.DeadlineExceeded, before)
				if took > soon {
					t.Errorf("it took %v longer", took)
				}
				t.Logf("ended %v after the deadline with %d states", took, limit.States)
			})
		})
	}
}

// helpless is a pact with a duty that its obligor can do nothing for, but a great many other things.
func helpless(counters int) string {
	b := &strings.Builder{}
	b.WriteString("pact \"Helpless\"\nparty south\nparty north\nfact sky { grey, blue }\nact clear by north { sky becomes blue }\n")
	for i := range counters {
		fmt.Fprintf(b, "fact pile_%d 0..9\nact stack_%d by south { pile_%d rises by 1 }\n", i, i, i)
	}
	b.WriteString("instrument deal { between north, south  in force once sky is grey\n  duty hope { south must ensure sky is blue  within 30 days } }\n")
	return b.String()
}

// TestAlreadyCancelled: a search that is not to begin visits next to nothing.
func TestAlreadyCancelled(t *testing.T) {
	eachCrew(t, func(t *testing.T, workers int) {
		m, before := large(t), runtime.NumGoroutine()
		ctx, cancel := context.WithCancelCause(context.Background())
		why := errors.New("nobody asks any more")
		cancel(why)
		g, err := explore.Explore(ctx, m, explore.Limits{Workers: workers})
		if limit := stopped(t, g, err, why, before); limit.States > 1 {
			t.Errorf("%d states", limit.States)
		}
	})
}
