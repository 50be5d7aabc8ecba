package random

import (
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/model"
)

func TestSameSeedSameCase(t *testing.T) {
	texts := map[string]bool{}
	for seed := range uint64(200) {
		c := New(seed)
		if again := New(seed); again.Text != c.Text {
			t.Fatalf("seed %d gives two texts", seed)
		}
		texts[c.Text] = true
	}
	if len(texts) < 195 {
		t.Errorf("only %d different texts from 200 seeds", len(texts))
	}
}

// What the language demands of a pact, as far as chance could get it wrong.
func TestCasesAreValid(t *testing.T) {
	for seed := range uint64(2000) {
		c := New(seed)
		p := c.Pact
		fail := func(what string) { t.Fatalf("seed %d: %s\n%s", seed, what, c.Text) }
		for _, d := range p.Duties {
			if !slices.Contains(p.Instruments[d.Instrument].Between, d.Obligor) {
				fail("an obligor is no party")
			}
			if (len(d.Acts) > 0) == (d.Ensure != nil) {
				fail("a duty has acts and a condition, or neither")
			}
			for _, a := range d.Acts {
				if !slices.Contains(p.Acts[a].By, d.Obligor) {
					fail("an obligor cannot do its act")
				}
			}
			if d.Within != nil && d.By != nil || d.Upon != model.None && (d.Once != nil || d.Every != nil) {
				fail("two things that exclude each other")
			}
			if d.Every != nil && (d.Within == nil || d.Within.N > d.Every.N) {
				fail("a term longer than the period")
			}
		}
		for _, b := range p.Bans {
			if !slices.Contains(p.Instruments[b.Instrument].Between, b.Bound) || !slices.Contains(p.Acts[b.Act].By, b.Bound) {
				fail("a ban binds who is no party or cannot do the act")
			}
		}
		for _, u := range p.Powers {
			if !slices.Contains(p.Instruments[u.Instrument].Between, u.Holder) {
				fail("a holder is no party")
			}
		}
		orderIsOfDeclaration(t, p)
	}
}

func orderIsOfDeclaration(t *testing.T, p *model.Pact) {
	next := map[model.Kind]int{}
	in := model.None
	for _, r := range p.Order {
		if r.Index != next[r.Kind] {
			t.Fatal("things are not numbered in order of declaration")
		}
		next[r.Kind]++
		if r.Kind == model.KindInstrument {
			in = r.Index
		}
		if r.Kind == model.KindDuty && int(p.Duties[r.Index].Instrument) != in {
			t.Fatal("a clause does not follow its instrument")
		}
	}
	if next[model.KindInstrument] != len(p.Instruments) || next[model.KindDuty] != len(p.Duties) ||
		next[model.KindDecision] != len(p.Decisions) {
		t.Fatal("something is missing from the order")
	}
}

// Together the cases use every word of the clauses.
func TestEverythingOccurs(t *testing.T) {
	var all strings.Builder
	for seed := range uint64(1000) {
		all.WriteString(New(seed).Text)
	}
	for _, word := range []string{"must any of", "must ensure", "must not", "within", "by 2026", "once", "upon", "every",
		"not before", "unless", "at its discretion", "in return for", "against act_", "against fact_", "while", "may suspend", "may resume",
		"may terminate", "may excuse", "may fact_", "on notice of", "when", "ends once", "expires after", "becomes",
		"rises by", "falls by", "irreversible", "open", "is at least", "is at most", "is not", "was breached",
		"performed in time", "signed by", "never", "possible", "leads to", "can avoid", "can ensure",
		"if nobody keeps", "if all but", "by outsider", "body", "within point_1",
		"reading", "in reading", "expect fails", "scenario", "given", "on day", " signs ", " does ", " decides ", " uses ", "expect",
		"relays", "unnamed", "cite", "not (", "plural"} {
		if !strings.Contains(all.String(), word) {
			t.Errorf("no case has %q", word)
		}
	}
}
