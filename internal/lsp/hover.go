package lsp

import (
	"context"
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/lower"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/odds"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/resolve"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// hover tells what a name means: what was declared, in plain words; what it can be; what was found about it. On the line of the
// pact it tells how far the answer reaches.
func hover(_ context.Context, now *snapshot, p protocol.TextDocumentPositionParams) (*protocol.Hover, error) {
	spots := now.at(p)
	for _, s := range spots {
		if sym := s.meant(); sym != nil {
			at := s.rangeOf(s.path[len(s.path)-1])
			return &protocol.Hover{Contents: markdown(s.about(sym)...), Range: &at}, nil
		}
	}
	for _, s := range spots {
		for _, n := range s.path {
			if said := s.nameless(n); said != nil {
				at := s.rangeOf(n)
				return &protocol.Hover{Contents: markdown(said...), Range: &at}, nil
			}
			if d, ok := n.(*syntax.PactDecl); ok && s.main.main == s.document.path {
				at := s.rangeOf(d)
				return &protocol.Hover{Contents: markdown(now.standing(s.main)...), Range: &at}, nil
			}
		}
	}
	return nil, nil
}

// markdown puts paragraphs together.
func markdown(paragraphs ...string) protocol.MarkupContent {
	var out []string
	for _, p := range paragraphs {
		if p != "" {
			out = append(out, p)
		}
	}
	return protocol.MarkupContent{Kind: protocol.Markdown, Value: strings.Join(out, "\n\n")}
}

// escaped is a text as letters, whatever they would mean in Markdown.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_{}[]<>#|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// about tells of a symbol.
func (s *spot) about(sym *resolve.Symbol) []string {
	out := []string{s.heading(sym)}
	if p := s.main.Pact; p != nil {
		q := words.Speaker{Pact: p}
		ref := refOf(p, sym.Name)
		out = append(out, escaped(strings.Join(q.Declared(ref), " ")))
		if from := citedFrom(p, ref); from != "" {
			out = append(out, escaped(from))
		}
	}
	if values := valuesOf(sym); len(values) > 0 {
		out = append(out, "Can be: "+coded(values)+".")
	}
	return append(out, s.findings(func(p place) bool { return p == s.main.placeOf(sym.At()) })...)
}

// heading is the kind and the name, with its label and where it stands.
func (s *spot) heading(sym *resolve.Symbol) string {
	_, kind, _ := strings.Cut(sym.Kind.String(), " ")
	out := fmt.Sprintf("**%s** `%s`", kind, sym.Name)
	if h := syntax.HeadOf(sym.Node); sym.Node != nil && h != nil && h.Label != nil {
		out += " “" + escaped(h.Label.Value) + "”"
	}
	if sym.In != nil {
		out += " in `" + sym.In.Name + "`"
	}
	return out
}

// refOf is the thing that is called so.
func refOf(p *model.Pact, name string) model.Ref {
	for i := range p.Sources {
		if p.Sources[i].Name == name {
			return model.Ref{Kind: model.KindSource, Index: i}
		}
	}
	for _, d := range p.Declared() {
		if d.Decl.Name == name {
			return d.Ref
		}
	}
	if name == "outsider" {
		return model.Ref{Kind: model.KindActor}
	}
	return model.Ref{}
}

// citedFrom tells what a declaration rests on.
func citedFrom(p *model.Pact, ref model.Ref) string {
	d := p.Declaration(ref)
	if d == nil || len(d.Cites) == 0 {
		return ""
	}
	return citesWords(p, d.Cites)
}

// citesWords tells what citations are of.
func citesWords(p *model.Pact, cites []model.Cite) string {
	from := words.Speaker{Pact: p}.Cited(cites)
	return "From: " + strings.Join(from, "; ") + "."
}

// valuesOf lists what `is` can test of a symbol, as it is written.
func valuesOf(sym *resolve.Symbol) []string {
	return append(ownValues(sym), lower.Statuses(sym.Kind)...)
}

// ownValues are the values that a declaration gives.
func ownValues(sym *resolve.Symbol) []string {
	var out []string
	add := func(n syntax.Node) {
		if text := n.Span().Text(); text != "" {
			out = append(out, text)
		}
	}
	switch n := sym.Node.(type) {
	case *syntax.FactDecl:
		for _, v := range n.Values {
			add(v)
		}
	case *syntax.OpenDecl:
		for _, v := range n.Values {
			add(v)
		}
	case *syntax.DecisionDecl:
		if n.Block == nil {
			break
		}
		for _, it := range n.Block.Items {
			if d, ok := it.(*syntax.DecidesItem); ok {
				for _, v := range d.Values {
					add(v)
				}
			}
		}
	}
	return out
}

func coded(list []string) string {
	var out []string
	for _, w := range list {
		out = append(out, "`"+w+"`")
	}
	return strings.Join(out, ", ")
}

// nameless tells what was found about a purpose, a check or a scenario; nil if it is none.
func (s *spot) nameless(n syntax.Node) []string {
	switch n := n.(type) {
	case *syntax.PreferDecl:
		return s.preference(n)
	case *syntax.OddsDecl, *syntax.ChanceDecl:
		return s.odds(n)
	case *syntax.PurposeDecl, *syntax.CheckDecl, *syntax.ScenarioDecl:
		out := []string{"**" + keywordOf(n) + "**"}
		at := s.main.placeOf(n.Span())
		return append(out, s.findings(func(p place) bool { return p.path == at.path && at.start <= p.start && p.end <= at.end })...)
	}
	return nil
}

// preference tells what an actor is said to prefer, and on whose word.
func (s *spot) preference(n *syntax.PreferDecl) []string {
	p := s.main.Pact
	if p == nil {
		return nil
	}
	for i := range p.Preferences {
		w := &p.Preferences[i]
		if s.main.placeOf(w.At) != s.main.placeOf(n.Span()) {
			continue
		}
		q := words.Speaker{Pact: p}
		out := []string{"**prefer** " + escaped(q.Who(w.Actor)) + ", the weightiest first"}
		var over []string
		for k, c := range w.Over {
			over = append(over, fmt.Sprintf("%d. %s", k+1, escaped(q.Plainly(c))))
		}
		return append(out, strings.Join(over, "\n"), escaped(citesWords(p, w.Cites)))
	}
	return nil
}

// odds tells what odds or chance is recorded, and on whose word.
func (s *spot) odds(n syntax.Node) []string {
	p := s.main.Pact
	if p == nil {
		return nil
	}
	at := s.main.placeOf(n.Span())
	for i := range p.Odds {
		if s.main.placeOf(p.Odds[i].At) == at {
			return []string{"**odds** " + escaped(odds.Words(p, &p.Odds[i]))}
		}
	}
	for i := range p.Chances {
		if s.main.placeOf(p.Chances[i].At) == at {
			return []string{"**chance** " + escaped(odds.ChanceWords(p, &p.Chances[i]))}
		}
	}
	return nil
}

// findings tells what was found about what stands at some places.
func (s *spot) findings(about func(place) bool) []string {
	sv := s.server
	sv.mu.Lock()
	defer sv.mu.Unlock()
	p := sv.pacts[s.main.main]
	if p == nil {
		return nil
	}
	var out []string
	for _, t := range p.found {
		if !about(t.place) {
			continue
		}
		line := "**" + t.code + "**: " + strings.ReplaceAll(escaped(t.message), "\n", "  \n")
		if t.stale {
			line += " *(found before the last change)*"
		}
		out = append(out, line)
	}
	return out
}

// standing tells how the pact stands, and how far that reaches.
func (n *snapshot) standing(r *reading) []string {
	s := n.server
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.pacts[r.main]
	if p == nil {
		return nil
	}
	out := []string{"**Servanda**: " + escaped(strings.TrimSuffix(p.status.Message, ".")) + "."}
	if p.answer == nil || p.stale {
		return out
	}
	out = append(out, "What this does not cover:")
	var list []string
	for _, line := range report.Boundary(p.answer) {
		list = append(list, "- "+escaped(course.Capital(line)))
	}
	return append(out, strings.Join(list, "\n"))
}
