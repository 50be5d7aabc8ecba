package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/model"
)

// What follows the statements on the first screen.

// facts is what the author's own questions came to, what is not covered, and how to see more.
func (s *screen) facts(more func(*screen) []doc.Fact) doc.Block {
	rows := s.tested()
	rows = append(rows, doc.Fact{Name: "Not covered", Text: doc.T(s.boundary()), Tone: doc.Aside})
	return doc.Facts{Rows: append(rows, more(s)...)}
}

// mostTested is how many of the author's questions are named one by one.
const mostTested = 5

// tested says what the author's checks and scenarios came to: what is not as expected first, then what holds and what does not.
func (s *screen) tested() []doc.Fact {
	checks, scenarios := Checks(s.Answer), Scenarios(s.Answer)
	var out []doc.Fact
	for _, one := range slices.Concat(checks, scenarios) {
		if one.Failed > 0 {
			out = append(out, doc.Fact{Name: "NOT AS EXPECTED", Text: doc.T(s.failure(&one)), Tone: doc.Grave})
		}
	}
	return append(out, foreseen(checks, len(scenarios)-failedOf(scenarios))...)
}

// failure says of a check or scenario what came of it.
func (s *screen) failure(t *Tested) string {
	text := t.name() + ": " + t.Message + " (" + placeInFull(t.At)
	if t.Asked > 1 {
		text += ", in at least one reading"
	}
	return text + ")"
}

func failedOf(all []Tested) int {
	n := 0
	for i := range all {
		if all[i].Failed > 0 {
			n++
		}
	}
	return n
}

// foreseen names what holds, and what does not as the author expects; or counts them, if they are many.
func foreseen(checks []Tested, played int) []doc.Fact {
	var holds, not []doc.Fact
	for i := range checks {
		switch c := &checks[i]; {
		case c.Failed > 0:
		case c.Fails:
			not = append(not, doc.Fact{Name: "Does not hold", Text: doc.T(c.name() + ", as the author expects")})
		default:
			holds = append(holds, doc.Fact{Name: "Holds", Text: doc.T(c.name()), Tone: doc.Good})
		}
	}
	scenarios := fmt.Sprintf("%s as written", count(played, "scenario"))
	switch n := len(holds) + len(not); {
	case n > mostTested && played > 0:
		return tally(n, len(holds), len(not), "; "+scenarios)
	case n > mostTested:
		return tally(n, len(holds), len(not), "")
	case played > 0:
		return append(append(holds, not...), doc.Fact{Name: "Played", Text: doc.T(scenarios)})
	}
	return append(holds, not...)
}

// tally counts the author's questions.
func tally(n, holds, not int, more string) []doc.Fact {
	text := fmt.Sprintf("%s, as expected: %s, %s%s", count(n, "question"), hold(holds), holdNot(not), more)
	return []doc.Fact{{Name: "Author asked", Text: doc.T(text)}}
}

func hold(n int) string {
	if n == 1 {
		return "1 holds"
	}
	return number(n) + " hold"
}

func holdNot(n int) string {
	if n == 1 {
		return "1 does not hold"
	}
	return number(n) + " do not hold"
}

// accepted lists what the author accepted, with the reason.
func (s *screen) accepted() doc.Block {
	var l doc.List
	for i := range s.all {
		if x := &s.all[i]; x.Accepted != nil {
			l.Items = append(l.Items, doc.Item{ID: x.ID, Text: doc.T(x.Sentence+" Accepted because "+x.Accepted.Reason+" ").
				With(doc.Span{Text: "[" + placeInFull(x.Accepted.At) + "; ", Tone: doc.Aside}, doc.Span{Text: x.ID, Tone: doc.Name}, doc.Span{Text: "]", Tone: doc.Aside})})
		}
	}
	if len(l.Items) == 0 {
		return nil
	}
	return doc.Section{ID: "accepted", Title: doc.T("Accepted by the author"), Blocks: []doc.Block{l}}
}

// boundary is what the answer does not cover, in few words.
func (s *screen) boundary() string {
	a := s.Answer
	parts := []string{fmt.Sprintf("courses finer than steps of %s", course.Days(a.TickDays))}
	if len(a.Pact.Instruments) > 0 {
		parts = append(parts, "law outside this text")
	}
	if len(a.Pact.Purposes) == 0 {
		parts = append(parts, "whether what it is for can be reached, for it does not say what it is for")
	}
	if a.Looked < allFillings(a) {
		parts = append(parts, "readings that were not looked at")
	}
	if n := len(a.Dates); n > 0 {
		parts = append(parts, rounded(n))
	}
	return strings.Join(parts, "; ")
}

func rounded(n int) string { return count(n, "date") + " rounded down" }

