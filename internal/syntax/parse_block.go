package syntax

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/diag"
)

// blockKind says what may stand in a kind of block.
type blockKind struct {
	what  string   // with an article, for error texts
	words []string // which begin an item; for an item that begins with a name, the verb after it

	// item reads the item that begins with the word; it is nil if the word begins none here.
	item func(p *parser, word string) Item

	many []string // words of items that may stand several times; all others at most once
	need string   // the word of the item that must stand there, or ""
	form string   // how that item is written
	cond bool     // whether an item may also begin with a condition
}

var (
	sourceBlock = blockKind{
		what: "a source", words: sourceWords, item: (*parser).sourceItem, many: []string{"cite"},
	}
	actBlock = blockKind{
		what: "an act", words: actWords, item: (*parser).actItem,
		many: []string{"becomes", "rises", "falls", "cite"},
	}
	decisionBlock = blockKind{
		what: "a decision", words: decisionWords, item: (*parser).decisionItem, many: []string{"cite"},
		need: "decides", form: "ACTOR decides VALUE or VALUE",
	}
	instrumentBlock = blockKind{
		what: "an instrument", words: instrumentWords, item: (*parser).instrumentItem,
		many: []string{"duty", "ban", "power", "cite"}, need: "between", form: "between PARTY, PARTY",
	}
	dutyBlock = blockKind{
		what: "a duty", words: dutyWords, item: (*parser).dutyItem, many: []string{"cite"},
		need: "must", form: "PARTY must ACT",
	}
	banBlock = blockKind{
		what: "a ban", words: banWords, item: (*parser).banItem, many: []string{"cite"},
		need: "must", form: "PARTY must not ACT",
	}
	powerBlock = blockKind{
		what: "a power", words: powerWords, item: (*parser).powerItem, many: []string{"cite"},
		need: "may", form: "PARTY may terminate INSTRUMENT",
	}
	readingBlock = blockKind{
		what: "a reading", words: readingWords, item: (*parser).readingItem, many: []string{"is", "cite"},
	}
	purposeBlock = blockKind{
		what: "a purpose", words: purposeWords, item: (*parser).purposeItem, many: []string{"cite"},
		need: "condition", form: "hill is nobody", cond: true,
	}
	checkBlock = blockKind{
		what: "a check", words: checkWords, item: (*parser).checkItem, many: []string{"cite"},
		need: "question", form: "never CONDITION", cond: true,
	}
	scenarioBlock = blockKind{
		what: "a scenario", words: scenarioWords, item: (*parser).scenarioItem, many: scenarioWords,
	}
)

// optionalBlock reads a block, or the citations that stand where there is none.
func (p *parser) optionalBlock(k blockKind) (*Block, []*Cite) {
	if p.tok().Kind == KindLBrace || p.startsItem(k) && p.word() != "cite" {
		return p.block(k), nil
	}
	return nil, p.cites()
}

// block reads the items of a block. What went wrong inside is behind us when it is closed.
func (p *parser) block(k blockKind) *Block {
	start, errors := p.tok().Start, p.errors
	b := &Block{at: p.here()}
	if !p.openBrace() && !p.startsItem(k) {
		return b
	}
	p.items(k, b, errors)
	p.closeBrace(start)
	b.at = p.from(start)
	b.OneLine = oneLine(b.span)
	p.errors = errors
	return b
}

// items reads up to the brace that closes the block, or to where it is plain that it is missing.
func (p *parser) items(k blockKind, b *Block, errors int) {
	seen := map[string]Item{}
	clean := p.errors == errors
	for !p.blockEnds(k) {
		i, errors := p.i, p.errors
		word := p.itemWord(k)
		it := k.item(p, word)
		if it == nil {
			it = p.foreign(k)
		}
		p.once(k, word, it, seen)
		b.Items = append(b.Items, it)
		if p.errors > errors {
			clean = false
			p.recover(k, i)
			p.errors = errors
		}
	}
	if clean && k.need != "" && seen[k.need] == nil {
		p.error("P018", b.span.Start, b.span.Start+1, k.what+" without its main sentence",
			"Write in it: `"+k.form+"`.")
	}
}

// blockEnds reports whether the block ends here, be it for lack of a brace.
func (p *parser) blockEnds(k blockKind) bool {
	t := p.tok()
	inClause := slices.Contains(k.words, "must") || slices.Contains(k.words, "may")
	return t.Kind == KindRBrace || t.Kind == KindEOF || p.declStart() || inClause && p.clauseStart()
}

