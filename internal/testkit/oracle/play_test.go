package oracle_test

import (
	"testing"

	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/model"
)

// course plays moves by their labels; "time" is whatever time does.
type course struct {
	*testing.T
	w *oracle.World
	s *oracle.State
	// culprits of the last move
	culprits model.ActorSet
}

func start(t *testing.T, p *model.Pact, filling model.Filling) *course {
	w := oracle.New(p, filling, oracle.TickOf(p))
	return &course{T: t, w: w, s: w.Initial()}
}

func (c *course) play(labels ...string) {
	c.Helper()
	for _, label := range labels {
		c.one(label)
	}
}

func (c *course) one(label string) {
	c.Helper()
	moves := c.w.Moves(c.s)
	for _, m := range moves {
		if m.Label == label || label == "time" && m.Mover == oracle.Time {
			c.s, c.culprits = m.To, m.Culprits
			return
		}
	}
	c.Fatalf("no move %q", label)
}

func (c *course) offers(label string) bool {
	for _, m := range c.w.Moves(c.s) {
		if m.Label == label {
			return true
		}
	}
	return false
}

func (c *course) duty(d model.DutyID, want oracle.DutyStatus) {
	c.Helper()
	if got := c.s.Duties[d].Status; got != want {
		c.Fatalf("duty %d has status %d, want %d", d, got, want)
	}
}

func (c *course) blames(want model.ActorSet) {
	c.Helper()
	if c.culprits != want {
		c.Fatalf("culprits %b, want %b", c.culprits, want)
	}
}

var orderIsNo = model.Filling{0}

func TestDeadlineIsMetOnItsLastDay(t *testing.T) {
	p := shortExchange() // three days are one tick
	c := start(t, p, orderIsNo)
	c.play("north signs peace", "south signs peace")
	c.duty(leaveHill, oracle.Due)
	c.play("time")
	c.duty(leaveHill, oracle.Due)
	onLastDay := *c
	onLastDay.play("south does pull_back")
	onLastDay.duty(leaveHill, oracle.PerformedInTime)
	onLastDay.blames(0)

	c.play("time")
	c.duty(leaveHill, oracle.Breached)
	c.blames(model.SetOf(south))
	c.play("south does pull_back")
	c.duty(leaveHill, oracle.PerformedLate)
	if !c.w.Holds(model.WasBreached{Duty: leaveHill, Ban: model.None}, c.s) {
		t.Error("late performance undid the breach")
	}
}

func TestNobodyIsBlamedForWhatItCannotDo(t *testing.T) {
	p := shortExchange()
	p.Acts[pullBack].When = model.FactIs{Fact: hill, Value: holdsNorth}
	c := start(t, p, orderIsNo)
	c.play("north signs peace", "south signs peace", "time", "time")
	c.duty(leaveHill, oracle.Breached)
	c.blames(0)
}

func TestMakingOnesDutyImpossibleIsABreach(t *testing.T) {
	p := shortExchange()
	p.Acts = append(p.Acts, model.Act{Decl: decl("give_away"), By: []model.ActorID{south},
		Effects: []model.Effect{{Fact: hill, Op: model.Becomes, Amount: model.Fixed(holdsNorth)}}})
	c := start(t, p, orderIsNo)
	c.play("north signs peace", "south signs peace", "south does give_away")
	c.duty(leaveHill, oracle.Due)
	c.blames(model.SetOf(south))
	c.play("time", "time")
	c.duty(leaveHill, oracle.Breached)
	c.blames(0)
}

func TestWhatIsDoneInTheWaitCountsAfterIt(t *testing.T) {
	p := shortExchange()
	p.Duties[leaveHill].NotBefore = days(3)
	c := start(t, p, orderIsNo)
	c.play("north signs peace", "south signs peace", "south does pull_back")
	c.duty(leaveHill, oracle.Due)
	c.play("time")
	c.duty(leaveHill, oracle.PerformedInTime)
}

func TestWhatWasDoneBeforeCountsIfItCanBeDoneNoMore(t *testing.T) {
	c := start(t, shortExchange(), orderIsNo)
	c.play("south does pull_back", "time", "north signs peace", "south signs peace")
	c.duty(leaveHill, oracle.PerformedInTime)
}

func TestUnlessExcusesAndGivesAFreshTerm(t *testing.T) {
	p := shortExchange()
	p.Duties[leaveHill].Unless = model.DutyIs{Duty: help, Status: model.Due}
	c := start(t, p, orderIsNo)
	c.play("north signs aid", "south signs aid", "senate decides approved on ratification")
	c.play("north signs peace", "south signs peace", "time", "outsider does raid")
	c.duty(leaveHill, oracle.ExcusedWhile)
	c.play("north does send_help")
	c.duty(leaveHill, oracle.Due)
	if got := c.s.Duties[leaveHill].Deadline; got != 1 {
		t.Errorf("%d ticks left, want a fresh term of 1", got)
	}
}

func TestUponFallsDueAgainAndKeepsTheEarlierDeadline(t *testing.T) {
	c := start(t, shortExchange(), orderIsNo)
	c.play("north signs aid", "south signs aid", "senate decides approved on ratification")
	c.play("outsider does raid", "time", "outsider does raid")
	c.duty(help, oracle.Due)
	if got := c.s.Duties[help].Deadline; got != 0 {
		t.Errorf("%d ticks left, want the earlier deadline", got)
	}
	c.play("time")
	c.duty(help, oracle.Breached)
	c.blames(model.SetOf(north))
	c.play("time", "outsider does raid")
	c.duty(help, oracle.Due)
	c.play("north does send_help")
	c.duty(help, oracle.PerformedInTime)
	if !c.s.Duties[help].EverBreached {
		t.Error("the earlier breach is forgotten")
	}
}

