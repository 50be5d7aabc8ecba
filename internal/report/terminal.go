package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
)

// Style says how a terminal wants its text.
type Style struct {
	Width   int // columns; 100 if 0
	Colour  bool
	Verbose bool // show every warning in full, not only the first of its kind
}

func (s Style) page() *page {
	style := form.Style{Width: s.Width, Colour: s.Colour}
	return &page{style: style, width: style.Columns()}
}

// Terminal writes an answer for people: findings, gravest first, then what the author asked, what was
// accepted, and what the verdict does not cover.
func Terminal(w io.Writer, r Result, s Style) error {
	t := &terminal{page: s.page(), path: r.Path, answer: r.Answer, verbose: s.Verbose, told: map[string]int{}}
	for _, c := range r.Only {
		t.only = append(t.only, string(c))
	}
	t.title()
	if r.Answer.Unfinished != nil {
		t.unfinished()
	} else {
		t.inShort()
	}
	t.leftOpen()
	t.severity(codes.Serious, "SERIOUS", red)
	t.severity(codes.Warning, "WARNINGS", yellow)
	t.notes()
	t.tested("CHECKS", Checks(r.Answer))
	t.tested("SCENARIOS", Scenarios(r.Answer))
	t.accepted()
	t.limits()
	t.verdict()
	_, err := io.WriteString(w, t.String())
	return err
}

type terminal struct {
	*page
	path    string
	answer  *inquiry.Answer
	only    []string // the codes looked for; none if all were
	verbose bool
	hidden  bool           // something was left out
	number  int            // of the last finding shown
	first   int            // of those that the item at hand stands for
	told    map[string]int // courses shown, by their text, with the number of the finding they stand at
}

func (t *terminal) title() {
	a := t.answer
	title := a.Pact.Title
	if title == "" {
		title = diag.Visible(t.path)
	}
	t.WriteString(t.ink(bold, title) + "\n")
	line := diag.Visible(t.path)
	switch n, all := a.Looked, allFillings(a); {
	case n < all:
		line += fmt.Sprintf(", %s of %s ways to fill its open points", number(n), ways(all))
	case n == 2:
		line += ", both ways to fill its open points"
	case n > 1:
		line += fmt.Sprintf(", all %s ways to fill its open points", number(n))
	}
	t.para("", dim, line)
}

// severity shows the findings of one weight, code by code.
func (t *terminal) severity(s inquiry.Severity, heading, colour string) {
	open := t.open(s)
	if len(open) == 0 {
		return
	}
	t.heading(bold+";"+colour, heading)
	for _, group := range byCode(open) {
		t.group(group, colour)
	}
}

// open lists the findings of one weight that were not accepted.
func (t *terminal) open(s inquiry.Severity) []*inquiry.Across {
	var out []*inquiry.Across
	for i := range t.answer.Findings {
		if f := &t.answer.Findings[i]; f.Accepted == nil && f.Severity == s {
			out = append(out, f)
		}
	}
	return out
}

// byCode gathers findings of one code, codes in the order in which they first come.
func byCode(fs []*inquiry.Across) [][]*inquiry.Across {
	var groups [][]*inquiry.Across
	for _, f := range fs {
		i := slices.IndexFunc(groups, func(g []*inquiry.Across) bool { return g[0].Code == f.Code })
		if i < 0 {
			groups = append(groups, nil)
			i = len(groups) - 1
		}
		groups[i] = append(groups[i], f)
	}
	return groups
}

// group shows the findings of one code. Of warnings, unless more is asked for, only the first is shown in
// full: the others are like it.
func (t *terminal) group(fs []*inquiry.Across, colour string) {
	t.blank()
	t.para(t.ink(colour, string(fs[0].Code))+": ", plainInk, titleOf(fs[0].Code))
	all := items(fs)
	for i, it := range all {
		f := it[0]
		inFull := i == 0 || t.verbose || f.Severity == codes.Serious
		if i > 0 && (inFull || i == 1 || len(whys(it))+len(whys(all[i-1])) > 0) {
			t.blank()
		}
		t.item(it, inFull)
	}
}

const margin = "      "

func (t *terminal) item(it item, inFull bool) {
	f := it[0]
	t.first, t.number = t.number+1, t.number+len(it)
	t.para(t.numbers(), plainInk, t.message(it))
	t.para(margin, dim, t.whereAndWhen(f))
	for _, why := range whys(it) {
		t.para(margin+"- ", plainInk, why)
	}
	if inFull {
		t.courses(it)
	}
	t.hidden = t.hidden || f.Course != nil && !inFull
}

