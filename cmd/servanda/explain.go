package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/spf13/cobra"
)

const explainLong = `Explain tells what a finding or an error means, with a short pact that shows it; or, of a pact, one of the
statements that check shows: where it holds, how it can come to that beside how it can go well, who can deny what, what
care would do, the findings under it and what they rest on.`

// explainFlags are the flags of explain.
type explainFlags struct{ asking }

func explainCommand(s streams) *cobra.Command {
	var f explainFlags
	cmd := &cobra.Command{
		Use:   "explain [CODE | FILE STATEMENT]",
		Short: "Explain a finding or an error by its code, or a statement about a pact",
		Long:  explainLong,
		Example: "  servanda explain exposed\n" +
			"  servanda explain examples/small-exchange.pact gift-leave-hill --open order=no",
		Args: cobra.MaximumNArgs(2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return allCodes(), cobra.ShellCompDirectiveDefault
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				return report.ListCodes(s.out, styleFor(s.out))
			case 1:
				return explain(s, args[0])
			}
			return f.statement(cmd.Context(), s, args[0], args[1])
		},
	}
	f.asking.register(cmd)
	cmd.Flags().MarkHidden("only")
	return cmd
}

// statement explains one statement about a pact.
func (f *explainFlags) statement(ctx context.Context, s streams, path, id string) error {
	ask, err := f.asking.parse()
	if err != nil {
		return err
	}
	ctx, stop := f.within(ctx)
	defer stop()
	files, err := wholePactsOf(ctx, []string{path})
	if err != nil {
		return err
	}
	if len(files) != 1 {
		return fmt.Errorf("%s has %d pacts; name one of them", path, len(files))
	}
	r, err := ask.check(ctx, s, files[0])
	if err != nil {
		return err
	}
	if len(r.Diagnostics) > 0 {
		showDiagnostics(s.err, r)
	}
	if !r.Known() {
		if r.Inconclusive != nil {
			report.Unfinished(s.err, r, styleFor(s.err))
		}
		return exitOf(r).orNil()
	}
	all := statement.Of(r.Answer)
	st := statement.Find(all, id)
	if st == nil {
		return fmt.Errorf("there is no statement %q about %s%s", id, files[0], didYouMean(id, idsOf(all)))
	}
	d, err := report.Explained(ctx, r, st)
	if err != nil {
		return err
	}
	style := styleFor(s.out)
	return form.Text(s.out, d, form.Style{Width: style.Width, Colour: style.Colour})
}

func idsOf(all []statement.Statement) []string {
	var out []string
	for i := range all {
		out = append(out, all[i].ID)
	}
	return out
}

func explain(s streams, code string) error {
	code = strings.TrimSpace(code)
	if e, ok := ask.Explain(inquiry.Code(strings.ToLower(code))); ok {
		return report.ExplainFinding(s.out, e, styleFor(s.out))
	}
	if e, ok := diag.Explain(code); ok {
		return report.ExplainDiagnostic(s.out, e, styleFor(s.out))
	}
	near := diag.Nearest(strings.ToLower(code), codeNames())
	if near == "" {
		near = diag.Nearest(strings.ToUpper(code), diagnosticCodes())
	}
	if near != "" {
		return fmt.Errorf("there is no code %s; did you mean %s?", code, near)
	}
	return fmt.Errorf("there is no code %s; `servanda explain` lists them all", code)
}

func diagnosticCodes() []string {
	var out []string
	for _, e := range diag.Entries() {
		out = append(out, string(e.Code))
	}
	return out
}

func allCodes() []string { return slices.Concat(codeNames(), diagnosticCodes()) }
