// Package odds says between which odds what is hoped for or feared comes about, where a pact records how likely some things are: the
// least and the greatest over all that is left to the choice of the actors.
//
// Input: a pact with `odds` and `chance`, and a Query. Output: Answers as plain data, and as a doc.Document. What can happen is the graph
// of package explore; what is drawn in it and what is chosen is said in build.go and docs/odds.md; what can be expected is found by
// package chance.
package odds

import (
	"context"
	"errors"
	"fmt"

	"github.com/servanda-lang/servanda/internal/chance"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Query says what is asked.
type Query struct {
	Fixed  []model.Binding // open points; those that are left have their first answer
	Tick   int             // days; 0: the pact's own
	Limits explore.Limits
	Vary   bool // say what each number decides, too
}

// Answers is what was found.
type Answers struct {
	Pact    *model.Pact
	Filling model.Filling
	Tick    int
	States  int // of the largest process that was solved
	Asked   []Asked
	Levers  []Lever // what each number decides; only if it was asked
}

// Asked is one question: whether a purpose is reached, or whether somebody gives and never gets what it gives it for.
type Asked struct {
	Purpose int          // or None
	Duty    model.DutyID // or None
	Worlds  []Ranged
}

// Ranged is the answer in one world.
type Ranged struct {
	Breakers model.ActorSet // who may break its word
	Range
}

// Range is the least and the greatest odds over all choices.
type Range struct{ Least, Greatest chance.Value }

// Lever is what one number decides: the answers with it at nothing and at everything, and where they pass one half.
type Lever struct {
	Number Number
	Asked  int // of Answers.Asked
	World  int // of its worlds
	None   Range
	All    Range
	Tips   [2]*Tip // of the least and of the greatest; nil if they do not pass one half
}

// Tip is between which shares, in millionths, an answer passes one half.
type Tip struct{ Above, Below int }

// Number is a share that the pact records: of a value of odds, or of a chance.
type Number struct {
	Odds   int // or None
	Likely int // of the values of the odds
	Chance int // or None
}

// None is no index.
const None = model.None

// Of answers. The error is *explore.Inconclusive if a limit was reached, or says why the pact cannot be run.
func Of(ctx context.Context, p *model.Pact, q Query) (answers *Answers, err error) {
	m, tick, err := machineOf(p, q)
	if err != nil {
		return nil, err
	}
	g := newGraph(ctx, m, q.Limits)
	defer catch(ctx, &err)
	a := &Answers{Pact: p, Filling: m.Filling, Tick: tick}
	s := &solver{ctx: ctx, g: g, p: p, tick: tick, answers: a}
	a.Asked = questions(p)
	for i := range a.Asked {
		for _, set := range worldsOf(p, &a.Asked[i]) {
			r, err := s.ask(&a.Asked[i], set, settings{})
			if err != nil {
				return nil, stopped(ctx, err)
			}
			a.Asked[i].Worlds = append(a.Asked[i].Worlds, Ranged{set, r})
		}
	}
	if q.Vary {
		if err := s.levers(); err != nil {
			return nil, stopped(ctx, err)
		}
	}
	return a, nil
}

// machineOf makes the machine of a pact, if what is recorded can be drawn in its steps of time.
func machineOf(p *model.Pact, q Query) (*machine.Machine, int, error) {
	tick, err := p.TickOf(q.Tick)
	if err != nil {
		return nil, 0, err
	}
	filling := make(model.Filling, len(p.Points))
	for _, b := range q.Fixed {
		filling[b.Point] = b.Value
	}
	for i := range p.Chances {
		if c := &p.Chances[i]; c.High*tick > model.Whole*c.Days {
			return nil, 0, fmt.Errorf("%s: a chance of up to %s in %d days is more than certain in a step of %d days; use a shorter step with `tick` or --tick",
				p.Acts[c.Act].Name, percent(c.High), c.Days, tick)
		}
	}
	for i := range p.Odds {
		if d := &p.Decisions[p.Odds[i].Decision]; len(d.Values) > mostValues {
			return nil, 0, fmt.Errorf("%s: the odds of a decision with more than %d values are too many to draw", d.Name, mostValues)
		}
	}
	m, err := machine.Reduced(p, filling, tick)
	return m, tick, err
}

// mostValues is between how many values a decision with odds can be.
const mostValues = 12

// questions are those that are put: each purpose, and each duty of which `exposed` is asked and that falls due once.
func questions(p *model.Pact) []Asked {
	var out []Asked
	for i := range p.Purposes {
		out = append(out, Asked{Purpose: i, Duty: None})
	}
	for i := range p.Duties {
		d := &p.Duties[i]
		given := len(d.Return) > 0 && !d.Recurs() && len(d.Acts) > 0
		for _, a := range d.Acts {
			given = given && p.Acts[a].Irreversible
		}
		if given {
			out = append(out, Asked{Purpose: None, Duty: model.DutyID(i)})
		}
	}
	return out
}

// worldsOf says who may break its word: first nobody; then anybody, or, where somebody is asked about that gives, anybody else.
func worldsOf(p *model.Pact, a *Asked) []model.ActorSet {
	all := p.Everyone()
	if a.Duty != None {
		all &^= model.SetOf(p.Duties[a.Duty].Obligor)
	}
	return []model.ActorSet{0, all}
}

// stopped is the error of work that was stopped.
func stopped(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return &explore.Inconclusive{Limit: "the time limit", Cause: context.Cause(ctx)}
	case errors.Is(err, context.Canceled):
		return &explore.Inconclusive{Limit: "the moment at which it was to stop", Cause: context.Cause(ctx)}
	case errors.Is(err, chance.ErrSlow):
		return &explore.Inconclusive{Limit: "the number of rounds in which bounds are to come together"}
	}
	return err
}

// solver answers questions about one graph.
type solver struct {
	ctx     context.Context
	g       *graph
	p       *model.Pact
	tick    int
	answers *Answers
}

// ask answers one question in one world, with some numbers set otherwise.
func (s *solver) ask(a *Asked, breakers model.ActorSet, set settings) (Range, error) {
	b := s.build(breakers, set)
	s.answers.States = max(s.answers.States, len(b.process.Actions))
	if a.Purpose != None {
		w := b.worth(s.g.m.Condition(s.p.Purposes[a.Purpose].Cond))
		return b.both(s.ctx, w, w)
	}
	d := &s.p.Duties[a.Duty]
	performed := s.g.m.Condition(model.DutyIs{Duty: a.Duty, Status: model.Performed})
	given := s.g.m.Return(d.Return)
	least, greatest, err := b.extremes(s.ctx, b.worth(given))
	if err != nil {
		return Range{}, err
	}
	// the loss is least where, once it was given, the return is likely
	return b.both(s.ctx, b.loss(performed, given, greatest), b.loss(performed, given, least))
}
