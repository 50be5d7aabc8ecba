package bdd_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/servanda-lang/servanda/internal/bdd"
)

// A table is a function of six variables said in full: bit i is its value where variable k is bit k of i.
type table uint64

const variables = 6

// column is the table of one variable.
func column(k int) table {
	var t table
	for i := range 1 << variables {
		t |= table(i>>k&1) << i
	}
	return t
}

func exists(t table, cube int) table {
	for k := range variables {
		if cube>>k&1 == 1 {
			var u table
			for i := range 1 << variables {
				u |= (t >> i & 1) << i
				u |= (t >> (i ^ 1<<k) & 1) << i
			}
			t = u
		}
	}
	return t
}

// Simplify keeps what matters, and finds out when a function is constant there.
func simplified(t *testing.T, s *bdd.Space, f, care pair) {
	t.Helper()
	got := s.Simplify(f.f, care.f)
	if s.And(got, care.f) != s.And(f.f, care.f) {
		t.Fatalf("%b simplified for %b is another function there", f.t, care.t)
	}
	if f.t&care.t == 0 && got != bdd.False || care.t != 0 && ^f.t&care.t == 0 && got != bdd.True {
		t.Fatalf("%b is constant on %b, but not when simplified for it", f.t, care.t)
	}
}

// pair is a function both ways.
type pair struct {
	f bdd.Ref
	t table
}

// Whatever is made of functions, each has the table it should have, and two have the same Ref just when they have the same
// table.
func TestOperations(t *testing.T) {
	for seed := range uint64(50) {
		rng := rand.New(rand.NewPCG(seed, 1))
		s := bdd.New(0)
		known := map[table]bdd.Ref{0: bdd.False, ^table(0): bdd.True}
		pool := []pair{{bdd.True, ^table(0)}, {bdd.False, 0}}
		for k := range variables {
			pool = append(pool, pair{s.Var(uint32(2 * k)), column(k)})
		}
		cubeOf := func(mask int) bdd.Ref {
			c := bdd.True
			for k := range variables {
				if mask>>k&1 == 1 {
					c = s.And(c, s.Var(uint32(2*k)))
				}
			}
			return c
		}
		for range 400 {
			a, b, c := pool[rng.IntN(len(pool))], pool[rng.IntN(len(pool))], pool[rng.IntN(len(pool))]
			mask := rng.IntN(1 << variables)
			simplified(t, s, a, b)
			if a.t != 0 {
				one := s.One(a.f, cubeOf(1<<variables-1))
				if s.And(one, a.f) != one || s.Assignments(one, cubeOf(1<<variables-1)) != 1 {
					t.Fatalf("one of the values for which %b holds is none, or not one", a.t)
				}
			}
			var x pair
			switch rng.IntN(8) {
			case 0:
				x = pair{s.And(a.f, b.f), a.t & b.t}
			case 1:
				x = pair{s.Or(a.f, b.f), a.t | b.t}
			case 2:
				x = pair{s.Diff(a.f, b.f), a.t &^ b.t}
			case 3:
				x = pair{s.Xor(a.f, b.f), a.t ^ b.t}
			case 4:
				x = pair{s.Ite(a.f, b.f, c.f), a.t&b.t | ^a.t&c.t}
			case 5:
				x = pair{s.AndExists(a.f, b.f, cubeOf(mask)), exists(a.t&b.t, mask)}
			case 6:
				x = pair{s.Exists(a.f, cubeOf(mask)), exists(a.t, mask)}
			default:
				x = pair{a.f.Not(), ^a.t}
			}
			if f, ok := known[x.t]; ok && f != x.f {
				t.Fatalf("seed %d: one table, two functions", seed)
			}
			known[x.t] = x.f
			pool = append(pool, x)
		}
		refs := map[bdd.Ref]table{}
		for u, f := range known {
			if v, ok := refs[f]; ok && u != v {
				t.Fatalf("seed %d: one function, two tables", seed)
			}
			refs[f] = u
			ones := 0
			for i := range 1 << variables {
				ones += int(u >> i & 1)
			}
			if n := s.Assignments(f, cubeOf(1<<variables-1)); n != float64(ones) {
				t.Fatalf("seed %d: %v assignments, want %d", seed, n, ones)
			}
		}
	}
}

