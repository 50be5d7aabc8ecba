package differential

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// claims looks at the courses that the engine shows: whether they show what they are shown for.
func claims(p *model.Pact, fs []inquiry.Finding) string {
	for i := range fs {
		f := &fs[i]
		if f.Course == nil {
			continue
		}
		if problem := claim(p, f); problem != "" {
			return fmt.Sprintf("the course of %s (%s) %s", f.Code, about(p, f.Clause, f.Purpose), problem)
		}
	}
	return ""
}

func claim(p *model.Pact, f *inquiry.Finding) string {
	m, states := played(p, f.Course)
	end := states[len(states)-1]
	is := func(c model.Cond) bool { return m.Condition(c)(end) }
	duty := model.DutyID(f.Clause.Index)
	switch f.Code {
	case ask.Exposed:
		if m.Return(p.Duties[duty].Return)(end) || !ever(p, f.Course, model.DutyIs{Duty: duty, Status: model.Performed}) {
			return "does not show performance without the return"
		}
		return lawfulBut(p, f.Course, f.Defectors)
	case ask.Dependent, ask.Conflict, ask.Impossible:
		if !is(model.DutyIs{Duty: duty, Status: model.Breached}) {
			return "does not end with the breach"
		}
		return lawfulBut(p, f.Course, 0)
	case ask.Limbo, ask.Veto:
		if ever(p, f.Course, p.Purposes[f.Purpose].Cond) {
			return "reaches the purpose"
		}
		if f.Code == ask.Limbo && f.Course.Round < 0 {
			return "does not go round"
		}
		return lawfulBut(p, f.Course, 0)
	case ask.Hollow:
		if !ever(p, f.Course, model.DutyIs{Duty: duty, Status: model.Due}) {
			return "never calls upon the guarantee"
		}
		return lawfulBut(p, f.Course, everyone(p)&^model.SetOf(f.Party))
	case ask.BlankCheque:
		if !is(model.DutyIs{Duty: duty, Status: model.Due}) {
			return "does not end with a call"
		}
		return lawfulBut(p, f.Course, 0)
	case ask.Toothless:
		breach := model.WasBreached{Duty: duty, Ban: model.None}
		if f.Clause.Kind == model.KindBan {
			breach = model.WasBreached{Duty: model.None, Ban: model.BanID(f.Clause.Index)}
		}
		if !is(breach) {
			return "does not end with the breach"
		}
	}
	return ""
}

// ever tells whether a condition holds somewhere on a course.
func ever(p *model.Pact, c *course.Course, cond model.Cond) bool {
	m, states := played(p, c)
	return slices.ContainsFunc(states, m.Condition(cond))
}

// played makes the moves of a course once more, and gives the states that it goes through.
func played(p *model.Pact, c *course.Course) (*machine.Machine, []machine.State) {
	m, err := machine.New(p, c.Filling, c.Tick)
	if err != nil {
		panic(err)
	}
	states := []machine.State{m.Initial()}
	for i := range c.Steps {
		to, _, err := m.Apply(states[i], c.Steps[i].Move)
		if err != nil {
			panic(err)
		}
		states = append(states, to)
	}
	return m, states
}

// lawfulBut says whether anybody else than the defectors breaks a promise on a course.
func lawfulBut(p *model.Pact, c *course.Course, defectors model.ActorSet) string {
	for i := range c.Steps {
		if s := &c.Steps[i]; !s.Culprits.Within(defectors) {
			return fmt.Sprintf("has a breach by %s", actors(p, s.Culprits&^defectors))
		}
	}
	if last := len(c.Steps) - 1; c.Round >= 0 && last >= 0 {
		for _, s := range c.Steps[c.Round:] {
			if s.Move.Kind == machine.Pass {
				return ""
			}
		}
		return "goes round without a tick"
	}
	return ""
}
