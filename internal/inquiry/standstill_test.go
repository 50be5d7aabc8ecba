package inquiry_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
)

// Where all stands still the nearest step that somebody could take is named; a ring of ways that nobody has to go, here of
// leaving again after having come back, is no reason.
func TestAStandstillNamesAStep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "zone.pact")
	text := `pact "A way back"
party hill "Hill"
party dale "Dale"
fact zone "The zone" { held, empty, held_again }
fact vote "The vote" { open, taken }
act leave_again "leave again" by hill { when zone is held_again  zone becomes empty }
act come_back "come back" by hill { when zone is empty  zone becomes held_again }
act take_vote "take the vote" by dale { when vote is open  vote becomes taken }
act leave "leave" by hill { when vote is taken and zone is held  zone becomes empty }
instrument deal "the deal" {
  between hill, dale
  in force once signed
  ban stay { hill must not come_back  for dale }
}
purpose "The zone is empty" { zone is empty }
`
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := load.Load(path)
	if err != nil || r.Pact == nil {
		t.Fatal(err, r.Diagnostics)
	}
	a, err := inquiry.Check(t.Context(), r.Pact, inquiry.Query{Workers: 1, Only: []inquiry.Code{ask.Limbo}})
	if err != nil {
		t.Fatal(err)
	}
	limbo := only(a.Fillings[0].Findings, ask.Limbo)
	if len(limbo) != 1 {
		t.Fatalf("%d times limbo, want once", len(limbo))
	}
	want := []string{`"The zone" is empty only once "The vote" is taken`, "Dale can take the vote, but need not"}
	if d := cmp.Diff(want, limbo[0].Why); d != "" {
		t.Errorf("why (-want +got):\n%s", d)
	}
}
