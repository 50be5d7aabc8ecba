package verify

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Source gives the sets that definitions speak of: a verifier looks them up in a certificate and holds them to their rules,
// who makes a certificate works them out.
type Source interface {
	Set(header Set, ticks bool, rule Rule) (*Ranked, error)
}

// states is a set of states, moves one of moves, each told by the state it is made in.
type (
	states []bool
	moves  func(s int, m *Move) bool
)

// Asker applies the definitions of docs/language.md, section 13, as they stand there. Where it needs what some players can
// force or cannot avoid it asks its source; what can be come to it goes through by itself.
type Asker struct {
	*Graph
	p      *model.Pact
	ctx    context.Context
	source Source
	into   []int32 // moves by where they lead to
	head   []int32 // those to state s are into[head[s]:head[s+1]]
	from   []int32 // by move

	movers, breakers model.ActorSet
}

func NewAsker(ctx context.Context, g *Graph, source Source) *Asker {
	a := &Asker{Graph: g, p: g.Pact, ctx: ctx, source: source, head: make([]int32, len(g.States)+1), from: make([]int32, len(g.Moves)), into: make([]int32, len(g.Moves))}
	for s := range g.States {
		for i := g.First[s]; i < g.First[s+1]; i++ {
			m := &g.Moves[i]
			a.from[i], a.breakers = int32(s), a.breakers|m.Culprits
			if a.head[m.To+1]++; m.Actor != program.Time {
				a.movers |= model.SetOf(m.Actor)
			}
		}
	}
	for s := range g.States {
		a.head[s+1] += a.head[s]
	}
	next := slices.Clone(a.head)
	for i := range g.Moves {
		to := g.Moves[i].To
		a.into[next[to]] = int32(i)
		next[to]++
	}
	return a
}

// failed is the panic of a question that cannot be answered.
type failed struct{ error }

// set asks the source.
func (a *Asker) set(shows string, k Match, rule Rule) *Ranked {
	if err := a.ctx.Err(); err != nil {
		panic(failed{err})
	}
	x, err := a.source.Set(Header(a.p, shows, a.plain(k)), shows == CanForceIn, rule)
	if err != nil {
		panic(failed{err})
	}
	return x
}

// plain is a match without those who make no difference to it: who has no move and breaks no word.
func (a *Asker) plain(k Match) Match {
	return Match{k.Players & (a.movers | a.breakers), k.Breaking & a.breakers, k.Willing & a.movers}
}

func inside(x *Ranked) states {
	out := make(states, len(x.Ranks))
	for s, r := range x.Ranks {
		out[s] = r != Never
	}
	return out
}

// force is from where the players can force a target, or that one of some moves is made.
func (a *Asker) force(k Match, target states, made moves) states {
	return inside(a.set(CanForce, k, a.forced(k, target, made)))
}

// lose is from where they cannot avoid bad states and bad moves.
func (a *Asker) lose(k Match, bad states, evil moves) states {
	return inside(a.set(CannotAvoid, k, a.lost(k, bad, evil)))
}

// forceIn is the number of ticks within which they can force a target; Never if they cannot.
func (a *Asker) forceIn(k Match, target states) []int {
	x := a.set(CanForceIn, k, a.forced(k, target, nil))
	out := make([]int, len(x.Ranks))
	for s, r := range x.Ranks {
		if out[s] = Never; r != Never {
			out[s] = x.within(r)
		}
	}
	return out
}

// where is where a test of states holds.
func (a *Asker) where(test func(s int) bool) states {
	out := make(states, len(a.States))
	for s := range out {
		out[s] = test(s)
	}
	return out
}

func (a *Asker) none() states { return make(states, len(a.States)) }

// cond is where a condition holds.
func (a *Asker) cond(c model.Cond) states {
	holds := a.Condition(c)
	return a.where(func(s int) bool { return holds(a.States[s]) })
}

func (a *Asker) duty(d model.DutyID, is model.DutyStatus) states {
	return a.cond(model.DutyIs{Duty: d, Status: is})
}

// given is where all terms of a return are given.
func (a *Asker) given(terms []model.Cond) states {
	holds := a.Return(terms)
	return a.where(func(s int) bool { return holds(a.States[s]) })
}

func not(x states) states {
	out := slices.Clone(x)
	for s := range out {
		out[s] = !x[s]
	}
	return out
}

func and(x states, ys ...states) states {
	out := slices.Clone(x)
	for _, y := range ys {
		for s := range out {
			out[s] = out[s] && y[s]
		}
	}
	return out
}

func or(x, y states) states { return not(and(not(x), not(y))) }

func some(x states) bool { return slices.Contains(x, true) }

// among is the moves that are permitted if only those may break their word, and pass a test.
func among(breaking model.ActorSet, test moves) moves {
	return func(s int, m *Move) bool { return m.Culprits.Within(breaking) && (test == nil || test(s, m)) }
}

// reach is what can be come to from some states by some moves.
func (a *Asker) reach(start states, may moves) states {
	out := slices.Clone(start)
	todo := a.list(start)
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for i := range a.From(s) {
			if m := &a.From(s)[i]; !out[m.To] && may(s, m) {
				out[m.To] = true
				todo = append(todo, int(m.To))
			}
		}
	}
	return out
}

