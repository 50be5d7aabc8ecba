package repair

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// atom is something that a condition of ours can say.
type atom struct {
	text string
	cond model.Cond
}

// vocabulary is what a new condition can be, in order of the pact: what each fact of a few values can be; that an instrument is
// in force; that a promise that falls due once is performed; each outcome of a decision, and that it came out otherwise. What a
// clause is given for is added where it is that clause that gets the condition.
func vocabulary(p *model.Pact) []atom {
	var out []atom
	add := func(c model.Cond, format string, args ...any) {
		out = append(out, atom{fmt.Sprintf(format, args...), c})
	}
	for i := range p.Instruments {
		add(model.InstrumentIs{Instrument: model.InstrumentID(i), Status: model.InForce}, "%s is in force", p.Instruments[i].Name)
	}
	for i := range p.Duties {
		if d := &p.Duties[i]; !d.Recurs() {
			add(model.DutyIs{Duty: model.DutyID(i), Status: model.Performed}, "%s is performed", d.Name)
		}
	}
	for i := range p.Decisions {
		d := &p.Decisions[i]
		for v, name := range d.Values {
			add(model.DecisionIs{Decision: model.DecisionID(i), Status: model.Decided, Value: v}, "%s is %s", d.Name, name)
		}
		for v := range d.Values {
			out = append(out, otherwise(p, model.DecisionID(i), v))
		}
	}
	for i := range p.Facts {
		f := &p.Facts[i]
		for v, name := range f.Values {
			add(model.FactIs{Fact: model.FactID(i), Value: v}, "%s is %s", f.Name, name)
		}
	}
	return out
}

// otherwise says that a decision came out other than by a value: by another, or, where it can, by lapsing.
func otherwise(p *model.Pact, id model.DecisionID, but int) atom {
	d := &p.Decisions[id]
	var a atom
	var terms []model.Cond
	add := func(word string, c model.Cond) {
		if a.text != "" {
			a.text += " or "
		}
		a.text += d.Name + " is " + word
		terms = append(terms, c)
	}
	for v, name := range d.Values {
		if v != but {
			add(name, model.DecisionIs{Decision: id, Status: model.Decided, Value: v})
		}
	}
	if d.Within != nil || len(terms) == 0 {
		add("lapsed", model.DecisionIs{Decision: id, Status: model.DecisionLapsed})
	}
	a.cond = model.Or{Terms: terms}
	return a
}

// breaches are what a consequence can hang on: that a promise was broken, except by whom it would free or profit.
func breaches(p *model.Pact) []breach {
	var out []breach
	for i := range p.Duties {
		d := &p.Duties[i]
		out = append(out, breach{d.Name, model.Ref{Kind: model.KindDuty, Index: i}, d.Obligor, d.Instrument,
			model.WasBreached{Duty: model.DutyID(i), Ban: model.None}})
	}
	for i := range p.Bans {
		b := &p.Bans[i]
		out = append(out, breach{b.Name, model.Ref{Kind: model.KindBan, Index: i}, b.Bound, b.Instrument,
			model.WasBreached{Duty: model.None, Ban: model.BanID(i)}})
	}
	return out
}

// breach is the breach of a promise.
type breach struct {
	clause string
	ref    model.Ref
	by     model.ActorID
	in     model.InstrumentID
	cond   model.Cond
}

// quoted is a condition of the text as it stands there.
func (w writing) quoted(c syntax.Cond, m model.Cond) atom { return atom{w.of(c), m} }
