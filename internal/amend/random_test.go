package amend_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"github.com/servanda-lang/servanda/internal/amend"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/model"
)

// weighed lays a random pact beside another on some day, without a log.
func weighed(t *testing.T, old, new *model.Pact, tick int) (*amend.Weighing, error) {
	t.Helper()
	q := track.Query{Pact: old, Tick: tick, Look: explore.Limits{States: 1500, Workers: 1}}
	w, err := track.Weigh(context.Background(), q, logOf([]byte(`{"kind":"note","when":"day 3","note":"looked at"}`)), track.Proposal{Pact: new})
	if err != nil {
		return nil, err
	}
	x, err := amend.Weigh(w)
	if err != nil {
		t.Fatal(err)
	}
	return x, nil
}

// To other labels no random pact is different for anybody, or it is said that it is not known.
func TestOtherLabelsMakeNoDifference(t *testing.T) {
	known := 0
	for seed := range uint64(80) {
		p := random.New(seed).Pact
		q := p.Clone()
		for _, d := range q.Declared() {
			d.Decl.Label = "Anew " + d.Decl.Name
		}
		x, err := weighed(t, p, q, 0)
		if err != nil {
			continue // more open points than are looked at
		}
		if len(x.Effects) > 0 {
			t.Fatalf("seed %d: %+v", seed, x.Effects[0])
		}
		if len(x.Unknown) == 0 {
			known++
			if !x.Same() || len(x.NoDifference()) != len(x.Parties) {
				t.Fatalf("seed %d: it is different from itself", seed)
			}
		} else if x.Same() || len(x.NoDifference()) > 0 {
			t.Fatalf("seed %d: what is not known is told as no difference", seed)
		}
	}
	if known < 40 {
		t.Errorf("only %d were known", known)
	}
}

// Any random pact weighed against any other is told in every form, or refused with a reason, the same each time.
func TestAnyAmendmentIsWeighedOrRefused(t *testing.T) {
	told, refused := 0, 0
	for seed := range uint64(120) {
		x, err := weighed(t, random.New(seed).Pact, random.New(seed+700).Pact, 1)
		if err != nil {
			if err.Error() == "" {
				t.Fatal("a refusal without a word")
			}
			refused++
			continue
		}
		told++
		valid(t, x.JSON("old.pact", "new.pact"))
		for _, log := range []bool{false, true} {
			if err := form.Text(&bytes.Buffer{}, x.Document(log), form.Style{}); err != nil {
				t.Fatal(err)
			}
		}
		again, err := weighed(t, random.New(seed).Pact, random.New(seed+700).Pact, 1)
		if err != nil {
			t.Fatal(err)
		}
		a, _ := json.Marshal(x.JSON("", ""))
		b, _ := json.Marshal(again.JSON("", ""))
		if !bytes.Equal(a, b) {
			t.Fatalf("seed %d: the second time it is told otherwise", seed)
		}
	}
	if told < 30 {
		t.Errorf("%d told, %d refused", told, refused)
	}
}
