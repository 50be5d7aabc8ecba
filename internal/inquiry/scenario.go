package inquiry

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Scenarios plays every scenario of a pact in every filling that agrees with what it gives; of fillings in
// which it goes alike, if they are many, in one (see eachBehaviour). The error is as that of Run.
func Scenarios(ctx context.Context, p *model.Pact, q Query) (out []ScenarioResult, err error) {
	ctx, stop := within(ctx, q.Limits)
	defer stop()
	j, err := newJob(ctx, p, q, nil)
	if err != nil {
		return nil, err
	}
	err = j.caught(func() (err error) {
		out, err = j.scenarios()
		return err
	})
	if limit := inconclusive(ctx, err); limit != nil {
		return nil, limit
	}
	return out, err
}

func (j *job) scenarios() ([]ScenarioResult, error) {
	var out []ScenarioResult
	if j.Unquestioned {
		return nil, nil
	}
	for i := range j.pact.Scenarios {
		given := *j
		given.Fixed = append(slices.Clone(j.Fixed), j.pact.Scenarios[i].Given...)
		given.Workers = 1 // it is soon played
		given.each = j.pact.CountFillings(given.Fixed, FewFillings) <= FewFillings
		answers, err := given.eachBehaviour(func(f model.Filling, _ explore.Limits) (FillingAnswer, error) {
			m, err := machine.New(j.pact, f, j.tick)
			if err != nil {
				return FillingAnswer{}, err
			}
			played := play(m, &j.pact.Scenarios[i])
			return FillingAnswer{Filling: f, Matters: asked(m), played: played}, nil
		})
		if err != nil {
			return nil, err
		}
		for _, a := range answers {
			r := a.played
			r.Scenario, r.Filling = i, a.Filling
			out = append(out, r)
		}
	}
	return out, nil
}

// asked lists the open points on which something depended.
func asked(m *machine.Machine) []model.PointID {
	var out []model.PointID
	for i, yes := range m.Asked() {
		if yes {
			out = append(out, model.PointID(i))
		}
	}
	return out
}

// performance is a scenario being played.
type performance struct {
	m     *machine.Machine
	state machine.State
	ticks int // passed so far
	moves []machine.LabelID
}

// play plays a scenario day by day. To come to a day time goes on as often as it must; what runs out on the
// way strikes.
func play(m *machine.Machine, sc *model.Scenario) ScenarioResult {
	x := &performance{m: m, state: m.Initial()}
	r := ScenarioResult{Passed: true, At: sc.At}
	for i := range sc.Steps {
		if problem := x.step(&sc.Steps[i]); problem != "" {
			r.Passed, r.Message, r.At = false, problem, sc.Steps[i].At
			break
		}
	}
	c, err := course.Replay(m, x.moves, -1)
	if err != nil {
		panic(fmt.Errorf("a scenario does not replay: %w", err))
	}
	r.Course = c
	return r
}

// step plays one line; the problem is empty if it went as the author says.
func (x *performance) step(s *model.Step) (problem string) {
	switch s.Kind {
	case model.OnDay:
		return x.until(s.Day / x.m.Tick)
	case model.Expect:
		return x.expect(s.Cond)
	case model.Signs:
		return x.move(machine.Label{Kind: machine.Sign, Actor: s.Actor, Index: int(s.Instrument)})
	case model.Does:
		return x.move(machine.Label{Kind: machine.Do, Actor: s.Actor, Index: int(s.Act)})
	case model.Decides:
		return x.move(machine.Label{Kind: machine.Decide, Actor: s.Actor, Index: int(s.Decision), Value: s.Value})
	}
	return x.move(machine.Label{Kind: machine.Use, Actor: s.Actor, Index: int(s.Power)})
}

// until lets time go on until that many ticks have passed.
func (x *performance) until(ticks int) string {
	for x.ticks < ticks {
		l := x.m.Label(x.m.StrikeID())
		if x.m.Refused(x.state, l) != nil {
			l = x.m.Label(x.m.PassID())
			x.ticks++
		}
		x.move(l)
	}
	return ""
}

// move makes a move, or says why it cannot be made.
func (x *performance) move(l machine.Label) string {
	to, _, err := x.m.Apply(x.state, l)
	if refusal := (*machine.Refusal)(nil); errors.As(err, &refusal) {
		return fmt.Sprintf("on day %d this cannot be done: %s", x.ticks*x.m.Tick, course.Refused(x.m, x.state, refusal))
	}
	id, _ := x.m.Find(l)
	x.state, x.moves = to, append(x.moves, id)
	return ""
}

func (x *performance) expect(c model.Cond) string {
	if x.m.Condition(c)(x.state) {
		return ""
	}
	return fmt.Sprintf("on day %d it was expected that %s; %s", x.ticks*x.m.Tick, course.Condition(x.m.Pact, c, true), course.Actual(x.m, x.state, c))
}
