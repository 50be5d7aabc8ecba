package words

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/model"
)

// Declared tells what a declaration says, in whole sentences: of a clause whom it binds to what, from when, until when, and
// for what. It says what the text says, and nothing of what comes of it.
func (q Speaker) Declared(ref model.Ref) []string {
	p, i := q.Pact, ref.Index
	if p.Declaration(ref) == nil {
		return nil
	}
	switch ref.Kind {
	case model.KindActor:
		return q.actor(&p.Actors[i])
	case model.KindSource:
		return q.source(&p.Sources[i])
	case model.KindFact:
		return q.fact(i)
	case model.KindAct:
		return q.act(&p.Acts[i])
	case model.KindDecision:
		return q.decision(&p.Decisions[i])
	case model.KindInstrument:
		return q.instrument(&p.Instruments[i])
	case model.KindDuty:
		return q.duty(&p.Duties[i])
	case model.KindBan:
		return q.ban(&p.Bans[i])
	case model.KindPower:
		return q.power(&p.Powers[i])
	case model.KindPoint:
		return q.point(&p.Points[i])
	}
	return q.reading(&p.Readings[i])
}

// Cited tells what citations are of, each source with its paragraphs and how near the pact stands to it.
func (q Speaker) Cited(cites []model.Cite) []string {
	var from []string
	for _, c := range cites {
		one := q.Pact.Sources[c.Source].Title()
		if len(c.Paragraphs) > 0 {
			one += ", " + strings.Join(c.Paragraphs, ", ")
		}
		if how := [...]string{"", "quoted", "paraphrased", "alleged", "inferred"}[c.Kind]; how != "" {
			one += " (" + how + ")"
		}
		from = append(from, one)
	}
	return from
}

// sentences collects sentences.
type sentences []string

// add adds a sentence, if there is one.
func (s *sentences) add(format string, args ...any) {
	*s = append(*s, course.Capital(fmt.Sprintf(format, args...))+".")
}

// list names several actors.
func (q Speaker) list(ids []model.ActorID, word string) string {
	var out []string
	for _, id := range ids {
		out = append(out, q.Who(id))
	}
	return course.List(out, word)
}

// days is an amount of time.
func (q Speaker) days(a *model.Amount) string {
	if a.Point != model.None {
		return "as long as the open point " + q.Pact.Points[a.Point].Name + " says"
	}
	return course.Days(a.N)
}

// deadlineOf is a deadline, as it stands after what is to be done within it.
func (q Speaker) deadlineOf(a *model.Amount) string {
	if a.Point != model.None {
		return "within the time that the open point " + q.Pact.Points[a.Point].Name + " says"
	}
	return "within " + course.Days(a.N)
}

// all puts several conditions in a row, each of which may be one of several itself.
func (q Speaker) all(conds []model.Cond, word string) string {
	var out []string
	for _, c := range conds {
		out = append(out, q.Condition(c))
	}
	return strings.Join(out, "; "+word+" ")
}

func (q Speaker) actor(a *model.Actor) []string {
	switch {
	case a.Kind == model.IsOutsider:
		return sentences{"Nature, and anyone who has no name in the pact."}
	case a.Kind == model.IsParty:
		return sentences{"A party: it can sign, promise and be owed."}
	case a.Of != model.None:
		return sentences{"A body of " + q.Who(a.Of) + ": it decides and acts, and owes nothing."}
	}
	return sentences{"A body: it decides and acts, and owes nothing."}
}

func (q Speaker) source(s *model.Source) []string {
	var out sentences
	if !s.Published.IsZero() {
		out.add("published on %s", course.Date(s.Published))
	}
	var relays []string
	for _, r := range s.Relays {
		relays = append(relays, q.Pact.Sources[r].Title())
	}
	if len(relays) > 0 {
		out.add("it passes on what these say: %s", course.List(relays, "and"))
	}
	if s.Unnamed {
		out.add("nobody stands for it by name")
	}
	return out
}

