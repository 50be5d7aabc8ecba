// Package load reads a pact, all its files, and gives its model with everything there is to say about
// the text. It is what every front end calls.
//
// Input: the path of a .pact file or of a folder that holds one, perhaps with texts that stand in place of files (overlay.go),
// or a text in memory. Output: *Result;
// an error only if there is nothing to read.
//
// A file may `use` others, by paths relative to itself, with forward slashes. What it may reach is
// bounded by a root: the nearest folder around the main file that holds a go.mod, a .git or a file
// servanda.root, else the main file's own folder. So a pact from somewhere else never makes the program
// read what lies beside it. Nothing leads out of the root: no `..`, no absolute path, and symbolic links
// are not followed at all in a `use`.
//
// A `use` may give the names of a file others (rename.go); then the file is taken in once for each way of
// naming. Places in it are still those in its own text.
package load

import (
	"io/fs"
	"slices"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/lower"
	"github.com/servanda-lang/servanda/internal/resolve"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// Result is what was read.
type Result struct {
	Pact        *model.Pact       // nil if any diagnostic is an error
	Trees       []*syntax.File    // of all files, the main one first, then as they are first used
	Names       *resolve.Names    // what the names in the trees mean
	Diagnostics []diag.Diagnostic // in order of file and place
}

// Files lists the texts that were read, the main one first.
func (r *Result) Files() []*source.File {
	files := make([]*source.File, len(r.Trees))
	for i, t := range r.Trees {
		files[i] = t.Source
	}
	return files
}

// Load reads the pact at a path: a .pact file, or a folder that holds one.
func Load(path string) (*Result, error) { return Limits{}.Load(path) }

// Load is Load within limits; the error is *OverLimit if the pact is larger, and that of the context if
// it is done.
func (l Limits) Load(path string) (*Result, error) { return l.LoadOver(path, nil) }

// FS reads the pact in a file of fsys, the top of which is the root.
func FS(fsys fs.FS, name string) (*Result, error) { return Limits{}.FS(fsys, name, name) }

// FS is FS within limits; shown is what the file is called in messages.
func (l Limits) FS(fsys fs.FS, name, shown string) (*Result, error) { return l.read(fsys, name, shown) }

// Source gives the pact that a text in memory is. There are no files it could use.
func Source(name string, text []byte) *Result {
	r := &reader{}
	return r.result(r.parse(name, text))
}

// read reads the file called name in fsys, and what it uses; shown is what the user knows it by.
func (l Limits) read(fsys fs.FS, name, shown string) (*Result, error) {
	text, err := readFile(fsys, name)
	if err != nil {
		return nil, renamed(err, shown)
	}
	r := &reader{fsys: fsys, main: name, taken: map[string]bool{}, limits: l}
	if !r.room(source.Span{File: source.NewFile(shown, text)}, len(text)) {
		return nil, r.over
	}
	decls := r.file(name, shown, text)
	if r.over != nil {
		return nil, r.over
	}
	if err := l.stopped(); err != nil {
		return nil, err
	}
	return r.result(decls), nil
}

// result gives declarations their meaning.
func (r *reader) result(decls []syntax.Decl) *Result {
	names, ds := resolve.Resolve(decls, !r.missing)
	r.diags = append(r.diags, ds...)
	pact, ds := lower.Lower(names, r.trees, !diag.HasErrors(r.diags))
	r.diags = append(r.diags, ds...)
	diag.Sort(r.diags)
	r.diags = once(r.diags)
	return &Result{Pact: pact, Trees: r.trees, Names: names, Diagnostics: r.diags}
}

// once leaves out what was said before of the same place: a file that is taken in twice has its faults twice.
func once(ds []diag.Diagnostic) []diag.Diagnostic {
	type said struct {
		path, summary string
		code          diag.Code
		start, end    int
	}
	seen := map[said]bool{}
	return slices.DeleteFunc(ds, func(d diag.Diagnostic) bool {
		s := said{summary: d.Summary, code: d.Code, start: d.Span.Start, end: d.Span.End}
		if d.Span.File != nil {
			s.path = d.Span.File.Path
		}
		again := seen[s]
		seen[s] = true
		return again
	})
}
