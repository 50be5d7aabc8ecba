package main

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// didYouMean is the second half of a complaint about a word.
func didYouMean(word string, candidates []string) string { return diag.DidYouMean(word, candidates) }

var unknownFlag = regexp.MustCompile(`^unknown flag: --(\S+)`)

// flagError adds a near miss to what is said about an unknown flag.
func flagError(cmd *cobra.Command, err error) error {
	text := err.Error()
	if m := unknownFlag.FindStringSubmatch(text); m != nil {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := diag.Nearest(m[1], names); near != "" {
			return fmt.Errorf("there is no flag --%s; did you mean --%s?", m[1], near)
		}
		text = "there is no flag --" + m[1]
	}
	return errors.New(text + "; see `" + cmd.CommandPath() + " --help`")
}
