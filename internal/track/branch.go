package track

import (
	"context"
	"errors"
	"slices"

	"github.com/servanda-lang/servanda/internal/carry"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// branch is one course of events in one filling, or several that have come to the same.
type branch struct {
	m       *machine.Machine
	filling int     // its number
	courses [][]int // which version of each dispute it takes; -1 before it is come to

	state machine.State
	step  int

	deadline []int              // by duty that is due, or was and is not done with: its last day; -1 if it has none
	tally    []Tally            // by duty, then by ban
	before   []*machine.Machine // those of the texts that were in force before
	carried  []*carry.Carried   // by amendment: what became of what
	faults   []Fault            // the last ones
	lost     int                // faults that are not listed
	refused  []Refused
	unlisted int // of those
}

// Tally counts what became of a promise.
type Tally struct{ Due, Performed, Late, Breached, Lapsed int }

// Refused is a report of what could not have happened.
type Refused struct {
	report *Report
	Why    string
}

func newBranch(m *machine.Machine, filling, disputes int) *branch {
	b := &branch{
		m: m, filling: filling, courses: [][]int{slices.Repeat([]int{-1}, disputes)}, state: m.Initial(),
		deadline: slices.Repeat([]int{-1}, len(m.Pact.Duties)), tally: make([]Tally, len(m.Pact.Duties)+len(m.Pact.Bans)),
	}
	for _, d := range m.Due(b.state) {
		b.tally[d].Due++
		b.deadline[d] = b.lastDay(d, 0)
	}
	return b
}

func (b *branch) fork() *branch {
	c := *b
	c.deadline, c.tally = slices.Clone(b.deadline), slices.Clone(b.tally)
	c.faults, c.refused, c.courses = slices.Clip(b.faults), slices.Clip(b.refused), slices.Clone(b.courses)
	return &c
}

// sameAs reports whether two branches have come to the same, and the same was noted on the way.
func (b *branch) sameAs(o *branch) bool {
	return b.filling == o.filling && b.state.Equal(o.state) && slices.Equal(b.deadline, o.deadline) && slices.Equal(b.tally, o.tally) &&
		slices.Equal(b.faults, o.faults) && slices.Equal(b.refused, o.refused) && slices.EqualFunc(b.carried, o.carried, sameItems)
}

// goTo lets time pass to a step; what runs out strikes on the way.
func (b *branch) goTo(ctx context.Context, step int) error {
	for n := 0; b.step < step; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		to, effects, err := b.m.Apply(b.state, passes)
		if err != nil {
			b.mustMake(strikes, b.step*b.m.Tick)
			continue
		}
		idle := b.state.Equal(to)
		b.note(passes, &effects, to, nil, (b.step+1)*b.m.Tick)
		if b.step++; idle {
			b.step = step // nothing will come of time alone
		}
	}
	return nil
}

// The moves of time.
var (
	strikes = machine.Label{Kind: machine.Strike, Actor: machine.Time}
	passes  = machine.Label{Kind: machine.Pass, Actor: machine.Time}
)

// mustMake makes a move of time that can be made.
func (b *branch) mustMake(l machine.Label, day int) {
	to, effects, err := b.m.Apply(b.state, l)
	if err != nil {
		panic(err) // one of the two can always be made
	}
	b.note(l, &effects, to, nil, day)
}

// playDay makes the moves that are reported of one day, in their order. One of which the hour is not known and that cannot be
// made yet is put off until others of that day are made.
func (b *branch) playDay(r *replay, day int, items []item) {
	var waiting []*item
	why := map[*item]string{}
	for i := range items {
		x := &items[i]
		if x.claim != nil && x.claim.dispute >= 0 && !b.believes(r, x.claim) {
			continue
		}
		refusal := b.try(x, day)
		if refusal == nil {
			waiting = b.retry(waiting, day)
			continue
		}
		if refusal.Has(machine.SigningIsNoUse) {
			if !x.report.idle {
				x.report.idle = true
				r.note(&x.ev, "nothing in the pact hangs on it")
			}
			continue
		}
		why[x] = course.Refused(b.m, b.state, refusal)
		if x.ev.When.HasClock() {
			b.refuse(x.report, why[x])
			continue
		}
		waiting = append(waiting, x)
	}
	for _, x := range waiting {
		b.refuse(x.report, why[x])
	}
}

// believes reports whether a claim is true in this branch.
func (b *branch) believes(r *replay, c *claim) bool {
	return r.disputes[c.dispute].versions[b.courses[0][c.dispute]].happens(c)
}

// retry makes those moves that can be made by now, and gives the others.
func (b *branch) retry(waiting []*item, day int) []*item {
	for again := true; again; {
		again = false
		waiting = slices.DeleteFunc(waiting, func(x *item) bool {
			made := b.try(x, day) == nil
			again = again || made
			return made
		})
	}
	return waiting
}

