package report

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/model"
)

// place says where something stands: "line 31" in the main file, "parts.pact:31" in another.
func place(s source.Span, main string) string {
	switch {
	case !s.IsValid():
		return ""
	case s.File.Path == filepath.ToSlash(main):
		return fmt.Sprintf("line %d", s.Position().Line)
	}
	return fmt.Sprintf("%s:%d", diag.Visible(s.File.Path), s.Position().Line)
}

// whenWords says in which fillings something holds: "when order is no", "in every reading"; nothing if the
// pact leaves nothing open. If not all fillings were looked at it is only said when it was seen.
func whenWords(a *inquiry.Answer, f *inquiry.Across) string {
	switch {
	case len(a.Pact.Points) == 0:
		return ""
	case a.Unfinished != nil && !f.Always && len(f.When) > 0:
		return "seen with " + besideFirst(a.Pact, f.When[0])
	case f.Always && a.Looked == allFillings(a):
		return "in every reading"
	case f.Always && a.Looked == 1 && len(a.Fillings) > 0:
		return "when " + fillingWords(a.Pact, a.Fillings[0].Filling)
	case f.Always:
		return "in all readings looked at"
	}
	word := ""
	if a.Looked < allFillings(a) {
		word = "seen "
	}
	return word + casesWords(a.Pact, f)
}

// besideFirst says what a filling has other than the first value of each point.
func besideFirst(p *model.Pact, filling inquiry.Cube) string {
	other := slices.DeleteFunc(slices.Clone(filling), func(l inquiry.Literal) bool { return l.Values[0] == 0 })
	if len(other) == 0 {
		return "the first value of each open point"
	}
	return cubeWords(p, other) + ", and the first value of each other open point"
}

// casesWords says in which fillings a finding holds that does not hold in all: "when …; but not when …", or only "but not when …".
func casesWords(p *model.Pact, f *inquiry.Across) string {
	if len(f.When) == 1 && len(f.When[0]) == 0 && len(f.Except) > 0 {
		return strings.TrimPrefix(butNot(p, f), "; ")
	}
	return "when " + cubesWords(p, f.When) + butNot(p, f)
}

// butNot says what the cubes of a finding have too much.
func butNot(p *model.Pact, f *inquiry.Across) string {
	if len(f.Except) == 0 {
		return ""
	}
	return "; but not when " + cubesWords(p, f.Except)
}

// casesShown is how many cubes of a finding are told where there is no room for all.
const casesShown = 3

// shortWhenWords is whenWords with no more than the first few cubes. How much of all fillings they come to is not said: it counts the
// combinations of the author, and would be read as odds.
func shortWhenWords(a *inquiry.Answer, f *inquiry.Across) string {
	if f.Always || f.Ways == 0 {
		return whenWords(a, f)
	}
	if len(f.When) <= casesShown {
		return whenWords(a, f)
	}
	some := *f
	some.When = f.When[:casesShown]
	return fmt.Sprintf("when %s; or in %s%s", cubesWords(a.Pact, some.When), count(len(f.When)-casesShown, "more such case"), butNot(a.Pact, f))
}

// cubesWords says what each of some cubes fixes.
func cubesWords(p *model.Pact, cubes []inquiry.Cube) string {
	var out []string
	for _, c := range cubes {
		out = append(out, cubeWords(p, c))
	}
	return strings.Join(out, "; or when ")
}

// allFillings is how many ways there are to fill the open points, whatever the call held some of them to.
func allFillings(a *inquiry.Answer) int { return a.Pact.CountFillings(nil, 1<<40) }

// ways is a number of ways to fill the open points; they are counted up to 2^40.
func ways(n int) string {
	if n > 1<<40 {
		return "more than 1,000,000,000,000"
	}
	return number(n)
}

func wasOrWere(n int) string {
	if n == 1 {
		return "1 was"
	}
	return number(n) + " were"
}

// cubeWords says what a cube fixes: "order is no and notice is 30 days or 90 days".
func cubeWords(p *model.Pact, c inquiry.Cube) string {
	var parts []string
	for _, l := range c {
		var values []string
		for _, v := range l.Values {
			values = append(values, valueText(p, l.Point, v))
		}
		parts = append(parts, p.Points[l.Point].Name+" is "+course.List(values, "or"))
	}
	return both(parts)
}

