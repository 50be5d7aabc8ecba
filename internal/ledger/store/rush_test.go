//go:build unix

package store_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/servanda-lang/servanda/internal/testkit/rush"
)

// atHand reaches a ledger in its database. Each of them is a connection of its own, as a process has.
type atHand struct {
	*store.Store
	log ledger.Private
}

func (r atHand) Add(ctx context.Context, st []ledger.Signed) ([]int64, error) {
	receipts, err := r.Store.Add(ctx, st, &r.log)
	var out []int64
	for _, x := range receipts {
		out = append(out, x.Entry)
	}
	return out, err
}

func (r atHand) newest(ctx context.Context) (*ledger.Checkpoint, error) {
	text, err := r.Newest(ctx)
	if err != nil {
		return nil, err
	}
	return ledger.OpenCheckpoint(text, r.log.Public)
}

func (r atHand) Ask(ctx context.Context, old int64) (*ledger.Request, error) {
	c, err := r.newest(ctx)
	if err != nil {
		return nil, err
	}
	return ledger.Ask(ctx, r.Store, old, c)
}

func (r atHand) Proof(ctx context.Context, entry int64) ([]byte, error) {
	c, err := r.newest(ctx)
	if err != nil {
		return nil, err
	}
	p, err := ledger.Prove(ctx, r.Store, entry, c)
	if err != nil {
		return nil, err
	}
	return p.Encode(), nil
}

func (r atHand) Cosign(ctx context.Context, note []byte, witness ledger.Public) error {
	_, err := r.Store.Cosign(ctx, note, witness)
	return err
}

func (r atHand) Entries(ctx context.Context, from int64, most int) ([][]byte, error) {
	rows, err := r.Rows(ctx, from, most)
	var out [][]byte
	for _, row := range rows {
		out = append(out, row.Data)
	}
	return out, err
}

// rushFor is how long a load is held; SERVANDA_RUSH says so, such as 10m.
func rushFor(t *testing.T) time.Duration {
	t.Helper()
	said := os.Getenv("SERVANDA_RUSH")
	if said == "" {
		return 2 * time.Second
	}
	d, err := time.ParseDuration(said)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Writers, readers, a witness and one who follows use a ledger at once: nothing acknowledged is lost, nobody is shown a record that does
// not go on from the one that was shown before, and nobody is told of an error.
func TestARush(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		k := newKeys(t)
		opened(t, k, where)
		var ways []rush.Record
		for range 3 {
			s, err := store.Open(t.Context(), where)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			ways = append(ways, atHand{s, k.log})
		}
		length := rushFor(t)
		f, err := rush.Run(t.Context(), ways, rush.Load{
			Log: k.log.Public, Writers: []ledger.Private{k.north, k.south}, Batch: 64, Readers: 4, Rest: 10 * time.Millisecond, Pause: min(time.Second, length/4), For: length, Early: length / 10,
			Witness: &ledger.Witness{Key: k.witness, Log: k.log.Public, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: time.Now},
		})
		if err != nil {
			t.Fatal(err)
		}
		tell(t, where, f)
		afterARush(t, ways[0].(atHand).Store, k, f)
	})
}

// afterARush verifies the record from its first entry on, against all that was seen and acknowledged.
func afterARush(t *testing.T, s *store.Store, k keys, f *rush.Figures) {
	t.Helper()
	stands := map[string]rush.Tally{}
	sum := verify(t, s, ledger.Trust{Log: &k.log.Public, Earlier: f.Seen, Look: func(n int64, e *ledger.Entry) error {
		if e.Kind == "event" {
			x := stands[e.Reporter.Name]
			x.Add(e.ID, n)
			stands[e.Reporter.Name] = x
		}
		return nil
	}})
	if !maps.Equal(stands, f.Acknowledged) {
		t.Errorf("acknowledged were %v, there are %v", f.Acknowledged, stands)
	}
	if f.Proofs == 0 || f.Cosigned < 2 || f.Standings == 0 || len(f.Seen) != 5 {
		t.Errorf("not everybody came to anything: %+v", f)
	}
	t.Logf("verified: %d entries, %d checkpoints kept, %d seen by others", sum.Size, sum.Checkpoints, sum.Earlier)
}

func tell(t *testing.T, where string, f *rush.Figures) {
	t.Helper()
	t.Logf("in %s: %d events acknowledged in %d batches (%.0f a second), the slowest in %s, 99 of 100 within %s", f.Took.Round(time.Second), f.Events, f.Batches,
		float64(f.Events)/f.Took.Seconds(), f.Slowest.Round(time.Millisecond), f.Most.Round(time.Millisecond))
	t.Logf("%d checkpoints and %d proofs checked by readers (the slowest pair in %s), %d checkpoints cosigned, %d times told where everyone stands (at most %s)",
		f.Checkpoints, f.Proofs, f.SlowestRead.Round(time.Millisecond), f.Cosigned, f.Standings, f.SlowestFollow.Round(time.Millisecond))
	size := ""
	for _, end := range []string{"", "-wal"} {
		if info, err := os.Stat(where + end); err == nil {
			size += fmt.Sprintf(", %d MiB in %s", info.Size()>>20, filepath.Base(where)+end)
		}
	}
	t.Logf("memory: %d MiB early, %d MiB at the end%s", f.MemoryEarly>>20, f.MemoryAtEnd>>20, size)
}