// numbers are those of the item at hand: every finding counts, so that the last number is how many there are.
func (t *terminal) numbers() string {
	if t.first == t.number {
		return fmt.Sprintf("%4d  ", t.number)
	}
	return fmt.Sprintf("%5s ", fmt.Sprintf("%d-%d", t.first, t.number))
}

// whereAndWhen is the line on place and readings.
func (t *terminal) whereAndWhen(f *inquiry.Across) string {
	var parts []string
	if at := place(f.At, t.path); at != "" {
		parts = append(parts, at)
	}
	if when := t.when(f); when != "" {
		parts = append(parts, when+readingWords(t.answer, f))
	}
	return strings.Join(parts, ", ")
}

// when says in which readings; all of it only if that is asked for, or short.
func (t *terminal) when(f *inquiry.Across) string {
	if t.verbose {
		return whenWords(t.answer, f)
	}
	t.hidden = t.hidden || f.Ways > 0 && len(f.When) > casesShown
	return shortWhenWords(t.answer, f)
}

// courseOnce shows the course of the finding of that number, or says at which finding it stands already.
func (t *terminal) courseOnce(c *course.Course, number int) {
	lines := c.Lines()
	var key strings.Builder
	for _, l := range lines {
		fmt.Fprintln(&key, l.Day, l.Sentence())
	}
	if n, ok := t.told[key.String()]; ok {
		t.para(margin, dim, fmt.Sprintf("The course is that of %d above.", n))
		return
	}
	t.told[key.String()] = number
	t.courseLines(margin, lines)
}

// tested shows the author's own checks or scenarios.
func (t *terminal) tested(heading string, all []Tested) {
	if len(all) == 0 {
		return
	}
	t.heading(bold, heading)
	t.blank()
	for _, one := range all {
		t.testedOne(one)
	}
}

func (t *terminal) testedOne(one Tested) {
	label := one.Label
	if label == "" {
		label = one.name()
	}
	if one.Failed == 0 {
		t.para("  "+t.ink(green, "ok")+"    ", plainInk, label)
		return
	}
	t.para("  "+t.ink(red, "FAILS")+" ", plainInk, label)
	t.para(margin+"  ", plainInk, course.Capital(one.Message)+".")
	where := place(one.At, t.path)
	if one.Asked > 1 {
		where += fmt.Sprintf(", in %s of %s ways to fill the open points, for one when %s", number(one.Failed), number(one.Asked), fillingWords(t.answer.Pact, one.Filling))
	}
	t.para(margin+"  ", dim, where)
	if one.Course != nil {
		t.courseLines(margin+"  ", one.Course.Lines())
	}
}

func (t *terminal) accepted() {
	first := true
	for i := range t.answer.Findings {
		f := &t.answer.Findings[i]
		if f.Accepted == nil {
			continue
		}
		if first {
			t.heading(bold, "ACCEPTED")
			t.blank()
			first = false
		}
		t.para(fmt.Sprintf("  %-12s", f.Code), dim, course.Capital(f.Message)+" Accepted because "+f.Accepted.Reason+" ("+place(f.Accepted.At, t.path)+")")
	}
}

func (t *terminal) limits() {
	t.heading(bold, "WHAT THIS DOES NOT COVER")
	t.blank()
	for _, line := range boundary(t.answer) {
		t.para("  - ", plainInk, line)
	}
	if len(t.only) > 0 {
		t.para("  - ", plainInk, "Of all kinds of findings only this was looked for: "+course.List(t.only, "and")+".")
	}
	if t.hidden {
		t.blank()
		t.para("", dim, "Of each kind of warning the first is shown in full; --verbose shows all of them so.")
	}
}

func (t *terminal) verdict() {
	s := Summarise(t.answer)
	if t.answer.Unfinished != nil {
		t.blank()
		t.para("", bold+";"+yellow, "Unfinished; by then: "+summaryLine(s))
		return
	}
	colour := green
	switch {
	case s.Bad():
		colour = red
	case s.Warnings > 0:
		colour = yellow
	}
	t.blank()
	t.para("", bold+";"+colour, summaryLine(s))
	if s.Serious+s.Warnings > 0 {
		t.para("", dim, "What would mend it: servanda repair "+diag.Visible(t.path))
	}
}
