package odds

import (
	"context"
	"math"
	"math/big"
	"math/rand/v2"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Simulation is many courses, run at random.
type Simulation struct {
	Query
	Seed     uint64
	Runs     int
	Days     int            // a run ends after so many, if nothing has come to rest
	Breakers model.ActorSet // who may break its word
}

// Simulated is how often what was asked came about.
type Simulated struct {
	Simulation
	Pact    *model.Pact
	Filling model.Filling
	Tick    int
	Asked   []Asked
	Came    []int // by question: in how many runs
	Cut     int   // runs that had not come to rest
}

// Simulate runs a pact many times. What is recorded is drawn, of ranges as far up as leaves all values their part; what is chosen is drawn
// too, each move that can be made, time included, being as likely as any other. The same seed gives the same runs.
func Simulate(ctx context.Context, p *model.Pact, q Simulation) (out *Simulated, err error) {
	m, tick, err := machineOf(p, q.Query)
	if err != nil {
		return nil, err
	}
	defer catch(ctx, &err)
	s := &solver{ctx: ctx, g: newGraph(ctx, m, q.Limits), p: p, tick: tick, answers: &Answers{}}
	x := &Simulated{Simulation: q, Pact: p, Filling: m.Filling, Tick: tick, Asked: questions(p)}
	x.Came = make([]int, len(x.Asked))
	b := s.builder(q.Breakers, nil)
	for run := range q.Runs {
		r := &running{builder: b, rand: rand.New(rand.NewPCG(q.Seed, uint64(run))), seen: b.watches(x.Asked)}
		if !r.run(q.Days) {
			x.Cut++
		}
		for i, w := range r.seen {
			if w.came {
				x.Came[i]++
			}
		}
	}
	return x, nil
}

// watch looks whether what was asked comes about.
type watch struct {
	purpose, performed, given func(machine.State) bool
	came                      bool
	over                      bool // what was given for has come: nothing is lost any more
}

func (b *builder) watches(asked []Asked) []watch {
	var out []watch
	for _, a := range asked {
		if a.Purpose != None {
			out = append(out, watch{purpose: b.g.m.Condition(b.p.Purposes[a.Purpose].Cond)})
		} else {
			out = append(out, watch{performed: b.g.m.Condition(model.DutyIs{Duty: a.Duty, Status: model.Performed}), given: b.g.m.Return(b.p.Duties[a.Duty].Return)})
		}
	}
	return out
}

// see looks at a state of the run.
func (w *watch) see(s machine.State) {
	switch {
	case w.purpose != nil:
		w.came = w.came || w.purpose(s)
	case w.over:
	case (w.came || w.performed(s)) && w.given(s):
		w.came, w.over = false, true
	case w.performed(s):
		w.came = true
	}
}

// running is a run under way.
type running struct {
	*builder
	rand  *rand.Rand
	seen  []watch
	state int32
	day   int
}

// run goes on until nothing can happen any more; it is false if the days were over first.
func (r *running) run(days int) bool {
	for {
		if r.ctx.Err() != nil {
			panic(broken{r.ctx.Err()})
		}
		for i := range r.seen {
			r.seen[i].see(r.g.states[r.state])
		}
		if r.day > days {
			return false
		}
		ways := r.ways()
		if len(ways) == 0 || len(ways) == 1 && r.rests(ways[0]) {
			return true
		}
		r.take(ways[r.rand.IntN(len(ways))])
	}
}

// ways are the moves that can be made; of a decision that is drawn, one stands for all values.
func (r *running) ways() []move {
	var out []move
	drawn := map[int]bool{}
	for _, mv := range r.g.from(r.state) {
		i := None
		if mv.label.Kind == machine.Decide {
			i = r.oddsOf(mv.label)
		}
		switch {
		case i == None && !mv.culprits.Within(r.breakers), r.g.byChance(mv.label), i != None && drawn[i]:
		case mv.label.Kind == machine.Strike && r.lets(r.state, mv.to):
		default:
			if i != None {
				drawn[i] = true
			}
			out = append(out, mv)
		}
	}
	return out
}

// rests reports whether a move is time that changes nothing, and nothing can happen by chance.
func (r *running) rests(mv move) bool {
	return mv.label.Kind == machine.Pass && mv.to == r.state && r.following(node{mv.to, mv.to, 0}).began < 0
}

// take makes a move, with what is drawn.
func (r *running) take(mv move) {
	r.state = mv.to
	switch {
	case mv.label.Kind == machine.Pass:
		r.day += r.tick
		for n := r.following(node{mv.to, mv.to, 0}); n.began >= 0; {
			state := n.state
			low, high := r.share(n.next)
			middle, _ := new(big.Rat).Quo(new(big.Rat).Add(low, high), big.NewRat(2, 1)).Float64()
			if r.rand.Float64() < middle {
				state = r.happens(n)
			}
			r.state = state
			n = r.following(node{state, n.began, n.next + 1})
		}
	case mv.label.Kind == machine.Decide && r.oddsOf(mv.label) != None:
		r.state = r.value(mv)
	}
}

// value draws how a decision goes.
func (r *running) value(mv move) int32 {
	i := r.oddsOf(mv.label)
	values := len(r.p.Decisions[mv.label.Index].Values)
	low, high := r.ranges(i, values)
	left, room := model.Whole, 0
	for v := range values {
		left, room = left-low[v], room+high[v]-low[v]
	}
	at := r.rand.Float64() * model.Whole
	for _, other := range r.g.from(mv.from) {
		if other.label.Kind != machine.Decide || r.oddsOf(other.label) != i {
			continue
		}
		v := other.label.Value
		share := float64(low[v])
		if room > 0 {
			share += float64(left) * float64(high[v]-low[v]) / float64(room)
		}
		if at -= share; at < 0 {
			return other.to
		}
		mv.to = other.to
	}
	return mv.to
}

// Interval is Wilson's interval at 95%: between which shares what came about in so many of the runs is likely to come about.
func Interval(came, runs int) (low, high float64) {
	const z = 1.959963984540054
	n, p := float64(runs), float64(came)/float64(runs)
	mid, half := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, (mid-half)/(1+z*z/n)), min(1, (mid+half)/(1+z*z/n))
}
