//go:build unix

package campaign_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/campaign"
	"github.com/servanda-lang/servanda/internal/campaign/store"
	"github.com/servanda-lang/servanda/internal/testkit/postgres"
	"github.com/servanda-lang/servanda/library"
)

// childVariable makes the test program a worker that works until it is killed.
const childVariable = "SERVANDA_CAMPAIGN_CHILD"

// worker is how a child works.
type worker struct {
	Where, ID string
	Least     time.Duration // that a job takes
}

func child(asked string) {
	var w worker
	fail := func(err error) {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	fail(json.Unmarshal([]byte(asked), &w))
	ctx := context.Background()
	s, err := store.Open(ctx, w.Where)
	fail(err)
	fail(s.Run(ctx, store.Work{ID: w.ID, Queue: campaign.Queue(meaning), Drain: true, Log: os.Stderr, Do: func(ctx context.Context, t store.Task) store.Outcome {
		time.Sleep(w.Least) // so that a job is a target
		return campaign.Do(ctx, t)
	}}))
	os.Exit(0)
}

// started is a worker process.
type started struct {
	*exec.Cmd
	ended chan error
}

func start(t *testing.T, w worker) *started {
	t.Helper()
	text, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	s := &started{exec.Command(os.Args[0]), make(chan error, 1)}
	s.Env = append(os.Environ(), childVariable+"="+string(text))
	s.Stderr = t.Output()
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { s.ended <- s.Wait() }()
	t.Cleanup(func() { s.Process.Kill() })
	return s
}

// hunted has four workers work, kills one of them every second or so, and starts another in its place; it gives how many it killed. A machine
// on which nothing was done since the last kill gets more time.
func hunted(t *testing.T, s *store.Store, p *store.Plan, w worker) int {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	if err := s.Put(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	workers, kills, last := make([]*started, 4), 0, -1
	begin := func(i int) {
		w.ID = fmt.Sprintf("worker-%d-%d", i, kills)
		workers[i] = start(t, w)
	}
	for i := range workers {
		begin(i)
	}
	for {
		time.Sleep(time.Duration(300+random.IntN(1200)) * time.Millisecond)
		st, err := s.Standing(t.Context(), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		if st.Missing == 0 {
			for _, w := range workers {
				if err := <-w.ended; err != nil {
					t.Errorf("a worker ended with %v", err)
				}
			}
			return kills
		}
		if done := st.Parts - st.Missing; done > last {
			i := random.IntN(len(workers))
			workers[i].Process.Kill()
			if err := <-workers[i].ended; err == nil {
				continue // it had ended before
			}
			kills, last = kills+1, done
			begin(i)
		}
	}
}

// Four workers, of which one is killed every second or so, come to the very report of one whom nobody disturbs.
func TestKilledWorkersLoseNothingAndCountNothingTwice(t *testing.T) {
	every := 4
	if os.Getenv("SERVANDA_HEAVY") != "" {
		every = 1
	}
	p := planned(t, append(own(t), meanings(t, every)...), steps, store.Budget{Tries: 1000})
	alone := undisturbed(t, p)
	if n := alone.Count(campaign.Answered); n != len(p.Parts) {
		t.Errorf("of %d jobs %d were answered", len(p.Parts), n)
	}
	want := forms(t, alone)
	for kind, where := range map[string]func(*testing.T) string{
		"SQLite":     func(t *testing.T) string { return filepath.Join(t.TempDir(), "store.db") },
		"PostgreSQL": func(t *testing.T) string { return postgres.URL(t) },
	} {
		t.Run(kind, func(t *testing.T) {
			at := where(t)
			s := created(t, at, 2*time.Second)
			kills := hunted(t, s, p, worker{Where: at, Least: 500 * time.Millisecond})
			t.Logf("%d jobs, %d workers killed", len(p.Parts), kills)
			if kills < 3 {
				t.Errorf("only %d workers were killed", kills)
			}
			same(t, want, forms(t, reported(t, s, p.ID)))
		})
	}
}

func same(t *testing.T, want, got map[string]string) {
	t.Helper()
	for name := range want {
		if want[name] != got[name] {
			t.Errorf("%s is another", name)
		}
	}
}

// The library in all readings and with three steps, the same way. A job looks at so many states and no more, so that what gives up does not hang on
// the machine.
func TestTheLibrary(t *testing.T) {
	if os.Getenv("SERVANDA_CAMPAIGN_LIBRARY") == "" {
		t.Skip("SERVANDA_CAMPAIGN_LIBRARY=1 asks for it")
	}
	states, _ := strconv.Atoi(os.Getenv("SERVANDA_CAMPAIGN_STATES"))
	p := planned(t, shelf(t), steps, store.Budget{States: cmp.Or(states, 200_000), Tries: 1000})
	var alone *campaign.Report
	var side sync.WaitGroup
	began := time.Now()
	side.Go(func() {
		alone = undisturbed(t, p)
		t.Logf("one worker took %s", time.Since(began).Round(time.Second))
	})
	at := filepath.Join(t.TempDir(), "store.db")
	s := created(t, at, 5*time.Second)
	kills := hunted(t, s, p, worker{Where: at})
	t.Logf("four workers, %d of them killed, took %s at the same time", kills, time.Since(began).Round(time.Second))
	side.Wait()
	got := reported(t, s, p.ID)
	same(t, forms(t, alone), forms(t, got))
	size, err := s.Bytes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pacts, %d jobs, %d bytes in the store", len(got.Pacts), len(p.Parts), size)
	told(t, got)
}

// told says how many things of each kind differ.
func told(t *testing.T, r *campaign.Report) {
	hidden, steps, readings := 0, 0, 0
	for _, p := range r.Pacts {
		for _, d := range p.Steps {
			if steps++; d.Hidden {
				hidden++
				t.Logf("hidden: %s, %s: %s %v %v", p.Title, d.Where, d.Says, d.Found, d.Missing)
			}
		}
		readings += len(p.Readings)
	}
	t.Logf("%d answered, %d gave up, %d differences between steps, %d of them hidden by a longer step, %d between readings",
		r.Count(campaign.Answered), r.Count(campaign.GaveUp), steps, hidden, readings)
}

// shelf is the library, without the parts that pacts are made of.
func shelf(t *testing.T) []campaign.Pact {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, library.Files); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "servanda.root"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	var out []campaign.Pact
	err := fs.WalkDir(library.Files, ".", func(name string, d fs.DirEntry, err error) error {
		folder := filepath.Base(filepath.Dir(name))
		if err != nil || d.IsDir() || folder == "parts" {
			return err
		}
		out = append(out, pact(t, filepath.Join(dir, filepath.FromSlash(name)), name))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
