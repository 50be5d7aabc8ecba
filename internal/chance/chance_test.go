package chance_test

import (
	"context"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/servanda-lang/servanda/internal/chance"
)

// random makes a process in which some ways lead back unless it is to be without.
func random(r *rand.Rand, n int, back bool) (*chance.Process, chance.Worth) {
	p := &chance.Process{Actions: make([][]chance.Action, n)}
	w := make(chance.Worth, n)
	for s := range n {
		if s > 0 && r.IntN(4) == 0 {
			v := chance.Exactly(big.NewRat(int64(r.IntN(5)), 4))
			w[s] = &v
			continue
		}
		for range r.IntN(4) {
			p.Actions[s] = append(p.Actions[s], draw(r, s, n, back))
		}
	}
	return p, w
}

// draw makes an action; without ways back it leads on to later states, or stays.
func draw(r *rand.Rand, s, n int, back bool) chance.Action {
	parts, total := map[int]int64{}, int64(0)
	for range 1 + r.IntN(3) {
		to := r.IntN(n)
		if !back {
			to = s + r.IntN(n-s)
		}
		k := int64(1 + r.IntN(4))
		parts[to] += k
		total += k
	}
	var a chance.Action
	for to := range n {
		if parts[to] > 0 {
			a = append(a, chance.Branch{To: to, Chance: big.NewRat(parts[to], total)})
		}
	}
	return a
}

// brute finds the extreme over all ways to choose the same action whenever a state is come to, each solved as a system of linear
// equations; that these are enough is a theorem of Derman.
func brute(p *chance.Process, w chance.Worth, which chance.Which) []*big.Rat {
	n := len(p.Actions)
	best := make([]*big.Rat, n)
	at := make([]int, n)
	for {
		vs := linear(p, w, at)
		for s := range n {
			if c := 0; best[s] == nil {
				best[s] = vs[s]
			} else if c = vs[s].Cmp(best[s]); which == chance.Greatest && c > 0 || which == chance.Least && c < 0 {
				best[s] = vs[s]
			}
		}
		s := 0
		for ; s < n; s++ {
			if at[s]++; at[s] < len(p.Actions[s]) && w[s] == nil {
				break
			}
			at[s] = 0
		}
		if s == n {
			return best
		}
	}
}

// linear solves the equations of one way to choose by elimination; states from which no worth is ever come to are worth nothing.
func linear(p *chance.Process, w chance.Worth, at []int) []*big.Rat {
	n := len(p.Actions)
	comes := make([]bool, n)
	for changed := true; changed; {
		changed = false
		for s := range n {
			if comes[s] {
				continue
			}
			yes := w[s] != nil
			if !yes && len(p.Actions[s]) > 0 {
				for _, b := range p.Actions[s][at[s]] {
					yes = yes || comes[b.To]
				}
			}
			if yes {
				comes[s], changed = true, true
			}
		}
	}
	m := make([][]*big.Rat, n)
	for s := range n {
		m[s] = make([]*big.Rat, n+1)
		for k := range m[s] {
			m[s][k] = new(big.Rat)
		}
		m[s][s].SetInt64(1)
		switch {
		case w[s] != nil:
			m[s][n].Set(w[s].Exact)
		case comes[s]:
			for _, b := range p.Actions[s][at[s]] {
				m[s][b.To].Sub(m[s][b.To], b.Chance)
			}
		}
	}
	for k := range n {
		i := k
		for m[i][k].Sign() == 0 {
			i++
		}
		m[i], m[k] = m[k], m[i]
		for j := range n {
			if j == k || m[j][k].Sign() == 0 {
				continue
			}
			f := new(big.Rat).Quo(m[j][k], m[k][k])
			for c := range m[j] {
				m[j][c].Sub(m[j][c], new(big.Rat).Mul(f, m[k][c]))
			}
		}
	}
	out := make([]*big.Rat, n)
	for s := range n {
		out[s] = new(big.Rat).Quo(m[s][n], m[s][s])
	}
	return out
}

// What is answered is what all ways to choose come to, exactly, and between the bounds told if these are asked for.
func TestAgainstAllWaysToChoose(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	exact, strict := 0, 0
	for n := range 1500 {
		p, w := random(r, 2+r.IntN(5), n%3 != 0)
		for _, which := range []chance.Which{chance.Least, chance.Greatest} {
			got, err := chance.Solve(context.Background(), p, w, which)
			if err != nil {
				t.Fatal(err)
			}
			want := brute(p, w, which)
			for s := range got {
				low, high := new(big.Rat).SetFloat64(got[s].Low), new(big.Rat).SetFloat64(got[s].High)
				if low.Cmp(want[s]) > 0 || high.Cmp(want[s]) < 0 || got[s].High-got[s].Low > chance.Precision {
					t.Fatalf("process %d, state %d, which %d: %v, want %v\n%v", n, s, which, got[s], want[s], p)
				}
				exact++
				if e := got[s].Exact; e == nil || e.Cmp(want[s]) != 0 {
					t.Fatalf("process %d, state %d: %v, want %v", n, s, e, want[s])
				}
				if want[s].Sign() > 0 && want[s].Cmp(big.NewRat(1, 1)) < 0 {
					strict++
				}
			}
			if got[0].Exact == nil {
				t.Fatal("there are few states, and it is not exact")
			}
			checkBounds(t, p, w, which, want)
		}
	}
	if exact < 1000 || strict < 1000 {
		t.Errorf("%d exact, %d neither 0 nor 1: too few", exact, strict)
	}
}

// checkBounds asks the same with worths of which it is not told that they are known exactly: the bounds hold what is so, and are near.
func checkBounds(t *testing.T, p *chance.Process, w chance.Worth, which chance.Which, want []*big.Rat) {
	blurred := make(chance.Worth, len(w))
	some := false
	for s, v := range w {
		if v != nil {
			some = true
			blurred[s] = &chance.Value{Low: v.Low, High: v.High}
		}
	}
	got, err := chance.Solve(context.Background(), p, blurred, which)
	if err != nil {
		t.Fatal(err)
	}
	for s := range got {
		low, high := new(big.Rat).SetFloat64(got[s].Low), new(big.Rat).SetFloat64(got[s].High)
		if low.Cmp(want[s]) > 0 || high.Cmp(want[s]) < 0 || got[s].High-got[s].Low > chance.Precision || some == (got[0].Exact != nil) {
			t.Fatalf("state %d: between bounds %v, want %v", s, got[s], want[s])
		}
	}
}

// A worth that is known between bounds gives an answer between bounds.
func TestBoundsOfWorth(t *testing.T) {
	half := big.NewRat(1, 2)
	p := &chance.Process{Actions: [][]chance.Action{{{{To: 1, Chance: half}, {To: 2, Chance: half}}}, nil, nil}}
	some, none := chance.Value{Low: 0.25, High: 0.5}, chance.Exactly(new(big.Rat))
	got, err := chance.Solve(context.Background(), p, chance.Worth{nil, &some, &none}, chance.Greatest)
	if err != nil || (got[0].Low > 0.125 || got[0].High < 0.25 || got[0].High > 0.2500001 || got[0].Low < 0.1249999) {
		t.Error(got, err)
	}
}

// Told to stop, it stops.
func TestStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	p, w := random(rand.New(rand.NewPCG(3, 4)), 5, true)
	if _, err := chance.Solve(ctx, p, w, chance.Greatest); err != context.Canceled {
		t.Error(err)
	}
}