func TestTheTermExcusesWhatIsDueAndCountsAsGiven(t *testing.T) {
	p := shortExchange()
	p.Duties[help].Within = days(30)
	p.Duties[leaveHill].Return = p.Duties[leaveHill].Return[:1]
	c := start(t, p, orderIsNo)
	c.play("north signs aid", "south signs aid", "senate decides approved on ratification", "outsider does raid")
	c.play("time", "time", "time")
	c.duty(help, oracle.Excused)
	inForce := p.Duties[leaveHill].Return[0]
	if c.w.Holds(inForce, c.s) || !c.w.HoldsAsReturn(inForce, c.s) {
		t.Error("an instrument that ran its term counts as in force as a return, and only there")
	}
	c.play("south signs peace")
	if c.offers("south signs aid") {
		t.Error("an ended instrument is offered for signature")
	}
}

func TestSuspensionStopsTheClocks(t *testing.T) {
	p := shortExchange()
	p.Duties[leaveHill].Within = days(6)
	power := model.Power{Decl: decl("pause"), Instrument: peace, Holder: north, Effect: model.Suspend, Target: peace,
		Duty: model.None, Fact: model.None}
	p.Powers = append(p.Powers, power)
	power.Decl, power.Effect = decl("go_on"), model.Resume
	p.Powers = append(p.Powers, power)
	c := start(t, p, orderIsNo)
	c.play("north signs peace", "south signs peace", "time", "north uses pause", "time", "time")
	c.duty(leaveHill, oracle.Paused)
	c.play("north uses go_on")
	c.duty(leaveHill, oracle.Due)
	if got := c.s.Duties[leaveHill].Deadline; got != 1 {
		t.Errorf("%d ticks left, want the 1 it had", got)
	}
	c.play("north uses pause", "south does pull_back", "time")
	c.duty(leaveHill, oracle.Paused)
	c.play("north uses go_on")
	c.duty(leaveHill, oracle.PerformedInTime)
}

func TestNoticeRunsOutWhateverBecomesOfItsCause(t *testing.T) {
	p := shortExchange()
	p.Powers[walkAway].When = model.FactIs{Fact: hill, Value: holdsSouth}
	p.Powers[walkAway].Notice = days(3)
	c := start(t, p, orderIsNo)
	c.play("north signs peace", "south signs peace", "south uses walk_away", "south does pull_back", "time")
	if got := c.s.Powers[walkAway].Status; got != oracle.Noticed {
		t.Fatalf("power status %d, want noticed", got)
	}
	c.play("time")
	if got := c.s.Instruments[peace].Status; got != oracle.EndedOtherwise {
		t.Errorf("instrument status %d, want ended", got)
	}
}

func TestEveryFallsDueAgainOnceTheOldTermIsOver(t *testing.T) {
	p := shortExchange()
	d := &p.Duties[help]
	d.Upon, d.Every, d.Within = model.None, days(3), days(3)
	c := start(t, p, orderIsNo)
	c.play("north signs aid", "south signs aid", "senate decides approved on ratification")
	c.duty(help, oracle.Due)
	c.play("time", "time") // the strike; the period has come round, so the next term begins on the same day
	c.blames(model.SetOf(north))
	c.duty(help, oracle.Due)
	if got := c.s.Duties[help].Deadline; got != 1 {
		t.Errorf("%d ticks left, want a fresh term of 1", got)
	}
	c.play("north does send_help")
	c.duty(help, oracle.PerformedInTime)
	c.play("time")
	c.duty(help, oracle.Due)
}

func TestADateThatHasPassedIsTheLastDay(t *testing.T) {
	p := shortExchange()
	by := p.Starts.Plus(3)
	p.Duties[leaveHill].Within, p.Duties[leaveHill].By = nil, &by
	c := start(t, p, orderIsNo)
	c.play("time", "time", "north signs peace", "south signs peace")
	c.duty(leaveHill, oracle.Due)
	c.play("time")
	c.duty(leaveHill, oracle.Breached)
	c.blames(model.SetOf(south))
}

func TestEnsure(t *testing.T) {
	p := shortExchange()
	d := &p.Duties[leaveHill]
	d.Acts, d.Ensure = nil, model.FactIs{Fact: hill, Value: holdsNobody}
	c := start(t, p, orderIsNo)
	c.play("north signs peace", "south signs peace", "time")
	late := *c
	c.play("south does pull_back")
	c.duty(leaveHill, oracle.PerformedInTime)
	late.play("time")
	late.blames(model.SetOf(south))
	late.play("south does pull_back")
	late.duty(leaveHill, oracle.PerformedLate)
}

func TestABrokenBanGoesOnForbidding(t *testing.T) {
	p := shortExchange()
	p.Acts[seize].When = nil
	c := start(t, p, orderIsNo)
	c.play("north does seize")
	c.blames(0)
	c.play("time", "north signs peace", "south signs peace", "north does seize")
	c.blames(model.SetOf(north))
	c.play("time", "north does seize")
	c.blames(model.SetOf(north))
	c.play("south uses walk_away", "time", "north does seize")
	c.blames(0)
}
