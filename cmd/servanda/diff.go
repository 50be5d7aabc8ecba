package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/compare"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/points"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/model"
	"github.com/spf13/cobra"
)

const diffLong = `Diff compares two drafts of one agreement: which change of the text makes findings come or go, what
the new draft newly allows, no longer allows, newly obliges or no longer obliges, each with the shortest
course that one draft has and the other has not, and for each party whether it is more or less exposed.

Things are the same if they have the same name; --map says so of others.

With one draft and two readings (--in A --in B) it compares what is found under the two, and says which of the answers that they
give differently does it.

Exit code: 0 if there is no difference, 1 if there is, 2 if a draft does not compile or the call is
wrong, 3 if a limit was reached and nothing is claimed, 4 for a fault of our own, 130 if it was interrupted. With --no-new-exposure
or --no-new-veto it is 5 if the new draft brings one, and 0 if it brings none, whatever else is different.`

// diffFlags are the flags of diff.
type diffFlags struct {
	asking
	forms
	gates
	renames  []string
	verbose  bool
	readings []string // every --in
}

// each keeps every value of a flag that may be repeated, and the last one where others look for it.
type each struct {
	last *string
	all  *[]string
}

func (e each) String() string { return *e.last }
func (e each) Type() string   { return "string" }
func (e each) Set(v string) error {
	*e.last, *e.all = v, append(*e.all, v)
	return nil
}

func diffCommand(s streams) *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use:   "diff OLD NEW | diff FILE --in A --in B",
		Short: "Compare two drafts, or two readings of one: what the second changes, and for whom",
		Long:  diffLong,
		Example: "  servanda diff draft-1.pact draft-2.pact\n" +
			"  servanda diff --map leave_hill=leave_zone draft-1.pact draft-2.pact\n" +
			"  servanda diff --in strict --in loose draft-2.pact",
		Args: f.paths,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args) },
	}
	cmd.Flags().StringArrayVar(&f.renames, "map", nil, "something that has another name in the new draft, as in `OLD=NEW`; may be repeated")
	cmd.Flags().BoolVarP(&f.verbose, "verbose", "v", false, "show every difference with its course")
	f.asking.register(cmd)
	f.forms.register(cmd)
	f.gates.register(cmd.Flags())
	cmd.Flags().Lookup("in").Value = each{&f.reading, &f.readings}
	return cmd
}

// ofReadings reports whether two readings of one draft are compared.
func (f *diffFlags) ofReadings(args []string) bool { return len(args) == 1 && len(f.readings) == 2 }

func (f *diffFlags) paths(_ *cobra.Command, args []string) error {
	switch {
	case f.ofReadings(args):
		if f.verbose || len(f.renames) > 0 || len(f.open) > 0 || f.gates.any() {
			return errors.New("--verbose, --map, --open and the gates are for two drafts, not for two readings of one")
		}
	case len(args) != 2:
		return errors.New("name two drafts, the old one first: servanda diff OLD NEW; or one draft and two of its readings: servanda diff FILE --in A --in B")
	case len(f.readings) > 1:
		return errors.New("two drafts are compared in one reading; two readings are compared in one draft")
	case f.markdown || f.html:
		return errors.New("--markdown and --html are for two readings of one draft, not for two drafts")
	}
	return nil
}

func (f *diffFlags) run(ctx context.Context, s streams, args []string) error {
	if f.ofReadings(args) {
		return f.betweenReadings(ctx, s, args[0])
	}
	ask, err := f.asking.parse()
	if err != nil {
		return err
	}
	opts := compare.Options{Check: ask.options, Pairs: f.maxStates}
	if opts.Renames, err = renamesOf(f.renames); err != nil {
		return err
	}
	ctx, stop := f.within(ctx)
	defer stop()
	d, pacts, err := f.load(ctx, ask, s, args)
	if err != nil {
		return f.unfinished(s, args, err, false)
	}
	if opts.Old, opts.New, err = ask.bothDrafts(pacts); err != nil {
		return err
	}
	if d.Comparison, err = f.compare(ctx, s, pacts, opts); err != nil {
		return f.known(s, d, err)
	}
	if err := f.show(s, d); err != nil {
		return err
	}
	if f.gates.any() {
		return f.judge(s.err, d)
	}
	return map[string]exit{"same": exitClean, "different": exitFindings, "inconclusive": exitInconclusive}[report.DiffStatus(d.Comparison)].orNil()
}

