package main

import (
	"context"

	"github.com/servanda-lang/servanda/internal/positions"
	"github.com/spf13/cobra"
)

const positionsLong = `Positions says where the parties are recorded to stand: who accepts and who opposes what, on which conditions, on whose word and
through whom; which answers to the open questions all accept who have spoken; and whose silence decides about the rest.
Nobody's silence is read as consent.`

// positionsFlags are the flags of positions.
type positionsFlags struct {
	asking
	forms
}

func positionsCommand(s streams) *cobra.Command {
	var f positionsFlags
	cmd := &cobra.Command{
		Use:     "positions FILE",
		Short:   "Show who accepts and opposes what, and whose silence decides",
		Long:    positionsLong,
		Example: "  servanda positions treaty.pact",
		Args:    onePath,
		RunE:    func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0]) },
	}
	f.forms.register(cmd)
	return cmd
}

func (f *positionsFlags) run(ctx context.Context, s streams, arg string) error {
	ask, err := f.asking.parse()
	if err != nil {
		return err
	}
	file, p, err := ask.onePact(ctx, s, arg)
	if err != nil {
		return err
	}
	t, err := positions.Of(ctx, p)
	if err != nil {
		return err
	}
	return f.write(s.out, t.Document(), t.JSON(file))
}
