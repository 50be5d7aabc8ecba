package ask

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// OpenEnded: a duty or decision without deadline; an instrument without term, end or exit.
const OpenEnded = codes.OpenEnded

func (r *reader) openEnded() {
	for i := range r.Pact.Duties {
		if d := &r.Pact.Duties[i]; d.Within == nil && d.By == nil {
			ref := model.Ref{Kind: model.KindDuty, Index: i}
			r.report(OpenEnded, ref, d.Obligor, &d.Decl, "%s has no deadline: %s never %s it by waiting.", words.Thing(r.Pact, ref.Kind, i), course.Actor(r.Pact, d.Obligor), course.Verb(r.Pact, d.Obligor, "breaks", "break"))
		}
	}
	for i := range r.Pact.Decisions {
		if d := &r.Pact.Decisions[i]; d.Within == nil {
			r.report(OpenEnded, model.Ref{Kind: model.KindDecision, Index: i}, model.None, &d.Decl, "%s has no deadline: it need never be decided.", words.Thing(r.Pact, model.KindDecision, i))
		}
	}
	for i := range r.Pact.Instruments {
		if in := &r.Pact.Instruments[i]; in.Expires == nil && in.EndsOnce == nil && !r.hasExit(model.InstrumentID(i)) {
			r.report(OpenEnded, model.Ref{Kind: model.KindInstrument, Index: i}, model.None, &in.Decl, "%s has no term, no end and no exit.", words.Thing(r.Pact, model.KindInstrument, i))
		}
	}
}

func (r *reader) hasExit(in model.InstrumentID) bool {
	return slices.ContainsFunc(r.Pact.Powers, func(w model.Power) bool {
		return w.Effect == model.Terminate && w.Target == in
	})
}
