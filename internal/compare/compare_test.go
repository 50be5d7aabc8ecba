package compare_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/servanda-lang/servanda/internal/compare"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

func read(t *testing.T, path string) *model.Pact {
	t.Helper()
	r, err := load.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if r.Pact == nil {
		t.Fatalf("%s: %v", path, r.Diagnostics)
	}
	return r.Pact
}

func parse(t *testing.T, text string) *model.Pact {
	t.Helper()
	r := load.Source("x.pact", []byte(text))
	if r.Pact == nil || diag.HasErrors(r.Diagnostics) {
		t.Fatalf("%v\n%s", r.Diagnostics, text)
	}
	return r.Pact
}

func drafts(t *testing.T, old, new *model.Pact, o compare.Options) *compare.Comparison {
	t.Helper()
	c, err := compare.Drafts(t.Context(), old, new, o)
	if err != nil {
		t.Fatal(err)
	}
	replay(t, c)
	return c
}

// replay plays every course that is shown once more, and sees to it that the other draft does not have
// it, or that it is another story there.
func replay(t *testing.T, c *compare.Comparison) {
	t.Helper()
	for _, d := range c.Differences {
		m, err := machine.New(c.Pacts[d.Side], d.Course.Filling, d.Course.Tick)
		if err != nil {
			t.Fatal(err)
		}
		var ids []machine.LabelID
		for _, s := range d.Course.Steps {
			id, ok := m.Find(s.Move)
			if !ok {
				t.Fatalf("%s: a move that the machine does not know", d.Text)
			}
			ids = append(ids, id)
		}
		again, err := course.Replay(m, ids, -1)
		if err != nil || !slices.Equal(again.Ends, d.Course.Ends) {
			t.Errorf("%s: the course does not replay: %v", d.Text, err)
		}
	}
}

// told lists differences as lines "group: text".
func told(c *compare.Comparison) []string {
	var out []string
	for _, d := range c.Differences {
		out = append(out, fmt.Sprintf("%s: %s", d.Group, d.Text))
	}
	return out
}

// ways lists the changes that matter, one line for each way of each cause.
func ways(c *compare.Comparison) []string {
	var out []string
	for _, cause := range c.Causes {
		var codes []string
		for _, i := range cause.Findings {
			codes = append(codes, string(c.Findings[i].Code)+" "+c.Findings[i].Fate.String())
		}
		for _, w := range cause.Ways {
			var texts []string
			for _, i := range w.Changes {
				texts = append(texts, c.Changes[i].Kind.String()+" "+c.Changes[i].Name)
			}
			out = append(out, strings.Join(codes, ", ")+": "+strings.Join(texts, " and "))
		}
		if len(cause.Ways) == 0 {
			out = append(out, strings.Join(codes, ", ")+": "+cause.Why)
		}
	}
	return out
}

// TestTheRepairIsTheChangeThatMatters holds each teaching pair to the change that takes its fault away.
func TestTheRepairIsTheChangeThatMatters(t *testing.T) {
	want := map[string][]string{
		"dead-end-and-end":                   {"dead_end went: changed deal"},
		"false-call-and-condition":           {"false_call went: changed call"},
		"hollow-guarantee-and-minimum-act":   {"hollow went: changed assist"},
		"lasting-gift-and-lasting-pledge":    {"outlasted went, open_ended came: changed pledge"},
		"long-wait-and-title-first":          {"exposed went, uncovered went, toothless went: changed payment and added take_back"},
		"restraint-and-exit":                 {"bound_alone went, toothless went: added reopen"},
		"lump-and-instalments":               {"exposed went, uncovered went: removed hand_over"},
		"outside-deadline-and-excuse":        {"dependent went: changed reopen_pass"},
		"ring-and-simultaneous-entry":        {"stuck went: changed truce", "stuck went: changed customs", "stuck went: changed amnesty"},
		"toothless-ban-and-snapback":         {"toothless went: added snap_back"},
		"unsafe-order-and-escrow":            {"exposed went: changed deliver and added collect", "uncovered went: removed settle_price"},
		"verifier-veto-and-inverted-default": {"veto went: changed relief and added cure"},
		"withheld-guarantee-and-deadline":    {"withheld went: changed assist"},
	}
	pairs, err := filepath.Glob("../../examples/*/flawed.pact")
	if err != nil || len(pairs) != len(want) {
		t.Errorf("%d teaching pairs, want %d: %v", len(pairs), len(want), err)
	}
	for _, flawed := range pairs {
		dir := filepath.Dir(flawed)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			c := drafts(t, read(t, flawed), read(t, filepath.Join(dir, "repaired.pact")), compare.Options{})
			if d := cmp.Diff(want[filepath.Base(dir)], ways(c)); d != "" {
				t.Error(d)
			}
			for _, p := range c.Parties {
				if p.Exposure == compare.More || p.Exposure == compare.Differs {
					t.Errorf("%s is %s by the repair: %v", p.Name, p.Exposure, p.New)
				}
			}
			back := drafts(t, c.Pacts[compare.New], c.Pacts[compare.Old], compare.Options{})
			if len(back.Changes) != len(c.Changes) || len(back.Differences) == 0 || len(back.Findings) != len(c.Findings) {
				t.Error("the way back is another one")
			}
		})
	}
}

