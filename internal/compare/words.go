package compare

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/model"
)

// Declarations in plain words, piece by piece.

func declOf(p *model.Pact, ref model.Ref) *model.Decl { return p.Declaration(ref) }

func when(p *model.Pact, c model.Cond) string {
	if c == nil {
		return ""
	}
	return course.Condition(p, c, true)
}

// cases are what a duty is promised against, each by itself.
func cases(p *model.Pact, all []model.Cond) string {
	if len(all) == 0 {
		return ""
	}
	return course.Condition(p, model.Or{Terms: all}, true)
}

func returns(p *model.Pact, terms []model.Cond) string {
	if len(terms) == 0 {
		return ""
	}
	return course.Condition(p, model.And{Terms: terms}, true)
}

func days(p *model.Pact, a *model.Amount) string {
	switch {
	case a == nil:
		return ""
	case a.Point != model.None:
		return "as many days as " + quoted(p, model.KindPoint, int(a.Point)) + " says"
	}
	return course.Days(a.N)
}

func people(p *model.Pact, ids []model.ActorID, word string) string {
	var names []string
	for _, id := range ids {
		names = append(names, course.Actor(p, id))
	}
	return course.List(names, word)
}

func quoted(p *model.Pact, k model.Kind, i int) string {
	return course.Thing(p, model.Ref{Kind: k, Index: i})
}

func doing(p *model.Pact, ids []model.ActID) string {
	var names []string
	for _, id := range ids {
		names = append(names, course.Plain(&p.Acts[id].Decl))
	}
	return course.List(names, "or")
}

// said gives the words if they are to be said.
func said(yes bool, words string) string {
	if yes {
		return words
	}
	return ""
}

func actorWords(p *model.Pact, a *model.Actor) string {
	switch {
	case a.Kind == model.IsParty:
		return "a party"
	case a.Kind == model.IsBody && a.Of != model.None:
		return "a body of " + course.Actor(p, a.Of)
	}
	return "a body"
}

func rangeWords(f *model.Fact) string {
	if f.Values == nil {
		return fmt.Sprintf("the numbers %d to %d", f.Low, f.High)
	}
	return outcomes(f.Values)
}

func outcomes(values []string) string {
	var out []string
	for _, v := range values {
		out = append(out, strings.ReplaceAll(v, "_", " "))
	}
	return course.List(out, "or")
}

func effectsWords(p *model.Pact, a *model.Act) string {
	var out []string
	for _, e := range a.Effects {
		f := &p.Facts[e.Fact]
		n := amountWords(p, e.Amount)
		if e.Op == model.Becomes && f.Values != nil && e.Amount.Point == model.None {
			n = strings.ReplaceAll(f.Values[e.Amount.N], "_", " ")
		}
		out = append(out, quoted(p, model.KindFact, int(e.Fact))+[...]string{" becomes ", " rises by ", " falls by "}[e.Op]+n)
	}
	return course.List(out, "and")
}

func amountWords(p *model.Pact, a model.Amount) string {
	if a.Point != model.None {
		return "what " + quoted(p, model.KindPoint, int(a.Point)) + " says"
	}
	return fmt.Sprint(a.N)
}

func asks(p *model.Pact, d *model.Duty) string {
	if d.Ensure != nil {
		return "see to it that " + when(p, d.Ensure)
	}
	return doing(p, d.Acts)
}

func deadline(p *model.Pact, d model.Deadline) string {
	switch {
	case d.Within != nil:
		return "within " + days(p, d.Within)
	case d.By != nil:
		return "by " + course.Date(*d.By)
	}
	return "at some time, without a deadline,"
}

func trigger(p *model.Pact, d model.Trigger) string {
	switch {
	case d.Upon != model.None:
		return "each time somebody does this: " + course.Plain(&p.Acts[d.Upon].Decl)
	case d.Once != nil:
		return "only once " + when(p, d.Once)
	}
	return "as soon as its instrument is in force"
}

// sentence says what a declaration is for.
func sentence(p *model.Pact, ref model.Ref) string {
	i := ref.Index
	switch ref.Kind {
	case model.KindActor:
		return course.Actor(p, model.ActorID(i)) + " takes part as " + actorWords(p, &p.Actors[i])
	case model.KindFact:
		return "it is one of " + rangeWords(&p.Facts[i])
	case model.KindAct:
		return people(p, p.Acts[i].By, "or") + " can " + course.Plain(&p.Acts[i].Decl)
	case model.KindDecision:
		return people(p, p.Decisions[i].By, "or") + " decides " + outcomes(p.Decisions[i].Values)
	case model.KindInstrument:
		return "it is between " + people(p, p.Instruments[i].Between, "and")
	case model.KindDuty:
		return dutySentence(p, &p.Duties[i])
	case model.KindBan:
		b := &p.Bans[i]
		return course.Actor(p, b.Bound) + " must not " + doing(p, []model.ActID{b.Act}) + lead(" while ", when(p, b.While))
	case model.KindPower:
		w := &p.Powers[i]
		return course.Actor(p, w.Holder) + " may " + course.Effect(p, w) + lead(" on notice of ", days(p, w.Notice)) + lead(" when ", when(p, w.When))
	case model.KindPoint:
		return "it is open between " + pointValues(&p.Points[i])
	}
	return ""
}

func dutySentence(p *model.Pact, d *model.Duty) string {
	s := course.Actor(p, d.Obligor) + " must " + asks(p, d)
	if d.Within != nil || d.By != nil {
		s += " " + deadline(p, model.Deadline{Within: d.Within, By: d.By})
	}
	switch {
	case d.Upon != model.None:
		s += ", " + trigger(p, model.Trigger{Once: d.Once, Upon: d.Upon})
	case d.Once != nil:
		s += ", once " + when(p, d.Once)
	}
	return s + lead(", every ", days(p, d.Every)) + lead(", unless ", when(p, d.Unless)) + said(d.Discretion, ", at its discretion")
}

// lead puts a word before what is not empty.
func lead(word, s string) string {
	if s == "" {
		return ""
	}
	return word + s
}

func pointValues(pt *model.Point) string {
	var out []string
	for _, v := range pt.Values {
		out = append(out, v.Text)
	}
	return course.List(out, "and")
}
