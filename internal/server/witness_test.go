//go:build unix

package server

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/ledger/witness"
	"github.com/servanda-lang/servanda/internal/safefile"
)

// A server that is written to all the while signs the next checkpoint before a witness has handed in its signature on the last one. The
// signature is taken all the same, and stands under the checkpoint that it was given for.
func TestACosignatureIsTakenThoughTheRecordHasGrown(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		g := open(t, where, nil)
		log, key := g.keys[ledger.RoleLog].Public, g.keys[ledger.RoleWitness]
		by := &ledger.Witness{Key: key, Log: log, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: time.Now}
		witness, party := g.as(t, ledger.RoleWitness), g.as(t, ledger.RoleParty)
		old := int64(0)
		for n := range 3 {
			q, err := witness.Ask(t.Context(), old)
			if err != nil {
				t.Fatal(err)
			}
			c, err := by.Cosign(q)
			if err != nil {
				t.Fatal(err)
			}
			old = c.Size
			if _, err := party.Add(t.Context(), []ledger.Signed{note(t, g.keys[ledger.RoleParty], n)}, false); err != nil {
				t.Fatal(err)
			}
			if err := witness.Cosign(t.Context(), []byte(c.Line(key.Public))); err == nil || !strings.Contains(err.Error(), "no signature of witness.example on a checkpoint that stands") {
				t.Errorf("a line whose checkpoint gave way: %v", err)
			}
			if err := witness.Cosign(t.Context(), c.Note); err != nil {
				t.Errorf("a checkpoint that gave way: %v", err)
			}
		}
		sum, err := ledger.Verify(t.Context(), g.c.Store, ledger.Trust{Log: &log})
		if err != nil || sum.Checkpoints != 4 {
			t.Errorf("%+v, %v", sum, err)
		}
	})
}

// withWitnesses opens a server that asks witnesses of these keys; how gives what answers in the place of each.
func withWitnesses(t *testing.T, where string, keys []ledger.Private, how func(*Config) []http.Handler) *ground {
	t.Helper()
	return open(t, where, func(c *Config) {
		for i, h := range how(c) {
			at := httptest.NewServer(h)
			t.Cleanup(at.Close)
			w, err := witness.At(at.URL, keys[i].Public)
			if err != nil {
				t.Fatal(err)
			}
			c.Witnesses = append(c.Witnesses, w)
		}
		c.Limits.Cosign = 5 * time.Millisecond
	})
}

// remembering is a witness with a memory of its own.
func remembering(t *testing.T, key ledger.Private, log ledger.Public) *ledger.Witness {
	return &ledger.Witness{Key: key, Log: log, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: time.Now}
}

// cosignedBy waits until the newest checkpoint is cosigned by a witness.
func (g *ground) cosignedBy(t *testing.T, key ledger.Public) *ledger.Checkpoint {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		c, err := g.newest(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if c.Line(key) != "" {
			return c
		}
	}
	t.Fatalf("%s has not cosigned the newest checkpoint within a minute", key.Name)
	return nil
}

