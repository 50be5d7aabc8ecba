package inquiry

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Findings across fillings, and the open points that matter.
//
// The same finding in several fillings is one finding. When it holds is described by cubes: first the
// points are left out that make no difference (those without which the fillings in which it holds can
// still be told from those in which it does not); then each cube is grown from one filling, value by value,
// as far as it meets no filling in which the finding does not hold, and only by values with which it was
// seen to hold; and as few cubes are kept as a greedy choice allows. Fillings that were not looked at count
// neither way.

// across joins the findings of all fillings, gravest first.
func (j *job) across(fs []FillingAnswer) []Across {
	p := j.pact
	var out []Across
	at := map[string]int{}
	for i := range fs {
		for _, f := range fs[i].Findings {
			k := f.Key()
			n, known := at[k]
			if !known {
				n = len(out)
				at[k] = n
				out = append(out, Across{Finding: f, Accepted: accepted(p, f)})
			}
			if in := out[n].Fillings; len(in) == 0 || in[len(in)-1] != i {
				out[n].Fillings = append(in, i)
			}
		}
	}
	for i := range out {
		j.pause()
		out[i].Always = len(out[i].Fillings) == len(fs)
		out[i].When = describe(p, fs, out[i].Fillings)
	}
	sortAcross(p, out)
	return out
}

func sortAcross(p *model.Pact, as []Across) {
	findings := make([]Finding, len(as))
	place := map[string]int{}
	for i := range as {
		findings[i] = as[i].Finding
	}
	sortFindings(findings)
	for i := range findings {
		place[findings[i].Key()] = i
	}
	slices.SortStableFunc(as, func(a, b Across) int { return place[a.Key()] - place[b.Key()] })
}

// accepted finds the author's acceptance of a finding, if there is one.
func accepted(p *model.Pact, f Finding) *model.Accept {
	for i := range p.Accepts {
		if a := &p.Accepts[i]; a.Code == string(f.Code) && (a.Clause == f.Clause || a.Clause.Kind == model.KindNone) {
			return a
		}
	}
	return nil
}

// describe gives the cubes for a finding that holds in the fillings listed in on and in no other.
func describe(p *model.Pact, fs []FillingAnswer, on []int) []Cube {
	holds := make([]bool, len(fs))
	for _, i := range on {
		holds[i] = true
	}
	points := pointsThatMatter(p, fs, holds)
	var cubes []Cube
	covered := make([]bool, len(fs))
	for {
		var best Cube
		gain := 0
		for _, i := range on {
			if covered[i] {
				continue
			}
			c := grow(p, fs, holds, points, &fs[i])
			if n := newlyCovered(c, fs, holds, covered); n > gain {
				best, gain = c, n
			}
		}
		if gain == 0 {
			return cubes
		}
		cubes = append(cubes, best)
		for i := range fs {
			covered[i] = covered[i] || holdsAll(best, &fs[i])
		}
	}
}

// pointsThatMatter leaves out, one after the other from the last, points without which the fillings in
// which the finding holds still differ from all the others.
func pointsThatMatter(p *model.Pact, fs []FillingAnswer, holds []bool) []model.PointID {
	var points []model.PointID
	for i := range p.Points {
		points = append(points, model.PointID(i))
	}
	for i := len(points) - 1; i >= 0; i-- {
		without := slices.Delete(slices.Clone(points), i, i+1)
		if separates(fs, holds, without) {
			points = without
		}
	}
	return points
}

// separates reports whether the points tell every filling in which the finding holds from every one in
// which it does not.
func separates(fs []FillingAnswer, holds []bool, points []model.PointID) bool {
	for i := range fs {
		for j := range fs {
			if holds[i] && !holds[j] && !differ(&fs[i], &fs[j], points) {
				return false
			}
		}
	}
	return true
}

// differ reports whether one of the points matters to both and has different values.
func differ(a, b *FillingAnswer, points []model.PointID) bool {
	return slices.ContainsFunc(points, func(pt model.PointID) bool {
		return a.Filling[pt] != b.Filling[pt] && slices.Contains(a.Matters, pt) && slices.Contains(b.Matters, pt)
	})
}

// grow makes the largest cube around a filling that it finds, by taking points out altogether where that
// is possible and adding single values where it is not.
func grow(p *model.Pact, fs []FillingAnswer, holds []bool, points []model.PointID, from *FillingAnswer) Cube {
	var c Cube
	for _, pt := range points {
		if slices.Contains(from.Matters, pt) {
			c = append(c, Literal{Point: pt, Values: []int{from.Filling[pt]}})
		}
	}
	clean := func(c Cube) bool {
		for i := range fs {
			if !holds[i] && meetsOne(c, &fs[i]) {
				return false
			}
		}
		return true
	}
	for i := len(c) - 1; i >= 0; i-- {
		if without := slices.Delete(slices.Clone(c), i, i+1); clean(without) {
			c = without
		}
	}
	for i := range c {
		for v := range p.Points[c[i].Point].Values {
			if slices.Contains(c[i].Values, v) {
				continue
			}
			wider := slices.Clone(c)
			wider[i].Values = append(slices.Clone(c[i].Values), v)
			slices.Sort(wider[i].Values)
			only := slices.Clone(c)
			only[i].Values = []int{v}
			if clean(wider) && meets(only, fs, holds) {
				c = wider
			}
		}
	}
	return c
}

// meets reports whether the finding was seen to hold somewhere in the cube.
func meets(c Cube, fs []FillingAnswer, holds []bool) bool {
	for i := range fs {
		if holds[i] && meetsOne(c, &fs[i]) {
			return true
		}
	}
	return false
}

func newlyCovered(c Cube, fs []FillingAnswer, holds, covered []bool) int {
	n := 0
	for i := range fs {
		if holds[i] && !covered[i] && holdsAll(c, &fs[i]) {
			n++
		}
	}
	return n
}

// meetsOne reports whether a cube has a filling that the answer stands for.
func meetsOne(c Cube, a *FillingAnswer) bool {
	return !slices.ContainsFunc(c, func(l Literal) bool {
		return slices.Contains(a.Matters, l.Point) && !slices.Contains(l.Values, a.Filling[l.Point])
	})
}

// holdsAll reports whether a cube has every filling that the answer stands for.
func holdsAll(c Cube, a *FillingAnswer) bool {
	return !slices.ContainsFunc(c, func(l Literal) bool {
		return !slices.Contains(a.Matters, l.Point) || !slices.Contains(l.Values, a.Filling[l.Point])
	})
}
