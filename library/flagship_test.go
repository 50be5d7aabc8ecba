package library_test

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda"
	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/model"
)

const (
	flagship       = "reported-framework-2025-12/reported-framework-2025-12.pact"
	guaranteeAlone = "reported-framework-2025-12/guarantee-alone.pact"
)

// inReading loads a pact and asks about it as a reading has it, with some points filled otherwise; only some findings.
func inReading(t *testing.T, path, reading string, others map[string]string, only ...ask.Code) []string {
	t.Helper()
	p := loaded(t, path)
	i := slices.IndexFunc(p.Readings, func(r model.Reading) bool { return r.Name == reading })
	if i < 0 {
		t.Fatalf("no reading %s", reading)
	}
	fixed := slices.Clone(p.Readings[i].Fixes)
	for point, value := range others {
		fixed = append(slices.DeleteFunc(fixed, func(b model.Binding) bool { return p.Points[b.Point].Name == point }), binding(t, p, point, value))
	}
	a, err := servanda.Check(context.Background(), p, &servanda.Options{Fixed: fixed, Only: only, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for i := range a.Findings {
		line, _, _ := strings.Cut(report.Line(p, &a.Findings[i]), " when ")
		lines = append(lines, line)
	}
	slices.SortFunc(lines, cmp.Compare[string])
	return lines
}

func binding(t *testing.T, p *model.Pact, point, value string) model.Binding {
	t.Helper()
	i := slices.IndexFunc(p.Points, func(x model.Point) bool { return x.Name == point })
	if i < 0 {
		t.Fatalf("no open point %s", point)
	}
	v := slices.IndexFunc(p.Points[i].Values, func(x model.PointValue) bool { return x.Text == value })
	if v < 0 {
		t.Fatalf("%s is never %s", point, value)
	}
	return model.Binding{Point: model.PointID(i), Value: v}
}

// That the people vote first takes nobody's exposure away: Ukraine could be safe by not having the vote, but then it is at the
// price of all three purposes and of the exchange. It is told so in every form of the zone, with the agreements together or apart,
// and whatever a breach allows.
func TestTheVoteFirstTakesNoExposureAway(t *testing.T) {
	var fillings []map[string]string
	for _, sequence := range []string{"together", "separate", "peace_first", "guarantee_first"} {
		for _, zone := range []string{"demilitarised", "economic_zone", "russian_control"} {
			for _, remedy := range []string{"not_said", "yes"} {
				fillings = append(fillings, map[string]string{"sequence": sequence, "zone_form": zone, "remedy": remedy})
			}
		}
	}
	exposed := 0
	for _, filling := range extent.Among(fillings, 5) {
		plain := inReading(t, flagship, "one_bargain", filling, ask.Exposed)
		for _, when := range []string{"in_war", "in_ceasefire"} {
			filling["vote_gates"], filling["vote_time"] = "the_peace", when
			voted := inReading(t, flagship, "one_bargain", filling, ask.Exposed)
			for _, line := range plain {
				subject, _, _ := strings.Cut(line, " defectors=")
				if !slices.ContainsFunc(voted, func(x string) bool { return strings.HasPrefix(x, subject+" ") }) {
					t.Errorf("%v: with the vote first nothing is left of %s", filling, line)
				}
			}
			exposed += len(plain)
		}
	}
	if exposed == 0 {
		t.Fatal("nobody is exposed anywhere")
	}
	want := []string{
		`exposed fund_by_usa party=usa defectors={russia} class=at_a_price price="The fighting is over under a peace agreement"|"All three agreements are in force"|"Nobody's army is in the zone, as the United States proposes it"|exchange by={russia}`,
		`exposed fund_by_usa party=usa defectors={ukraine} class=at_a_price price="The fighting is over under a peace agreement"|"All three agreements are in force"|"Nobody's army is in the zone, as the United States proposes it"|exchange by={ukraine}`,
		`exposed leave_zone party=ukraine defectors={russia} class=at_a_price price="The fighting is over under a peace agreement"|"All three agreements are in force"|"Nobody's army is in the zone, as the United States proposes it"|exchange by={russia}`,
	}
	if d := gocmp.Diff(want, inReading(t, flagship, "vote_then_peace", nil, ask.Exposed)); d != "" {
		t.Error(d)
	}
}

// Where the European states help and pay too, on the same terms, what is found of their payment, of their help and of their
// legislature is what is found of the United States', name for name.
func TestTheAlliesAreTreatedAlike(t *testing.T) {
	all := inReading(t, flagship, "allies_together", nil)
	swap := strings.NewReplacer("_by_usa", "_by_europe", "{usa}", "{europe}", "=usa", "=europe", "{congress}", "{parliaments}", " help ", " help_by_europe ", "usa_judges", "europe_judges")
	var usa, europe []string
	for _, line := range all {
		code := strings.Fields(line)[0]
		// Congress decides within a time, and what is cited is reported of one side and not of the other.
		if code == "open_ended" || code == "one_origin" {
			continue
		}
		about := func(names ...string) bool {
			return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(line, n) })
		}
		switch {
		case about("party=usa", "by={usa}", "by={congress}", "idle help ", "idle fund_by_usa", "idle usa_judges"):
			usa = append(usa, swap.Replace(line))
		case about("party=europe", "by={europe}", "by={parliaments}", "idle help_by_europe", "idle fund_by_europe", "idle europe_judges"):
			europe = append(europe, line)
		}
	}
	slices.Sort(usa)
	slices.Sort(europe)
	if d := gocmp.Diff(usa, europe); d != "" || len(usa) < 8 {
		t.Errorf("-the United States under the names of the European states, +the European states:\n%s%v", d, usa)
	}
}

// If the guarantors establish whether there was an attack, each guarantee is hollow by the guarantor alone, whatever is owed at
// the least; if plain facts, Ukraine's word or monitors do, and some act is owed, neither is.
func TestWhoEstablishesTheCaseCanMakeItHollow(t *testing.T) {
	hollow := []string{"hollow aid_by_europe party=europe", "hollow aid_by_usa party=usa"}
	for _, least := range []string{"consultation", "supplies", "armed_force"} {
		for watcher, want := range map[string][]string{"guarantors": hollow, "plain_facts": nil, "caller": nil, "monitors": nil} {
			filling := map[string]string{"watcher": watcher, "least_act": least}
			if d := gocmp.Diff(want, inReading(t, guaranteeAlone, "as_it_judges", filling, ask.Hollow)); d != "" {
				t.Errorf("watcher %s, least act %s:\n%s", watcher, least, d)
			}
		}
	}
}

// What was handed over by agreement is no loss of what was promised for it.
func TestAZoneHandedOverByAgreementExposesNobody(t *testing.T) {
	for _, line := range inReading(t, flagship, "zone_to_russia", nil, ask.Exposed, ask.Stuck) {
		if strings.Contains(line, "leave_zone") {
			t.Errorf("found, but not expected: %s", line)
		}
	}
}

// Where the European states promise no share nothing is said of one.
func TestWhatIsNotPromisedIsNotFoundHollow(t *testing.T) {
	for _, line := range inReading(t, flagship, "called_on_its_word", map[string]string{"watcher": "guarantors"}, ask.Hollow, ask.Withheld, ask.FalseCall, ask.Toothless) {
		if strings.Contains(line, "europe") {
			t.Errorf("found, but not expected: %s", line)
		}
	}
}