func (q Speaker) fact(i int) []string {
	f := &q.Pact.Facts[i]
	var out sentences
	if f.Values == nil {
		out.add("a number from %d to %d; it begins with %d", f.Low, f.High, f.Low)
	} else {
		out.add("it begins as %s", Spaced(f.Values[0]))
	}
	var by []string
	for k := range q.Pact.Acts {
		for _, e := range q.Pact.Acts[k].Effects {
			if name := Thing(q.Pact, model.KindAct, k); int(e.Fact) == i && (len(by) == 0 || by[len(by)-1] != name) {
				by = append(by, name)
			}
		}
	}
	for k := range q.Pact.Powers {
		if w := &q.Pact.Powers[k]; w.Effect == model.SetFact && int(w.Fact) == i {
			by = append(by, Thing(q.Pact, model.KindPower, k))
		}
	}
	if len(by) == 0 {
		out.add("nothing changes it")
	} else {
		out.add("it is changed by %s", course.List(by, "and"))
	}
	return out
}

func (q Speaker) act(a *model.Act) []string {
	var out sentences
	out.add("%s can do this", q.list(a.By, "or"))
	if a.When != nil {
		out.add("it can be done only while %s", q.Condition(a.When))
	}
	for _, e := range a.Effects {
		f := &q.Pact.Facts[e.Fact]
		name := Thing(q.Pact, model.KindFact, int(e.Fact))
		switch amount := q.number(e.Amount); {
		case e.Op == model.Rises:
			out.add("by it %s rises by %s", name, amount)
		case e.Op == model.Falls:
			out.add("by it %s falls by %s", name, amount)
		case f.Values != nil:
			out.add("by it %s becomes %s", name, Spaced(f.Values[e.Amount.N]))
		default:
			out.add("by it %s becomes %s", name, amount)
		}
	}
	if a.Irreversible {
		out.add("what is done cannot be undone")
	}
	return out
}

// number is an amount that is no time.
func (q Speaker) number(a model.Amount) string {
	if a.Point != model.None {
		return "what the open point " + q.Pact.Points[a.Point].Name + " says"
	}
	return fmt.Sprint(a.N)
}

func (q Speaker) decision(d *model.Decision) []string {
	var out sentences
	var values []string
	for _, v := range d.Values {
		values = append(values, fmt.Sprintf("%q", Spaced(v)))
	}
	out.add("%s can decide %s", q.list(d.By, "or"), course.List(values, "or"))
	if d.Once != nil {
		out.add("it is asked once %s", q.Condition(d.Once))
	} else {
		out.add("it is asked from the first day")
	}
	if d.Within != nil {
		out.add("it lapses if it is not decided %s", q.deadlineOf(d.Within))
	} else {
		out.add("there is no time by which it must be decided")
	}
	return out
}

func (q Speaker) instrument(in *model.Instrument) []string {
	var out sentences
	out.add("between %s", q.list(in.Between, "and"))
	out.add("it enters into force once %s", q.Condition(in.InForceOnce))
	if in.EndsOnce != nil {
		out.add("it ends once %s", q.Condition(in.EndsOnce))
	}
	if in.Expires != nil {
		out.add("it ends after %s", q.days(in.Expires))
	}
	for i := range q.Pact.Powers {
		if w := &q.Pact.Powers[i]; w.Effect == model.Terminate && &q.Pact.Instruments[w.Target] == in {
			out.add("%s may end it (%s)", q.Who(w.Holder), Thing(q.Pact, model.KindPower, i))
		}
	}
	return out
}

func (q Speaker) duty(d *model.Duty) []string {
	var out sentences
	text := q.Who(d.Obligor) + course.Verb(q.Pact, d.Obligor, " has to ", " have to ") + q.Doing(d)
	switch {
	case d.Within != nil:
		text += ", " + q.deadlineOf(d.Within)
	case d.By != nil:
		text += ", by " + course.Date(*d.By)
	default:
		text += ", with no deadline"
	}
	out.add("%s", text)
	out.add("it falls due %s", q.fallsDue(d))
	if d.NotBefore != nil {
		out.add("what is done before %s have passed does not count yet", q.days(d.NotBefore))
	}
	if d.Unless != nil {
		out.add("it is excused while %s", q.Condition(d.Unless))
	}
	if d.Discretion {
		out.add("to let it lapse is lawful: it is at %s", course.Verb(q.Pact, d.Obligor, "its discretion", "their discretion"))
	}
	q.owed(&out, d.For, d.Return)
	if len(d.Against) > 0 {
		out.add("it is promised for the case that %s", q.all(d.Against, "or"))
	}
	return out
}

