package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/compare"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// Diff is a comparison of two drafts, with the paths they were read from.
type Diff struct {
	Paths [2]string
	*compare.Comparison
}

// coursesShown is how many differences of a group are shown with their course, unless all are asked for.
const coursesShown = 2

// DiffTerminal writes a comparison for people: the change that matters first.
func DiffTerminal(w io.Writer, d Diff, s Style) error {
	t := &diffPage{page: s.page(), Diff: d, verbose: s.Verbose, courses: map[string]int{}}
	t.title()
	t.causes()
	t.findings()
	t.parties()
	t.differences()
	t.changes()
	t.limits()
	t.verdict()
	_, err := io.WriteString(w, t.String())
	return err
}

type diffPage struct {
	*page
	Diff
	verbose bool
	hidden  bool
	told    map[int]bool   // changes told as ones that matter
	number  int            // of the last difference shown
	courses map[string]int // courses shown, by their text, with the number of the difference they stand at
}

func (t *diffPage) title() {
	old, new := t.Pacts[compare.Old].Title, t.Pacts[compare.New].Title
	if old != new {
		old += " → " + new
	}
	if old != "" {
		t.para("", bold, old)
	}
	t.para("", dim, diag.Visible(t.Paths[0])+" → "+diag.Visible(t.Paths[1]))
}

// causes shows the changes that make findings come or go.
func (t *diffPage) causes() {
	t.told = map[int]bool{}
	if len(t.Causes) == 0 {
		return
	}
	heading := "THE CHANGE THAT MATTERS"
	if len(t.Causes) > 1 || len(t.Causes[0].Ways) > 1 || len(t.Causes[0].Ways) == 1 && len(t.Causes[0].Ways[0].Changes) > 1 {
		heading = "THE CHANGES THAT MATTER"
	}
	t.heading(bold+";"+cyan, heading)
	for i := range t.Causes {
		t.blank()
		t.cause(&t.Causes[i])
	}
}

func (t *diffPage) cause(c *compare.Cause) {
	if n := len(c.Ways); n > 1 {
		t.para("  ", dim, fmt.Sprintf("Any one of these %d is enough:", n))
	}
	for i, w := range c.Ways {
		lead := "  "
		if len(c.Ways) > 1 {
			lead = fmt.Sprintf("  %c) ", 'a'+i%26)
		}
		for _, k := range w.Changes {
			t.told[k] = true
			t.para(lead, bold, t.Changes[k].Text+".")
			lead = strings.Repeat(" ", len(lead))
			if at := t.places(&t.Changes[k]); at != "" {
				t.para(lead, dim, at)
			}
		}
		for _, k := range w.Needs {
			t.told[k] = true
			t.para(lead+"  with it: ", plainInk, t.Changes[k].Text)
		}
	}
	if len(c.Ways) == 0 {
		t.para("  ", plainInk, "Which change it is was not found: "+c.Why+".")
	}
	for _, i := range c.Findings {
		t.fate(&t.Findings[i], c.Filling)
	}
	if len(t.Fillings) > 1 {
		t.para("  ", dim, "Tried when "+t.Words(t.Fillings[c.Filling])+".")
	}
}

// places says where a change stands.
func (t *diffPage) places(c *compare.Change) string {
	old, new := place(c.At[0], t.Paths[0]), place(c.At[1], t.Paths[1])
	switch {
	case old == "" && new == "":
		return ""
	case old == "":
		return new + " of the new draft"
	case new == "":
		return old + " of the old draft"
	}
	return old + " → " + new
}

// fate says what became of findings in one filling, as a consequence.
func (t *diffPage) fate(r *compare.Row, filling int) {
	say := func(side compare.Side, colour, verb string) (said bool) {
		for _, f := range t.onlyIn(r, side) {
			if t.Holds(side, f, filling) {
				t.para("  → "+t.ink(colour, string(r.Code))+" ", plainInk, verb+course.Capital(f.Message))
				said = true
			}
		}
		return said
	}
	gone := say(compare.Old, green, "is found no more: ")
	if gone && r.Fate == compare.Became {
		say(compare.New, yellow, "is found instead: ")
	} else {
		say(compare.New, red, "is found now: ")
	}
}

