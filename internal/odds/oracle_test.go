package odds

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// naive works out odds over the graph of the oracle, as docs/odds.md has them, by going round until nothing changes much.
type naive struct {
	g        *oracle.Graph
	p        *model.Pact
	tick     int
	breakers model.ActorSet
	greatest bool
	target   []bool
	v        []float64
}

func (n *naive) better(a, b float64) float64 {
	if n.greatest {
		return max(a, b)
	}
	return min(a, b)
}

// happens is where it leads that an outsider does an act, -1 if it cannot.
func (n *naive) happens(s int, a model.ActID) int {
	for _, e := range n.g.Edges[s] {
		if e.Kind == oracle.Do && e.Mover == model.Outsider && e.Act == a {
			return e.To
		}
	}
	return -1
}

// drawn is what comes of drawing what is left in a step.
func (n *naive) drawn(s, began, k int) float64 {
	if k == len(n.p.Chances) {
		return n.v[s]
	}
	c := &n.p.Chances[k]
	no := n.drawn(s, began, k+1)
	if n.happens(began, c.Act) < 0 || n.happens(s, c.Act) < 0 {
		return no
	}
	yes := n.drawn(n.happens(s, c.Act), began, k+1)
	mix := func(share int) float64 {
		p := float64(share) * float64(n.tick) / float64(c.Days) / model.Whole
		return p*yes + (1-p)*no
	}
	return n.better(mix(c.Low), mix(c.High))
}

// decided is what comes of drawing a decision: each value has its least share, and the rest goes where it is best.
func (n *naive) decided(o *model.Odds, s int) float64 {
	type part struct {
		v         float64
		low, high int
	}
	var parts []part
	for i := range n.p.Decisions[o.Decision].Values {
		x := part{high: model.Whole}
		for _, l := range o.Values {
			if l.Value == i {
				x.low, x.high = l.Low, l.High
			}
		}
		for _, e := range n.g.Edges[s] {
			if e.Kind == oracle.Decide && e.Mover == o.Actor && e.Index == int(o.Decision) && n.decides(e, o, i) {
				x.v = n.v[e.To]
			}
		}
		parts = append(parts, x)
	}
	slices.SortFunc(parts, func(a, b part) int {
		if (a.v > b.v) == n.greatest {
			return -1
		}
		return 1
	})
	left, sum := model.Whole, 0.0
	for _, x := range parts {
		left -= x.low
		sum += float64(x.low) * x.v
	}
	for _, x := range parts {
		more := min(left, x.high-x.low)
		left -= more
		sum += float64(more) * x.v
	}
	return sum / model.Whole
}

func (n *naive) decides(e oracle.Edge, o *model.Odds, value int) bool {
	return n.g.World.Holds(model.DecisionIs{Decision: o.Decision, Status: model.Decided, Value: value}, n.g.States[e.To])
}

func (n *naive) oddsOf(e oracle.Edge) *model.Odds {
	for i := range n.p.Odds {
		if o := &n.p.Odds[i]; e.Kind == oracle.Decide && o.Actor == e.Mover && int(o.Decision) == e.Index {
			return o
		}
	}
	return nil
}

// lets reports whether time lets a decision lapse that has odds.
func (n *naive) lets(s int, e oracle.Edge) bool {
	for i := range n.p.Odds {
		c := model.DecisionIs{Decision: n.p.Odds[i].Decision, Status: model.DecisionLapsed}
		if e.Kind == oracle.Strike && n.g.World.Holds(c, n.g.States[e.To]) && !n.g.World.Holds(c, n.g.States[s]) {
			return true
		}
	}
	return false
}

func (n *naive) value(s int) float64 {
	out, any := 0.0, false
	add := func(v float64) {
		if !any {
			out, any = v, true
		}
		out = n.better(out, v)
	}
	for _, e := range n.g.Edges[s] {
		chances := slices.ContainsFunc(n.p.Chances, func(c model.Chance) bool {
			return e.Kind == oracle.Do && e.Mover == model.Outsider && e.Act == c.Act
		})
		switch {
		case n.oddsOf(e) != nil:
			add(n.decided(n.oddsOf(e), s))
		case !e.Culprits.Within(n.breakers) || chances || n.lets(s, e):
		case e.Kind == oracle.Pass:
			add(n.drawn(e.To, e.To, 0))
		default:
			add(n.v[e.To])
		}
	}
	return out
}

