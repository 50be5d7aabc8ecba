// Package servanda checks agreements between several parties, written in .pact files: it runs every course
// that events can take, and answers who can be left with nothing, who can block the deal alone, and which
// promises have no teeth.
//
// It is the thin front of the packages below it: Load or Parse a pact, then Check it.
package servanda

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/model"
)

type (
	// Pact is an agreement as plain data. It is not to be changed.
	Pact = model.Pact
	// Options say what to look at; nil stands for everything, without limits.
	Options = inquiry.Options
	// Answer is everything that Check found.
	Answer = inquiry.Answer
	// Finding is one answer to a question nobody had to ask, with the readings in which it holds.
	Finding = inquiry.Across
	// Diagnostic is one thing to say about the text of a pact.
	Diagnostic = diag.Diagnostic
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
func Load(path string) (*Pact, error) {
	r, err := load.Load(path)
	if err != nil {
		return nil, err
	}
	return pactOf(path, r)
}

// Parse reads a pact from a text in memory. It can use no other files; name is what diagnostics call it.
func Parse(name string, text []byte) (*Pact, error) { return pactOf(name, load.Source(name, text)) }

func pactOf(path string, r *load.Result) (*Pact, error) {
	if r.Pact == nil {
		return nil, &InvalidError{Path: path, Diagnostics: r.Diagnostics}
	}
	return r.Pact, nil
}

// Check answers everything about a pact. The error is *explore.Inconclusive if a limit was reached: then
// nothing may be claimed. A pact that was not loaded or parsed but built by hand is validated first.
func Check(p *Pact, o *Options) (*Answer, error) {
	if o == nil {
		o = &Options{}
	}
	if err := p.Validate(); err != nil {
		return nil, fmt.Errorf("this pact does not hold together: %w", err)
	}
	return inquiry.Check(p, *o)
}
