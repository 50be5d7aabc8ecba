//go:build unix

package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/campaign/store"
	"github.com/servanda-lang/servanda/internal/testkit/postgres"
)

// each runs a test with an empty store of each kind. Its lease is short.
func each(t *testing.T, do func(t *testing.T, where string)) {
	t.Run("SQLite", func(t *testing.T) { do(t, filepath.Join(t.TempDir(), "store.db")) })
	t.Run("PostgreSQL", func(t *testing.T) { do(t, postgres.URL(t)) })
}

func created(t testing.TB, where string, lease time.Duration) *store.Store {
	t.Helper()
	s, err := store.Create(t.Context(), where, lease)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// plan is one of so many jobs. What each is to say is its specification.
func plan(id string, jobs int, b store.Budget) *store.Plan {
	p := &store.Plan{ID: id, About: "a test", Queue: "test", Texts: map[string][]byte{"text": []byte("the text")}, Budget: b}
	for i := range jobs {
		p.Parts = append(p.Parts, store.Part{Job: fmt.Sprintf("job%05d", i), Digest: "text", Spec: fmt.Sprint("say ", i), Label: fmt.Sprint("part ", i)})
	}
	return p
}

func put(t testing.TB, s *store.Store, p *store.Plan) {
	t.Helper()
	if err := s.Put(t.Context(), p); err != nil {
		t.Fatal(err)
	}
}

// says does a job: it gives back its specification and its text.
func says(_ context.Context, k store.Task) store.Outcome {
	return store.Outcome{Kind: store.Answered, Body: []byte(k.Job + " " + k.Spec + " " + string(k.Text))}
}

// drained works until nothing is left.
func drained(t testing.TB, s *store.Store, id string, do func(context.Context, store.Task) store.Outcome) {
	t.Helper()
	if err := s.Run(t.Context(), store.Work{ID: id, Queue: "test", Drain: true, Log: t.Output(), Do: do}); err != nil {
		t.Fatal(err)
	}
}

// told is what came of a plan, a line for each part.
func told(t testing.TB, s *store.Store, plan string) string {
	t.Helper()
	var b strings.Builder
	for row, err := range s.Rows(t.Context(), plan) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s: ", row.Label)
		switch {
		case row.Result == nil:
			b.WriteString("-")
		case row.Result.Second != nil:
			fmt.Fprintf(&b, "%s AND %s", row.Result.Body, row.Result.Second)
		default:
			fmt.Fprintf(&b, "%s %s", row.Result.Kind, row.Result.Body)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestJobsAreDoneOnce(t *testing.T) {
	each(t, func(t *testing.T, where string) {
		s := created(t, where, time.Minute)
		p := plan("p", 3, store.Budget{})
		p.Parts = append(p.Parts, p.Parts[0], store.Part{Label: "cannot be"})
		put(t, s, p)
		put(t, s, p) // again, by somebody else
		if got := told(t, s, "p"); got != "part 0: -\npart 1: -\npart 2: -\npart 0: -\ncannot be: -\n" {
			t.Error(got)
		}
		done := 0
		drained(t, s, "w", func(ctx context.Context, k store.Task) store.Outcome { done++; return says(ctx, k) })
		want := "part 0: answered job00000 say 0 the text\npart 1: answered job00001 say 1 the text\npart 2: answered job00002 say 2 the text\n" +
			"part 0: answered job00000 say 0 the text\ncannot be: -\n"
		if got := told(t, s, "p"); got != want || done != 3 {
			t.Errorf("%d done: %s", done, got)
		}
		// Another plan, with one job more.
		put(t, s, plan("q", 4, store.Budget{}))
		drained(t, s, "w2", func(ctx context.Context, k store.Task) store.Outcome { done++; return says(ctx, k) })
		if done != 4 {
			t.Errorf("%d done", done)
		}
		st, err := s.Standing(t.Context(), "p")
		if err != nil || st.Parts != 5 || st.Answered != 4 || st.Cannot != 1 || st.Missing != 0 || len(st.AtHand) != 0 || len(st.Queues) != 0 {
			t.Errorf("%+v %v", st, err)
		}
		all, err := s.Campaigns(t.Context())
		if err != nil || len(all) != 2 || all[0].ID != "p" || !all[1].Latest {
			t.Errorf("%+v %v", all, err)
		}
		if c, err := s.Find(t.Context(), ""); err != nil || c.ID != "q" {
			t.Errorf("%+v %v", c, err)
		}
		if _, err := s.Find(t.Context(), "x"); !errors.Is(err, store.ErrNone) {
			t.Error(err)
		}
	})
}

// Several who make a store at once make one.
func TestAStoreIsMadeOnce(t *testing.T) {
	each(t, func(t *testing.T, where string) {
		var all sync.WaitGroup
		for i := range 4 {
			all.Go(func() {
				s, err := store.Create(t.Context(), where, time.Duration(i+1)*time.Minute)
				if err != nil {
					t.Error(err)
					return
				}
				defer s.Close()
				if err := s.Put(t.Context(), plan("p", 5, store.Budget{})); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		s := created(t, where, time.Hour)
		if s.Lease() >= time.Hour {
			t.Errorf("a store that is there has the lease %s", s.Lease())
		}
		drained(t, s, "w", says)
		if got := told(t, s, "p"); strings.Count(got, "answered") != 5 {
			t.Error(got)
		}
	})
}
