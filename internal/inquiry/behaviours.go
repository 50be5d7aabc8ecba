package inquiry

import (
	"cmp"
	"iter"
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Fillings that behave alike.
//
// A filling is looked at once, and the machine notes which open points anything depended on. Every filling
// with the same values of those points behaves the same: the answer stands for all of them, and none of them
// is looked at again. So the work grows with the number of different behaviours, not with the number of
// fillings. Which filling stands for the others depends on their order only, never on the number of workers.

// mostBehaviours bounds how many are looked at unasked.
const mostBehaviours = 512

// mostCounted is how many fillings are counted.
const mostCounted = 1 << 40

// eachBehaviour looks at fillings until the answers stand for all that are to be looked at: all of them if
// they are few, if that is asked for, or if a selection shows that few of them differ; else the selection
// (see Fillings). If they are few there is an answer for each.
func (j *job) eachBehaviour(look lookAt) ([]FillingAnswer, error) {
	b := &behaviours{pact: j.pact, fixed: j.Fixed}
	selection, all := selected(j.pact, j.Query)
	pull, stop := iter.Pull(selection)
	defer stop()
	for {
		j.pause()
		batch := b.unknown(pull, max(j.Workers, 1))
		if len(batch) == 0 {
			next := b.next()
			if next == nil || !b.goOn(all, j.Query) {
				break
			}
			batch = append(batch, next)
		}
		now := *j
		now.at.Done, now.at.Of = b.stand, all
		answers, err := eachFilling(&now, batch, look)
		if err != nil {
			return b.answers, err
		}
		for i := range answers {
			b.accept(&answers[i])
		}
	}
	if j.each {
		return b.one(j.pact.Fillings(j.Fixed)), nil
	}
	return b.answers, nil
}

// behaviours collects answers, no two of which stand for the same filling.
type behaviours struct {
	pact    *model.Pact
	fixed   []model.Binding
	answers []FillingAnswer
	stand   int // how many fillings the answers stand for
}

// unknown gives the next few fillings that no answer stands for.
func (b *behaviours) unknown(pull func() (model.Filling, bool), most int) []model.Filling {
	var out []model.Filling
	for len(out) < most {
		f, ok := pull()
		if !ok {
			break
		}
		if !b.known(f) {
			out = append(out, slices.Clone(f))
		}
	}
	return out
}

func (b *behaviours) known(f model.Filling) bool {
	return slices.ContainsFunc(b.answers, func(a FillingAnswer) bool { return a.standsFor(f) })
}

// standsFor reports whether a filling has the same values of the points that matter.
func (a *FillingAnswer) standsFor(f model.Filling) bool {
	return !slices.ContainsFunc(a.Matters, func(pt model.PointID) bool { return a.Filling[pt] != f[pt] })
}

// accept adds an answer, unless one before it stands for its filling.
func (b *behaviours) accept(a *FillingAnswer) {
	if b.known(a.Filling) {
		return
	}
	held := slices.Clone(b.fixed)
	for _, pt := range a.Matters {
		held = append(held, model.Binding{Point: pt, Value: a.Filling[pt]})
	}
	a.Alike = b.pact.CountFillings(held, mostCounted)
	for i := range b.pact.Readings {
		if agree(held, b.pact.Readings[i].Fixes) {
			a.Readings = append(a.Readings, model.ReadingID(i))
		}
	}
	a.Checks = slices.DeleteFunc(a.Checks, func(r CheckResult) bool {
		c := &b.pact.Checks[r.Check]
		return c.Reading != model.None && !agree(held, b.pact.Readings[c.Reading].Fixes)
	})
	b.answers = append(b.answers, *a)
	b.stand = min(b.stand+a.Alike, mostCounted+1)
}

// agree reports whether no point is held to one value by the first bindings and to another by the second.
func agree(held, fixed []model.Binding) bool {
	return !slices.ContainsFunc(fixed, func(x model.Binding) bool {
		return slices.ContainsFunc(held, func(y model.Binding) bool { return x.Point == y.Point && x.Value != y.Value })
	})
}

// goOn reports whether it is worth while to look at more than the selection: it was asked for, or the
// answers stand for so many fillings that all may be had soon.
func (b *behaviours) goOn(all int, o Query) bool {
	most := cmp.Or(o.few, mostBehaviours)
	return o.AllFillings || len(b.answers) < most && b.stand*most >= all*len(b.answers)
}

// next gives the first filling that no answer stands for; nil if there is none.
func (b *behaviours) next() model.Filling {
	standing := make([]*FillingAnswer, len(b.answers))
	for i := range b.answers {
		standing[i] = &b.answers[i]
	}
	return b.uncovered(make(model.Filling, 0, len(b.pact.Points)), standing)
}

// uncovered completes a filling, of which the first points are given, to one that none of the answers stands
// for; the answers are those that agree with it so far.
func (b *behaviours) uncovered(f model.Filling, standing []*FillingAnswer) model.Filling {
	pt := model.PointID(len(f))
	for _, a := range standing {
		if !slices.ContainsFunc(a.Matters, func(m model.PointID) bool { return m >= pt }) {
			return nil // it stands for all that begin so
		}
	}
	if int(pt) == len(b.pact.Points) {
		return slices.Clone(f)
	}
	matters := slices.ContainsFunc(standing, func(a *FillingAnswer) bool { return slices.Contains(a.Matters, pt) })
	for v := range b.pact.Points[pt].Values {
		if slices.ContainsFunc(b.fixed, func(x model.Binding) bool { return x.Point == pt && x.Value != v }) {
			continue
		}
		var left []*FillingAnswer
		for _, a := range standing {
			if a.Filling[pt] == v || !slices.Contains(a.Matters, pt) {
				left = append(left, a)
			}
		}
		if g := b.uncovered(append(f, v), left); g != nil || !matters {
			return g // if the point matters to none of them, its other values would give the same
		}
	}
	return nil
}

// one gives each filling an answer of its own.
func (b *behaviours) one(fillings []model.Filling) []FillingAnswer {
	var out []FillingAnswer
	for _, f := range fillings {
		i := slices.IndexFunc(b.answers, func(a FillingAnswer) bool { return a.standsFor(f) })
		if i >= 0 {
			out = append(out, b.alone(b.answers[i], f))
		}
	}
	return out
}

// alone makes the answer of one filling from that which stands for it.
func (b *behaviours) alone(a FillingAnswer, f model.Filling) FillingAnswer {
	a.Filling, a.Alike, a.Matters, a.Readings = f, 1, allPoints(b.pact), nil
	for i := range b.pact.Readings {
		if f.Agrees(b.pact.Readings[i].Fixes) {
			a.Readings = append(a.Readings, model.ReadingID(i))
		}
	}
	a.Checks = slices.DeleteFunc(slices.Clone(a.Checks), func(r CheckResult) bool {
		c := &b.pact.Checks[r.Check]
		return c.Reading != model.None && !f.Agrees(b.pact.Readings[c.Reading].Fixes)
	})
	return a
}

// allPoints lists every open point.
func allPoints(p *model.Pact) []model.PointID {
	out := make([]model.PointID, len(p.Points))
	for i := range out {
		out[i] = model.PointID(i)
	}
	return out
}
