package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/spf13/cobra"
)

//go:embed starter.pact
var starter []byte

func initCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "init [FILE]",
		Short: "Write a small commented pact to begin with (agreement.pact if no file is named)",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			file := "agreement.pact"
			if len(args) > 0 {
				file = args[0]
			}
			err := safefile.New(s.disk, file, starter)
			if errors.Is(err, fs.ErrExist) {
				return fmt.Errorf("%s is there already; it was left as it is", shown(file))
			}
			if err != nil {
				return err
			}
			_, err = io.WriteString(s.out, diag.Defuse(fmt.Sprintf("Wrote %s. Look at it, then run:\n\n  servanda check %s\n", shown(file), shown(file))))
			return err
		},
	}
}
