//go:build unix

package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
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
		length := rush.Length(t)
		f, err := rush.Run(t.Context(), ways, rush.Load{
			Log: k.log.Public, Writers: []ledger.Private{k.north, k.south}, Batch: 64, Readers: 4, Rest: 10 * time.Millisecond, Pause: min(time.Second, length/4), For: length, Early: length / 10,
			Witness: &ledger.Witness{Key: k.witness, Log: k.log.Public, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: time.Now},
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Log(f)
		for _, end := range []string{"", "-wal"} {
			if info, err := os.Stat(where + end); err == nil {
				t.Logf("%d MiB in %s", info.Size()>>20, filepath.Base(where)+end)
			}
		}
		sum, err := f.Holds(t.Context(), ways[0].(atHand).Store, k.log.Public)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("verified: %d entries, %d checkpoints kept, %d seen by others", sum.Size, sum.Checkpoints, sum.Earlier)
	})
}

// cheat is a record that is well for a while, and then is not.
type cheat struct {
	atHand
	other atHand // another record of the same log
	how   string
	calls atomic.Int64
	first atomic.Pointer[ledger.Request]
}

func (c *cheat) late() bool { return c.calls.Add(1) > 12 }

func (c *cheat) Add(ctx context.Context, st []ledger.Signed) ([]int64, error) {
	if c.how == "acknowledges and does not record" && c.late() {
		out := make([]int64, len(st))
		for i := range out {
			out[i] = int64(2 + i)
		}
		return out, nil
	}
	return c.atHand.Add(ctx, st)
}

func (c *cheat) Ask(ctx context.Context, old int64) (*ledger.Request, error) {
	q, err := c.atHand.Ask(ctx, old)
	if err != nil {
		return nil, err
	}
	c.first.CompareAndSwap(nil, q)
	switch {
	case c.how == "goes back" && c.late():
		return c.first.Load(), nil
	case c.how == "shows another record" && c.late():
		return c.other.Ask(ctx, old)
	}
	return q, nil
}

func (c *cheat) Proof(ctx context.Context, entry int64) ([]byte, error) {
	if c.how == "proves another entry" && c.late() {
		entry = 0
	}
	return c.atHand.Proof(ctx, entry)
}

func (c *cheat) Told(ctx context.Context) (int64, error) {
	if c.how == "tells from less than it has" && c.late() {
		return 2, nil
	}
	return c.Size(ctx)
}

// A record that cheats does not stand the load.
func TestARushFindsOutACheat(t *testing.T) {
	for _, how := range []string{"acknowledges and does not record", "goes back", "shows another record", "proves another entry", "tells from less than it has"} {
		k := newKeys(t)
		s, other := opened(t, k, file(t)), opened(t, k, file(t))
		add(t, other, &k.log, events(t, k, 0, 300)...)
		c := &cheat{atHand: atHand{s, k.log}, other: atHand{other, k.log}, how: how}
		_, err := rush.Run(t.Context(), []rush.Record{c}, rush.Load{
			Log: k.log.Public, Writers: []ledger.Private{k.north, k.south}, Batch: 8, Readers: 2, Rest: time.Millisecond, Pause: 20 * time.Millisecond, For: time.Minute, Early: time.Second,
			Witness: &ledger.Witness{Key: k.witness, Log: k.log.Public, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: time.Now},
		})
		if err == nil || strings.Contains(err.Error(), "context") {
			t.Errorf("a record that %s: %v", how, err)
		}
		t.Logf("a record that %s: %v", how, err)
	}
}
