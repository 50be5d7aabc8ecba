package points

import (
	"context"
	"fmt"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Change is what is different between two fillings of one pact.
type Change struct {
	Pact        *model.Pact
	TickDays    int
	From, To    model.Filling
	Names       [2]string // what the two are called
	Claims      []Claim   // all findings of either, and of those between, in order of weight
	Goes, Comes []int
	Stays       int    // findings that both have
	Steps       []Turn // the questions that they answer otherwise, in order
}

// Turn is one question that the two answer otherwise: what it alone changes, in the first, and, taken back, in the second.
type Turn struct {
	Point model.PointID
	There Switch // in the first, answered as in the second
	Back  Switch // in the second, answered as in the first
}

// Named is a filling with what it is called.
type Named struct {
	Name  string
	Fixes []model.Binding // what they leave open has the first value
}

// Between compares two fillings of a pact by all that can be found in them. Limits and faults are as with inquiry.Run.
func Between(ctx context.Context, p *model.Pact, from, to Named, q inquiry.Query, tell func(inquiry.Event)) (*Change, error) {
	c := &Change{Pact: p, From: fill(p, from.Fixes), To: fill(p, to.Fixes), Names: [2]string{from.Name, to.Name}}
	need := []model.Filling{c.From, c.To}
	for i := range p.Points {
		if pt := model.PointID(i); c.From[i] != c.To[i] {
			need = append(need, switched(c.From, pt, c.To[i]), switched(c.To, pt, c.From[i]))
			c.Steps = append(c.Steps, Turn{Point: pt})
		}
	}
	l := &alone{ctx: ctx, pact: p, query: q, only: q.Only, tell: tell}
	found, err := l.at(need)
	if err != nil {
		return nil, err
	}
	c.TickDays = l.ticks
	t := &Table{}
	found = t.number(l.claims(), found)
	c.Claims = t.Claims
	c.Goes, c.Comes = without(found[0], found[1]), without(found[1], found[0])
	c.Stays = len(found[0]) - len(c.Goes)
	for i := range c.Steps {
		s := &c.Steps[i]
		there, back := found[2+2*i], found[3+2*i]
		s.There = Switch{Value: c.To[s.Point], Goes: without(found[0], there), Comes: without(there, found[0])}
		s.Back = Switch{Value: c.From[s.Point], Goes: without(found[1], back), Comes: without(back, found[1])}
	}
	return c, nil
}

// Same reports whether the same is found in both.
func (c *Change) Same() bool { return len(c.Goes)+len(c.Comes) == 0 }

// Document is the change as something to read.
func (c *Change) Document() doc.Document {
	s := teller{words.Speaker{Pact: c.Pact}, c.Claims}
	d := doc.Document{Title: doc.T("Two readings: " + c.Pact.Title), Under: []doc.Text{
		doc.T(fmt.Sprintf("From %s to %s.", c.Names[0], c.Names[1])),
		doc.In(doc.Aside, "What this text allows, not what anyone will do. “No promise broken” is said of promises under this text."),
	}}
	if len(c.Steps) == 0 {
		d.Blocks = []doc.Block{doc.Para{Text: doc.T("Both answer every question alike.")}}
		return d
	}
	add := func(id, title string, claims []int, tone doc.Tone) {
		if len(claims) > 0 {
			sec := section(id, title, bullets(s.told(claims)))
			sec.Tone = tone
			d.Blocks = append(d.Blocks, sec)
		}
	}
	if c.Same() {
		d.Blocks = append(d.Blocks, doc.Para{Tone: doc.Uncertain, Text: doc.T("They answer differently, and the same is found in both. Where that is not what one would expect the model may be too thin.")})
	}
	add("goes", "Goes", c.Goes, doc.Good)
	add("comes", "Comes", c.Comes, doc.Warning)
	d.Blocks = append(d.Blocks, c.turns(s), doc.Para{Tone: doc.Aside, Text: doc.T(fmt.Sprintf("%s in both. Time goes in steps of %s.", found(c.Stays), course.Days(c.TickDays)))})
	return d
}

func found(n int) string {
	switch n {
	case 0:
		return "Nothing is found"
	case 1:
		return "1 thing is found"
	}
	return fmt.Sprintf("%d things are found", n)
}

// turns says which of the questions does it.
func (c *Change) turns(s teller) doc.Block {
	var l doc.List
	for _, x := range c.Steps {
		head := fmt.Sprintf("%s %s, not %s", s.Question(x.Point), s.quotedAnswer(x.Point, x.There.Value), s.quotedAnswer(x.Point, x.Back.Value))
		it := doc.Item{Text: doc.In(doc.Strong, head)}
		it.Blocks = append(it.Blocks, turnBlocks(s, "Alone, from the first", x.There)...)
		it.Blocks = append(it.Blocks, turnBlocks(s, "Taken back, in the second", x.Back)...)
		l.Items = append(l.Items, it)
	}
	return section("turns", "Which of the answers does it", l)
}

// turnBlocks says what one turn changes.
func turnBlocks(s teller, when string, x Switch) []doc.Block {
	var lines []string
	for _, line := range s.told(x.Goes) {
		lines = append(lines, "goes: "+line)
	}
	for _, line := range s.told(x.Comes) {
		lines = append(lines, "comes: "+line)
	}
	if len(lines) == 0 {
		return []doc.Block{doc.Para{Text: doc.T(when + " nothing changes."), Tone: doc.Aside}}
	}
	return []doc.Block{doc.Para{Text: doc.T(when + ":")}, bullets(lines)}
}
