// Package chance finds the least and the greatest that can be expected where some moves are chosen and others are drawn: Markov decision
// processes with finitely many states. It knows nothing of pacts: states and actions are numbers.
//
// Input: a Process, that is, for each state the actions that can be chosen and how each is drawn, and what it is worth to end in some states.
// Output: for each state the greatest, or the least, that can be expected over all ways to choose, as an exact fraction, or,
// where ways lead back through many states, between two bounds that are safe.
//
// States in which one can choose to stay for ever are taken together first. Where then no way leads back, or only
// among few states, the equations are solved in exact fractions. Else by interval iteration: Haddad
// and Monmege, Interval iteration algorithm for MDPs and IMDPs (2018), in floating point with every rounding to the safe side. Where
// chances are known between bounds only, whoever is asked about decides them as well; the extreme points of what they can be are
// actions of their own.
package chance

import (
	"context"
	"errors"
	"math"
	"math/big"
)

// Process is what can be chosen in each state. A state without actions is where everything ends.
type Process struct {
	Actions [][]Action
}

// Action is how it is drawn what comes next. The chances are positive, add up to 1, and lead to different states.
type Action []Branch

// Branch is one thing that may be drawn.
type Branch struct {
	To     int
	Chance *big.Rat
}

// Value is what can be expected: exactly, or between two bounds.
type Value struct {
	Exact     *big.Rat // nil if it is not known exactly
	Low, High float64
}

// Exactly is a value that is known.
func Exactly(r *big.Rat) Value {
	low, high := bounds(r)
	return Value{r, low, high}
}

// Less1 is 1 less a value.
func (v Value) Less1() Value {
	if v.Exact != nil {
		return Exactly(new(big.Rat).Sub(big.NewRat(1, 1), v.Exact))
	}
	return Value{Low: max(0, down(1-v.High)), High: min(1, up(1-v.Low))}
}

// Worth is what it is worth to come to a state: nil if nothing ends there. Worths are from 0 to 1.
type Worth []*Value

// Which says of whose choices something is asked.
type Which uint8

// The least and the greatest over all ways to choose.
const (
	Least Which = iota
	Greatest
)

// Precision is how far apart the bounds of an answer may be, if those of the worths are known exactly.
const Precision = 1e-9

// ErrSlow is the error when bounds do not come near enough in many rounds.
var ErrSlow = errors.New("the bounds do not come near enough to each other")

// mostRounds bounds the rounds of interval iteration.
const mostRounds = 1 << 20

// Solve gives for each state what can be expected: the worth of the state that is come to, and nothing if none is ever. The error is that
// of ctx, or ErrSlow.
func Solve(ctx context.Context, p *Process, w Worth, which Which) ([]Value, error) {
	q := newQuotient(p, w, which)
	vs, ok := q.exact()
	if !ok {
		var err error
		if vs, err = q.iterate(ctx); err != nil {
			return nil, err
		}
	}
	out := make([]Value, len(p.Actions))
	for s := range out {
		out[s] = vs[q.head[s]]
	}
	return out, ctx.Err()
}

// quotient is a process in which one cannot stay for ever, with the same answers. Where one can, the equations have more than one
// solution: for the least such states are worth nothing, for one can choose to stay; for the greatest each set of states in which one can
// stay is taken for one state, out of which lead those actions that leave it.
type quotient struct {
	Process
	worth Worth
	which Which
	head  []int   // by state of the process: the state it is taken for
	order [][]int // the strongly connected parts, each after all that can be come to from it
}

func newQuotient(p *Process, w Worth, which Which) *quotient {
	component, stays := ends(p, w)
	q := &quotient{which: which, worth: w, head: make([]int, len(p.Actions))}
	q.Actions = make([][]Action, len(p.Actions))
	first := map[int]int{}
	for s := range p.Actions {
		q.head[s] = s
		if c := component[s]; c > 0 && which == Greatest {
			if _, ok := first[c]; !ok {
				first[c] = s
			}
			q.head[s] = first[c]
		}
	}
	for s, as := range p.Actions {
		for i, a := range as {
			if w[s] == nil && !stays[s][i] && (component[s] == 0 || which == Greatest) {
				q.Actions[q.head[s]] = append(q.Actions[q.head[s]], q.lift(a))
			}
		}
	}
	q.order = parts(&q.Process, func(int, int) bool { return true })
	return q
}

// lift is an action between heads.
func (q *quotient) lift(a Action) Action {
	var out Action
	at := map[int]int{}
	for _, b := range a {
		to := q.head[b.To]
		if k, ok := at[to]; ok {
			out[k].Chance = new(big.Rat).Add(out[k].Chance, b.Chance)
			continue
		}
		at[to] = len(out)
		out = append(out, Branch{to, b.Chance})
	}
	return out
}

// exact solves the equations backwards; ok is false where ways lead back through many states, or worths are not known exactly.
func (q *quotient) exact() (vs []Value, ok bool) {
	vs = make([]Value, len(q.Actions))
	for _, part := range q.order {
		s := part[0]
		switch {
		case len(part) > mostTogether, q.worth[s] != nil && q.worth[s].Exact == nil:
			return nil, false
		case len(part) > 1:
			q.together(part, vs)
		case q.worth[s] != nil:
			vs[s] = *q.worth[s]
		default:
			vs[s] = Exactly(q.best(s, vs))
		}
	}
	return vs, true
}

// best is the value of a state from which ways lead back to itself at most.
func (q *quotient) best(s int, vs []Value) *big.Rat {
	var out *big.Rat
	for _, a := range q.Actions[s] {
		sum, leaves := new(big.Rat), new(big.Rat)
		for _, b := range a {
			if b.To != s {
				sum.Add(sum, new(big.Rat).Mul(b.Chance, vs[b.To].Exact))
				leaves.Add(leaves, b.Chance)
			}
		}
		if leaves.Sign() > 0 {
			sum.Quo(sum, leaves)
		}
		if out == nil || q.which == Greatest && sum.Cmp(out) > 0 || q.which == Least && sum.Cmp(out) < 0 {
			out = sum
		}
	}
	if out == nil {
		return new(big.Rat)
	}
	return out
}

// bounds are the floating-point numbers next to a fraction, on the safe sides.
func bounds(r *big.Rat) (low, high float64) {
	f, ok := r.Float64()
	if ok {
		return f, f
	}
	return down(f), up(f)
}

func down(x float64) float64 { return math.Nextafter(x, math.Inf(-1)) }
func up(x float64) float64   { return math.Nextafter(x, math.Inf(1)) }
