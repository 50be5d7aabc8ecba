package symbolic

import (
	"cmp"
	"errors"
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Which slices are worth having.

// cutSlices makes the slices, of what is asked about each promise and purpose, as far as there is room: for no more steps than the
// family took, and a quarter of the nodes that are left. There are none where waits are made at once.
func (f *Family) cutSlices(lim Limits) {
	if len(f.leaps) > 0 {
		return
	}
	f.Allow(f.Steps())
	if lim.Steps > 0 {
		f.Allow(max(1, min(f.Steps(), lim.Steps-f.Steps())))
	}
	if lim.Nodes > 0 {
		f.Hold(f.Size() + (lim.Nodes-f.Size())/4)
	}
	if err := f.cutAll(); err != nil && !errors.Is(err, bdd.ErrFull) {
		panic(err)
	}
	f.Hold(lim.Nodes)
	f.Allow(0)
	if lim.Steps > 0 {
		f.Allow(max(1, lim.Steps-f.Steps()))
	}
}

// cutAll makes the slices, the smallest first.
func (f *Family) cutAll() (err error) {
	defer world.Catch(&err)
	all, cones := f.keeping(f.Program.Cells), f.Program.Cones()
	var some []kept
	for _, on := range f.topics() {
		if k := f.cone(cones, on); k.bits > 0 && k.bits*leastLeftOut <= all.bits*(leastLeftOut-1) && !slices.ContainsFunc(some, k.same) {
			some = append(some, k)
		}
	}
	slices.SortStableFunc(some, func(a, b kept) int { return cmp.Compare(a.bits, b.bits) })
	for i, k := range some {
		if slices.ContainsFunc(some[i+1:], k.nearly) {
			continue
		}
		if s := f.cut(k); s != nil {
			f.slices = append(f.slices, s)
		}
	}
	return nil
}

// leastLeftOut: a slice is to leave out one in so many bits.
const leastLeftOut = 8

// topics is, by what may be asked about, the variables that are asked for: what a promise is for, that and the promise, a purpose.
func (f *Family) topics() [][]*program.Variable {
	var out [][]*program.Variable
	promise := func(ref model.Ref, terms []model.Cond) {
		given := program.Variables(f.Program.Given(terms))
		all := slices.Clone(given)
		for _, v := range f.Program.Cells {
			if v.Part.Of == ref {
				all = append(all, v)
			}
		}
		out = append(out, given, all)
	}
	p := f.Program.Pact
	for i := range p.Duties {
		promise(model.Ref{Kind: model.KindDuty, Index: i}, p.Duties[i].Return)
	}
	for i := range p.Bans {
		promise(model.Ref{Kind: model.KindBan, Index: i}, p.Bans[i].Return)
	}
	for i := range p.Purposes {
		out = append(out, program.Variables(f.Program.Holds(p.Purposes[i].Cond)))
	}
	return out
}

// kept is the cells of a slice.
type kept struct {
	cells map[*program.Variable]bool
	bits  int
}

// keeping is the slice of some cells.
func (f *Family) keeping(cells []*program.Variable) kept {
	k := kept{cells: map[*program.Variable]bool{}}
	for _, v := range cells {
		k.cells[v] = true
		k.bits += len(f.levels[v])
	}
	return k
}

// cone is the cells that some variables hang on, in the end, those of them that are cells included.
func (f *Family) cone(cones map[*program.Variable][]*program.Variable, on []*program.Variable) kept {
	seen := map[*program.Variable]bool{}
	for todo := slices.Clone(on); len(todo) > 0; {
		v := todo[len(todo)-1]
		if todo = todo[:len(todo)-1]; !seen[v] {
			seen[v] = true
			todo = append(todo, cones[v]...)
		}
	}
	return f.keeping(slices.DeleteFunc(slices.Clone(f.Program.Cells), func(v *program.Variable) bool { return !seen[v] }))
}

// within reports whether all cells of a slice are kept by another.
func (k kept) within(other kept) bool {
	for v := range k.cells {
		if !other.cells[v] {
			return false
		}
	}
	return true
}

func (k kept) same(other kept) bool { return k.bits == other.bits && k.within(other) }

// nearly reports whether another slice keeps all of it and hardly more.
func (k kept) nearly(other kept) bool { return k.within(other) && other.bits*20 <= k.bits*21 }
