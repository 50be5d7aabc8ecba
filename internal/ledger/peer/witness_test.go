//go:build unix

package peer_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/ledger/witness"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/mod/sumdb/note"
)

// theirLog begins a log that Tessera keeps in a folder, which publishes nothing that a witness has not cosigned.
func theirLog(t *testing.T, log ledger.Private, by ledger.Public, at string) (*tessera.Appender, string, error) {
	t.Helper()
	signer, err := note.NewSigner(log.Secret())
	if err != nil {
		t.Fatal(err)
	}
	root, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	w, err := tessera.NewWitness(by.String(), root)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	driver, err := posix.New(t.Context(), posix.Config{Path: dir})
	if err != nil {
		t.Fatal(err)
	}
	opts := tessera.NewAppendOptions().WithCheckpointSigner(signer).WithCheckpointInterval(100*time.Millisecond).WithBatching(1, 10*time.Millisecond).
		WithWitnesses(tessera.NewWitnessGroup(1, w), &tessera.WitnessOptions{Timeout: 5 * time.Second})
	a, _, _, err := tessera.NewAppender(t.Context(), driver, opts)
	return a, dir, err
}

// grow adds so many entries to their log.
func grow(t *testing.T, a *tessera.Appender, name string, n int) {
	t.Helper()
	for i := range n {
		if _, err := a.Add(t.Context(), tessera.NewEntry(fmt.Append(nil, name, i)))(); err != nil {
			t.Fatal(err)
		}
	}
}

// published is the checkpoint that stands in the folder of their log; nil if there is none.
func published(t *testing.T, dir string, log, by ledger.Public) *ledger.Checkpoint {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	c, err := ledger.OpenCheckpoint(text, log, by)
	if err != nil || len(c.By) != 1 {
		t.Fatalf("they published what is not cosigned: %q, %v", text, err)
	}
	return c
}

// Tessera asks our witness, through its own client, and publishes what it has cosigned; what is forked it can publish no more.
func TestTesseraAsksOurWitness(t *testing.T) {
	log := key(t, origin, ledger.Ed25519)
	by := &ledger.Witness{Key: key(t, "witness.example", ledger.Cosignature), Log: log.Public, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: time.Now}
	var out lockedBuffer
	s := httptest.NewServer(witness.Handler(by, slog.New(slog.NewJSONHandler(&out, nil))))
	t.Cleanup(s.Close)
	begin := func() (*tessera.Appender, string) {
		t.Helper()
		a, dir, err := theirLog(t, log, by.Key.Public, s.URL)
		if err != nil {
			t.Fatal(err)
		}
		return a, dir
	}
	a, dir := begin()
	other, forked := begin() // of the same log, and as empty
	total := int64(0)
	for _, n := range []int{1, 2, 300} {
		grow(t, a, fmt.Sprint("r", total, "-"), n)
		total += int64(n)
		for end := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
			if c := published(t, dir, log.Public, by.Key.Public); c != nil && c.Size == total {
				if last, err := by.Last(); err != nil || last.Tree != c.Tree {
					t.Fatalf("the witness remembers %+v, %v", last, err)
				}
				break
			}
			if time.Now().After(end) {
				t.Fatalf("%d entries were not published within a minute: %s", total, out.String())
			}
		}
	}
	last, err := by.Last()
	if err != nil {
		t.Fatal(err)
	}
	grow(t, other, "other", 310)
	for end := time.Now().Add(time.Minute); !strings.Contains(out.String(), "was forked"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("the fork was not refused within a minute: %s", out.String())
		}
	}
	if c := published(t, forked, log.Public, by.Key.Public); c == nil || c.Size != 0 {
		t.Errorf("the fork is published: %+v", c)
	}
	if _, _, err := theirLog(t, log, by.Key.Public, s.URL); err == nil || !strings.Contains(err.Error(), "303, larger than log size 0") {
		t.Errorf("a log that begins anew: %v", err)
	}
	if now, err := by.Last(); err != nil || now.Tree != last.Tree {
		t.Errorf("the witness remembers %+v, %v", now, err)
	}
}

