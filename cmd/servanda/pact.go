package main

import (
	"os"

	"github.com/servanda-lang/servanda/diag"
	"github.com/servanda-lang/servanda/lower"
	"github.com/servanda-lang/servanda/model"
	"github.com/servanda-lang/servanda/resolve"
	"github.com/servanda-lang/servanda/source"
	"github.com/servanda-lang/servanda/syntax"
)

func loadPact(file string) (*model.Pact, []diag.Diagnostic) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, []diag.Diagnostic{{Summary: err.Error()}}
	}
	tree, ds := syntax.Parse(source.NewFile(file, text))
	names, more := resolve.Resolve(tree.Decls)
	ds = append(ds, more...)
	if diag.HasErrors(ds) {
		return nil, ds
	}
	p, more := lower.Lower(names, []*syntax.File{tree}, true)
	ds = append(ds, more...)
	if diag.HasErrors(ds) {
		return nil, ds
	}
	return p, ds
}

func formatText(path string, text []byte) ([]byte, []diag.Diagnostic) {
	return text, nil
}
