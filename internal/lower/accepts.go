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
	for i, t := range trees {
		for _, d := range t.Directives {
			l.accept(d, i == 0, trees[0].Source.Path)
		}
	}
}

// accept lowers one directive. One that speaks of the whole pact stands in the main file: a file that is taken over
// must not silence what is found of the file that takes it over.
func (l *lowerer) accept(d *syntax.Directive, inMain bool, main string) {
	if !l.findingCode(d.Code) {
		return
	}
	about := l.accepted(d.On)
	if about.Kind == model.KindNone && !inMain {
		l.fault("M026", d.Span(), "this accepts a finding of the whole pact, but stands in a file that is taken over",
			fmt.Sprintf("Put it right above the clause of this file that it speaks of, or in %s if it is to hold for the whole pact.", main))
		return
	}
	l.pact.Accepts = append(l.pact.Accepts, model.Accept{Code: d.Code.Name, Reason: d.Reason, Clause: about, At: d.Span()})
}

func (l *lowerer) findingCode(code *syntax.Ident) bool {
	names := codes.Names()
	if slices.Contains(names, code.Name) {
		return true
	}
	all := fmt.Sprintf("The findings are: %s.", strings.Join(names, ", "))
	if diag.Nearest(code.Name, names) != "" {
		all = "" // there are many
	}
	l.misnamed("M024", code.Span(), code.Name, names, fmt.Sprintf("no finding is called `%s`", code.Name), all)
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