// litewitness is a witness of torchwood's, as a process, that knows one log.
func litewitness(t *testing.T, log ledger.Public) (ledger.Public, string) {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "servanda-lw-") // the path of a socket is to be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	program, socket, db := filepath.Join(dir, "litewitness"), filepath.Join(dir, "agent"), filepath.Join(dir, "db")
	// It is built by itself, with the versions that it names, so that it is theirs.
	get := exec.Command("go", "install", "filippo.io/torchwood/cmd/litewitness@v0.6.1")
	get.Env = append(os.Environ(), "GOBIN="+dir)
	if out, err := get.CombinedOutput(); err != nil {
		t.Skipf("litewitness cannot be had here: %v: %s", err, out)
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	known, err := ssh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	keeps(t, socket, private)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := l.Addr().String()
	l.Close()
	var said lockedBuffer
	cmd := exec.Command(program, "-name", "lite.example", "-db", db, "-ssh-agent", socket, "-listen", at, "-key", ssh.FingerprintSHA256(known))
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	for end := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		if c, err := net.Dial("tcp", at); err == nil {
			c.Close()
			break
		}
		if time.Now().After(end) {
			t.Fatalf("it did not begin within a minute: %s", said.String())
		}
	}
	knows(t, db, log)
	return ledger.Public{Name: "lite.example", Algorithm: ledger.Cosignature, Key: public}, "http://" + at
}

// keeps is an agent of SSH that keeps a key, behind a socket.
func keeps(t *testing.T, socket string, private ed25519.PrivateKey) {
	t.Helper()
	ring := agent.NewKeyring()
	if err := ring.Add(agent.AddedKey{PrivateKey: private}); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go agent.ServeAgent(ring, c)
		}
	}()
}

// knows writes a log into the database of a litewitness, as its own command for that does.
func knows(t *testing.T, file string, log ledger.Public) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range []struct {
		text string
		args []any
	}{{"INSERT INTO log (origin, tree_size, tree_hash) VALUES (?, 0, ?)", []any{log.Name, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}}, {"INSERT INTO key (origin, key) VALUES (?, ?)", []any{log.Name, log.String()}}} {
		if _, err := db.Exec(q.text, q.args...); err != nil {
			t.Fatal(err)
		}
	}
}

// We ask torchwood's litewitness: it cosigns what goes on, and what we are told of a fork and of a record that was rolled back is what is so.
func TestWeAskLitewitness(t *testing.T) {
	k := keep(t, 10)
	public, at := litewitness(t, k.log.Public)
	remote, err := witness.At(at, public)
	if err != nil {
		t.Fatal(err)
	}
	cosigned := func(s *store.Store, remote *witness.Remote, want string) {
		t.Helper()
		text, err := s.Newest(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		c, err := ledger.OpenCheckpoint(text, k.log.Public)
		if err != nil {
			t.Fatal(err)
		}
		got, err := remote.Cosign(t.Context(), s, c)
		if want != "" {
			var broken *ledger.Broken
			if !errors.As(err, &broken) || !strings.Contains(err.Error(), want) {
				t.Errorf("%d entries: %v, want %q", c.Size, err, want)
			}
			return
		}
		if err != nil {
			t.Fatalf("%d entries: %v", c.Size, err)
		}
		kept, err := s.Cosign(t.Context(), got.Note, public)
		if err != nil || kept.Tree != c.Tree || kept.Line(public) != got.Line(public) {
			t.Errorf("%q, %v", kept.Note, err)
		}
	}
	cosigned(k.store, remote, "")
	cosigned(k.store, remote, "") // the same again
	more(t, k, "more", 300)
	cosigned(k.store, remote, "")
	anew, err := witness.At(at+"/", public) // which has to be told what was cosigned last
	if err != nil {
		t.Fatal(err)
	}
	more(t, k, "again", 3)
	cosigned(k.store, anew, "")
	fork, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "fork.ledger"), k.log)
	if err != nil {
		t.Fatal(err)
	}
	defer fork.Close()
	other := kept{log: k.log, store: fork}
	more(t, other, "fork", 5)
	cosigned(fork, anew, "has cosigned a checkpoint of 313 entries, and this record has signed 5")
	more(t, other, "long", 400)
	cosigned(fork, anew, "was forked")
	cosigned(k.store, remote, "")
}

// more records so many events.
func more(t *testing.T, k kept, name string, n int) {
	t.Helper()
	var all []ledger.Signed
	for i := range n {
		st, err := ledger.Statement{Ledger: origin, Kind: "event", ID: fmt.Sprint(name, i), Claimed: time.Now(), Line: []byte(`{}`)}.Sign(k.log)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, st)
	}
	if _, err := k.store.Add(t.Context(), all, &k.log); err != nil {
		t.Fatal(err)
	}
}
