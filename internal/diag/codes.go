package diag

import (
	"cmp"
	"slices"
	"strings"
)

// Entry explains one code. Bad is a short pact that shows it and Good the same pact mended; a test of
// the stage that owns the code runs both.
type Entry struct {
	Code Code
	Name string // a few words
	Text string // one paragraph: what it means, why it matters, what to do
	Bad  string
	Good string
}

// Severity is how much diagnostics of this code matter: the codes of warnings begin with W.
func (c Code) Severity() Severity {
	if strings.HasPrefix(string(c), "W") {
		return Warning
	}
	return Error
}

// Entries lists every code there is, in order.
func Entries() []Entry {
	all := slices.Concat(syntaxCodes, meaningCodes)
	slices.SortFunc(all, func(a, b Entry) int { return cmp.Compare(a.Code, b.Code) })
	return all
}

// Explain finds the entry of a code, in upper or lower case.
func Explain(code string) (Entry, bool) {
	for _, e := range Entries() {
		if strings.EqualFold(string(e.Code), code) {
			return e, true
		}
	}
	return Entry{}, false
}
