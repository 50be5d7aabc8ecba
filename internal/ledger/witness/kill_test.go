//go:build unix

package witness_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/witness"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/servanda-lang/servanda/internal/testkit/child"
)

// childVariable makes the test program a witness that answers until it is killed.
const childVariable = "SERVANDA_WITNESS_CHILD"

// task is what a child witnesses.
type task struct{ Key, Log, Memory string }

func TestMain(m *testing.M) {
	if asked := os.Getenv(childVariable); asked != "" {
		if err := untilKilled(asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func untilKilled(asked string) error {
	var k task
	if err := json.Unmarshal([]byte(asked), &k); err != nil {
		return err
	}
	key, err := ledger.ParsePrivate(k.Key)
	if err != nil {
		return err
	}
	log, err := ledger.ParsePublic(k.Log)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("http://" + l.Addr().String())
	by := &ledger.Witness{Key: key, Log: log, Memory: k.Memory, Disk: safefile.OS, Now: time.Now}
	return http.Serve(l, witness.Handler(by, slog.New(slog.DiscardHandler)))
}

// rounds is how often the witness is killed; SERVANDA_KILLS says another number.
func rounds() int {
	if n, err := strconv.Atoi(os.Getenv("SERVANDA_KILLS")); err == nil {
		return n
	}
	return 25
}

// A witness is killed again and again while three ask it for checkpoints that grow. Whatever it has answered it remembers: its memory is never
// of a shorter record than the longest that it has cosigned, and can be read.
func TestNothingCosignedIsForgottenWhenTheWitnessIsKilled(t *testing.T) {
	g := begin(t)
	r := g.record(t, "a")
	var all []*ledger.Checkpoint
	for n := int64(1); n <= 200; n++ {
		all = append(all, r.to(t, n))
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	answered, longest := 0, int64(0)
	for range rounds() {
		if longest >= 180 { // begin anew, with a memory of its own
			if err := os.Remove(g.by.Memory); err != nil {
				t.Fatal(err)
			}
			longest = 0
		}
		n, most := killed(t, g, r, all, longest, time.Duration(random.IntN(30))*time.Millisecond)
		answered += n
		last, err := g.by.Last()
		if err != nil {
			t.Fatal(err)
		}
		if longest = max(longest, most); longest > 0 && (last == nil || last.Size < longest) {
			t.Fatalf("it has cosigned %d entries, and remembers %+v", longest, last)
		}
		if last != nil {
			longest = last.Size // it may have remembered what it had no time to answer
			if last.Tree != all[longest-1].Tree {
				t.Fatalf("it remembers what it was never asked: %+v", last)
			}
		}
	}
	if answered == 0 {
		t.Fatal("nothing was answered")
	}
	t.Logf("%d cosignatures in %d rounds, none forgotten", answered, rounds())
}

// killed has three ask a witness for longer and longer checkpoints, and kills it some time after its first answer. It gives how many answers
// there were, and the longest that was cosigned.
func killed(t *testing.T, g *ground, r *record, all []*ledger.Checkpoint, from int64, after time.Duration) (answered int, longest int64) {
	t.Helper()
	cmd, at := child.Start(t, childVariable, task{g.by.Key.Secret(), g.log.Public.String(), g.by.Memory})
	var mu sync.Mutex
	var wg sync.WaitGroup
	begun, begin := context.WithCancel(t.Context()) // done at the first answer, or when somebody has no more to ask
	defer begin()
	for i := range int64(3) {
		remote, err := witness.At(at, g.by.Key.Public)
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			defer begin()
			for n := from + i; n < int64(len(all)); n += 3 {
				c, err := remote.Cosign(t.Context(), r, all[n])
				if err != nil && strings.Contains(err.Error(), "cannot be reached") || err != nil && strings.Contains(err.Error(), "the answer of") {
					return // it is gone
				}
				if err != nil {
					continue // another was faster, with a longer one
				}
				mu.Lock()
				answered, longest = answered+1, max(longest, c.Size)
				mu.Unlock()
				begin()
			}
		})
	}
	<-begun.Done()
	time.Sleep(after)
	cmd.Process.Kill()
	wg.Wait()
	cmd.Wait()
	return answered, longest
}
