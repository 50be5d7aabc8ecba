package words_test

import (
	"testing"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

const plain = `pact "Plain"
starts 2026-01-01
tick 30 days
party north "Northland"
party twins "the Twins" plural
fact hill "Who holds the hill" { north, left_by_north, nobody }
fact toll 0..3
open order "In which order?" { hill_first, north_first }
source paper "The Paper (draft): its first half" { }
act pull_back "pull back" by north { when hill is north  hill becomes nobody }
act knock by twins { }
decision vote "The vote" { twins decides yes or stop }
instrument deal "Deal" {
  between north, twins
  in force once signed
  ends once free is used
  duty leave_hill { north must pull_back within 30 days  in return for keep_off }
  duty see_to { twins must ensure hill is nobody or hill is left_by_north or free is used }
  duty either { twins must any of knock, pull_it within 30 days }
  ban keep_off { twins must not knock }
  power free { twins may excuse see_to }
  power stop { north may terminate deal }
  ban labelled "Point 4" { north must not pull_back }
}
act pull_it "pull it" by twins { }
purpose { deal }
`

// TestPlainWords: no name of a clause that has no label, and the actors as they are called.
func TestPlainWords(t *testing.T) {
	r := load.Source("plain.pact", []byte(plain))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	q := words.Speaker{Pact: r.Pact}
	duty := func(i int) model.Ref { return model.Ref{Kind: model.KindDuty, Index: i} }
	for _, c := range []struct{ got, want string }{
		{q.Named(duty(0)), "the promise of Northland to pull back"},
		{q.Named(duty(1)), "the promise of the Twins to see to it that “Who holds the hill” is nobody or left by Northland or the right of the Twins to waive a promise of the Twins is used"},
		{q.Named(duty(2)), "the promise of the Twins to do one of these: “knock” or “pull it”"},
		{q.Named(model.Ref{Kind: model.KindBan, Index: 0}), "the promise of the Twins not to knock"},
		{q.Named(model.Ref{Kind: model.KindBan, Index: 1}), "“Point 4”"},
		{q.Named(model.Ref{Kind: model.KindPower, Index: 1}), "the right of Northland to end the Deal"},
		{q.InReturn(r.Pact.Duties[0].Return), "the promise of the Twins not to knock is in force and kept"},
		{q.InReturn([]model.Cond{model.Kept{Thing: model.Ref{Kind: model.KindBan}}, model.Kept{Thing: duty(1)}}),
			"the promise of the Twins not to knock is in force and kept and the promise of the Twins to see to it that “Who holds the hill” is nobody or left by Northland or the right of the Twins to waive a promise of the Twins is used is performed"},
		{q.InReturn([]model.Cond{model.Kept{Thing: duty(0)}, model.Kept{Thing: duty(2)}}),
			"the promises of Northland to pull back and of the Twins to do one of these: “knock” or “pull it” are performed"},
		{q.Plainly(model.Not{Term: model.FactIs{Fact: 0, Value: 0}}), "“Who holds the hill” is not Northland"},
		{q.Answered(0, []int{0, 1}), "“In which order?”: hill first or Northland first"},
		{q.Short(0), "The Paper"},
		{q.Retold(`"leave_hill" falls due; "Point 4" binds`), `the promise of Northland to pull back falls due; "Point 4" binds`},
		{q.Retold(`the Twins decide "stop"`), `the Twins decide "stop"`}, // a value, perhaps
		{q.Step(0, 30), "Step 1, 1 Jan 2026 to 30 Jan 2026"},
		{q.Step(65, 30), "Step 3, 2 Mar 2026 to 31 Mar 2026"},
		{q.Step(5, 1), "Step 6, 6 Jan 2026"},
	} {
		if c.got != c.want {
			t.Errorf("%s\nwant\n%s", c.got, c.want)
		}
	}
}
