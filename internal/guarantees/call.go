package guarantees

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// What a call hangs on.
//
// From the act that a duty is upon, and from the conditions that decide whether it falls due, one goes back
// over everything that changes what they test: acts, decisions, powers. Of these moves
//
//   - an occasion is what happens to the parties: an act of the outsider, of a party that is no party to the
//     instrument, or one that a ban forbids its doer;
//   - every other is a word: somebody says, calls, finds or decides.
//
// Which occasions and whose words are really needed is then asked of the graph, by taking moves away.

// call is all that bears on whether a duty falls due.
type call[S, M any] struct {
	*pledge[S, M]
	acts      map[model.ActID]bool
	decisions map[model.DecisionID]bool
	powers    map[model.PowerID]bool
	facts     map[model.FactID]bool
}

func (x *pledge[S, M]) newCall() *call[S, M] {
	c := &call[S, M]{pledge: x, acts: map[model.ActID]bool{}, decisions: map[model.DecisionID]bool{},
		powers: map[model.PowerID]bool{}, facts: map[model.FactID]bool{}}
	c.hangsOn(x.duty.Once)
	c.hangsOn(x.duty.Unless)
	if x.duty.Upon != model.None {
		c.hangsOnAct(x.duty.Upon)
	}
	return c
}

// hangsOn goes back from a condition.
func (c *call[S, M]) hangsOn(cond model.Cond) {
	model.Visit(c.settled(cond), func(t model.Cond) {
		ref, ok := model.Subject(t)
		if !ok {
			return
		}
		switch ref.Kind {
		case model.KindFact:
			c.hangsOnFact(model.FactID(ref.Index))
		case model.KindDecision:
			c.hangsOnDecision(model.DecisionID(ref.Index))
		case model.KindBan:
			c.hangsOnAct(c.Pact.Bans[ref.Index].Act)
		case model.KindPower:
			c.hangsOnPower(model.PowerID(ref.Index))
		case model.KindDuty:
			for _, a := range c.Pact.Duties[ref.Index].Acts {
				c.hangsOnAct(a)
			}
		}
	})
}

func (c *call[S, M]) hangsOnAct(a model.ActID) {
	if !c.acts[a] {
		c.acts[a] = true
		c.hangsOn(c.Pact.Acts[a].When)
	}
}

func (c *call[S, M]) hangsOnDecision(d model.DecisionID) {
	if !c.decisions[d] {
		c.decisions[d] = true
		c.hangsOn(c.Pact.Decisions[d].Once)
	}
}

func (c *call[S, M]) hangsOnPower(w model.PowerID) {
	if !c.powers[w] {
		c.powers[w] = true
		c.hangsOn(c.Pact.Powers[w].When)
	}
}

func (c *call[S, M]) hangsOnFact(f model.FactID) {
	if c.facts[f] {
		return
	}
	c.facts[f] = true
	for i := range c.Pact.Acts {
		if changes(&c.Pact.Acts[i], map[model.FactID]bool{f: true}) {
			c.hangsOnAct(model.ActID(i))
		}
	}
	for i := range c.Pact.Powers {
		if w := &c.Pact.Powers[i]; w.Effect == model.SetFact && w.Fact == f {
			c.hangsOnPower(model.PowerID(i))
		}
	}
}

// changes reports whether an act changes one of some facts.
func changes(a *model.Act, facts map[model.FactID]bool) bool {
	return slices.ContainsFunc(a.Effects, func(e model.Effect) bool { return facts[e.Fact] })
}

// bears reports whether a move bears on the call.
func (c *call[S, M]) bears(m machine.Label) bool {
	switch m.Kind {
	case machine.Do:
		return c.acts[model.ActID(m.Index)]
	case machine.Decide:
		return c.decisions[model.DecisionID(m.Index)]
	case machine.Use:
		return c.powers[model.PowerID(m.Index)]
	}
	return false
}

