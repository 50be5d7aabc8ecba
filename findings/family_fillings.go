package findings

import (
	"slices"

	"github.com/servanda-lang/servanda/bdd"
	"github.com/servanda-lang/servanda/model"
)

// Sets of fillings in words and in single fillings.

// cube is the set of the fillings of a cube.
func (w *wide) cube(c Cube) set {
	out := w.Valid
	for _, l := range c {
		some := bdd.False
		for _, v := range l.Values {
			some = w.Or(some, w.Is(w.Program.Points[l.Point], v))
		}
		out = w.And(out, some)
	}
	return out
}

// cubes describes a set of fillings by few cubes: each is grown from one filling as far as it stays within the set, and of
// some such cubes the one is taken that covers most of what is not covered yet.
func (w *wide) cubes(fillings set) []Cube {
	var out []Cube
	for left := fillings; left != bdd.False; {
		var best Cube
		most := -1.0
		for _, from := range []model.Filling{w.first(left, false), w.first(left, true)} {
			for _, backward := range []bool{true, false} {
				c := w.grow(from, fillings, backward)
				if n := w.Assignments(w.And(w.cube(c), left), w.PointCube()); n > most {
					best, most = c, n
				}
			}
		}
		out = append(out, best)
		left = w.Diff(left, w.cube(best))
	}
	return out
}

// grow makes a large cube around a filling, within a set: points are taken out where that is possible, and values are
// added where it is not.
func (w *wide) grow(from model.Filling, within set, backward bool) Cube {
	var c Cube
	for i, v := range from {
		c = append(c, Literal{Point: model.PointID(i), Values: []int{v}})
	}
	inside := func(c Cube) bool { return w.Diff(w.cube(c), within) == bdd.False }
	order := make([]model.PointID, len(c))
	for i := range order {
		order[i] = model.PointID(i)
	}
	if backward {
		slices.Reverse(order)
	}
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
func (w *wide) first(fillings set, last bool) model.Filling {
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
func (w *wide) nearest(fillings set) model.Filling {
	ball := w.Filling(w.first(w.Valid, false))
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
