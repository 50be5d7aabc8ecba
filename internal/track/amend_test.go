package track

import (
	"context"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// amendedAt is a log with an amendment before one of its reports.
func amendedAt(log []record.Event, at int) []record.Event {
	out := slices.Clone(log)
	e := record.Event{Kind: record.Amendment, Text: "same.pact", Reporter: "a", When: log[at].When}
	out = slices.Insert(out, at, e)
	for i := range out {
		out[i].Line = i + 1
	}
	return out
}

// A log in which the pact is amended to the same text, or to one with other labels, comes to what it comes to without: at random points
// of random courses of random pacts, with all that is counted and noted on the way.
func TestAnAmendmentToTheSameTextChangesNothing(t *testing.T) {
	compared := 0
	for seed := range uint64(300) {
		j := travel(seed, 24)
		if len(j.log) == 0 {
			continue
		}
		r := rand.New(rand.NewPCG(seed, 11))
		labelled := j.q.Pact.Clone()
		for _, d := range labelled.Declared() {
			d.Decl.Label = "The other " + d.Decl.Name
		}
		want := played(t, j.q, j.log).branches[0]
		for _, text := range []*model.Pact{j.q.Pact, labelled} {
			q := j.q
			q.Text = func(*record.Event) (*model.Pact, error) { return text, nil }
			got := played(t, q, amendedAt(j.log, r.IntN(len(j.log)))).branches[0]
			if len(got.carried) != 1 || !got.carried[0].Alike {
				t.Fatalf("seed %d: the amendment was not carried out", seed)
			}
			compared++
			switch {
			case !got.state.Equal(want.state) || got.step != want.step:
				t.Fatalf("seed %d: it comes to another state", seed)
			case !slices.Equal(got.deadline, want.deadline) || !slices.Equal(got.tally, want.tally):
				t.Fatalf("seed %d: %v %v, without the amendment %v %v", seed, got.deadline, got.tally, want.deadline, want.tally)
			case len(got.faults) != len(want.faults) || len(got.refused) != len(want.refused):
				t.Fatalf("seed %d: %d faults, without the amendment %d", seed, len(got.faults), len(want.faults))
			case !reflect.DeepEqual(got.scores(), want.scores()):
				t.Fatalf("seed %d: other scores", seed)
			}
			for i := range got.faults {
				a, b := got.faults[i], want.faults[i]
				if a.Kind != b.Kind || a.Clause != b.Clause || a.now != b.now || a.Day != b.Day || a.Deadline != b.Deadline || a.Blamed != b.Blamed {
					t.Fatalf("seed %d: %+v, without the amendment %+v", seed, a, b)
				}
			}
		}
	}
	if compared < 400 {
		t.Errorf("only %d were compared", compared)
	}
}

// Weighed against itself no random pact is different for anybody, wherever it has come to.
func TestAPactWeighedAgainstItself(t *testing.T) {
	for seed := range uint64(60) {
		j := travel(seed, 16)
		j.q.Look.States = 3000
		w, err := Weigh(context.Background(), j.q, func() (Stream, error) { return &events{j.log}, nil }, Proposal{Pact: j.q.Pact})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for _, p := range w.Pairs {
			if !p.Carried.Alike || p.Old.Dark != p.New.Dark || !reflect.DeepEqual(p.Old.Due, p.New.Due) || !reflect.DeepEqual(p.Old.May, p.New.May) ||
				!reflect.DeepEqual(p.Old.Ends, p.New.Ends) || !reflect.DeepEqual(p.Old.Found, p.New.Found) || !reflect.DeepEqual(p.Old.Perils, p.New.Perils) {
				t.Fatalf("seed %d: it is different from itself", seed)
			}
		}
	}
}

// Any random pact followed across an amendment to any other ends in a standing or in an error that says why it cannot be.
func TestAnyAmendmentIsFollowedOrRefused(t *testing.T) {
	followed, refused := 0, 0
	for seed := range uint64(150) {
		j := travel(seed, 20)
		if len(j.log) == 0 {
			continue
		}
		r := rand.New(rand.NewPCG(seed, 13))
		other := random.New(seed + 5000).Pact
		q := j.q
		q.Tick, q.Fixed = 1, nil
		q.Look.States = 500
		q.Text = func(*record.Event) (*model.Pact, error) { return other, nil }
		log := amendedAt(j.log, r.IntN(len(j.log)))
		s, err := Follow(context.Background(), q, func() (Stream, error) { return &events{log}, nil })
		if err != nil {
			refused++
			continue
		}
		followed++
		if len(s.Amended) != 1 || len(s.Amended[0].Carried) == 0 {
			t.Fatalf("seed %d: nothing is told of the amendment", seed)
		}
		s.Page()
		s.JSON("in.pact")
	}
	if followed < 30 || refused < 5 {
		t.Errorf("%d followed, %d refused", followed, refused)
	}
}
