//go:build unix

package store_test

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/testkit/postgres"
)

// BenchmarkAdd records events that are signed already, each batch in one transaction that is on the disk when it is acknowledged. Batches
// that are checkpoints too sign one with each.
func BenchmarkAdd(b *testing.B) {
	for _, kind := range []string{"SQLite", "PostgreSQL"} {
		for _, size := range []int{1, 64, 256} {
			b.Run(fmt.Sprintf("%s/batch=%d", kind, size), func(b *testing.B) {
				where := ""
				if kind == "SQLite" {
					where = file(b)
				} else {
					where = postgres.URL(b)
				}
				benchAdd(b, where, size)
			})
		}
	}
}

func benchAdd(b *testing.B, where string, size int) {
	k := newKeys(b)
	s := opened(b, k, where)
	n := 0
	for b.Loop() {
		b.StopTimer()
		all := events(b, k, n, size)
		n += size
		b.StartTimer()
		add(b, s, &k.log, all...)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "events/s")
}

func BenchmarkVerify(b *testing.B) {
	k := newKeys(b)
	s := opened(b, k, file(b))
	add(b, s, &k.log, events(b, k, 0, 10_000)...)
	for b.Loop() {
		verify(b, s, ledger.Trust{Log: &k.log.Public})
	}
	b.ReportMetric(10_000*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
}

// A million entries, or as many as SERVANDA_ENTRIES says, are verified in a process of its own, whose memory the system measures.
func TestAMillionEntries(t *testing.T) {
	if os.Getenv("SERVANDA_HEAVY") == "" {
		t.Skip("SERVANDA_HEAVY=1 asks for it")
	}
	size := 1_000_000
	if n, err := strconv.Atoi(os.Getenv("SERVANDA_ENTRIES")); err == nil {
		size = n
	}
	k, where := newKeys(t), file(t)
	s := opened(t, k, where)
	began := time.Now()
	for n := 0; n < size; n += 1000 {
		add(t, s, nil, events(t, k, n, 1000)...)
	}
	if err := s.Sign(t.Context(), k.log); err != nil {
		t.Fatal(err)
	}
	s.Close()
	t.Logf("signed and recorded in %s", time.Since(began).Round(time.Second))
	cmd := command(t.Context(), task{Where: where, Log: k.log.Secret(), North: k.north.Secret(), Verify: true})
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	began = time.Now()
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, &out)
	}
	used := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	info, _ := os.Stat(where)
	t.Logf("%s verified in %s (%s of processor), at most %d MiB of memory, a file of %d MiB", bytes.TrimSpace(out.Bytes()), time.Since(began).Round(time.Second),
		(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Round(time.Second), used.Maxrss>>10, info.Size()>>20)
	if used.Maxrss>>10 > 512 {
		t.Errorf("it took %d MiB", used.Maxrss>>10)
	}
}

// verifyAll is what a child does that verifies.
func verifyAll(s *store.Store, log ledger.Public, fail func(error)) {
	sum, err := ledger.Verify(bg, s, ledger.Trust{Log: &log})
	fail(err)
	fmt.Println(sum.Size)
	os.Exit(0)
}
