package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/servanda-lang/servanda/internal/report"
	"github.com/spf13/cobra"
)

func fmtCommand(s streams) *cobra.Command {
	var check bool
	cmd := &cobra.Command{
		Use:   "fmt [PATH...]",
		Short: "Write pacts in their one canonical form",
		Long: "Fmt rewrites .pact files in their one canonical form; comments stay. A folder stands for every\n" +
			".pact file in it and below it. Without a path, or with -, fmt reads from the standard input and\n" +
			"writes to the standard output.",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || len(args) == 1 && args[0] == standardInput {
				return formatStream(s, check)
			}
			files, err := everyPactFile(args)
			if err != nil {
				return err
			}
			return formatFiles(s, files, check)
		},
	}
	cmd.Flags().BoolVar(&check, "check", false, "change nothing; name the files that are not in canonical form and exit with 1")
	return cmd
}

func formatStream(s streams, check bool) error {
	text, err := io.ReadAll(s.in)
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

// formatFiles goes on after a file that does not parse, so that one run tells of all.
func formatFiles(s streams, files []string, check bool) error {
	var worst exit
	for _, file := range files {
		changed, err := formatFile(s, file, check)
		var told exit
		switch {
		case errors.As(err, &told):
			worst = max(worst, told)
		case err != nil:
			return err
		case changed:
			fmt.Fprintln(s.out, file)
			if check {
				worst = max(worst, exitFindings)
			}
		}
	}
	return worst.orNil()
}

func formatFile(s streams, file string, check bool) (changed bool, err error) {
	text, err := os.ReadFile(file)
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
	return true, replaceFile(file, done)
}

// replaceFile puts new text in place of a file in one step, so that a file is never half written.
func replaceFile(path string, text []byte) error {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".servanda-fmt-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // does nothing once it has been renamed
	_, err = tmp.Write(text)
	if err := errors.Join(err, tmp.Chmod(info.Mode().Perm()), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}
