package player

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/play"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// view puts a moment into blocks.
type view struct {
	*Session
	words.Speaker
	at      *play.Position
	options []*play.Option // as they are numbered, from 1; time is not among them
}

func (s *Session) view() *view {
	v := &view{Session: s, Speaker: words.Speaker{Pact: s.Pact()}, at: s.Position()}
	for o := range v.at.Options() {
		if o.Move.Actor != machine.Time {
			v.options = append(v.options, o)
		}
	}
	return v
}

// Show tells where everyone stands: how things are, what is owed, who is in danger, what can be done now.
func (s *Session) Show() []doc.Block {
	v := s.view()
	out := []doc.Block{doc.Section{Title: doc.In(doc.Strong, v.today()), Blocks: []doc.Block{v.things()}}}
	parts := []doc.Block{v.owed(), v.danger()}
	if !s.Apart {
		parts = append(parts, v.open())
	}
	for _, part := range parts {
		if part != nil {
			out = append(out, part)
		}
	}
	return out
}

// Choices are the moves that can be made now, time aside, one block each, as they are numbered.
func (s *Session) Choices() []doc.Block {
	v := s.view()
	var out []doc.Block
	for _, o := range v.options {
		x := v.choice(o)
		out = append(out, doc.Para{Text: x.Text, Tone: x.Tone})
	}
	return out
}

// today names the step of time: "Step 2: 11 Jan 2026 to 20 Jan 2026".
func (v *view) today() string {
	day, tick := v.Day(), v.exact.Tick
	if v.exact.Pact.Starts.IsZero() {
		if tick == 1 {
			return fmt.Sprintf("Day %d", day)
		}
		return fmt.Sprintf("Days %d to %d", day, day+tick-1)
	}
	from := course.Date(v.exact.Pact.Starts.Plus(day))
	if tick == 1 {
		return fmt.Sprintf("Day %d, %s", day, from)
	}
	return fmt.Sprintf("Step %d, %s to %s", day/tick+1, from, course.Date(v.exact.Pact.Starts.Plus(day+tick-1)))
}

// things tells how facts, instruments and decisions stand.
func (v *view) things() doc.Block {
	var out doc.Facts
	add := func(ref model.Ref) {
		out.Rows = append(out.Rows, doc.Fact{Name: strings.Trim(course.Thing(v.exact.Pact, ref), `"`), Text: doc.T(words.Spaced(v.exact.Reads(v.now(), ref)) + v.signed(ref))})
	}
	for i := range v.exact.Pact.Facts {
		add(model.Ref{Kind: model.KindFact, Index: i})
	}
	for i := range v.exact.Pact.Instruments {
		add(model.Ref{Kind: model.KindInstrument, Index: i})
	}
	for i := range v.exact.Pact.Decisions {
		add(model.Ref{Kind: model.KindDecision, Index: i})
	}
	return out
}

// signed says who has signed a draft.
func (v *view) signed(ref model.Ref) string {
	if ref.Kind != model.KindInstrument || v.exact.Reads(v.now(), ref) != "draft" {
		return ""
	}
	var who model.ActorSet
	for _, p := range v.exact.Pact.Instruments[ref.Index].Between {
		if v.exact.Condition(model.Signed{Instrument: model.InstrumentID(ref.Index), Party: p})(v.now()) {
			who |= model.SetOf(p)
		}
	}
	if who == 0 {
		return ", signed by nobody yet"
	}
	return ", signed by " + v.People(who)
}

// owed tells what is due: of whom, until when, by what it is done, by what broken.
func (v *view) owed() doc.Block {
	if len(v.at.Owed) == 0 {
		return nil
	}
	var list doc.List
	for _, d := range v.at.Owed {
		duty := &v.exact.Pact.Duties[d.Duty]
		text := course.Capital(v.Who(d.Obligor)) + course.Verb(v.exact.Pact, d.Obligor, " has to ", " have to ") + v.Doing(duty)
		list.Items = append(list.Items, doc.Item{Text: doc.T(text + v.until(&d)), Blocks: v.discharge(&d)})
	}
	return doc.Section{Title: doc.T("Owed now"), Blocks: []doc.Block{list}}
}

func (v *view) until(d *play.Debt) string {
	switch {
	case !d.Deadline:
		return ", with no last day"
	case d.DaysLeft == 0:
		return ", today at the latest"
	}
	out := ", within " + course.Days(d.DaysLeft)
	if !v.exact.Pact.Starts.IsZero() {
		out += " (until " + course.Date(v.exact.Pact.Starts.Plus(v.Day()+d.DaysLeft)) + ")"
	}
	return out
}

// discharge says which of the moves below do what is owed, and which break it.
func (v *view) discharge(d *play.Debt) []doc.Block {
	var out []doc.Block
	if d.CountsIn > 0 {
		out = append(out, doc.Para{Text: doc.T("It does not count before " + course.Days(d.CountsIn) + " have passed.")})
	}
	if n := v.numbers(d.Discharges); n != "" {
		out = append(out, doc.Para{Text: doc.T("Done by " + n + ".")})
	} else if d.CountsIn == 0 {
		out = append(out, doc.Para{Text: doc.T("Nothing that can be done now does it.")})
	}
	if n := v.numbers(d.Breaks); n != "" {
		out = append(out, doc.Para{Text: doc.T("Broken by " + n + "."), Tone: doc.Warning})
	}
	return out
}

