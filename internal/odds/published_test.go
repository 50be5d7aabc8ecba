package odds_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/servanda-lang/servanda/internal/chance"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/odds"
	"github.com/servanda-lang/servanda/model"
)

func text(t *testing.T, file string) string {
	t.Helper()
	out, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func pactOf(t *testing.T, text string) *model.Pact {
	t.Helper()
	r := load.Source("test.pact", []byte(text))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	return r.Pact
}

func ask(t *testing.T, p *model.Pact, q odds.Query) *odds.Answers {
	t.Helper()
	a, err := odds.Of(context.Background(), p, q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// is reports whether a value is a fraction: exactly if it is exact, else as near as is promised.
func is(v chance.Value, want *big.Rat) bool {
	if v.Exact != nil {
		return v.Exact.Cmp(want) == 0
	}
	low, high := new(big.Rat).SetFloat64(v.Low), new(big.Rat).SetFloat64(v.High)
	return low.Cmp(want) <= 0 && high.Cmp(want) >= 0 && v.High-v.Low <= 2*chance.Precision
}

// Models of the PRISM suite, rewritten as pacts, have the odds that are published for them: the sum of two dice of Knuth and Yao; the
// randomised consensus of two processes (K = 2: 49/128, the least odds that all decide
// heads, of which 79/128 are the others; 13/120, the greatest odds to disagree); the walk of Haddad and Monmege.
func TestPublished(t *testing.T) {
	coin := text(t, "shared-coin.pact")
	var dice [][2]string
	for k := range 11 {
		r := big.NewRat(int64(6-max(k-5, 5-k)), 36).RatString()
		dice = append(dice, [2]string{r, r})
	}
	for _, x := range []struct {
		name, text string
		want       [][2]string
		exact      bool
	}{
		{"two dice", text(t, "two-dice.pact"), dice, true},
		{"hidden walk", text(t, "hidden-walk.pact"), [][2]string{{"7/10", "7/10"}}, true},
		{"shared coin", coin, [][2]string{{"0", "79/128"}, {"0", "13/120"}}, false},
	} {
		t.Run(x.name, func(t *testing.T) {
			a := ask(t, pactOf(t, x.text), odds.Query{})
			if len(a.Asked) != len(x.want) {
				t.Fatalf("%d questions", len(a.Asked))
			}
			for i, want := range x.want {
				for k, w := range a.Asked[i].Worlds {
					low, _ := new(big.Rat).SetString(want[0])
					high, _ := new(big.Rat).SetString(want[1])
					if !is(w.Least, low) || !is(w.Greatest, high) || x.exact && (w.Least.Exact == nil || w.Greatest.Exact == nil) {
						t.Errorf("question %d, world %d: %v, want %v", i, k, w.Range, want)
					}
				}
			}
		})
	}
}

const vote = `pact "A vote and a dam"
party north
party south
body senate of north
source poll
fact dam { whole, broken }
act storm by outsider { when dam is whole  dam becomes broken }
act build by south { irreversible }
act pay by north { irreversible }
decision vote { senate decides yes or no  within 2 months }
instrument deal {
  between north, south
  duty builds { south must build within 2 months for north in return for pays }
  duty pays { north must pay within 2 months once vote is yes and builds is performed }
}
purpose { vote is yes and dam is whole }
purpose { dam is broken }
odds senate on vote: yes 60%..80% cite poll 3
chance storm 6% a month cite poll
`

func fraction(t *testing.T, v chance.Value) string {
	t.Helper()
	if v.Exact == nil {
		t.Fatalf("%v is not exact", v)
	}
	return v.Exact.RatString()
}

// What is asked, in which worlds, and what each number decides, worked out by hand. The Senate decides at once, or a month or two
// later, when the dam may be broken; a storm comes sooner or later. Who builds is paid only after a yes.
func TestVote(t *testing.T) {
	a := ask(t, pactOf(t, vote), odds.Query{Vary: true, Tick: 30})
	var got []string
	for i := range a.Asked {
		for _, w := range a.Asked[i].Worlds {
			got = append(got, fraction(t, w.Least)+" "+fraction(t, w.Greatest))
		}
	}
	// the least: 60% in the third month, if no storm came in two; and nobody has to build, and in the other world nobody has to pay
	least := new(big.Rat).Mul(big.NewRat(6, 10), new(big.Rat).Mul(big.NewRat(94, 100), big.NewRat(94, 100))).RatString()
	want := []string{least + " 4/5", least + " 4/5", "1 1", "1 1", "0 2/5", "0 1"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
	tips := map[string]string{}
	for _, l := range a.Levers {
		for k, tip := range l.Tips {
			if tip != nil {
				tips[fmt.Sprint(l.Asked, l.World, l.Number, k)] = fmt.Sprint(tip.Above <= 500_000 && tip.Below >= 500_000, tip.Below-tip.Above <= 1000)
			}
		}
	}
	if tips[fmt.Sprint(0, 0, odds.Number{Odds: 0, Likely: 0, Chance: odds.None}, 1)] != "true true" {
		t.Errorf("the greatest passes one half where the odds of a yes do: %v", tips)
	}
}

// Odds of all are told exactly between ranges, whatever the others are, and nothing of odds is told where none are recorded.
func TestNoneRecorded(t *testing.T) {
	p := pactOf(t, "pact \"No odds\"\nparty north\nfact done { no, yes }\nact go by north { done becomes yes }\npurpose { done is yes }\n")
	d := ask(t, p, odds.Query{}).Document()
	if len(d.Blocks) > 0 || !strings.Contains(d.Under[0].String(), "no odds of anything") {
		t.Errorf("%v", d)
	}
}

// A chance that is more than certain in a step is refused, and so are limits.
func TestRefused(t *testing.T) {
	p := pactOf(t, strings.Replace(vote, "6% a month", "60% a day", 1))
	if _, err := odds.Of(context.Background(), p, odds.Query{}); err == nil || !strings.Contains(err.Error(), "more than certain") {
		t.Error(err)
	}
	var limit *explore.Inconclusive
	if _, err := odds.Of(context.Background(), pactOf(t, vote), odds.Query{Limits: explore.Limits{States: 3}}); !errors.As(err, &limit) {
		t.Error(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := odds.Of(ctx, pactOf(t, vote), odds.Query{}); !errors.As(err, &limit) || !limit.Interrupted() {
		t.Error(err)
	}
}

// keeps reports in what a value does not keep to a schema.
func keeps(t *testing.T, schemaText []byte, value any) {
	t.Helper()
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaText))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("odds.json", schema); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.MustCompile("odds.json").Validate(answer); err != nil {
		t.Error(err)
	}
}

// What is written as JSON keeps to its schema.
func TestJSONKeepsToItsSchema(t *testing.T) {
	for _, p := range []*model.Pact{pactOf(t, vote), pactOf(t, text(t, "hidden-walk.pact"))} {
		keeps(t, odds.SchemaText, ask(t, p, odds.Query{Vary: len(p.Odds) > 0}).JSON("a.pact"))
		x, err := odds.Simulate(context.Background(), p, odds.Simulation{Seed: 1, Runs: 3, Days: 90})
		if err != nil {
			t.Fatal(err)
		}
		keeps(t, odds.SimulatedSchemaText, x.JSON("a.pact"))
	}
}