func TestNamesThatAreMapped(t *testing.T) {
	dir := "../../examples/lump-and-instalments/"
	o := compare.Options{Renames: [][2]string{{"hand_over", "first_quarry"}, {"hand_all", "hand_one"}, {"pay_all", "pay_one"}}}
	c := drafts(t, read(t, dir+"flawed.pact"), read(t, dir+"repaired.pact"), o)
	if d := cmp.Diff([]string{"exposed went: changed hand_one", "uncovered went: changed hand_one", "uncovered went: changed pay_one", "uncovered went: changed pay"}, ways(c)); d != "" {
		t.Error(d)
	}
	for _, x := range []struct{ from, to, want string }{
		{"nothing", "hand_one", "the old draft declares no nothing"},
		{"hand_all", "nothing", "the new draft declares no nothing"},
		{"hand_all", "pay", "one is an act, the other a duty"},
	} {
		_, err := compare.Drafts(t.Context(), c.Pacts[0], c.Pacts[1], compare.Options{Renames: [][2]string{{x.from, x.to}}})
		if err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s=%s: %v, want %q", x.from, x.to, err, x.want)
		}
	}
}

func TestADraftIsTheSameAsItself(t *testing.T) {
	files, _ := filepath.Glob("../../examples/*/*.pact")
	for _, f := range files {
		c := drafts(t, read(t, f), read(t, f), compare.Options{})
		if !c.Same() || c.Truncated || len(c.Causes) > 0 {
			t.Errorf("%s: %v %v", f, c.Changes, told(c))
		}
		for _, p := range c.Parties {
			if p.Exposure != compare.Same {
				t.Errorf("%s: %s is %s", f, p.Name, p.Exposure)
			}
		}
	}
}

// base is a draft with a mark for each place that the tests below change.
const base = `pact "Base"
party north "Northland"
party south "Southland"
fact hill "The hill" { south, nobody, north }
act leave "leave the hill" by south { when hill is south  hill becomes nobody }
act take "take the hill" by north { when hill is nobody  hill becomes north }
act send "send help" by north { }
act raid "raid" by outsider { }
instrument peace "Peace" {
  between north, south
  in force once signed
  expires after 360 days
  duty go { south must leave within 60 days  for north }
  ban keep_off { north must not take  for south }
  power walk { south may terminate peace  when keep_off is breached }
}
purpose "The hill is empty" { hill is nobody }
`

// TestEachGroup changes the base in one place and tells what is different.
func TestEachGroup(t *testing.T) {
	for name, x := range map[string]struct {
		from, to string
		want     []string
	}{
		"a power": {"  power walk", "  power renounce { north may terminate peace }\n  power walk",
			[]string{`newly allowed: Northland uses its right "renounce" to end the Peace`}},
		"a power for sooner": {"when keep_off is breached", "when keep_off is breached or hill is nobody",
			[]string{`newly allowed: Southland uses its right "walk" to end the Peace`}},
		"a ban less": {"  ban keep_off { north must not take  for south }\n  power walk { south may terminate peace  when keep_off is breached }\n", "",
			[]string{
				`newly allowed: Northland: take the hill: no longer a breach (before, Northland breaks "keep_off")`,
				`no longer allowed: Southland uses its right "walk" to end the Peace`,
				`no longer obliged: "keep_off" (gone): Northland must not take the hill`,
			}},
		"a ban that binds for a time": {"must not take ", "must not take  while go is performed ",
			[]string{`no longer obliged: "keep_off" no longer binds Northland`}},
		"a duty": {"  ban", "  duty help { north must send within 30 days  upon raid  for south }\n  ban",
			[]string{`newly obliged: "help" (new): Northland must send help within 30 days, each time somebody does this: raid`}},
		"less time": {"within 60", "within 30", []string{`newly obliged: Southland has less time for "go"`}},
		"more time": {"within 60", "within 90", []string{`no longer obliged: Southland has more time for "go"`}},
		"an excuse": {"60 days  for", "60 days  unless hill is south  for", []string{`no longer obliged: Southland is now excused from "go"`}},
		"discretion": {"60 days  for", "60 days  at its discretion  for",
			[]string{`no longer obliged: Southland may now let "go" go without a breach`}},
		"a condition": {"60 days  for", "60 days  once hill is nobody  for",
			[]string{
				`no longer obliged: "go" no longer falls due then; it is dormant`,
				`follows differently: "go" is now dormant, no longer performed`, // had the hill been left before
			}},
		"a term": {"expires after 360", "expires after 120", []string{
			`no longer obliged: "keep_off" no longer binds Northland`,
			`follows differently: The Peace is now ended (its term ran out), no longer in force`,
		}},
		"an actor": {"act take \"take the hill\" by north", "act take \"take the hill\" by north, outsider",
			[]string{`newly allowed: An outsider: take the hill`}},
		"a start":   {"{ south, nobody, north }", "{ nobody, south, north }", []string{`follows differently: "The hill" is now nobody, no longer south`}},
		"a label":   {"\"leave the hill\"", "\"go away\"", nil},
		"a purpose": {"{ hill is nobody }", "{ hill is not south }", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if strings.Count(base, x.from) != 1 {
				t.Fatalf("%q is not once in the base", x.from)
			}
			c := drafts(t, parse(t, base), parse(t, strings.Replace(base, x.from, x.to, 1)), compare.Options{})
			if d := cmp.Diff(x.want, told(c)); d != "" {
				t.Error(d)
			}
		})
	}
}

