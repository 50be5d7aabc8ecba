package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/spf13/cobra"
)

func explainCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE]",
		Short: "Explain a finding or an error by its code, with a short pact that shows it",
		Args:  cobra.MaximumNArgs(1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return allCodes(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return report.ListCodes(s.out, styleFor(s.out))
			}
			return explain(s, args[0])
		},
	}
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
