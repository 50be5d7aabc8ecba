package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/guarantees"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// GuaranteeResult is what came of asking one pact for its guarantees. Table is nil as Answer is in Result.
type GuaranteeResult struct {
	Path         string
	Table        *inquiry.GuaranteeTable
	Diagnostics  []diag.Diagnostic
	Inconclusive *explore.Inconclusive
}

// GuaranteeStyle says how a table of guarantees is wanted.
type GuaranteeStyle struct {
	Style
	Courses bool // with the courses that show the answers
}

// question is a column as a person asks it, and what is missing when its cell is empty.
type question struct {
	ask, short, missing string
}

var questions = map[guarantees.Column]question{
	guarantees.Trigger:       {"Upon what does it fall due, and by whose doing?", "Falls due upon", "a trigger"},
	guarantees.TheCase:       {"Against what is it promised?", "Promised against", "against what it is promised"},
	guarantees.Certifier:     {"Whose word is needed before it falls due?", "Certified by", "who certifies the call"},
	guarantees.EstablishedBy: {"Who can keep it from falling due when its case has come about?", "Established by", ""},
	guarantees.FalseCall:     {"Can it be called without its case?", "Called without its case", ""},
	guarantees.Promise:       {"What performs it?", "What performs it", ""},
	guarantees.Least:         {"What is the least the guarantor must do?", "Least that keeps its word", "a least act"},
	guarantees.Deadline:      {"How soon after the call?", "How soon", "a deadline"},
	guarantees.LeastDays:     {"How soon can an act follow its case?", "Least days from its case", ""},
	guarantees.MostDays:      {"Within how many days of its case can the others make sure of an act?", "Most days from its case", "a time within which an act is sure to follow"},
	guarantees.Area:          {"Within what bounds, and what is no call?", "Bounds and exclusions", "an area or other bounds"},
	guarantees.BeforeForce:   {"What steps must come before it binds?", "Steps before it binds", ""},
	guarantees.BeforeAct:     {"What steps must come before the guarantor acts?", "Steps before it acts", ""},
	guarantees.Term:          {"How long does it run?", "Term", "a term"},
	guarantees.Exit:          {"What is the guarantor's soonest lawful exit?", "Soonest lawful exit", "an exit"},
	guarantees.Nothing:       {"Can the guarantor lawfully do nothing when it counts?", "Can lawfully do nothing", ""},
	guarantees.Unlimited:     {"Can the beneficiary alone bind it without limit?", "Can be bound without limit", ""},
}

const notStated = "What is not stated?"

// rowed is one guarantee with the pact it comes from.
type rowed struct {
	number int  // among all that are shown, from 1
	alone  bool // no other row is of the same pact
	result *GuaranteeResult
	row    *inquiry.Guarantee
}

// rowsOf lists the guarantees of all results.
func rowsOf(rs []GuaranteeResult) []rowed {
	var out []rowed
	for i := range rs {
		if rs[i].Table == nil {
			continue
		}
		for j := range rs[i].Table.Rows {
			out = append(out, rowed{len(out) + 1, len(rs[i].Table.Rows) == 1, &rs[i], &rs[i].Table.Rows[j]})
		}
	}
	return out
}

func (r rowed) pact() *model.Pact { return r.result.Table.Pact }

func (r rowed) duty() *model.Duty { return &r.pact().Duties[r.row.Duty] }

// instrument is the title of the instrument.
func (r rowed) instrument() string {
	return course.Capital(course.Plain(&r.pact().Instruments[r.duty().Instrument].Decl))
}

func (r rowed) guarantor() string { return course.Actor(r.pact(), r.duty().Obligor) }

func (r rowed) beneficiary() string {
	if len(r.duty().For) == 0 {
		return "nobody named"
	}
	return course.Actors(r.pact(), model.SetOf(r.duty().For...))
}

// name tells the guarantee apart from all others: the title of its pact, and, if that has several, the duty.
func (r rowed) name() string {
	if r.alone {
		return r.title()
	}
	return r.title() + ", " + strconv.Quote(r.duty().Title())
}

// title is that of the pact.
func (r rowed) title() string {
	if r.pact().Title == "" {
		return diag.Visible(r.result.Path)
	}
	return r.pact().Title
}

// who says where the guarantee stands, whose it is and for whom.
func (r rowed) who() string {
	return fmt.Sprintf("%s, %q: %s, for %s", r.instrument(), r.duty().Title(), r.guarantor(), r.beneficiary())
}

// answers lists what the cells say, in the order of guarantees.Columns, and last what is not stated.
func (r rowed) answers() []string {
	var out []string
	for i := range r.row.Cells {
		c := &r.row.Cells[i]
		text := r.answer(c)
		if c.Column == guarantees.Trigger && len(r.row.Never) > 0 {
			text += "; never, " + r.when(r.row.Never)
		}
		out = append(out, text)
	}
	return append(out, r.unstated())
}

