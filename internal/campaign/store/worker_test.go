//go:build unix

package store_test

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/campaign/store"
	"github.com/servanda-lang/servanda/internal/testkit/postgres"
)

// childVariable makes the test program a worker.
const childVariable = "SERVANDA_CAMPAIGN_STORE_CHILD"

// How a child does its jobs.
const (
	dying  = "dying"  // the job "say 1" kills the process
	slow   = "slow"   // each job is told of, and takes a moment
	lying  = "lying"  // as slow, and says something else
	wedged = "wedged" // a job never ends
)

type worker struct{ Where, ID, How string }

func TestMain(m *testing.M) {
	if asked := os.Getenv(childVariable); asked != "" {
		child(asked)
	}
	code := m.Run()
	postgres.Stop()
	os.Exit(code)
}

func child(asked string) {
	var w worker
	ctx := context.Background()
	err := json.Unmarshal([]byte(asked), &w)
	var s *store.Store
	if err == nil {
		s, err = store.Open(ctx, w.Where)
	}
	if err == nil {
		err = s.Run(ctx, store.Work{ID: w.ID, Queue: "test", Drain: true, Grace: 50 * time.Millisecond, Log: os.Stderr, Do: w.do})
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(0)
}

func (w worker) do(ctx context.Context, k store.Task) store.Outcome {
	switch {
	case w.How == dying && k.Spec == "say 1":
		syscall.Kill(os.Getpid(), syscall.SIGKILL)
	case w.How == wedged:
		select {}
	case w.How == slow || w.How == lying:
		fmt.Println("at", k.Job)
		time.Sleep(500 * time.Millisecond)
	}
	out := says(ctx, k)
	if w.How == lying {
		out.Body = append(out.Body, " or not"...)
	}
	return out
}

func begun(t *testing.T, w worker) (*exec.Cmd, *bufio.Reader) {
	t.Helper()
	text, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+string(text))
	cmd.Stderr = t.Output()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	return cmd, bufio.NewReader(out)
}

// A job that kills whoever does it is given up, with the reason, and the others are done.
func TestAPoisonedJobIsGivenUp(t *testing.T) {
	each(t, func(t *testing.T, where string) {
		s := created(t, where, 500*time.Millisecond)
		put(t, s, plan("p", 3, store.Budget{Tries: 2}))
		deaths := 0
		for {
			id := fmt.Sprint("w", deaths)
			cmd, out := begun(t, worker{where, id, dying})
			io.Copy(io.Discard, out)
			if cmd.Wait() == nil {
				break
			}
			if deaths++; deaths > 2 {
				t.Fatal("the job was begun again and again")
			}
		}
		want := "part 0: answered job00000 say 0 the text\n" +
			"part 1: gave up it was begun 2 times, and each time the process that worked on it ended first: it was killed, or there was no memory left\n" +
			"part 2: answered job00002 say 2 the text\n"
		if got := told(t, s, "p"); got != want || deaths != 2 {
			t.Errorf("%d deaths: %s", deaths, got)
		}
		// It is done once more if that is asked for, and what was answered is not.
		again := plan("p", 3, store.Budget{Tries: 2})
		put(t, s, again)
		if st, err := s.Standing(t.Context(), "p"); err != nil || len(st.Queues) != 0 {
			t.Errorf("what gave up is queued though nobody asked: %+v %v", st, err)
		}
		again.Again = true
		put(t, s, again)
		if st, err := s.Standing(t.Context(), "p"); err != nil || st.Queues["test"] != 1 || st.Missing != 1 {
			t.Errorf("%+v %v", st, err)
		}
		drained(t, s, "well", says)
		if got := told(t, s, "p"); !strings.Contains(got, "part 1: answered job00001 say 1 the text\n") {
			t.Error(got)
		}
	})
}

