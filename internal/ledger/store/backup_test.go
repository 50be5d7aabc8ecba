//go:build unix

package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
)

// newest is the newest checkpoint of a ledger.
func newest(t testing.TB, src ledger.Source) []byte {
	t.Helper()
	all, err := src.Checkpoints(t.Context())
	if err != nil || len(all) == 0 {
		t.Fatal(len(all), err)
	}
	return all[len(all)-1]
}

// Backups are made while two write; each is whole, goes on from what was signed before it began, and holds all that was acknowledged by then.
func TestABackupIsOfOneMomentWhileOthersWrite(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		k := newKeys(t)
		s := opened(t, k, where)
		stop, wrote := make(chan bool), sync.WaitGroup{}
		for w := range 2 {
			wrote.Go(func() {
				mine, err := store.Open(t.Context(), where)
				if err != nil {
					t.Error(err)
					return
				}
				defer mine.Close()
				for i := 0; ; i++ {
					select {
					case <-stop:
						return
					default:
					}
					if _, err := mine.Add(t.Context(), events(t, k, 1_000_000*(w+1)+i*3, 3), &k.log); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		var last int64
		for i := range 5 {
			before, acknowledged := newest(t, s), func() int64 { n, _ := s.Size(t.Context()); return n }()
			path := filepath.Join(t.TempDir(), "backup")
			sum, err := s.Backup(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			if sum.Size < acknowledged || sum.Size < last {
				t.Errorf("backup %d has %d entries; %d were acknowledged before it", i, sum.Size, acknowledged)
			}
			last = sum.Size
			if left, _ := filepath.Glob(path + ".*"); len(left) > 0 {
				t.Errorf("left over: %v", left)
			}
			to := filepath.Join(t.TempDir(), "restored")
			back, err := store.Restore(t.Context(), path, to, ledger.Trust{Log: &k.log.Public, Earlier: [][]byte{before}})
			if err != nil || back.Size != sum.Size {
				t.Fatal(back, err)
			}
		}
		close(stop)
		wrote.Wait()
		now, err := s.Size(t.Context())
		if err != nil || now <= 2 {
			t.Fatalf("nobody wrote: %d entries, %v", now, err)
		}
	})
}

func TestARestoredLedgerGoesOn(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		k := newKeys(t)
		first := opened(t, k, file(t))
		add(t, first, &k.log, events(t, k, 0, 300)...)
		path := file(t)
		if _, err := first.Backup(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		if _, err := first.Backup(t.Context(), path); err == nil || !strings.Contains(err.Error(), "is there already") {
			t.Errorf("written over: %v", err)
		}
		if _, err := store.Restore(t.Context(), path, where, ledger.Trust{Log: &k.log.Public, Earlier: [][]byte{newest(t, first)}}); err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(t.Context(), where)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if again := add(t, s, &k.log, events(t, k, 299, 3)...); again[0].New || again[0].Entry != 301 || !again[1].New || again[1].Entry != 302 {
			t.Errorf("receipts %+v", again)
		}
		verify(t, s, ledger.Trust{Log: &k.log.Public, Earlier: [][]byte{newest(t, first)}})
		if _, err := store.Restore(t.Context(), path, where, ledger.Trust{}); err == nil {
			t.Error("restored over a ledger that is there")
		}
	})
}

func TestABackupThatIsBehindOrBrokenIsRefused(t *testing.T) {
	k := newKeys(t)
	s := opened(t, k, file(t))
	add(t, s, &k.log, events(t, k, 0, 5)...)
	path := file(t)
	if _, err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	add(t, s, &k.log, events(t, k, 5, 1)...)
	fork := opened(t, k, file(t))
	add(t, fork, &k.log, events(t, k, 20, 5)...)
	for says, kept := range map[string][]byte{"rolled back": newest(t, s), "are not those that the log has signed": newest(t, fork)} {
		to := file(t)
		var broken *ledger.Broken
		if _, err := store.Restore(t.Context(), path, to, ledger.Trust{Log: &k.log.Public, Earlier: [][]byte{kept}}); !errors.As(err, &broken) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
		if _, err := os.Stat(to); err == nil {
			t.Error("something was restored all the same")
		}
	}
	if err := os.Truncate(path, 5000); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Restore(t.Context(), path, file(t), ledger.Trust{}); err == nil {
		t.Error("half a backup was restored")
	}
}