// try makes a move, or gives the reasons for which it cannot be made.
func (b *branch) try(x *item, day int) *machine.Refusal {
	to, effects, err := b.m.Apply(b.state, x.move)
	var refusal *machine.Refusal
	if errors.As(err, &refusal) {
		return refusal
	}
	x.report.Made++
	b.note(x.move, &effects, to, x.report, day)
	return nil
}

func (b *branch) refuse(x *Report, why string) {
	x.Refused++
	b.refused = append(b.refused, Refused{x, why})
	if len(b.refused) > 2*mostTold {
		b.unlisted += mostTold
		b.refused = slices.Clone(b.refused[mostTold:])
	}
}

// note goes on to the state that a move leads to, and notes what came of it.
func (b *branch) note(l machine.Label, e *machine.Effects, to machine.State, by *Report, day int) {
	from := b.state
	var breaks []model.Ref
	if e.Culprits != 0 {
		breaks = b.m.Breaks(from, l)
	}
	late := map[model.DutyID]bool{}
	for _, d := range e.Performs {
		late[d] = b.m.Reads(from, dutyRef(d)) == "breached"
	}
	b.state = to
	b.broken(l, breaks, e, by, day)
	for _, d := range e.Performs {
		b.performed(d, late[d], by, day)
	}
	for _, d := range e.Lapses {
		b.tally[d].Lapsed++
		b.fault(Fault{Kind: Lapsed, Clause: dutyRef(d), Day: day, Deadline: b.deadline[d], by: by})
	}
	for _, d := range e.FallsDue {
		b.tally[d].Due++
		b.deadline[d] = b.lastDay(d, day)
	}
	by.touches(e, breaks)
}

// broken notes whose word a move breaks, and what is breached though nobody could help it.
func (b *branch) broken(l machine.Label, breaks []model.Ref, e *machine.Effects, by *Report, day int) {
	for _, d := range e.Breaches {
		f := Fault{Kind: Missed, Clause: dutyRef(d), Day: day, Deadline: b.deadline[d], by: by}
		if slices.Contains(breaks, f.Clause) {
			f.Culprit, f.Blamed = b.m.Pact.Duties[d].Obligor, true
		}
		b.tally[d].Breached++
		b.fault(f)
	}
	for _, ref := range breaks {
		f := Fault{Kind: Broken, Clause: ref, Day: day, Deadline: -1, Culprit: l.Actor, Blamed: true, by: by}
		switch {
		case ref.Kind == model.KindBan:
			b.tally[len(b.m.Pact.Duties)+ref.Index].Breached++
			b.fault(f)
		case l.Actor != machine.Time && !slices.Contains(e.Breaches, model.DutyID(ref.Index)):
			f.Kind, f.Culprit = Hindered, b.m.Pact.Duties[ref.Index].Obligor
			b.fault(f)
		}
	}
}

func (b *branch) performed(d model.DutyID, late bool, by *Report, day int) {
	b.tally[d].Performed++
	f := Fault{Kind: Late, Clause: dutyRef(d), Day: day, Deadline: b.deadline[d], by: by}
	switch {
	case late:
		b.tally[d].Late++
		b.fault(f)
	case b.deadline[d] >= 0 && day > b.deadline[d] && b.m.Tick > 1:
		f.Kind = WithinStep
		b.fault(f)
	}
	b.deadline[d] = -1
}

func (b *branch) fault(f Fault) {
	f.in, f.now = b.m.Pact, f.Clause
	b.faults = append(b.faults, f)
	if len(b.faults) > 2*mostTold {
		b.lost += mostTold
		b.faults = slices.Clone(b.faults[mostTold:])
	}
}

// lastDay is the last day of a duty that is due, counted from the day on which it fell due; -1 if it has none. By a date that is
// the date itself, wherever its step begins; what is due at once is due until the end of the step, for nothing is shorter.
func (b *branch) lastDay(d model.DutyID, day int) int {
	for _, c := range b.m.Countdowns(b.state) {
		if c.Thing != dutyRef(d) {
			continue
		}
		duty := &b.m.Pact.Duties[d]
		if duty.Within != nil && duty.Within.In(b.m.Pact, b.m.Filling) == 0 {
			return day/b.m.Tick*b.m.Tick + b.m.Tick - 1
		}
		if duty.By != nil {
			if by := b.m.Pact.Starts.Days(*duty.By); by/b.m.Tick == day/b.m.Tick+c.Ticks {
				return by
			}
		}
		return day + c.Ticks*b.m.Tick
	}
	return -1
}

func dutyRef(d model.DutyID) model.Ref { return model.Ref{Kind: model.KindDuty, Index: int(d)} }
