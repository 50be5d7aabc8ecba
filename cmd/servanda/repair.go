package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/repair"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/spf13/cobra"
)

const repairLong = `Repair looks for the smallest change of a pact that removes something that was found, and says who pays for it. Every change is
written into the pact and run through every course: shown is what goes, what comes and what remains, and for whom. If nothing is
found, then nothing of these shapes up to that size does it, and all of them were counted.

What is to go is everything serious, else what the first warning is about; or the statement named by --statement (its number or name,
as check shows them), or the findings named by --finding, as in exposed or exposed:PARTY or veto:inspector.

Exit code: 0 if a change was found, or if there is nothing to mend; 1 if none does it; 2 if the pact does not compile or the call is
wrong; 3 if a limit was reached first and nothing is claimed, 4 for a fault of our own, 130 if it was interrupted.`

// repairFlags are the flags of repair.
type repairFlags struct {
	asking
	forms
	statement, finding     string
	size, most, show, take int
	alone                  bool
}

func repairCommand(s streams) *cobra.Command {
	var f repairFlags
	cmd := &cobra.Command{
		Use:   "repair FILE",
		Short: "Find the smallest change that mends a pact, and who pays for it",
		Long:  repairLong,
		Example: "  servanda repair examples/unsafe-order-and-escrow/flawed.pact\n" +
			"  servanda repair --finding exposed:yard --size 1 draft.pact\n" +
			"  servanda repair --statement gate-inspector --apply 1 draft.pact",
		Args: onePath,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.statement, "statement", "", "what is to go: a `STATEMENT`, by its number or name")
	flags.StringVar(&f.finding, "finding", "", "what is to go: the findings of a `CODE`, or of CODE:WHO")
	flags.IntVar(&f.size, "size", 0, "how many changes to make at a time, at most (default 2)")
	flags.IntVar(&f.most, "candidates", 0, "how many combinations to look at of each size beyond the first (default 3000)")
	flags.IntVar(&f.show, "show", 5, "how many changes to show")
	flags.IntVar(&f.take, "apply", 0, "write the change of this `NUMBER` into the file, formatted")
	flags.BoolVar(&f.alone, "alone", false, "only changes that take no third party and no one moment for several texts")
	f.asking.register(cmd)
	for _, name := range []string{"only", "max-states", "exact"} {
		flags.MarkHidden(name)
	}
	f.forms.register(cmd)
	return cmd
}

func (f *repairFlags) run(ctx context.Context, s streams, arg string) error {
	if f.size < 0 || f.most < 0 || f.show < 0 || f.take < 0 {
		return errors.New("--size, --candidates, --show and --apply cannot be negative")
	}
	if f.size > repair.MostSize {
		return fmt.Errorf("--size is at most %d: of larger changes there are too many", repair.MostSize)
	}
	if f.statement != "" && f.finding != "" {
		return errors.New("--statement and --finding cannot go together: each says what is to go")
	}
	ask, err := f.asking.parse()
	if err != nil {
		return err
	}
	ctx, stop := f.within(ctx)
	defer stop()
	file, base, err := ask.oneResult(ctx, s, arg)
	if err != nil {
		return err
	}
	if f.take > 0 && file == nameOfInput {
		return errors.New("--apply writes into a file; the standard input is none")
	}
	result, err := f.mend(ctx, s, ask, file, base)
	if err != nil {
		return err
	}
	if f.take > 0 {
		return f.apply(s, file, base, result)
	}
	if err := f.write(s.out, result.Document(f.call(file), f.show), result.JSON(file)); err != nil {
		return err
	}
	return f.code(result)
}

// call is the call as far as it says what is to go, to be made again with --apply.
func (f *repairFlags) call(file string) string {
	out := "servanda repair " + shown(file)
	for _, x := range [][2]string{{"--statement", f.statement}, {"--finding", f.finding}, {"--in", f.reading}, {"--tick", f.tick}} {
		if x[1] != "" {
			out += " " + x[0] + " " + quotedWord(x[1])
		}
	}
	for _, o := range f.open {
		out += " --open " + quotedWord(o)
	}
	if f.alone {
		out += " --alone"
	}
	if f.size > 0 {
		out += fmt.Sprintf(" --size %d", f.size)
	}
	return out
}

// quotedWord is a word as a shell takes it.
func quotedWord(s string) string {
	if strings.ContainsAny(s, " '\"$`\\;&|<>()") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}

// code is the exit code that a result comes to.
func (f *repairFlags) code(r *repair.Result) error {
	switch {
	case r.Unfinished != nil && r.Unfinished.Interrupted():
		return exit(exitInterrupted)
	case len(r.Targets) == 0 || len(r.Mends) > 0:
		return nil
	case !r.Whole():
		return exit(exitInconclusive)
	}
	return exit(exitFindings)
}

func (f *repairFlags) mend(ctx context.Context, s streams, ask *question, file string, base *load.Result) (*repair.Result, error) {
	prog := newProgress(ctx, s.err)
	defer prog.clear()
	q := repair.Query{Statement: f.statement, Finding: f.finding, Reading: f.reading, Alone: f.alone, Size: f.size, Most: f.most, Options: ask.optionsFor, Workers: ask.options.Workers,
		Tell: func(done, of, found, size int) {
			prog.tell(fmt.Sprintf("%s: changes, %d at a time: %d of %d looked at, %d found", shown(file), size, done, of, found))
		}}
	if file != nameOfInput {
		q.Read = repair.Beside(file, nil)
	}
	result, err := bounded(ctx, ask.options, func(ctx context.Context, opts inquiry.Query) (*repair.Result, error) {
		q := q
		q.Workers = opts.Workers
		return repair.Run(ctx, base, q)
	})
	var unknown *repair.Unknown
	var limit *explore.Inconclusive
	switch {
	case errors.As(err, &unknown):
		return nil, fmt.Errorf("%s: %w", file, err)
	case errors.As(err, &limit):
		return nil, err
	}
	return result, err
}

// apply writes a change into the file, if it was found and the file is still what it was.
func (f *repairFlags) apply(s streams, file string, base *load.Result, r *repair.Result) error {
	if f.take > len(r.Mends) {
		if err := f.write(s.out, r.Document(f.call(file), f.show), r.JSON(file)); err != nil {
			return err
		}
		return fmt.Errorf("there is no change %d to apply: %d were found", f.take, len(r.Mends))
	}
	m := &r.Mends[f.take-1]
	if err := safefile.Replace(s.disk, file, base.Files()[0].Text, m.Text); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s: %s\n", shown(file), m.Says())
	return nil
}