// both joins conditions; the comma keeps apart what an "or" within one of them could run together.
func both(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + ", and " + parts[last]
}

func valueText(p *model.Pact, pt model.PointID, v int) string { return p.Points[pt].Values[v].Text }

// fillingWords says what every point is filled with.
func fillingWords(p *model.Pact, f model.Filling) string {
	var parts []string
	for i, v := range f {
		parts = append(parts, p.Points[i].Name+" is "+valueText(p, model.PointID(i), v))
	}
	return both(parts)
}

// readingsOf names the readings in all of whose fillings a finding holds, if it does not hold everywhere.
func readingsOf(a *inquiry.Answer, f *inquiry.Across) []string {
	if f.Always {
		return nil
	}
	in := map[int]bool{}
	for _, i := range f.Fillings {
		in[i] = true
	}
	var out []string
	for r := range a.Pact.Readings {
		if holdsInReading(a, model.ReadingID(r), in) {
			out = append(out, "\""+a.Pact.Readings[r].Title()+"\"")
		}
	}
	return out
}

// readingWords names the readings in which a finding holds, or counts them if they are many.
func readingWords(a *inquiry.Answer, f *inquiry.Across) string {
	switch rs := readingsOf(a, f); {
	case len(rs) == 0:
		return ""
	case len(rs) == 1:
		return ", as in the reading " + rs[0]
	case len(rs) <= 2:
		return ", as in the readings " + course.List(rs, "and")
	default:
		return fmt.Sprintf(", as in %d of the %d named readings", len(rs), len(a.Pact.Readings))
	}
}

func holdsInReading(a *inquiry.Answer, r model.ReadingID, in map[int]bool) bool {
	some := false
	for i := range a.Fillings {
		if slices.Contains(a.Fillings[i].Readings, r) {
			if !in[i] {
				return false
			}
			some = true
		}
	}
	return some
}

// coalitions names sets of actors any of which is enough: "Northland; or Southland and the Senate".
func coalitions(p *model.Pact, sets []model.ActorSet) string {
	var out []string
	for _, s := range sets {
		out = append(out, course.Actors(p, s))
	}
	return strings.Join(out, "; or ")
}

// count is a number with its noun: "1 note", "2 notes".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return number(n) + " " + noun + "s"
}

// number groups the digits of a number by thousands.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// boundary says what the verdict does not cover.
func boundary(a *inquiry.Answer) []string {
	var out []string
	if a.TickDays > 1 {
		out = append(out, fmt.Sprintf("Time goes in steps of %d days: acts happen at most once in a step, and courses that need a finer one are not seen.", a.TickDays))
	} else {
		out = append(out, "Time goes in steps of 1 day: acts happen at most once a day.")
	}
	if a.Pact.Rounded {
		out = append(out, "A month counts as 30 days and a year as 360, so what runs for years ends some days earlier here than in the calendar.")
	}
	if n, all := a.Looked, allFillings(a); n < all {
		out = append(out, fmt.Sprintf("Of the %s ways to fill the open points, %s looked at; nothing is said about the others.", ways(all), wasOrWere(n)))
	}
	return append(out, a.Caveats...)
}

// summaryLine is the verdict in one line.
func summaryLine(s Summary) string {
	parts := []string{number(s.Serious) + " serious", count(s.Warnings, "warning"), count(s.Notes, "note")}
	if s.Accepted > 0 {
		parts = append(parts, number(s.Accepted)+" accepted")
	}
	line := strings.Join(parts, ", ")
	if s.Checks > 0 {
		line += "; " + asExpected(s.Checks, s.ChecksFailed, "check", "as expected")
	}
	if s.Scenarios > 0 {
		line += "; " + asExpected(s.Scenarios, s.ScenariosFailed, "scenario", "passed")
	}
	return line + "."
}

func asExpected(all, failed int, noun, good string) string {
	if failed == 0 {
		return count(all, noun) + " " + good
	}
	return fmt.Sprintf("%d of %d %ss failed", failed, all, noun)
}
