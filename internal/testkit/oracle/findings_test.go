package oracle_test

import (
	"reflect"
	"testing"

	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/model"
)

// shortExchange is the example with shorter terms, so that its worlds are small.
func shortExchange() *model.Pact {
	p := smallExchange()
	p.Duties[leaveHill].Within = days(3)
	p.Instruments[aid].Expires = days(6)
	p.Decisions[ratification].Within = days(3)
	return p
}

func short(t *testing.T, p *model.Pact, f model.Filling) *oracle.World {
	w := oracle.New(p, f, oracle.TickOf(p))
	w.Limit = 10000
	if _, _, err := w.Explore(model.SetOf(outsider, north, south, senate), w.Limit); err != nil {
		t.Fatal(err)
	}
	return w
}

// If the pull-back does not wait, North or its Senate may lawfully leave South without the guarantee. If
// it waits, only North's breach can: the guarantee is in force then, and nobody else can take it away.
func TestExposed(t *testing.T) {
	for _, c := range []struct {
		name    string
		filling model.Filling
		want    []oracle.Exposure
	}{
		{"order is no", model.Filling{0}, []oracle.Exposure{
			{Judged: oracle.Judged{Class: oracle.Unavoidable}, Defectors: 0, By: []model.ActorSet{model.SetOf(north), model.SetOf(senate)}}}},
		{"order is yes", model.Filling{1}, []oracle.Exposure{
			{Judged: oracle.Judged{Class: oracle.Unavoidable}, Defectors: model.SetOf(north), By: []model.ActorSet{model.SetOf(north)}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := short(t, shortExchange(), c.filling).Exposed(leaveHill); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestPurposeOfTheExample(t *testing.T) {
	w := short(t, shortExchange(), orderIsNo)
	if w.Stuck(0) {
		t.Error("stuck")
	}
	want := []model.ActorSet{model.SetOf(senate)} // North and South together are all parties
	if got := w.Veto(0, 2); !reflect.DeepEqual(got, want) {
		t.Errorf("veto %v, want %v", got, want)
	}
	if w.Limbo(0) {
		t.Error("limbo, though once the Senate has refused the purpose is out of reach")
	}
}

func TestStuckWhenTwoInstrumentsWaitForEachOther(t *testing.T) {
	p := shortExchange()
	inForce := func(i model.InstrumentID) model.Cond { return model.InstrumentIs{Instrument: i, Status: model.InForce} }
	p.Instruments[peace].InForceOnce = inForce(aid)
	p.Instruments[aid].InForceOnce = inForce(peace)
	if !short(t, p, orderIsNo).Stuck(0) {
		t.Error("not stuck")
	}
}

func TestLimboWhenADecisionHasNoDeadline(t *testing.T) {
	p := shortExchange()
	p.Decisions[ratification].Within = nil
	if !short(t, p, orderIsNo).Limbo(0) {
		t.Error("the Senate may be silent for ever and that is no limbo")
	}
}

func TestKeeping(t *testing.T) {
	p := shortExchange()
	if got := short(t, p, orderIsNo).Keep(leaveHill, 2).Keeping; got != oracle.Safe {
		t.Errorf("got %d, want safe", got)
	}

	p = shortExchange() // South must now see to it that the Senate approves
	p.Duties[leaveHill].Acts = nil
	p.Duties[leaveHill].Ensure = model.DecisionIs{Decision: ratification, Status: model.Decided, Value: 0}
	p.Instruments[aid].InForceOnce = model.False{}
	p.Decisions[ratification].Once = model.InstrumentIs{Instrument: peace, Status: model.InForce}
	got := short(t, p, orderIsNo).Keep(leaveHill, 2)
	if got.Keeping != oracle.Dependent || !reflect.DeepEqual(got.Needs, []model.ActorSet{model.SetOf(senate)}) {
		t.Errorf("got %v, want dependent on the senate", got)
	}

	p = shortExchange() // what South must do, South must not do
	p.Bans[keepOff].Bound, p.Bans[keepOff].Act = south, pullBack
	if got := short(t, p, orderIsNo).Keep(leaveHill, 2).Keeping; got != oracle.Conflict {
		t.Errorf("got %d, want conflict", got)
	}

	p = shortExchange() // the hill is South's for good
	p.Acts[pullBack].When = model.False{}
	if got := short(t, p, orderIsNo).Keep(leaveHill, 2).Keeping; got != oracle.Impossible {
		t.Errorf("got %d, want impossible", got)
	}
}

func TestHollow(t *testing.T) {
	p := shortExchange()
	p.Instruments[aid].Expires = nil
	if short(t, p, orderIsNo).Hollow(help) {
		t.Error("a firm guarantee is called hollow")
	}
	p.Duties[help].Discretion = true
	if !short(t, p, orderIsNo).Hollow(help) {
		t.Error("a guarantee at discretion is not called hollow")
	}
	p.Instruments[aid].Expires = days(6)
	if !short(t, p, orderIsNo).Hollow(help) {
		t.Error("a call that may be left to lapse is hollow, though the guarantee may also run out")
	}
	p.Duties[help].Discretion = false
	if short(t, p, orderIsNo).Hollow(help) {
		t.Error("who is called early must help, and that a late call may be outlasted is not hollow")
	}
	p.Duties[help].Within = days(9)
	if !short(t, p, orderIsNo).Hollow(help) {
		t.Error("even the earliest call may be outlasted, and that is not called hollow")
	}
}

func TestToothlessAndIdle(t *testing.T) {
	w := short(t, shortExchange(), orderIsNo)
	if !w.ToothlessDuty(leaveHill) {
		t.Error("nothing hangs on leave_hill, and it is not called toothless")
	}
	if w.ToothlessBan(keepOff) {
		t.Error("walk_away hangs on keep_off, and it is called toothless")
	}
	if w.IdleDuty(leaveHill) || w.IdleBan(keepOff) || w.IdlePower(walkAway) {
		t.Error("something of the example is called idle")
	}
	p := shortExchange()
	p.Powers[walkAway].When = model.False{}
	if w := short(t, p, orderIsNo); !w.ToothlessBan(keepOff) || !w.IdlePower(walkAway) {
		t.Error("a power that can never be used counts as teeth, or is not called idle")
	}
}

func TestChecks(t *testing.T) {
	raided := model.Done{Act: raid}
	helped := model.DutyIs{Duty: help, Status: model.Performed}
	seized := model.FactIs{Fact: hill, Value: holdsNorth}
	for _, c := range []struct {
		name  string
		check model.Check
		want  bool
	}{
		{"of the page", smallExchange().Checks[0], true},
		{"of the page, if nobody keeps", with(smallExchange().Checks[0], func(c *model.Check) { c.World = model.NobodyKeeps }), false},
		{"possible raid", model.Check{Kind: model.Possible, Cond: raided}, true},
		{"never raid and help performed", model.Check{Kind: model.Never, Cond: model.And{Terms: []model.Cond{raided, helped}}}, false},
		{"the same while aid is in force", model.Check{Kind: model.Never, Cond: model.And{Terms: []model.Cond{raided, helped,
			model.InstrumentIs{Instrument: aid, Status: model.InForce}}}}, true},
		{"north can ensure the hill", model.Check{Kind: model.CanEnsure, Players: []model.ActorID{north}, Cond: seized}, false},
		{"south can avoid losing it", model.Check{Kind: model.CanAvoid, Players: []model.ActorID{south}, Cond: seized}, true},
		{"north can avoid taking it", model.Check{Kind: model.CanAvoid, Players: []model.ActorID{north}, Cond: seized}, true},
		{"the outsider can ensure its fall", model.Check{Kind: model.CanEnsure, Players: []model.ActorID{outsider}, Cond: seized}, false},
	} {
		if got := short(t, shortExchange(), orderIsNo).Check(&c.check); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func with(c model.Check, change func(*model.Check)) model.Check {
	change(&c)
	return c
}
