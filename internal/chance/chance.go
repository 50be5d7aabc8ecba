// Package chance finds the least and the greatest that can be expected where some moves are chosen and others are drawn: Markov decision
// processes with finitely many states. It knows nothing of pacts: states and actions are numbers.
//
// Input: a Process, that is, for each state the actions that can be chosen and how each is drawn, and what it is worth to end in some states.
// Output: for each state the greatest, or the least, that can be expected over all ways to choose, as an exact fraction where no
// way leads back, else between two bounds that are safe.
//
// Where no way leads back but to the same state, the equations are solved backwards in exact fractions. Else by interval iteration: Haddad
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
	if vs, ok := exact(p, w, which); ok {
		return vs, ctx.Err()
	}
	return iterate(ctx, p, w, which)
}

// open reports whether something is chosen in a state, and nothing ends there.
func (p *Process) open(w Worth, s int) bool { return w[s] == nil && len(p.Actions[s]) > 0 }

// exact solves the equations backwards; ok is false where ways lead back, or worths are not known exactly.
func exact(p *Process, w Worth, which Which) (vs []Value, ok bool) {
	for _, v := range w {
		if v != nil && v.Exact == nil {
			return nil, false
		}
	}
	vs = make([]Value, len(p.Actions))
	exacts := make([]*big.Rat, len(p.Actions))
	for _, part := range parts(p, func(s, _ int) bool { return p.open(w, s) }) {
		if len(part) > 1 {
			return nil, false
		}
		s := part[0]
		switch {
		case w[s] != nil:
			exacts[s] = w[s].Exact
		case len(p.Actions[s]) == 0:
			exacts[s] = new(big.Rat)
		default:
			exacts[s] = best(p, s, exacts, which)
		}
		vs[s] = Exactly(exacts[s])
	}
	return vs, true
}

// best is the value of a state from which ways lead back to itself at most.
func best(p *Process, s int, vs []*big.Rat, which Which) *big.Rat {
	var out *big.Rat
	for _, a := range p.Actions[s] {
		sum, leaves := new(big.Rat), new(big.Rat)
		for _, b := range a {
			if b.To != s {
				sum.Add(sum, new(big.Rat).Mul(b.Chance, vs[b.To]))
				leaves.Add(leaves, b.Chance)
			}
		}
		if leaves.Sign() > 0 {
			sum.Quo(sum, leaves)
		}
		if c := 0; out != nil {
			if c = sum.Cmp(out); which == Greatest && c > 0 || which == Least && c < 0 {
				out = sum
			}
		} else {
			out = sum
		}
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