// happensTo reports whether a doer's act is a thing that happens to the parties, not somebody's word.
func (c *call[S, M]) happensTo(a model.ActID, by model.ActorID) bool {
	p := c.Pact
	foreign := p.Actors[by].Kind == model.IsParty && !slices.Contains(c.instrument().Between, by)
	return by == model.Outsider || foreign || slices.ContainsFunc(p.Bans, func(b model.Ban) bool { return b.Act == a && b.Bound == by })
}

// occasion reports whether a move is an occasion, and word whether it is a word.
func (c *call[S, M]) occasion(m machine.Label) bool {
	return c.bears(m) && m.Kind == machine.Do && c.happensTo(model.ActID(m.Index), m.Actor)
}

func (c *call[S, M]) word(m machine.Label) bool { return c.bears(m) && !c.occasion(m) }

// without leaves moves away from those that are possible while the guarantor keeps its word.
func (c *call[S, M]) without(gone func(machine.Label) bool) M {
	return c.Only(c.kept, func(l machine.Label) bool { return !gone(l) })
}

// occasions lists the occasions any of which is enough for a call: none if no occasion is needed; ok is false
// if no single one is enough.
func (c *call[S, M]) occasions() (out []machine.Label, ok bool) {
	if c.canBeCalled(c.without(c.occasion)) {
		return nil, true
	}
	for _, l := range c.exact.Labels() {
		others := func(m machine.Label) bool { return c.occasion(m) && m != l }
		if c.occasion(l) && c.canBeCalled(c.without(others)) {
			out = append(out, l)
		}
	}
	return out, len(out) > 0
}

// words lists the smallest sets of actors whose word, besides what happens, is enough for a call.
func (c *call[S, M]) words() []model.ActorSet {
	var all model.ActorSet
	for _, l := range c.exact.Labels() {
		if c.word(l) {
			all |= model.SetOf(l.Actor)
		}
	}
	return ask.Smallest(all, 4, func(s model.ActorSet) bool { return c.canBeCalled(c.withWordsOf(s)) })
}

// withWordsOf leaves away the words of everybody else.
func (c *call[S, M]) withWordsOf(s model.ActorSet) M {
	return c.without(func(m machine.Label) bool { return c.word(m) && !s.Has(m.Actor) })
}

// exclusions lists acts that look like a call and are none: what could be done by those who bring about the
// occasions, or changes what these change, and does not bring about a call however it goes on, unless one of
// the true occasions happens too. What somebody owes, and what the guarantor's side does, is left out.
func (c *call[S, M]) exclusions(occasions []machine.Label) []machine.Label {
	var doers model.ActorSet
	facts := map[model.FactID]bool{}
	for _, o := range occasions {
		doers |= model.SetOf(o.Actor)
		for _, e := range c.Pact.Acts[o.Index].Effects {
			facts[e.Fact] = true
		}
	}
	var out []machine.Label
	for _, l := range c.exact.Labels() {
		if l.Kind != machine.Do || c.side.Has(l.Actor) || slices.Contains(occasions, l) || c.owed(l) {
			continue
		}
		alike := doers.Has(l.Actor) || changes(&c.Pact.Acts[l.Index], facts) && !c.word(l)
		if alike && c.doneUncalled(l, occasions) {
			out = append(out, l)
		}
	}
	return out
}

// owed reports whether some duty asks its doer for the act.
func (c *call[S, M]) owed(l machine.Label) bool {
	return slices.ContainsFunc(c.Pact.Duties, func(d model.Duty) bool {
		return d.Obligor == l.Actor && slices.Contains(d.Acts, model.ActID(l.Index))
	})
}

// doneUncalled reports whether, with the true occasions left away, the act can be done while the guarantee runs
// and still no call comes. What can only be done after an occasion, an answer to it or its mending, is no
// lookalike.
func (c *call[S, M]) doneUncalled(l machine.Label, occasions []machine.Label) bool {
	left := c.without(func(m machine.Label) bool { return slices.Contains(occasions, m) })
	done := c.From(c.Only(left, func(m machine.Label) bool { return m == l }), c.running())
	return c.happens(left, done) && !c.canBeCalled(left)
}
