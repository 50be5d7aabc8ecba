package findings

import (
	"context"
	"fmt"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// inquiry is one pact under one filling with everything reachable laid out: what all findings ask of.
type inquiry struct {
	speaker
	m      *machine.Machine // that of the graph
	exact  *machine.Machine // that of the definition, through which courses are replayed; it may be the same
	g      *explore.Graph
	arena  *game.Arena
	lawful *explore.World

	worlds map[model.ActorSet]*explore.World
	asked  map[model.DutyIs][]bool
	movers model.ActorSet // actors that have a move at all
	found  []Finding

	explained []model.PointID // open points that explanations came of, verdicts aside
}

// everyone is every actor, the outsider included.
func (q *inquiry) everyone() model.ActorSet { return q.pact.Everyone() }

// machines gives the machine to explore and the one to show courses with.
func machines(p *model.Pact, f model.Filling, tick int, o Options) (m, exact *machine.Machine, err error) {
	if o.Exact {
		m, err = machine.New(p, f, tick)
		return m, m, err
	}
	if m, err = machine.Reduced(p, f, tick); err != nil {
		return nil, nil, err
	}
	exact, err = m.Exact()
	return m, exact, err
}

func newInquiry(p *model.Pact, f model.Filling, tick int, lim explore.Limits, o Options) (*inquiry, error) {
	m, exact, err := machines(p, f, tick, o)
	if err != nil {
		return nil, err
	}
	g, err := explore.Explore(context.Background(), m, lim)
	if err != nil {
		return nil, err
	}
	q := &inquiry{speaker: speaker{p}, m: m, exact: exact, g: g, worlds: map[model.ActorSet]*explore.World{}, asked: map[model.DutyIs][]bool{}}
	q.arena = game.NewArena(g.First, g.To, g.Sort)
	q.lawful = q.world(0)
	for _, s := range g.Sorts {
		if s.Move.Actor != machine.Time {
			q.movers |= model.SetOf(s.Move.Actor)
		}
	}
	return q, nil
}

// world gives the world in which these actors may break their word.
func (q *inquiry) world(defectors model.ActorSet) *explore.World {
	w, ok := q.worlds[defectors]
	if !ok {
		w = q.g.World(defectors)
		q.worlds[defectors] = w
	}
	return w
}

// physical is the world in which everybody may break their word.
func (q *inquiry) physical() *explore.World { return q.world(q.everyone()) }

// where marks the states in which a test holds.
func (q *inquiry) where(test func(machine.State) bool) []bool {
	out := make([]bool, q.g.States())
	for s := range out {
		out[s] = test(q.g.State(s))
	}
	return out
}

// whereCond marks the states in which a condition holds; a condition that is not written holds everywhere.
func (q *inquiry) whereCond(c model.Cond) []bool {
	if c == nil {
		c = model.True{}
	}
	return q.where(q.m.Condition(c))
}

// whereDuty marks the states in which a duty has a status. It is asked often and worked out once; the
// answer must not be changed.
func (q *inquiry) whereDuty(d model.DutyID, s model.DutyStatus) []bool {
	c := model.DutyIs{Duty: d, Status: s}
	if _, known := q.asked[c]; !known {
		q.asked[c] = q.whereCond(c)
	}
	return q.asked[c]
}

// course replays a sequence of moves from the initial state and makes a course of it, in the states of the
// definition. A sequence that the machine does not accept is our own fault, never the user's.
func (q *inquiry) course(moves []int32) *course.Course { return q.endless(moves, -1) }

// endless is course for one that goes on for ever as from move number round; -1 if it ends.
func (q *inquiry) endless(moves []int32, round int) *course.Course {
	labels := make([]machine.LabelID, len(moves))
	for i, e := range moves {
		labels[i] = q.g.SortOf(e).Label
	}
	return replayed(q.exact, labels, round)
}

// replayed makes the course that is shown: moves that the machine does not offer are our own fault.
func replayed(m *machine.Machine, moves []machine.LabelID, round int) *course.Course {
	c, err := course.Replay(m, moves, round)
	if err != nil {
		panic(fmt.Errorf("a course does not replay: %w", err))
	}
	return c
}

// report notes a finding, and puts it into words.
func (q *inquiry) report(f Finding) {
	f.Severity = SeverityOf(f.Code)
	q.say(&f, q.movers)
	q.found = append(q.found, f)
}
