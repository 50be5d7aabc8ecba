package inquiry

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Run answers everything about a pact. While it works it tells what it finds and how far it is, if tell is not nil: one call
// at a time, from whichever goroutine. The last event is the answer.
//
// When a limit is reached, or ctx is done, the error is *explore.Inconclusive, and the answer is what was known by then, with
// Unfinished set: what it tells of holds, and nothing else is claimed. A fault of our own, or of tell, is a *fault.Fault.
// Any other error says in plain words why the pact cannot be run. When Run returns, nothing that it began goes on.
func Run(ctx context.Context, p *model.Pact, q Query, tell func(Event)) (a *Answer, err error) {
	ctx, stop := within(ctx, q.Limits)
	defer stop()
	j, err := newJob(ctx, p, q, tell)
	if err != nil {
		return nil, err
	}
	a = &Answer{Pact: p, TickDays: j.tick, Exact: q.Exact, AllFillings: p.CountFillings(q.Fixed, mostCounted)}
	if err = j.caught(func() error { return j.answer(a) }); err == nil && tell != nil {
		err = j.caught(func() error { tell(Event{Answer: a}); return nil })
	}
	if limit := j.inconclusive(err); limit != nil {
		return j.known(a, limit), limit
	}
	if err != nil {
		return nil, err
	}
	return a, nil
}

// inconclusive is the limit that an error tells of, and how far the work came by then; nil if it is another kind of error.
func (j *job) inconclusive(err error) *explore.Inconclusive {
	limit := inconclusive(j.ctx, err)
	if limit == nil || limit.States > 0 {
		return limit
	}
	j.feed.mu.Lock()
	defer j.feed.mu.Unlock()
	out := *limit
	out.States = j.feed.most
	return &out
}

// Check is Run for who only wants the answer.
func Check(ctx context.Context, p *model.Pact, q Query) (*Answer, error) { return Run(ctx, p, q, nil) }

// within is the context of a call with its limit on time.
func within(ctx context.Context, lim Limits) (context.Context, context.CancelFunc) {
	if lim.Time <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, lim.Time, &explore.Inconclusive{Limit: fmt.Sprintf("the time limit of %s", lim.Time)})
}

// caught does something, and makes errors of its panics.
func (j *job) caught(do func() error) (err error) {
	defer fault.Catch(&err)
	return func() (err error) {
		defer world.Catch(&err)
		return do()
	}()
}

// inconclusive is the limit that an error tells of; nil if it is another kind of error. The end of a context is one.
func inconclusive(ctx context.Context, err error) *explore.Inconclusive {
	var limit *explore.Inconclusive
	switch {
	case err == nil:
		return nil
	case errors.As(err, new(*fault.Fault)) && ctx.Err() == nil:
		return nil
	case !errors.As(err, &limit) && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded):
		return nil
	case ctx.Err() == nil:
		return limit
	}
	out := Stopped(ctx)
	if limit != nil {
		out.States, out.Moves = limit.States, limit.Moves
	}
	return out
}

// Stopped says why a context is done; nil if it is not.
func Stopped(ctx context.Context) *explore.Inconclusive {
	if ctx.Err() == nil {
		return nil
	}
	out := &explore.Inconclusive{Limit: "the time limit", Cause: context.Cause(ctx)}
	var why *explore.Inconclusive
	if errors.As(out.Cause, &why) {
		out.Limit = why.Limit
	} else if errors.Is(ctx.Err(), context.Canceled) {
		out.Limit = "the moment at which it was to stop"
	}
	return out
}

// answer works through all of it.
func (j *job) answer(a *Answer) (err error) {
	if err := j.answerAll(a); err != nil {
		return err
	}
	if a.Scenarios, err = j.scenarios(); err != nil {
		return err
	}
	a.Dates = a.Pact.MovedDates(a.TickDays)
	if j.Unquestioned {
		a.Dates = outsideQuestions(a.Dates)
	}
	a.Caveats = caveats(a)
	return nil
}

// outsideQuestions are those of some dates that no scenario has.
func outsideQuestions(dates []model.MovedDate) []model.MovedDate {
	return slices.DeleteFunc(slices.Clone(dates), func(d model.MovedDate) bool { return d.Of.Kind == model.KindNone })
}

// CaveatsOfFindings are the caveats as far as they are not about the author's own questions.
func (a *Answer) CaveatsOfFindings() []string {
	b := *a
	b.Dates = outsideQuestions(a.Dates)
	return caveats(&b)
}

// known makes an unfinished answer of what is known: the fillings that were looked at to the end, and what was found in
// others. Nothing is said of where else it holds.
func (j *job) known(a *Answer, why *explore.Inconclusive) *Answer {
	out := &Answer{Pact: a.Pact, TickDays: a.TickDays, Exact: a.Exact, AllFillings: a.AllFillings, Unfinished: why, Fillings: a.Fillings}
	for i := range a.Fillings {
		out.Looked = min(out.Looked+a.Fillings[i].Alike, a.AllFillings)
	}
	j.feed.mu.Lock()
	defer j.feed.mu.Unlock()
	for _, f := range j.feed.list {
		x := Across{Finding: f.Finding, Accepted: accepted(a.Pact, f.Finding)}
		for i := range a.Fillings {
			if a.Fillings[i].has(f.Key()) {
				x.Fillings = append(x.Fillings, i)
			}
		}
		if x.Always = len(x.Fillings) == len(a.Fillings) && out.Looked == a.AllFillings; !x.Always && len(a.Pact.Points) > 0 {
			x.When = []Cube{cubeOf(f.Filling)}
		}
		out.Findings = append(out.Findings, x)
	}
	sortAcross(a.Pact, out.Findings)
	out.Checks = countChecks(out, j.Query)
	return out
}

// has reports whether a finding with that key is in the answer.
func (a *FillingAnswer) has(key string) bool {
	for i := range a.Findings {
		if a.Findings[i].Key() == key {
			return true
		}
	}
	return false
}

// cubeOf is the cube of one filling.
func cubeOf(f model.Filling) Cube {
	var c Cube
	for i, v := range f {
		c = append(c, Literal{Point: model.PointID(i), Values: []int{v}})
	}
	return c
}
