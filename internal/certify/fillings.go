package certify

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// covers reports whether a finding holds in a filling, by the cubes that say when.
func covers(f *inquiry.Across, filling model.Filling) bool {
	has := func(c inquiry.Cube) bool { return c.Has(filling) }
	return (f.Always || slices.ContainsFunc(f.When, has)) && !slices.ContainsFunc(f.Except, has)
}

// candidate is a filling, and what it would show.
type candidate struct {
	filling model.Filling
	shows   []string
}

// fillings are those to be certified: all that were looked at, or as few of them as show each finding, and each check in
// each of its outcomes; and of what was found in none of them, as it can be where all were asked together, one in which it holds.
func (q *Query) fillings() []model.Filling {
	a := q.Answer
	var all []candidate
	for i := range a.Fillings {
		c := candidate{a.Fillings[i].Filling, []string{"a filling"}}
		for _, r := range a.Fillings[i].Checks {
			c.shows = append(c.shows, fmt.Sprint("check ", r.Check, r.Holds))
		}
		for k := range a.Findings {
			if slices.Contains(a.Findings[k].Fillings, i) {
				c.shows = append(c.shows, fmt.Sprint("finding ", k))
			}
		}
		all = append(all, c)
	}
	var out []model.Filling
	for _, c := range q.chosen(all) {
		out = append(out, c.filling)
	}
	for k := range a.Findings {
		f := &a.Findings[k]
		shown := func(filling model.Filling) bool { return covers(f, filling) }
		if w := q.witness(f); w != nil && !slices.ContainsFunc(out, shown) {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		out = append(out, q.base())
	}
	return out
}

// base is the filling in which every point has its first value, or that to which it is held.
func (q *Query) base() model.Filling {
	out := make(model.Filling, len(q.Answer.Pact.Points))
	for _, b := range q.Fixed {
		out[b.Point] = b.Value
	}
	return out
}

// chosen picks, one after the other, the candidate that shows most of what is not shown yet.
func (q *Query) chosen(all []candidate) []candidate {
	if q.All {
		return all
	}
	shown := map[string]bool{}
	var out []candidate
	for {
		best, most := -1, 0
		for i := range all {
			n := 0
			for _, s := range all[i].shows {
				if !shown[s] {
					n++
				}
			}
			if n > most {
				best, most = i, n
			}
		}
		if best < 0 {
			return out
		}
		for _, s := range all[best].shows {
			shown[s] = true
		}
		out = append(out, all[best])
	}
}

// witness is a filling in which a finding holds, near the base; nil if none is at hand.
func (q *Query) witness(f *inquiry.Across) model.Filling {
	cubes := f.When
	if f.Always {
		cubes = append(slices.Clone(cubes), inquiry.Cube{})
	}
	for _, c := range cubes {
		out := q.base()
		for _, l := range c {
			if !slices.Contains(l.Values, out[l.Point]) {
				out[l.Point] = l.Values[0]
			}
		}
		if covers(f, out) && out.Agrees(q.Fixed) {
			return out
		}
	}
	return nil
}
