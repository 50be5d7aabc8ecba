package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/model"
)

// test plays the scenarios and asks the checks whose labels match. Without a check that matches, nothing
// has to be explored.
func (q *question) test(ctx context.Context, s streams, file string, pattern *regexp.Regexp) (report.Result, error) {
	r := report.Result{Path: file}
	p, ds, err := q.loadPact(ctx, s, file)
	if errors.As(err, &r.Inconclusive) {
		return r, nil
	}
	if r.Diagnostics = ds; p == nil {
		return r, err
	}
	opts, err := q.optionsFor(p)
	if err != nil {
		return r, fmt.Errorf("%s: %w", file, err)
	}
	opts.Only = []inquiry.Code{inquiry.NothingElse}
	answer, err := askAll(ctx, s, matching(p, pattern), file, opts)
	if errors.As(err, &r.Inconclusive) {
		return r, nil
	}
	r.Answer = answer
	if err != nil {
		return r, fmt.Errorf("%s: %w", file, err)
	}
	return r, nil
}

// matching is the pact with only those checks and scenarios whose label matches. Conditions of checks and
// scenarios decide which instruments can be signed, so an instrument that only those left out speak of
// stays a draft; scenarios that sign it speak of it themselves.
func matching(p *model.Pact, pattern *regexp.Regexp) *model.Pact {
	q := *p
	q.Checks = slices.DeleteFunc(slices.Clone(p.Checks), func(c model.Check) bool { return !pattern.MatchString(c.Label) })
	q.Scenarios = slices.DeleteFunc(slices.Clone(p.Scenarios), func(s model.Scenario) bool { return !pattern.MatchString(s.Label) })
	return &q
}

// askAll answers checks and scenarios, or, if there are only scenarios, plays just those.
func askAll(ctx context.Context, s streams, p *model.Pact, file string, opts inquiry.Query) (*inquiry.Answer, error) {
	if len(p.Checks) > 0 {
		return checkWithProgress(ctx, s, p, file, opts)
	}
	played, err := bounded(ctx, opts, func(ctx context.Context, q inquiry.Query) ([]inquiry.ScenarioResult, error) {
		return inquiry.Scenarios(ctx, p, q)
	})
	return &inquiry.Answer{Pact: p, AllFillings: 1, Scenarios: played}, err
}

// checkWithProgress tells how far the work is while it goes on.
func checkWithProgress(ctx context.Context, s streams, p *model.Pact, file string, opts inquiry.Query) (*inquiry.Answer, error) {
	prog := newProgress(ctx, s.err)
	defer prog.clear()
	return bounded(ctx, opts, func(ctx context.Context, q inquiry.Query) (*inquiry.Answer, error) {
		return inquiry.Run(ctx, p, q, func(e inquiry.Event) { prog.event(p, file, e) })
	})
}