// recover passes over the rest of an item that went wrong and began at token i.
func (p *parser) recover(k blockKind, i int) {
	if p.i == i && p.tok().Kind != KindLBrace && !p.blockEnds(k) {
		p.next()
	}
	p.skipTo(func() bool { return p.startsItem(k) || p.blockEnds(k) })
}

// startsItem reports whether an item of the block begins here.
func (p *parser) startsItem(k blockKind) bool {
	w := p.rawItemWord()
	next := p.wordOf(p.peek(1))
	switch w {
	case "":
		return false
	case "in":
		return next == "force" || next == "return" || next == "reading"
	case "not":
		return next == "before"
	case "at":
		return next == "its"
	}
	return slices.Contains(k.words, w)
}

// maxList bounds how far the parser looks ahead over a list of names for the verb after it.
const maxList = 64

// rawItemWord gives the word by which the item that begins here is known: the verb, if a name or several
// stand before one, else the first word.
func (p *parser) rawItemWord() string {
	w := p.word()
	if w == "" || Reserved(w) {
		return w
	}
	i := p.i
	for range maxList {
		t := p.after(&i)
		if t.Kind == KindComma {
			if t = p.after(&i); t.Kind == KindName && !Reserved(p.wordOf(t)) {
				continue
			}
			return w
		}
		if v := p.wordOf(t); verbs[v] {
			return v
		}
		return w
	}
	return w
}

// after steps to the next token that is not trivia.
func (p *parser) after(i *int) Token {
	if p.tokens[*i].Kind != KindEOF {
		for *i++; p.tokens[*i].Trivia(); *i++ {
		}
	}
	return p.tokens[*i]
}

// itemWord is rawItemWord, but for a misspelt word the one most likely meant.
func (p *parser) itemWord(k blockKind) string {
	w := p.rawItemWord()
	if slices.Contains(k.words, w) || p.word() == "" {
		return w
	}
	next := p.peek(1)
	if k.cond && (next.Kind != KindName || Reserved(p.wordOf(next))) {
		return w
	}
	if verb := nearest(p.wordOf(next), k.words); verbs[verb] && !Reserved(p.word()) {
		return verb // expectWord will say so
	}
	if near := p.near(k.words); near != "" && !verbs[near] {
		p.misspelt(near)
		return near
	}
	return w
}

// foreign reports what cannot stand in the block.
func (p *parser) foreign(k blockKind) Item {
	start := p.tok().Start
	if w := p.rawItemWord(); itemWords[w] {
		p.fail("P012", fmt.Sprintf("`%s` has no place in %s", w, k.what), "Here may stand: "+oneOf(k.words)+".")
	} else {
		p.fail("P011", fmt.Sprintf("%s begins nothing that may stand in %s", p.found(), k.what),
			"Here may stand: "+oneOf(k.words)+".")
	}
	return &Bad{at{p.span(start, p.tok().End)}}
}

// once reports an item that may stand only once and stood before.
func (p *parser) once(k blockKind, word string, it Item, seen map[string]Item) {
	key := itemKey(it, word)
	if _, bad := it.(*Bad); bad || slices.Contains(k.many, key) {
		return
	}
	first := seen[key]
	if first == nil {
		seen[key] = it
		return
	}
	p.report(diag.Diagnostic{
		Code: "P017", Span: p.span(it.Span().Start, it.Span().End),
		Summary: fmt.Sprintf("%s has a second `%s`", k.what, key),
		Detail:  "Keep one, or join the two into one.",
		Related: []diag.Related{{Span: first.Span(), Message: "the first stands here"}},
	})
}

// itemKey is the name under which items count as the same.
func itemKey(it Item, word string) string {
	switch it.(type) {
	case Question:
		return "question"
	case *CondItem:
		return "condition"
	case *ReturnItem:
		return "in return for"
	}
	return word
}

// openBrace passes over an opening brace, or reports that it is missing.
func (p *parser) openBrace() bool {
	if p.gotKind(KindLBrace) {
		return true
	}
	p.expected("`{`", "")
	return false
}

// closeBrace passes over the brace that closes the block begun at start, or reports that it is missing.
func (p *parser) closeBrace(start int) {
	if !p.gotKind(KindRBrace) {
		p.unclosedAt(start, "P015", "this block is not closed: expected `}`, found "+p.found())
	}
}

// unclosedAt reports that what was opened at an offset is not closed where the last token ended.
func (p *parser) unclosedAt(open int, code diag.Code, summary string) {
	p.errors++
	if p.failed == p.i {
		return
	}
	p.failed = p.i
	p.report(diag.Diagnostic{
		Code: code, Span: p.span(p.end, p.end), Summary: summary,
		Related: []diag.Related{{Span: p.span(open, min(open+1, len(p.src.Text))), Message: "it was opened here"}},
	})
}
