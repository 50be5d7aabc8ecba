package lsp

import (
	"context"
	"slices"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/resolve"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// The types of tokens, by the names that editors have colours for.
const (
	tokenKeyword uint32 = iota
	tokenComment
	tokenString
	tokenNumber
	tokenValue  // a value or a status
	tokenActor  // a party or a body
	tokenSource // a source
	tokenFact
	tokenAct
	tokenDecision
	tokenInstrument
	tokenDuty
	tokenBan
	tokenPower
	tokenPoint
	tokenReading
)

// declares is the modifier of a name where it is declared.
const declares = 1

func legend() protocol.SemanticTokensLegend {
	return protocol.SemanticTokensLegend{
		TokenTypes: []string{
			"keyword", "comment", "string", "number", "enumMember", "class", "namespace", "variable", "function", "enum", "interface",
			"method", "property", "event", "parameter", "struct",
		},
		TokenModifiers: []string{"declaration"},
	}
}

var tokenOf = map[resolve.Kind]uint32{
	resolve.Party: tokenActor, resolve.Body: tokenActor, resolve.Outsider: tokenActor, resolve.Source: tokenSource, resolve.Fact: tokenFact,
	resolve.Act: tokenAct, resolve.Decision: tokenDecision, resolve.Instrument: tokenInstrument, resolve.Duty: tokenDuty,
	resolve.Ban: tokenBan, resolve.Power: tokenPower, resolve.Point: tokenPoint, resolve.Reading: tokenReading,
}

// class is what a token is.
type class struct{ kind, modifiers uint32 }

// semanticTokens tells what each word of a document is.
func semanticTokens(_ context.Context, now *snapshot, p protocol.DocumentParams) (*protocol.SemanticTokens, error) {
	t := now.text(p.TextDocument.URI)
	if t == nil {
		return nil, nil
	}
	var lookup func(string) *resolve.Symbol
	for _, m := range now.mains(t.document.path) {
		if r := now.reading(m); slices.Contains(r.trees(t.document.path), t.tree) {
			lookup = r.Names.Lookup
		}
	}
	words := wordsOf(t.tree, lookup)
	out := &protocol.SemanticTokens{Data: []uint32{}}
	var last protocol.Position
	for _, tok := range t.tree.Tokens {
		c, ok := classOf(tok, words)
		if !ok {
			continue
		}
		at := t.span(tok.Start, tok.End, t.enc)
		if at.Start.Line != at.End.Line {
			continue
		}
		line, char := at.Start.Line-last.Line, at.Start.Character
		if line == 0 {
			char -= last.Character
		}
		out.Data = append(out.Data, line, char, at.End.Character-at.Start.Character, c.kind, c.modifiers)
		last = at.Start
	}
	return out, nil
}

// classOf is what a token is; words has what is to be known of those that are no words of the language.
func classOf(t syntax.Token, words map[int]class) (class, bool) {
	switch t.Kind {
	case syntax.KindComment:
		return class{kind: tokenComment}, true
	case syntax.KindString:
		return class{kind: tokenString}, true
	case syntax.KindNumber, syntax.KindDate, syntax.KindPara:
		return class{kind: tokenNumber}, true
	case syntax.KindName:
		if c, ok := words[t.Start]; ok {
			return c, true
		}
		return class{kind: tokenKeyword}, true
	}
	return class{}, false
}

// wordsOf says of the names and values of a file, by where they begin, what they are. All other words are of the language.
func wordsOf(f *syntax.File, lookup func(string) *resolve.Symbol) map[int]class {
	out := map[int]class{}
	name := func(id *syntax.Ident, called string) {
		c := class{kind: tokenFact}
		if lookup != nil {
			if s := lookup(called); s != nil {
				c.kind = tokenOf[s.Kind]
				if s.At() == id.Span() {
					c.modifiers = declares
				}
			}
		}
		out[id.Span().Start] = c
	}
	syntax.Inspect(f, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Ident:
			name(n, n.Name)
		case *syntax.Rename:
			name(n.From, n.To.Name)
			name(n.To, n.To.Name)
			return false
		case *syntax.Word:
			for i := n.Span().Start; i < n.Span().End; i++ {
				out[i] = class{kind: tokenValue} // a status may be two words
			}
		}
		return true
	})
	return out
}
