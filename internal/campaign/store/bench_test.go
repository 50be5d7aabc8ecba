//go:build unix

package store_test

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/campaign/store"
)

// TestManyTrivialJobs measures what the store and the queue take for a job that does nothing.
func TestManyTrivialJobs(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("SERVANDA_CAMPAIGN_JOBS"))
	if n == 0 {
		t.Skip("SERVANDA_CAMPAIGN_JOBS=100000 asks for it")
	}
	each(t, func(t *testing.T, where string) {
		s := created(t, where, time.Minute)
		began := time.Now()
		put(t, s, plan("p", n, store.Budget{}))
		queued := time.Since(began)
		began = time.Now()
		drained(t, s, "w", says)
		worked := time.Since(began)
		size, err := s.Bytes(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		began = time.Now()
		told(t, s, "p")
		t.Log(fmt.Sprintf("%d jobs: queued in %s (%.0f a second), done by one worker in %s (%.0f a second), %d bytes a job, read in %s", n, queued.Round(time.Millisecond), float64(n)/queued.Seconds(),
			worked.Round(time.Millisecond), float64(n)/worked.Seconds(), size/int64(n), time.Since(began).Round(time.Millisecond)))
	})
}
