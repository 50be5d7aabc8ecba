package load_test

import (
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/diag"
)

const votePart = `body house "The house" of owner
decision vote "It votes" { house decides approved or rejected  once text is signed }
`

// A file taken in twice declares its things twice, under the names and labels of each `use`.
func TestUseWithNames(t *testing.T) {
	r := memory(t, map[string]string{"vote.pact": votePart, "main.pact": `pact "Two houses"
party north
party south
use "vote.pact" with owner as north, text as treaty, house as diet "The Diet", vote as approval
use "vote.pact" with owner as south, text as treaty, house as senate, vote as consent "The Senate votes"
use "vote.pact" with vote as approval, house as diet "The Diet", owner as north, text as treaty
instrument treaty { between north, south  in force once approval is approved and consent is approved }
purpose { treaty is in force }
`})
	if r.Pact == nil {
		t.Fatal(codes(r.Diagnostics))
	}
	var got []string
	for _, a := range r.Pact.Actors {
		got = append(got, a.Name+"="+a.Label)
	}
	for _, d := range r.Pact.Decisions {
		got = append(got, d.Name+"="+d.Label)
	}
	want := "diet=The Diet senate=The house approval=It votes consent=The Senate votes"
	if all := strings.Join(got[len(got)-4:], " "); all != want {
		t.Errorf("got %s, want %s", all, want)
	}
}

// Names may be exchanged, and a name given to itself is left.
func TestUseExchangesNames(t *testing.T) {
	r := memory(t, map[string]string{"vote.pact": votePart, "main.pact": `pact "Exchange"
party owner
use "vote.pact" with house as vote, vote as house, text as text
instrument text { between owner  in force once house is approved }
purpose { text is in force }
`})
	if r.Pact == nil {
		t.Fatal(codes(r.Diagnostics))
	}
	if d := r.Pact.Decisions[0]; d.Name != "house" || d.Label != "It votes" {
		t.Errorf("the decision is %s %q", d.Name, d.Label)
	}
}

// Each fault of a `use` tells what to do about it.
func TestUseFaultsHelp(t *testing.T) {
	tests := []struct {
		name, use string
		code      diag.Code
		says      string
	}{
		{"near miss", `with onwer as north, text as treaty`, "U004", "Did you mean `owner`?"},
		{"none near", `with zzzzzz as north, text as treaty, owner as north`, "U004", "Its names are: house, owner, vote, text."},
		{"twice", `with owner as north, owner as north`, "U004", "by two `use` declarations"},
		{"not free", `with owner as vote, text as treaty`, "U004", "`vote as …`"},
		{"label of what is not declared", `with owner as north "N", text as treaty`, "U004", "Delete the label"},
		{"not given", `with text as treaty`, "N002", "`with owner as …`"},
		{"given to nothing", `with owner as nroth, text as treaty`, "N002", "`owner as nroth`"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := memory(t, map[string]string{"vote.pact": votePart, "main.pact": `pact "Faults"
party north
instrument treaty { between north }
purpose { treaty is in force }
use "vote.pact" ` + tt.use})
			if len(r.Diagnostics) != 1 || r.Diagnostics[0].Code != tt.code {
				t.Fatalf("got %v", r.Diagnostics)
			}
			if d := r.Diagnostics[0].Detail; !strings.Contains(d, tt.says) {
				t.Errorf("%q does not say %q", d, tt.says)
			}
		})
	}
}

// A file with faults has them once, however often it is taken in, and no names are missed in it.
func TestUseOfAFaultyFile(t *testing.T) {
	r := memory(t, map[string]string{"vote.pact": "body house of\n", "main.pact": `pact "Faults"
party north
use "vote.pact" with owner as north, house as diet
use "vote.pact" with owner as north, house as senate
instrument treaty { between north }
purpose { treaty is in force }
`})
	if got := strings.Join(codes(r.Diagnostics), " "); got != "P013" {
		t.Errorf("got %s, want P013 once", got)
	}
}