func (n *naive) solve() float64 {
	n.v = make([]float64, len(n.g.States))
	for range 4000 {
		most := 0.0
		for s := len(n.v) - 1; s >= 0; s-- {
			x := 1.0
			if !n.target[s] {
				x = n.value(s)
			}
			most = max(most, x-n.v[s])
			n.v[s] = x
		}
		if most < 1e-9 {
			break
		}
	}
	return n.v[0]
}

// What is answered is what goes round over the oracle's graph, on random pacts with random odds.
func TestAgainstTheOracle(t *testing.T) {
	pacts, strict := 0, 0
	for seed := uint64(1); pacts < 120 && seed < 6000; seed++ {
		p := random.New(seed).Pact
		r := rand.New(rand.NewPCG(seed, 99))
		recordOdds(p, r)
		if len(p.Odds)+len(p.Chances) == 0 || len(p.Purposes) == 0 {
			continue
		}
		tick := p.TickDays()
		w := oracle.New(p, make(model.Filling, len(p.Points)), tick)
		g, err := w.Graph(p.Everyone(), 250)
		if err != nil {
			continue
		}
		pacts++
		a, err := Of(context.Background(), p, Query{Limits: explore.Limits{Workers: 1}})
		if err != nil {
			t.Fatal(seed, err)
		}
		for i, x := range a.Asked {
			if x.Purpose == None {
				continue
			}
			for k, world := range x.Worlds {
				n := &naive{g: g, p: p, tick: tick, breakers: world.Breakers, target: make([]bool, len(g.States))}
				for s := range n.target {
					n.target[s] = w.Holds(p.Purposes[x.Purpose].Cond, g.States[s])
				}
				least := n.solve()
				n.greatest = true
				greatest := n.solve()
				if greatest > 0.001 && greatest < 0.999 || least > 0.001 && least < 0.999 {
					strict++
				}
				for _, c := range []struct {
					name      string
					low, high float64
					want      float64
				}{{"least", world.Least.Low, world.Least.High, least}, {"greatest", world.Greatest.Low, world.Greatest.High, greatest}} {
					if c.want < c.low-1e-3 || c.want > c.high+1e-6 {
						t.Fatalf("seed %d, question %d, world %d: the %s is from %g to %g, by the oracle %g\n%s", seed, i, k, c.name, c.low, c.high, c.want, random.Text(p))
					}
				}
			}
		}
	}
	t.Logf("%d pacts, %d answers that are neither 0 nor 1", pacts, strict)
	if pacts < 20 || strict < 30 {
		t.Error("too few to tell anything")
	}
}

// recordOdds makes up odds and chances, and purposes that hang on them.
func recordOdds(p *model.Pact, r *rand.Rand) {
	for i := range p.Decisions {
		p.Purposes = append(p.Purposes, model.Purpose{Cond: model.DecisionIs{Decision: model.DecisionID(i), Status: model.Decided, Value: 0}})
	}
	for i := range p.Facts {
		if f := &p.Facts[i]; f.Size() > 1 {
			p.Purposes = append(p.Purposes, model.Purpose{Cond: model.FactIs{Fact: model.FactID(i), Value: f.Low + 1}})
		}
	}
	for i := range p.Decisions {
		d := &p.Decisions[i]
		low := r.IntN(model.Whole)
		high := low + r.IntN(model.Whole-low)
		if len(d.Values) > 1 {
			p.Odds = append(p.Odds, model.Odds{Actor: d.By[0], Decision: model.DecisionID(i), Values: []model.Likely{{Value: 0, Low: low, High: high}}})
		}
	}
	days := p.TickDays()
	for i := range p.Acts {
		if slices.Contains(p.Acts[i].By, model.Outsider) && r.IntN(2) == 0 {
			low := r.IntN(model.Whole)
			p.Chances = append(p.Chances, model.Chance{Act: model.ActID(i), Low: low, High: low + r.IntN(model.Whole-low), Days: days})
		}
	}
}
