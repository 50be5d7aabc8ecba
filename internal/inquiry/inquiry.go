package inquiry

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world/laid"
	"github.com/servanda-lang/servanda/model"
)

// inquiry is one pact under one filling with everything reachable laid out.
type inquiry struct {
	words.Speaker
	job   *job
	m     *machine.Machine // that of the graph
	exact *machine.Machine // that of the definition, through which courses are replayed; it may be the same
	g     *explore.Graph
	world *laid.World

	explained []model.PointID // open points that explanations came of, verdicts aside
}

// machines gives the machine to explore and the one to show courses with.
func (j *job) machines(f model.Filling) (m, exact *machine.Machine, err error) {
	if j.Exact {
		m, err = machine.New(j.pact, f, j.tick)
		return m, m, err
	}
	if m, err = machine.Reduced(j.pact, f, j.tick); err != nil {
		return nil, nil, err
	}
	exact, err = m.Exact()
	return m, exact, err
}

func (j *job) newInquiry(f model.Filling, lim explore.Limits) (*inquiry, error) {
	m, exact, err := j.machines(f)
	if err != nil {
		return nil, err
	}
	g, err := explore.Explore(j.ctx, m, lim)
	if err != nil {
		return nil, err
	}
	return &inquiry{Speaker: words.Speaker{Pact: j.pact}, job: j, m: m, exact: exact, g: g, world: laid.New(j.ctx, g)}, nil
}

// findings asks everything that is wanted of the world.
func (q *inquiry) findings() []Finding {
	var out []Finding
	for _, x := range ask.Questions[laid.Set, laid.Moves](q.Pact) {
		if !wanted(q.job.Only, x.Codes...) {
			continue
		}
		for _, found := range x.Ask(q.world, q.Pact) {
			f := found.Finding
			q.explained = append(q.explained, ask.Show(q.world, q.exact, &f)...)
			ask.Say(q.Pact, &f)
			if wanted(q.job.Only, f.Code) {
				q.job.feed.found(f, q.m.Filling)
			}
			out = append(out, f)
		}
	}
	return out
}

// checks answers the author's checks, those left out whose reading cannot agree with any filling that behaves like this one.
func (q *inquiry) checks() []CheckResult {
	var out []CheckResult
	if q.job.Unquestioned {
		return nil
	}
	for i := range q.Pact.Checks {
		c := &q.Pact.Checks[i]
		if c.Reading != model.None && q.ruledOut(q.Pact.Readings[c.Reading].Fixes) {
			continue
		}
		holds := !ask.CheckHolds(q.world, q.Pact, i).Empty()
		out = append(out, ask.ShowCheck(q.world, q.exact, i, holds))
	}
	return out
}

// ruledOut reports whether the bindings fix an open point that was asked to another value than it has.
func (q *inquiry) ruledOut(fixed []model.Binding) bool {
	asked := q.m.Asked()
	return slices.ContainsFunc(fixed, func(b model.Binding) bool {
		return asked[b.Point] && q.m.Filling[b.Point] != b.Value
	})
}
