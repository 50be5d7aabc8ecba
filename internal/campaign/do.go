package campaign

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/servanda-lang/servanda/internal/campaign/store"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/repair"
	"github.com/servanda-lang/servanda/model"
)

// Do does a job within its budget. It is alone in its process: the net under its memory is that of the process.
func Do(ctx context.Context, t store.Task) store.Outcome {
	a, err := answer(ctx, t)
	var limit *explore.Inconclusive
	var over *load.OverLimit
	switch {
	case errors.As(err, &limit):
		return store.Outcome{Kind: store.GaveUp, Body: []byte(limit.Why())}
	case errors.As(err, &over):
		return store.Outcome{Kind: store.GaveUp, Body: []byte("the pact is larger than its share of the memory")}
	case err != nil:
		return store.Outcome{Kind: store.Faulty, Body: []byte(err.Error())}
	}
	return store.Outcome{Kind: store.Answered, Body: written(a)}
}

// answer is what comes of a job.
func answer(ctx context.Context, t store.Task) (a Answer, err error) {
	defer fault.Catch(&err)
	var spec Spec
	if err := json.Unmarshal([]byte(t.Spec), &spec); err != nil {
		return a, fmt.Errorf("what stands in the store is no job: %w", err)
	}
	if spec.Form != form || spec.id() != t.Job {
		return a, errors.New("the job in the store is not that of which this is the id")
	}
	text, read, err := again(load.Limits{Context: ctx}, t.Text, spec.Text)
	if err != nil {
		return a, err
	}
	q, err := spec.query(read.Pact)
	if err != nil {
		return a, err
	}
	q.Limits = inquiry.Limits{States: t.Budget.States, Bytes: t.Budget.Bytes}
	ctx, stop := within(ctx, t.Budget.Time)
	defer stop()
	return inquiry.Bounded(ctx, q, func(ctx context.Context, q inquiry.Query) (Answer, error) {
		if spec.Ask == Repairs {
			return spec.mend(ctx, &text, read, q)
		}
		got, err := inquiry.Check(ctx, read.Pact, q)
		if err != nil {
			return Answer{}, err
		}
		return found(got), nil
	})
}

// within is a context with the time that a job may take.
func within(ctx context.Context, most time.Duration) (context.Context, context.CancelFunc) {
	if most <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, most, &explore.Inconclusive{Limit: fmt.Sprintf("the time limit of %s", most)})
}

// query is what is asked of a pact. There is one worker: jobs are done side by side, each in a process of its own.
func (s *Spec) query(p *model.Pact) (inquiry.Query, error) {
	held, err := inquiry.Hold(p, s.Reading, s.Open)
	return inquiry.Query{Tick: s.Tick, Fixed: held, Workers: 1}, err
}

// mend asks what would mend a pact.
func (s *Spec) mend(ctx context.Context, text *Text, read *load.Result, q inquiry.Query) (Answer, error) {
	r, err := repair.Run(ctx, read, repair.Query{
		Reading: s.Reading, Workers: q.Workers,
		Read: func(ctx context.Context, main []byte) (*load.Result, error) {
			return text.read(load.Limits{Context: ctx}, main)
		},
		Options: func(p *model.Pact) (inquiry.Query, error) {
			other, err := s.query(p)
			other.Limits = q.Limits
			return other, err
		},
	})
	if err != nil {
		return Answer{}, err
	}
	if r.Unfinished != nil {
		return Answer{}, r.Unfinished
	}
	return mended(r), nil
}
