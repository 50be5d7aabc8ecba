package findings

import (
	"testing"
	"time"

	"github.com/servanda-lang/servanda/model"
)

func amt(n int) *model.Amount { a := model.Fixed(n); return &a }

func small() *model.Pact {
	D := func(n string) model.Decl { return model.Decl{Name: n} }
	p := &model.Pact{Title: "A small exchange"}
	p.Actors = []model.Actor{{Decl: D("outsider"), Of: -1}, {Decl: D("north"), Kind: model.IsParty, Of: -1}, {Decl: D("south"), Kind: model.IsParty, Of: -1}, {Decl: D("senate"), Kind: model.IsBody, Of: 1}}
	p.Points = []model.Point{{Decl: D("order"), Values: []model.PointValue{{Text: "no"}, {Text: "yes"}}}}
	p.Facts = []model.Fact{{Decl: D("hill"), Values: []string{"south", "nobody", "north"}}}
	hill := func(v int) model.Cond { return model.FactIs{Fact: 0, Value: v} }
	p.Acts = []model.Act{
		{Decl: D("pull_back"), By: []model.ActorID{2}, When: hill(0), Effects: []model.Effect{{Fact: 0, Amount: model.Fixed(1)}}, Irreversible: true},
		{Decl: D("seize"), By: []model.ActorID{1}, When: hill(1), Effects: []model.Effect{{Fact: 0, Amount: model.Fixed(2)}}, Irreversible: true},
		{Decl: D("send_help"), By: []model.ActorID{1}},
		{Decl: D("raid"), By: []model.ActorID{0}},
	}
	aidIn := model.InstrumentIs{Instrument: 1, Status: model.InForce}
	p.Instruments = []model.Instrument{
		{Decl: D("peace"), Between: []model.ActorID{1, 2}, InForceOnce: model.Signed{Instrument: 0, Party: -1}, Duties: []model.DutyID{0}, Bans: []model.BanID{0}, Powers: []model.PowerID{0}},
		{Decl: D("aid"), Between: []model.ActorID{1, 2}, InForceOnce: model.And{Terms: []model.Cond{model.Signed{Instrument: 1, Party: -1}, model.DecisionIs{Decision: 0, Status: model.Decided, Value: 0}}}, Expires: amt(450), Duties: []model.DutyID{1}},
	}
	p.Decisions = []model.Decision{{Decl: D("ratification"), By: []model.ActorID{3}, Values: []string{"approved", "rejected"}, Once: model.Signed{Instrument: 1, Party: -1}, Within: amt(90)}}
	p.Duties = []model.Duty{
		{Decl: D("leave_hill"), Instrument: 0, Obligor: 2, Acts: []model.ActID{0}, Within: amt(30), Once: model.Or{Terms: []model.Cond{model.PointIs{Point: 0, Value: 0}, aidIn}}, Upon: -1, For: []model.ActorID{1}, Return: []model.Cond{aidIn, model.Kept{Thing: model.Ref{Kind: model.KindBan, Index: 0}}}},
		{Decl: D("help"), Instrument: 1, Obligor: 1, Acts: []model.ActID{2}, Within: amt(3), Upon: 3, For: []model.ActorID{2}},
	}
	p.Bans = []model.Ban{{Decl: D("keep_off"), Instrument: 0, Bound: 1, Act: 1, For: []model.ActorID{2}}}
	p.Powers = []model.Power{{Decl: D("walk_away"), Instrument: 0, Holder: 2, Effect: model.Terminate, Target: 0, When: model.BanIs{Ban: 0, Status: model.BanBreached}}}
	p.Order = []model.Ref{{Kind: model.KindInstrument, Index: 0}, {Kind: model.KindDuty, Index: 0}, {Kind: model.KindInstrument, Index: 1}, {Kind: model.KindDuty, Index: 1}, {Kind: model.KindDecision, Index: 0}}
	return p
}

func TestPage(t *testing.T) {
	p := small()
	hill := model.FactIs{Fact: 0, Value: 1}
	p.Purposes = []model.Purpose{{Label: "empty and promised", Cond: model.And{Terms: []model.Cond{hill, model.InstrumentIs{Instrument: 1, Status: model.InForce}}}}}
	t0 := time.Now()
	a, err := Check(p, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(t0))
	for _, f := range a.Findings {
		t.Log(f.Code, f.Defectors, f.By, f.When, f.Message)
		for _, w := range f.Why {
			t.Log("    why ", w)
		}
		if f.Course != nil {
			for _, l := range f.Course.Lines() {
				t.Log("      ", l.Day, l.Sentence())
			}
		}
	}
}
