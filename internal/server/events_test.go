//go:build unix

package server

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/httpsig"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

// Eight hand in the same at once, in batches of their own: each event stands there once, and all are told the same of it.
func TestTheSameIsTakenOnceByManyAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		g := open(t, where, nil)
		key := g.keys[ledger.RoleParty]
		var mu sync.Mutex
		at, isNew := map[string]int64{}, map[string]int{}
		var wg sync.WaitGroup
		for w := range 8 {
			wg.Go(func() {
				for n := 0; n < 40; n += 1 + w%4 {
					var all []ledger.Signed
					for i := range min(1+w%4, 40-n) {
						all = append(all, note(t, key, n+i))
					}
					receipts, err := g.as(t, ledger.RoleParty).Add(t.Context(), all, w == 0)
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					for _, r := range receipts {
						if was, there := at[r.ID]; there && was != r.Entry {
							t.Errorf("%s stands in entries %d and %d", r.ID, was, r.Entry)
						}
						if at[r.ID] = r.Entry; r.New {
							isNew[r.ID]++
						}
					}
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if len(at) != 40 || len(isNew) != 40 {
			t.Errorf("%d events, %d of them new", len(at), len(isNew))
		}
		for id, n := range isNew {
			if n != 1 {
				t.Errorf("%s was new %d times", id, n)
			}
		}
		log := g.keys[ledger.RoleLog].Public
		if sum, err := ledger.Verify(t.Context(), g.c.Store, ledger.Trust{Log: &log}); err != nil || sum.Kinds[kindEvent] != 40 || sum.Signed != sum.Size {
			t.Errorf("%+v %v", sum, err)
		}
	})
}

// Many hand in at once, some of it refused: nobody's event stands in the way of another's, and each is told of its own.
func TestARefusedEventStandsInNobodysWay(t *testing.T) {
	g := open(t, file(t), nil)
	key := g.keys[ledger.RoleParty]
	if _, err := g.as(t, ledger.RoleParty).Add(t.Context(), []ledger.Signed{note(t, key, 0)}, false); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for w := range 16 {
		wg.Go(func() {
			all := []ledger.Signed{note(t, key, 1000+w), note(t, key, 2000+w)}
			if w%2 == 1 {
				all[1] = says(t, key, kindEvent, "e0", `{"kind":"note","note":"something else"}`)
			}
			_, err := g.as(t, ledger.RoleParty).Add(t.Context(), all, false)
			var p *wire.Problem
			switch {
			case w%2 == 0 && err != nil:
				t.Error(err)
			case w%2 == 1 && (!errors.As(err, &p) || p.Status != http.StatusConflict || *p.Which != 1 || *p.Entry != 5 || p.Mend == ""):
				t.Errorf("%d: %v", w, err)
			}
		})
	}
	wg.Wait()
	for w := range 16 {
		if found, err := g.c.Store.Find(t.Context(), fmt.Sprint("e", 1000+w)); err != nil || len(found) != (w+1)%2 {
			t.Errorf("event of %d stands at %v: %v", w, found, err)
		}
	}
}

func TestAReceiptIsProven(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		g := open(t, where, nil)
		key, log := g.keys[ledger.RoleReporter], g.keys[ledger.RoleLog].Public
		all := []ledger.Signed{note(t, key, 1), note(t, key, 2), note(t, key, 3)}
		receipts, err := g.as(t, ledger.RoleReporter).Add(t.Context(), all, true)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range receipts {
			p, err := ledger.ParseProof([]byte(r.Proof))
			if err != nil {
				t.Fatal(err)
			}
			e, c, err := p.Check(log)
			if err != nil || p.Index != r.Entry || !e.Same(all[i].Statement) || c.Size != 8 || !e.Recorded.Equal(r.Recorded) {
				t.Errorf("%+v %v", r, err)
			}
		}
	})
}

