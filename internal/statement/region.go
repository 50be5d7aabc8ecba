package statement

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// Sets of fillings, as findings give them: cubes, without some others. What is asked of them is answered by splitting the box
// of all fillings at the values that the cubes name, until each part lies inside or outside.

// part is where one finding holds.
type part struct{ when, except []inquiry.Cube }

// region is where at least one of some findings holds.
type region []part

// box allows some values of each open point; all where it says nothing of it.
type box map[model.PointID][]int

// mostSplits bounds the work; a box that is not split any more counts as outside.
const mostSplits = 20000

// has reports whether a filling is in the region.
func (r region) has(f model.Filling) bool {
	in := func(c inquiry.Cube) bool { return c.Has(f) }
	return slices.ContainsFunc(r, func(p part) bool {
		return slices.ContainsFunc(p.when, in) && !slices.ContainsFunc(p.except, in)
	})
}

// measure asks how much of a box is in a region.
type measure struct {
	points []model.Point
	splits int // left
}

// extent is how much of a box is in a region. Neither all nor none if it was given up, and the share is then at least that.
type extent struct {
	all, none bool
	share     float64 // from 0 to 1
}

// of measures a box.
func (m *measure) of(r region, b box) extent {
	var left region
	for _, p := range r {
		p, full := m.within(p, b)
		if full {
			return extent{all: true, share: 1}
		}
		if len(p.when) > 0 {
			left = append(left, p)
		}
	}
	if len(left) == 0 {
		return extent{none: true}
	}
	if m.splits--; m.splits < 0 {
		return extent{}
	}
	pt, inside := m.split(left[0], b)
	out := extent{all: true, none: true}
	all := m.values(b, pt)
	outside := slices.DeleteFunc(slices.Clone(all), func(v int) bool { return slices.Contains(inside, v) })
	for _, half := range [][]int{inside, outside} {
		x := m.of(left, b.with(pt, half))
		out.all, out.none = out.all && x.all, out.none && x.none
		out.share += x.share * float64(len(half)) / float64(len(all))
	}
	return out
}

// within is what is left of a part in a box; full if it has all of the box.
func (m *measure) within(p part, b box) (left part, full bool) {
	for _, c := range p.except {
		if m.contains(c, b) {
			return part{}, false
		}
		if m.meets(c, b) {
			left.except = append(left.except, c)
		}
	}
	for _, c := range p.when {
		if len(left.except) == 0 && m.contains(c, b) {
			return part{}, true
		}
		if m.meets(c, b) {
			left.when = append(left.when, c)
		}
	}
	return left, false
}

// split is an open point, and those of its values in the box that a cube of the part has; some are left over.
func (m *measure) split(p part, b box) (model.PointID, []int) {
	for _, c := range slices.Concat(p.when, p.except) {
		for _, l := range c {
			all := m.values(b, l.Point)
			in := slices.DeleteFunc(slices.Clone(all), func(v int) bool { return !slices.Contains(l.Values, v) })
			if len(in) < len(all) {
				return l.Point, in
			}
		}
	}
	panic("statement: a part that is neither inside nor outside has nothing to split")
}

func (m *measure) values(b box, pt model.PointID) []int {
	if vs, ok := b[pt]; ok {
		return vs
	}
	out := make([]int, len(m.points[pt].Values))
	for v := range out {
		out[v] = v
	}
	return out
}

func (b box) with(pt model.PointID, values []int) box {
	out := box{pt: values}
	for k, v := range b {
		if k != pt {
			out[k] = v
		}
	}
	return out
}

// contains reports whether the cube has all of the box, meets whether it has some of it.
func (m *measure) contains(c inquiry.Cube, b box) bool {
	return !slices.ContainsFunc(c, func(l inquiry.Literal) bool {
		return slices.ContainsFunc(m.values(b, l.Point), func(v int) bool { return !slices.Contains(l.Values, v) })
	})
}

func (m *measure) meets(c inquiry.Cube, b box) bool {
	return !slices.ContainsFunc(c, func(l inquiry.Literal) bool {
		return !slices.ContainsFunc(m.values(b, l.Point), func(v int) bool { return slices.Contains(l.Values, v) })
	})
}
