package sources

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/model"
)

// RestsOn is what a finding rests on: the clause that it is about, the instrument that this stands in, what the clause asks for and what is
// given for it; of a purpose, the purpose and what it speaks of. Everything else that had a part in its course is a fact about
// the pact and not a claim about the world.
func RestsOn(p *model.Pact, f *ask.Finding) Footing {
	if f.Clause.Kind == model.KindNone {
		if f.Purpose < 0 || f.Purpose >= len(p.Purposes) {
			return Footing{}
		}
		things := []Thing{purpose(f.Purpose)}
		for _, r := range spoken(p, p.Purposes[f.Purpose].Cond) {
			things = append(things, declared(r))
		}
		return basis(p, things)
	}
	return Basis(p, clauseRefs(p, f.Clause))
}

// clauseRefs is a clause with what it stands in, what it asks for and what is given for it.
func clauseRefs(p *model.Pact, clause model.Ref) []model.Ref {
	refs := []model.Ref{clause}
	in := func(i model.InstrumentID) { refs = append(refs, model.Ref{Kind: model.KindInstrument, Index: int(i)}) }
	act := func(a model.ActID) { refs = append(refs, model.Ref{Kind: model.KindAct, Index: int(a)}) }
	switch clause.Kind {
	case model.KindDuty:
		d := &p.Duties[clause.Index]
		in(d.Instrument)
		for _, a := range d.Acts {
			act(a)
		}
		return append(refs, spoken(p, append(slices.Clone(d.Return), d.Ensure)...)...)
	case model.KindBan:
		b := &p.Bans[clause.Index]
		in(b.Instrument)
		act(b.Act)
		return append(refs, spoken(p, b.Return...)...)
	case model.KindPower:
		in(p.Powers[clause.Index].Instrument)
	}
	return refs
}

// spoken is what conditions speak of, open points apart: these are questions and claim nothing.
func spoken(p *model.Pact, conds ...model.Cond) []model.Ref {
	var out []model.Ref
	for _, c := range conds {
		model.Visit(c, func(c model.Cond) {
			if r, ok := model.Subject(c); ok && r.Kind != model.KindPoint && citable(p, r) && !slices.Contains(out, r) {
				out = append(out, r)
			}
		})
	}
	return out
}
