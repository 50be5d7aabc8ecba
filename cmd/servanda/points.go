package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/points"
	"github.com/servanda-lang/servanda/model"
	"github.com/spf13/cobra"
)

const pointsLong = `Points says what each question decides that a pact leaves open. It starts from one reading (--in, --open; else the first answer to
each question), answers one question otherwise at a time, and says what goes and what comes, and for whom; lays the named
readings side by side; and, with --all, says over all answers together which one settles most once it is known, what each rules out
or brings about by itself, where nobody can be left with nothing while no promise is broken, and what no answer mends.

Looked for is who can be left with nothing or bound alone, what can be blocked, and which help need not come.

Exit code: 0; 2 if the pact does not compile or the call is wrong, 3 if a limit was reached and nothing is claimed.`

// pointsFlags are the flags of points.
type pointsFlags struct {
	asking
	forms
	all bool
}

func pointsCommand(s streams) *cobra.Command {
	var f pointsFlags
	cmd := &cobra.Command{
		Use:   "points FILE",
		Short: "Show what each open question decides, and for whom",
		Long:  pointsLong,
		Example: "  servanda points treaty.pact\n" +
			"  servanda points --in strict treaty.pact\n" +
			"  servanda points --all --html treaty.pact > points.html",
		Args: onePath,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0]) },
	}
	cmd.Flags().BoolVar(&f.all, "all", false, "over all ways to fill the open points too, which can take minutes")
	f.asking.register(cmd)
	for _, name := range []string{"only", "exact", "all-readings", "max-states"} {
		cmd.Flags().MarkHidden(name)
	}
	f.forms.register(cmd)
	return cmd
}

func (f *pointsFlags) run(ctx context.Context, s streams, arg string) error {
	ctx, stop := f.within(ctx)
	defer stop()
	call, err := f.one(ctx, s, arg)
	if err != nil {
		return err
	}
	file, p, opts := call.file, call.read.Pact, call.query
	prog := newProgress(ctx, s.err)
	q := points.Query{Query: opts, Base: opts.Fixed, All: f.all || p.CountFillings(nil, inquiry.FewFillings) <= inquiry.FewFillings}
	t, err := points.Ask(ctx, p, q, func(e inquiry.Event) { prog.event(p, file, e) })
	prog.clear()
	if err != nil {
		return err
	}
	return f.write(s.out, t.Document(), t.JSON(file))
}

// readingNamed gives a reading as something to compare.
func readingNamed(p *model.Pact, name string) (points.Named, error) {
	i := slices.IndexFunc(p.Readings, func(r model.Reading) bool { return r.Name == name })
	if i < 0 {
		return points.Named{}, fmt.Errorf("there is no reading %q%s", name, didYouMean(name, readingNames(p)))
	}
	words := points.ReadingWords(p, model.ReadingID(i))
	if !points.Whole(p, model.ReadingID(i)) {
		words += " (what it leaves open has the first answer)"
	}
	return points.Named{Name: words, Fixes: p.Readings[i].Fixes}, nil
}
