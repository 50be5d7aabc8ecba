package ask

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// SelfJudged: the trigger, excuse or condition of a duty is decided, or a fact it tests changed, by the obligor or its own
// body alone. What the open points, as filled, rule out does not count.
const SelfJudged = codes.SelfJudged

func (r *reader) selfJudged() {
	for i := range r.Pact.Duties {
		d := &r.Pact.Duties[i]
		side := SideOf(r.Pact, model.SetOf(d.Obligor))
		var judged []string
		if d.Upon != model.None && within(r.Pact.Acts[d.Upon].By, side) {
			judged = append(judged, words.Thing(r.Pact, model.KindAct, int(d.Upon)))
		}
		for _, c := range []model.Cond{d.Once, d.Unless} {
			if len(r.judged(c, side)) > 0 {
				r.m.AskAll(c)
			}
			judged = append(judged, r.judged(model.Settle(r.Pact, c, r.m.Filling), side)...)
		}
		slices.Sort(judged)
		if judged = slices.Compact(judged); len(judged) > 0 {
			ref := model.Ref{Kind: model.KindDuty, Index: i}
			its := func(singular, plural string) string { return course.Verb(r.Pact, d.Obligor, singular, plural) }
			verb := "is"
			if len(judged) > 1 {
				verb = "are"
			}
			r.report(SelfJudged, ref, d.Obligor, &d.Decl, "Let somebody else decide it, or let a fact that others can bring about count.",
				"%s the judge of whether %s binds %s: %s %s in %s own hands alone.",
				course.Actor(r.Pact, d.Obligor)+" "+its("is itself", "are themselves"), words.Thing(r.Pact, ref.Kind, ref.Index), its("it", "them"), course.List(judged, "and"), verb, its("its", "their"))
		}
	}
}

// judged names what a condition tests that is in the hands of one side alone.
func (r *reader) judged(c model.Cond, side model.ActorSet) []string {
	var out []string
	model.Visit(c, func(c model.Cond) {
		if ref, ok := r.judgedBy(c, side); ok {
			out = append(out, words.Thing(r.Pact, ref.Kind, ref.Index))
		}
	})
	return out
}

// judgedBy reports whether what a simple condition tests is in the hands of one side alone.
func (r *reader) judgedBy(c model.Cond, side model.ActorSet) (model.Ref, bool) {
	switch c := c.(type) {
	case model.DecisionIs:
		return model.Ref{Kind: model.KindDecision, Index: int(c.Decision)}, within(r.Pact.Decisions[c.Decision].By, side)
	case model.FactIs:
		return r.factJudgedBy(c.Fact, side)
	case model.FactAtLeast:
		return r.factJudgedBy(c.Fact, side)
	case model.FactAtMost:
		return r.factJudgedBy(c.Fact, side)
	}
	return model.Ref{}, false
}

func (r *reader) factJudgedBy(f model.FactID, side model.ActorSet) (model.Ref, bool) {
	var changers []model.ActorID
	for i := range r.Pact.Acts {
		for _, e := range r.Pact.Acts[i].Effects {
			if e.Fact == f {
				changers = append(changers, r.Pact.Acts[i].By...)
			}
		}
	}
	for i := range r.Pact.Powers {
		if w := &r.Pact.Powers[i]; w.Effect == model.SetFact && w.Fact == f {
			changers = append(changers, w.Holder)
		}
	}
	return model.Ref{Kind: model.KindFact, Index: int(f)}, len(changers) > 0 && within(changers, side)
}

func within(ids []model.ActorID, s model.ActorSet) bool { return model.SetOf(ids...).Within(s) }
