package course

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/model"
)

// Line is one move of a course in plain words. Day 0 is the day the pact starts.
type Line struct {
	Day      int
	Date     model.Date // zero if the pact does not say when it starts
	Text     string     // who does what; for time, what runs out
	Changes  []string   // what became different by it, the most telling first
	Breaks   []string   // promises broken by it, each as a phrase: `Northland breaks "keep_off"`
	Careless bool       // a party that could have been safe is so no longer, by this move or because it let time pass
	Step     int        // the step of the course that the line tells, -1 for a closing line
}

// Sentence is the line as one sentence without its date and without a full stop.
func (l Line) Sentence() string {
	parts := []string{l.Text}
	if len(l.Changes) > 0 {
		parts = append(parts, strings.Join(l.Changes, "; "))
	}
	s := strings.Join(parts, ": ")
	if len(l.Breaks) > 0 {
		s += " (" + strings.Join(l.Breaks, "; ") + ")"
	}
	return s
}

// Carelessness is how a careless step is marked.
func (l Line) Carelessness() string {
	if !l.Careless {
		return ""
	}
	return "this is the step that care would have spared"
}

// lines tells the course: one line a move, signatures in a row in one. Days on which nothing becomes different are passed over; the
// dates show them.
func (c *replay) lines() []Line {
	var out []Line
	gaps := c.gaps()
	for i := range c.Steps {
		if len(gaps) > 0 && i >= gaps[0].First {
			if i == gaps[0].Next-1 {
				out = append(out, c.passedOver(gaps[0]))
				gaps = gaps[1:]
			}
			continue
		}
		if s := &c.Steps[i]; s.Move.Kind == machine.Pass && len(s.Changes) == 0 {
			continue
		}
		if c.signsOn(i) && len(out) > 0 {
			out[len(out)-1] = c.joinSignatures(i)
			continue
		}
		out = append(out, c.line(i))
	}
	if l, ok := c.closing(); ok {
		out = append(out, l)
	}
	return out
}

// signsOn reports whether step i is one more signature under what was signed in the step before, on the
// same day, and nothing came of that one yet.
func (c *replay) signsOn(i int) bool {
	if i == 0 || c.Round == i {
		return false
	}
	last, s := &c.Steps[i-1], &c.Steps[i]
	return s.Move.Kind == machine.Sign && last.Move.Kind == machine.Sign && s.Move.Index == last.Move.Index &&
		last.Culprits == 0 && !last.Careless && len(c.changes(last)) == 0
}

// joinSignatures tells all signatures up to step i in one line: "Northland and Southland sign ...".
func (c *replay) joinSignatures(i int) Line {
	l, p := c.line(i), c.Machine.Pact
	first := i
	for c.signsOn(first) {
		first--
	}
	var who []string
	for _, s := range c.Steps[first : i+1] {
		who = append(who, Actor(p, s.Move.Actor))
	}
	l.Text = Capital(List(who, "and")) + " sign " + Thing(p, model.Ref{Kind: model.KindInstrument, Index: c.Steps[i].Move.Index})
	return l
}

// line tells step i.
func (c *replay) line(i int) Line {
	s := &c.Steps[i]
	l := Line{Day: s.Day, Text: Capital(c.text(s)), Changes: c.changes(s), Breaks: c.breaks(s), Careless: s.Careless, Step: i}
	if s.Move.Kind == machine.Pass {
		l.Day += c.Machine.Tick * s.Times()
	}
	if s.Again > 0 {
		l.Text += fmt.Sprintf(", the same %d times, from %s on", s.Times(), dayWords(s.Day, c.date(s.Day)))
	}
	l.Date = c.date(l.Day)
	return l
}

func (c *replay) date(day int) model.Date {
	if c.Machine.Pact.Starts.IsZero() {
		return model.Date{}
	}
	return c.Machine.Pact.Starts.Plus(day)
}

// closing says how the course goes on, if that is not plain from its last move.
func (c *replay) closing() (Line, bool) {
	day := c.endDay()
	l := Line{Day: day, Date: c.date(day), Step: -1}
	switch {
	case c.Round >= 0 && c.uneventful(c.Round):
		l.Text = "Nothing more has to happen, for ever"
	case c.Round >= 0:
		l.Text = "And so on, for ever: all is again as on " + dayWords(c.Steps[c.Round].Day, c.date(c.Steps[c.Round].Day))
	case len(c.Steps) > 0 && c.uneventful(len(c.Steps)-1):
		l.Text = "Nothing has happened since"
	default:
		return l, false
	}
	return l, true
}

// uneventful reports whether from step i on only time passes.
func (c *replay) uneventful(i int) bool {
	return !slices.ContainsFunc(c.Steps[i:], func(s stride) bool {
		return s.Move.Kind != machine.Pass || len(s.Changes) > 0
	})
}

// endDay is the day on which the course arrives.
func (c *replay) endDay() int {
	if len(c.Steps) == 0 {
		return 0
	}
	last := c.Steps[len(c.Steps)-1]
	if last.Move.Kind == machine.Pass {
		return last.Day + c.Machine.Tick*last.Times()
	}
	return last.Day
}

// Said tells a move that is not of time, whatever comes of it: "Northland signs the Peace agreement".
func Said(m *machine.Machine, l machine.Label) string {
	c := replay{Machine: m}
	return c.text(&stride{Step: Step{Move: l}})
}