func TestWhatIsNoEventIsSaidToBeNone(t *testing.T) {
	g := open(t, file(t), func(c *Config) { c.Limits.Events, c.Limits.Body = 3, 4000 })
	key := g.keys[ledger.RoleParty]
	forged := note(t, key, 1)
	forged.Line = []byte(`{"kind":"note","note":"forged"}`)
	elsewhere, err := ledger.Statement{Ledger: "another", Kind: kindEvent, ID: "x", Line: []byte(`{"kind":"note","note":"x"}`)}.Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	usurped := ledger.KeyStatement(ledger.KindAdmit, g.keys[ledger.RoleNobody].Public, ledger.RoleParty, 1)
	usurped.Ledger = origin
	admits, err := usurped.Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		says, kind string
		status     int
		body       []byte
	}{
		{"CloudEvents in JSON", "application/json", 415, encode(t, note(t, key, 1))},
		{"no list of events", wire.Many, 422, []byte("{")},
		{"1 to 3 events", wire.Many, 422, encode(t, note(t, key, 1), note(t, key, 2), note(t, key, 3), note(t, key, 4))},
		{"at most 4000 bytes", wire.Many, 413, bytes.Repeat([]byte(" "), 5000)},
		{"does not hold", wire.Many, 422, encode(t, forged)},
		{"signed for another ledger", wire.Many, 422, encode(t, elsewhere)},
		{"an event has no field", wire.Many, 422, encode(t, says(t, key, kindEvent, "x", `{"date":"2026-03-01"}`))},
		{"only the key of the log may", wire.Many, 403, encode(t, admits)},
		{"was not admitted", wire.Many, 403, encode(t, note(t, g.keys[ledger.RoleNobody], 1))},
	} {
		a, _, p := answered(t, g.request(t, &key, "POST", "/v1/events", x.kind, x.body))
		if a.StatusCode != x.status || p == nil || !strings.Contains(p.Detail, x.says) {
			t.Errorf("%s: %d %+v", x.says, a.StatusCode, p)
		}
	}
	if n, err := g.c.Store.Size(t.Context()); err != nil || n != 5 {
		t.Errorf("%d entries, %v", n, err)
	}
	if _, _, p := answered(t, g.request(t, &key, "GET", "/v1/entries?limit=0", "", nil)); p == nil || p.Status != 422 || !strings.Contains(p.Detail, "limit") {
		t.Errorf("%+v", p)
	}
}

