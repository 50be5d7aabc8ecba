package inquiry

import (
	"cmp"
	"iter"
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// FewFillings is the number of fillings up to which all are looked at unasked.
const FewFillings = 64

// Selected gives the fillings to look at, and how many there are in all.
//
// All of them are given if they are few. Otherwise: the base filling, in which
// every point has its first value (or the value it is held to); each reading, with what it leaves open as in the base;
// and for each point, each of its other values with the rest as in the base.
func Selected(p *model.Pact, o Query) (fillings []model.Filling, all int) {
	selection, all := selected(p, o)
	for f := range selection {
		fillings = append(fillings, slices.Clone(f))
	}
	return fillings, all
}

// selected goes through the fillings to look at, without holding all of them; see around.
func selected(p *model.Pact, o Query) (selection iter.Seq[model.Filling], all int) {
	all = p.CountFillings(o.Fixed, mostCounted)
	if all <= cmp.Or(o.few, FewFillings) {
		return slices.Values(p.Fillings(o.Fixed)), all
	}
	return around(p, o.Fixed), all
}

// around goes through the base filling, the readings, and those that differ from the base in one point, each once. The
// filling that is handed out is overwritten by the next: a pact of thousands of points has tens of thousands.
func around(p *model.Pact, fixed []model.Binding) iter.Seq[model.Filling] {
	base := make(model.Filling, len(p.Points))
	for _, b := range fixed {
		base[b.Point] = b.Value
	}
	return func(yield func(model.Filling) bool) {
		readings := readingsBeside(p, base, fixed)
		for _, f := range append([]model.Filling{base}, readings...) {
			if !yield(slices.Clone(f)) {
				return
			}
		}
		near := nearReadings(base, readings)
		f := slices.Clone(base)
		for i := range p.Points {
			for v := range p.Points[i].Values {
				if f[i] = v; v != base[i] && !near[[2]int{i, v}] && f.Agrees(fixed) && !yield(f) {
					return
				}
			}
			f[i] = base[i]
		}
	}
}

// nearReadings are the readings that differ from the base in one point, by that point and its value.
func nearReadings(base model.Filling, readings []model.Filling) map[[2]int]bool {
	out := map[[2]int]bool{}
	for _, f := range readings {
		if at := differing(f, base); len(at) == 1 {
			out[[2]int{at[0], f[at[0]]}] = true
		}
	}
	return out
}

// differing lists the points in which two fillings differ.
func differing(a, b model.Filling) []int {
	var out []int
	for i := range a {
		if a[i] != b[i] {
			out = append(out, i)
		}
	}
	return out
}

// readingsBeside are the fillings that readings ask for and that differ from the base and from each other.
func readingsBeside(p *model.Pact, base model.Filling, fixed []model.Binding) []model.Filling {
	var out []model.Filling
	for i := range p.Readings {
		f := slices.Clone(base)
		for _, b := range p.Readings[i].Fixes {
			f[b.Point] = b.Value
		}
		if !slices.Equal(f, base) && f.Agrees(fixed) && !slices.ContainsFunc(out, func(g model.Filling) bool { return slices.Equal(f, g) }) {
			out = append(out, f)
		}
	}
	return out
}