// findings is the table.
func (t *diffPage) findings() {
	t.heading(bold, "FINDINGS")
	t.blank()
	if len(t.Findings) == 0 {
		t.para("  ", plainInk, "The same in both drafts.")
	}
	for i := range t.Findings {
		r := &t.Findings[i]
		colour := map[compare.Fate]string{compare.Came: red, compare.Went: green, compare.Became: yellow}[r.Fate]
		lead := "  " + t.ink(colour, fmt.Sprintf("%-8s", r.Fate))
		for _, side := range []compare.Side{compare.Old, compare.New} {
			mark := ""
			if r.Fate == compare.Became {
				mark = fmt.Sprintf("%s: ", side)
			}
			for _, f := range t.onlyIn(r, side) {
				t.para(lead, plainInk, mark+rowWords(t.Pacts[side], f))
				lead = strings.Repeat(" ", form.Taken(lead))
			}
		}
	}
}

// rowWords is a finding as a row of the table: the code, what it is about, whom it concerns, what it takes,
// and when it holds.
func rowWords(p *model.Pact, f *inquiry.Across) string {
	text := string(f.Code) + "  " + course.Thing(p, f.Clause)
	if f.Purpose >= 0 {
		text = string(f.Code) + "  the purpose \"" + p.Purposes[f.Purpose].Label + "\""
	}
	if f.Party != model.None {
		text += " (" + course.Actor(p, f.Party) + ")"
	}
	if f.Defectors != 0 {
		text += ", if " + course.Actors(p, f.Defectors) + " breaks a promise"
	}
	if f.Class != ask.NoClass {
		text += ", " + f.Class.String()
	}
	if len(f.By) > 0 {
		text += ", by " + coalitions(p, f.By)
	}
	if len(f.Needs) > 0 {
		text += ", without the help of " + coalitions(p, f.Needs)
	}
	if !f.Always {
		text += ", " + casesWords(p, f)
	}
	return text
}

// onlyIn lists the findings of a row that the other draft does not have just so.
func (t *diffPage) onlyIn(r *compare.Row, side compare.Side) []*inquiry.Across {
	var out []*inquiry.Across
	for i := range r.Findings[side] {
		f := &r.Findings[side][i]
		same := func(g inquiry.Across) bool {
			return Line(t.Pacts[side], f) == Line(t.Pacts[side.Other()], &g)
		}
		if !slices.ContainsFunc(r.Findings[side.Other()], same) {
			out = append(out, f)
		}
	}
	return out
}

func (t *diffPage) parties() {
	t.heading(bold, "WHO IS MORE OR LESS EXPOSED")
	t.blank()
	width := 0
	for _, p := range t.Parties {
		width = max(width, form.Taken(p.Title))
	}
	for _, p := range t.Parties {
		colour := map[compare.Exposure]string{compare.Less: green, compare.More: red, compare.Differs: yellow}[p.Exposure]
		var why []string
		for _, g := range p.Gone {
			why = append(why, "no longer "+g)
		}
		for _, n := range p.New {
			why = append(why, "now "+n)
		}
		lead := fmt.Sprintf("  %s%*s  ", course.Capital(p.Title), width-form.Taken(p.Title), "")
		if p.Exposure == compare.Same {
			t.para(lead, plainInk, p.Exposure.String())
			continue
		}
		t.para(lead+t.ink(colour, fmt.Sprintf("%-14s", p.Exposure.String()+":")), plainInk, course.List(why, "and"))
	}
	if len(t.Parties) == 0 {
		t.para("  ", plainInk, "No party takes part in both drafts.")
	}
}

