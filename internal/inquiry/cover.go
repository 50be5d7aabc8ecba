package inquiry

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/world/sets"
	"github.com/servanda-lang/servanda/model"
)

// Sets of fillings in words and in single fillings.

// set is a set of states, or of fillings.
type set = sets.Set

// space is all fillings of a pact at once.
type space struct {
	*sets.World
	pact *model.Pact
}

// ways is how many fillings a set has.
func (w *space) ways(fillings set) int {
	return int(w.Assignments(w.And(fillings, w.Valid()), w.PointCube()))
}

// cube is the set of the fillings of a cube.
func (w *space) cube(c Cube) set {
	out := w.Valid()
	for _, l := range c {
		some := bdd.False
		for _, v := range l.Values {
			some = w.Or(some, w.Is(w.Program.Points[l.Point], v))
		}
		out = w.And(out, some)
	}
	return out
}

// describe says a set of fillings by few cubes and, where that makes it shorter, by those in which it does not hold though
// one of the cubes has them: often all findings go with something without which nothing happens at all.
func (w *space) describe(fillings set) (cubes, except []Cube) {
	cubes = w.cover(fillings, fillings)
	outside := w.Diff(w.Valid(), fillings)
	for _, from := range w.seeds(outside) {
		x := w.largest([]model.Filling{from}, outside, outside)
		if c := w.cover(fillings, w.Or(fillings, w.cube(x))); size(c)+size([]Cube{x}) < size(cubes)+size(except) {
			cubes, except = c, []Cube{x}
		}
	}
	return cubes, except
}

// size is how much there is to read.
func size(cs []Cube) int {
	n := len(cs)
	for _, c := range cs {
		n += len(c)
	}
	return n
}

// cover describes a set by cubes that stay within another: of those grown in several ways the one is taken that covers
// most of what is not covered yet; in the end those are left out that the others cover too.
func (w *space) cover(fillings, within set) []Cube {
	var out []Cube
	for left := fillings; left != bdd.False; {
		c := w.largest(w.seeds(left), left, within)
		out = append(out, c)
		left = w.Diff(left, w.cube(c))
	}
	for i := len(out) - 1; i >= 0; i-- {
		rest := slices.Delete(slices.Clone(out), i, i+1)
		covered := bdd.False
		for _, c := range rest {
			covered = w.Or(covered, w.cube(c))
		}
		if w.Diff(fillings, covered) == bdd.False {
			out = rest
		}
	}
	return out
}

// seeds are a few fillings of a set to grow cubes from.
func (w *space) seeds(fillings set) []model.Filling {
	if fillings == bdd.False {
		return nil
	}
	return []model.Filling{w.first(fillings, false), w.first(fillings, true)}
}

// largest is the cube that covers most of a set, of those grown from the seeds by taking points out in one order or another.
func (w *space) largest(seeds []model.Filling, of, within set) (best Cube) {
	n := len(w.pact.Points)
	most := -1.0
	for _, from := range seeds {
		for turn := range 2 * n {
			order := make([]model.PointID, n)
			for i := range order {
				order[i] = model.PointID((turn + i) % n)
			}
			if turn >= n {
				slices.Reverse(order)
			}
			c := w.grow(from, within, order)
			if covers := w.Assignments(w.And(w.cube(c), of), w.PointCube()); covers > most || covers == most && len(c) < len(best) {
				best, most = c, covers
			}
		}
	}
	return best
}

// grow makes a large cube around a filling, within a set: points are taken out, in that order, where that is possible, and
// values are added where it is not.
func (w *space) grow(from model.Filling, within set, order []model.PointID) Cube {
	var c Cube
	for i, v := range from {
		c = append(c, Literal{Point: model.PointID(i), Values: []int{v}})
	}
	inside := func(c Cube) bool { return w.Diff(w.cube(c), within) == bdd.False }
	for _, pt := range order {
		without := slices.DeleteFunc(slices.Clone(c), func(l Literal) bool { return l.Point == pt })
		if inside(without) {
			c = without
		}
	}
	for i := range c {
		for v := range w.pact.Points[c[i].Point].Values {
			if slices.Contains(c[i].Values, v) {
				continue
			}
			wider := slices.Clone(c)
			wider[i].Values = append(slices.Clone(c[i].Values), v)
			slices.Sort(wider[i].Values)
			if inside(wider) && w.And(w.cube(wider), w.Is(w.Program.Points[c[i].Point], v)) != bdd.False {
				c = wider
			}
		}
	}
	return c
}

// first gives the first filling of a set, or the last.
func (w *space) first(fillings set, last bool) model.Filling {
	f := make(model.Filling, len(w.pact.Points))
	for i := range f {
		values := make([]int, len(w.pact.Points[i].Values))
		for v := range values {
			values[v] = v
		}
		if last {
			slices.Reverse(values)
		}
		for _, v := range values {
			if some := w.And(fillings, w.Is(w.Program.Points[i], v)); some != bdd.False {
				f[i], fillings = v, some
				break
			}
		}
	}
	return f
}

// nearest gives the filling of a set that differs from the base in the fewest points; the first of several.
func (w *space) nearest(fillings set) model.Filling {
	ball := w.Filling(w.first(w.Valid(), false))
	for {
		if some := w.And(ball, fillings); some != bdd.False {
			return w.first(some, false)
		}
		wider := ball
		for i := range w.pact.Points {
			any := bdd.False
			for v := range w.pact.Points[i].Values {
				any = w.Or(any, w.Restrict(ball, w.Program.Points[i], v))
			}
			wider = w.Or(wider, any)
		}
		ball = wider
	}
}
