package conflict_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/servanda-lang/servanda/internal/conflict"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/stability"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
	"github.com/servanda-lang/servanda/model"
)

var update = flag.Bool("update", false, "write the golden files")

func made(t *testing.T, text string, q conflict.Query) *conflict.Conflict {
	t.Helper()
	r := load.Source("test.pact", []byte(text))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	c, err := conflict.Of(context.Background(), r.Pact, q)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// rows writes states as values of choices, and how some things stand in the end.
func rows(c *conflict.Conflict, things ...string) []string {
	var out []string
	for i := range c.States {
		var row []string
		for k, vs := range c.States[i].Values {
			if len(c.Choices[k].Values) == 1 {
				continue
			}
			var one strings.Builder
			for _, v := range vs {
				one.WriteByte(byte('0' + v))
			}
			row = append(row, one.String())
		}
		line := strings.Join(row, " ")
		for k, ref := range conflict.Things(c.Pact) {
			if name := c.Pact.Declaration(ref).Name; slices.Contains(things, name) {
				line += "; " + name + " " + c.States[i].Results[k]
			}
		}
		if !c.States[i].Settled {
			line += "; hangs on who is first"
		}
		out = append(out, line)
	}
	return out
}

const exchange = `pact "Exchange"
source note
party north
party south
act deliver by north { irreversible }
act pay by south
instrument sale {
  between north, south
  duty delivers { north must deliver within 10 days }
  duty pays { south must pay within 10 days once delivers is performed }
  power out { north may terminate sale when pays was breached }
}
prefer north: pays is performed > not delivers is performed cite note
prefer south: delivers is performed > not pays is performed cite note
`

// What is owed later comes up only if what is owed first was done; a right that never comes up makes no difference; and who has
// delivered cannot take that back.
func TestExchange(t *testing.T) {
	c := made(t, exchange, conflict.Query{})
	want := []string{
		"0 0 01; sale in force; delivers breached; pays dormant",
		"1 0 0; sale in force; delivers performed; pays breached",
		"0 1 01; sale in force; delivers breached; pays dormant",
		"1 1 0; sale in force; delivers performed; pays performed",
		"1 0 1; sale ended; delivers performed; pays breached",
		"1 1 1; sale in force; delivers performed; pays performed",
	}
	if diff := cmp.Diff(want, rows(c, "sale", "delivers", "pays")); diff != "" {
		t.Fatal(diff)
	}
	moves := func(p, from int) []int {
		out := []int{}
		for _, m := range c.Graph.Players[p].Moves[from] {
			out = append(out, m.To)
		}
		return out
	}
	for _, x := range []struct {
		player, from int
		to           []int
	}{{0, 0, []int{1, 4}}, {0, 1, []int{4}}, {0, 2, []int{3, 5}}, {0, 3, []int{5}}, {1, 0, []int{2}}, {1, 3, []int{1}}, {1, 5, []int{4}}} {
		if got := moves(x.player, x.from); !slices.Equal(got, x.to) {
			t.Errorf("player %d from %d moves to %v, want %v", x.player, x.from, got, x.to)
		}
	}
}

// Races, promises that go on for ever, decisions, and what cannot be done by both.
func TestWhatComesOfChoices(t *testing.T) {
	for name, x := range map[string]struct {
		text   string
		q      conflict.Query
		things []string
		want   []string
	}{
		"who is first": {
			text: `pact "Race"
party north
party south
fact flag { none, northern, southern }
act first by north { flag becomes northern }
act second by south { flag becomes southern }
purpose { flag is none }`,
			things: []string{"flag"},
			want:   []string{"0 0; flag none", "1 0; flag northern", "0 1; flag southern", "1 1; flag northern or southern; hangs on who is first"},
		},
		"only one can": {
			text: `pact "Race"
party north
party south
fact flag { none, northern, southern }
act first by north { when flag is none  flag becomes northern }
act second by south { when flag is none  flag becomes southern }
purpose { flag is none }`,
			things: []string{"flag"},
			want:   []string{"0 0; flag none", "1 0; flag northern", "0 1; flag southern"},
		},
		"again and again": {
			text: `pact "Rent"
party tenant
party owner
act pay by tenant
instrument lease {
  between tenant, owner
  in force once not pays was breached
  duty pays { tenant must pay within 10 days  every 30 days }
}`,
			things: []string{"pays", "lease"},
			want:   []string{"0; lease in force; pays breached or due", "1; lease in force; pays due or performed"},
		},
		"a vote": {
			text: `pact "Vote"
party north
body senate
decision vote { senate decides yes or no within 10 days }
instrument treaty { between north  in force once vote is yes }`,
			things: []string{"vote", "treaty"},
			want:   []string{"0; treaty draft; vote lapsed", "1; treaty in force; vote yes", "2; treaty draft; vote no"},
		},
		"signing": {
			text: `pact "Signing"
party north
party south
instrument treaty { between north, south }`,
			q:      conflict.Query{Signing: true},
			things: []string{"treaty"},
			want:   []string{"0 0; treaty draft", "1 0; treaty draft", "0 1; treaty draft", "1 1; treaty in force"},
		},
		"a promise against a ban": {
			text: `pact "Both"
party north
act go by north
instrument treaty {
  between north
  in force once not goes was breached
  duty goes { north must go within 10 days }
  ban stays { north must not go }
}`,
			things: []string{"goes", "stays"},
			want:   []string{"1 0; goes performed; stays breached", "0 1; goes breached; stays binding"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(x.want, rows(made(t, x.text, x.q), x.things...)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What is not varied is held fast: promises are kept.
func TestVary(t *testing.T) {
	c := made(t, exchange, conflict.Query{Vary: []model.Ref{{Kind: model.KindDuty, Index: 1}}})
	want := []string{"0; delivers performed; pays breached", "1; delivers performed; pays performed"}
	if diff := cmp.Diff(want, rows(c, "delivers", "pays")); diff != "" {
		t.Error(diff)
	}
}

// Of whom nothing is recorded nothing is told that would need it, and all else is.
func TestNothingIsAssumed(t *testing.T) {
	text, _, _ := strings.Cut(exchange, "prefer south")
	c := made(t, text, conflict.Query{})
	s := stability.NewSolver(context.Background(), c.Graph)
	for i := range c.States {
		for _, k := range stability.Concepts {
			south := s.Stable(1, i, k)
			if stuck := len(c.Graph.Players[1].Moves[i]) == 0; (south == stability.Yes) != stuck || south == stability.No {
				t.Errorf("state %d, %s: of the South %d is told", i+1, k, south)
			}
		}
		if v := s.Stable(0, i, stability.Nash); v == stability.Open {
			t.Errorf("state %d: what the North does hangs on nobody else", i+1)
		}
	}
	if v := s.Stable(0, 2, stability.Sequential); v != stability.Open {
		t.Errorf("whether the South would answer is not known, told %d", v)
	}
}

func answers(t *testing.T, file string) *conflict.Answers {
	t.Helper()
	r, err := load.Load("../../examples/stability/" + file)
	if err != nil || r.Pact == nil {
		t.Fatal(err)
	}
	deal := map[string]string{"prisoners.pact": "one_silent and two_silent", "cuba.pact": "missiles is withdrawn and air_strike is none and blockade is none",
		"elmira.pact": "order is modified and appeal is over and town_stance is insists"}[file]
	cond, ds := r.Condition("deal", deal)
	if cond == nil {
		t.Fatal(ds)
	}
	c, err := conflict.Of(context.Background(), r.Pact, conflict.Query{Ask: []model.Cond{cond}})
	if err != nil {
		t.Fatal(err)
	}
	var w conflict.Wanted
	for i := range c.States {
		if c.States[i].Asked[0] == stability.Yes {
			w.Deals = append(w.Deals, i)
		}
	}
	if len(w.Deals) != 1 {
		t.Fatalf("the deal is %v", w.Deals)
	}
	a, err := c.Answer(context.Background(), w)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// What is to be read of the conflicts of the literature, letter by letter.
func TestGolden(t *testing.T) {
	for _, file := range []string{"prisoners.pact", "elmira.pact", "cuba.pact"} {
		var out bytes.Buffer
		if err := form.Text(&out, answers(t, file).Document(), form.Style{Width: 120}); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", strings.TrimSuffix(file, ".pact")+".txt")
		if *update {
			if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), out.String()); diff != "" {
			t.Errorf("%s: %s", golden, diff)
		}
	}
}

// The JSON keeps to its schema.
func TestJSONKeepsToItsSchema(t *testing.T) {
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(conflict.SchemaText))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("stability.json", schema); err != nil {
		t.Fatal(err)
	}
	everything := load.Source("everything.pact", sample.Everything).Pact
	all, err := conflict.Of(context.Background(), everything, conflict.Query{Vary: []model.Ref{{Kind: model.KindDecision}, {Kind: model.KindDuty}, {Kind: model.KindBan}, {Kind: model.KindPower}}})
	if err != nil {
		t.Fatal(err)
	}
	of, err := all.Answer(context.Background(), conflict.Wanted{Deals: []int{0}})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range []*conflict.Answers{answers(t, "elmira.pact"), of} {
		text, err := json.Marshal(a.JSON("a.pact"))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.MustCompile("stability.json").Validate(answer); err != nil {
			t.Error(err)
		}
	}
}

// Limits and the end of the context are no answers.
func TestLimits(t *testing.T) {
	r := load.Source("test.pact", []byte(exchange))
	var limit *explore.Inconclusive
	if _, err := conflict.Of(context.Background(), r.Pact, conflict.Query{States: 7}); !errors.As(err, &limit) || limit.Interrupted() {
		t.Error(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := conflict.Of(ctx, r.Pact, conflict.Query{}); !errors.As(err, &limit) || !limit.Interrupted() {
		t.Error(err)
	}
	late, done := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer done()
	if _, err := conflict.Of(late, r.Pact, conflict.Query{}); !errors.As(err, &limit) || limit.Interrupted() {
		t.Error(err)
	}
}