// A worker that is only slow is taken for dead. Both do the job; it counts once. If they say different things, neither counts.
func TestASlowWorkerTakenForDead(t *testing.T) {
	for _, how := range []string{slow, lying} {
		t.Run(how, func(t *testing.T) {
			each(t, func(t *testing.T, where string) {
				s := created(t, where, 300*time.Millisecond)
				put(t, s, plan("p", 1, store.Budget{Tries: 5}))
				cmd, out := begun(t, worker{where, "slow", how})
				if line, err := out.ReadString('\n'); err != nil || line != "at job00000\n" {
					t.Fatalf("%q %v", line, err)
				}
				cmd.Process.Signal(syscall.SIGSTOP)
				drained(t, s, "quick", says) // it waits for the lease, and takes the job
				quick := "part 0: answered job00000 say 0 the text\n"
				if got := told(t, s, "p"); got != quick {
					t.Fatal(got)
				}
				cmd.Process.Signal(syscall.SIGCONT)
				if err := cmd.Wait(); err != nil {
					t.Fatal(err)
				}
				want := quick
				if how == lying {
					want = "part 0: job00000 say 0 the text AND job00000 say 0 the text or not\n"
				}
				if got := told(t, s, "p"); got != want {
					t.Errorf("got %s want %s", got, want)
				}
				st, err := s.Standing(t.Context(), "p")
				if err != nil || how == lying && (st.Differ != 1 || st.Answered != 0) || how == slow && (st.Differ != 0 || st.Answered != 1) {
					t.Errorf("%+v %v", st, err)
				}
			})
		})
	}
}

// Who is told to stop puts back what it is at, as if it had not been begun.
func TestStopping(t *testing.T) {
	each(t, func(t *testing.T, where string) {
		s := created(t, where, time.Minute)
		put(t, s, plan("p", 2, store.Budget{Tries: 1}))
		for range 3 {
			ctx, stop := context.WithCancel(t.Context())
			err := s.Run(ctx, store.Work{ID: "w", Queue: "test", Log: t.Output(), Do: func(ctx context.Context, _ store.Task) store.Outcome {
				stop()
				<-ctx.Done()
				return store.Outcome{Kind: store.GaveUp, Body: []byte("interrupted")}
			}})
			if err != nil {
				t.Fatal(err)
			}
			if st, err := s.Standing(t.Context(), "p"); err != nil || st.Missing != 2 || st.Queues["test"] != 2 || len(st.AtHand) != 0 {
				t.Fatalf("%+v %v", st, err)
			}
		}
		drained(t, s, "w", says)
		if got := told(t, s, "p"); got != "part 0: answered job00000 say 0 the text\npart 1: answered job00001 say 1 the text\n" {
			t.Error(got)
		}
	})
}

// A job that does not end when its time is over takes its worker with it, and no more.
func TestAWedgedJob(t *testing.T) {
	each(t, func(t *testing.T, where string) {
		s := created(t, where, 300*time.Millisecond)
		put(t, s, plan("p", 1, store.Budget{Time: 50 * time.Millisecond, Tries: 3}))
		cmd, out := begun(t, worker{where, "wedged", wedged})
		said, _ := io.ReadAll(out)
		if err := cmd.Wait(); err == nil || strings.TrimSpace(string(said)) != store.ErrStuck.Error() {
			t.Fatalf("%s %v", said, err)
		}
		drained(t, s, "well", says)
		if got := told(t, s, "p"); got != "part 0: answered job00000 say 0 the text\n" {
			t.Error(got)
		}
	})
}

// A worker does the jobs of its queue and no others.
func TestQueuesAreApart(t *testing.T) {
	each(t, func(t *testing.T, where string) {
		s := created(t, where, time.Minute)
		p := plan("p", 1, store.Budget{})
		p.Queue = "other"
		put(t, s, p)
		var done atomic.Int32
		drained(t, s, "w", func(ctx context.Context, k store.Task) store.Outcome { done.Add(1); return says(ctx, k) })
		if st, err := s.Standing(t.Context(), "p"); err != nil || st.Queues["other"] != 1 || done.Load() != 0 {
			t.Errorf("%+v %v", st, err)
		}
	})
}

// What is no store is not made one, and is not read as one.
func TestWhatIsNoStore(t *testing.T) {
	dir := t.TempDir()
	if _, err := store.Open(t.Context(), dir+"/none.db"); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if _, err := store.Open(t.Context(), dir); err == nil {
		t.Error("a folder is opened")
	}
	text := dir + "/text"
	if err := os.WriteFile(text, []byte("dear diary, this is no database at all"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, open := range []func() (*store.Store, error){
		func() (*store.Store, error) { return store.Open(t.Context(), text) },
		func() (*store.Store, error) { return store.Create(t.Context(), text, 0) },
		func() (*store.Store, error) { return store.Create(t.Context(), other(t, dir), 0) },
	} {
		if s, err := open(); err == nil {
			s.Close()
			t.Error("it is opened")
		} else {
			t.Log(err)
		}
	}
}

// other is a database of somebody else's.
func other(t *testing.T, dir string) string {
	t.Helper()
	path := dir + "/other.db"
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE diary (day TEXT)"); err != nil {
		t.Fatal(err)
	}
	return path
}
