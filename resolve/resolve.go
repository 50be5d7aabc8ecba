// Package resolve says what each name in a pact means. The trees stay untouched: what is found stands in
// side tables.
//
// Input: the declarations of all files of a pact, in order. Output: Names, and diagnostics for names
// that are taken, unknown, or of a kind that cannot stand where they do. What is said about a thing
// (its statuses, values and amounts) is package lower's to judge.
//
// A name may be used before it is declared. One missing name gives one diagnostic at each place it is
// used, and none about what would follow from it.
package resolve

import (
	"github.com/servanda-lang/servanda/diag"
	"github.com/servanda-lang/servanda/syntax"
)

// Resolve finds the meaning of every name in the declarations.
func Resolve(decls []syntax.Decl) (*Names, []diag.Diagnostic) {
	r := &resolver{Names: &Names{
		Decls:    decls,
		Uses:     map[*syntax.Ident]*Symbol{},
		Declared: map[syntax.Node]*Symbol{},
		byName:   map[string]*Symbol{},
	}}
	r.declareAll()
	for _, d := range decls {
		r.decl(d)
	}
	return r.Names, r.diags
}

type resolver struct {
	*Names
	diags []diag.Diagnostic
}

func (r *resolver) report(d diag.Diagnostic) { r.diags = append(r.diags, d) }

// items lists what stands in a block that may be missing.
func items(b *syntax.Block) []syntax.Item {
	if b == nil {
		return nil
	}
	return b.Items
}
