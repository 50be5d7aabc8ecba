//go:build unix

package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/testkit/sqlitedisk"
	"golang.org/x/mod/sumdb/tlog"
)

// life is a short life of a ledger on a disk that fails: events are handed in, what is acknowledged is noted, and what is not is handed
// in again under the same ids.
type life struct {
	k       keys
	start   map[string][]byte // the files that it begins with; none if it begins with making the ledger
	batches [][]ledger.Signed // nil: close and open
	tries   int               // for each batch
	step    int               // through the calls, where there is little time
	long    bool              // so long that only calls that change something are made to fail

	where        string
	s            *store.Store
	acknowledged map[string]int64 // the entries, by id
	kept         []byte           // the newest checkpoint that went on from all before
	told         error            // what was wrong with one that was shown after an acknowledgement
}

// begin puts the files in a new folder.
func (l *life) begin(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	lay(t, dir, l.start)
	l.where, l.s, l.acknowledged, l.kept, l.told = filepath.Join(dir, "x.ledger"), nil, map[string]int64{}, nil, nil
	return dir
}

func lay(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// live hands everything in. The error is that of the last try of a batch with which it did not get on.
func (l *life) live(ctx context.Context) error {
	defer l.leave()
	for _, b := range l.batches {
		if b == nil {
			l.leave()
			continue
		}
		var err error
		for range max(l.tries, 1) {
			if err = l.hand(ctx, b); err == nil {
				break
			}
			l.leave()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *life) leave() {
	if l.s != nil {
		l.s.Close()
		l.s = nil
	}
}

// hand opens the ledger, or makes it, and hands a batch in.
func (l *life) hand(ctx context.Context, batch []ledger.Signed) (err error) {
	if l.s == nil {
		if _, there := os.Stat(l.where); errors.Is(there, os.ErrNotExist) {
			l.s, err = store.Create(ctx, l.where, l.k.log)
		} else {
			l.s, err = store.Open(ctx, l.where)
		}
		if err != nil {
			return err
		}
	}
	receipts, err := l.s.Add(ctx, batch, &l.k.log)
	if err != nil {
		return err
	}
	for _, r := range receipts {
		if before, there := l.acknowledged[r.ID]; there && before != r.Entry {
			return fmt.Errorf("%s was acknowledged as entry %d and is %d", r.ID, before, r.Entry)
		}
		l.acknowledged[r.ID] = r.Entry
	}
	if err := l.see(ctx, receipts[len(receipts)-1].Entry); err != nil && l.told == nil {
		l.told = err
	}
	return nil
}

// see takes the newest checkpoint. The last entry that was acknowledged has to be under it, and it has to go on from the one before.
func (l *life) see(ctx context.Context, last int64) error {
	text, err := l.s.Newest(ctx)
	if err != nil {
		return err
	}
	c, err := ledger.OpenCheckpoint(text, l.k.log.Public)
	if err != nil {
		return err
	}
	if c.Size <= last {
		return fmt.Errorf("entry %d was acknowledged, and the newest checkpoint is of %d", last, c.Size)
	}
	if l.kept != nil {
		before, err := ledger.OpenCheckpoint(l.kept, l.k.log.Public)
		if err != nil {
			return err
		}
		ask, err := ledger.Ask(ctx, l.s, before.Size, c)
		if err != nil {
			return err
		}
		if c.Size <= before.Size || tlog.CheckTree(ask.Path, c.Size, c.Root, before.Size, before.Root) != nil {
			return fmt.Errorf("the checkpoint of %d entries does not go on from that of %d", c.Size, before.Size)
		}
	}
	l.kept = text
	return nil
}

// holds checks a ledger against what was acknowledged: it is whole, and all of it stands where it was said to stand, once.
func (l *life) holds(ctx context.Context, where string, trust ledger.Trust) error {
	if _, err := os.Stat(where); errors.Is(err, os.ErrNotExist) && len(l.acknowledged) == 0 {
		return nil
	}
	s, err := store.Open(ctx, where)
	if err != nil {
		return err
	}
	defer s.Close()
	there := map[string]int64{}
	trust.Log, trust.Workers = &l.k.log.Public, 1
	trust.Look = func(n int64, e *ledger.Entry) error {
		there[e.ID] = n
		return nil
	}
	if _, err := ledger.Verify(ctx, s, trust); err != nil {
		return err
	}
	for id, n := range l.acknowledged {
		if at, ok := there[id]; !ok || at != n {
			return &lost{id, n, at, ok}
		}
	}
	return nil
}

type lost struct {
	id          string
	want, stand int64
	there       bool
}

func (e *lost) Error() string {
	return fmt.Sprintf("%s was acknowledged as entry %d; it is there: %v, at %d", e.id, e.want, e.there, e.stand)
}

// lives are those that are tried: one that begins with a small ledger that a killed process left, closes it and opens it again; one
// that begins with a log just short of the size at which SQLite brings it into the file, and goes on over that; and one that begins with nothing.
func lives(t *testing.T) map[string]*life {
	t.Helper()
	k := newKeys(t)
	e := func(from, n int) []ledger.Signed { return events(t, k, from, n) }
	small := filepath.Join(t.TempDir(), "x.ledger")
	opened(t, k, small)
	full := filepath.Join(t.TempDir(), "x.ledger")
	s := opened(t, k, full)
	for n := 0; frames(t, full) < 975; n += 2 {
		add(t, s, &k.log, e(1000+n, 2)...)
	}
	goesOver(t, k, files(t, full), e(0, 2), e(2, 9), e(11, 2), e(13, 1))
	both := []ledger.Signed{admit(t, k, k.north.Public, 0), admit(t, k, k.south.Public, 1)}
	return map[string]*life{
		"a small ledger":   {k: k, step: 29, start: files(t, small), batches: [][]ledger.Signed{e(0, 1), e(1, 5), nil, e(6, 12), e(18, 2), nil, e(20, 1)}},
		"a log that fills": {k: k, step: 97, long: true, start: files(t, full), batches: [][]ledger.Signed{e(0, 2), e(2, 9), e(11, 2), e(13, 1), nil, e(14, 1)}},
		"a new ledger":     {k: k, step: 29, batches: [][]ledger.Signed{both, e(0, 2), nil, e(2, 3)}},
	}
}

// goesOver checks that these batches bring the log into the file while the ledger is open, and that the log begins anew after that.
func goesOver(t *testing.T, k keys, start map[string][]byte, batches ...[]ledger.Signed) {
	t.Helper()
	dir := t.TempDir()
	lay(t, dir, start)
	where := filepath.Join(dir, "x.ledger")
	s, err := store.Open(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, b := range batches {
		add(t, s, &k.log, b...)
	}
	now := files(t, where)
	if len(now["x.ledger"]) <= len(start["x.ledger"]) || bytes.Equal(now["x.ledger-wal"][:32], start["x.ledger-wal"][:32]) {
		t.Fatalf("the log was not brought into the file, or did not begin anew: %v became %v", sizes(start), sizes(now))
	}
}

// frames is how many pages are in the log of SQLite.
func frames(t *testing.T, where string) int {
	t.Helper()
	info, err := os.Stat(where + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	return int(info.Size()-32) / (4096 + 24)
}

func files(t *testing.T, where string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, end := range []string{"", "-wal"} {
		text, err := os.ReadFile(where + end)
		if err == nil {
			out[filepath.Base(where)+end] = text
		} else if !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
	return out
}

// eachCall lives a life with a fault at the first call, at the second, and so on until there is none left that it could befall.
func eachCall(t *testing.T, l *life, fault sqlitedisk.Fault, then func(t *testing.T, d *sqlitedisk.Disk, said error) error) (tried int) {
	t.Helper()
	step := sparing(l.step, 1)
	if testing.Short() {
		step *= 4 // the race detector makes it slow
	}
	fault.Changes = l.long
	for fault.At = 1 + rand.IntN(min(step, 25)); ; fault.At += step {
		dir := l.begin(t)
		d, err := sqlitedisk.On(dir, fault)
		if err != nil {
			t.Fatal(err)
		}
		said := l.live(t.Context())
		if d.Hit() == "" {
			if said != nil || tried == 0 {
				t.Errorf("after %d calls that went wrong nothing went wrong, and yet: %v", tried, said)
			}
			d.Off()
			return tried
		}
		tried++
		if err := then(t, d, said); err != nil {
			t.Errorf("%+v, %s: %v (it was said: %v)", fault, d.Hit(), err, said)
		}
		d.Off()
		os.RemoveAll(dir)
	}
}

// Whichever call of SQLite fails, once or from then on: what is acknowledged stands, also if the power goes afterwards; what is not
// can be handed in again, and stands once.
func TestEveryCallOfTheDatabaseFails(t *testing.T) {
	faults := map[string]sqlitedisk.Fault{
		"fails once": {}, "fails from then on": {Lasting: true}, "half written, then fails": {Torn: true},
		"disk full": {Kind: sqlitedisk.Full, Lasting: true, Torn: true}, "disk full once": {Kind: sqlitedisk.Full},
	}
	for name, l := range lives(t) {
		for how, fault := range faults {
			t.Run(name+", "+how, func(t *testing.T) {
				l.tries = 3
				tried := eachCall(t, l, fault, func(t *testing.T, d *sqlitedisk.Disk, said error) error {
					return l.goesOn(t, d, said)
				})
				t.Logf("%d calls", tried)
			})
		}
	}
}

// goesOn looks at what a power cut would leave, and then hands everything in again on a disk that was mended.
func (l *life) goesOn(t *testing.T, d *sqlitedisk.Disk, said error) error {
	for _, cut := range []sqlitedisk.Cut{all, none} {
		if err := l.cut(t, d, cut); err != nil {
			return err
		}
	}
	d.Mend()
	if said != nil && len(l.acknowledged) == 0 {
		if err := l.canBegin(t); err != nil {
			return err
		}
	}
	if err := l.live(t.Context()); err != nil {
		return fmt.Errorf("handed in again: %w", err)
	}
	for _, b := range l.batches {
		for _, e := range b {
			if _, ok := l.acknowledged[e.ID]; !ok {
				return fmt.Errorf("%s was handed in again and not acknowledged", e.ID)
			}
		}
	}
	return l.holds(t.Context(), l.where, ledger.Trust{})
}

// canBegin takes away what is left of a ledger that was never there: nothing was acknowledged, and it cannot be opened.
func (l *life) canBegin(t *testing.T) error {
	s, err := store.Open(t.Context(), l.where)
	if err == nil {
		return s.Close()
	}
	if len(l.start) > 0 {
		return err
	}
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		os.Remove(l.where + end)
	}
	return nil
}

// What a power cut can leave of what was not synced.
var (
	all  = sqlitedisk.Cut{Name: "all of it is there", Names: true, Write: func(_, _ int, text []byte) ([]byte, bool) { return text, true }}
	none = sqlitedisk.Cut{Name: "none of it is there", Write: func(int, int, []byte) ([]byte, bool) { return nil, false }}
)

// cuts are all and none, the first or the last missing, and some by chance: there, not there, torn at a sector, garbage.
func cuts(chances int) []sqlitedisk.Cut {
	out := []sqlitedisk.Cut{all, none,
		{Name: "the first is missing", Names: true, Write: func(n, _ int, text []byte) ([]byte, bool) { return text, n > 0 }},
		{Name: "the last is missing", Write: func(n, of int, text []byte) ([]byte, bool) { return text, n < of-1 }}}
	for range chances {
		seed := rand.Uint64()
		r := rand.New(rand.NewPCG(seed, 1))
		out = append(out, sqlitedisk.Cut{Name: fmt.Sprintf("by chance, seed %d", seed), Names: seed%2 == 0, Write: func(_, _ int, text []byte) ([]byte, bool) {
			switch r.IntN(5) {
			case 0:
				return nil, false
			case 1:
				return text[:min(len(text), 512*r.IntN(9))], true
			case 2:
				garbage := make([]byte, len(text))
				for i := range garbage {
					garbage[i] = byte(r.Uint32())
				}
				return garbage, true
			}
			return text, true
		}})
	}
	return out
}

// cut checks what is left after a power cut.
func (l *life) cut(t *testing.T, d *sqlitedisk.Disk, cut sqlitedisk.Cut) error {
	dir := t.TempDir()
	defer os.RemoveAll(dir)
	left := d.Left(cut)
	lay(t, dir, left)
	err := l.holds(t.Context(), filepath.Join(dir, "x.ledger"), ledger.Trust{})
	if err != nil && len(l.start) == 0 && len(l.acknowledged) == 0 {
		return nil // it was being made, and is no ledger yet: that was said
	}
	if err != nil {
		return fmt.Errorf("the power goes, %s, left are %v: %w", cut.Name, sizes(left), err)
	}
	return nil
}

func sizes(files map[string][]byte) map[string]int {
	out := map[string]int{}
	for name, text := range maps.All(files) {
		out[name] = len(text)
	}
	return out
}

// At whichever call the process dies or the power goes, and whatever is left of what was not synced: what was acknowledged stands.
func TestThePowerGoesAtEveryCall(t *testing.T) {
	for name, l := range lives(t) {
		for _, torn := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, half written: %v", name, torn), func(t *testing.T) {
				looked := 0
				tried := eachCall(t, l, sqlitedisk.Fault{Kind: sqlitedisk.Dies, Torn: torn}, func(t *testing.T, d *sqlitedisk.Disk, _ error) error {
					for _, cut := range cuts(sparing(1, 6)) {
						if err := l.cut(t, d, cut); err != nil {
							return err
						}
						if looked++; d.Unsynced() == 0 {
							break // there is but one thing that can be left
						}
					}
					return nil
				})
				t.Logf("%d calls, %d states of the disk", tried, looked)
			})
		}
	}
}

// A disk that says that it did what it did not, and then loses its power, can lose what was acknowledged. Whoever kept the newest
// checkpoint, and asks that each goes on from the one before and covers what was acknowledged, is told.
func TestADiskThatLiesIsFoundOut(t *testing.T) {
	for name, l := range lives(t) {
		for _, lasting := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, for good: %v", name, lasting), func(t *testing.T) {
				told := 0
				tried := eachCall(t, l, sqlitedisk.Fault{Kind: sqlitedisk.Lies, Lasting: lasting}, func(t *testing.T, d *sqlitedisk.Disk, _ error) error {
					dir := t.TempDir()
					defer os.RemoveAll(dir)
					lay(t, dir, d.Left(none))
					err := l.holds(t.Context(), filepath.Join(dir, "x.ledger"), ledger.Trust{Earlier: [][]byte{l.kept}})
					if gone := (*lost)(nil); errors.As(err, &gone) && l.told == nil {
						return err // the record passes for whole, and it is not
					}
					if err != nil {
						told++
					}
					return nil
				})
				t.Logf("%d calls; in %d cases it is told that the record is not whole", tried, told)
			})
		}
	}
}
