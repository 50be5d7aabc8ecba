package report

import "github.com/servanda-lang/servanda/findings"

// titleOf is what a code means, in a few words.
func titleOf(c findings.Code) string { return "" }
