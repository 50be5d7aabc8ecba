package syntax

import (
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
)

// Parse reads a file. It always returns a tree, however broken the text; see Node for what stands in the
// place of what is missing.
func Parse(src *source.File) (*File, []diag.Diagnostic) {
	rep := &reporter{src: src}
	p := &parser{reporter: rep, tokens: lex(src, rep), failed: -1}
	p.skipTrivia()
	f := &File{Source: src, Tokens: p.tokens}
	f.Decls = p.file()
	f.Names = p.idents
	f.span = p.span(0, len(src.Text))
	f.Comments = comments(src, f.Tokens)
	f.Directives = directives(f, rep)
	return f, rep.done()
}

// parser walks over the tokens once, from left to right, looking at most a few tokens ahead.
type parser struct {
	*reporter
	tokens []Token
	i      int      // the current token; never trivia
	idents []*Ident // the names read so far
	end    int      // where the last token passed over ends
	depth  int      // of the condition being read
	failed int      // the token at which the last error was reported, to report one error at one place
	errors int      // how often something was not as expected, reported or not, and was not yet recovered from
}

// file reads declarations up to the end.
func (p *parser) file() []Decl {
	var ds []Decl
	for p.tok().Kind != KindEOF {
		if d := p.declaration(); d != nil {
			ds = append(ds, d)
		}
	}
	return ds
}

func (p *parser) tok() Token { return p.tokens[p.i] }

// peek gives the n-th token after the current one.
func (p *parser) peek(n int) Token {
	i := p.i
	for ; n > 0 && p.tokens[i].Kind != KindEOF; n-- {
		for i++; p.tokens[i].Trivia(); i++ {
		}
	}
	return p.tokens[i]
}

func (p *parser) skipTrivia() {
	for p.tok().Trivia() {
		p.i++
	}
}

// next passes over the current token.
func (p *parser) next() Token {
	t := p.tok()
	if t.Kind != KindEOF {
		p.i++
		p.end = t.End
		p.skipTrivia()
	}
	return t
}

// text gives what a token consists of.
func (p *parser) text(t Token) string { return string(p.src.Text[t.Start:t.End]) }

// word is the current token if it is a word, else "".
func (p *parser) word() string { return p.wordOf(p.tok()) }

// wordOf is a token's text if it is a word that could be a keyword, else "".
func (p *parser) wordOf(t Token) string {
	const longest = 40
	if t.Kind != KindName || t.End-t.Start > longest {
		return ""
	}
	return p.text(t)
}

// got passes over a keyword if it is the current token.
func (p *parser) got(word string) bool {
	if p.word() != word {
		return false
	}
	p.next()
	return true
}

// gotKind passes over a token of a kind if it is the current one.
func (p *parser) gotKind(k Kind) bool {
	if p.tok().Kind != k {
		return false
	}
	p.next()
	return true
}

// from gives the place of a node that began at start and ends with the last token passed over.
func (p *parser) from(start int) at { return at{p.span(start, max(start, p.end))} }

// here is the place of something missing.
func (p *parser) here() at { return at{p.span(p.tok().Start, p.tok().Start)} }

// firstOnLine reports whether only space stands before a token on its line.
func (p *parser) firstOnLine(t Token) bool {
	for i := t.Start - 1; i >= 0; i-- {
		switch p.src.Text[i] {
		case ' ', '\t':
			continue
		case '\n':
			return true
		}
		return false
	}
	return true
}

// list reads one thing or more, separated by commas.
func list[T any](p *parser, one func() T) []T {
	out := []T{one()}
	for p.gotKind(KindComma) {
		out = append(out, one())
	}
	return out
}
