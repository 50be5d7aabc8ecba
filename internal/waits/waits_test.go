package waits_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/waits"
	"github.com/servanda-lang/servanda/model"
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

// What is drawn of the examples is what was read off their conditions: a box for each node, an arrow for each edge, and no arrow
// leads to an instrument from what its conditions do not speak of.
func TestDrawingsAgreeWithTheConditions(t *testing.T) {
	files, err := filepath.Glob("../../examples/*/*.pact")
	if err != nil || len(files) < 20 {
		t.Fatal(err, files)
	}
	arrow := regexp.MustCompile(`data-from="([^"]+)" data-to="([^"]+)" data-stops="(true|false)"`)
	drawn := 0
	for _, file := range files {
		r, err := load.Load(file)
		if err != nil || r.Pact == nil {
			t.Fatal(err, r.Diagnostics)
		}
		p := r.Pact
		g := waits.Of(p, nil)
		svg := string(g.SVG())
		for _, n := range g.Nodes {
			if strings.Count(svg, `data-node="`+n.ID+`"`) != 1 {
				t.Errorf("%s: no box %s", file, n.ID)
			}
		}
		var want, got []string
		for _, e := range g.Edges {
			want = append(want, fmt.Sprint(g.Nodes[e.From].ID, g.Nodes[e.To].ID, e.Stops))
		}
		for _, m := range arrow.FindAllStringSubmatch(svg, -1) {
			got = append(got, m[1]+m[2]+m[3])
			i := slices.IndexFunc(p.Instruments, func(x model.Instrument) bool { return "instrument-"+x.Name == m[2] })
			if i < 0 {
				continue
			}
			drawn++
			says := course.Condition(p, p.Instruments[i].InForceOnce, true) + " " + course.Condition(p, p.Instruments[i].EndsOnce, true)
			_, name, _ := strings.Cut(m[1], "-")
			d := p.Declared()[slices.IndexFunc(p.Declared(), func(d model.Declared) bool { return d.Decl.Name == name && d.Ref.Kind != model.KindActor })]
			if !strings.Contains(says, d.Decl.Title()) && !within(p, d.Ref, says) {
				t.Errorf("%s: %s waits for %s, of which its conditions say nothing: %s", file, m[2], m[1], says)
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", file, d)
		}
	}
	if drawn == 0 {
		t.Error("no example has an instrument that waits")
	}
}

// within reports whether a sentence speaks of a ban or a right that stands in an instrument.
func within(p *model.Pact, ref model.Ref, says string) bool {
	if ref.Kind != model.KindInstrument {
		return false
	}
	x := &p.Instruments[ref.Index]
	return slices.ContainsFunc(x.Bans, func(b model.BanID) bool { return strings.Contains(says, p.Bans[b].Title()) }) ||
		slices.ContainsFunc(x.Powers, func(w model.PowerID) bool { return strings.Contains(says, p.Powers[w].Title()) })
}
