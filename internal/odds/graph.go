package odds

import (
	"context"
	"encoding/binary"
	"fmt"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/memory"
	"github.com/servanda-lang/servanda/model"
)

// graph is what can happen, made as far as it is asked for: what an outsider does by chance is tried only where it is drawn, so that not
// all that nature could do in one step of time is gone through.
type graph struct {
	ctx    context.Context
	m      *machine.Machine
	limits explore.Limits
	budget *memory.Budget
	number map[string]int32
	states []machine.State
	moves  [][]move // by state; nil: not yet asked
	count  int
	key    []byte
}

// move is one way on.
type move struct {
	label    machine.Label
	culprits model.ActorSet
	from, to int32
}

// broken carries an error out of the depth in which a limit was reached.
type broken struct{ err error }

// catch turns what was thrown at a limit into an error.
func catch(ctx context.Context, err *error) {
	switch r := recover().(type) {
	case nil:
	case broken:
		*err = stopped(ctx, r.err)
	default:
		panic(r)
	}
}

func newGraph(ctx context.Context, m *machine.Machine, limits explore.Limits) *graph {
	g := &graph{ctx: ctx, m: m, limits: limits, budget: memory.NewBudget(limits.Bytes), number: map[string]int32{}}
	g.at(m.Initial())
	return g
}

// at gives the number of a state.
func (g *graph) at(s machine.State) int32 {
	g.key = g.key[:0]
	for _, w := range s {
		g.key = binary.LittleEndian.AppendUint64(g.key, w)
	}
	i, ok := g.number[string(g.key)]
	if !ok {
		switch {
		case g.limits.States > 0 && len(g.states) >= g.limits.States:
			g.stop(fmt.Sprintf("the limit of %d states", g.limits.States))
		case !g.budget.Claim(int64(2*len(g.key) + perState)):
			g.stop(memory.Limit(g.limits.Bytes))
		}
		i = int32(len(g.states))
		g.number[string(g.key)] = i
		g.states = append(g.states, s.Clone())
		g.moves = append(g.moves, nil)
	}
	return i
}

// What a state and a move take, about, here and in the process made of them.
const (
	perState = 300
	perMove  = 250
)

func (g *graph) stop(limit string) {
	panic(broken{&explore.Inconclusive{States: len(g.states), Moves: g.count, Limit: limit, Cause: context.Cause(g.ctx)}})
}

// from lists the moves out of a state, in the order of the machine.
func (g *graph) from(s int32) []move {
	if g.moves[s] != nil {
		return g.moves[s]
	}
	if g.ctx.Err() != nil {
		panic(broken{g.ctx.Err()})
	}
	type way struct {
		move
		to machine.State
	}
	var ways []way
	g.m.Moves(g.states[s], func(mv machine.Move) {
		ways = append(ways, way{move{label: g.m.Label(mv.Label), culprits: mv.Culprits}, mv.To.Clone()})
	})
	out := make([]move, 0, len(ways))
	for _, w := range ways {
		w.move.from, w.move.to = s, -1
		out = append(out, w.move)
	}
	if !g.budget.Claim(int64(perMove * len(out))) {
		g.stop(memory.Limit(g.limits.Bytes))
	}
	g.count += len(out)
	g.moves[s] = out
	for i, w := range ways {
		if !g.byChance(w.label) {
			out[i].to = g.at(w.to)
		}
	}
	return out
}

// byChance reports whether a move is one that happens by chance.
func (g *graph) byChance(l machine.Label) bool {
	return l.Kind == machine.Do && l.Actor == model.Outsider && chanceOf(g.m.Pact, model.ActID(l.Index)) != None
}

// happens is where it leads that an outsider does an act, -1 if it cannot.
func (g *graph) happens(s int32, a model.ActID) int32 {
	for i, mv := range g.from(s) {
		if mv.label.Kind != machine.Do || mv.label.Actor != model.Outsider || mv.label.Index != int(a) {
			continue
		}
		if mv.to < 0 {
			to, _, err := g.m.Apply(g.states[s], mv.label)
			if err != nil {
				panic(err) // it was offered
			}
			g.moves[s][i].to = g.at(to)
		}
		return g.moves[s][i].to
	}
	return -1
}

// chanceOf gives the chance of an act, or None.
func chanceOf(p *model.Pact, a model.ActID) int {
	for i := range p.Chances {
		if p.Chances[i].Act == a {
			return i
		}
	}
	return None
}