// Witnesses are asked for their cosignatures beside everything else. One of them cannot be reached at first, one never answers: nobody who
// hands in waits for either, the signature of the third is there meanwhile, and the end of the server is not held up.
func TestWitnessesAreAskedAndStandInNobodysWay(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		keys := []ledger.Private{newKey(t, "first.example", ledger.Cosignature), newKey(t, "late.example", ledger.Cosignature), newKey(t, "silent.example", ledger.Cosignature)}
		var there atomic.Bool
		var asked atomic.Int64
		g := withWitnesses(t, where, keys, func(c *Config) []http.Handler {
			log := c.LogKey.Public
			first := witness.Handler(remembering(t, keys[0], log), slog.New(slog.DiscardHandler))
			late := witness.Handler(remembering(t, keys[1], log), slog.New(slog.DiscardHandler))
			return []http.Handler{first, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if !there.Load() {
					http.Error(w, "not yet", http.StatusServiceUnavailable)
					return
				}
				late.ServeHTTP(w, r)
			}), http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				asked.Add(1)
				io.Copy(io.Discard, r.Body) // so that it is noticed when who asks goes
				<-r.Context().Done()
			})}
		})
		party := g.as(t, ledger.RoleParty)
		for n := range 20 {
			if _, err := party.Add(t.Context(), []ledger.Signed{note(t, g.keys[ledger.RoleParty], n)}, true); err != nil {
				t.Fatal(err)
			}
		}
		before := g.cosignedBy(t, keys[0].Public)
		if before.Line(keys[1].Public) != "" || asked.Load() == 0 {
			t.Errorf("who is not there has cosigned, or who is silent was not asked: %q", before.Note)
		}
		there.Store(true)
		c := g.cosignedBy(t, keys[1].Public)
		if c.Line(keys[0].Public) == "" || c.Size != before.Size {
			t.Errorf("the signature of the other is lost: %q", c.Note)
		}
		if _, err := party.Add(t.Context(), []ledger.Signed{note(t, g.keys[ledger.RoleParty], 20)}, true); err != nil {
			t.Fatal(err)
		}
		for _, key := range keys[:2] {
			if c := g.cosignedBy(t, key.Public); c.Size != before.Size+1 {
				t.Errorf("cosigned are %d entries, and there are %d", c.Size, before.Size+1)
			}
		}
		began := time.Now()
		g.Close()
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("the server ended after %s", took)
		}
		log := g.keys[ledger.RoleLog].Public
		trust := ledger.Trust{Log: &log, Witnesses: []ledger.Public{keys[0].Public, keys[1].Public}}
		if _, err := ledger.Verify(context.Background(), g.c.Store, trust); err != nil {
			t.Error(err)
		}
	})
}

// A witness that has seen another record of the same log refuses this one, whether that was shorter, as long, or longer. It is written down as
// what it is; the ledger goes on, without the cosignature.
func TestAWitnessThatHasSeenAnotherRecordIsHeard(t *testing.T) {
	for size, says := range map[int64]string{3: "was forked", 5: "was forked", 40: "has cosigned a checkpoint of 40 entries"} {
		key := newKey(t, "witness.example", ledger.Cosignature)
		g := withWitnesses(t, file(t), []ledger.Private{key}, func(c *Config) []http.Handler {
			by := remembering(t, key, c.LogKey.Public)
			forked(t, *c.LogKey, size, by)
			return []http.Handler{witness.Handler(by, slog.New(slog.DiscardHandler))}
		})
		for n := range 5 {
			if _, err := g.as(t, ledger.RoleParty).Add(t.Context(), []ledger.Signed{note(t, g.keys[ledger.RoleParty], n)}, true); err != nil {
				t.Fatal(err)
			}
		}
		for end := time.Now().Add(time.Minute); !strings.Contains(g.metrics(t), `servanda_cosignatures_total{outcome="refused"}`); time.Sleep(time.Millisecond) {
			if time.Now().After(end) {
				t.Fatal("the witness was not heard within a minute")
			}
		}
		g.Close()
		if said := g.said.String(); !strings.Contains(said, `"level":"ERROR","msg":"refused by a witness","witness":"witness.example"`) || !strings.Contains(said, says) {
			t.Errorf("a witness of %d other entries: %s", size, said)
		}
		if c, err := g.newest(t.Context()); err != nil || c.Line(key.Public) != "" {
			t.Errorf("%+v, %v", c, err)
		}
	}
}

// forked makes another record of a log, of so many entries, which a witness cosigns.
func forked(t *testing.T, log ledger.Private, size int64, by *ledger.Witness) {
	t.Helper()
	st, err := store.Create(t.Context(), file(t), log)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	var all []ledger.Signed
	for n := range size {
		all = append(all, says(t, log, kindEvent, fmt.Sprint("other", n), `{"kind":"note","note":"another record"}`))
	}
	if _, err := st.Add(t.Context(), all, &log); err != nil {
		t.Fatal(err)
	}
	q, err := by.Look(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := by.Cosign(q); err != nil || c.Size != size {
		t.Fatalf("%+v, %v", c, err)
	}
}
