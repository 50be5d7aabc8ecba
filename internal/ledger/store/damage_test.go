//go:build unix

package store_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
)

// reading is all that a ledger says, in one text.
func reading(ctx context.Context, where string, k keys) (string, error) {
	s, err := store.Open(ctx, where)
	if err != nil {
		return "", err
	}
	defer s.Close()
	var b strings.Builder
	sum, err := ledger.Verify(ctx, s, ledger.Trust{Log: &k.log.Public, Workers: 1, Look: func(_ int64, e *ledger.Entry) error {
		b.Write(e.Encode())
		return nil
	}})
	if err != nil {
		return "", err
	}
	texts, err := s.Checkpoints(ctx)
	fmt.Fprintf(&b, "%d %s %q", sum.Size, sum.Root, texts)
	return b.String(), err
}

// still is a small ledger in one file, with nothing beside it.
func still(t *testing.T, k keys) string {
	t.Helper()
	where := file(t)
	s := opened(t, k, where)
	add(t, s, &k.log, events(t, k, 0, 4)...)
	s.Close()
	if _, err := os.Stat(where + "-wal"); err == nil {
		t.Fatal("something is left beside the file")
	}
	return where
}

// Every byte of the file of a ledger that carries content counts. What may be changed unnoticed is what SQLite itself does not read: free
// space, and numbers in its headers that say nothing of what is kept; and then the ledger says the same to the last byte.
func TestEveryByteOfTheFileCounts(t *testing.T) {
	k := newKeys(t)
	where := still(t, k)
	want, err := reading(t.Context(), where, k)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(where)
	if err != nil {
		t.Fatal(err)
	}
	step := sparing(31, 1) // all of them take minutes
	dir := t.TempDir()
	noticed, silent, content := 0, 0, 0
	const header = 100 // of a file of SQLite
	for at := 0; at < len(text); at += step {
		changed := bytes.Clone(text)
		changed[at] ^= 0x55
		path := filepath.Join(dir, "x.ledger")
		for _, end := range []string{"-wal", "-shm", "-journal"} {
			os.Remove(path + end)
		}
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := reading(t.Context(), path, k)
		switch {
		case err != nil:
			noticed++
		case got != want:
			t.Errorf("byte %d was changed, and the ledger says something else unnoticed", at)
		default:
			silent++
			if text[at] != 0 && at >= header {
				content++
			}
		}
	}
	t.Logf("of %d bytes of a file of %d: %d noticed, %d change nothing that is read (of these %d are not zero and not in the header)", noticed+silent, len(text), noticed, silent, content)
	if content > 2 {
		t.Errorf("%d bytes that stand in the file are not read by anybody; those known are two numbers of rows", content)
	}
	if noticed == 0 {
		t.Error("nothing was noticed")
	}
}

