package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/spf13/cobra"
)

const checkLong = `Check runs every course that events can take under each pact and tells on one screen what its findings
come to, most serious first; --all tells every finding by itself, and servanda explain one statement of the
screen with all that is under it. A path is a .pact file, a folder, or folder/... for all folders below it.

Exit code: 0 if nothing is serious and all checks are as expected, 1 if not, 2 if a pact does not
compile or the call is wrong, 3 if a limit was reached, 4 for a fault of our own, 130 if it was interrupted.
If it ended early, what was found by then is told, and nothing else is claimed.`

// checkFlags are the flags of check.
type checkFlags struct {
	asking
	certificate
	json, sarif, all, verbose bool
}

func checkCommand(s streams) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check PATH...",
		Short: "Tell what is wrong with a pact, with dated courses that show it",
		Long:  checkLong,
		Example: "  servanda check agreement.pact\n" +
			"  servanda check --all --open order=no --only exposed agreement.pact\n" +
			"  servanda check - < agreement.pact\n" +
			"  servanda check --sarif pacts/... > findings.sarif",
		Args: somePaths,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args) },
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "write the answer as JSON, one object for each pact")
	cmd.Flags().BoolVar(&f.sarif, "sarif", false, "write the answer as SARIF, for code review")
	cmd.Flags().BoolVar(&f.all, "all", false, "tell every finding by itself, rather than what they come to")
	cmd.Flags().BoolVarP(&f.verbose, "verbose", "v", false, "as --all, with every warning in full, not only the first of its kind")
	f.asking.register(cmd)
	f.certificate.register(cmd)
	return cmd
}

func somePaths(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("name a .pact file or a folder: servanda %s PATH", cmd.Name())
	}
	return nil
}

func (f *checkFlags) run(ctx context.Context, s streams, args []string) error {
	if f.json && f.sarif {
		return errors.New("--json and --sarif cannot go together")
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
	if err := f.certificate.fits(files); err != nil {
		return err
	}
	var worst exit
	var results []report.Result
	for i, file := range files {
		r, err := ask.check(ctx, s, file)
		if err != nil {
			return err
		}
		if err := f.certificate.write(ctx, s, ask, r); err != nil {
			return err
		}
		worst, results = max(worst, exitOf(r)), append(results, r)
		if !f.sarif {
			if err := f.show(s, r, i > 0); err != nil {
				return err
			}
		}
		if worst == exitInterrupted {
			break
		}
	}
	if f.sarif {
		if err := report.SARIF(s.out, results, buildVersion()); err != nil {
			return err
		}
	}
	return worst.orNil()
}

// show writes one result as it was asked for. What stopped us goes to the error stream, unless somebody
// reads along as a machine.
func (f *checkFlags) show(s streams, r report.Result, again bool) error {
	if f.json {
		return report.JSON(s.out, r)
	}
	if again {
		fmt.Fprintf(s.out, "\n%s\n\n", report.Rule)
	}
	if len(r.Diagnostics) > 0 {
		showDiagnostics(s.err, r)
	}
	if r.Known() {
		if err := f.tell(s, r); err != nil {
			return err
		}
	}
	if r.Inconclusive != nil {
		return report.Unfinished(s.err, r, styleFor(s.err))
	}
	return nil
}

// tell writes an answer for people: what it comes to, on one screen, or every finding by itself.
func (f *checkFlags) tell(s streams, r report.Result) error {
	style := styleFor(s.out)
	if style.Verbose = f.verbose; f.all || f.verbose {
		return report.Terminal(s.out, r, style)
	}
	return form.Text(s.out, report.Screen(r), form.Style{Width: style.Width, Colour: style.Colour})
}

// exitOf is the exit code that a result alone would give.
func exitOf(r report.Result) exit {
	switch r.Status() {
	case report.Inconclusive:
		if r.Inconclusive.Interrupted() {
			return exitInterrupted
		}
		return exitInconclusive
	case report.Invalid:
		return exitInvalid
	case report.Findings:
		return exitFindings
	}
	return exitClean
}

// orNil is no error for the exit code 0.
func (e exit) orNil() error {
	if e == exitClean {
		return nil
	}
	return e
}
