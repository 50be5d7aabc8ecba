//go:build unix

package server

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/server/client"
	"github.com/servanda-lang/servanda/internal/testkit/child"
)

// childVariable makes the test program a server that answers until it is killed.
const childVariable = "SERVANDA_SERVER_CHILD"

// task is what a child is to serve.
type task struct{ Where, Log string }

func untilKilled(asked string) {
	fail := func(err error) {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	var k task
	fail(json.Unmarshal([]byte(asked), &k))
	log, err := ledger.ParsePrivate(k.Log)
	fail(err)
	st, err := store.Open(context.Background(), k.Where)
	fail(err)
	s, err := New(Config{Store: st, LogKey: &log, Limits: Limits{Rate: 1e6, Burst: 1e6, Bytes: 1e9}})
	fail(err)
	s.began = time.Time{} // the oracle hands in again what is the same, and nothing replays
	l, err := net.Listen("tcp", "127.0.0.1:0")
	fail(err)
	fmt.Println("http://" + l.Addr().String())
	fail(s.Run(context.Background(), l, nil, nil))
}

// rounds is how often the server is killed; SERVANDA_KILLS says another number.
func rounds() int {
	if n, err := strconv.Atoi(os.Getenv("SERVANDA_KILLS")); err == nil {
		return n
	}
	return 6
}

// A server is killed again and again while four hand in through it. The oracle is the list of what was acknowledged, with its numbers.
func TestNothingAcknowledgedIsLostWhenTheServerIsKilled(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		st, keys := roles(t, where)
		st.Close()
		seed := uint64(time.Now().UnixNano())
		t.Logf("seed %d", seed)
		random := rand.New(rand.NewPCG(seed, 1))
		acknowledged := map[string]int64{}
		for round := range rounds() {
			killed(t, where, keys, round, time.Duration(20+random.IntN(150))*time.Millisecond, acknowledged)
			whole(t, where, keys, acknowledged)
		}
		if len(acknowledged) == 0 {
			t.Fatal("nothing was acknowledged")
		}
		t.Logf("%d events acknowledged in %d rounds, none lost", len(acknowledged), rounds())
	})
}

// killed serves, hands in by four at once, and kills the server some time after the first acknowledgement.
func killed(t *testing.T, where string, keys map[ledger.Role]ledger.Private, round int, after time.Duration, acknowledged map[string]int64) {
	t.Helper()
	log := keys[ledger.RoleLog]
	cmd, url := child.Start(t, childVariable, task{where, log.Secret()})
	var mu sync.Mutex
	first := make(chan bool, 4)
	var wg sync.WaitGroup
	for w := range 4 {
		key := keys[[]ledger.Role{ledger.RoleParty, ledger.RoleReporter, ledger.RoleMediator, ledger.RoleParty}[w]]
		c, err := client.New(url, &key)
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			for n := 0; ; n += 1 + w*5 {
				var all []ledger.Signed
				for i := range 1 + w*5 {
					all = append(all, says(t, key, kindEvent, fmt.Sprintf("r%d-w%d-%d", round, w, n+i), `{"a":1}`))
				}
				receipts, err := c.Add(t.Context(), all, w%2 == 0)
				if err != nil {
					return // it is gone
				}
				mu.Lock()
				for _, r := range receipts {
					acknowledged[r.ID] = r.Entry
				}
				mu.Unlock()
				select {
				case first <- true:
				default:
				}
			}
		})
	}
	select {
	case <-first:
	case <-time.After(time.Minute):
		t.Error("nothing was acknowledged for a minute")
	}
	time.Sleep(after)
	cmd.Process.Kill()
	wg.Wait()
	cmd.Wait()
}

// whole checks that the record is whole and that everything acknowledged stands where its receipt says.
func whole(t *testing.T, where string, keys map[ledger.Role]ledger.Private, acknowledged map[string]int64) {
	t.Helper()
	st, err := store.Open(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	log, left := keys[ledger.RoleLog].Public, len(acknowledged)
	_, err = ledger.Verify(t.Context(), st, ledger.Trust{Log: &log, Look: func(n int64, e *ledger.Entry) error {
		if at, was := acknowledged[e.ID]; was {
			if left--; at != n {
				t.Errorf("%s stands in entry %d, and its receipt says %d", e.ID, n, at)
			}
		}
		return nil
	}})
	if err != nil || left != 0 {
		t.Fatalf("%d events were acknowledged and are not there; %v", left, err)
	}
}
