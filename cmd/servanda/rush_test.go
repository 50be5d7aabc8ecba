//go:build unix

package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/ledger/witness"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/servanda-lang/servanda/internal/server/client"
	"github.com/servanda-lang/servanda/internal/testkit/postgres"
	"github.com/servanda-lang/servanda/internal/testkit/rush"
)

// byServer reaches a ledger through a server, in the name of one key; what a witness cosigned is handed in in its own.
type byServer struct {
	*client.Client
	witness *client.Client
	held    *ledger.Dir // the record up to the checkpoint that was fetched last
}

func (r *byServer) Add(ctx context.Context, all []ledger.Signed) ([]int64, error) {
	receipts, err := r.Client.Add(ctx, all, false)
	var out []int64
	for i, x := range receipts {
		if x.ID != all[i].ID {
			return nil, fmt.Errorf("the receipt of %q is for %q", all[i].ID, x.ID)
		}
		out = append(out, x.Entry)
	}
	return out, err
}

func (r *byServer) Cosign(ctx context.Context, note []byte, _ ledger.Public) error {
	return r.witness.Cosign(ctx, note)
}

// Entries reads tiles, as anybody's tools do.
func (r *byServer) Entries(ctx context.Context, from int64, most int) ([][]byte, error) {
	if r.held == nil || !r.holds(ctx, from+int64(most)) {
		var err error
		if r.held, err = ledger.OpenExport(ctx, r.Fetch); err != nil {
			return nil, err
		}
	}
	rows, err := r.held.Rows(ctx, from, most)
	var out [][]byte
	for _, row := range rows {
		out = append(out, row.Data)
	}
	return out, err
}

// holds reports whether the record was so long when it was fetched.
func (r *byServer) holds(ctx context.Context, entries int64) bool {
	size, err := r.held.Size(ctx)
	return err == nil && size >= entries
}

// Told waits as long as a client of ours does for one answer, and no longer.
func (r *byServer) Told(ctx context.Context) (int64, error) {
	ctx, stop := context.WithTimeout(ctx, 110*time.Second)
	defer stop()
	text, err := r.Standing(ctx, "", "")
	if err != nil && ctx.Err() != nil {
		return 0, rush.ErrTooLong
	}
	if err != nil {
		return 0, err
	}
	var says struct{ Entries int64 }
	return says.Entries, json.Unmarshal(text, &says)
}

// crowd are the keys of those who use a server.
type crowd struct {
	log, north, south, witness ledger.Private
	others                     []ledger.Private // who read
}

