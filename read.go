package servanda

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/load"
)

// InvalidError says that a pact does not compile.
type InvalidError struct {
	Path        string
	Diagnostics []Diagnostic // at least one of them is an error
}

// Error gives the first error, and how many more there are.
func (e *InvalidError) Error() string {
	var first *Diagnostic
	n := 0
	for i := range e.Diagnostics {
		if e.Diagnostics[i].Severity != diag.Error {
			continue
		}
		if n++; first == nil {
			first = &e.Diagnostics[i]
		}
	}
	if first == nil {
		return e.Path + ": the pact does not compile"
	}
	text := fmt.Sprintf("%s:%d: %s", e.Path, first.Span.Position().Line, first.Summary)
	if n > 1 {
		text += fmt.Sprintf(" (and %d more)", n-1)
	}
	return text
}

// Load reads the pact at a path: a .pact file with what it uses, or a folder that holds one. The error is
// *InvalidError if the pact was found but does not compile.
func Load(path string) (_ *Pact, err error) {
	defer fault.Catch(&err)
	r, err := load.Load(path)
	if err != nil {
		return nil, err
	}
	return pactOf(path, r)
}

// Parse reads a pact from a text in memory. It can use no other files; name is what diagnostics call it.
func Parse(name string, text []byte) (_ *Pact, err error) {
	defer fault.Catch(&err)
	return pactOf(name, load.Source(name, text))
}

func pactOf(path string, r *load.Result) (*Pact, error) {
	if r.Pact == nil {
		return nil, &InvalidError{Path: path, Diagnostics: r.Diagnostics}
	}
	return r.Pact, nil
}

// Digest names the text of the pact at a path: two pacts have the same digest if their canonical texts are the same, those
// of the files that they use included. It is the SHA-256 (FIPS 180-4), in hexadecimal digits, of these texts, the main
// file's first and then the others in the order in which they are first used, each after its length in bytes as a decimal number and a
// line feed. The canonical text is what `servanda fmt` writes: how lines are broken and indented, and what the files are
// called where they lie, does not matter; comments do. A pact that does not compile has none.
func Digest(path string) (_ string, err error) {
	defer fault.Catch(&err)
	r, err := load.Load(path)
	if err != nil {
		return "", err
	}
	if _, err := pactOf(path, r); err != nil {
		return "", err
	}
	digest, in, ds := r.Digest()
	if digest == "" {
		return "", &InvalidError{Path: in, Diagnostics: ds}
	}
	return digest, nil
}
