package findings

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// The findings of this file need no course: they can be seen in the text of the pact, with its open points
// filled.

// reader looks at the text of a pact under one filling.
type reader struct {
	pact  *model.Pact
	m     *machine.Machine // for the filling, and to note which open points were asked
	found []Finding
}

func (r *reader) report(code Code, ref model.Ref, party model.ActorID, d *model.Decl, mend, format string, args ...any) {
	r.found = append(r.found, Finding{
		Code: code, Severity: SeverityOf(code), Clause: ref, Purpose: -1, Party: party, At: d.At,
		Message: fmt.Sprintf(format, args...), Mend: mend,
	})
}

// selfJudged: the trigger, excuse or condition of a duty is decided, or a fact it tests changed, by the
// obligor or its own body alone. What the open points, as filled, rule out does not count.
func (r *reader) selfJudged() {
	for i := range r.pact.Duties {
		d := &r.pact.Duties[i]
		side := r.sideOf(d.Obligor)
		var judged []string
		if d.Upon != model.None && within(r.pact.Acts[d.Upon].By, side) {
			judged = append(judged, thing(r.pact, model.KindAct, int(d.Upon)))
		}
		for _, c := range []model.Cond{d.Once, d.Unless} {
			if len(r.judged(c, side)) > 0 {
				r.m.AskAll(c)
			}
			judged = append(judged, r.judged(model.Settle(r.pact, c, r.m.Filling), side)...)
		}
		slices.Sort(judged)
		if judged = slices.Compact(judged); len(judged) > 0 {
			ref := model.Ref{Kind: model.KindDuty, Index: i}
			its := func(singular, plural string) string { return course.Verb(r.pact, d.Obligor, singular, plural) }
			verb := "is"
			if len(judged) > 1 {
				verb = "are"
			}
			r.report(SelfJudged, ref, d.Obligor, &d.Decl, "Let somebody else decide it, or let a fact that others can bring about count.",
				"%s the judge of whether %s binds %s: %s %s in %s own hands alone.",
				course.Actor(r.pact, d.Obligor)+" "+its("is itself", "are themselves"), thing(r.pact, ref.Kind, ref.Index), its("it", "them"), course.List(judged, "and"), verb, its("its", "their"))
		}
	}
}

// judged names what a condition tests that is in the hands of one side alone.
func (r *reader) judged(c model.Cond, side model.ActorSet) []string {
	var out []string
	model.Visit(c, func(c model.Cond) {
		if ref, ok := r.judgedBy(c, side); ok {
			out = append(out, thing(r.pact, ref.Kind, ref.Index))
		}
	})
	return out
}

// sideOf is a party with its own bodies.
func (r *reader) sideOf(p model.ActorID) model.ActorSet {
	out := model.SetOf(p)
	for i := range r.pact.Actors {
		if r.pact.Actors[i].Kind == model.IsBody && r.pact.Actors[i].Of == p {
			out |= model.SetOf(model.ActorID(i))
		}
	}
	return out
}

// judgedBy reports whether what a simple condition tests is in the hands of one side alone.
func (r *reader) judgedBy(c model.Cond, side model.ActorSet) (model.Ref, bool) {
	switch c := c.(type) {
	case model.DecisionIs:
		return model.Ref{Kind: model.KindDecision, Index: int(c.Decision)}, within(r.pact.Decisions[c.Decision].By, side)
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
	for i := range r.pact.Acts {
		for _, e := range r.pact.Acts[i].Effects {
			if e.Fact == f {
				changers = append(changers, r.pact.Acts[i].By...)
			}
		}
	}
	for i := range r.pact.Powers {
		if w := &r.pact.Powers[i]; w.Effect == model.SetFact && w.Fact == f {
			changers = append(changers, w.Holder)
		}
	}
	return model.Ref{Kind: model.KindFact, Index: int(f)}, len(changers) > 0 && within(changers, side)
}

func within(ids []model.ActorID, s model.ActorSet) bool { return model.SetOf(ids...).Within(s) }

// openEnded: a duty or decision without deadline; an instrument without term, end or exit.
func (r *reader) openEnded() {
	for i := range r.pact.Duties {
		if d := &r.pact.Duties[i]; d.Within == nil && d.By == nil {
			ref := model.Ref{Kind: model.KindDuty, Index: i}
			r.report(OpenEnded, ref, d.Obligor, &d.Decl, "Add `within DURATION` or `by DATE`.",
				"%s has no deadline: %s never %s it by waiting.", thing(r.pact, ref.Kind, i), course.Actor(r.pact, d.Obligor), course.Verb(r.pact, d.Obligor, "breaks", "break"))
		}
	}
	for i := range r.pact.Decisions {
		if d := &r.pact.Decisions[i]; d.Within == nil {
			r.report(OpenEnded, model.Ref{Kind: model.KindDecision, Index: i}, model.None, &d.Decl, "Add `within DURATION`.",
				"%s has no deadline: it need never be decided.", thing(r.pact, model.KindDecision, i))
		}
	}
	for i := range r.pact.Instruments {
		if in := &r.pact.Instruments[i]; in.Expires == nil && in.EndsOnce == nil && !r.hasExit(model.InstrumentID(i)) {
			r.report(OpenEnded, model.Ref{Kind: model.KindInstrument, Index: i}, model.None, &in.Decl, "Add `expires after DURATION`, `ends once …` or a power to terminate it, unless it is meant for ever.",
				"%s has no term, no end and no exit.", thing(r.pact, model.KindInstrument, i))
		}
	}
}

func (r *reader) hasExit(in model.InstrumentID) bool {
	return slices.ContainsFunc(r.pact.Powers, func(w model.Power) bool {
		return w.Effect == model.Terminate && w.Target == in
	})
}

// oneOrigin: at least two sources are cited and all go back, through `relays`, to one; or every origin is
// unnamed.
func (r *reader) oneOrigin() {
	for _, x := range r.pact.Declared() {
		cited := map[model.SourceID]bool{}
		origins := map[model.SourceID]bool{}
		for _, c := range x.Decl.Cites {
			cited[c.Source] = true
			r.origins(c.Source, origins)
		}
		unnamed := true
		for o := range origins {
			unnamed = unnamed && r.pact.Sources[o].Unnamed
		}
		var text string
		switch names := r.sourceNames(origins); {
		case len(cited) >= 2 && len(origins) == 1:
			text = fmt.Sprintf("is cited from %d sources, yet all go back to one: %s", len(cited), names)
		case len(cited) > 0 && unnamed:
			text = fmt.Sprintf("rests on nobody with a name: %s", names)
		default:
			continue
		}
		r.report(OneOrigin, x.Ref, model.None, x.Decl, "Find a second origin, or treat it as one source's word.", "%s %s.", thing(r.pact, x.Ref.Kind, x.Ref.Index), text)
	}
}

// origins adds the sources that s goes back to: itself, if it relays nobody.
func (r *reader) origins(s model.SourceID, out map[model.SourceID]bool) {
	relays := r.pact.Sources[s].Relays
	if len(relays) == 0 {
		out[s] = true
	}
	for _, t := range relays {
		r.origins(t, out)
	}
}

func (r *reader) sourceNames(ids map[model.SourceID]bool) string {
	var names []string
	for id := range ids {
		names = append(names, r.pact.Sources[id].Title())
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
