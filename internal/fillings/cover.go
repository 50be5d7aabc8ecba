package fillings

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/model"
)

// Set is a set of fillings: a decision diagram of an Algebra.
type Set = bdd.Ref

// Algebra is what sets of fillings are made with.
type Algebra interface {
	And(a, b Set) Set
	Or(a, b Set) Set
	Diff(a, b Set) Set
	Valid() Set                        // all fillings
	Where(pt model.PointID, v int) Set // those in which a point has a value
	Weigh(Set) float64                 // how many there are
	Pact() *model.Pact
}

// Among is the set of the fillings of a cube.
func Among(w Algebra, c Cube) Set {
	out := w.Valid()
	for _, l := range c {
		some := bdd.False
		for _, v := range l.Values {
			some = w.Or(some, w.Where(l.Point, v))
		}
		out = w.And(out, some)
	}
	return out
}

// Describe says a set of fillings by few cubes and, where that makes it shorter, by those in which it does not hold though
// one of the cubes has them: often all findings go with something without which nothing happens at all.
func Describe(w Algebra, fillings Set) (cubes, except []Cube) {
	cubes = Cover(w, fillings, fillings)
	outside := w.Diff(w.Valid(), fillings)
	for _, from := range seeds(w, outside) {
		x := largest(w, []model.Filling{from}, outside, outside)
		if c := Cover(w, fillings, w.Or(fillings, Among(w, x))); size(c)+size([]Cube{x}) < size(cubes)+size(except) {
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

// Cover describes a set by cubes that stay within another: of those grown in several ways the one is taken that covers
// most of what is not covered yet; in the end those are left out that the others cover too.
func Cover(w Algebra, fillings, within Set) []Cube {
	var out []Cube
	for left := fillings; left != bdd.False; {
		c := largest(w, seeds(w, left), left, within)
		out = append(out, c)
		left = w.Diff(left, Among(w, c))
	}
	for i := len(out) - 1; i >= 0; i-- {
		rest := slices.Delete(slices.Clone(out), i, i+1)
		covered := bdd.False
		for _, c := range rest {
			covered = w.Or(covered, Among(w, c))
		}
		if w.Diff(fillings, covered) == bdd.False {
			out = rest
		}
	}
	return out
}

// seeds are a few fillings of a set to grow cubes from.
func seeds(w Algebra, fillings Set) []model.Filling {
	if fillings == bdd.False {
		return nil
	}
	return []model.Filling{First(w, fillings, false), First(w, fillings, true)}
}

// largest is the cube that covers most of a set, of those grown from the seeds by taking points out in one order or another.
func largest(w Algebra, seeds []model.Filling, of, within Set) (best Cube) {
	n := len(w.Pact().Points)
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
			c := grow(w, from, within, order)
			if covers := w.Weigh(w.And(Among(w, c), of)); covers > most || covers == most && len(c) < len(best) {
				best, most = c, covers
			}
		}
	}
	return best
}

// grow makes a large cube around a filling, within a set: points are taken out, in that order, where that is possible, and
// values are added where it is not.
func grow(w Algebra, from model.Filling, within Set, order []model.PointID) Cube {
	var c Cube
	for i, v := range from {
		c = append(c, Literal{Point: model.PointID(i), Values: []int{v}})
	}
	inside := func(c Cube) bool { return w.Diff(Among(w, c), within) == bdd.False }
	for _, pt := range order {
		without := slices.DeleteFunc(slices.Clone(c), func(l Literal) bool { return l.Point == pt })
		if inside(without) {
			c = without
		}
	}
	for i := range c {
		for v := range w.Pact().Points[c[i].Point].Values {
			if slices.Contains(c[i].Values, v) {
				continue
			}
			wider := slices.Clone(c)
			wider[i].Values = append(slices.Clone(c[i].Values), v)
			slices.Sort(wider[i].Values)
			if inside(wider) && w.And(Among(w, wider), w.Where(c[i].Point, v)) != bdd.False {
				c = wider
			}
		}
	}
	return c
}

// First gives the first filling of a set, or the last.
func First(w Algebra, fillings Set, last bool) model.Filling {
	points := w.Pact().Points
	f := make(model.Filling, len(points))
	for i := range f {
		values := make([]int, len(points[i].Values))
		for v := range values {
			values[v] = v
		}
		if last {
			slices.Reverse(values)
		}
		for _, v := range values {
			if some := w.And(fillings, w.Where(model.PointID(i), v)); some != bdd.False {
				f[i], fillings = v, some
				break
			}
		}
	}
	return f
}
