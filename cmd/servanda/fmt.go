package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/spf13/cobra"
)

func fmtCommand(s streams) *cobra.Command {
	var check bool
	cmd := &cobra.Command{
		Use:   "fmt [PATH...]",
		Short: "Write pacts in their one canonical form",
		Long: "Fmt rewrites .pact files in their one canonical form; comments stay. A folder stands for every\n" +
			".pact file in it and below it. Without a path, or with -, fmt reads from the standard input and\n" +
			"writes to the standard output.\n\n" +
			"A file is replaced in one step and keeps owner, mode and links that lead to it. One that has several\n" +
			"names (hard links) or was edited meanwhile is left as it is.",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 || len(args) == 1 && args[0] == standardInput {
				return formatStream(cmd.Context(), s, check)
			}
			files, err := await(cmd.Context(), func() ([]string, error) { return everyPactFile(args) })
			if err != nil {
				return err
			}
			return formatFiles(cmd.Context(), s, files, check)
		},
	}
	cmd.Flags().BoolVar(&check, "check", false, "change nothing; name the files that are not in canonical form and exit with 1")
	return cmd
}

func formatStream(ctx context.Context, s streams, check bool) error {
	text, err := await(ctx, func() ([]byte, error) { return readInput(s) })
	if err != nil {
		return err
	}
	done, diags := formatText(nameOfInput, text)
	switch {
	case done == nil:
		showDiagnostics(s.err, report.Result{Diagnostics: diags})
		return exit(exitInvalid)
	case check && !bytes.Equal(text, done):
		return exit(exitFindings)
	case check:
		return nil
	}
	_, err = s.out.Write(done)
	return err
}

// formatFiles goes on after a file that does not parse or cannot be written, so that one run tells of all.
func formatFiles(ctx context.Context, s streams, files []string, check bool) error {
	var worst exit
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		changed, err := formatFile(s, file, check)
		var told exit
		switch {
		case errors.As(err, &told):
			worst = max(worst, told)
		case err != nil:
			worst = max(worst, exit(s.tell(err)))
		case changed:
			fmt.Fprintln(s.out, diag.Defuse(shown(file)))
			if check {
				worst = max(worst, exitFindings)
			}
		}
	}
	return worst.orNil()
}

func formatFile(s streams, file string, check bool) (changed bool, err error) {
	text, err := load.ReadFile(file)
	if err != nil {
		return false, err
	}
	done, diags := formatText(file, text)
	if done == nil {
		showDiagnostics(s.err, report.Result{Path: file, Diagnostics: diags})
		return false, exit(exitInvalid)
	}
	if bytes.Equal(text, done) {
		return false, nil
	}
	if check {
		return true, nil
	}
	return true, safefile.Replace(s.disk, file, text, done)
}
