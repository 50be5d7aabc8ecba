package odds

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/chance"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Document is the answers as something to read.
func (a *Answers) Document() doc.Document {
	d := doc.Document{Title: doc.T("What the odds come to: " + a.Pact.Title)}
	if len(a.Pact.Odds)+len(a.Pact.Chances) == 0 {
		d.Under = []doc.Text{doc.In(doc.Uncertain, "The pact records no odds of anything, so there are none to be told.")}
		return d
	}
	d.Under = append(d.Under, doc.In(doc.Aside, "The numbers are those that are cited below. What is left to choice is not weighed: told are the least and the greatest that the choices of all can make of it."))
	if len(a.Pact.Points) > 0 {
		d.Under = append(d.Under, doc.T("Of the open questions: "+reading(a.Pact, a.Filling)))
	}
	for _, s := range []doc.Section{recorded(a.Pact), a.table(), a.decides(), a.boundary()} {
		if len(s.Blocks) > 0 {
			d.Blocks = append(d.Blocks, s)
		}
	}
	return d
}

// reading says how the open points are answered.
func reading(p *model.Pact, f model.Filling) string {
	var out []string
	for i := range p.Points {
		out = append(out, p.Points[i].Name+" is "+p.Points[i].Values[f[i]].Text)
	}
	return course.List(out, "and") + "."
}

func section(id, title string, blocks ...doc.Block) doc.Section {
	return doc.Section{ID: id, Title: doc.T(title), Blocks: blocks}
}

func bullets(lines []string) doc.List {
	var l doc.List
	for _, line := range lines {
		l.Items = append(l.Items, doc.Item{Text: doc.T(line)})
	}
	return l
}

// percent is a number of millionths in hundredths.
func percent(millionths int) string {
	return strconv.FormatFloat(float64(millionths)/1e4, 'f', -1, 64) + "%"
}

func shares(low, high int) string {
	if low == high {
		return percent(low)
	}
	return percent(low) + " to " + percent(high)
}

// recorded lists the odds that a pact records, and on whose word.
func recorded(p *model.Pact) doc.Section {
	var lines []string
	for i := range p.Odds {
		lines = append(lines, Words(p, &p.Odds[i]))
	}
	for i := range p.Chances {
		lines = append(lines, ChanceWords(p, &p.Chances[i]))
	}
	return section("recorded", "What is recorded", bullets(lines))
}

// Words says what odds are recorded, and on whose word.
func Words(p *model.Pact, o *model.Odds) string {
	q := words.Speaker{Pact: p}
	var vs []string
	for _, v := range o.Values {
		vs = append(vs, fmt.Sprintf("“%s” with %s", words.Spaced(p.Decisions[o.Decision].Values[v.Value]), shares(v.Low, v.High)))
	}
	return fmt.Sprintf("%s %s on %s: %s. Says %s.", course.Capital(q.Who(o.Actor)), course.Verb(p, o.Actor, "decides", "decide"),
		words.Thing(p, model.KindDecision, int(o.Decision)), course.List(vs, "and"), sources.CiteWords(p, o.Cites))
}

// ChanceWords says what chance is recorded, and on whose word.
func ChanceWords(p *model.Pact, c *model.Chance) string {
	q := words.Speaker{Pact: p}
	return fmt.Sprintf("It happens that an outsider comes to %s: %s in %s. Says %s.", q.Act(c.Act), shares(c.Low, c.High), course.Days(c.Days), sources.CiteWords(p, c.Cites))
}

// value tells a value.
func value(v chance.Value) string {
	if v.Exact == nil {
		return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(100*(v.Low+v.High)/2, 'f', 6, 64), "0"), ".") + "%"
	}
	r := new(big.Rat).Mul(v.Exact, big.NewRat(100, 1))
	if r.IsInt() {
		return r.Num().String() + "%"
	}
	text := strings.TrimRight(r.FloatString(4), "0") + "%"
	if exact, _ := new(big.Rat).SetString(strings.TrimSuffix(text, "%")); exact.Cmp(r) == 0 {
		return text
	}
	if v.Exact.Denom().BitLen() <= 14 {
		return text + " (" + v.Exact.RatString() + ")"
	}
	return "about " + text
}

func span(r Range) string {
	low, high := value(r.Least), value(r.Greatest)
	if low == high {
		return low
	}
	return low + " to " + high
}

// asked says what a question is.
func (a *Answers) asked(i int) string {
	q := words.Speaker{Pact: a.Pact}
	x := &a.Asked[i]
	if x.Purpose != None {
		p := &a.Pact.Purposes[x.Purpose]
		if p.Label != "" {
			return "It comes about: “" + p.Label + "”"
		}
		return "It comes about that " + q.Plainly(p.Cond)
	}
	d := &a.Pact.Duties[x.Duty]
	var terms []string
	for _, c := range d.Return {
		terms = append(terms, q.Plainly(c))
	}
	return fmt.Sprintf("%s %s %s, and what %s for it never comes (%s)", course.Capital(q.Who(d.Obligor)), course.Verb(a.Pact, d.Obligor, "keeps its promise to", "keep their promise to"),
		q.Task(d), course.Verb(a.Pact, d.Obligor, "it is to get", "they are to get"), course.List(terms, "and"))
}

