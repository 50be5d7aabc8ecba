package inquiry

import (
	"errors"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/memory"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
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

	bounds machine.Bounds // of what is asked of the exact machine

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

// asksOfStates reports whether anything is asked but how many states there are.
func (j *job) asksOfStates() bool {
	return len(j.pact.Checks) > 0 || slices.ContainsFunc(ask.Questions[laid.Set, laid.Moves](j.pact), func(x ask.Question[laid.Set, laid.Moves]) bool {
		return wanted(j.Only, x.Codes...)
	})
}

func (j *job) newInquiry(f model.Filling, lim explore.Limits) (*inquiry, error) {
	m, exact, err := j.machines(f)
	if err != nil {
		return nil, err
	}
	lim.Sorted = j.asksOfStates()
	g, err := explore.Explore(j.ctx, m, lim)
	if err != nil {
		return nil, err
	}
	bounds := machine.Bounds{Context: j.ctx, States: lim.States, Budget: g.Budget()}
	exact.Within(bounds)
	return &inquiry{Speaker: words.Speaker{Pact: j.pact}, job: j, m: m, exact: exact, bounds: bounds, g: g, world: laid.New(j.ctx, g)}, nil
}

// reached makes of a limit that a question reached one that says how far the work came. It is to be deferred, before world.Catch.
func (q *inquiry) reached(err *error) {
	out := &explore.Inconclusive{States: q.g.States(), Moves: q.g.MoveCount()}
	full, far := new(memory.Full), new(machine.TooFar)
	switch {
	case errors.As(*err, &full):
		out.Limit, out.Memory = memory.Limit(full.Bytes), true
	case errors.As(*err, &far):
		out.Limit = far.Error()
	default:
		return
	}
	*err = out
}

// findings asks everything that is wanted of the world, several questions at a time if there is memory for it. What does not
// find room beside the others is asked again alone: what is answered must not depend on how many are asked side by side.
func (q *inquiry) findings(workers int) ([]Finding, error) {
	questions := slices.DeleteFunc(ask.Questions[laid.Set, laid.Moves](q.Pact), func(x ask.Question[laid.Set, laid.Moves]) bool {
		return !wanted(q.job.Only, x.Codes...)
	})
	desks, done := q.desks(min(workers, len(questions)))
	defer done()
	answers, errs := make([]reply, len(questions)), make([]error, len(questions))
	free := make(chan *desk, len(desks))
	for _, d := range desks {
		free <- d
	}
	order := longestFirst(questions)
	sideBySide(len(desks), len(questions), func(task int) {
		i, d := order[task], <-free
		defer func() { free <- d }()
		answers[i], errs[i] = d.put(&questions[i])
	})
	var out []Finding
	for i := range questions {
		if full := new(memory.Full); errors.As(errs[i], &full) && len(desks) > 1 {
			answers[i], errs[i] = desks[0].put(&questions[i])
		}
		if errs[i] != nil {
			return nil, errs[i]
		}
		out = append(out, answers[i].findings...)
		q.explained = append(q.explained, answers[i].explained...)
	}
	return out, nil
}

// longestFirst is the numbers of the questions in the order in which they are best put.
func longestFirst(questions []ask.Question[laid.Set, laid.Moves]) []int {
	out := make([]int, len(questions))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return questions[a].Rank() - questions[b].Rank() })
	return out
}

// desk is where one question at a time is put.
type desk struct {
	*inquiry
	world *laid.World
	exact *machine.Machine
}

// reply is what came of a question.
type reply struct {
	findings  []Finding
	explained []model.PointID
}

// desks makes some, at least one and as many as there is memory for; done gives that back.
func (q *inquiry) desks(n int) (desks []*desk, done func()) {
	desks = []*desk{{q, q.world, q.exact}}
	var back []func()
	for len(desks) < n {
		done, ok := q.g.ForOneMore()
		if !ok {
			break
		}
		back = append(back, done)
		desks = append(desks, &desk{q, q.world.Fork(), q.exact.Fork().Within(q.bounds)})
	}
	return desks, func() {
		for _, done := range back {
			done()
		}
	}
}

// put puts a question, and shows and says what is found.
func (d *desk) put(x *ask.Question[laid.Set, laid.Moves]) (r reply, err error) {
	defer world.Catch(&err)
	for _, found := range x.Ask(d.world, d.Pact) {
		f := found.Finding
		if !d.job.Unshown {
			r.explained = append(r.explained, ask.Show(d.world, d.exact, &f)...)
		}
		ask.Say(d.Pact, &f)
		if wanted(d.job.Only, f.Code) {
			d.job.feed.found(f, d.m.Filling)
		}
		r.findings = append(r.findings, f)
	}
	return r, nil
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
