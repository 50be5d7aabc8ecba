//go:build unix

package store_test

import (
	"cmp"
	"fmt"
	"os"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/campaign/store"
)

// processor is what the process has had of the processors. What a database server had is not in it.
func processor(t *testing.T) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// TestManyTrivialJobs measures what the store and the queue take for a job that does nothing.
func TestManyTrivialJobs(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("SERVANDA_CAMPAIGN_JOBS"))
	if n == 0 {
		t.Skip("SERVANDA_CAMPAIGN_JOBS=100000 asks for it, and SERVANDA_CAMPAIGN_WORKERS=4 for so many workers")
	}
	some, _ := strconv.Atoi(os.Getenv("SERVANDA_CAMPAIGN_WORKERS"))
	workers := cmp.Or(some, 1)
	each(t, func(t *testing.T, where string) {
		s := created(t, where, time.Minute)
		measured := func(what string, do func()) {
			began, had := time.Now(), processor(t)
			do()
			took, used := time.Since(began), processor(t)-had
			t.Logf("%s: %s (%.0f jobs a second), %s of processor (%s a job)", what, took.Round(time.Millisecond), float64(n)/took.Seconds(), used.Round(time.Millisecond), (used / time.Duration(n)).Round(time.Microsecond))
		}
		measured("queued", func() { put(t, s, plan("p", n, store.Budget{})) })
		measured(fmt.Sprintf("done by %d", workers), func() {
			var all sync.WaitGroup
			for i := range workers {
				own := created(t, where, time.Minute)
				all.Go(func() { drained(t, own, fmt.Sprint("w", i), says) })
			}
			all.Wait()
		})
		measured("read", func() { told(t, s, "p") })
		size, err := s.Bytes(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d jobs, %d bytes a job", n, size/int64(n))
	})
}
