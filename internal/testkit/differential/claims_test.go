package differential

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/findings"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// claims looks at the courses that the engine shows: whether they show what they are shown for.
func claims(p *model.Pact, fs []findings.Finding) string {
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

func claim(p *model.Pact, f *findings.Finding) string {
	m, end := f.Course.Machine, f.Course.End()
	is := func(c model.Cond) bool { return m.Condition(c)(end) }
	duty := model.DutyID(f.Clause.Index)
	switch f.Code {
	case ask.Exposed:
		if m.Return(p.Duties[duty].Return)(end) || !performs(f.Course, duty) {
			return "does not show performance without the return"
		}
		return careful(f, f.Defectors)
	case ask.Dependent, ask.Conflict, ask.Impossible:
		if !is(model.WasBreached{Duty: duty, Ban: model.None}) {
			return "does not end with the breach"
		}
		return careful(f, 0)
	case ask.Limbo, ask.Veto, ask.DeadEnd:
		if ever(f.Course, p.Purposes[f.Purpose].Cond) {
			return "reaches the purpose"
		}
		if f.Code != ask.Veto && f.Course.Round < 0 {
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

// careful says whether a course that care could have avoided marks one step, the first breach by the party if it takes
// that; and whether anybody else than the defectors breaks a promise on it, or that party after it.
func careful(f *findings.Finding, defectors model.ActorSet) string {
	marked := 0
	for i := range f.Course.Steps {
		if f.Course.Steps[i].Careless {
			marked++
		}
	}
	if want := f.Class != ask.Unavoidable; want != (marked == 1) {
		return fmt.Sprintf("marks %d careless steps, and is %s", marked, f.Class)
	}
	if len(f.Care.Keep) > 0 {
		defectors |= model.SetOf(f.Party)
	}
	return lawfulBut(f.Course, defectors)
}

// performs tells whether a duty is performed on a course, be it on the first day.
func performs(c *course.Course, d model.DutyID) bool {
	return c.Machine.Condition(model.DutyIs{Duty: d, Status: model.Performed})(c.Machine.Initial()) ||
		slices.ContainsFunc(c.Steps, func(s course.Step) bool { return slices.Contains(s.Events.Performs, d) })
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
