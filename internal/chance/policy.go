package chance

import "math/big"

// mostTogether is how many states that lead to one another are solved exactly together.
const mostTogether = 160

// together solves a strongly connected part exactly, all that can be come to from it outside of it being solved: by policy iteration
// (Howard), each policy as a system of linear equations. In a quotient nobody can stay for ever, so each system has one solution.
func (q *quotient) together(part []int, vs []Value) {
	x := &policy{quotient: q, part: part, vs: vs, index: map[int]int{}, choice: make([]int, len(part))}
	for i, s := range part {
		x.index[s] = i
	}
	for changed := true; changed; {
		now := x.solve()
		changed = false
		for i, s := range part {
			for k, a := range q.Actions[s] {
				v := x.expected(a, now)
				if c := v.Cmp(now[i]); q.which == Greatest && c > 0 || q.which == Least && c < 0 {
					x.choice[i], now[i], changed = k, v, true
				}
			}
		}
		if !changed {
			for i, s := range part {
				vs[s] = Exactly(now[i])
			}
		}
	}
}

// policy is what is chosen in each state of a part.
type policy struct {
	*quotient
	part   []int
	vs     []Value
	index  map[int]int // by state: its place in the part
	choice []int
}

// expected is what an action comes to where the states of the part are worth so much.
func (x *policy) expected(a Action, now []*big.Rat) *big.Rat {
	sum := new(big.Rat)
	for _, b := range a {
		v := x.vs[b.To].Exact
		if i, in := x.index[b.To]; in {
			v = now[i]
		}
		sum.Add(sum, new(big.Rat).Mul(b.Chance, v))
	}
	return sum
}

// solve finds what the policy comes to, by elimination.
func (x *policy) solve() []*big.Rat {
	n := len(x.part)
	m := make([][]*big.Rat, n)
	for i, s := range x.part {
		m[i] = make([]*big.Rat, n+1)
		for k := range m[i] {
			m[i][k] = new(big.Rat)
		}
		m[i][i].SetInt64(1)
		for _, b := range x.Actions[s][x.choice[i]] {
			if k, in := x.index[b.To]; in {
				m[i][k].Sub(m[i][k], b.Chance)
			} else {
				m[i][n].Add(m[i][n], new(big.Rat).Mul(b.Chance, x.vs[b.To].Exact))
			}
		}
	}
	for k := range n {
		eliminate(m, k)
	}
	out := make([]*big.Rat, n)
	for i := range out {
		out[i] = m[i][n].Quo(m[i][n], m[i][i])
	}
	return out
}

// eliminate takes a variable out of all equations but its own.
func eliminate(m [][]*big.Rat, k int) {
	i := k
	for m[i][k].Sign() == 0 {
		i++
	}
	m[i], m[k] = m[k], m[i]
	for j := range m {
		if j == k || m[j][k].Sign() == 0 {
			continue
		}
		f := new(big.Rat).Quo(m[j][k], m[k][k])
		for c := k; c < len(m[j]); c++ {
			if m[k][c].Sign() != 0 {
				m[j][c].Sub(m[j][c], new(big.Rat).Mul(f, m[k][c]))
			}
		}
	}
}
