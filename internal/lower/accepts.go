package lower

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// accepts lowers the directives `# servanda: accept CODE because …`.
func (l *lowerer) accepts(trees []*syntax.File) {
	for _, t := range trees {
		for _, d := range t.Directives {
			l.accept(d)
		}
	}
}

func (l *lowerer) accept(d *syntax.Directive) {
	if !l.findingCode(d.Code) {
		return
	}
	l.pact.Accepts = append(l.pact.Accepts, model.Accept{
		Code: d.Code.Name, Reason: d.Reason, Clause: l.accepted(d.On), At: d.Span(),
	})
}

func (l *lowerer) findingCode(code *syntax.Ident) bool {
	names := codes.Names()
	if slices.Contains(names, code.Name) {
		return true
	}
	detail := fmt.Sprintf("The findings are: %s.", strings.Join(names, ", "))
	if near := diag.Nearest(code.Name, names); near != "" {
		detail = fmt.Sprintf("Did you mean `%s`?", near)
	}
	l.fault("M024", code.Span(), fmt.Sprintf("no finding is called `%s`", code.Name), detail)
	return false
}

// accepted is what a directive speaks of: a declared thing, or else the whole pact.
func (l *lowerer) accepted(on syntax.Node) model.Ref {
	if on == nil {
		return model.Ref{}
	}
	if s := l.names.Declared[on]; s != nil {
		return l.ref(s)
	}
	return model.Ref{}
}
