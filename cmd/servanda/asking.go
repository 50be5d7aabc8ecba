package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/model"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// asking is what check and test let one say about how to look at a pact, as written in the call.
type asking struct {
	only        []string
	reading     string
	open        []string
	tick        string
	maxStates   int
	maxMemory   string
	exact       bool
	allReadings bool
	workers     int
	timeout     time.Duration
}

func (a *asking) register(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&a.only, "only", nil, "look for findings of this `CODE` only; may be repeated")
	f.StringVar(&a.reading, "in", "", "look only at the fillings that agree with this `READING`")
	f.StringArrayVar(&a.open, "open", nil, "fill an open point, as in `POINT=VALUE`; may be repeated")
	f.StringVar(&a.tick, "tick", "", "the step of time, such as \"1 day\"; a shorter one sees finer courses")
	f.IntVar(&a.maxStates, "max-states", 0, "give up after this many states")
	a.registerLimits(f)
	f.BoolVar(&a.exact, "exact", false, "visit every state of the definition, so that states and moves are counted as it has them; the verdicts are the same")
	f.BoolVar(&a.allReadings, "all-readings", false, "look at each way to fill the open points alone, however many there are, rather than at all together")
	f.IntVar(&a.workers, "workers", 0, "how many fillings to look at side by side (default: one for each processor)")
	cmd.RegisterFlagCompletionFunc("only", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return codeNames(), cobra.ShellCompDirectiveNoFileComp
	})
}

// registerLimits adds what bounds memory and time.
func (a *asking) registerLimits(f *pflag.FlagSet) {
	f.StringVar(&a.maxMemory, "max-memory", "", "give up before more memory than this is used, such as 200MB (default 70% of what is free)")
	f.DurationVar(&a.timeout, "timeout", 0, "give up after this `DURATION`, such as 30s or 5m")
}

// question is asking, understood: all that does not depend on the pact.
type question struct {
	options inquiry.Query
	reading string
	open    [][2]string
}

func (a *asking) parse() (*question, error) {
	q := &question{reading: a.reading}
	q.options = inquiry.Query{AllFillings: a.allReadings, Exact: a.exact, Workers: a.workers}
	if q.options.Workers == 0 {
		q.options.Workers = runtime.NumCPU()
	}
	for _, c := range a.only {
		if !slices.Contains(codeNames(), c) {
			return nil, fmt.Errorf("there is no finding %q%s", c, didYouMean(c, codeNames()))
		}
		q.options.Only = append(q.options.Only, inquiry.Code(c))
	}
	for _, o := range a.open {
		point, value, ok := strings.Cut(o, "=")
		if !ok {
			return nil, fmt.Errorf("--open %s: write it as POINT=VALUE", o)
		}
		q.open = append(q.open, [2]string{strings.TrimSpace(point), strings.TrimSpace(value)})
	}
	if a.tick != "" {
		days, err := inquiry.ParseDays(a.tick)
		if err != nil {
			return nil, fmt.Errorf("--tick: %w", err)
		}
		q.options.Tick = days
	}
	return q, a.parseLimits(&q.options.Limits)
}

func (a *asking) parseLimits(lim *inquiry.Limits) error {
	if a.maxStates < 0 || a.workers < 0 || a.timeout < 0 {
		return errors.New("--max-states, --workers and --timeout cannot be negative")
	}
	lim.States, lim.Bytes = a.maxStates, defaultMemory()
	if a.maxMemory != "" {
		n, err := parseMemory(a.maxMemory)
		if err != nil {
			return fmt.Errorf("--max-memory: %w", err)
		}
		lim.Bytes = n
	}
	return nil
}

// codeNames lists the codes of findings.
func codeNames() []string { return codes.Names() }

// check answers the question for one file. The error is for a call that does not fit the pact.
func (q *question) check(ctx context.Context, s streams, file string) (report.Result, error) {
	r := report.Result{Path: file, Only: q.options.Only}
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
	r.Answer, err = checkWithProgress(ctx, s, p, file, opts)
	if errors.As(err, &r.Inconclusive) {
		return r, nil
	}
	if err != nil {
		return r, fmt.Errorf("%s: %w", file, err)
	}
	return r, nil
}

// optionsFor fits the question to a pact: its readings and open points.
func (q *question) optionsFor(p *model.Pact) (inquiry.Query, error) {
	opts := q.options
	held, err := inquiry.Hold(p, q.reading, q.open)
	opts.Fixed = append(opts.Fixed, held...)
	return opts, err
}

func readingNames(p *model.Pact) []string {
	var out []string
	for i := range p.Readings {
		out = append(out, p.Readings[i].Name)
	}
	return out
}
