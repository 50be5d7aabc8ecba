package report_test

import (
	"testing"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
	"github.com/servanda-lang/servanda/model"
)

func TestLine(t *testing.T) {
	a := answer(t)
	dependent := inquiry.Finding{
		Code: ask.Dependent, Clause: model.Ref{Kind: model.KindDuty, Index: 0}, Purpose: model.None, Party: sample.South,
		Needs: []model.ActorSet{model.SetOf(sample.North) | model.SetOf(sample.Senate)},
	}
	exposed := a.Findings[0]
	exposed.Defectors, exposed.By = model.SetOf(sample.North), nil
	for _, c := range []struct {
		finding inquiry.Across
		want    string
	}{
		{a.Findings[0], "exposed leave_hill party=south defectors={} by={north}|{senate} when order is no"},
		{exposed, "exposed leave_hill party=south defectors={north} when order is no"},
		{a.Findings[1], `veto "The hill is empty and help is promised" by={senate}`},
		{a.Findings[2], "open_ended peace"},
		{a.Findings[3], "toothless keep_off party=north (accepted)"},
		{inquiry.Across{Finding: dependent, Always: true}, "dependent leave_hill party=south needs={north, senate}"},
	} {
		if got := report.Line(a.Pact, &c.finding); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