// numbers says under which numbers moves stand.
func (v *view) numbers(moves []machine.Label) string {
	var out []string
	for _, l := range moves {
		if l.Actor == machine.Time {
			out = append(out, "letting time go on")
			continue
		}
		for i, o := range v.options {
			if o.Move == l {
				out = append(out, fmt.Sprint(i+1))
			}
		}
	}
	return course.List(out, "or")
}

// danger tells who can be left with nothing from here, and how far it is from that.
func (v *view) danger() doc.Block {
	title := doc.T("Who can be left with nothing from here")
	if v.ahead == nil {
		return doc.Section{Title: title, Blocks: []doc.Block{doc.Para{Text: doc.In(doc.Uncertain, "Not known: "+v.dark+"."), Tone: doc.Uncertain}}}
	}
	var list doc.List
	for _, d := range v.ahead.dangers(v.moves) {
		list.Items = append(list.Items, doc.Item{Text: doc.T(Plight(v.Speaker, &d)), Tone: toneOf(d.How)})
	}
	if len(list.Items) == 0 {
		return doc.Section{Title: title, Blocks: []doc.Block{doc.Para{Text: doc.T("Nobody, whoever breaks a promise."), Tone: doc.Good}}}
	}
	return doc.Section{Title: title, Blocks: []doc.Block{list}}
}

func toneOf(h How) doc.Tone {
	if h >= Lost {
		return doc.Grave
	}
	return doc.Warning
}

// Plight is a danger in one sentence, with whose breach it takes in another.
func Plight(q words.Speaker, d *Danger) string {
	duty := &q.Pact.Duties[d.Duty]
	verb := func(one, many string) string { return course.Verb(q.Pact, duty.Obligor, one, many) }
	part := verb("its", "their") + " part (" + q.Doing(duty) + ")"
	get := "what " + verb("it is", "they are") + " promised for it (" + q.Retold(q.Condition(model.And{Terms: duty.Return})) + ")"
	out := course.Capital(q.Who(duty.Obligor))
	switch d.How {
	case Bare:
		out += verb(" has", " have") + " done " + part + " and can no longer make sure of " + get
	case Lost:
		out += " can no longer avoid being left without the return after doing " + part + ": nothing makes sure of " + get
	case Open:
		out += " can still come to do " + part + " and be left without " + get + ", unless " + verb("it takes", "they take") + " care"
	}
	if len(d.By) > 0 {
		return out + ". It takes a breach by " + q.EitherOf(d.By) + "."
	}
	return out + ". It takes no breach by anybody."
}

// open lists what can be done now, by number.
func (v *view) open() doc.Block {
	var list doc.List
	for _, o := range v.options {
		list.Items = append(list.Items, v.choice(o))
	}
	list.Ordered = true
	time := v.option(&v.at.Time.Next, "time: "+v.timeGoes())
	return doc.Section{Title: doc.T("What can be done now"), Blocks: []doc.Block{list, doc.Para{Text: time.Text, Tone: time.Tone}}}
}

// choice is a move that somebody can make.
func (v *view) choice(o *play.Option) doc.Item {
	return v.option(o, v.Retold(course.Capital(course.Said(v.exact, o.Move))))
}

func (v *view) timeGoes() string {
	if len(v.at.Time.RunsOut) > 0 {
		var out []string
		for _, ref := range v.at.Time.RunsOut {
			out = append(out, v.Named(ref))
		}
		return "a step goes by, and " + course.List(out, "and") + " " + plural(len(out), "runs", "run") + " out first"
	}
	if len(v.at.Time.Ahead) > 0 {
		c := v.at.Time.Ahead[0]
		return "a step goes by; next: " + v.Named(c.Thing) + " runs out in " + course.Days(c.Days)
	}
	return "a step goes by; no deadline is running"
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// option is a move with what comes of it, whose word it breaks, and whether it is the last exit.
func (v *view) option(o *play.Option, text string) doc.Item {
	item := doc.Item{Text: doc.T(text)}
	if changes := v.changes(o.Move); changes != "" {
		item.Text = item.Text.With(doc.Span{Text: " (" + changes + ")", Tone: doc.Aside})
	}
	if o.Culprits != 0 {
		var of []string
		for _, ref := range o.Breaks {
			of = append(of, v.Named(ref))
		}
		item.Text = item.Text.With(doc.Span{Text: fmt.Sprintf(" [breach by %s of %s]", v.People(o.Culprits), course.List(of, "and")), Tone: doc.Grave})
		item.Tone = doc.Warning
	}
	for _, d := range v.exits(o.Move) {
		item.Text = item.Text.With(doc.Span{Text: " [" + v.exit(&d) + "]", Tone: doc.Grave})
	}
	return item
}

// exit says whose last exit it is that a move closes.
func (v *view) exit(d *Danger) string {
	self := v.exact.Pact.Duties[d.Duty].Obligor
	out := "the last exit of " + v.Who(self) + ": after this, being left with nothing can no longer be ruled out"
	if len(d.By) > 0 {
		out += " should there be a breach by " + v.EitherOf(d.By)
	}
	return out
}

// exits are the dangers that a move makes unavoidable.
func (v *view) exits(l machine.Label) []Danger {
	if v.ahead == nil {
		return nil
	}
	return v.ahead.exits(v.moves, l)
}

// changes says what a move makes different, in words.
func (v *view) changes(l machine.Label) string {
	c, err := v.course([]machine.Label{l})
	if err != nil {
		panic(err) // it was offered
	}
	return v.Retold(strings.Join(c.Steps[len(c.Steps)-1].Line.Changes, "; "))
}
