// Package symbolic answers for all fillings of the open points, and all states, at once. A set of states is a Boolean
// function of the bits of a state and of the open points, kept as a decision diagram (package bdd); a move is a relation
// between two states. What can be reached, forced or avoided is then a fixed point over such sets (McMillan, Symbolic
// Model Checking, 1993), and what comes out for a question is the set of fillings for which the answer is yes.
//
// Input: a program.Program for all fillings. Output: a Family, whose methods give and take sets (bdd.Ref). It is the
// program that the machine runs, said for all fillings at once. What this package finds in a filling is looked up again in
// the graph of that filling before it is told, unless that has too many states; courses are replayed through the machine always.
package symbolic

import (
	"cmp"
	"context"
	"math/bits"
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Family is a pact under all its fillings. It is for one goroutine; Fork gives another.
type Family struct {
	*bdd.Space
	Program *program.Program
	Init    bdd.Ref // the state of day 0, for each filling
	Valid   bdd.Ref // points with a value they have, and hold to what is held fast
	Reach   bdd.Ref // what can be reached in the physical world

	order              []*program.Variable
	levels             map[*program.Variable][]uint32 // of its bits, the highest first; the bit of the next state is one below
	codes              map[*program.Variable][]int    // by value: its number in bits; nil if the value itself
	cells              bdd.Ref                        // cube of the bits of a state
	toNow              int                            // map of levels: all bits of the next state to those of this one
	moves              []move
	pass               int     // which of them is the passing of a tick; -1 if none is
	leaps              []leap  // that of many, see elapse.go
	leapFrom, shortest int     // the ticks from which on they are made, and the first of these
	rest               bdd.Ref // where, of what can be reached, no rule of settling would do anything
	lawful             bdd.Ref // what can be reached while everybody keeps their word

	permits  map[model.ActorSet][]bdd.Ref // Permitted, as far as it was asked for; nil before the family is made
	slices   []*slice                     // the smallest first, see slice.go; none of a slice
	lastTold *slice                       // which of them told what was asked last; nil at first
}

// move is one move as a relation between states. What it says of states that cannot be reached means nothing.
type move struct {
	label     machine.Label
	guard     bdd.Ref                       // where it is offered
	relation  bdd.Ref                       // what the bits that change become
	now, next bdd.Ref                       // cubes of the bits that change
	changed   []*program.Variable           // what they are bits of
	toNext    int                           // map of levels: the bits that change to those of the next state
	culprits  []bdd.Ref                     // by actor: where it is a breach
	events    [program.EventKinds][]bdd.Ref // by duty: where that happens to it
}

// Limits bound the work; 0 stands for no limit, and for the usual.
type Limits struct {
	Nodes   int             // of the decision diagrams at a time
	Steps   int             // to make the family, see bdd.Space.Allow
	Context context.Context // ends the work with its error when it is done; may be nil
	Leap    int             // the ticks from which on waits are made at once
	Sift    int             // the nodes from which a better order of the variables is looked for, the first time
}

// New makes the family of a program, with those points held fast. The error is bdd.ErrFull if a limit was reached, or
// that of the context.
func New(p *program.Program, fixed []model.Binding, lim Limits, progress func(nodes int)) (f *Family, err error) {
	defer world.Catch(&err)
	f = encode(p, fixed, firstOrder(p), lim)
	f.begin()
	for most := cmp.Or(lim.Sift, worthSifting); !f.reach(most, progress); most *= 2 {
		lim.Steps = max(lim.Steps-f.Steps(), min(lim.Steps, 1))
		f = f.reordered(fixed, lim)
	}
	f.Compact(f.refs())
	states := f.afterWiping()
	f.compile(states)
	f.rest = f.Simplify(f.atRest(f.Reach), f.Reach)
	f.judge(states)
	f.lawful = f.Forward(f.Init, f.Permitted(0), f.Reach)
	f.Compact(f.refs())
	f.cutSlices(lim)
	f.Compact(f.refs())
	f.permits = map[model.ActorSet][]bdd.Ref{}
	return f, nil
}

// Fork is the same family for another goroutine.
func (f *Family) Fork() *Family {
	g := *f
	g.Space, g.permits, g.slices = f.Clone(), map[model.ActorSet][]bdd.Ref{}, nil
	g.lastTold = nil
	for _, s := range f.slices {
		g.slices = append(g.slices, s.in(g.Space))
	}
	return &g
}

// refs lists everything that is to be kept.
func (f *Family) refs() []*bdd.Ref {
	out := []*bdd.Ref{&f.Init, &f.Valid, &f.Reach, &f.lawful, &f.rest, &f.cells}
	for i := range f.leaps {
		x := &f.leaps[i]
		out = append(out, &x.calm, &x.relation, &x.now, &x.next)
	}
	for _, s := range f.slices {
		out = append(out, s.refs()...)
	}
	for i := range f.moves {
		m := &f.moves[i]
		out = append(out, &m.guard, &m.relation, &m.now, &m.next)
		for _, fs := range append(m.events[:], m.culprits) {
			for k := range fs {
				out = append(out, &fs[k])
			}
		}
	}
	return out
}

// encode gives every variable its bits.
func encode(p *program.Program, fixed []model.Binding, order []*program.Variable, lim Limits) *Family {
	f := &Family{
		Space: bdd.New(lim.Nodes), Program: p, order: order, Valid: bdd.True,
		levels: map[*program.Variable][]uint32{}, codes: map[*program.Variable][]int{}, leapFrom: cmp.Or(lim.Leap, usualLeap),
	}
	f.Watch(lim.Context)
	if lim.Steps > 0 {
		f.Allow(lim.Steps)
	}
	level := uint32(0)
	for _, v := range order {
		f.codes[v] = codesOf(v)
		for range f.width(v) {
			f.levels[v] = append(f.levels[v], level)
			level += 2
		}
	}
	for i, v := range p.Points {
		some := bdd.False
		for n := range v.Size {
			if !slices.ContainsFunc(fixed, func(b model.Binding) bool { return int(b.Point) == i && b.Value != n }) {
				some = f.Or(some, f.Is(v, n))
			}
		}
		f.Valid = f.And(f.Valid, some)
	}
	f.cells = f.cube(p.Cells, 0)
	f.toNow = f.back()
	return f
}

// codesOf numbers the values that a status can have.
func codesOf(v *program.Variable) []int {
	if len(v.Never) == 0 {
		return nil
	}
	out, n := make([]int, v.Size), 0
	for i := range out {
		if !slices.Contains(v.Never, i) {
			out[i] = n
			n++
		}
	}
	return out
}

func (f *Family) code(v *program.Variable, n int) int {
	if c := f.codes[v]; c != nil {
		return c[n]
	}
	return n
}

// width is the number of bits of a variable.
func (f *Family) width(v *program.Variable) int {
	return bits.Len(uint(v.Size - len(v.Never) - 1))
}

// Is is where a variable has a value.
func (f *Family) Is(v *program.Variable, n int) bdd.Ref {
	return f.equal(f.bitsOf(v), f.code(v, n))
}

// bitsOf are the bits of a variable now, the highest first.
func (f *Family) bitsOf(v *program.Variable) []bdd.Ref {
	out := make([]bdd.Ref, len(f.levels[v]))
	for i, l := range f.levels[v] {
		out[i] = f.Var(l)
	}
	return out
}

// cube is the conjunction of the bits of variables, now or, with next 1, in the next state.
func (f *Family) cube(vs []*program.Variable, next uint32) bdd.Ref {
	var ls []uint32
	for _, v := range vs {
		ls = append(ls, f.levels[v]...)
	}
	slices.Sort(ls)
	c := bdd.True
	for _, l := range slices.Backward(ls) {
		c = f.And(f.Var(l+next), c)
	}
	return c
}

// everyone is every actor, the outsider included.
func (f *Family) everyone() model.ActorSet { return f.Program.Pact.Everyone() }

// Fillings is the set of fillings that a set of states has a state of.
func (f *Family) Fillings(s bdd.Ref) bdd.Ref { return f.Exists(f.And(s, f.Valid), f.cells) }

// AtStart is the set of fillings of which the state of day 0 is in a set.
func (f *Family) AtStart(s bdd.Ref) bdd.Ref { return f.Exists(f.And(f.Init, s), f.cells) }

// Has reports whether a filling is in a set of fillings.
func (f *Family) Has(fillings bdd.Ref, x model.Filling) bool {
	return f.And(fillings, f.Filling(x)) != bdd.False
}

// Filling is the set of one filling.
func (f *Family) Filling(x model.Filling) bdd.Ref {
	out := bdd.True
	for i, v := range f.Program.Points {
		out = f.And(out, f.Is(v, x[i]))
	}
	return out
}

// States is the number of states of a set, those of all fillings together.
func (f *Family) States(s bdd.Ref) float64 {
	return f.Assignments(f.And(s, f.Valid), f.whole())
}

// PointCube is the cube of the bits of the open points.
func (f *Family) PointCube() bdd.Ref { return f.cube(f.Program.Points, 0) }

// Restrict is a set of fillings with an open point held to a value, whatever the point is then.
func (f *Family) Restrict(fillings bdd.Ref, point *program.Variable, v int) bdd.Ref {
	return f.AndExists(fillings, f.Is(point, v), f.cube([]*program.Variable{point}, 0))
}
