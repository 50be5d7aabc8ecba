package positions_test

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/positions"
	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
	"github.com/servanda-lang/servanda/model"
)

const frame = `pact "Two hills"
party north "Northland"
party south "Southland"
party east "Eastland"
source paper "the paper" { relays voice }
source voice "a voice" { unnamed }
fact hill { north, nobody }
act leave "leave the hill" by north { hill becomes nobody irreversible }
open order "Which comes first?" { land, money, both }
open zone "What is it after?" { park, road }
open soon "How soon?" { 30 days, 60 days }
instrument treaty "Treaty" {
  between north, south
  duty go { north must leave within soon  once order is land or (zone is park and order is both) }
}
purpose { hill is nobody }
`

func table(t *testing.T, more string) *positions.Table {
	t.Helper()
	r := load.Source("two.pact", []byte(frame+more))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	tab, err := positions.Of(context.Background(), r.Pact)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// left lists the fillings that nothing rules out, as words.
func left(tab *positions.Table) []string {
	var out []string
	c := &tab.Common
	for _, f := range tab.Pact.Fillings(nil) {
		in := c.All
		for _, x := range c.When {
			in = in || x.Has(f)
		}
		for _, x := range c.Except {
			in = in && !x.Has(f)
		}
		if !in {
			continue
		}
		var words []string
		for i, v := range f {
			words = append(words, tab.Pact.Points[i].Values[v].Text)
		}
		out = append(out, strings.Join(words, " "))
	}
	return out
}

// unsaid says what each party would have to say.
func unsaid(tab *positions.Table) []string {
	var out []string
	name := func(rs []model.Ref) string {
		var ns []string
		for _, r := range rs {
			ns = append(ns, tab.Pact.Declaration(r).Name)
		}
		return strings.Join(ns, " ")
	}
	for _, u := range tab.Common.Unspoken {
		line := tab.Pact.Actors[u.Party].Name + ": undeclared " + name(u.Undeclared) + "; silent " + name(u.Silent)
		if len(u.Condition) > 0 {
			line += "; on a condition"
		}
		out = append(out, line)
	}
	return out
}

func TestWhatAllAcceptWhoHaveSpoken(t *testing.T) {
	const silence = "; silent order zone soon treaty"
	for _, x := range []struct {
		name, more string
		left       int      // fillings
		only       []string // each of them has one of these words
		clashes    int
		unsaid     []string
	}{
		{"nobody speaks", ``, 12, nil, 0, []string{"north: undeclared " + silence, "south: undeclared " + silence, "east: undeclared ; silent order zone soon"}},
		{"one value is accepted", `position north accepts order is land`, 4, []string{"land"}, 0,
			[]string{"north: undeclared ; silent zone soon treaty", "south: undeclared " + silence, "east: undeclared ; silent order zone soon"}},
		{"who takes one leaves open what it has not said", "position north accepts order is land\nposition north undeclared order is both", 8, []string{"land", "both"}, 0,
			[]string{"north: undeclared order; silent zone soon treaty", "south: undeclared " + silence, "east: undeclared ; silent order zone soon"}},
		{"one value is opposed", `position south opposes order is money`, 8, []string{"land", "both"}, 0, nil},
		{"two that do not meet", "position north accepts order is land\nposition south accepts order is money", 0, nil, 1, nil},
		{"an instrument is opposed", `position south opposes treaty`, 0, nil, 1, nil},
		{"an instrument is opposed in one case", `position south opposes treaty if order is land`, 8, []string{"money", "both"}, 0, nil},
		{"an instrument is accepted in one case", `position south accepts treaty if order is land and soon is at least 45 days`, 2, []string{"land"}, 0, nil},
		{"a condition that hangs on what happens is no consent, and rules nothing out", `position south accepts treaty if hill is nobody`, 12, nil, 0,
			[]string{"north: undeclared " + silence, "south: undeclared ; silent order zone soon; on a condition", "east: undeclared ; silent order zone soon"}},
		{"opposed on such a condition", `position south opposes treaty if hill is nobody`, 0, nil, 1, nil},
		{"undeclared rules nothing out", `position south undeclared treaty, order is land`, 12, nil, 0,
			[]string{"north: undeclared " + silence, "south: undeclared order treaty; silent zone soon", "east: undeclared ; silent order zone soon"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			tab := table(t, x.more)
			got := left(tab)
			if len(got) != x.left || tab.Common.None != (x.left == 0) || len(tab.Common.Clashes) != x.clashes {
				t.Errorf("%d fillings are left: %q; clashes: %v", len(got), got, tab.Common.Clashes)
			}
			for _, f := range got {
				if x.only != nil && !slices.Contains(x.only, strings.Fields(f)[0]) {
					t.Errorf("%q is left", f)
				}
			}
			if x.unsaid != nil {
				if diff := cmp.Diff(x.unsaid, unsaid(tab)); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

// Every party has a word on every thing, if only none.
func TestRows(t *testing.T) {
	tab := table(t, "position north accepts order is land, treaty cite paper 3 alleged\nposition south opposes go\nposition north undeclared order is land if hill is nobody")
	var got []string
	for _, r := range tab.Rows {
		line := tab.Pact.Declaration(r.On).Name
		if r.Value != model.None {
			line += " " + tab.Pact.Points[r.On.Index].Values[r.Value].Text
		}
		for i, w := range r.Words {
			for _, n := range w {
				line += " " + tab.Pact.Actors[tab.Parties[i]].Name + []string{" undeclared", " accepts", " opposes"}[tab.Pact.Positions[n].Stance]
			}
		}
		got = append(got, line)
	}
	want := []string{"order land north accepts north undeclared", "order money", "order both", "zone park", "zone road", "soon 30 days", "soon 60 days",
		"treaty north accepts", "go south opposes"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The JSON of the pact that says everything keeps to its schema.
func TestJSONKeepsToItsSchema(t *testing.T) {
	r := load.Source("everything.pact", sample.Everything)
	tab, err := positions.Of(context.Background(), r.Pact)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(tab.JSON("everything.pact"))
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(positions.SchemaText))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("positions.json", schema); err != nil {
		t.Fatal(err)
	}
	answer, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.MustCompile("positions.json").Validate(answer); err != nil {
		t.Error(err)
	}
	if !strings.Contains(string(text), `"if":"`) {
		t.Error("no condition is told")
	}
}

// A context that is done ends the work with its error.
func TestStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	r := load.Source("two.pact", []byte(frame))
	if _, err := positions.Of(ctx, r.Pact); err != context.Canceled {
		t.Errorf("%v", err)
	}
}

// What is on record moves nothing: neither what can happen nor what is found hangs on a position or on its condition, in the checker or in
// the naive reading of the page.
func TestPositionsMoveNothing(t *testing.T) {
	base := frame + `instrument side "Side letter" { between north, east  in force once hill is nobody }
`
	said := base + `position north accepts treaty, order is land if side is signed and not treaty is in force
position south opposes go if soon is at least 7 days or hill is nobody
position east undeclared zone is road
`
	load := func(text string) *model.Pact {
		r := load.Source("two.pact", []byte(text))
		if r.Pact == nil {
			t.Fatal(r.Diagnostics)
		}
		return r.Pact
	}
	p, q := load(base), load(said)
	if len(q.Positions) != 3 || p.TickDays() != q.TickDays() {
		t.Fatalf("%d positions, ticks of %d and %d days", len(q.Positions), p.TickDays(), q.TickDays())
	}
	a, err := inquiry.Check(context.Background(), p, inquiry.Query{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := inquiry.Check(context.Background(), q, inquiry.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Fillings) != len(b.Fillings) || len(a.Findings) != len(b.Findings) {
		t.Fatalf("%d and %d fillings, %d and %d findings", len(a.Fillings), len(b.Fillings), len(a.Findings), len(b.Findings))
	}
	for i := range a.Fillings {
		if a.Fillings[i].Physical != b.Fillings[i].Physical || a.Fillings[i].Lawful != b.Fillings[i].Lawful {
			t.Errorf("filling %d: %v and %v states", i, a.Fillings[i].Physical, b.Fillings[i].Physical)
		}
	}
	for i := range a.Findings {
		if a.Findings[i].Key() != b.Findings[i].Key() {
			t.Errorf("%s and %s", a.Findings[i].Message, b.Findings[i].Message)
		}
	}
	for _, f := range p.Fillings(nil)[:3] {
		n, moves, err := oracle.New(p, f, p.TickDays()).Explore(p.Everyone(), 5000)
		if err != nil {
			t.Fatal(err)
		}
		if m, more, err := oracle.New(q, f, q.TickDays()).Explore(q.Everyone(), 5000); n != m || moves != more || err != nil {
			t.Errorf("the naive reading has %d states and %d moves, and %d and %d; %v", n, moves, m, more, err)
		}
	}
}