// text says who does what.
func (c *replay) text(s *stride) string {
	p, who := c.Machine.Pact, ""
	verb := func(singular, plural string) string { return " " + Verb(p, s.Move.Actor, singular, plural) + " " }
	if s.Move.Actor != machine.Time {
		who = Actor(p, s.Move.Actor)
	}
	switch s.Move.Kind {
	case machine.Sign:
		return who + verb("signs", "sign") + Thing(p, model.Ref{Kind: model.KindInstrument, Index: s.Move.Index})
	case machine.Do:
		return who + ": " + Plain(&p.Acts[s.Move.Index].Decl)
	case machine.Decide:
		q := &p.Decisions[s.Move.Index]
		return who + verb("decides", "decide") + "\"" + spaced(q.Values[s.Move.Value]) + "\" on " + Thing(p, model.Ref{Kind: model.KindDecision, Index: s.Move.Index})
	case machine.Use:
		return c.useText(s.Move.Actor, &p.Powers[s.Move.Index])
	case machine.Strike:
		return c.strikeText(s)
	}
	return "time goes on"
}

func (c *replay) useText(holder model.ActorID, w *model.Power) string {
	p := c.Machine.Pact
	who := Actor(p, holder)
	if w.Notice != nil {
		return who + " " + Verb(p, holder, "gives", "give") + " notice of " + Days(w.Notice.In(p, c.Machine.Filling)) + " under " + quoted(&w.Decl) + ", to " + effect(p, w)
	}
	return who + " " + Verb(p, holder, "uses its", "use their") + " right " + quoted(&w.Decl) + " to " + effect(p, w)
}

// effect says in the infinitive what a power does.
func effect(p *model.Pact, w *model.Power) string {
	instrument := func() string { return Thing(p, model.Ref{Kind: model.KindInstrument, Index: int(w.Target)}) }
	switch w.Effect {
	case model.Suspend:
		return "suspend " + instrument()
	case model.Resume:
		return "resume " + instrument()
	case model.Terminate:
		return "end " + instrument()
	case model.Excuse:
		return "excuse " + quoted(&p.Duties[w.Duty].Decl)
	}
	f := &p.Facts[w.Fact]
	return "set " + quoted(&f.Decl) + " to " + factValue(f, w.Value)
}

// strikeText says what runs out. What becomes of it stands in the changes, where it is not the same.
func (c *replay) strikeText(s *stride) string {
	p, f := c.Machine.Pact, c.Machine.Filling
	var out []string
	for _, ch := range s.Changes {
		switch {
		case ch.Thing.Kind == model.KindDecision && ch.To == "lapsed":
			q := &p.Decisions[ch.Thing.Index]
			out = append(out, daysRunOut(q.Within.In(p, f), "for "+Thing(p, ch.Thing))+" without a decision")
		case ch.Thing.Kind == model.KindInstrument && ch.To == "ended (its term ran out)":
			out = append(out, "the term of "+Thing(p, ch.Thing)+" runs out after "+Days(p.Instruments[ch.Thing.Index].Expires.In(p, f)))
		}
	}
	out = append(out, c.missedText(s)...)
	for _, ch := range s.Changes {
		if ch.Thing.Kind == model.KindPower && ch.From == "noticed" {
			w := &p.Powers[ch.Thing.Index]
			out = append(out, "the notice under "+quoted(&w.Decl)+", to "+effect(p, w)+", takes effect")
		}
	}
	return strings.Join(out, "; ")
}

// missedText names the duties of which the time is over. One that is at once due again does not show it by its status.
func (c *replay) missedText(s *stride) []string {
	var out, again []string
	missed := slices.Sorted(slices.Values(slices.Concat(s.Breaches, s.Lapses)))
	for _, id := range missed {
		d := &c.Machine.Pact.Duties[id]
		if c.Machine.Reads(s.To, model.Ref{Kind: model.KindDuty, Index: int(id)}) == "due" {
			again = append(again, "a term of "+quoted(&d.Decl)+" runs out, and the next begins")
		} else {
			out = append(out, c.runsOut(d))
		}
	}
	return append(out, again...)
}

// runsOut says that the time of a duty is over.
func (c *replay) runsOut(d *model.Duty) string {
	if d.Within == nil {
		return "the date of " + quoted(&d.Decl) + " is past"
	}
	return daysRunOut(d.Within.In(c.Machine.Pact, c.Machine.Filling), "of "+quoted(&d.Decl))
}

func daysRunOut(n int, of string) string {
	switch n {
	case 0:
		return "the day " + of + " is over"
	case 1:
		return "the 1 day " + of + " runs out"
	}
	return "the " + Days(n) + " " + of + " run out"
}

// at is where the thing that is moved is declared: the instrument signed, the act done, the decision
// made, the power used. It is nowhere for a step of time.
func (c *replay) at(move machine.Label) source.Span {
	kind := map[machine.MoveKind]model.Kind{machine.Sign: model.KindInstrument, machine.Do: model.KindAct,
		machine.Decide: model.KindDecision, machine.Use: model.KindPower}[move.Kind]
	if d := DeclOf(c.Machine.Pact, model.Ref{Kind: kind, Index: move.Index}); d != nil {
		return d.At
	}
	return source.Span{}
}
