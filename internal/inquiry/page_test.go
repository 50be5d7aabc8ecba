package inquiry_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/model"
)

// The example of the language page says what it is said to say.
func TestTheExampleOfThePage(t *testing.T) {
	if testing.Short() {
		t.Skip("explores a third of a million states")
	}
	r, err := load.Load("../../examples/small-exchange.pact")
	if err != nil || r.Pact == nil {
		t.Fatal(err, r.Diagnostics)
	}
	p := r.Pact
	a, err := inquiry.Check(t.Context(), p, inquiry.Query{Workers: 2, Exact: true})
	if err != nil {
		t.Fatal(err)
	}
	if a.TickDays != 3 {
		t.Errorf("a tick of %d days, want 3", a.TickDays)
	}
	north, senate := actor(t, p, "north"), actor(t, p, "senate")
	for i, want := range []page{
		{inquiry.Count{States: 192120, Moves: 627761}, inquiry.Count{States: 51442, Moves: 172051}, 0, []model.ActorSet{north, senate}},
		{inquiry.Count{States: 189876, Moves: 613543}, inquiry.Count{States: 49593, Moves: 164084}, north, []model.ActorSet{north}},
	} {
		t.Run("order is "+p.Points[0].Values[i].Text, func(t *testing.T) { want.hold(t, p, &a.Fillings[i]) })
	}
	if len(a.Scenarios) != 1 || !a.Scenarios[0].Passed {
		t.Errorf("the scenario fails: %+v", a.Scenarios)
	}
}

// page is what holds of the example in one filling: the sizes of its worlds, and to whom the South is
// exposed by whom.
type page struct {
	physical, lawful inquiry.Count
	defectors        model.ActorSet
	by               []model.ActorSet
}

func (want page) hold(t *testing.T, p *model.Pact, a *inquiry.FillingAnswer) {
	if a.Physical != want.physical || a.Lawful != want.lawful {
		t.Errorf("the worlds are %v and %v, want %v and %v", a.Physical, a.Lawful, want.physical, want.lawful)
	}
	exposed := only(a.Findings, ask.Exposed)
	if len(exposed) != 1 {
		t.Fatalf("%d duties exposed, want one", len(exposed))
	}
	x := exposed[0]
	if name := p.Declaration(x.Clause).Name; name != "leave_hill" || model.SetOf(x.Party) != actor(t, p, "south") || x.Defectors != want.defectors {
		t.Errorf("%s of %d is exposed to %b", name, x.Party, x.Defectors)
	}
	if d := cmp.Diff(want.by, x.By); d != "" {
		t.Errorf("by (-want +got):\n%s", d)
	}
	vetoes := only(a.Findings, ask.Veto)
	if len(vetoes) != 1 || len(vetoes[0].By) != 1 || vetoes[0].By[0] != actor(t, p, "senate") {
		t.Errorf("veto %v, want the senate alone", vetoes)
	}
	why := []string{`Northern Senate can decide "approved" on "The Senate votes on the aid guarantee", which with the others' help would be enough, but need not`}
	if d := cmp.Diff(why, vetoes[0].Why); d != "" {
		t.Errorf("what is missing (-want +got):\n%s", d)
	}
	if len(a.Checks) != 1 || !a.Checks[0].Passed {
		t.Errorf("the author's check does not hold: %v", a.Checks)
	}
}

func only(fs []inquiry.Finding, c inquiry.Code) []inquiry.Finding {
	var out []inquiry.Finding
	for _, f := range fs {
		if f.Code == c {
			out = append(out, f)
		}
	}
	return out
}

func actor(t *testing.T, p *model.Pact, name string) model.ActorSet {
	t.Helper()
	for i := range p.Actors {
		if p.Actors[i].Name == name {
			return model.SetOf(model.ActorID(i))
		}
	}
	t.Fatalf("nobody is called %s", name)
	return 0
}
