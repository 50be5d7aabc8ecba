package main

import (
	"errors"

	"github.com/spf13/cobra"
)

func enterCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "enter URL",
		Short: "Get a link that lets a browser in to a server, in the name of your key",
		Long: `Enter asks a server for a link, signed with your key, and prints it. Opened in a browser it lets that browser in, in the name of your key, for at
most twelve hours. It is good once, for ten minutes: whoever has it before you is in in your name, so hand it to nobody. The key itself stays where it is.`,
		Example: "  servanda ledger enter https://ledger.example --me north.key",
		Args:    named(1, 1, "enter URL --me FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if file, _ := cmd.Context().Value(meKey{}).(string); file == "" {
				return errors.New("name the key in whose name you enter: --me FILE")
			}
			c, err := clientAt(cmd.Context(), s, args[0])
			if err != nil {
				return err
			}
			link, err := c.Enter(cmd.Context())
			if err != nil {
				return err
			}
			return sayf(s.out, "%s", link)
		},
	}
}
