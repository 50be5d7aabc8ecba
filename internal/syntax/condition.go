package syntax

import (
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
)

// ParseCond reads a condition that stands by itself, as one that is asked about a pact from without.
func ParseCond(src *source.File) (Cond, []diag.Diagnostic) {
	rep := &reporter{src: src}
	p := &parser{reporter: rep, tokens: lex(src, rep), failed: -1}
	p.skipTrivia()
	c := p.cond("the question")
	if p.tok().Kind != KindEOF {
		p.expected("the end of the condition", "")
	}
	return c, rep.done()
}
