package findings

import (
	"cmp"
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
	all = p.CountFillings(o.Fixed, mostCounted)
	if all <= cmp.Or(o.few, FewFillings) {
		return p.Fillings(o.Fixed), all
	}
	base := make(model.Filling, len(p.Points))
	for _, b := range o.Fixed {
		base[b.Point] = b.Value
	}
	out := []model.Filling{base}
	add := func(f model.Filling) {
		if f.Agrees(o.Fixed) && !slices.ContainsFunc(out, func(g model.Filling) bool { return slices.Equal(f, g) }) {
			out = append(out, f)
		}
	}
	for i := range p.Points {
		for v := range p.Points[i].Values {
			f := slices.Clone(base)
			f[i] = v
			add(f)
		}
	}
	for i := range p.Readings {
		f := slices.Clone(base)
		for _, b := range p.Readings[i].Fixes {
			f[b.Point] = b.Value
		}
		add(f)
	}
	return out, all
}
