//go:build unix

package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/server/wire"
	"github.com/servanda-lang/servanda/internal/track"
)

// stand asks for a standing and reads it.
func (g *ground) stand(t testing.TB, query string) (*Stands, *track.JSON, *wire.Problem) {
	t.Helper()
	key := g.keys[ledger.RoleObserver]
	_, body, p := answered(t, g.request(t, &key, "GET", "/v1/standing"+query, "", nil))
	if p != nil {
		return nil, nil, p
	}
	var s Stands
	var j track.JSON
	if err := errors.Join(json.Unmarshal(body, &s), json.Unmarshal(s.Standing, &j)); err != nil {
		t.Fatal(err)
	}
	return &s, &j, nil
}

func (g *ground) add(t testing.TB, all ...ledger.Signed) {
	t.Helper()
	log := g.keys[ledger.RoleLog]
	if _, err := g.c.Store.Add(t.Context(), all, &log); err != nil {
		t.Fatal(err)
	}
}

func TestAStandingIsThatOfTheRecord(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		g := open(t, where, nil)
		north, south := g.keys[ledger.RoleParty], g.keys[ledger.RoleReporter]
		g.add(t,
			says(t, north, kindEvent, "n1", `{"id":"n1","when":"2026-03-01","actor":"north","move":"signs accord","reporter":"somebody else","recorded":"2026-03-01"}`),
			says(t, south, kindEvent, "s1", `{"id":"n1","when":"2026-03-01","actor":"south","move":"signs accord"}`),
			says(t, south, kindEvent, "bad", `{"date":"2026-03-01"}`),
			says(t, south, "remark", "r", `{"anything":1}`))
		s, j, p := g.stand(t, "?on=2026-03-20")
		if p != nil {
			t.Fatal(p)
		}
		if s.Entries != 9 || s.Recorded || len(s.Unread) != 1 || s.Unread[0].Entry != 7 || !strings.Contains(s.Unread[0].Why, "no field") {
			t.Errorf("%+v", s)
		}
		if j.Reports != 2 || len(j.Due) != 1 || j.Due[0].Duty != "north_pays" || *j.Due[0].DaysLeft != -9 {
			t.Errorf("%+v", j)
		}
		// Who said it and when is what the ledger knows; somebody else's id is not taken.
		if e := j.Events; len(e) != 2 || e[0].Reporter != "party.example" || e[0].ID != "n1" || e[1].Reporter != "reporter.example" || e[1].ID != "reporter.example/n1" || !strings.HasPrefix(e[0].Recorded, "20") || e[0].Recorded == "2026-03-01" {
			t.Errorf("%+v", e)
		}
		// By what was recorded in another year nothing was reported.
		if _, j, p := g.stand(t, "?on=2026-03-20&as-known-on=2025-01-01"); p != nil || j.Reports != 0 || len(j.Due) != 0 {
			t.Errorf("%+v %v", j, p)
		}
		// It grows with the record.
		g.add(t, says(t, north, kindEvent, "n2", `{"id":"n2","when":"2026-03-05","actor":"north","move":"pay"}`))
		if s, j, p := g.stand(t, "?on=2026-03-20"); p != nil || s.Entries != 10 || len(j.Due) != 0 {
			t.Errorf("%+v %+v %v", s, j, p)
		}
		for query, status := range map[string]int{"?on=tomorrow": 422, "?as-known-on=2026-13-01": 422, "?on=today": 200, "?on=day%2012": 200} {
			if _, _, p := g.stand(t, query); (p == nil) != (status == 200) || p != nil && p.Status != status {
				t.Errorf("%s: %v", query, p)
			}
		}
	})
}