func (t *diffPage) differences() {
	for _, g := range compare.Groups() {
		n := 0
		for i := range t.Differences {
			d := &t.Differences[i]
			if d.Group != g {
				continue
			}
			if n == 0 {
				t.heading(bold, map[compare.Group]string{compare.NewlyAllowed: "NEWLY ALLOWED", compare.NoLongerAllowed: "NO LONGER ALLOWED",
					compare.NewlyObliged: "NEWLY OBLIGED", compare.NoLongerObliged: "NO LONGER OBLIGED", compare.FollowsDifferently: "FOLLOWS DIFFERENTLY"}[g])
			}
			n++
			if n <= coursesShown || t.verbose {
				t.blank()
				t.difference(d)
				continue
			}
			t.hidden = true
			if n == coursesShown+1 {
				t.blank()
			}
			t.para("  - ", plainInk, course.Capital(d.Text))
		}
	}
}

func (t *diffPage) difference(d *compare.Difference) {
	t.number++
	t.para(fmt.Sprintf("%4d  ", t.number), plainInk, course.Capital(d.Text))
	note := fmt.Sprintf("the %s draft:", d.Side)
	if len(t.Fillings) > 1 {
		note = fmt.Sprintf("the %s draft, when %s:", d.Side, t.Words(t.Fillings[d.ShownIn()]))
	}
	if len(d.Course.Steps) == 0 {
		t.para(margin, dim, note+" from the first day on")
		return
	}
	lines := d.Course.Lines()
	text := note
	for _, l := range lines {
		text += fmt.Sprintln(l.Day, l.Sentence())
	}
	if n, known := t.courses[text]; known {
		t.para(margin, dim, fmt.Sprintf("the course is that of %d above", n))
		return
	}
	t.courses[text] = t.number
	t.para(margin, dim, note)
	t.courseLines(margin, lines)
}

// changes lists what else is different in the text.
func (t *diffPage) changes() {
	if len(t.told) == len(t.Changes) && t.Reworded == 0 {
		return
	}
	heading := "CHANGES TO THE TEXT"
	if len(t.told) > 0 {
		heading = "OTHER CHANGES TO THE TEXT"
	}
	t.heading(bold, heading)
	t.blank()
	if len(t.told) > 0 && !slices.ContainsFunc(t.Causes, func(c compare.Cause) bool { return len(c.Ways) == 0 }) {
		t.para("  ", dim, "The findings named at the top come and go without them: the old draft was checked with those changes alone.")
	}
	for k := range t.Changes {
		if !t.told[k] {
			t.para("  - ", plainInk, t.Changes[k].Text)
		}
	}
	if t.Reworded > 0 {
		t.para("  - ", dim, count(t.Reworded, "declaration")+" with another label only")
	}
}

func (t *diffPage) limits() {
	t.heading(bold, "WHAT THIS DOES NOT COVER")
	t.blank()
	for _, line := range DiffBoundary(t.Diff) {
		t.para("  - ", plainInk, line)
	}
	if t.hidden {
		t.blank()
		t.para("", dim, fmt.Sprintf("Of each kind of difference the first %d are shown with their course; --verbose shows all of them so.", coursesShown))
	}
}

// DiffBoundary says what a comparison does not cover.
func DiffBoundary(d Diff) []string {
	out := []string{fmt.Sprintf("Time goes in steps of %s in both drafts.", course.Days(d.TickDays)),
		"Things are the same if they have the same name, or if --map says so. Checks and scenarios are not compared."}
	if d.Truncated {
		out = append(out, "The search for differences in what can happen reached its limit: there may be more than are shown. --max-states raises it.")
	}
	return append(out, d.Caveats...)
}

func (t *diffPage) verdict() {
	t.blank()
	var came, went, became int
	for _, r := range t.Findings {
		switch r.Fate {
		case compare.Came:
			came++
		case compare.Went:
			went++
		default:
			became++
		}
	}
	switch {
	case t.Same() && t.Truncated:
		t.para("", bold+";"+yellow, "No difference was found before the limit was reached; nothing is claimed.")
	case t.Same():
		t.para("", bold+";"+green, "No difference.")
	default:
		t.para("", bold, fmt.Sprintf("Findings: %d came, %d went, %d changed. %s to the text, %s in what can happen.",
			came, went, became, count(len(t.Changes), "change"), count(len(t.Differences), "difference")))
	}
}
