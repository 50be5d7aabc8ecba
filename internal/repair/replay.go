package repair

import (
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Of two findings the course is the whole proof: that a call can be made without its case, and that what is got ends by its term while
// what is given stays. Their courses are replayed in a candidate first. If they still can be made, by the breach of nobody else, and
// still show it, the candidate is refused without laying out its courses. All other findings are about what somebody can force or
// avoid, or about all courses: of these one course proves nothing, and none is replayed.

// shown is a course that shows something that is to go.
type shown struct {
	target int // index into the targets
	course *course.Course
}

// showing are the courses of the targets that prove what they show.
func (r *runner) showing(a *inquiry.Answer) {
	for i := range r.targets {
		t := &r.targets[i]
		c := a.Findings[t.at].Course
		if c != nil && (t.code == codes.FalseCall || t.code == codes.Outlasted && t.how != "") {
			r.shown = append(r.shown, shown{i, c})
		}
	}
}

// replayed refuses a candidate in which a course still shows what is to go.
func (j *trial) replayed(v *verdict) error {
	if j.query.Unpruned {
		return nil
	}
	for _, s := range j.shown {
		if !agrees(s.course.Filling, j.opts.Fixed) {
			continue
		}
		still, err := j.shows(s)
		if err != nil {
			return err
		}
		if still {
			v.rule, v.run = replayed, false
			return nil
		}
	}
	return nil
}

// agrees reports whether a filling has what is held fast.
func agrees(f model.Filling, fixed []model.Binding) bool {
	for _, b := range fixed {
		if f[b.Point] != b.Value {
			return false
		}
	}
	return true
}

// shows replays a course in the candidate.
func (j *trial) shows(s shown) (bool, error) {
	t := &j.targets[s.target]
	duty := -1
	for i := range j.pact.Duties {
		if j.pact.Duties[i].Name == t.clause {
			duty = i
		}
	}
	m, err := machine.New(j.pact, s.course.Filling, j.tick)
	if err != nil || duty < 0 {
		return false, err
	}
	w := &walk{m: m, pact: j.pact, duty: model.DutyID(duty), at: m.Initial(), may: t.defectors}
	if t.code == codes.FalseCall {
		return w.callsWithoutCase(j.base.Pact, s.course), nil
	}
	return w.follow(j.base.Pact, s.course, func(machine.Label) bool { return true }) && w.ranOut(s.course.Filling), nil
}

// walk is a course being replayed.
type walk struct {
	m    *machine.Machine
	pact *model.Pact
	duty model.DutyID
	at   machine.State
	may  []string // whose breaches may be on it
	last machine.Effects
}

// follow makes the moves of a course of another wording; it is false if one cannot be made, breaks the word of somebody who may not,
// or does not pass a test.
func (w *walk) follow(from *model.Pact, c *course.Course, test func(machine.Label) bool) bool {
	for i := range c.Steps {
		l, ok := w.label(from, c.Steps[i].Move)
		for n := 0; ok && n <= c.Steps[i].Again; n++ {
			to, effects, err := w.m.Apply(w.at, l)
			if err != nil || !within(names(w.pact, effects.Culprits), w.may) {
				return false
			}
			w.at, w.last = to, effects
			if !test(l) {
				return false
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

// callsWithoutCase reports whether by the last move the duty falls due and no condition that it is promised against held up to there.
func (w *walk) callsWithoutCase(from *model.Pact, c *course.Course) bool {
	var cases []func(machine.State) bool
	for _, x := range w.pact.Duties[w.duty].Against {
		if hasAct(x) {
			return false
		}
		cases = append(cases, w.m.Condition(x))
	}
	quiet := func(machine.Label) bool {
		for _, holds := range cases {
			if holds(w.at) {
				return false
			}
		}
		return true
	}
	due := func() bool {
		for _, d := range w.m.Due(w.at) {
			if d == w.duty {
				return true
			}
		}
		return false
	}
	return len(cases) > 0 && quiet(machine.Label{}) && w.follow(from, c, quiet) && due()
}

// ranOut reports whether the duty is performed and an instrument that its return needs in force has ended by its term.
func (w *walk) ranOut(f model.Filling) bool {
	if !w.pact.Sacrifice(&w.pact.Duties[w.duty]) || !w.m.Condition(model.DutyIs{Duty: w.duty, Status: model.Performed})(w.at) {
		return false
	}
	found := false
	for _, c := range w.pact.Duties[w.duty].Return {
		model.Visit(model.Settle(w.pact, c, f), func(c model.Cond) {
			if in, ok := w.pact.Lasting(c); ok && w.m.RanOut(w.at, int(in)) {
				found = true
			}
		})
	}
	return found
}

// label is a move of another wording in this one: by names, for numbers differ.
func (w *walk) label(from *model.Pact, l machine.Label) (machine.Label, bool) {
	if l.Actor != machine.Time {
		k, ok := counterpart(from, w.pact, model.Ref{Kind: model.KindActor, Index: int(l.Actor)})
		if l.Actor = model.ActorID(k); !ok {
			return l, false
		}
	}
	kind, ok := map[machine.MoveKind]model.Kind{machine.Sign: model.KindInstrument, machine.Do: model.KindAct,
		machine.Decide: model.KindDecision, machine.Use: model.KindPower}[l.Kind]
	if !ok {
		return l, true
	}
	k, ok := counterpart(from, w.pact, model.Ref{Kind: kind, Index: l.Index})
	if !ok {
		return l, false
	}
	if l.Kind == machine.Decide {
		value := from.Decisions[l.Index].Values[l.Value]
		l.Value = -1
		for v, name := range w.pact.Decisions[k].Values {
			if name == value {
				l.Value = v
			}
		}
	}
	l.Index = k
	return l, l.Kind != machine.Decide || l.Value >= 0
}

// counterpart is the number in one pact of a thing of another.
func counterpart(from, to *model.Pact, ref model.Ref) (int, bool) {
	if ref == (model.Ref{Kind: model.KindActor, Index: int(model.Outsider)}) {
		return ref.Index, true
	}
	name := from.Declaration(ref).Name
	for i := range to.Count(ref.Kind) {
		if to.Declaration(model.Ref{Kind: ref.Kind, Index: i}).Name == name {
			return i, true
		}
	}
	return 0, false
}