// fallsDue says when a duty falls due.
func (q Speaker) fallsDue(d *model.Duty) string {
	var text string
	switch {
	case d.Upon != model.None:
		text = "each time somebody does " + Thing(q.Pact, model.KindAct, int(d.Upon))
	case d.Once != nil:
		text = "once " + q.Condition(d.Once)
	default:
		text = "when " + Thing(q.Pact, model.KindInstrument, int(d.Instrument)) + " enters into force"
	}
	if d.Every != nil {
		text += ", and again every " + strings.TrimPrefix(q.days(d.Every), "1 ")
	}
	return text
}

// owed says to whom something is owed, and for what.
func (q Speaker) owed(out *sentences, to []model.ActorID, back []model.Cond) {
	if len(to) > 0 {
		out.add("it is owed to %s", q.list(to, "and"))
	}
	if len(back) > 0 {
		out.add("what is to be had in return: %s", q.all(back, "and"))
	}
}

func (q Speaker) ban(b *model.Ban) []string {
	var out sentences
	out.add("%s must not %s", q.Who(b.Bound), course.Plain(&q.Pact.Acts[b.Act].Decl))
	if b.While != nil {
		out.add("this binds while %s is in force, and then only while %s", Thing(q.Pact, model.KindInstrument, int(b.Instrument)), q.Condition(b.While))
	} else {
		out.add("this binds while %s is in force", Thing(q.Pact, model.KindInstrument, int(b.Instrument)))
	}
	q.owed(&out, b.For, b.Return)
	return out
}

func (q Speaker) power(w *model.Power) []string {
	var out sentences
	out.add("%s may %s", q.Who(w.Holder), q.effect(w))
	if w.When != nil {
		out.add("this can be used only while %s", q.Condition(w.When))
	}
	if w.Notice != nil {
		out.add("it takes effect after a notice of %s", q.days(w.Notice))
	} else {
		out.add("it takes effect at once")
	}
	return out
}

// effect is what using a power does, after "may".
func (q Speaker) effect(w *model.Power) string {
	switch w.Effect {
	case model.Suspend:
		return "suspend " + Thing(q.Pact, model.KindInstrument, int(w.Target))
	case model.Resume:
		return "resume " + Thing(q.Pact, model.KindInstrument, int(w.Target))
	case model.Terminate:
		return "end " + Thing(q.Pact, model.KindInstrument, int(w.Target))
	case model.Excuse:
		return "excuse " + Thing(q.Pact, model.KindDuty, int(w.Duty))
	}
	f := &q.Pact.Facts[w.Fact]
	value := fmt.Sprint(w.Value)
	if f.Values != nil {
		value = Spaced(f.Values[w.Value])
	}
	return "make " + Thing(q.Pact, model.KindFact, int(w.Fact)) + " " + value
}

func (q Speaker) point(p *model.Point) []string {
	var values []string
	for _, v := range p.Values {
		values = append(values, Spaced(v.Text))
	}
	var out sentences
	out.add("the text leaves this open; it may be %s", course.List(values, "or"))
	return out
}

func (q Speaker) reading(r *model.Reading) []string {
	var fixes []string
	for _, b := range r.Fixes {
		p := &q.Pact.Points[b.Point]
		fixes = append(fixes, Spaced(p.Name)+" is "+Spaced(p.Values[b.Value].Text))
	}
	var out sentences
	if len(fixes) > 0 {
		out.add("a reading in which %s", course.List(fixes, "and"))
	}
	return out
}