func TestAnotherTextIsNotFollowed(t *testing.T) {
	g := open(t, file(t), nil)
	s, _, p := g.stand(t, "")
	if p != nil {
		t.Fatal(p)
	}
	say := func(key ledger.Private, kind, id, digest string) {
		g.add(t, says(t, key, kind, id, `{"pact":"accord.pact","digest":"`+digest+`"}`))
	}
	say(g.keys[ledger.RoleParty], kindPact, "p", s.Pact)
	if s, _, p := g.stand(t, ""); p != nil || !s.Recorded {
		t.Errorf("%+v %v", s, p)
	}
	say(g.keys[ledger.RoleReporter], kindAmendment, "a1", "sha256:1") // who may not say so, past the server
	if s, _, p := g.stand(t, ""); p != nil || !s.Recorded {
		t.Errorf("%+v %v", s, p)
	}
	say(g.keys[ledger.RoleMediator], kindAmendment, "a2", "sha256:2")
	if _, _, p := g.stand(t, ""); p == nil || p.Status != http.StatusConflict || !strings.Contains(p.Detail, "by entry 7 it is about sha256:2") {
		t.Errorf("%v", p)
	}
	// The text is read as it is when it is asked for.
	if err := os.WriteFile(g.path, []byte("pact \"x\"\nparty\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, _, p := g.stand(t, ""); p == nil || p.Status != http.StatusServiceUnavailable || !strings.Contains(p.Detail, "has mistakes") {
		t.Errorf("%v", p)
	}
}

func TestAPactWithoutACalendarIsAskedByItsDays(t *testing.T) {
	g := open(t, file(t), nil)
	if err := os.WriteFile(g.path, []byte(strings.Replace(accord, "starts 2026-03-01\n", "", 1)), 0o666); err != nil {
		t.Fatal(err)
	}
	g.add(t, says(t, g.keys[ledger.RoleParty], kindEvent, "n1", `{"when":"day 0","actor":"north","move":"signs accord"}`))
	if _, j, p := g.stand(t, "?on=day%203"); p != nil || j.Reports != 1 || j.Day != 3 {
		t.Errorf("%+v %v", j, p)
	}
	if _, _, p := g.stand(t, "?on=2026-03-05"); p == nil || p.Status != 422 || !strings.Contains(p.Mend, "day 12") {
		t.Errorf("%v", p)
	}
}

// While an analysis goes on for as long as it likes, events are acknowledged; who asks the same waits for the one answer, and who would be
// one too many is told so.
func TestAnAnalysisStandsInNobodysWay(t *testing.T) {
	g := open(t, file(t), func(c *Config) { c.Limits.Waiting = 2 })
	began, end := make(chan bool, 10), make(chan bool)
	var works atomic.Int32
	g.stands.work = func(ctx context.Context, a ask) (*Stands, error) {
		works.Add(1)
		began <- true
		select {
		case <-end:
			return &Stands{Entries: a.size, Standing: []byte(`{}`)}, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if s, _, p := g.stand(t, ""); p != nil || s.Entries != 5 {
				t.Errorf("%+v %v", s, p)
			}
		})
	}
	<-began
	wg.Go(func() { g.stand(t, "?on=day%201") })
	g.until(t, "another waits", func() bool { g.stands.mu.Lock(); defer g.stands.mu.Unlock(); return g.stands.waiting == 2 })
	if _, _, p := g.stand(t, "?on=day%202"); p == nil || p.Status != http.StatusServiceUnavailable {
		t.Errorf("%v", p)
	}
	for n := range 10 {
		if _, err := g.as(t, ledger.RoleParty).Add(t.Context(), []ledger.Signed{note(t, g.keys[ledger.RoleParty], n)}, true); err != nil {
			t.Fatal(err)
		}
	}
	close(end)
	wg.Wait()
	if got := works.Load(); got != 2 {
		t.Errorf("worked out %d times", got)
	}
}

// Answers are kept up to their number; what failed is asked anew, what is a problem for good is kept.
func TestWhatIsKeptOfAnalyses(t *testing.T) {
	g := open(t, file(t), func(c *Config) { c.Limits.Kept = 2 })
	var works int
	var err error
	g.stands.work = func(context.Context, ask) (*Stands, error) { works++; return &Stands{}, err }
	for i, x := range []struct {
		size  int64
		err   error
		works int
	}{{1, nil, 1}, {1, nil, 1}, {2, nil, 2}, {1, nil, 2}, {3, nil, 3}, {1, nil, 4}, {9, errors.New("x"), 5}, {9, nil, 6},
		{10, notThere("x", ""), 7}, {10, nil, 7}, {11, busy("x"), 8}, {11, nil, 9}} {
		err = x.err
		g.stands.ask(t.Context(), ask{size: x.size})
		if works != x.works {
			t.Errorf("%d: worked out %d times, want %d", i, works, x.works)
		}
	}
	if len(g.stands.answers) != 2 {
		t.Errorf("%d are kept", len(g.stands.answers))
	}
	one := (&ask{size: 1, text: followed{digest: "d"}, on: record.When{Text: "a"}}).key()
	for _, other := range []ask{{size: 2, text: followed{digest: "d"}, on: record.When{Text: "a"}}, {size: 1, text: followed{digest: "e"}, on: record.When{Text: "a"}},
		{size: 1, text: followed{digest: "d"}, known: record.When{Text: "a"}}, {size: 1, text: followed{digest: "d"}, texts: 1, on: record.When{Text: "a"}}} {
		if other.key() == one {
			t.Errorf("%+v has the name of another", other)
		}
	}
}
