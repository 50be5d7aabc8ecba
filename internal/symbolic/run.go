package symbolic

import (
	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// run is the program at work on all states of a set at once: each bit of each variable is a function of the state that
// the move is made from. A choice makes what is done in its arm hang on the condition of the arm. What the functions are
// for other states means nothing, which makes them small.
type run struct {
	f      *Family
	states bdd.Ref
	before map[*program.Variable][]bdd.Ref // the bits that were asked for, as they were
	values map[*program.Variable][]bdd.Ref // what is not there is as it was; scratch was 0
	breaks []bdd.Ref                       // by actor: where they broke a ban
	quiet  bool                            // nobody asks what happens to duties
}

func (f *Family) newRun(states bdd.Ref) *run {
	r := &run{f: f, states: states, before: map[*program.Variable][]bdd.Ref{}, values: map[*program.Variable][]bdd.Ref{}}
	for range f.Program.Pact.Actors {
		r.breaks = append(r.breaks, bdd.False)
	}
	return r
}

func (r *run) value(v *program.Variable) []bdd.Ref {
	if x, ok := r.values[v]; ok {
		return x
	}
	if v.Scratch {
		return r.f.constant(v, 0)
	}
	return r.was(v)
}

// was are the bits of a cell before the move.
func (r *run) was(v *program.Variable) []bdd.Ref {
	x, ok := r.before[v]
	if !ok {
		x = r.f.bitsOf(v)
		for i := range x {
			x[i] = r.small(x[i])
		}
		r.before[v] = x
	}
	return x
}

// small is a function that is the same for the states of the run.
func (r *run) small(x bdd.Ref) bdd.Ref { return r.f.Simplify(x, r.states) }

// constant are the bits of a value.
func (f *Family) constant(v *program.Variable, n int) []bdd.Ref {
	out := make([]bdd.Ref, f.width(v))
	for i, c := len(out)-1, f.code(v, n); i >= 0; i, c = i-1, c>>1 {
		out[i] = bdd.False
		if c&1 == 1 {
			out[i] = bdd.True
		}
	}
	return out
}

// equal is where bits make a number.
func (f *Family) equal(x []bdd.Ref, n int) bdd.Ref {
	out := bdd.True
	for i, b := range x {
		if n>>(len(x)-1-i)&1 == 0 {
			b = b.Not()
		}
		out = f.And(out, b)
	}
	return out
}

// atMost is where bits make a number that is no larger.
func (f *Family) atMost(x []bdd.Ref, n int) bdd.Ref {
	out := bdd.True
	for i := len(x) - 1; i >= 0; i-- {
		if n>>(len(x)-1-i)&1 == 1 {
			out = f.Ite(x[i], out, bdd.True)
		} else {
			out = f.And(x[i].Not(), out)
		}
	}
	return out
}

// holds is where a condition holds.
func (r *run) holds(c program.Cond) bdd.Ref {
	f := r.f
	switch c := c.(type) {
	case program.Always:
		if c {
			return bdd.True
		}
		return bdd.False
	case program.Not:
		return r.holds(c.C).Not()
	case program.All:
		out := bdd.True
		for _, c := range c {
			if out = f.And(out, r.holds(c)); out == bdd.False {
				break
			}
		}
		return out
	case program.Some:
		out := bdd.False
		for _, c := range c {
			if out = f.Or(out, r.holds(c)); out == bdd.True {
				break
			}
		}
		return out
	case program.Is:
		x := r.value(c.V)
		switch c.Op {
		case program.AtMost:
			return f.atMost(x, c.N)
		case program.AtLeast:
			return f.atMost(x, c.N-1).Not()
		}
		return f.equal(x, f.code(c.V, c.N))
	}
	panic("symbolic: a condition of unknown type")
}

// exec does statements where the condition holds.
func (r *run) exec(ss []program.Stmt, where bdd.Ref) {
	if where == bdd.False {
		return
	}
	for _, s := range ss {
		switch s := s.(type) {
		case program.Set:
			if r.quiet && s.V.Kind == program.Happening {
				continue
			}
			r.assign(s.V, where, r.f.constant(s.V, s.N))
		case program.Add:
			r.assign(s.V, where, r.sum(r.value(s.V), s.N))
		case program.Note:
			x := r.f.constant(s.V, 0)
			x[len(x)-1] = r.small(r.holds(s.C))
			r.assign(s.V, where, x)
		case program.Blame:
			r.breaks[s.Actor] = r.small(r.f.Or(r.breaks[s.Actor], where))
		case program.Choose:
			r.choose(s, where)
		}
	}
}

// choose does the first arm whose condition holds; all conditions are asked before anything is done.
func (r *run) choose(arms program.Choose, where bdd.Ref) {
	chosen := make([]bdd.Ref, len(arms))
	for i, a := range arms {
		c := r.small(r.holds(a.When))
		chosen[i] = r.small(r.f.And(where, c))
		where = r.small(r.f.Diff(where, c))
	}
	for i, a := range arms {
		r.exec(a.Do, chosen[i])
	}
}

func (r *run) assign(v *program.Variable, where bdd.Ref, to []bdd.Ref) {
	was := r.value(v)
	now := make([]bdd.Ref, len(was))
	for i := range now {
		now[i] = r.small(r.f.Ite(where, to[i], was[i]))
	}
	r.values[v] = now
}

// sum adds a number, which may be negative, in two's complement.
func (r *run) sum(x []bdd.Ref, n int) []bdd.Ref {
	f, out, carry := r.f, make([]bdd.Ref, len(x)), bdd.False
	for i := len(x) - 1; i >= 0; i, n = i-1, n>>1 {
		b := bdd.False
		if n&1 == 1 {
			b = bdd.True
		}
		half := f.Xor(x[i], b)
		out[i] = f.Xor(half, carry)
		carry = f.Or(f.And(x[i], b), f.And(half, carry))
	}
	return out
}

// settle goes round until nothing changes any more.
func (r *run) settle() {
	r.exec(r.f.Program.SettleBegin, bdd.True)
	for where := bdd.True; where != bdd.False; {
		where = r.round(where)
	}
}

// round lets happen what happens in one round, and tells where anything did.
func (r *run) round(where bdd.Ref) bdd.Ref {
	f, some := r.f, bdd.False
	type deed struct {
		do    []program.Stmt
		where bdd.Ref
	}
	var deeds []deed
	for i := range f.Program.Rules {
		rule := &f.Program.Rules[i]
		left := r.small(f.And(where, r.holds(rule.When)))
		for _, a := range rule.Arms {
			if left == bdd.False {
				break
			}
			c := r.small(f.And(left, r.holds(a.When)))
			if c == bdd.False {
				continue
			}
			left = r.small(f.Diff(left, c))
			deeds, some = append(deeds, deed{a.Do, c}), f.Or(some, c)
		}
	}
	for _, d := range deeds {
		r.exec(d.do, d.where)
	}
	return r.small(some)
}

// Where is where a condition of the pact holds; nil holds everywhere.
func (f *Family) Where(c model.Cond) bdd.Ref { return f.newRun(bdd.True).holds(f.Program.Holds(c)) }

// WhereGiven is where all terms of a return are given.
func (f *Family) WhereGiven(terms []model.Cond) bdd.Ref {
	return f.newRun(bdd.True).holds(f.Program.Given(terms))
}

// WhereRanOut is where an instrument has ended by its term.
func (f *Family) WhereRanOut(i model.InstrumentID) bdd.Ref {
	return f.newRun(bdd.True).holds(f.Program.RanOut(i))
}
