package main

import (
	"context"
	"fmt"
	"regexp"
	"time"

	"github.com/servanda-lang/servanda/internal/report"
	"github.com/spf13/cobra"
)

const testLong = `Test plays the scenarios of each pact and asks its checks, and nothing else; an expectation that is
not met is shown with the line it stands in. The output is like that of go test.`

// testFlags are the flags of test.
type testFlags struct {
	asking
	verbose bool
	run     string
}

func testCommand(s streams) *cobra.Command {
	var f testFlags
	cmd := &cobra.Command{
		Use:   "test PATH...",
		Short: "Play the scenarios and ask the checks of a pact",
		Long:  testLong,
		Args:  somePaths,
		RunE:  func(cmd *cobra.Command, args []string) error { return f.test(cmd.Context(), s, args) },
	}
	cmd.Flags().BoolVarP(&f.verbose, "verbose", "v", false, "name every check and scenario")
	cmd.Flags().StringVar(&f.run, "run", "", "only those whose label matches this `REGEXP`")
	f.asking.register(cmd)
	cmd.Flags().MarkHidden("only")
	return cmd
}

func (f *testFlags) test(ctx context.Context, s streams, args []string) error {
	pattern, err := regexp.Compile(f.run)
	if err != nil {
		return fmt.Errorf("--run: %w", err)
	}
	ask, err := f.asking.parse()
	if err != nil {
		return err
	}
	ctx, stop := f.within(ctx)
	defer stop()
	files, err := wholePactsOf(ctx, args)
	if err != nil {
		return err
	}
	var worst exit
	for _, file := range files {
		code, err := f.testFile(ctx, s, ask, file, pattern)
		if err != nil {
			return err
		}
		worst = max(worst, code)
	}
	return worst.orNil()
}

func (f *testFlags) testFile(ctx context.Context, s streams, ask *question, file string, pattern *regexp.Regexp) (exit, error) {
	started := time.Now()
	r, err := ask.test(ctx, s, file, pattern)
	if err != nil {
		return 0, err
	}
	if len(r.Diagnostics) > 0 {
		showDiagnostics(s.err, r)
	}
	style := report.TestStyle{Style: styleFor(s.out), Took: time.Since(started)}
	style.Verbose = f.verbose
	return exitOf(r), report.Tests(s.out, r, style)
}
