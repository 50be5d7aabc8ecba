package main

import (
	"context"
	"errors"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/odds"
	"github.com/spf13/cobra"
)

const simulateLong = `Simulate runs a pact many times and counts in how many of the runs each purpose was reached, and somebody gave what cannot be undone
and did not get what it gave it for. What the pact records of odds and chances is drawn; what is chosen is drawn too, each move that can
be made being as likely as any other, which is nobody's way to choose: servanda odds says what choices can make of it. The same seed
gives the same runs.`

// simulateFlags are the flags of simulate.
type simulateFlags struct {
	asking
	forms
	seed     uint64
	runs     int
	days     int
	breaking bool
}

func simulateCommand(s streams) *cobra.Command {
	var f simulateFlags
	cmd := &cobra.Command{
		Use:     "simulate FILE",
		Short:   "Run a pact many times at random and count what comes about",
		Long:    simulateLong,
		Example: "  servanda simulate --runs 10000 --seed 7 treaty.pact",
		Args:    onePath,
		RunE:    func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0]) },
	}
	f.asking.register(cmd)
	for _, name := range []string{"only", "exact", "all-readings", "workers"} {
		cmd.Flags().MarkHidden(name)
	}
	fs := cmd.Flags()
	fs.Uint64Var(&f.seed, "seed", 1, "what the runs are drawn from")
	fs.IntVar(&f.runs, "runs", 1000, "how many runs")
	fs.IntVar(&f.days, "days", 3600, "end a run after so many days")
	fs.BoolVar(&f.breaking, "breaking", false, "let everybody break its word")
	f.forms.register(cmd)
	return cmd
}

func (f *simulateFlags) run(ctx context.Context, s streams, arg string) error {
	if f.runs < 1 || f.days < 1 {
		return errors.New("--runs and --days are at least 1")
	}
	ctx, stop := f.within(ctx)
	defer stop()
	call, err := f.one(ctx, s, arg)
	if err != nil {
		return err
	}
	file, p, opts := call.file, call.read.Pact, call.query
	q := odds.Simulation{Seed: f.seed, Runs: f.runs, Days: f.days,
		Query: odds.Query{Fixed: opts.Fixed, Tick: opts.Tick, Limits: explore.Limits{States: opts.Limits.States, Bytes: opts.Limits.Bytes}}}
	if f.breaking {
		q.Breakers = p.Everyone()
	}
	x, err := odds.Simulate(ctx, p, q)
	if err != nil {
		return err
	}
	return f.write(s.out, x.Document(), x.JSON(file))
}
