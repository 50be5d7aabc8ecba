package conflict

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Kind is what is chosen.
type Kind uint8

// The kinds of choices.
const (
	Doing      Kind = iota // an act that no promise of the actor speaks of: 0 not, 1 done once, as soon as it can be
	Deciding               // a decision: 0 left open, else the value of that number, counted from 1
	Promising              // a duty: 0 not kept, else by the act of that number, counted from 1
	Refraining             // a ban: 0 broken, once, as soon as it binds; 1 kept
	Using                  // a right: 0 not used, 1 used once, as soon as it can be
	Signing                // an instrument: 0 not signed, 1 signed
)

// Choice is one thing that is chosen.
type Choice struct {
	Kind   Kind
	Of     model.Ref      // the act, decision, duty, ban, power or instrument
	By     model.ActorSet // who chooses it
	Actor  model.ActorID  // who does it
	Values []int          // those that are looked at; one alone is held fast
}

// mostChoices is how many choices a course can remember to have carried out.
const mostChoices = 64

// held are the values of choices that are not to be varied: promises are kept, all else is let be, and what can be signed is signed.
var held = map[Kind]int{Promising: 1, Refraining: 1, Signing: 1}

// choicesOf lists what is chosen under a pact, in order of the kinds and then of declaration.
func choicesOf(m *machine.Machine, q Query) []Choice {
	l := &lister{m: m, p: m.Pact, q: q}
	l.acts()
	for i := range l.p.Decisions {
		d := &l.p.Decisions[i]
		l.add(Choice{Kind: Deciding, Of: model.Ref{Kind: model.KindDecision, Index: i}, By: model.SetOf(d.By...), Actor: d.By[0]}, len(d.Values)+1)
	}
	for i := range l.p.Duties {
		if d := &l.p.Duties[i]; d.Ensure == nil {
			l.add(l.own(Promising, model.KindDuty, i, d.Obligor), len(d.Acts)+1)
		}
	}
	for i := range l.p.Bans {
		l.add(l.own(Refraining, model.KindBan, i, l.p.Bans[i].Bound), 2)
	}
	for i := range l.p.Powers {
		l.add(l.own(Using, model.KindPower, i, l.p.Powers[i].Holder), 2)
	}
	l.signatures()
	return l.out
}

type lister struct {
	m   *machine.Machine
	p   *model.Pact
	q   Query
	out []Choice
}

func (l *lister) own(k Kind, of model.Kind, i int, by model.ActorID) Choice {
	return Choice{Kind: k, Of: model.Ref{Kind: of, Index: i}, By: model.SetOf(by), Actor: by}
}

// add adds a choice with so many values, held fast if it is not to be varied.
func (l *lister) add(c Choice, values int) {
	free := l.q.Vary == nil && c.Kind != Signing || c.Kind == Signing && l.q.Signing || slices.Contains(l.q.Vary, c.Of)
	if !free {
		c.Values = []int{held[c.Kind]}
	}
	for v := range values {
		if free {
			c.Values = append(c.Values, v)
		}
	}
	l.out = append(l.out, c)
}

// acts adds what an actor can do that changes something and that no promise of its own speaks of: what one speaks of is done when the
// promise calls for it, or against it.
func (l *lister) acts() {
	for i := range l.p.Acts {
		id, a := model.ActID(i), &l.p.Acts[i]
		if len(a.Effects) == 0 && !l.calls(id) {
			continue
		}
		for _, by := range a.By {
			if !l.promised(by, id) {
				l.add(l.own(Doing, model.KindAct, i, by), 2)
			}
		}
	}
}

// calls reports whether a duty falls due upon an act.
func (l *lister) calls(a model.ActID) bool {
	return slices.ContainsFunc(l.p.Duties, func(d model.Duty) bool { return d.Upon == a })
}

// promised reports whether a promise of an actor speaks of an act.
func (l *lister) promised(by model.ActorID, a model.ActID) bool {
	return slices.ContainsFunc(l.p.Duties, func(d model.Duty) bool { return d.Obligor == by && slices.Contains(d.Acts, a) }) ||
		slices.ContainsFunc(l.p.Bans, func(b model.Ban) bool { return b.Bound == by && b.Act == a })
}

// signatures adds those that the machine offers.
func (l *lister) signatures() {
	for i := range l.p.Instruments {
		for _, by := range l.p.Instruments[i].Between {
			if _, ok := l.m.Find(machine.Label{Kind: machine.Sign, Actor: by, Index: i}); ok {
				l.add(l.own(Signing, model.KindInstrument, i, by), 2)
			}
		}
	}
}

// claim says that a choice, if it has the value, wants a move to be made.
type claim struct {
	choice, value int
	when          when
}

// when says at which moments the move is wanted.
type when uint8

const (
	once     when = iota // as soon as it can be made, once
	performs             // each time that it performs the duty
	breaks               // as soon as it breaks the ban, once
)

// claims gives, for each label of the machine, the choices that may want it.
func claims(m *machine.Machine, cs []Choice) map[machine.Label][]claim {
	out := map[machine.Label][]claim{}
	for k := range cs {
		c := &cs[k]
		want := func(l machine.Label, value int, w when) {
			l.Actor = c.Actor
			out[l] = append(out[l], claim{k, value, w})
		}
		i := c.Of.Index
		switch c.Kind {
		case Doing:
			want(machine.Label{Kind: machine.Do, Index: i}, 1, once)
		case Deciding:
			for v := range m.Pact.Decisions[i].Values {
				want(machine.Label{Kind: machine.Decide, Index: i, Value: v}, v+1, once)
			}
		case Promising:
			for v, a := range m.Pact.Duties[i].Acts {
				want(machine.Label{Kind: machine.Do, Index: int(a)}, v+1, performs)
			}
		case Refraining:
			want(machine.Label{Kind: machine.Do, Index: int(m.Pact.Bans[i].Act)}, 0, breaks)
		case Using:
			want(machine.Label{Kind: machine.Use, Index: i}, 1, once)
		case Signing:
			want(machine.Label{Kind: machine.Sign, Index: i}, 1, once)
		}
	}
	return out
}