// A machine that loses its power leaves a log of which the end is missing or garbled (Pillai et al., OSDI 2014). Whatever was
// acknowledged before the last sync of what is left is there, and the record is whole.
func TestTheEndOfTheLogIsTorn(t *testing.T) {
	k := newKeys(t)
	where := file(t)
	s := opened(t, k, where)
	// Each batch is acknowledged when the log of SQLite has this length.
	var lengths, sizes []int
	for i := range 12 {
		add(t, s, &k.log, events(t, k, 10*i, 1+i%4)...)
		info, err := os.Stat(where + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		n, _ := s.Size(t.Context())
		lengths, sizes = append(lengths, int(info.Size())), append(sizes, int(n))
	}
	base, err := os.ReadFile(where)
	if err != nil {
		t.Fatal(err)
	}
	wal, err := os.ReadFile(where + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for cut := lengths[0]; cut <= len(wal); cut += sparing(4999, 509) { // no multiples of a sector
		acknowledged := 0
		for i, n := range lengths {
			if n <= cut {
				acknowledged = sizes[i]
			}
		}
		for _, end := range [][]byte{nil, bytes.Repeat([]byte{0}, 4096), wal[max(0, cut-4096):cut], bytes.Repeat([]byte{0xa5}, 700)} {
			torn(t, k, base, append(bytes.Clone(wal[:cut]), end...), acknowledged)
			tried++
		}
	}
	t.Logf("%d torn ends tried", tried)
}

// sparing is a step through much that is tried: a wide one, or a narrow one where there is time.
func sparing(wide, narrow int) int {
	if os.Getenv("SERVANDA_HEAVY") != "" {
		return narrow
	}
	return wide
}

// torn opens a ledger with what is left of its log.
func torn(t *testing.T, k keys, base, wal []byte, acknowledged int) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.ledger")
	for end, text := range map[string][]byte{"": base, "-wal": wal} {
		if err := os.WriteFile(path+end, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if sum := verify(t, s, ledger.Trust{Log: &k.log.Public}); int(sum.Size) < acknowledged {
		t.Errorf("with %d bytes of the log left there are %d entries; %d were acknowledged", len(wal), sum.Size, acknowledged)
	}
}

// limited runs the child under another program, and gives what it acknowledged and how it ended.
func limited(t *testing.T, k keys, where string, with ...string) (acknowledged []string, said string, err error) {
	t.Helper()
	if _, err := exec.LookPath(with[0]); err != nil {
		t.Skipf("no %s here: apt-get install %s", with[0], with[0])
	}
	own := command(t.Context(), task{Where: where, Log: k.log.Secret(), North: k.north.Secret(), Batch: 4, Most: 400})
	cmd := exec.CommandContext(t.Context(), with[0], append(with[1:], own.Path)...)
	cmd.Env = own.Env
	var out, wrong bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &wrong
	err = cmd.Run()
	return strings.Fields(out.String()), wrong.String(), err
}

// Where the disk is full, what is not recorded is not acknowledged, and what was acknowledged is there.
func TestAFullDisk(t *testing.T) {
	for _, kilobytes := range []int{64, 96, 200, 500} {
		k := newKeys(t)
		where := file(t)
		opened(t, k, where).Close()
		acknowledged, said, err := limited(t, k, where, "prlimit", fmt.Sprintf("--fsize=%d", kilobytes<<10))
		if err == nil {
			t.Errorf("with %d KiB everything was recorded", kilobytes)
		}
		if said == "" {
			t.Errorf("with %d KiB it ended without a word: %v", kilobytes, err)
		}
		holds(t, where, k, set(acknowledged))
		t.Logf("%d KiB: %d acknowledged; %s", kilobytes, len(acknowledged), strings.TrimSpace(said))
	}
}

// Where a sync fails, what was to be brought to the disk by it is not acknowledged.
func TestAFailingSync(t *testing.T) {
	injected := 0
	defer func() {
		if !t.Skipped() && injected == 0 {
			t.Error("no sync was made to fail: the test says nothing")
		}
	}()
	for _, call := range []string{"fsync", "fdatasync"} {
		for _, when := range []string{"1+", "3+", "7", "20"} {
			k := newKeys(t)
			where := file(t)
			opened(t, k, where).Close()
			trace := filepath.Join(t.TempDir(), "trace")
			acknowledged, said, err := limited(t, k, where, "strace", "-f", "-qq", "-o", trace, "-e", "trace="+call,
				"-e", fmt.Sprintf("inject=%s:error=EIO:when=%s", call, when))
			if strings.Contains(said, "ptrace") {
				t.Skip("programs may not be traced here")
			}
			calls, _ := os.ReadFile(trace)
			failed := bytes.Contains(calls, []byte("INJECTED"))
			if failed {
				injected++
			}
			if failed && err == nil {
				t.Errorf("%s %s: a sync failed, and all was acknowledged", call, when)
			}
			holds(t, where, k, set(acknowledged))
			t.Logf("%s %s: failed %v, %d acknowledged; %s", call, when, failed, len(acknowledged), strings.TrimSpace(said))
		}
	}
}

func set(of []string) map[string]bool {
	out := map[string]bool{}
	for _, s := range of {
		out[s] = true
	}
	return out
}