// world says who may break its word.
func (a *Answers) world(i, k int) string {
	x := &a.Asked[i]
	switch {
	case x.Worlds[k].Breakers == 0:
		return "while everybody keeps its word"
	case x.Duty != None:
		return "whatever the others do"
	}
	return "whatever anybody does"
}

func (a *Answers) table() doc.Section {
	t := doc.Table{ID: "odds-table", RowHeads: true, Caption: doc.T("The least and the greatest odds, over all that can be chosen"),
		Head: []doc.Cell{doc.C("What"), doc.C("While everybody keeps its word"), doc.C("Whatever the others do")}}
	for i := range a.Asked {
		row := []doc.Cell{doc.C(a.asked(i))}
		for _, w := range a.Asked[i].Worlds {
			row = append(row, doc.C(span(w.Range)))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		return section("odds", "How likely", doc.Para{Text: doc.T("The pact states no purpose, and no promise of what cannot be undone that is given for something: there is nothing to tell the odds of.")})
	}
	return section("odds", "How likely", t)
}

// number says what a number is.
func (a *Answers) number(n Number) string {
	q := words.Speaker{Pact: a.Pact}
	if n.Chance != None {
		return "the chance that an outsider comes to " + q.Act(a.Pact.Chances[n.Chance].Act)
	}
	o := &a.Pact.Odds[n.Odds]
	d := &a.Pact.Decisions[o.Decision]
	return fmt.Sprintf("the odds that %s %s “%s” on %s", q.Who(o.Actor), course.Verb(a.Pact, o.Actor, "decides", "decide"),
		words.Spaced(d.Values[o.Values[n.Likely].Value]), words.Thing(a.Pact, model.KindDecision, int(o.Decision)))
}

// decides tells what each number decides.
func (a *Answers) decides() doc.Section {
	l := doc.List{}
	for i := range a.Asked {
		for k := range a.Asked[i].Worlds {
			var lines []string
			for _, v := range a.Levers {
				if v.Asked == i && v.World == k {
					lines = append(lines, a.lever(&v))
				}
			}
			if len(lines) > 0 {
				l.Items = append(l.Items, doc.Item{Text: doc.In(doc.Strong, a.asked(i)).With(doc.Span{Text: ", " + a.world(i, k) + ":"}), Blocks: []doc.Block{bullets(lines)}})
			}
		}
	}
	if len(l.Items) == 0 {
		return doc.Section{}
	}
	return section("decides", "What each number decides", l)
}

func (a *Answers) lever(v *Lever) string {
	text := fmt.Sprintf("%s: at 0%% it is %s, at 100%% it is %s.", course.Capital(a.number(v.Number)), span(v.None), span(v.All))
	for k, t := range v.Tips {
		if t == nil {
			continue
		}
		which := [...]string{"least", "greatest"}[k]
		of := ""
		if v.Number.Chance != None {
			of = fmt.Sprintf(" in a step of %s", course.Days(a.Tick))
		}
		if t.Above == t.Below {
			text += fmt.Sprintf(" At %s%s the %s is one half.", percent(t.Above), of, which)
		} else {
			text += fmt.Sprintf(" The %s passes one half between %s and %s%s.", which, percent(t.Above), percent(t.Below), of)
		}
	}
	return text
}

// exactly reports whether all answers are exact.
func (a *Answers) exactly() bool {
	for i := range a.Asked {
		for _, w := range a.Asked[i].Worlds {
			if w.Least.Exact == nil || w.Greatest.Exact == nil {
				return false
			}
		}
	}
	return true
}

func (a *Answers) boundary() doc.Section {
	lines := []string{
		fmt.Sprintf("Time goes in steps of %s. What happens by chance is drawn as a step begins; of so many days a step has its part in proportion.", course.Days(a.Tick)),
		"Of whom there are odds how it decides, it decides before the time for that is over; when, and everything else, is left to choice.",
		"A range is one of what is not known: whatever lies in it may be so at each draw.",
	}
	if a.exactly() {
		lines = append(lines, "The answers are exact.")
	} else {
		lines = append(lines, fmt.Sprintf("Some answers were come near to from both sides: what is told is right to %g in a hundred.", 100*2*chance.Precision))
	}
	if len(a.Levers) == 0 && a.States > mostVaried {
		lines = append(lines, "What each number decides is not told: there are too many states to look again and again.")
	}
	return section("boundary", "What this rests on", bullets(lines))
}