// A function moved to the levels between, and back, is the same; and AndExistsMoved is moving and then AndExists.
func TestMove(t *testing.T) {
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 2))
		s := bdd.New(0)
		there, back := make([]uint32, 2*variables), make([]uint32, 2*variables)
		cube := bdd.True
		for l := range there {
			there[l], back[l] = uint32(l), uint32(l)
		}
		for k := range variables {
			if rng.IntN(2) == 0 {
				there[2*k], back[2*k+1] = uint32(2*k+1), uint32(2*k)
				cube = s.And(cube, s.Var(uint32(2*k+1)))
			}
		}
		to, from := s.Levels(there), s.Levels(back)
		random := func(odd bool) bdd.Ref {
			f := bdd.False
			for range 6 {
				c := bdd.True
				for k := range variables {
					v := s.Var(uint32(2 * k))
					if odd && rng.IntN(2) == 0 {
						v = s.Var(uint32(2*k + 1))
					}
					switch rng.IntN(3) {
					case 0:
						c = s.And(c, v)
					case 1:
						c = s.Diff(c, v)
					}
				}
				f = s.Or(f, c)
			}
			return f
		}
		a, b := random(false), random(true)
		if s.Move(s.Move(a, to), from) != a {
			t.Fatalf("seed %d: there and back is elsewhere", seed)
		}
		if s.AndExistsMoved(a, to, b, cube) != s.AndExists(s.Move(a, to), b, cube) {
			t.Fatalf("seed %d: moved at once is not moved first", seed)
		}
	}
}

// Sifting finds the order of a function that is small in one order and large in another, and counts as it should.
func TestSift(t *testing.T) {
	const pairs = 8
	s := bdd.New(0)
	f := bdd.True // each of the first eight is the same as one of the last: bad in this order, good in pairs
	var blocks [][]uint32
	for k := range uint32(pairs) {
		f = s.And(f, s.Xor(s.Var(k), s.Var(k+pairs)).Not())
	}
	for k := range uint32(2 * pairs) {
		blocks = append(blocks, []uint32{k})
	}
	sifted := s.Sift([]bdd.Ref{f}, blocks, 4)
	at := make([]uint32, 2*pairs)
	for place, b := range sifted.Order {
		at[b] = uint32(place)
	}
	better := bdd.New(0)
	g := bdd.True
	for k := range pairs {
		g = better.And(g, better.Xor(better.Var(at[k]), better.Var(at[k+pairs])).Not())
	}
	if was, is := s.Count(f), better.Count(g); is*10 > was {
		t.Errorf("%d nodes before, %d in the order found", was, is)
	}
	if put := sifted.Put(better, func(level uint32) uint32 { return at[level] })[0]; put != g {
		t.Error("the function put in the order found is another one")
	}
}

// What is forgotten is forgotten, what is kept is kept, and a space that is full says so.
func TestRoom(t *testing.T) {
	s := bdd.New(0)
	f := s.And(s.Var(0), s.Xor(s.Var(1), s.Var(2)))
	g := s.Or(f, s.And(s.Var(3), s.Var(5)))
	other := s.Clone()
	if other.And(other.Var(0), other.Xor(other.Var(1), other.Var(2))) != f {
		t.Error("a clone has other names for the same functions")
	}
	h := s.Take(other, g)
	if other.Count(g) != s.Count(h) {
		t.Error("a function taken over has another size")
	}
	s.Compact([]*bdd.Ref{&h})
	if s.Count(h) != other.Count(g) || s.Size() != s.Count(h)+1 {
		t.Errorf("%d nodes kept of %d", s.Size()-1, s.Count(h))
	}
}

// A space stops at the node, and at the step, that it may not make any more.
func TestFull(t *testing.T) {
	for name, s := range map[string]*bdd.Space{"nodes": bdd.New(40), "steps": bdd.New(0)} {
		if name == "steps" {
			s.Allow(40)
		}
		func() {
			defer func() {
				if err, ok := recover().(error); !ok || !errors.Is(err, bdd.ErrFull) {
					t.Errorf("full of %s: %v", name, err)
				}
			}()
			parity := bdd.False
			for l := range uint32(100) {
				parity = s.Xor(parity, s.Var(l))
			}
			t.Errorf("never full of %s", name)
		}()
	}
}

