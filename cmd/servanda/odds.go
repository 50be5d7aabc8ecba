package main

import (
	"context"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/odds"
	"github.com/spf13/cobra"
)

const oddsLong = `Odds says how likely it is that each purpose is reached, and that somebody gives what cannot be undone and never gets what it gives it
for, where the pact records how likely some things are ("odds" and "chance", always cited): the least and the greatest over all that is
left to the choice of the actors, exactly where no course leads back, else with a stated error; and what each of the recorded numbers
decides. No other command tells of odds.

Exit code: 0; 2 if the pact does not compile or the call is wrong, 3 if a limit was reached and nothing is claimed.`

// oddsFlags are the flags of odds.
type oddsFlags struct {
	asking
	forms
	bare bool
}

func oddsCommand(s streams) *cobra.Command {
	var f oddsFlags
	cmd := &cobra.Command{
		Use:     "odds FILE",
		Short:   "Show between which odds purposes are reached, where a pact records some",
		Long:    oddsLong,
		Example: "  servanda odds treaty.pact\n  servanda odds --in strict --json treaty.pact",
		Args:    onePath,
		RunE:    func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0]) },
	}
	f.asking.register(cmd)
	for _, name := range []string{"only", "exact", "all-readings"} {
		cmd.Flags().MarkHidden(name)
	}
	cmd.Flags().BoolVar(&f.bare, "bare", false, "do not say what each number decides")
	f.forms.register(cmd)
	return cmd
}

func (f *oddsFlags) run(ctx context.Context, s streams, arg string) error {
	ctx, stop := f.within(ctx)
	defer stop()
	call, err := f.one(ctx, s, arg)
	if err != nil {
		return err
	}
	file, p, opts := call.file, call.read.Pact, call.query
	a, err := odds.Of(ctx, p, odds.Query{Fixed: opts.Fixed, Tick: opts.Tick, Vary: !f.bare,
		Limits: explore.Limits{States: opts.Limits.States, Bytes: opts.Limits.Bytes, Workers: max(opts.Workers, 1)}})
	if err != nil {
		return err
	}
	return f.write(s.out, a.Document(), a.JSON(file))
}
