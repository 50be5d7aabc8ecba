package differential

import (
	"fmt"

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
	m, end := f.Course.Machine, f.Course.End()
	is := func(c model.Cond) bool { return m.Condition(c)(end) }
	duty := model.DutyID(f.Clause.Index)
	switch f.Code {
	case ask.Exposed:
		if m.Return(p.Duties[duty].Return)(end) || !ever(f.Course, model.DutyIs{Duty: duty, Status: model.Performed}) {
			return "does not show performance without the return"
		}
		return lawfulBut(f.Course, f.Defectors)
	case ask.Dependent, ask.Conflict, ask.Impossible:
		if !is(model.DutyIs{Duty: duty, Status: model.Breached}) {
			return "does not end with the breach"
		}
		return lawfulBut(f.Course, 0)
	case ask.Limbo, ask.Veto:
		if ever(f.Course, p.Purposes[f.Purpose].Cond) {
			return "reaches the purpose"
		}
		if f.Code == ask.Limbo && f.Course.Round < 0 {
			return "does not go round"
		}
		return lawfulBut(f.Course, 0)
	case ask.Hollow:
		if !ever(f.Course, model.DutyIs{Duty: duty, Status: model.Due}) {
			return "never calls upon the guarantee"
		}
		return lawfulBut(f.Course, everyone(p)&^model.SetOf(f.Party))
	case ask.BlankCheque:
		if !is(model.DutyIs{Duty: duty, Status: model.Due}) {
			return "does not end with a call"
		}
		return lawfulBut(f.Course, 0)
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
func ever(c *course.Course, cond model.Cond) bool {
	holds := c.Machine.Condition(cond)
	if holds(c.Machine.Initial()) {
		return true
	}
	for i := range c.Steps {
		if holds(c.Steps[i].To) {
			return true
		}
	}
	return false
}

// lawfulBut says whether anybody else than the defectors breaks a promise on a course.
func lawfulBut(c *course.Course, defectors model.ActorSet) string {
	for i := range c.Steps {
		if s := &c.Steps[i]; !s.Culprits.Within(defectors) {
			return fmt.Sprintf("has a breach by %s", actors(c.Machine.Pact, s.Culprits&^defectors))
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
