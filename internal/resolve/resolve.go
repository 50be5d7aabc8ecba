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
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// Resolve finds the meaning of every name in the declarations; complete says that no file of the pact is
// missing.
func Resolve(decls []syntax.Decl, complete bool) (*Names, []diag.Diagnostic) {
	r := &resolver{complete: complete && understood(decls), Names: &Names{
		Decls:    decls,
		Uses:     map[*syntax.Ident]*Symbol{},
		Unmet:    map[*syntax.Ident][]Kind{},
		Declared: map[syntax.Node]*Symbol{},
		byName:   map[string]*Symbol{},
	}}
	r.declareAll()
	for _, d := range decls {
		r.decl(d)
	}
	return r.Names, r.diags
}

// Condition finds the meaning of the names in a condition that stands outside the pact. It is noted in Uses with the rest.
func (n *Names) Condition(c syntax.Cond) []diag.Diagnostic {
	r := &resolver{Names: n, complete: true, outside: true}
	r.cond(c, scope{})
	return r.diags
}

type resolver struct {
	*Names
	complete bool // every declaration is known: a name that is not among them means nothing
	outside  bool // what is looked at stands in no file of the pact
	diags    []diag.Diagnostic
}

// understood reports whether everything that may have been a declaration, or a clause, could be read as one.
func understood(decls []syntax.Decl) bool {
	for _, d := range decls {
		switch d := d.(type) {
		case *syntax.Bad:
			return false
		case *syntax.InstrumentDecl:
			for _, it := range items(d.Block) {
				if _, bad := it.(*syntax.Bad); bad {
					return false
				}
			}
		}
	}
	return true
}

func (r *resolver) report(d diag.Diagnostic) { r.diags = append(r.diags, d) }

// items lists what stands in a block that may be missing.
func items(b *syntax.Block) []syntax.Item {
	if b == nil {
		return nil
	}
	return b.Items
}
