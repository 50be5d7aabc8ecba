package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/format"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/model"
)

// loadPact reads a pact; it is nil if the diagnostics hold an error. The error says that there is nothing
// to read, or that a limit was reached.
func (q *question) loadPact(ctx context.Context, s streams, file string) (*model.Pact, []diag.Diagnostic, error) {
	r, err := q.load(ctx, s, file)
	if err != nil {
		return nil, nil, err
	}
	return r.Pact, r.Diagnostics, nil
}

// load reads a pact and all its files.
func (q *question) load(ctx context.Context, s streams, file string) (*load.Result, error) {
	return await(ctx, func() (*load.Result, error) {
		if file == nameOfInput {
			text, err := readInput(s)
			return load.Source(nameOfInput, text), err
		}
		r, err := load.Limits{Context: ctx, Bytes: q.textRoom()}.Load(file)
		var path *fs.PathError
		if errors.As(err, &path) && !filepath.IsAbs(path.Path) {
			path.Path = file // as the user wrote it, not as it is called under its root
		}
		return r, err
	})
}

// textRoom is how many bytes of text may be read: a tree takes about a hundred times as much, and what is asked of
// it must find room too.
func (q *question) textRoom() int { return int(max(1<<20, min(q.options.Limits.Bytes/200, 1<<30))) }

// readInput reads the standard input.
func readInput(s streams) ([]byte, error) {
	text, err := load.ReadAll(s.in)
	if err != nil {
		return nil, fmt.Errorf("the standard input cannot be read: %w", err)
	}
	return text, nil
}

// shown is a path as it may be printed.
func shown(path string) string { return diag.Visible(path) }

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
