package model_test

import (
	"testing"
	"time"

	"github.com/servanda-lang/servanda/model"
)

// A date on day 79 with a tick of 30 days counts as day 60; one on day 60 stays. A tick of 1 day keeps the first, as 79
// and 30 have no other divisor in common.
func TestDatesThatATickMoves(t *testing.T) {
	starts := model.Date{Time: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	late, exact := starts.Plus(79), starts.Plus(60)
	p := &model.Pact{Starts: starts, Duties: []model.Duty{{By: &exact}, {By: &late}, {}},
		Scenarios: []model.Scenario{{Steps: []model.Step{{Kind: model.OnDay, Day: 45}, {Kind: model.Expect}}}}}
	got := p.MovedDates(30)
	want := []model.MovedDate{
		{Of: model.Ref{Kind: model.KindDuty, Index: 1}, Day: 79, By: 19, Tick: 1},
		{Day: 45, By: 15, Tick: 15},
	}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("moved: %+v, want %+v", got, want)
	}
	if got := p.MovedDates(1); got != nil {
		t.Errorf("a tick of a day moves %+v", got)
	}
}