// The case a duty is promised for moves nothing, and is told all the same.
func TestACaseIsAChange(t *testing.T) {
	old := strings.Replace(base, "  ban", "  duty help { north must send within 30 days  upon raid  for south }\n  ban", 1)
	new := strings.Replace(old, "upon raid", "upon raid  against raid, hill is north", 1)
	c := drafts(t, parse(t, old), parse(t, new), compare.Options{})
	if len(c.Changes) != 1 || !strings.Contains(c.Changes[0].Text, `is now promised against`) || len(c.Differences) != 0 {
		t.Errorf("%v %v", c.Changes, told(c))
	}
}

func TestWhatIsExposedAndWhatIsNot(t *testing.T) {
	old := strings.Replace(base, "hill becomes nobody }", "hill becomes nobody  irreversible }", 1)
	old = strings.Replace(old, "60 days  for north", "60 days  for north  in return for hill is nobody", 1)
	old = strings.Replace(old, "  expires after 360 days\n", "", 1)
	new := strings.Replace(old, "  ban", "  power restore { south may hill becomes nobody  when hill is north }\n  ban", 1)
	c := drafts(t, parse(t, old), parse(t, new), compare.Options{})
	got := map[string]compare.Exposure{}
	for _, p := range c.Parties {
		got[p.Name] = p.Exposure
	}
	if d := cmp.Diff(map[string]compare.Exposure{"north": compare.Same, "south": compare.Less}, got); d != "" {
		t.Error(d, c.Parties)
	}
	back := drafts(t, parse(t, new), parse(t, old), compare.Options{})
	if back.Parties[1].Exposure != compare.More || len(back.Parties[1].New) == 0 {
		t.Error(back.Parties[1])
	}
}

func TestOpenPointsAreFilledAlike(t *testing.T) {
	old := "open order \"When?\" { at_once, later }\nopen more \"More?\" { no, yes }\n" + strings.Replace(base, "60 days  for", "60 days  once order is at_once or hill is north  for", 1)
	new := "open order \"When?\" { later, at_once }\n" + strings.Replace(base, "60 days  for", "60 days  once order is at_once  for", 1)
	c := drafts(t, parse(t, old), parse(t, new), compare.Options{})
	if len(c.Fillings) != 2 {
		t.Fatalf("%d fillings compared, want 2", len(c.Fillings))
	}
	for _, f := range c.Fillings {
		a := c.Pacts[0].Points[0].Values[f[0][0]].Text
		if b := c.Pacts[1].Points[0].Values[f[1][0]].Text; a != b {
			t.Errorf("%s in the old draft stands against %s in the new", a, b)
		}
	}
	if !slices.ContainsFunc(c.Caveats, func(s string) bool { return strings.Contains(s, "Only the old draft leaves more open") }) {
		t.Error(c.Caveats)
	}
	for _, d := range c.Differences {
		if slices.Contains(d.Fillings, 0) {
			t.Errorf("seen when %s: %s", c.Words(c.Fillings[0]), d.Text)
		}
	}
}

func TestBothGoInTheSameSteps(t *testing.T) {
	new := strings.Replace(base, "within 60", "within 42", 1)
	c := drafts(t, parse(t, base), parse(t, new), compare.Options{})
	if c.TickDays != 6 {
		t.Errorf("steps of %d days, want 6", c.TickDays)
	}
	_, err := compare.Drafts(t.Context(), parse(t, base), parse(t, new), withTick(5))
	if err == nil || !strings.Contains(err.Error(), "does not divide") {
		t.Errorf("%v", err)
	}
}

func withTick(days int) compare.Options {
	var o compare.Options
	o.Check.Tick = days
	return o
}

func TestNothingIsClaimedBeyondTheLimit(t *testing.T) {
	c := drafts(t, parse(t, base), parse(t, strings.Replace(base, "360", "540", 1)), compare.Options{Pairs: 5})
	if !c.Truncated || len(c.Differences) != 0 {
		t.Error("a search of five pairs does not see a year")
	}
	c = drafts(t, parse(t, base), parse(t, strings.Replace(base, "  for south }\n", "  }\n", 1)), compare.Options{Effort: 1})
	for _, w := range ways(c) {
		if !strings.Contains(w, "too large") {
			t.Error(w)
		}
	}
}
