//go:build unix

package store_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/testkit/postgres"
)

// childVariable makes the test program a child that adds events until it is killed.
const childVariable = "SERVANDA_LEDGER_CHILD"

// A child does its work on one thread, so that its calls of the system can be counted.
func init() {
	if os.Getenv(childVariable) != "" {
		runtime.LockOSThread()
	}
}

// task is what a child is to do.
type task struct {
	Where      string
	Log, North string // private keys
	Round      int
	Batch      int
	Most       int  // events, then it ends; 0 for never
	Verify     bool // instead of adding
	Leave      bool // close the ledger before it ends
}

// bg is the context of a child, which ends by being killed.
var bg = context.Background()

// child adds events and prints the id of each once it is acknowledged.
func child(asked string) {
	var k task
	err := json.Unmarshal([]byte(asked), &k)
	fail := func(err error) {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	fail(err)
	log, north, err := k.keys()
	fail(err)
	s, err := store.Open(bg, k.Where)
	fail(err)
	if k.Verify {
		verifyAll(s, log.Public, fail)
	}
	for n := 0; k.Most == 0 || n < k.Most; n += k.Batch {
		all, err := k.batch(north, n)
		fail(err)
		var with *ledger.Private
		if n%3 == 0 {
			with = &log
		}
		receipts, err := s.Add(bg, all, with)
		fail(err)
		said := ""
		for _, r := range receipts {
			said += r.ID + "\n"
		}
		io.WriteString(os.Stdout, said)
	}
	if k.Leave {
		fail(s.Close())
	}
	os.Exit(0)
}

func (k task) keys() (log, north ledger.Private, err error) {
	if log, err = ledger.ParsePrivate(k.Log); err == nil {
		north, err = ledger.ParsePrivate(k.North)
	}
	return log, north, err
}

// batch is what a child hands in from the n-th event on, the same each time.
func (k task) batch(north ledger.Private, n int) (all []ledger.Signed, err error) {
	for i := n; i < n+k.Batch; i++ {
		st, err := ledger.Statement{Ledger: origin, Kind: "event", ID: fmt.Sprintf("r%d-%d", k.Round, i), Claimed: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC),
			Line: fmt.Appendf(nil, `{"round":%d,"n":%d}`, k.Round, i)}.Sign(north)
		if err != nil {
			return nil, err
		}
		all = append(all, st)
	}
	return all, nil
}

// command is the test program as a child.
func command(ctx context.Context, k task) *exec.Cmd {
	text, err := json.Marshal(k)
	if err != nil {
		panic(err)
	}
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+string(text))
	return cmd
}

// rounds is how often the child is killed; SERVANDA_KILLS says another number.
func rounds() int {
	if n, err := strconv.Atoi(os.Getenv("SERVANDA_KILLS")); err == nil {
		return n
	}
	if os.Getenv("SERVANDA_HEAVY") != "" {
		return 3000
	}
	return 20
}

func TestNothingAcknowledgedIsLostWhenKilled(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { killLoop(t, file(t), rounds(), func(int) {}) })
	t.Run("PostgreSQL", func(t *testing.T) {
		where := postgres.URL(t)
		killLoop(t, where, rounds(), func(round int) {
			if round%10 == 5 {
				postgres.Kill(t) // the server too
			}
		})
	})
}

// killLoop has a child add events and kills it at any moment, again and again. The oracle is a map of what was acknowledged.
func killLoop(t *testing.T, where string, rounds int, also func(round int)) {
	k := newKeys(t)
	opened(t, k, where).Close()
	acknowledged := map[string]bool{}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for round := range rounds {
		killed(t, task{Where: where, Log: k.log.Secret(), North: k.north.Secret(), Round: round, Batch: 1 + random.IntN(4)*random.IntN(12)},
			time.Duration(random.IntN(60_000))*time.Microsecond, func() { also(round) }, acknowledged)
		// The whole record is read again and again while it is small, and then now and then, so that the loop is not of the order of its square.
		if round < 50 || round%300 == 0 || round == rounds-1 {
			holds(t, where, k, acknowledged)
		} else {
			tail(t, where, round, acknowledged)
		}
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
	}
	t.Logf("%d events acknowledged in %d rounds, none lost", len(acknowledged), rounds)
}

// killed runs a child, kills it some time after its first acknowledgement, and notes what it acknowledged.
func killed(t *testing.T, k task, after time.Duration, also func(), acknowledged map[string]bool) {
	t.Helper()
	cmd := command(t.Context(), k)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	first, once := make(chan bool), sync.Once{}
	done := make(chan bool)
	go func() {
		defer close(done)
		defer once.Do(func() { close(first) })
		for lines := bufio.NewReader(out); ; {
			line, err := lines.ReadString('\n')
			if err != nil {
				return // half a line is no acknowledgement
			}
			acknowledged[strings.TrimSuffix(line, "\n")] = true
			once.Do(func() { close(first) })
		}
	}()
	<-first
	time.Sleep(after)
	also()
	cmd.Process.Kill()
	<-done
	if cmd.Wait(); len(acknowledged) == 0 {
		t.Fatalf("the child acknowledged nothing: %s", &said)
	}
}

// holds checks that the record is whole and that everything acknowledged stands in it.
func holds(t *testing.T, where string, k keys, acknowledged map[string]bool) {
	t.Helper()
	s, err := store.Open(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	there := map[string]bool{}
	_, err = ledger.Verify(t.Context(), s, ledger.Trust{Log: &k.log.Public, Look: func(_ int64, e *ledger.Entry) error {
		there[e.ID] = true
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	for id := range acknowledged {
		if !there[id] {
			t.Errorf("%s was acknowledged and is not there", id)
		}
	}
}

// tail checks that everything acknowledged in a round stands in the record.
func tail(t *testing.T, where string, round int, acknowledged map[string]bool) {
	t.Helper()
	s, err := store.Open(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for id := range acknowledged {
		if !strings.HasPrefix(id, fmt.Sprintf("r%d-", round)) {
			continue
		}
		if at, err := s.Find(t.Context(), id); err != nil || len(at) != 1 {
			t.Errorf("%s was acknowledged and stands at %v: %v", id, at, err)
		}
	}
}
