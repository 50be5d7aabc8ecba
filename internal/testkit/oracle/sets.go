package oracle

import (
	"sort"

	"github.com/servanda-lang/servanda/model"
)

// minimalSets lists the sets of at most most of the given actors for which something holds and holds
// for none of their proper subsets that were tried; small sets first, then in order of number.
func minimalSets(of model.ActorSet, least, most int, holds func(model.ActorSet) bool) []model.ActorSet {
	var found []model.ActorSet
	for _, set := range subsets(of) {
		if set.Len() < least || set.Len() > most {
			continue
		}
		smaller := false
		for _, f := range found {
			smaller = smaller || f.Within(set)
		}
		if !smaller && holds(set) {
			found = append(found, set)
		}
	}
	return found
}

// least is minimalSets of what holds of a larger set if it does of a smaller one.
func (w *World) least(of model.ActorSet, from, most int, holds func(model.ActorSet) bool) []model.ActorSet {
	if w.proof != nil {
		return w.proof.least(of, from, holds)
	}
	return minimalSets(of, from, most, holds)
}

// subsets lists all subsets, small ones first.
func subsets(of model.ActorSet) []model.ActorSet {
	out := []model.ActorSet{0}
	for _, id := range of.IDs() {
		for _, s := range out {
			out = append(out, s|model.SetOf(id))
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if a, b := out[i].Len(), out[j].Len(); a != b {
			return a < b
		}
		return out[i] < out[j]
	})
	return out
}

// parties is the set of all parties.
func (w *World) parties() model.ActorSet {
	var all model.ActorSet
	for i, a := range w.Pact.Actors {
		if a.Kind == model.IsParty {
			all |= model.SetOf(model.ActorID(i))
		}
	}
	return all
}
