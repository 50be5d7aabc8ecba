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
		if m.Return(p.Duties[duty].Return)(end) || !performs(p, f.Course, duty) {
			return "does not show performance without the return"
		}
		return careful(p, f, f.Defectors)
	case ask.Dependent, ask.Conflict, ask.Impossible:
		if !is(model.WasBreached{Duty: duty, Ban: model.None}) {
			return "does not end with the breach"
		}
		return careful(p, f, 0)
	case ask.Limbo, ask.Veto, ask.DeadEnd:
		if ever(p, f.Course, p.Purposes[f.Purpose].Cond) {
			return "reaches the purpose"
		}
		if f.Code != ask.Veto && f.Course.Round < 0 {
			return "does not go round"
		}
		return lawfulBut(p, f.Course, 0)
	case ask.Hollow, ask.Withheld:
		keep := model.SetOf(f.Party)
		if f.Code == ask.Withheld {
			keep |= f.By[0]
		}
		if !caseComesAbout(p, f.Course, duty) {
			return "never has a case of the guarantee"
		}
		return lawfulBut(p, f.Course, everyone(p)&^keep)
	case ask.FalseCall:
		if n := len(f.Course.Steps); n > 0 && !slices.Contains(f.Course.Steps[n-1].FallsDue, duty) {
			return "does not end with a call"
		}
		if caseComesAbout(p, f.Course, duty) {
			return "has a case of the guarantee"
		}
		return lawfulBut(p, f.Course, f.Defectors)
	case ask.BlankCheque:
		if !slices.Contains(f.Course.Steps[len(f.Course.Steps)-1].FallsDue, duty) {
			return "does not end with a call"
		}
		return lawfulBut(p, f.Course, 0)
	case ask.BoundAlone:
		var gives []model.Cond
		if f.Clause.Kind == model.KindBan {
			gives = p.Bans[f.Clause.Index].Return
		} else {
			gives = p.Duties[duty].Return
		}
		if m.Return(gives)(end) {
			return "ends with the return"
		}
		return lawfulBut(p, f.Course, f.Defectors)
	case ask.Uncovered:
		if !waits(p, f.Course, duty, f.Days) {
			return fmt.Sprintf("does not show a wait of %d days", f.Days)
		}
		return lawfulBut(p, f.Course, 0)
	case ask.Outlasted:
		if !is(model.DutyIs{Duty: duty, Status: model.Performed}) {
			return "does not end with what was given for good"
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

// careful says whether a course that care could have avoided marks one step, the first breach by the party if it takes
// that; and whether anybody else than the defectors breaks a promise on it, or that party after it.
func careful(p *model.Pact, f *inquiry.Finding, defectors model.ActorSet) string {
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
	return lawfulBut(p, f.Course, defectors)
}

// performs tells whether a duty is performed on a course, be it on the first day.
func performs(p *model.Pact, c *course.Course, d model.DutyID) bool {
	m, states := played(p, c)
	return m.Condition(model.DutyIs{Duty: d, Status: model.Performed})(states[0]) ||
		slices.ContainsFunc(c.Steps, func(s course.Step) bool { return slices.Contains(s.Performs, d) })
}

// waits tells whether so many days lie between a performance and the return, which the course ends with and does not
// have in between.
func waits(p *model.Pact, c *course.Course, d model.DutyID, days int) bool {
	m, states := played(p, c)
	returned, last := m.Return(p.Duties[d].Return), len(c.Steps)-1
	if !returned(states[last+1]) {
		return false
	}
	for i := last - 1; i >= 0 && !returned(states[i+1]); i-- {
		if slices.Contains(c.Steps[i].Performs, d) && dayAfter(c, last)-dayAfter(c, i) == days {
			return true
		}
	}
	return false
}

// dayAfter is the day once a step is made.
func dayAfter(c *course.Course, step int) int {
	if s := &c.Steps[step]; s.Move.Kind != machine.Pass {
		return s.Day
	}
	return c.Steps[step].Day + c.Tick
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

// caseComesAbout tells whether on a course a case of a guarantee comes about: what it is promised against, while
// its instrument is in force, or else that it falls due.
func caseComesAbout(p *model.Pact, c *course.Course, d model.DutyID) bool {
	m, states := played(p, c)
	duty := &p.Duties[d]
	inForce := m.Condition(model.InstrumentIs{Instrument: duty.Instrument, Status: model.InForce})
	for _, against := range duty.Against {
		if inForce(states[0]) && m.Condition(withAct(against, model.None))(states[0]) {
			return true
		}
		for i := range c.Steps {
			act := model.ActID(model.None)
			if l := c.Steps[i].Move; l.Kind == machine.Do {
				act = model.ActID(l.Index)
			}
			if s := states[i+1]; inForce(s) && m.Condition(withAct(against, act))(s) {
				return true
			}
		}
	}
	falls := func(s course.Step) bool { return slices.Contains(s.FallsDue, d) }
	return len(duty.Against) == 0 && (slices.ContainsFunc(c.Steps, falls) || !m.Condition(model.DutyIs{Duty: d, Status: model.Dormant})(states[0]))
}

// withAct puts into a condition whether the act that was done is the one it speaks of.
func withAct(c model.Cond, act model.ActID) model.Cond {
	all := func(cs []model.Cond) (out []model.Cond) {
		for _, c := range cs {
			out = append(out, withAct(c, act))
		}
		return out
	}
	switch c := c.(type) {
	case model.And:
		return model.And{Terms: all(c.Terms)}
	case model.Or:
		return model.Or{Terms: all(c.Terms)}
	case model.Not:
		return model.Not{Term: withAct(c.Term, act)}
	case model.Done:
		if c.Act == act {
			return model.True{}
		}
		return model.False{}
	}
	return c
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
