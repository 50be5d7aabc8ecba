package syntax

import (
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
)

// fail reports an error at the current token, unless one was reported there already. What stands around
// has to look for a place to go on.
func (p *parser) fail(code diag.Code, summary, detail string) {
	t := p.tok()
	p.failAt(code, t.Start, t.End, summary, detail)
}

func (p *parser) failAt(code diag.Code, start, end int, summary, detail string) {
	p.errors++
	if p.failed == p.i {
		return
	}
	p.failed = p.i
	p.error(code, start, end, summary, detail)
}

// wrong reports an error at the current token that is understood all the same: parsing goes on after it
// as if it had been well written.
func (p *parser) wrong(code diag.Code, summary, detail string) {
	t := p.tok()
	p.error(code, t.Start, t.End, summary, detail)
}

// expected reports that something else should stand here. If the current token is on a later line the
// error is shown where the missing thing belongs: after the last token.
func (p *parser) expected(what, detail string) {
	summary := "expected " + what + ", found " + p.found()
	t := p.tok()
	if t.Kind == KindEOF || p.firstOnLine(t) && p.end > 0 {
		p.failAt("P013", p.end, p.end, summary, detail)
		return
	}
	p.failAt("P013", t.Start, t.End, summary, detail)
}

// found describes the current token.
func (p *parser) found() string {
	t := p.tok()
	switch t.Kind {
	case KindEOF:
		return "the end of the file"
	case KindString:
		return "the label " + clip(p.text(t))
	}
	return "`" + clip(p.text(t)) + "`"
}

// expectWord passes over a keyword, or reports that it is missing. A misspelt one is taken for it.
func (p *parser) expectWord(word, after string) bool {
	if p.got(word) {
		return true
	}
	if near := p.near([]string{word}); near != "" {
		p.misspelt(near)
		p.next()
		return true
	}
	p.expected("`"+word+"` after "+asWritten(after), "")
	return false
}

// asWritten puts what stands in the file in quotes; what is only described, as in `the condition`, stays as it is.
func asWritten(what string) string {
	if strings.HasPrefix(what, "the ") {
		return what
	}
	return "`" + what + "`"
}

// expectOneOf passes over one of several keywords and gives it, or reports that they are missing.
func (p *parser) expectOneOf(after string, words ...string) string {
	w := p.word()
	if !slices.Contains(words, w) {
		if w = p.near(words); w == "" {
			p.expected(oneOf(words)+" after "+asWritten(after), "")
			return ""
		}
		p.misspelt(w)
	}
	p.next()
	return w
}

// near gives the keyword that the current word is a misspelling of, or "".
func (p *parser) near(words []string) string {
	w := p.word()
	if w == "" || Reserved(w) {
		return ""
	}
	return nearest(w, words)
}

// nearest is the keyword that a word is a misspelling of, or that other texts say it for, or "".
func nearest(word string, words []string) string {
	if said := saidElsewhere[word]; said != "" && slices.Contains(words, said) {
		return said
	}
	return diag.Nearest(word, words)
}

// sign gives the sign just before the current token that is no part of the language, or "".
func (p *parser) sign() string {
	for i := p.i - 1; i >= 0 && p.tokens[i].Trivia(); i-- {
		if p.tokens[i].Kind == KindInvalid {
			return p.text(p.tokens[i])
		}
	}
	return ""
}

// misspelt reports that the current word should be another.
func (p *parser) misspelt(word string) {
	if strings.ToLower(p.word()) == word {
		return // the capitals were reported with the word
	}
	t := p.tok()
	p.mendable("P010", t.Start, t.End, "`"+p.word()+"` is not a word of the language here", "Did you mean `"+word+"`?",
		diag.Replace(p.span(t.Start, t.End), word))
}

// oneOf lists words for an error text.
func oneOf(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "`" + w + "`"
	}
	if len(quoted) == 1 {
		return quoted[0]
	}
	last := len(quoted) - 1
	return strings.Join(quoted[:last], ", ") + " or " + quoted[last]
}

// skipTo passes over tokens up to one that satisfies stop, a closing brace that belongs to what stands
// around, or the end; whatever stands in braces of its own is passed over with them.
func (p *parser) skipTo(stop func() bool) {
	depth := 0
	for t := p.tok(); t.Kind != KindEOF; t = p.tok() {
		switch {
		case t.Kind == KindLBrace:
			depth++
		case t.Kind == KindRBrace && depth == 0, depth == 0 && stop(), p.declStart() && p.firstOnLine(t):
			return
		case t.Kind == KindRBrace:
			depth--
		}
		p.next()
	}
}

// declStart reports whether a declaration begins here: its keyword, and after it what it needs.
func (p *parser) declStart() bool {
	w := p.word()
	return declSet[w] && p.declFollows(w)
}

func (p *parser) declFollows(word string) bool {
	t := p.peek(1)
	switch word {
	case "pact", "use":
		return t.Kind == KindString
	case "purpose", "check", "scenario":
		return t.Kind == KindString || t.Kind == KindLBrace
	case "starts":
		return t.Kind == KindDate
	case "tick":
		return t.Kind == KindNumber
	}
	return t.Kind == KindName && !Reserved(p.wordOf(t))
}

// clauseStart reports whether a clause begins here.
func (p *parser) clauseStart() bool {
	if !clauseSet[p.word()] {
		return false
	}
	t := p.peek(1)
	return t.Kind == KindName && !Reserved(p.wordOf(t))
}
