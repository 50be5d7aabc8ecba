package load

import (
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/lower"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// Condition reads a condition on a pact that was read without errors, asked from without; name is what its text is called in
// diagnostics. It is nil if one of these is an error. It becomes no part of the pact: nothing in it hangs on what is asked of it.
func (r *Result) Condition(name, text string) (model.Cond, []diag.Diagnostic) {
	src := source.NewFile(name, []byte(text))
	c, ds := syntax.ParseCond(src)
	if diag.HasErrors(ds) {
		return nil, ds
	}
	ds = append(ds, r.Names.Condition(c)...)
	if diag.HasErrors(ds) {
		return nil, ds
	}
	cond, more := lower.Condition(r.Names, r.Trees, c)
	if ds = append(ds, more...); diag.HasErrors(ds) {
		return nil, ds
	}
	return cond, ds
}
