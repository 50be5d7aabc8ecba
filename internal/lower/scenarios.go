package lower

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// scenario lowers a dated course. Whether its moves are possible when they come shows when it is played;
// here only those are refused that the actor could never make.
func (l *lowerer) scenario(d *syntax.ScenarioDecl) {
	s := model.Scenario{Label: label(d.Label), At: d.Span()}
	given := map[model.PointID]*syntax.Binding{}
	day := 0
	for _, it := range items(d.Block) {
		if g, ok := it.(*syntax.GivenStep); ok {
			s.Given = append(s.Given, l.bindings(g.Bindings, given)...)
			continue
		}
		step, ok := l.step(it)
		if !ok {
			continue
		}
		step.At = it.Span()
		if step.Kind == model.OnDay {
			l.onward(&step, day)
			day = step.Day
		}
		s.Steps = append(s.Steps, step)
	}
	l.pact.Scenarios = append(l.pact.Scenarios, s)
}

func (l *lowerer) onward(s *model.Step, day int) {
	if s.Day < day {
		l.fault("M013", s.At, fmt.Sprintf("the scenario goes back, from day %d to day %d", day, s.Day),
			"Put the lines of a scenario in the order of their days.")
	}
}

// step lowers a line of a scenario; what was reported is not ok.
func (l *lowerer) step(it syntax.Item) (model.Step, bool) {
	switch it := it.(type) {
	case *syntax.OnDayStep:
		return l.onDay(it)
	case *syntax.SignsStep:
		who, ok1 := id[model.ActorID](l, it.Actor)
		i, ok2 := id[model.InstrumentID](l, it.Instrument)
		ok := ok1 && ok2 && l.partyTo(who, i, it.Actor)
		return model.Step{Kind: model.Signs, Actor: who, Instrument: i}, ok
	case *syntax.DoesStep:
		who, ok1 := id[model.ActorID](l, it.Actor)
		act, ok2 := id[model.ActID](l, it.Act)
		ok := ok1 && ok2 && l.canDo(who, act, it.Act)
		return model.Step{Kind: model.Does, Actor: who, Act: act}, ok
	case *syntax.DecidesStep:
		return l.decidesStep(it)
	case *syntax.UsesStep:
		return l.usesStep(it)
	case *syntax.ExpectStep:
		return model.Step{Kind: model.Expect, Cond: l.cond(it.Cond, nil)}, true
	}
	return model.Step{}, false
}

func (l *lowerer) onDay(it *syntax.OnDayStep) (model.Step, bool) {
	if it.Day == nil {
		n, ok := l.day(it.Date)
		return model.Step{Kind: model.OnDay, Day: n}, ok
	}
	if it.Day.N > maxDays {
		l.fault("M005", it.Day.Span(), "this is more than 1000 years after the pact starts", "Write an earlier day.")
		return model.Step{}, false
	}
	return model.Step{Kind: model.OnDay, Day: it.Day.N}, true
}

func (l *lowerer) decidesStep(it *syntax.DecidesStep) (model.Step, bool) {
	who, ok1 := id[model.ActorID](l, it.Actor)
	i, ok2 := id[model.DecisionID](l, it.Decision)
	if !ok1 || !ok2 || it.Value.Text == "" {
		return model.Step{}, false
	}
	d := &l.pact.Decisions[i]
	if !l.partial[d.At] && !slices.Contains(d.By, who) {
		l.fault("M010", it.Actor.Span(), fmt.Sprintf("`%s` does not decide `%s`", it.Actor.Name, d.Name),
			fmt.Sprintf("It is decided by %s.", l.actorNames(d.By, "or")),
			diag.Related{Span: d.At, Message: "the decision is declared here"})
		return model.Step{}, false
	}
	v := slices.Index(d.Values, it.Value.Text)
	if v < 0 {
		l.noSuchValue(d.Name, "decision", it.Value.Text, it.Value.Span(), d.At, d.Values)
	}
	return model.Step{Kind: model.Decides, Actor: who, Decision: i, Value: v}, v >= 0
}

func (l *lowerer) usesStep(it *syntax.UsesStep) (model.Step, bool) {
	who, ok1 := id[model.ActorID](l, it.Actor)
	i, ok2 := id[model.PowerID](l, it.Power)
	if !ok1 || !ok2 {
		return model.Step{}, false
	}
	w := &l.pact.Powers[i]
	if w.Holder != model.Outsider && w.Holder != who { // the outsider holds none: the holder is not known
		l.fault("M010", it.Actor.Span(), fmt.Sprintf("`%s` does not hold the power `%s`", it.Actor.Name, w.Name),
			fmt.Sprintf("It is `%s` who may use it.", l.pact.Actors[w.Holder].Name),
			diag.Related{Span: w.At, Message: "the power is declared here"})
		return model.Step{}, false
	}
	return model.Step{Kind: model.Uses, Actor: who, Power: i}, true
}