// answer says a cell in one text.
func (r rowed) answer(c *inquiry.Cell) string {
	if len(c.Readings) == 1 {
		return r.said(&c.Readings[0].Said)
	}
	var parts []string
	for i := range c.Readings {
		x := &c.Readings[i]
		parts = append(parts, fmt.Sprintf("(%c) %s, %s", 'a'+rune(i%26), x.Text, r.when(x.When)))
	}
	return fmt.Sprintf("%d readings: %s", len(parts), strings.Join(parts, "; "))
}

// when says in which fillings an answer holds; if not all were looked at, in which it was seen.
func (r rowed) when(cubes []inquiry.Cube) string {
	word := "when "
	if len(r.result.Table.Fillings) < allFillings(&inquiry.Answer{Pact: r.pact()}) {
		word = "seen when "
	}
	return word + cubesWords(r.pact(), cubes)
}

// said is a text, and, where no reading tells it, whether a number in it is one that the modeller gave to an open point, not one of the agreement.
func (r rowed) said(s *guarantees.Said) string {
	if len(s.Assumed) == 0 {
		return s.Text
	}
	var points []string
	for _, pt := range s.Assumed {
		points = append(points, strconv.Quote(r.pact().Points[pt].Title()))
	}
	return s.Text + " (assumed: the text leaves " + course.List(points, "and") + " open)"
}

// unstated lists the empty cells, and those that hang on what the text leaves open.
func (r rowed) unstated() string {
	var parts []string
	for _, u := range r.row.NotStated {
		text := questions[u.Column].missing
		if !u.Always {
			text += " (" + r.when(u.When) + ")"
		}
		parts = append(parts, text)
	}
	var open []string
	for _, c := range r.row.LeftOpen {
		open = append(open, strings.ToLower(questions[c].short))
	}
	if len(open) > 0 {
		parts = append(parts, "left open: "+strings.Join(open, ", "))
	}
	if len(parts) == 0 {
		return "nothing is missing"
	}
	return strings.Join(parts, "; ")
}

// headings are the questions that answers answers.
func headings(short bool) []string {
	var out []string
	for _, c := range guarantees.Columns() {
		if short {
			out = append(out, questions[c].short)
		} else {
			out = append(out, questions[c].ask)
		}
	}
	if short {
		return append(out, "Not stated")
	}
	return append(out, notStated)
}

// brief says a cell in a word or two: days, or yes and no.
func (r rowed) brief(name guarantees.Column) string {
	var parts []string
	for _, c := range r.row.Cells {
		if c.Column != name {
			continue
		}
		for i := range c.Readings {
			text := briefly(&c.Readings[i].Said)
			if len(c.Readings[i].Assumed) > 0 {
				text += " *"
			}
			if !slices.Contains(parts, text) {
				parts = append(parts, text)
			}
		}
	}
	return strings.Join(parts, " / ")
}

func briefly(s *guarantees.Said) string {
	switch {
	case s.Short != "":
		return s.Short
	case s.Verdict == guarantees.WithBodies:
		return "with its bodies"
	case s.Verdict != guarantees.NoVerdict:
		return string(s.Verdict)
	case s.Missing:
		return "–"
	case s.Days != nil && *s.Days == 0:
		return "at once"
	case s.Days != nil:
		return guarantees.Span(*s.Days)
	}
	return s.Text
}

// shown is a course with what it shows.
type shown struct {
	asked  string
	answer string
	when   string
	course *course.Course
}

// courses lists the courses of a guarantee.
func (r rowed) courses() []shown {
	var out []shown
	for _, c := range r.row.Cells {
		for i := range c.Readings {
			x := &c.Readings[i]
			if x.Course == nil {
				continue
			}
			s := shown{asked: questions[c.Column].ask, answer: course.Capital(r.said(&x.Said)), course: x.Course}
			if !x.Always {
				s.when = r.when(x.When)
			}
			out = append(out, s)
		}
	}
	return out
}

// bounds says what the answers on a pact do not cover.
func bounds(r *GuaranteeResult) []string {
	t := r.Table
	out := boundary(&inquiry.Answer{Pact: t.Pact, TickDays: t.TickDays, Looked: len(t.Fillings)})
	if t.Unfinished != nil {
		out = append([]string{"UNFINISHED: " + t.Unfinished.Why() + ". What is told was found by then, and holds where it was seen. That something is not told says nothing."}, out...)
	}
	return out
}

// Asked is the question of a column as a person asks it.
func Asked(c guarantees.Column) string { return questions[c].ask }