// admitted makes a ledger in which all of a crowd are what they are.
func admitted(t *testing.T, where string) crowd {
	t.Helper()
	key := func(name string, a ledger.Algorithm) ledger.Private {
		k, err := ledger.Generate(name, a, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	k := crowd{log: key("ledger.example/supply", ledger.Ed25519), north: key("north.example", ledger.Ed25519), south: key("south.example", ledger.Ed25519),
		witness: key("witness.example", ledger.Cosignature)}
	for i := range 7 {
		k.others = append(k.others, key(fmt.Sprintf("observer%d.example", i), ledger.Ed25519))
	}
	st, err := store.Create(t.Context(), where, k.log)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	var all []ledger.Signed
	admit := func(key ledger.Public, role ledger.Role) {
		say := ledger.KeyStatement(ledger.KindAdmit, key, role, int64(len(all)))
		say.Ledger, say.Claimed = k.log.Name, time.Now()
		s, err := say.Sign(k.log)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	admit(k.north.Public, ledger.RoleParty)
	admit(k.south.Public, ledger.RoleReporter)
	admit(k.witness.Public, ledger.RoleWitness)
	for _, o := range k.others {
		admit(o.Public, ledger.RoleObserver)
	}
	if _, err := st.Add(t.Context(), all, &k.log); err != nil {
		t.Fatal(err)
	}
	return k
}

// aServer is `servanda serve --ledger` as a process of its own. It ends with the test, or by end.
type aServer struct {
	*exec.Cmd
	url string
}

func serve(t *testing.T, where string, log ledger.Private, more ...string) *aServer {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"log.key": log.Secret() + "\n", "supply.pact": rush.Pact} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	said, err := os.Create(filepath.Join(dir, "said"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { said.Close() })
	args := append([]string{"serve", "--ledger", where, "--log-key", filepath.Join(dir, "log.key"), "--pact", filepath.Join(dir, "supply.pact"), "--listen", "127.0.0.1:0"}, more...)
	cmd := exec.CommandContext(t.Context(), "servanda", args...)
	cmd.Stderr = said
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	m := address.FindStringSubmatch(line)
	if err != nil || m == nil {
		text, _ := os.ReadFile(said.Name())
		t.Fatalf("the server did not begin: %q %s", line, text)
	}
	return &aServer{cmd, m[1]}
}

// end ends the server as its keeper does.
func (s *aServer) end(t *testing.T) {
	t.Helper()
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(); err != nil {
		t.Errorf("the server did not end well: %v", err)
	}
}

// askable is a witness that is asked over HTTP: its key, and the flags by which a server asks it.
func askable(t *testing.T, log ledger.Public) (ledger.Public, []string) {
	t.Helper()
	key, err := ledger.Generate("asked.example", ledger.Cosignature, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	by := &ledger.Witness{Key: key, Log: log, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: time.Now}
	s := httptest.NewServer(witness.Handler(by, slog.New(slog.DiscardHandler)))
	t.Cleanup(s.Close)
	file := filepath.Join(t.TempDir(), "asked.key.pub")
	if err := os.WriteFile(file, []byte(key.Public.String()+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return key.Public, []string{"--witness-url", s.URL, "--witness", file, "--witness-every", "500ms"}
}

// cosignedBy waits until the newest checkpoint of a server is cosigned by a witness.
func cosignedBy(t *testing.T, c *client.Client, log, by ledger.Public) {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		text, err := c.Fetch(t.Context(), "checkpoint", 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		under, err := ledger.OpenCheckpoint(text, log, by)
		if err != nil {
			t.Fatal(err)
		}
		if len(under.By) == 1 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s has not cosigned within a minute what nobody adds to any more: %q", by.Name, text)
		}
	}
}

// The load that a ledger stands at hand (internal/testkit/rush) it stands through a server, a process of its own that holds everybody to
// their quota and asks a witness of its own. Those who read ask more than they may, are told to wait, and do.
func TestARushThroughAServer(t *testing.T) {
	t.Cleanup(postgres.Stop)
	t.Run("SQLite", func(t *testing.T) { rushThroughAServer(t, filepath.Join(t.TempDir(), "supply.ledger")) })
	t.Run("PostgreSQL", func(t *testing.T) { rushThroughAServer(t, postgres.URL(t)) })
}

func rushThroughAServer(t *testing.T, where string) {
	k, length, rate, rest := admitted(t, where), rush.Length(t), 50, 10*time.Millisecond // the rate is the usual one
	if length < time.Minute {
		rate, rest = 20, time.Millisecond // so that somebody asks for more in a few seconds
	}
	by, flags := askable(t, k.log.Public)
	s := serve(t, where, k.log, append(flags, "--rate", strconv.Itoa(rate))...)
	var clients []*client.Client
	as := func(key ledger.Private) *client.Client {
		c, err := client.New(s.url, &key)
		if err != nil {
			t.Fatal(err)
		}
		clients = append(clients, c)
		return c
	}
	comes := as(k.witness)
	var ways []rush.Record // of who follows, who looks at the memory, who asks, the writers, four readers, the witness
	for _, key := range []ledger.Private{k.others[0], k.others[0], k.others[1], k.north, k.south, k.others[2], k.others[3], k.others[4], k.others[5], k.others[6]} {
		ways = append(ways, &byServer{Client: as(key), witness: comes})
	}
	f, err := rush.Run(t.Context(), ways, rush.Load{
		Log: k.log.Public, Writers: []ledger.Private{k.north, k.south}, Batch: 64, Readers: 4, Rest: rest, Pause: min(time.Second, length/4), For: length, Early: length / 10,
		Witness: &ledger.Witness{Key: k.witness, Log: k.log.Public, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: time.Now},
		Process: s.Process.Pid,
	})
	if err != nil {
		t.Fatal(err)
	}
	waits := int64(0)
	for _, c := range clients {
		waits += c.Waits()
	}
	t.Logf("%v; %d times the server asked to be asked later", f, waits)
	if most := 4 * (float64(4*rate+1) + float64(rate)*f.Took.Seconds()); float64(f.Checkpoints+f.Proofs) > most {
		t.Errorf("four readers had %d answers, and by their quotas there are %.0f", f.Checkpoints+f.Proofs, most)
	}
	if f.Told == 0 || waits == 0 && length >= time.Minute {
		t.Error("nobody was told where everyone stands, or nobody was held to a quota")
	}
	cosignedBy(t, comes, k.log.Public, by)
	http.DefaultTransport.(*http.Transport).CloseIdleConnections() // a server waits a while for who has connected and asked nothing yet
	s.end(t)
	st, err := store.Open(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	sum, err := f.Holds(t.Context(), st, k.log.Public)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := st.Checkpoints(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, text := range texts {
		if c, err := ledger.OpenCheckpoint(text, k.log.Public, by); err == nil && len(c.By) == 1 {
			asked++
		}
	}
	t.Logf("verified: %d entries, %d checkpoints kept, of which %d were cosigned by a witness that the server asked, %d seen by others", sum.Size, sum.Checkpoints, asked, sum.Earlier)
	if asked < 2 {
		t.Errorf("while all went on the server had its witness cosign %d checkpoints", asked)
	}
}
