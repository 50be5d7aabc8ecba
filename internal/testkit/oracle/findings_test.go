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
	p.Duties[help].Within = days(3)
	return p
}

func TestFindingsOfTheShortExample(t *testing.T) {
	for _, c := range []struct {
		name    string
		filling model.Filling
		exposed []oracle.Exposure
	}{
		{"order is no", model.Filling{0}, []oracle.Exposure{
			{Defectors: 0, By: []model.ActorSet{model.SetOf(north), model.SetOf(senate)}}}},
		{"order is yes", model.Filling{1}, []oracle.Exposure{
			{Defectors: model.SetOf(north), By: []model.ActorSet{model.SetOf(north)}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := shortExchange()
			w := oracle.New(p, c.filling, oracle.TickOf(p))
			n, m, err := w.Explore(model.SetOf(outsider, north, south, senate), w.Limit)
			t.Log(n, m)
			if err != nil {
				t.Fatal(err)
			}
			if got := w.Exposed(leaveHill); !reflect.DeepEqual(got, c.exposed) {
				t.Errorf("exposed: %v, want %v", got, c.exposed)
			}
			if w.Stuck(0) {
				t.Error("stuck")
			}
			t.Log("veto", w.Veto(0, 2), "limbo", w.Limbo(0))
			for d := range p.Duties {
				id := model.DutyID(d)
				k, by := w.Keep(id, 2)
				a, b := w.Hollow(id)
				t.Log(p.Duties[d].Name, "keep", k, by, "hollow", a, b, "toothless", w.ToothlessDuty(id), "idle", w.IdleDuty(id))
			}
			t.Log("ban toothless", w.ToothlessBan(0), "idle", w.IdleBan(0), "power idle", w.IdlePower(0))
			t.Log("check", w.Check(&p.Checks[0]))
		})
	}
}