// back is from where some states can be come to by some moves.
func (a *Asker) back(goal states, may moves) states {
	out := slices.Clone(goal)
	todo := a.list(goal)
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, i := range a.into[a.head[s]:a.head[s+1]] {
			if from := int(a.from[i]); !out[from] && may(from, &a.Moves[i]) {
				out[from] = true
				todo = append(todo, from)
			}
		}
	}
	return out
}

func (a *Asker) list(x states) (out []int) {
	for s, in := range x {
		if in {
			out = append(out, s)
		}
	}
	return out
}

func (a *Asker) start() states { return a.where(func(s int) bool { return s == 0 }) }

// world is what can be come to if only those break their word.
func (a *Asker) world(breaking model.ActorSet) states {
	return a.reach(a.start(), among(breaking, nil))
}

// made tells whether some move is made in one of some states.
func (a *Asker) made(in states, m moves) bool {
	for _, s := range a.list(in) {
		if slices.ContainsFunc(a.From(s), func(x Move) bool { return m(s, &x) }) {
			return true
		}
	}
	return false
}

// rounds is the states to which some moves can come back after a tick: the strongly connected components (Tarjan 1972) of
// these moves in which a tick passes.
func (a *Asker) rounds(may moves) states {
	n := len(a.States)
	out, low, on := a.none(), make([]int, n), a.none()
	var stack []int
	index, next := make([]int, n), 1
	for root := range n {
		if index[root] != 0 {
			continue
		}
		type frame struct{ s, i int }
		for calls := []frame{{root, -1}}; len(calls) > 0; {
			f := &calls[len(calls)-1]
			if f.i < 0 {
				index[f.s], low[f.s], on[f.s] = next, next, true
				next, stack, f.i = next+1, append(stack, f.s), 0
			}
			if ms := a.From(f.s); f.i < len(ms) {
				m := &ms[f.i]
				f.i++
				switch to := int(m.To); {
				case !may(f.s, m):
				case index[to] == 0:
					calls = append(calls, frame{to, -1})
				case on[to]:
					low[f.s] = min(low[f.s], index[to])
				}
				continue
			}
			s := f.s
			if calls = calls[:len(calls)-1]; len(calls) > 0 {
				low[calls[len(calls)-1].s] = min(low[calls[len(calls)-1].s], low[s])
			}
			if low[s] == index[s] {
				k := slices.Index(stack, s)
				a.ticking(stack[k:], may, out)
				for _, x := range stack[k:] {
					on[x] = false
				}
				stack = stack[:k]
			}
		}
	}
	return out
}

// ticking marks the states of a component if a tick passes within it.
func (a *Asker) ticking(component []int, may moves, out states) {
	in := map[int]bool{}
	for _, s := range component {
		in[s] = true
	}
	for _, s := range component {
		if slices.ContainsFunc(a.From(s), func(m Move) bool { return m.Kind == program.Pass && in[int(m.To)] && may(s, &m) }) {
			for _, s := range component {
				out[s] = true
			}
			return
		}
	}
}

// least lists the smallest sets of a universe, of so many actors or more, for which a test holds that holds of a larger set
// if it does of a smaller one. Before and after the sets of one actor it looks whether the largest that is left would do.
func least(universe model.ActorSet, from int, holds func(model.ActorSet) bool) (found []model.ActorSet) {
	if from == 0 && holds(0) {
		return []model.ActorSet{0}
	}
	if universe.Len() > 1 && !holds(universe) {
		return nil
	}
	rest := universe
	for _, id := range universe.IDs() {
		if one := model.SetOf(id); holds(one) {
			found, rest = append(found, one), rest&^one
		}
	}
	if rest.Len() < 2 || rest != universe && !holds(rest) {
		return found
	}
	return smallest(rest, 2, found, holds)
}

// smallest tries all sets of a universe of so many actors or more, small ones first, that contain none that was found.
func smallest(universe model.ActorSet, from int, found []model.ActorSet, holds func(model.ActorSet) bool) []model.ActorSet {
	for _, set := range subsets(universe) {
		within := func(f model.ActorSet) bool { return f.Within(set) }
		if set.Len() >= from && !slices.ContainsFunc(found, within) && holds(set) {
			found = append(found, set)
		}
	}
	return found
}

// TooManyActors says that there are too many actors to try all sets of them.
type TooManyActors struct{ Actors int }

func (e *TooManyActors) Error() string {
	return fmt.Sprintf("there are too many sets of %d actors", e.Actors)
}

// mostActors is of how many actors all sets are tried.
const mostActors = 12

// subsets lists all subsets, small ones first, and those of a size in the order of their actors.
func subsets(of model.ActorSet) []model.ActorSet {
	if n := of.Len(); n > mostActors {
		panic(failed{&TooManyActors{n}})
	}
	out := []model.ActorSet{0}
	for _, id := range of.IDs() {
		for _, s := range slices.Clone(out) {
			out = append(out, s|model.SetOf(id))
		}
	}
	slices.SortFunc(out, func(x, y model.ActorSet) int {
		return cmp.Or(cmp.Compare(x.Len(), y.Len()), slices.Compare(x.IDs(), y.IDs()))
	})
	return out
}
