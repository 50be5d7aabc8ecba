package load_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
	"github.com/servanda-lang/servanda/model"
)

// samePact compares pacts, places and the difference between no list and an empty one apart.
var samePact = cmp.Options{
	cmpopts.IgnoreTypes(source.Span{}),
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b model.Date) bool { return a.Equal(b.Time) }),
	cmp.FilterPath(unusedTarget, cmp.Ignore()),
}

// unusedTarget holds for the fields of a power that its effect does not use: they may be anything.
func unusedTarget(p cmp.Path) bool {
	field, ok := p.Last().(cmp.StructField)
	if !ok {
		return false
	}
	w := p.Index(-2)
	if w.Type() != reflect.TypeFor[model.Power]() {
		return false
	}
	v, _ := w.Values()
	effect := model.PowerEffect(v.FieldByName("Effect").Uint())
	switch field.Name() {
	case "Target":
		return effect > model.Terminate
	case "Duty":
		return effect != model.Excuse
	case "Fact", "Value":
		return effect != model.SetFact
	}
	return false
}

// The whole file of the language page gives the pact that the other tests build by hand.
func TestTheExampleOfTheLanguagePage(t *testing.T) {
	a, err := txtar.ParseFile("../../testdata/corpus/small-exchange.txtar")
	if err != nil {
		t.Fatal(err)
	}
	r := load.Source("small-exchange.pact", a.Files[0].Data)
	if len(r.Diagnostics) > 0 {
		t.Fatalf("diagnostics: %v", codes(r.Diagnostics))
	}
	want := sample.SmallExchange()
	completeSample(want)
	if diff := cmp.Diff(want, r.Pact, samePact); diff != "" {
		t.Errorf("the pact (-want +got):\n%s", diff)
	}
	if tick := r.Pact.TickDays(); tick != 3 {
		t.Errorf("the tick is %d days, want 3", tick)
	}
}

// completeSample adds what the sample leaves out because nothing but words depends on it: the source, the
// citation, the lines of the scenario, and that a duration is written in months or years.
func completeSample(p *model.Pact) {
	published := model.Date{Time: time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC)}
	p.Rounded = true
	p.Sources = []model.Source{{Decl: model.Decl{Name: "note", Label: "Non-paper of the mediators"}, Published: published}}
	p.Duties[0].Cites = []model.Cite{{Source: 0, Paragraphs: []string{"4"}, Kind: model.Paraphrased}}
	p.Scenarios[0].Steps = []model.Step{
		{Kind: model.Signs, Actor: sample.North, Instrument: 0},
		{Kind: model.Signs, Actor: sample.South, Instrument: 0},
		{Kind: model.OnDay, Day: 10},
		{Kind: model.Does, Actor: sample.South, Act: 0},
		{Kind: model.Expect, Cond: model.InTime{Duty: 0}},
		{Kind: model.Signs, Actor: sample.North, Instrument: 1},
		{Kind: model.Signs, Actor: sample.South, Instrument: 1},
		{Kind: model.Expect, Cond: model.DecisionIs{Decision: 0, Status: model.Asked}},
		{Kind: model.OnDay, Day: 40},
		{Kind: model.Decides, Actor: sample.Senate, Decision: 0, Value: 1},
		{Kind: model.Expect, Cond: model.And{Terms: []model.Cond{
			model.InstrumentIs{Instrument: 1, Status: model.Draft}, model.FactIs{Fact: 0, Value: 1}}}},
	}
}

// A random pact that is written as text and read again is the same pact.
func TestTextOfRandomPacts(t *testing.T) {
	for seed := range uint64(extent.Of(100, 500)) {
		c := random.New(seed)
		r := load.Source("random.pact", []byte(c.Text))
		if r.Pact == nil {
			for _, d := range r.Diagnostics {
				t.Errorf("%v %s %s", d.Span.Position(), d.Code, d.Summary)
			}
			t.Fatalf("seed %d is refused:\n%s", seed, c.Text)
		}
		if err := r.Pact.Validate(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if diff := cmp.Diff(c.Pact, r.Pact, samePact); diff != "" {
			t.Fatalf("seed %d (-want +got):\n%s\n%s", seed, diff, c.Text)
		}
	}
}
