package main

import (
	"fmt"
	"io"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/report"
)

// mostShown is the number of diagnostics of one file that are shown; more would hide the first ones.
const mostShown = 20

// showDiagnostics writes what there is to say about a file.
func showDiagnostics(w io.Writer, r report.Result) {
	colour := styleFor(w).Colour
	for i, d := range r.Diagnostics {
		if i == mostShown {
			fmt.Fprintf(w, "… and %d more\n", len(r.Diagnostics)-mostShown)
			break
		}
		io.WriteString(w, d.Render(colour))
	}
	if n := errorsIn(r.Diagnostics); n > 0 {
		errors := "1 error"
		if n > 1 {
			errors = fmt.Sprintf("%d errors", n)
		}
		fmt.Fprintf(w, "%s must be mended before the pact has a meaning; `servanda explain %s` tells more.\n", errors, firstError(r.Diagnostics))
	}
}

func errorsIn(ds []diag.Diagnostic) int {
	n := 0
	for _, d := range ds {
		if d.Severity == diag.Error {
			n++
		}
	}
	return n
}

func firstError(ds []diag.Diagnostic) diag.Code {
	for _, d := range ds {
		if d.Severity == diag.Error {
			return d.Code
		}
	}
	return ""
}
