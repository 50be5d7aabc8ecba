package report

import (
	"encoding/csv"
	"io"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/guarantees"
)

// GuaranteesCSV writes a line for each guarantee: where it stands, whose it is, then the columns by their
// names. Texts that a spreadsheet would take for a formula begin with an apostrophe.
func GuaranteesCSV(w io.Writer, rs []GuaranteeResult) error {
	out := csv.NewWriter(w)
	top := []string{"file", "pact", "instrument", "duty", "guarantor", "beneficiary"}
	for _, c := range guarantees.Columns() {
		top = append(top, string(c))
	}
	if err := out.Write(append(top, "not_stated")); err != nil {
		return err
	}
	for _, r := range rowsOf(rs) {
		line := append([]string{diag.Visible(r.result.Path), r.pact().Title, r.instrument(), r.duty().Title(), r.guarantor(), r.beneficiary()}, r.answers()...)
		for i := range line {
			line[i] = harmless(diag.Defuse(line[i]))
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// harmless keeps a spreadsheet from running a text.
func harmless(text string) string {
	if text != "" && (text[0] == '=' || text[0] == '+' || text[0] == '-' || text[0] == '@') {
		return "'" + text
	}
	return text
}
