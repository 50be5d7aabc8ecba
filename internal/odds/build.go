package odds

import (
	"context"
	"fmt"
	"math/big"

	"github.com/servanda-lang/servanda/internal/chance"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// What is drawn and what is chosen.
//
// An actor of whom odds are recorded on a decision draws how it decides, be it against a promise of its own; when, is chosen, but before
// the time for it is over. What an
// outsider does by a recorded chance is drawn whenever a step of time has passed, once for each such act that can be done then, in
// order of declaration; one that another has made impossible does not happen. It does not happen otherwise. All else is chosen: by
// whoever makes the answer least, or greatest. Where a range is recorded, so is the share in it, anew at each draw.

// settings are numbers of the pact that are set otherwise, in millionths.
type settings map[Number]int

// builder makes a process of a graph.
type builder struct {
	*solver
	breakers model.ActorSet
	set      settings
	process  *chance.Process
	number   map[node]int
	nodes    []node
	last     []func(machine.State) bool // by odds: the decision has lapsed
}

// node is a state of the process: one of the graph, perhaps while it is being drawn what happens in the step that has just begun there.
type node struct {
	state, began int32 // began: where the step began; -1: nothing is being drawn
	next         int   // the chance to be drawn next
}

// builder makes a builder that has not begun.
func (s *solver) builder(breakers model.ActorSet, set settings) *builder {
	b := &builder{solver: s, breakers: breakers, set: set, process: &chance.Process{}, number: map[node]int{}}
	for i := range s.p.Odds {
		b.last = append(b.last, s.g.m.Condition(model.DecisionIs{Decision: s.p.Odds[i].Decision, Status: model.DecisionLapsed}))
	}
	return b
}

// build makes the process of a world.
func (s *solver) build(breakers model.ActorSet, set settings) *builder {
	b := s.builder(breakers, set)
	b.at(node{began: -1})
	for i := 0; i < len(b.nodes); i++ {
		var as []chance.Action
		if n := b.nodes[i]; n.began < 0 {
			as = b.choices(n.state)
		} else {
			as = b.draw(n)
		}
		b.process.Actions = append(b.process.Actions, as)
	}
	return b
}

// at gives the number of a state of the process.
func (b *builder) at(n node) int {
	i, ok := b.number[n]
	if !ok {
		i = len(b.nodes)
		b.number[n] = i
		b.nodes = append(b.nodes, n)
	}
	return i
}

var one = big.NewRat(1, 1)

// choices lists what can be chosen in a state of the graph.
func (b *builder) choices(s int32) []chance.Action {
	var out []chance.Action
	drawn := map[int][]int32{} // by odds: where each value leads
	for _, mv := range b.g.from(s) {
		l := mv.label
		switch {
		case l.Kind == machine.Decide && b.oddsOf(l) != None:
			i := b.oddsOf(l)
			if drawn[i] == nil {
				drawn[i] = make([]int32, len(b.p.Decisions[l.Index].Values))
			}
			drawn[i][l.Value] = mv.to
		case !mv.culprits.Within(b.breakers), b.g.byChance(l), idle(mv, s):
		case l.Kind == machine.Pass:
			out = append(out, b.passes(mv.to)...)
		case l.Kind == machine.Strike && b.lets(s, mv.to):
		default:
			out = append(out, chance.Action{{To: b.at(node{state: mv.to, began: -1}), Chance: one}})
		}
	}
	for i := range b.p.Odds {
		if drawn[i] != nil {
			out = append(out, b.decides(i, drawn[i])...)
		}
	}
	return out
}

// idle reports whether a move of an actor changes nothing. Nobody can put time off for ever with such moves, for each is made once in a
// step of time at most; that it was is memory that the machine leaves out.
func idle(mv move, s int32) bool { return mv.to == s && mv.label.Actor != machine.Time }

// lets reports whether time lets a decision lapse that is to be made before its time is over.
func (b *builder) lets(from, to int32) bool {
	for _, lapsed := range b.last {
		if lapsed(b.g.states[to]) && !lapsed(b.g.states[from]) {
			return true
		}
	}
	return false
}

// oddsOf gives the odds of a move that decides, or None.
func (b *builder) oddsOf(l machine.Label) int {
	for i := range b.p.Odds {
		if o := &b.p.Odds[i]; o.Actor == l.Actor && int(o.Decision) == l.Index {
			return i
		}
	}
	return None
}

// decides lists what can be drawn of a decision, one action for each extreme point of what is recorded.
func (b *builder) decides(i int, to []int32) []chance.Action {
	var out []chance.Action
	for _, point := range b.points(i, len(to)) {
		var a chance.Action
		for v, share := range point {
			if share > 0 {
				a = add(a, b.at(node{state: to[v], began: -1}), big.NewRat(int64(share), model.Whole))
			}
		}
		out = append(out, a)
	}
	return out
}

// add adds a branch to an action, to that which leads there already if one does.
func add(a chance.Action, to int, share *big.Rat) chance.Action {
	for k := range a {
		if a[k].To == to {
			a[k].Chance = new(big.Rat).Add(a[k].Chance, share)
			return a
		}
	}
	return append(a, chance.Branch{To: to, Chance: share})
}

// points lists the extreme points of the odds of a decision with so many values: all shares but one at an end of their range.
func (b *builder) points(i, values int) [][]int {
	low, high := b.ranges(i, values)
	var out [][]int
	seen := map[string]bool{}
	for rest := range values {
		for ends := range 1 << values {
			if ends>>rest&1 == 1 {
				continue
			}
			point, left := make([]int, values), model.Whole
			for v := range values {
				if v == rest {
					continue
				}
				if point[v] = low[v]; ends>>v&1 == 1 {
					point[v] = high[v]
				}
				left -= point[v]
			}
			point[rest] = left
			if key := fmt.Sprint(point); left >= low[rest] && left <= high[rest] && !seen[key] {
				seen[key] = true
				out = append(out, point)
			}
		}
	}
	return out
}

// ranges are between which shares each value of a decision is decided.
func (b *builder) ranges(i, values int) (low, high []int) {
	low, high = make([]int, values), make([]int, values)
	for v := range high {
		high[v] = model.Whole
	}
	for k, l := range b.p.Odds[i].Values {
		low[l.Value], high[l.Value] = l.Low, l.High
		if x, ok := b.set[Number{i, k, None}]; ok {
			low[l.Value], high[l.Value] = x, x
			b.giveWay(low, high, l.Value)
			break
		}
	}
	return low, high
}

// giveWay lets the other values take what one that is set leaves them, whatever is recorded of them.
func (b *builder) giveWay(low, high []int, set int) {
	for v := range low {
		if v != set {
			low[v], high[v] = 0, model.Whole
		}
	}
}

// share is between which shares a chance comes about in a step.
func (b *builder) share(i int) (low, high *big.Rat) {
	c := &b.p.Chances[i]
	if x, ok := b.set[Number{None, 0, i}]; ok {
		r := big.NewRat(int64(x), model.Whole)
		return r, r
	}
	of := func(n int) *big.Rat { return big.NewRat(int64(n)*int64(b.tick), int64(model.Whole)*int64(c.Days)) }
	return of(c.Low), of(c.High)
}

// passes lists what can come of a step that begins in a state. What is known exactly is drawn at once; of ranges one after the other.
func (b *builder) passes(s int32) []chance.Action {
	first := b.following(node{s, s, 0})
	if first.began < 0 {
		return []chance.Action{{{To: b.at(first), Chance: one}}}
	}
	for i := range b.p.Chances {
		if low, high := b.share(i); low.Cmp(high) != 0 {
			return b.draw(first)
		}
	}
	var a chance.Action
	b.atOnce(first, one, &a)
	return []chance.Action{a}
}

// atOnce adds all that can come of drawing the rest.
func (b *builder) atOnce(n node, share *big.Rat, a *chance.Action) {
	if n.began < 0 {
		*a = add(*a, b.at(n), share)
		return
	}
	p, _ := b.share(n.next)
	if p.Sign() > 0 {
		b.atOnce(b.following(node{b.happens(n), n.began, n.next + 1}), new(big.Rat).Mul(share, p), a)
	}
	if p.Cmp(one) < 0 {
		b.atOnce(b.following(node{n.state, n.began, n.next + 1}), new(big.Rat).Mul(share, new(big.Rat).Sub(one, p)), a)
	}
}

// draw lists what can be drawn of one chance, one action for each end of its range.
func (b *builder) draw(n node) []chance.Action {
	yes := b.at(b.following(node{b.happens(n), n.began, n.next + 1}))
	no := b.at(b.following(node{n.state, n.began, n.next + 1}))
	low, high := b.share(n.next)
	var out []chance.Action
	for _, p := range []*big.Rat{low, high} {
		var a chance.Action
		if p.Sign() > 0 {
			a = add(a, yes, p)
		}
		if p.Cmp(one) < 0 {
			a = add(a, no, new(big.Rat).Sub(one, p))
		}
		if out = append(out, a); low.Cmp(high) == 0 {
			break
		}
	}
	return out
}

// following is where drawing goes on: at the next chance that could come about as the step began, and still can; or it is over.
func (b *builder) following(n node) node {
	for ; n.next < len(b.p.Chances); n.next++ {
		if a := b.p.Chances[n.next].Act; b.g.happens(n.began, a) >= 0 && b.g.happens(n.state, a) >= 0 {
			return n
		}
	}
	return node{state: n.state, began: -1}
}

// happens is where it leads that the next chance comes about.
func (b *builder) happens(n node) int32 { return b.g.happens(n.state, b.p.Chances[n.next].Act) }

// worth is 1 for the states in which a condition holds.
func (b *builder) worth(holds func(machine.State) bool) chance.Worth {
	sure := chance.Exactly(one)
	w := make(chance.Worth, len(b.nodes))
	for i, n := range b.nodes {
		if n.began < 0 && holds(b.g.states[n.state]) {
			w[i] = &sure
		}
	}
	return w
}

// loss is, for the states in which something was performed, how likely it is that what it was given for never comes, where it comes with
// the odds that are given.
func (b *builder) loss(performed, given func(machine.State) bool, returned []chance.Value) chance.Worth {
	w := make(chance.Worth, len(b.nodes))
	for i, n := range b.nodes {
		if s := b.g.states[n.state]; n.began < 0 && performed(s) {
			v := chance.Exactly(new(big.Rat))
			if !given(s) {
				v = returned[i].Less1()
			}
			w[i] = &v
		}
	}
	return w
}

// both answers from the first day: the least for one worth, the greatest for another.
func (b *builder) both(ctx context.Context, least, greatest chance.Worth) (Range, error) {
	low, err := chance.Solve(ctx, b.process, least, chance.Least)
	if err != nil {
		return Range{}, err
	}
	high, err := chance.Solve(ctx, b.process, greatest, chance.Greatest)
	if err != nil {
		return Range{}, err
	}
	return Range{low[0], high[0]}, nil
}

// extremes answers for every state.
func (b *builder) extremes(ctx context.Context, w chance.Worth) (least, greatest []chance.Value, err error) {
	if least, err = chance.Solve(ctx, b.process, w, chance.Least); err == nil {
		greatest, err = chance.Solve(ctx, b.process, w, chance.Greatest)
	}
	return least, greatest, err
}
