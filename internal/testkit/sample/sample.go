// Package sample builds the example of the language page by hand, for tests of what stands above the
// model and must not depend on reading files. Test-only.
package sample

import (
	"bytes"
	_ "embed"
	"time"

	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/model"
)

// Everything is the text of a pact in which each thing that a pact can say is said somewhere.
//
//go:embed everything.pact
var Everything []byte

// The actors of the example.
const (
	Outsider model.ActorID = iota
	North
	South
	Senate
)

// text stands in for the file, so that places have lines.
var text = []byte(`pact "A small exchange"
duty leave_hill
ban keep_off
power walk_away
duty help
decision ratification
purpose "The hill is empty and help is promised"
check "help comes while the guarantee runs"
scenario "the Senate refuses after the pull-back"
`)

var file = source.NewFile("small.pact", text)

// At is the place at which a word stands in the sample's file.
func At(word string) source.Span {
	i := bytes.Index(text, []byte(word))
	return source.Span{File: file, Start: i, End: i + len(word)}
}

func decl(name, label string) model.Decl { return model.Decl{Name: name, Label: label} }

func clause(name string) model.Decl { return model.Decl{Name: name, At: At(name)} }

func days(n int) *model.Amount { a := model.Fixed(n); return &a }

func enum(f model.FactID, v int) model.Cond { return model.FactIs{Fact: f, Value: v} }

// SmallExchange is the whole file of the language page.
func SmallExchange() *model.Pact {
	signed := func(i model.InstrumentID) model.Cond { return model.Signed{Instrument: i, Party: model.None} }
	aid := model.InstrumentIs{Instrument: 1, Status: model.InForce}
	both := []model.ActorID{North, South}
	p := &model.Pact{
		Title:  "A small exchange",
		Starts: model.Date{Time: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)},
		Actors: []model.Actor{
			{Decl: decl("outsider", ""), Kind: model.IsOutsider, Of: model.None},
			{Decl: decl("north", "Northland"), Kind: model.IsParty, Of: model.None},
			{Decl: decl("south", "Southland"), Kind: model.IsParty, Of: model.None},
			{Decl: decl("senate", "Northern Senate"), Kind: model.IsBody, Of: North},
		},
		Points: []model.Point{{Decl: decl("order", "Does the pull-back wait for the Senate?"), Values: []model.PointValue{{Text: "no"}, {Text: "yes"}}}},
		Facts:  []model.Fact{{Decl: decl("hill", "Who holds the hill"), Values: []string{"south", "nobody", "north"}}},
	}
	p.Acts = []model.Act{
		{Decl: decl("pull_back", "pull back from the hill"), By: []model.ActorID{South}, When: enum(0, 0), Irreversible: true,
			Effects: []model.Effect{{Fact: 0, Op: model.Becomes, Amount: model.Fixed(1)}}},
		{Decl: decl("seize", "seize the hill"), By: []model.ActorID{North}, When: enum(0, 1), Irreversible: true,
			Effects: []model.Effect{{Fact: 0, Op: model.Becomes, Amount: model.Fixed(2)}}},
		{Decl: decl("send_help", "send help"), By: []model.ActorID{North}},
		{Decl: decl("raid", "raid the South"), By: []model.ActorID{Outsider}},
	}
	p.Instruments = []model.Instrument{
		{Decl: decl("peace", "Peace agreement"), Between: both, InForceOnce: signed(0),
			Duties: []model.DutyID{0}, Bans: []model.BanID{0}, Powers: []model.PowerID{0}},
		{Decl: decl("aid", "Aid guarantee"), Between: both, Expires: days(450), Duties: []model.DutyID{1},
			InForceOnce: model.And{Terms: []model.Cond{signed(1), model.DecisionIs{Decision: 0, Status: model.Decided, Value: 0}}}},
	}
	p.Duties = []model.Duty{
		{Decl: clause("leave_hill"), Instrument: 0, Obligor: South, Acts: []model.ActID{0}, Within: days(30), Upon: model.None,
			Once: model.Or{Terms: []model.Cond{model.PointIs{Point: 0, Value: 0}, aid}},
			For:  []model.ActorID{North}, Return: []model.Cond{aid, model.Kept{Thing: model.Ref{Kind: model.KindBan, Index: 0}}}},
		{Decl: clause("help"), Instrument: 1, Obligor: North, Acts: []model.ActID{2}, Within: days(3), Upon: 3, For: []model.ActorID{South}},
	}
	p.Bans = []model.Ban{{Decl: clause("keep_off"), Instrument: 0, Bound: North, Act: 1, For: []model.ActorID{South}}}
	p.Powers = []model.Power{{Decl: clause("walk_away"), Instrument: 0, Holder: South, Effect: model.Terminate, Target: 0,
		When: model.BanIs{Ban: 0, Status: model.BanBreached}}}
	ratification := clause("ratification")
	ratification.Label = "The Senate votes on the aid guarantee"
	p.Decisions = []model.Decision{{Decl: ratification, By: []model.ActorID{Senate}, Values: []string{"approved", "rejected"},
		Once: signed(1), Within: days(90)}}
	p.Purposes = []model.Purpose{{Label: "The hill is empty and help is promised", At: At("purpose"),
		Cond: model.And{Terms: []model.Cond{enum(0, 1), aid}}}}
	p.Checks = []model.Check{{Label: "help comes while the guarantee runs", Kind: model.LeadsTo, Reading: model.None, At: At("check"),
		Cond: model.And{Terms: []model.Cond{model.Done{Act: 3}, aid}},
		Then: model.Or{Terms: []model.Cond{model.DutyIs{Duty: 1, Status: model.Performed},
			model.InstrumentIs{Instrument: 1, Status: model.Ended}}},
		Within: days(3)}}
	p.Scenarios = []model.Scenario{{Label: "the Senate refuses after the pull-back", Given: []model.Binding{{Point: 0, Value: 0}}, At: At("scenario")}}
	p.Order = []model.Ref{
		{Kind: model.KindInstrument, Index: 0}, {Kind: model.KindDuty, Index: 0},
		{Kind: model.KindInstrument, Index: 1}, {Kind: model.KindDuty, Index: 1},
		{Kind: model.KindDecision, Index: 0},
	}
	return p
}