// betweenReadings compares two readings of one draft.
func (f *diffFlags) betweenReadings(ctx context.Context, s streams, arg string) error {
	ask, err := f.asking.parse()
	if err != nil {
		return err
	}
	ctx, stop := f.within(ctx)
	defer stop()
	file, p, err := ask.onePact(ctx, s, arg)
	if err != nil {
		return err
	}
	var readings [2]points.Named
	for i, name := range f.readings {
		if readings[i], err = readingNamed(p, name); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	prog := newProgress(ctx, s.err)
	c, err := points.Between(ctx, p, readings[0], readings[1], ask.options, func(e inquiry.Event) { prog.event(p, file, e) })
	prog.clear()
	if err != nil {
		return f.unfinished(s, []string{file, file}, err, false)
	}
	if err := f.write(s.out, c.Document(), c.JSON(file)); err != nil {
		return err
	}
	if c.Same() {
		return nil
	}
	return exit(exitFindings)
}

// known shows what was found by the time a limit was reached, and tells of the limit; other errors it hands on.
func (f *diffFlags) known(s streams, d report.Diff, err error) error {
	if d.Comparison != nil && d.Unfinished != nil {
		if err := f.show(s, d); err != nil {
			return err
		}
		return f.unfinished(s, d.Paths[:], err, true)
	}
	return f.unfinished(s, d.Paths[:], err, false)
}

// unfinished tells of a limit that was reached, and whether what was known by then is told; other errors it hands on.
func (f *diffFlags) unfinished(s streams, paths []string, err error, told bool) error {
	var limit *explore.Inconclusive
	if !errors.As(err, &limit) {
		return err
	}
	if f.json && told {
		return stopped(limit) // it stands in the answer
	}
	if err := report.Unfinished(s.err, report.Result{Path: paths[0] + " → " + paths[1], Inconclusive: limit, Told: told}, styleFor(s.err)); err != nil {
		return err
	}
	return stopped(limit)
}

// stopped is the exit code of what ended early.
func stopped(limit *explore.Inconclusive) exit {
	if limit.Interrupted() {
		return exitInterrupted
	}
	return exitInconclusive
}

// load reads both drafts; what is wrong with either is told.
func (f *diffFlags) load(ctx context.Context, ask *question, s streams, args []string) (d report.Diff, pacts [2]*model.Pact, err error) {
	for i, arg := range args {
		files, err := wholePactsOf(ctx, []string{arg})
		if err != nil {
			return d, pacts, err
		}
		if len(files) != 1 {
			return d, pacts, fmt.Errorf("%s holds %d pacts; name one of them", shown(arg), len(files))
		}
		r := report.Result{Path: files[0]}
		if pacts[i], r.Diagnostics, err = ask.loadPact(ctx, s, files[0]); err != nil {
			return d, pacts, err
		}
		if len(r.Diagnostics) > 0 {
			showDiagnostics(s.err, r)
		}
		d.Paths[i] = files[0]
	}
	if pacts[0] == nil || pacts[1] == nil {
		return d, pacts, exit(exitInvalid)
	}
	return d, pacts, nil
}

func (f *diffFlags) compare(ctx context.Context, s streams, pacts [2]*model.Pact, opts compare.Options) (*compare.Comparison, error) {
	prog := newProgress(ctx, s.err)
	defer prog.clear()
	opts.Tell = func(e inquiry.Event) {
		if e.Progress != nil {
			prog.tell(report.ProgressWords(pacts[0], e.Progress))
		}
	}
	return bounded(ctx, opts.Check, func(ctx context.Context, q inquiry.Query) (*compare.Comparison, error) {
		opts := opts
		opts.Check = q
		return compare.Drafts(ctx, pacts[0], pacts[1], opts)
	})
}

func (f *diffFlags) show(s streams, d report.Diff) error {
	if f.json {
		return report.DiffJSON(s.out, d)
	}
	style := styleFor(s.out)
	style.Verbose = f.verbose
	return report.DiffTerminal(s.out, d, style)
}

// bothDrafts fits what is said of open points and readings to two drafts. What only one of them has is
// held fast there; the other must not have it.
func (q *question) bothDrafts(pacts [2]*model.Pact) (old, new []model.Binding, err error) {
	reading, open := q.reading, q.open
	var out [2][]model.Binding
	for i, p := range pacts {
		mine := *q
		mine.reading, mine.open = "", nil
		if reading != "" && (slices.Contains(readingNames(p), reading) || !slices.Contains(readingNames(pacts[1-i]), reading)) {
			mine.reading = reading
		}
		for _, o := range open {
			if hasPoint(p, o[0]) || !hasPoint(pacts[1-i], o[0]) {
				mine.open = append(mine.open, o)
			}
		}
		opts, err := mine.optionsFor(p)
		if err != nil {
			return nil, nil, fmt.Errorf("the %s draft: %w", compare.Side(i), err)
		}
		out[i] = opts.Fixed
	}
	return out[0], out[1], nil
}

func hasPoint(p *model.Pact, name string) bool {
	return slices.ContainsFunc(p.Points, func(pt model.Point) bool { return pt.Name == name })
}
