// Package conflict makes a conflict in the sense of the graph model out of a pact: its states are what the parties can choose (to keep
// or to break each promise, how to decide, which rights to use, what else to do), with what comes of it by the machine; a party moves
// by choosing otherwise; what it prefers is what the pact records of that (docs/stability.md).
//
// Input: a pact and a Query. Output: a Conflict, as plain data over a stability.Graph, its answers, and a doc.Document of them. The
// construction is ours; what is stable is that of package stability, and what comes of choices is that of package machine: every
// state was run.
package conflict

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/stability"
	"github.com/servanda-lang/servanda/model"
)

// Query says which conflict is looked at.
type Query struct {
	Fixed   []model.Binding // open points; those that are left have their first answer
	Tick    int             // days; 0: the pact's own
	Vary    []model.Ref     // what is chosen; nil: everything
	Signing bool            // signing is a choice, too; else everybody signs whatever it can sign
	States  int             // at most so many combinations of choices; 0: MostStates
	Ask     []model.Cond    // conditions to be judged of each state besides those of preferences
}

// MostStates is how many combinations of choices are looked at unless the query says otherwise.
const MostStates = 4096

// Conflict is a pact as a conflict. Its states are numbered from 0; people count from 1.
type Conflict struct {
	Pact    *model.Pact
	Filling model.Filling
	Tick    int
	Choices []Choice
	Players []Player
	States  []State
	Graph   *stability.Graph
	Tried   int // combinations of choices that were run
	Never   int // those that cannot all be carried out
}

// Player is an actor that chooses something.
type Player struct {
	Actor   model.ActorID
	Wishes  *model.Preference // nil if nothing is recorded of what it prefers
	Choices []int             // those that it makes
}

// Truth is whether a condition holds of what comes of some choices in the end, for good: Yes, No, or Open, where that changes for
// ever or hangs on who is first.
type Truth = stability.Verdict

// State is what the parties choose and what comes of it.
type State struct {
	Values  [][]int  // by choice: the values that it has; several where it makes no difference
	Results []string // by thing of the pact (Things): how it stands in the end
	Settled bool     // what comes of it does not hang on who is first
	Wishes  [][]Truth
	Asked   []Truth
}

// Of makes the conflict of a pact. The error is *explore.Inconclusive if a limit was reached, the end of ctx included, or says why the
// pact cannot be run.
func Of(ctx context.Context, p *model.Pact, q Query) (*Conflict, error) {
	if q.States == 0 {
		q.States = MostStates
	}
	tick, err := p.TickOf(q.Tick)
	if err != nil {
		return nil, err
	}
	c := &Conflict{Pact: p, Tick: tick, Filling: firstFilling(p, q.Fixed)}
	m, err := machine.New(p, c.Filling, tick)
	if err != nil {
		return nil, err
	}
	c.Choices = choicesOf(m, q)
	if len(c.Choices) > mostChoices {
		return nil, fmt.Errorf("there are %d choices; at most %d can be looked at together: say with --vary which of them are open", len(c.Choices), mostChoices)
	}
	if combinations(c.Choices, q.States) > q.States {
		return nil, &explore.Inconclusive{Limit: fmt.Sprintf("the limit of %d ways to combine what can be chosen (%s: name some with --vary, or allow more with --max-states)",
			q.States, strings.Join(c.open(), ", "))}
	}
	c.players()
	rs, err := c.run(ctx, m, q)
	if err != nil {
		return nil, err
	}
	if len(rs) == 0 {
		return nil, errors.New("no combination of the choices can be carried out")
	}
	c.build(ctx, rs)
	return c, stopped(ctx)
}

// stopped is the error when the context is done.
func stopped(ctx context.Context) error {
	switch {
	case ctx.Err() == nil:
		return nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return &explore.Inconclusive{Limit: "the time limit", Cause: context.Cause(ctx)}
	}
	return &explore.Inconclusive{Limit: "the moment at which it was to stop", Cause: context.Cause(ctx)}
}

// firstFilling gives each open point its first value, unless it is fixed.
func firstFilling(p *model.Pact, fixed []model.Binding) model.Filling {
	f := make(model.Filling, len(p.Points))
	for _, b := range fixed {
		f[b.Point] = b.Value
	}
	return f
}

// combinations counts the ways to combine choices, up to one more than a limit.
func combinations(cs []Choice, limit int) int {
	n := 1
	for i := range cs {
		if n *= len(cs[i].Values); n > limit {
			return limit + 1
		}
	}
	return n
}

// open names what has more than one value to choose from.
func (c *Conflict) open() []string {
	var out []string
	for _, x := range c.Choices {
		if name := c.Pact.Declaration(x.Of).Name; len(x.Values) > 1 && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// players lists who chooses something, the outsider apart: nobody asks what nature prefers.
func (c *Conflict) players() {
	for i := range c.Pact.Actors {
		id := model.ActorID(i)
		p := Player{Actor: id}
		for k := range c.Choices {
			if x := &c.Choices[k]; len(x.Values) > 1 && x.By.Has(id) {
				p.Choices = append(p.Choices, k)
			}
		}
		if id == model.Outsider || len(p.Choices) == 0 {
			continue
		}
		for k := range c.Pact.Preferences {
			if c.Pact.Preferences[k].Actor == id {
				p.Wishes = &c.Pact.Preferences[k]
			}
		}
		c.Players = append(c.Players, p)
	}
}
