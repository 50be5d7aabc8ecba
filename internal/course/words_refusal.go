package course

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Refused says in plain words why a move cannot be made in a state.
func Refused(m *machine.Machine, s machine.State, r *machine.Refusal) string {
	var out []string
	for _, o := range r.Why {
		if o.Reason == machine.ChangesNothing && r.Has(machine.ClauseIsDead) {
			continue // no wonder
		}
		out = append(out, obstacle(m, s, r.Move, &o))
	}
	return strings.Join(out, "; and ")
}

func obstacle(m *machine.Machine, s machine.State, l machine.Label, o *machine.Obstacle) string {
	p := m.Pact
	have := func(does string) string {
		return Actor(p, l.Actor) + " " + Verb(p, l.Actor, "has", "have") + " " + does + " already"
	}
	switch o.Reason {
	case machine.NotAmongThose:
		return "this is for " + List(those(p, l), "or")
	case machine.SigningIsNoUse:
		return "nothing in the pact speaks of " + Thing(p, o.Of) + " being signed"
	case machine.NotADraft, machine.NotAsked:
		return reads(m, s, o.Of)
	case machine.SignedAlready:
		return have("signed it")
	case machine.DoneInTick:
		return have("done it") + inTick(m)
	case machine.UsedInTick:
		return have("used it") + inTick(m)
	case machine.WhenFails:
		return "it takes that " + Condition(p, o.When, true) + "; " + Actual(m, s, o.Fails...)
	case machine.OutOfRange:
		f := &p.Facts[o.Of.Index]
		return fmt.Sprintf("%s, which is %s, would leave its range of %d to %d", Thing(p, o.Of), m.Reads(s, o.Of), f.Low, f.Low+f.Size()-1)
	case machine.ClauseIsDead:
		return reads(m, s, model.Ref{Kind: model.KindInstrument, Index: int(p.Powers[o.Of.Index].Instrument)})
	case machine.ChangesNothing:
		return "it would change nothing: " + reads(m, s, target(&p.Powers[o.Of.Index]))
	case machine.NoticeRuns:
		return "the notice of it is running"
	case machine.NothingToStrike:
		return "nothing runs out today"
	case machine.HeldUp:
		var first []string
		for _, ref := range o.RunsOut {
			first = append(first, Thing(p, ref))
		}
		if len(first) == 1 {
			return first[0] + " runs out first"
		}
		return List(first, "and") + " run out first"
	}
	return "the pact knows no such move"
}

func inTick(m *machine.Machine) string { return " in this tick of " + Days(m.Tick) }

// those are the actors who may make a move, or one like it.
func those(p *model.Pact, l machine.Label) []string {
	var ids []model.ActorID
	switch l.Kind {
	case machine.Sign:
		ids = p.Instruments[l.Index].Between
	case machine.Do:
		ids = p.Acts[l.Index].By
	case machine.Decide:
		ids = p.Decisions[l.Index].By
	case machine.Use:
		ids = []model.ActorID{p.Powers[l.Index].Holder}
	}
	var out []string
	for _, id := range ids {
		out = append(out, Actor(p, id))
	}
	return out
}

// target is what a power changes.
func target(w *model.Power) model.Ref {
	switch w.Effect {
	case model.SetFact:
		return model.Ref{Kind: model.KindFact, Index: int(w.Fact)}
	case model.Excuse:
		return model.Ref{Kind: model.KindDuty, Index: int(w.Duty)}
	}
	return model.Ref{Kind: model.KindInstrument, Index: int(w.Target)}
}
