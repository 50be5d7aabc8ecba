package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"

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
			if err := writeNew(file, starter); err != nil {
				return err
			}
			_, err := fmt.Fprintf(s.out, "Wrote %s. Look at it, then run:\n\n  servanda check %s\n", file, file)
			return err
		},
	}
}

// writeNew never overwrites.
func writeNew(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; it was left as it is", path)
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
