package report_test

import (
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
	"github.com/servanda-lang/servanda/model"
)

// play makes a course of the sample from moves.
func play(t *testing.T, p *model.Pact, moves ...machine.Label) *course.Course {
	t.Helper()
	m, err := machine.New(p, model.Filling{0}, 3)
	if err != nil {
		t.Fatal(err)
	}
	var ids []machine.LabelID
	for _, mv := range moves {
		for i, l := range m.Labels() {
			if l == mv {
				ids = append(ids, machine.LabelID(i))
			}
		}
	}
	c, err := course.Replay(m, ids, -1)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// answer is an answer to the sample as the checker might give it, with one of everything.
func answer(t *testing.T) *inquiry.Answer {
	t.Helper()
	p := sample.SmallExchange()
	withdrawal := play(t, p,
		machine.Label{Kind: machine.Sign, Actor: sample.North}, machine.Label{Kind: machine.Sign, Actor: sample.South},
		machine.Label{Kind: machine.Do, Actor: sample.South}, machine.Label{Kind: machine.Do, Actor: sample.North, Index: 1})
	exposed := inquiry.Finding{
		Code: ask.Exposed, Clause: model.Ref{Kind: model.KindDuty, Index: 0}, Purpose: model.None, Party: sample.South,
		By: []model.ActorSet{model.SetOf(sample.North), model.SetOf(sample.Senate)}, At: sample.At("leave_hill"),
		Message: "Southland can have pulled back from the hill and be left without what it gets in return.",
		Why:     []string{"the Aid guarantee waits for Northern Senate"}, Course: withdrawal,
	}
	veto := inquiry.Finding{
		Code: ask.Veto, Severity: codes.Warning, Purpose: 0, Party: model.None, By: []model.ActorSet{model.SetOf(sample.Senate)},
		At: sample.At("purpose"), Message: "Northern Senate alone can keep the purpose from ever being reached.",
	}
	note := inquiry.Finding{
		Code: ask.OpenEnded, Severity: codes.Note, Clause: model.Ref{Kind: model.KindInstrument, Index: 0}, Purpose: model.None,
		Party: model.None, At: sample.At("duty help"), Message: "The Peace agreement has no term.",
	}
	toothless := note
	toothless.Clause, toothless.Party = model.Ref{Kind: model.KindBan, Index: 0}, sample.North
	toothless.Code, toothless.Severity, toothless.Message = ask.Toothless, codes.Warning, "Nothing follows when \"keep_off\" is breached."
	check := inquiry.CheckResult{Check: 0, Holds: true, Passed: true, Message: "It holds."}
	return &inquiry.Answer{
		Pact: p, TickDays: 3, AllFillings: 2, Looked: 2,
		Fillings: []inquiry.FillingAnswer{
			{Filling: model.Filling{0}, Matters: []model.PointID{0}, Alike: 1, Readings: nil, Physical: inquiry.Count{States: 169119, Moves: 549355}, Lawful: inquiry.Count{States: 51442, Moves: 172051},
				Findings: []inquiry.Finding{exposed, veto, note, toothless}, Checks: []inquiry.CheckResult{check}},
			{Filling: model.Filling{1}, Matters: []model.PointID{0}, Alike: 1, Readings: nil, Physical: inquiry.Count{States: 166756, Moves: 535124}, Lawful: inquiry.Count{States: 49593, Moves: 164084},
				Findings: []inquiry.Finding{veto, note, toothless}, Checks: []inquiry.CheckResult{{Check: 0, Message: "It does not hold: after a raid nothing comes."}}},
		},
		Findings: []inquiry.Across{
			{Finding: exposed, When: []inquiry.Cube{{{Point: 0, Values: []int{0}}}}, Fillings: []int{0}},
			{Finding: veto, When: []inquiry.Cube{{}}, Always: true, Fillings: []int{0, 1}},
			{Finding: note, When: []inquiry.Cube{{}}, Always: true, Fillings: []int{0, 1}},
			{Finding: toothless, When: []inquiry.Cube{{}}, Always: true, Fillings: []int{0, 1},
				Accepted: &model.Accept{Code: "toothless", Reason: "the parties will negotiate", At: sample.At("ban keep_off")}},
		},
		Scenarios: []inquiry.ScenarioResult{{Scenario: 0, Filling: model.Filling{0}, Passed: true}},
		Caveats:   []string{"Sums of money are not part of the pact."},
	}
}

func result(t *testing.T) report.Result {
	return report.Result{Path: "small.pact", Answer: answer(t)}
}

func TestStatus(t *testing.T) {
	for _, c := range []struct {
		result report.Result
		want   report.Status
	}{
		{result(t), report.Findings},
		{report.Result{Answer: &inquiry.Answer{Pact: sample.SmallExchange()}}, report.Clean},
		{report.Result{}, report.Invalid},
		{report.Result{Inconclusive: &explore.Inconclusive{States: 10}}, report.Inconclusive},
	} {
		if got := c.result.Status(); got != c.want {
			t.Errorf("status %s, want %s", got, c.want)
		}
	}
}

func TestTerminalSaysEverythingOnce(t *testing.T) {
	var b strings.Builder
	if err := report.Terminal(&b, result(t), report.Style{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"SERIOUS", "exposed", "Southland can have pulled back", "line 2, when order is no",
		"1 Jan 2026, day 0", "! Northland breaks \"keep_off\"", "What would mend it: servanda repair",
		"WARNINGS", "line 7, in every reading", "NOTES", "FAILS help comes while the guarantee runs",
		"in 1 of 2 ways to fill the open points, for one when order is yes",
		"Accepted because the parties will", "Time goes in steps of 3 days", "Sums of money",
		"1 serious, 1 warning, 1 note, 1 accepted; 1 of 1 checks failed; 1 scenario passed.",
	} {
		if n := strings.Count(b.String(), want); n != 1 {
			t.Errorf("%q stands there %d times in\n%s", want, n, b.String())
		}
	}
}

func TestTerminalKeepsToItsWidth(t *testing.T) {
	for _, width := range []int{60, 100} {
		var b strings.Builder
		if err := report.Terminal(&b, result(t), report.Style{Width: width}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > width {
				t.Errorf("%d characters at a width of %d: %s", n, width, line)
			}
		}
	}
}

func TestColourOnlyWhenAsked(t *testing.T) {
	for _, colour := range []bool{false, true} {
		var b strings.Builder
		if err := report.Terminal(&b, result(t), report.Style{Colour: colour}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(b.String(), "\x1b["); got != colour {
			t.Errorf("colour asked: %v, given: %v", colour, got)
		}
	}
}
