package model_test

import (
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/testkit/sample"
	"github.com/servanda-lang/servanda/model"
)

func TestTickDividesEveryFilling(t *testing.T) {
	days := func(n int) *model.Amount { a := model.Fixed(n); return &a }
	open := []model.Point{{ValueKind: model.Duration, Values: []model.PointValue{{N: 30}, {N: 45}}}}
	for _, c := range []struct {
		name string
		pact model.Pact
		want int
	}{
		{"nothing to divide", model.Pact{}, 1},
		{"no days only", model.Pact{Duties: []model.Duty{{Within: days(0)}}}, 1},
		{"a duty", model.Pact{Duties: []model.Duty{{Within: days(30), NotBefore: days(12)}}}, 6},
		{"an open point", model.Pact{Points: open}, 15},
		{"a check", model.Pact{Duties: []model.Duty{{Within: days(30)}}, Checks: []model.Check{{Within: days(4)}}}, 2},
		{"declared", model.Pact{Tick: 5, Duties: []model.Duty{{Within: days(30)}}}, 5},
	} {
		if got := c.pact.TickDays(); got != c.want {
			t.Errorf("%s: a tick of %d days, want %d", c.name, got, c.want)
		}
	}
}

func TestDaysBetweenDatesFarApart(t *testing.T) {
	first := model.Date{Time: time.Date(2, 1, 1, 0, 0, 0, 0, time.UTC)}
	last := model.Date{Time: time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)}
	n := first.Days(last)
	if back := first.Plus(n); !back.Equal(last.Time) || last.Days(first) != -n {
		t.Errorf("%d days lead to %s", n, back)
	}
}

func TestValidate(t *testing.T) {
	if err := sample.SmallExchange().Validate(); err != nil {
		t.Errorf("the example is refused: %v", err)
	}
	for name, harm := range map[string]func(*model.Pact){
		"an act out of range":       func(p *model.Pact) { p.Duties[0].Acts = []model.ActID{9} },
		"an act of another":         func(p *model.Pact) { p.Bans[0].Act = 0 },
		"a body that promises":      func(p *model.Pact) { p.Duties[0].Obligor = sample.Senate },
		"acts and a condition":      func(p *model.Pact) { p.Duties[0].Ensure = model.True{} },
		"a value out of range":      func(p *model.Pact) { p.Purposes[0].Cond = model.FactIs{Fact: 0, Value: 3} },
		"a missing term":            func(p *model.Pact) { p.Purposes[0].Cond = model.And{Terms: []model.Cond{nil}} },
		"a comparison with words":   func(p *model.Pact) { p.Purposes[0].Cond = model.FactAtLeast{Fact: 0, N: model.Fixed(1)} },
		"a decision out of range":   func(p *model.Pact) { p.Purposes[0].Cond = model.DecisionIs{Decision: 7, Status: model.Decided} },
		"both kinds of breach":      func(p *model.Pact) { p.Purposes[0].Cond = model.WasBreached{} },
		"a point that is no amount": func(p *model.Pact) { p.Duties[0].Within.Point = 0 },
		"a forgotten duty":          func(p *model.Pact) { p.Order = p.Order[:2] },
		"two outsiders":             func(p *model.Pact) { p.Actors[1].Kind = model.IsOutsider },
		"a clause of another":       func(p *model.Pact) { p.Instruments[1].Bans = []model.BanID{0} },
		"nobody who plays":          func(p *model.Pact) { p.Checks[0].Kind, p.Checks[0].Then = model.CanAvoid, nil },
	} {
		p := sample.SmallExchange()
		harm(p)
		if p.Validate() == nil {
			t.Errorf("%s is not noticed", name)
		}
	}
}