func TestASignatureIsGoodOnceAndForAMinute(t *testing.T) {
	g := open(t, file(t), nil)
	key := g.keys[ledger.RoleParty]
	body := encode(t, note(t, key, 1))
	sign := func(change func(*httpsig.Params)) *http.Request {
		r := g.request(t, nil, "POST", "/v1/events", wire.Many, body)
		p := httpsig.Params{KeyID: key.URI(), Nonce: rand.Text(), Tag: wire.Tag, Created: time.Now()}
		change(&p)
		if err := httpsig.Sign(r, body, p, key.Sign); err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := sign(func(*httpsig.Params) {})
	again := first.Clone(t.Context())
	again.Body = io.NopCloser(bytes.NewReader(body))
	if a, _, p := answered(t, first); a.StatusCode != http.StatusCreated {
		t.Fatal(a.Status, p)
	}
	if a, _, p := answered(t, again); a.StatusCode != http.StatusUnauthorized || p.Detail != "the request was sent before" {
		t.Errorf("replayed: %d %v", a.StatusCode, p)
	}
	for says, change := range map[string]func(*httpsig.Params){
		"it was made at": func(p *httpsig.Params) { p.Created = time.Now().Add(-2 * time.Minute) },
		"and it is":      func(p *httpsig.Params) { p.Created = time.Now().Add(2 * time.Minute) },
		"no nonce":       func(p *httpsig.Params) { p.Nonce = "" },
		"is no key":      func(p *httpsig.Params) { p.KeyID = "somebody" },
		"not admitted":   func(p *httpsig.Params) { p.KeyID = g.keys[ledger.RoleNobody].URI() },
		"does not hold":  func(p *httpsig.Params) { p.KeyID = g.keys[ledger.RoleMediator].URI() },
		"to be known":    func(p *httpsig.Params) { p.Tag = "another" },
	} {
		if a, _, p := answered(t, sign(change)); a.StatusCode != http.StatusUnauthorized || !strings.Contains(p.Detail, says) || p.Mend == "" {
			t.Errorf("%s: %d %+v", says, a.StatusCode, p)
		}
	}
	other := sign(func(*httpsig.Params) {})
	other.Body = io.NopCloser(bytes.NewReader(encode(t, note(t, key, 2))))
	if a, _, p := answered(t, other); a.StatusCode != http.StatusUnauthorized || !strings.Contains(p.Detail, "changed on its way") {
		t.Errorf("another body: %d %v", a.StatusCode, p)
	}
	bare := g.request(t, &key, "POST", "/v1/events", wire.Many, nil)
	bare.Body, bare.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	if a, _, p := answered(t, bare); a.StatusCode != http.StatusUnauthorized || !strings.Contains(p.Detail, "does not cover content-digest") {
		t.Errorf("a body that was not signed: %d %v", a.StatusCode, p)
	}
	moved := sign(func(*httpsig.Params) {})
	moved.URL.RawQuery = "proof=false"
	if a, _, p := answered(t, moved); a.StatusCode != http.StatusUnauthorized || !strings.Contains(p.Detail, "does not hold") {
		t.Errorf("another query: %d %v", a.StatusCode, p)
	}
	g.began = time.Now().Add(time.Second)
	if a, _, p := answered(t, sign(func(*httpsig.Params) {})); a.StatusCode != http.StatusUnauthorized || !strings.Contains(p.Detail, "before the server began") {
		t.Errorf("from before the start: %d %v", a.StatusCode, p)
	}
}

// A signature is remembered for as long as it is good, however often the memory turns.
func TestNoncesAreRememberedAsLongAsTheyAreGood(t *testing.T) {
	var n nonces
	start := time.Unix(1_800_000_000, 0)
	for i := range 1000 {
		sig := &httpsig.Signature{Params: httpsig.Params{KeyID: "k", Nonce: fmt.Sprint(i), Created: start}}
		now := start.Add(time.Duration(i) * 700 * time.Millisecond)
		if isNew, err := n.use(sig, now, time.Minute); !isNew || err != nil {
			t.Fatal(i, err)
		}
		for back := range 170 { // 119 seconds: a clock may be ahead by a minute, and a signature is good for another
			if old := i - back; old >= 0 {
				if isNew, _ := n.use(&httpsig.Signature{Params: httpsig.Params{KeyID: "k", Nonce: fmt.Sprint(old)}}, now, time.Minute); isNew {
					t.Fatalf("%d is forgotten by %d", old, i)
				}
			}
		}
	}
	if len(n.seen[0])+len(n.seen[1]) > 600 {
		t.Errorf("%d are remembered", len(n.seen[0])+len(n.seen[1]))
	}
}

func TestAQuotaIsHeld(t *testing.T) {
	g := open(t, file(t), func(c *Config) { c.Limits = Limits{Rate: 0.5, Burst: 3, Bytes: 1000, Body: 3000} })
	for _, role := range []ledger.Role{ledger.RoleParty, ledger.RoleNobody} {
		key := g.keys[role]
		signer := &key
		if role == ledger.RoleNobody {
			signer = nil
		}
		for i := range 4 {
			a, _, p := answered(t, g.request(t, signer, "GET", "/healthz", "", nil))
			if (i < 3) != (a.StatusCode == http.StatusOK) {
				t.Errorf("request %d of %s: %d", i, role, a.StatusCode)
			}
			if i == 3 && (p.Status != http.StatusTooManyRequests || a.Header.Get("Retry-After") != "2" || !strings.Contains(p.Detail, "requests")) {
				t.Errorf("%+v, Retry-After %q", p, a.Header.Get("Retry-After"))
			}
		}
	}
	// Another's quota is another's; and bytes count too.
	key := g.keys[ledger.RoleReporter]
	body := encode(t, says(t, key, kindEvent, "long", `{"kind":"note","note":"`+strings.Repeat("x", 2000)+`"}`))
	if a, _, p := answered(t, g.request(t, &key, "POST", "/v1/events", wire.Many, body)); a.StatusCode != http.StatusCreated {
		t.Fatal(a.Status, p)
	}
	if a, _, p := answered(t, g.request(t, &key, "POST", "/v1/events", wire.Many, body)); a.StatusCode != http.StatusTooManyRequests || !strings.Contains(p.Detail, "bytes") || a.Header.Get("Retry-After") == "" {
		t.Errorf("%d %+v", a.StatusCode, p)
	}
}

// While the database takes nothing, so many wait as may, the next is told to come later, and nothing that waits is lost.
func TestAFullQueueSaysSo(t *testing.T) {
	where := file(t)
	g := open(t, where, func(c *Config) { c.Limits.Queue = 2 })
	key := g.keys[ledger.RoleParty]
	db, err := sql.Open("sqlite", where)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	hand := func(n int) {
		wg.Go(func() {
			if a, _, p := answered(t, g.request(t, &key, "POST", "/v1/events", wire.Many, encode(t, note(t, key, n)))); a.StatusCode != http.StatusCreated {
				t.Errorf("%d: %d %v", n, a.StatusCode, p)
			}
		})
	}
	hand(0)
	g.until(t, "the first is being recorded", func() bool { return g.intake.busy.Load() && len(g.intake.queue) == 0 })
	hand(1)
	hand(2)
	g.until(t, "two wait", func() bool { return len(g.intake.queue) == 2 })
	a, _, p := answered(t, g.request(t, &key, "POST", "/v1/events", wire.Many, encode(t, note(t, key, 3))))
	if a.StatusCode != http.StatusServiceUnavailable || a.Header.Get("Retry-After") == "" || p.Mend == "" {
		t.Errorf("%d %+v", a.StatusCode, p)
	}
	if _, err := tx.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
}

// until waits for something that is about to happen.
func (g *ground) until(t testing.TB, what string, is func() bool) {
	t.Helper()
	for began := time.Now(); !is(); time.Sleep(time.Millisecond) {
		if time.Since(began) > 20*time.Second {
			t.Fatal("it never came to this: " + what)
		}
	}
}

// What is exported is what servanda ledger export writes, and verifies.
func TestTheExportVerifies(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		g := open(t, where, nil)
		key := g.keys[ledger.RoleObserver]
		var all []ledger.Signed
		for n := range 300 {
			all = append(all, note(t, g.keys[ledger.RoleParty], n))
		}
		if _, err := g.as(t, ledger.RoleParty).Add(t.Context(), all, false); err != nil {
			t.Fatal(err)
		}
		a, body, _ := answered(t, g.request(t, &key, "GET", "/v1/export", "", nil))
		if a.StatusCode != http.StatusOK {
			t.Fatal(a.Status)
		}
		dir := t.TempDir()
		for r := tar.NewReader(bytes.NewReader(body)); ; {
			h, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, h.Name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, text, 0o666)); err != nil {
				t.Fatal(err)
			}
		}
		d, err := ledger.OpenDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		remote, err := ledger.OpenExport(t.Context(), g.as(t, ledger.RoleWitness).Fetch)
		if err != nil {
			t.Fatal(err)
		}
		log := g.keys[ledger.RoleLog].Public
		for _, src := range []ledger.Source{d, remote} {
			if sum, err := ledger.Verify(t.Context(), src, ledger.Trust{Log: &log}); err != nil || sum.Size != 305 {
				t.Errorf("%+v %v", sum, err)
			}
		}
	})
}

// What was handed in is recorded and answered also if the server is told to end meanwhile.
func TestTheEndWaitsForWhatIsUnderWay(t *testing.T) {
	g := open(t, file(t), nil)
	key := g.keys[ledger.RoleParty]
	var done sync.WaitGroup
	for n := range 20 {
		done.Go(func() {
			receipts, err := g.intake.record(context.Background(), []ledger.Signed{note(t, key, n)})
			if err != nil {
				var p *wire.Problem
				if !errors.As(err, &p) || p.Status != http.StatusServiceUnavailable {
					t.Error(err)
				}
				return
			}
			if found, err := g.c.Store.Find(context.Background(), receipts[0].ID); err != nil || len(found) != 1 {
				t.Errorf("%s was acknowledged and stands at %v: %v", receipts[0].ID, found, err)
			}
		})
	}
	g.Close()
	done.Wait()
	if _, err := g.intake.record(t.Context(), []ledger.Signed{note(t, key, 99)}); err == nil {
		t.Error("it takes more after its end")
	}
}
