package statement

import (
	"context"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// The course on which it goes well, beside one on which it does not.

// Well is such a course: everybody keeps their word on it, and it goes with the other as far as any such course does.
type Well struct {
	Course *course.Course
	Common int // so many moves it has in common with the other
}

// Outcome says what came of the search for such a course.
type Outcome uint8

// The outcomes. NotAsked: nothing is lost by such a finding, or no course shows it. Unknown: there were too many states.
const (
	NotAsked Outcome = iota
	Found
	None
	Unknown
)

// mostTried is how many states are tried before the search gives up.
const mostTried = 400_000

// GoesWell looks for the course nearest to that of a finding on which what the finding says is lost comes about: what
// was given is given and what it is for is there; the purpose is reached; the promise is performed. It stays in the filling of that course.
//
// From the last state of the finding's course, and then from earlier and earlier ones, all lawful courses are searched breadth
// first; states from which it was not reached are not searched again. What is found is replayed in full states.
func GoesWell(ctx context.Context, p *model.Pact, f *inquiry.Finding) (*Well, Outcome, error) {
	if f.Course == nil {
		return nil, NotAsked, nil
	}
	m, err := machine.New(p, f.Course.Filling, f.Course.Tick)
	if err != nil {
		return nil, NotAsked, err
	}
	goal := well(m, f)
	if goal == nil {
		return nil, NotAsked, nil
	}
	s := &wellSearch{ctx: ctx, m: m, goal: goal, seen: map[string]bool{}}
	states, moves, err := along(m, f.Course)
	if err != nil {
		return nil, NotAsked, err
	}
	for k := len(states) - 1; k >= 0; k-- {
		more, found, err := s.from(states[k])
		if err != nil {
			return nil, NotAsked, err
		}
		if !found {
			continue
		}
		c, err := course.Replay(m, slices.Concat(moves[:k], more), -1)
		return &Well{c, k}, Found, err
	}
	if len(s.seen) >= mostTried {
		return nil, Unknown, nil
	}
	return nil, None, nil
}

// well is where it went well; nil if nothing is lost by such a finding.
func well(m *machine.Machine, f *inquiry.Finding) func(machine.State) bool {
	p, i := m.Pact, f.Clause.Index
	switch f.Code {
	case codes.Exposed:
		return both(m.Condition(model.DutyIs{Duty: model.DutyID(i), Status: model.Performed}), m.Return(p.Duties[i].Return))
	case codes.BoundAlone:
		if f.Clause.Kind == model.KindBan {
			return both(m.Condition(model.BanIs{Ban: model.BanID(i), Status: model.BanBinding}), m.Return(p.Bans[i].Return))
		}
		return both(m.Condition(model.Kept{Thing: f.Clause}), m.Return(p.Duties[i].Return))
	case codes.Veto, codes.Limbo, codes.DeadEnd:
		return m.Condition(p.Purposes[f.Purpose].Cond)
	case codes.Hollow, codes.Withheld, codes.Conflict, codes.Impossible, codes.Dependent:
		return m.Condition(model.DutyIs{Duty: model.DutyID(i), Status: model.Performed})
	}
	return nil
}

func both(a, b func(machine.State) bool) func(machine.State) bool {
	return func(s machine.State) bool { return a(s) && b(s) }
}

// along are the states of a course, the first day's first, and its moves, as far as nobody breaks a promise on it.
func along(m *machine.Machine, c *course.Course) (states []machine.State, moves []machine.LabelID, err error) {
	states = []machine.State{m.Initial()}
	for i := range c.Steps {
		s := &c.Steps[i]
		if s.Culprits != 0 {
			break
		}
		to, _, err := m.Apply(states[i], s.Move)
		if err != nil {
			return nil, nil, fmt.Errorf("the course does not replay: %w", err)
		}
		id, _ := m.Find(s.Move)
		states, moves = append(states, to), append(moves, id)
	}
	return states, moves, nil
}

// wellSearch looks for lawful courses to where it goes well.
type wellSearch struct {
	ctx  context.Context
	m    *machine.Machine
	goal func(machine.State) bool
	seen map[string]bool // states from which it was looked for already
}

// tried is a state that a search came to.
type tried struct {
	machine.State
	from int // in the list of those tried
	by   machine.LabelID
}

// from gives the moves of a shortest lawful course from a state to where it goes well. A course that is there already goes on
// by no move.
func (s *wellSearch) from(start machine.State) (moves []machine.LabelID, found bool, err error) {
	list := []tried{{State: start, from: -1}}
	if s.seen[key(start)] {
		return nil, false, nil
	}
	s.seen[key(start)] = true
	for i := 0; i < len(list); i++ {
		if i%1000 == 0 && s.ctx.Err() != nil {
			return nil, false, s.ctx.Err()
		}
		if s.goal(list[i].State) {
			return back(list, i), true, nil
		}
		s.m.Moves(list[i].State, func(mv machine.Move) {
			if mv.Culprits != 0 || len(s.seen) >= mostTried || s.seen[key(mv.To)] {
				return
			}
			s.seen[key(mv.To)] = true
			list = append(list, tried{mv.To.Clone(), i, mv.Label})
		})
	}
	return nil, false, nil
}

// back are the moves to one of the states tried.
func back(list []tried, i int) []machine.LabelID {
	var out []machine.LabelID
	for ; list[i].from >= 0; i = list[i].from {
		out = append(out, list[i].by)
	}
	slices.Reverse(out)
	return out
}

func key(s machine.State) string {
	var b []byte
	for _, w := range s {
		for range 8 {
			b, w = append(b, byte(w)), w>>8
		}
	}
	return string(b)
}