// Work on functions ends soon after the context is done, with its error.
func TestWatch(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := bdd.New(0)
	s.Watch(ctx)
	defer func() {
		if r := recover(); r != context.Canceled {
			t.Errorf("it ended with %v", r)
		}
		if s.Steps() > 1<<20 {
			t.Errorf("it went on for %d steps", s.Steps())
		}
	}()
	cancel()
	for k := uint32(0); ; k++ {
		f := bdd.True
		for i := range uint32(40) {
			f = s.Xor(f, s.And(s.Var(i), s.Var((i*7+k)%41)))
		}
	}
}

// wide is a function of many variables said in full.
type wide []uint64

const many = 13

func (x wide) with(y wide, op func(a, b uint64) uint64) wide {
	out := make(wide, len(x))
	for i := range x {
		out[i] = op(x[i], y[i])
	}
	return out
}

// given is the function with a variable held to a value.
func (x wide) given(k int, v bool) wide {
	out := make(wide, len(x))
	for i := range 1 << many {
		j := i &^ (1 << k)
		if v {
			j |= 1 << k
		}
		out[i/64] |= x[j/64] >> (j % 64) & 1 << (i % 64)
	}
	return out
}

// make builds the function from the last variable up, without any operation but Ite on variables.
func (x wide) make(s *bdd.Space, k, at int) bdd.Ref {
	if k == many {
		if x[at/64]>>(at%64)&1 == 1 {
			return bdd.True
		}
		return bdd.False
	}
	lo, hi := x.make(s, k+1, at), x.make(s, k+1, at|1<<k)
	return s.Ite(s.Var(uint32(2*k)), hi, lo)
}

// In a space whose tables have grown many times, every operation gives the function that stands there when it is built from
// its table; also after what nobody needs was forgotten, and in clones at work side by side.
func TestLarge(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 3))
	s := bdd.New(0)
	random := func() wide {
		x := make(wide, 1<<many/64)
		for i := range x {
			x[i] = rng.Uint64() & rng.Uint64()
		}
		return x
	}
	there := make([]uint32, 2*many)
	for l := range there {
		there[l] = uint32(l)
	}
	there[8], there[14] = 9, 15
	to := s.Levels(there)
	x, y, z := random(), random(), random()
	f, g, h := x.make(s, 0, 0), y.make(s, 0, 0), z.make(s, 0, 0)
	some := func(w wide, ks ...int) wide {
		for _, k := range ks {
			w = w.given(k, false).with(w.given(k, true), func(a, b uint64) uint64 { return a | b })
		}
		return w
	}
	and := func(a, b uint64) uint64 { return a & b }
	check := func(s *bdd.Space, f, g, h bdd.Ref) {
		cube := s.And(s.Var(8), s.Var(14))
		moved := s.And(s.Var(9), s.Var(15))
		for name, pair := range map[string]struct {
			is   bdd.Ref
			want wide
		}{
			"and":    {s.And(f, g), x.with(y, and)},
			"or":     {s.Or(f, g), x.with(y, func(a, b uint64) uint64 { return a | b })},
			"diff":   {s.Diff(f, g), x.with(y, func(a, b uint64) uint64 { return a &^ b })},
			"xor":    {s.Xor(f, g), x.with(y, func(a, b uint64) uint64 { return a ^ b })},
			"ite":    {s.Ite(f, g, h), x.with(y, and).with(z.with(x, func(a, b uint64) uint64 { return a &^ b }), func(a, b uint64) uint64 { return a | b })},
			"exists": {s.AndExists(f, g, cube), some(x.with(y, and), 4, 7)},
			"again":  {s.AndExists(f, g, s.Var(14)), some(x.with(y, and), 7)},
			"moved":  {s.AndExistsMoved(f, to, s.Move(g, to), moved), some(x.with(y, and), 4, 7)},
		} {
			if pair.is != pair.want.make(s, 0, 0) {
				t.Errorf("%s gives another function than its table", name)
			}
		}
	}
	check(s, f, g, h)
	size := s.Size()
	s.Compact([]*bdd.Ref{&f, &g, &h})
	if s.Size() != s.Count(f, g, h)+1 || s.Size() >= size {
		t.Errorf("%d of %d nodes kept, where %d are needed", s.Size(), size, s.Count(f, g, h)+1)
	}
	check(s, f, g, h)
	s.Compact([]*bdd.Ref{&f, &g, &h})
	var all sync.WaitGroup
	for range 3 {
		c := s.Clone()
		all.Go(func() {
			c.Levels(nil) // of its own
			check(c, f, g, h)
		})
	}
	all.Wait()
}