// more says how to see more.
func (s *screen) more() []doc.Fact {
	all := doc.Fact{Name: "All of it", Text: doc.In(doc.Name, "servanda check --all FILE")}
	if len(s.all) == 0 {
		return []doc.Fact{all}
	}
	one := doc.Fact{Name: "More of one", Text: doc.In(doc.Name, "servanda explain FILE "+s.all[0].ID).With(doc.Span{Text: " (courses, who can prevent it, how it goes well)"})}
	all.Text = all.Text.With(doc.Span{Text: " (" + count(len(s.Answer.Findings), "finding") + ")"})
	return []doc.Fact{one, all}
}

// switches says what would change the gravest in R, one answer changed at a time.
func (s *screen) switches() doc.Block {
	var l doc.List
	if s.base != nil {
		for _, row := range s.turns() {
			l.Items = append(l.Items, doc.Item{Text: doc.T(row)})
		}
	}
	if len(l.Items) == 0 {
		return nil
	}
	return doc.Section{ID: "switches", Title: doc.T("What would change it: one answer changed in R"), Blocks: []doc.Block{l}}
}

// mostOfIt is a filling of the named reading in which the most of the gravest holds, and of these the most of the others; none if
// nothing grave does, or if not all was looked at.
func (s *screen) mostOfIt() (model.Filling, model.ReadingID) {
	p := s.Answer.Pact
	var best model.Filling
	most, reading := []int{0, 0}, model.ReadingID(0)
	for r := range p.Readings {
		f := make(model.Filling, len(p.Points))
		for _, b := range p.Readings[r].Fixes {
			f[b.Point] = b.Value
		}
		n := []int{len(s.holding(f, codes.Serious)), len(s.holding(f, codes.Warning))}
		if n[0] > 0 && slices.Compare(n, most) > 0 {
			best, most, reading = f, n, model.ReadingID(r)
		}
	}
	return best, reading
}

// holding are the numbers of the statements of a weight that hold in a filling.
func (s *screen) holding(f model.Filling, w inquiry.Severity) []int {
	return s.numbersOf(w, func(x *statement.Statement) bool { return x.Where.All && x.Where.Has(f) })
}

// numbersOf are the numbers of the statements of a weight that pass a test; what was accepted is left out.
func (s *screen) numbersOf(w inquiry.Severity, test func(*statement.Statement) bool) []int {
	var out []int
	for i := range s.all {
		if x := &s.all[i]; x.Accepted == nil && x.Severity == w && test(x) {
			out = append(out, i+1)
		}
	}
	return out
}

// turns tells the answers that undo the most, by the open point.
func (s *screen) turns() []string {
	type turn struct {
		text string
		goes int
	}
	var all []turn
	for pt := range s.Answer.Pact.Points {
		if text, goes := s.turnsOf(model.PointID(pt)); goes > 0 {
			all = append(all, turn{text, goes})
		}
	}
	slices.SortStableFunc(all, func(a, b turn) int { return b.goes - a.goes })
	var out []string
	for _, t := range all[:min(len(all), mostTurns)] {
		out = append(out, t.text)
	}
	return out
}

// mostTurns is how many open points are told of.
const mostTurns = 3

// turnsOf tells what other answers to one open point undo, and how many statements the most of them does.
func (s *screen) turnsOf(pt model.PointID) (text string, most int) {
	here := s.holding(s.base, codes.Serious)
	values := map[string][]int{}
	var effects []string
	for v := range s.Answer.Pact.Points[pt].Values {
		f := slices.Clone(s.base)
		f[pt] = v
		goes, effect := s.turned(here, f)
		if len(goes) == 0 {
			continue
		}
		effects, values[effect], most = appendNew(effects, effect), append(values[effect], v), max(most, len(goes))
	}
	var each []string
	for _, e := range effects {
		each = append(each, "if "+s.Answers(pt, values[e])+", "+e)
	}
	return s.Question(pt) + ": " + strings.Join(each, "; ") + ".", most
}

// turned tells what of the gravest no longer holds in a filling, what only in a lesser form, and what holds instead.
func (s *screen) turned(here []int, f model.Filling) (goes []int, effect string) {
	there := s.holding(f, codes.Serious)
	goes = without(here, there)
	lesser := without(goes, without(goes, s.numbersOf(codes.Serious, func(x *statement.Statement) bool { return x.Also.Has(f) })))
	var parts []string
	if gone := without(goes, lesser); len(gone) > 0 {
		parts = append(parts, numbers(gone, "no longer hold", "no longer holds"))
	}
	if len(lesser) > 0 {
		parts = append(parts, numbers(lesser, "are lesser", "is lesser"))
	}
	if comes := without(there, here); len(comes) > 0 {
		parts = append(parts, numbers(comes, "hold instead", "holds instead"))
	}
	return goes, course.List(parts, "and")
}

// without lists what is in one list and not in the other.
func without(a, b []int) []int {
	return slices.DeleteFunc(slices.Clone(a), func(n int) bool { return slices.Contains(b, n) })
}

// numbers says something of statements by their numbers.
func numbers(ns []int, plural, singular string) string {
	var names []string
	for _, n := range ns {
		names = append(names, fmt.Sprint(n))
	}
	if len(ns) == 1 {
		return names[0] + " " + singular
	}
	return course.List(names, "and") + " " + plural
}
