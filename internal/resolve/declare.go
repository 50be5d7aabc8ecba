package resolve

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// declareAll enters every declared name. Names are unique in a pact across all kinds, so that a reader
// never has to ask which of two things is meant.
func (r *resolver) declareAll() {
	outsider := &Symbol{Kind: Outsider, Name: "outsider"}
	r.Symbols = append(r.Symbols, outsider)
	r.byName[outsider.Name] = outsider
	for _, d := range r.Decls {
		r.declareDecl(d)
	}
}

func (r *resolver) declareDecl(d syntax.Decl) {
	switch d := d.(type) {
	case *syntax.PartyDecl:
		r.declare(Party, d.Head, d, nil)
	case *syntax.BodyDecl:
		r.declare(Body, d.Head, d, nil)
	case *syntax.SourceDecl:
		r.declare(Source, d.Head, d, nil)
	case *syntax.FactDecl:
		r.declare(Fact, d.Head, d, nil)
	case *syntax.ActDecl:
		r.declare(Act, d.Head, d, nil)
	case *syntax.DecisionDecl:
		r.declare(Decision, d.Head, d, nil)
	case *syntax.OpenDecl:
		r.declare(Point, d.Head, d, nil)
	case *syntax.ReadingDecl:
		r.declare(Reading, d.Head, d, nil)
	case *syntax.InstrumentDecl:
		in := r.declare(Instrument, d.Head, d, nil)
		for _, it := range items(d.Block) {
			r.declareClause(it, in)
		}
	}
}

func (r *resolver) declareClause(it syntax.Item, in *Symbol) {
	switch c := it.(type) {
	case *syntax.DutyClause:
		r.declare(Duty, c.Head, c, in)
	case *syntax.BanClause:
		r.declare(Ban, c.Head, c, in)
	case *syntax.PowerClause:
		r.declare(Power, c.Head, c, in)
	}
}

func (r *resolver) declare(k Kind, h syntax.Head, node syntax.Node, in *Symbol) *Symbol {
	s := &Symbol{Kind: k, Name: h.Name.Name, Ident: h.Name, Node: node, In: in}
	r.Symbols = append(r.Symbols, s)
	r.Declared[node] = s
	if s.Name == "" {
		return s
	}
	if first := r.byName[s.Name]; first != nil {
		r.declaredTwice(s, first)
		return s
	}
	r.byName[s.Name] = s
	return s
}

func (r *resolver) declaredTwice(s, first *Symbol) {
	if first.Kind == Outsider {
		r.report(diag.Diagnostic{
			Code: "N007", Span: s.At(),
			Summary: "`outsider` is the name of nature and of anyone without a name here",
			Detail:  fmt.Sprintf("Give this %s another name.", noun(s.Kind)),
		})
		return
	}
	detail := "Names are unique in a pact across all kinds: choose another for one of the two."
	if a, b := s.At(), first.At(); a.File != b.File && a.File.Path == b.File.Path && a.Start == b.Start {
		detail = fmt.Sprintf("The file is taken in more than once: give this another name in one `use`, `with %s as …`.", a.Text())
	}
	r.report(diag.Diagnostic{
		Code: "N001", Span: s.At(),
		Summary: fmt.Sprintf("the name `%s` is taken", s.Name),
		Detail:  detail,
		Related: []diag.Related{{Span: first.At(), Message: fmt.Sprintf("`%s` is %s here", first.Name, first.Kind)}},
	})
}
