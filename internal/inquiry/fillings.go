package inquiry

import (
	"cmp"
	"iter"
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// FewFillings is the number of fillings up to which all are looked at unasked.
const FewFillings = 64

// Fillings gives the fillings to look at, and how many there are in all.
//
// All of them are given if they are few. Otherwise: the base filling, in which
// every point has its first value (or the value it is held to); for each point, each of its other values
// with the rest as in the base; and each reading, with what it leaves open as in the base.
func Fillings(p *model.Pact, o Options) (fillings []model.Filling, all int) {
	selection, all := selected(p, o)
	for f := range selection {
		fillings = append(fillings, slices.Clone(f))
	}
	return fillings, all
}

// selected goes through the fillings to look at, without holding all of them; see around.
func selected(p *model.Pact, o Options) (selection iter.Seq[model.Filling], all int) {
	all = p.CountFillings(o.Fixed, mostCounted)
	if all <= cmp.Or(o.few, FewFillings) {
		return slices.Values(p.Fillings(o.Fixed)), all
	}
	return around(p, o.Fixed), all
}

// around goes through the base filling, those that differ from it in one point, and the readings, each once. The
// filling that is handed out is overwritten by the next: a pact of thousands of points has tens of thousands.
func around(p *model.Pact, fixed []model.Binding) iter.Seq[model.Filling] {
	base := make(model.Filling, len(p.Points))
	for _, b := range fixed {
		base[b.Point] = b.Value
	}
	return func(yield func(model.Filling) bool) {
		f := slices.Clone(base)
		if !yield(f) {
			return
		}
		for i := range p.Points {
			for v := range p.Points[i].Values {
				if f[i] = v; v != base[i] && f.Agrees(fixed) && !yield(f) {
					return
				}
			}
			f[i] = base[i]
		}
		for _, f := range readingsBeside(p, base, fixed) {
			if !yield(f) {
				return
			}
		}
	}
}

// readingsBeside are the fillings that readings ask for and that differ from the base, and from each other, in more
// than one point.
func readingsBeside(p *model.Pact, base model.Filling, fixed []model.Binding) []model.Filling {
	var out []model.Filling
	for i := range p.Readings {
		f, differs := slices.Clone(base), 0
		for _, b := range p.Readings[i].Fixes {
			f[b.Point] = b.Value
		}
		for j := range f {
			if f[j] != base[j] {
				differs++
			}
		}
		if differs > 1 && f.Agrees(fixed) && !slices.ContainsFunc(out, func(g model.Filling) bool { return slices.Equal(f, g) }) {
			out = append(out, f)
		}
	}
	return out
}
