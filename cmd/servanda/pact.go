package main

import (
	"errors"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/format"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/model"
)

// loadPact reads a pact; it is nil if the diagnostics hold an error. The error says that there is nothing
// to read.
func loadPact(s streams, file string) (*model.Pact, []diag.Diagnostic, error) {
	if file == nameOfInput {
		text, err := io.ReadAll(s.in)
		r := load.Source(nameOfInput, text)
		return r.Pact, r.Diagnostics, err
	}
	r, err := load.Load(file)
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) && !filepath.IsAbs(path.Path) {
			path.Path = file // as the user wrote it, not as it is called under its root
		}
		return nil, nil, err
	}
	return r.Pact, r.Diagnostics, nil
}

// What stands for the standard input in a call, and what it is called in messages.
const (
	standardInput = "-"
	nameOfInput   = "<standard input>"
)

// formatText gives the canonical form of a text; nil if it does not parse.
func formatText(name string, text []byte) ([]byte, []diag.Diagnostic) {
	done, ds := format.Source(source.NewFile(filepath.ToSlash(name), text))
	if diag.HasErrors(ds) {
		return nil, ds
	}
	if done == nil {
		done = []byte{} // the canonical form of nothing
	}
	return done, ds
}
