//go:build unix

package store_test

import (
	"bytes"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/testkit/syscalls"
)

// Whichever call of the system fails, or is the last before the process is killed: what was acknowledged stands, the record is whole, and
// what was not acknowledged can be handed in again. Beside what is made to fail inside of SQLite, this goes through its own layer too.
func TestEveryCallOfTheSystemFails(t *testing.T) {
	k := newKeys(t)
	first := filepath.Join(t.TempDir(), "x.ledger")
	opened(t, k, first)
	start := files(t, first)
	tally := syscalls.Each(t, sparing(23, 1), func(t *testing.T, f syscalls.Fault, run func(*exec.Cmd) (string, error)) {
		dir := t.TempDir()
		lay(t, dir, start)
		k := task{Where: filepath.Join(dir, "x.ledger"), Log: k.log.Secret(), North: k.north.Secret(), Batch: 3, Most: 12, Leave: true}
		cmd := command(t.Context(), k)
		cmd.Env = append(cmd.Env, "GOMAXPROCS=1")
		var out bytes.Buffer
		cmd.Stdout = &out
		said, err := run(cmd)
		acknowledged := set(strings.Fields(whole(out.String())))
		if f.N == 0 && (err != nil || len(acknowledged) != k.Most) {
			t.Fatalf("with no fault: %v, %s, %d acknowledged", err, said, len(acknowledged))
		}
		if err := stands(t, k, acknowledged); err != nil {
			t.Errorf("%v: %v (it was said: %s)", f, err, said)
		}
	})
	t.Log(tally)
}

// whole is a text without the line that was not written to its end.
func whole(text string) string { return text[:strings.LastIndex(text, "\n")+1] }

// stands checks the record, hands everything in again, and checks that it stands there once.
func stands(t *testing.T, k task, acknowledged map[string]bool) error {
	t.Helper()
	log, north, err := k.keys()
	if err != nil {
		return err
	}
	holds(t, k.Where, keys{log: log}, acknowledged)
	s, err := store.Open(t.Context(), k.Where)
	if err != nil {
		return err
	}
	defer s.Close()
	for n := 0; n < k.Most; n += k.Batch {
		all, err := k.batch(north, n)
		if err != nil {
			return err
		}
		receipts, err := s.Add(t.Context(), all, &log)
		if err != nil {
			return err
		}
		for _, r := range receipts {
			if r.New && acknowledged[r.ID] {
				return errors.New(r.ID + " was acknowledged, and is recorded once more")
			}
			acknowledged[r.ID] = true
		}
	}
	holds(t, k.Where, keys{log: log}, acknowledged)
	if n, err := s.Size(t.Context()); err != nil || n != int64(2+k.Most) {
		return errors.Join(err, errors.New("something stands there twice"))
	}
	return nil
}
