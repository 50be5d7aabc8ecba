package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/spf13/cobra"
)

const guaranteesLong = `Guarantees lays the standing promises of pacts side by side: upon what each falls due and on whose word, against
what it is promised, who establishes that and whether it can be called without it, the least it asks and how soon, its bounds,
what must come before, how long it runs, how the guarantor gets out, whether it can lawfully do nothing when it counts, and
whether the beneficiary alone can bind it without limit.
Every answer is computed from the courses that events can take, and none is read from a label.

A standing promise is a duty upon an act, one at its obligor's discretion, one against something, or one that falls due by a
decision of a body or of the obligor.`

// guaranteesFlags are the flags of guarantees.
type guaranteesFlags struct {
	asking
	duties                       []string
	json, csv, markdown, courses bool
}

func guaranteesCommand(s streams) *cobra.Command {
	var f guaranteesFlags
	cmd := &cobra.Command{
		Use:   "guarantees PATH...",
		Short: "Lay guarantees side by side: how strong they are, and how bounded",
		Long:  guaranteesLong,
		Example: "  servanda guarantees pledge.pact treaty.pact\n" +
			"  servanda guarantees --courses --duty help pledge.pact\n" +
			"  servanda guarantees --markdown pacts/... > guarantees.md",
		Args: somePaths,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args) },
	}
	cmd.Flags().StringArrayVar(&f.duties, "duty", nil, "show only the promises of this `NAME`; may be repeated")
	cmd.Flags().BoolVar(&f.courses, "courses", false, "with the dated courses that show the answers")
	cmd.Flags().BoolVar(&f.json, "json", false, "write JSON, courses included")
	cmd.Flags().BoolVar(&f.csv, "csv", false, "write CSV, a line for each guarantee")
	cmd.Flags().BoolVar(&f.markdown, "markdown", false, "write a Markdown table")
	cmd.MarkFlagsMutuallyExclusive("json", "csv", "markdown")
	f.asking.register(cmd)
	cmd.Flags().MarkHidden("only")
	return cmd
}

func (f *guaranteesFlags) run(ctx context.Context, s streams, args []string) error {
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
	var results []report.GuaranteeResult
	for _, file := range files {
		r, err := ask.guarantees(ctx, s, file)
		if err != nil {
			return err
		}
		worst = max(worst, f.tell(s, r))
		results = append(results, r)
	}
	if err := f.choose(results); err != nil {
		return err
	}
	if err := f.write(s.out, results); err != nil {
		return err
	}
	return worst.orNil()
}

// guarantees asks about the guarantees of one file. The error is for a call that does not fit the pact.
func (q *question) guarantees(ctx context.Context, s streams, file string) (report.GuaranteeResult, error) {
	r := report.GuaranteeResult{Path: file}
	p, ds, err := q.loadPact(ctx, s, file)
	if errors.As(err, &r.Inconclusive) {
		return r, nil
	}
	if r.Diagnostics = ds; p == nil {
		return r, err
	}
	opts, err := q.optionsFor(p)
	if err != nil {
		return r, fmt.Errorf("%s: %w", file, err)
	}
	prog := newProgress(ctx, s.err)
	defer prog.clear()
	table, err := bounded(ctx, opts, func(ctx context.Context, q inquiry.Query) (*inquiry.GuaranteeTable, error) {
		return inquiry.Guarantees(ctx, p, q, func(e inquiry.Event) { prog.event(p, file, e) })
	})
	r.Table = table
	if errors.As(err, &r.Inconclusive) {
		return r, nil
	}
	if err != nil {
		return r, fmt.Errorf("%s: %w", file, err)
	}
	return r, nil
}

// tell writes what stopped us to the error stream and gives the exit code for one pact.
func (f *guaranteesFlags) tell(s streams, r report.GuaranteeResult) exit {
	as := report.Result{Path: r.Path, Diagnostics: r.Diagnostics, Inconclusive: r.Inconclusive, Told: r.Table != nil}
	if len(r.Diagnostics) > 0 && !f.json {
		showDiagnostics(s.err, as)
	}
	switch {
	case r.Inconclusive != nil:
		if !f.json {
			report.Unfinished(s.err, as, styleFor(s.err))
		}
		return stopped(r.Inconclusive)
	case r.Table == nil:
		return exitInvalid
	}
	return exitClean
}

// choose keeps the promises that were asked for by name.
func (f *guaranteesFlags) choose(rs []report.GuaranteeResult) error {
	if len(f.duties) == 0 {
		return nil
	}
	var all []string
	found, whole := map[string]bool{}, true
	for i := range rs {
		whole = whole && rs[i].Inconclusive == nil
		t := rs[i].Table
		if t == nil {
			continue
		}
		t.Rows = slices.DeleteFunc(t.Rows, func(g inquiry.Guarantee) bool {
			name := t.Pact.Duties[g.Duty].Name
			all = append(all, name)
			found[name] = true
			return !slices.Contains(f.duties, name)
		})
	}
	for _, name := range f.duties {
		if !found[name] && whole {
			return fmt.Errorf("there is no standing promise %q%s", name, didYouMean(name, all))
		}
	}
	return nil
}

func (f *guaranteesFlags) write(w io.Writer, rs []report.GuaranteeResult) error {
	style := report.GuaranteeStyle{Style: styleFor(w), Courses: f.courses}
	switch {
	case f.json:
		return report.GuaranteesJSON(w, rs)
	case f.csv:
		return report.GuaranteesCSV(w, rs)
	case f.markdown:
		return report.GuaranteesMarkdown(w, rs, style)
	case !slices.ContainsFunc(rs, func(r report.GuaranteeResult) bool { return r.Table != nil }):
		return nil
	}
	return report.Guarantees(w, rs, style)
}
