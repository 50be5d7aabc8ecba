package waits_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/waits"
)

const pact = `pact "A hill"
party north "Northland"
party south "Southland"
body senate "the Senate" of north
open order "In which order?" { land_first, money_first }
fact hill "Who holds the hill" { southern, empty }
act leave "leave the hill" by south { hill becomes empty  irreversible }
act pay "pay" by north { irreversible }
instrument deal "Deal" {
  between north, south
  in force once signed and (vote is yes or order is land_first) and side is signed
  ends once vote is no
  duty leave_hill { south must leave within 30 days  in return for pay_up is performed }
  duty pay_up { north must pay within 30 days  once hill is empty or order is money_first  in return for leave_hill is performed }
}
instrument side "Side letter" {
  between north, south
  in force once signed and deal is in force
}
decision vote "The Senate votes" { senate decides yes or no  once deal is signed }
purpose "All is done" { pay_up is performed }
`

// arrows lists the arrows of the pact under a filling of the point, or in general.
func arrows(t *testing.T, filling ...int) (out []string, g waits.Graph) {
	t.Helper()
	r := load.Source("pact.pact", []byte(pact))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	g = waits.Of(r.Pact, filling)
	if err := g.Check(); err != nil {
		t.Fatal(err)
	}
	for _, e := range g.Edges {
		how := " > "
		if e.Stops {
			how = " x "
		}
		out = append(out, g.Nodes[e.From].ID+how+g.Nodes[e.To].ID)
	}
	slices.Sort(out)
	return out, g
}

func TestWhatWaitsForWhat(t *testing.T) {
	always := []string{
		"decision-vote x instrument-deal",
		"duty-leave_hill > fact-hill",
		"instrument-deal > duty-leave_hill",
		"instrument-deal > duty-pay_up",
		"instrument-deal > instrument-side",
		"signed-deal > decision-vote",
		"signed-side > instrument-deal",
	}
	for name, c := range map[string]struct {
		filling []int
		more    []string
	}{
		"the land first":   {[]int{0}, []string{"fact-hill > duty-pay_up"}},
		"the money first":  {[]int{1}, []string{"decision-vote > instrument-deal"}},
		"whatever is said": {nil, []string{"decision-vote > instrument-deal", "fact-hill > duty-pay_up"}},
	} {
		got, _ := arrows(t, c.filling...)
		want := append(slices.Clone(always), c.more...)
		if name == "the money first" { // nothing waits for the hill then, and it is not drawn
			want = slices.DeleteFunc(want, func(s string) bool { return strings.Contains(s, "hill > fact") })
		}
		slices.Sort(want)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// The sentences say of a filling what is asked, and of all together only what may be waited for; neither prints a name that only
// the author knows.
func TestTheSameInSentences(t *testing.T) {
	_, one := arrows(t, 1)
	_, all := arrows(t)
	if text := strings.Join(one.Sentences, "\n"); !strings.Contains(text, "enters into force once") || !one.Rings {
		t.Error(text, one.Rings)
	}
	if text := strings.Join(all.Sentences, "\n"); !strings.Contains(text, "may have to wait for") || all.Rings {
		t.Error(text, all.Rings)
	}
	for _, g := range []waits.Graph{one, all} {
		for _, n := range g.Nodes {
			if strings.ContainsAny(n.Who+n.Text, "_“") {
				t.Errorf("%+v", n)
			}
		}
		if text := fmt.Sprint(g.Sentences); strings.Contains(text, "_") {
			t.Error(text)
		}
	}
}
