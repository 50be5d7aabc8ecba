package syntax

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/source"
)

// declaration reads one declaration. What is none is reported and passed over; it is nil if nothing of
// it is left.
func (p *parser) declaration() Decl {
	start, errors := p.tok(), p.errors
	if start.Kind == KindRBrace {
		return p.strayBrace()
	}
	word := p.word()
	if !declSet[word] {
		if word = p.unknownDecl(); word == "" {
			return &Bad{p.from(start.Start)}
		}
	}
	d := p.declOf(word)
	if p.errors > errors && p.tok().Kind != KindEOF && !p.declStart() {
		p.resume()
	}
	return d
}

// declOf reads the declaration that begins with the word, which the current token stands for.
func (p *parser) declOf(word string) Decl {
	start := p.tok().Start
	switch word {
	case "pact":
		return p.pact(start)
	case "starts":
		return p.starts(start)
	case "tick":
		return p.tick(start)
	case "use":
		return p.use(start)
	case "party":
		return p.party(start)
	case "body":
		return p.body(start)
	case "source":
		return p.sourceDecl(start)
	case "fact":
		return p.fact(start)
	case "act":
		return p.act(start)
	case "decision":
		return p.decision(start)
	case "instrument":
		return p.instrument(start)
	case "open":
		return p.open(start)
	case "reading":
		return p.reading(start)
	case "purpose":
		return p.purpose(start)
	case "position":
		return p.position(start)
	case "prefer":
		return p.prefer(start)
	case "odds":
		return p.odds(start)
	case "chance":
		return p.chance(start)
	case "check":
		return p.check(start)
	}
	return p.scenario(start)
}

func (p *parser) strayBrace() Decl {
	p.fail("P016", "this closing brace closes nothing", "Delete it, or look for the block that was closed too early above.")
	for p.tok().Kind == KindRBrace {
		p.next()
	}
	return nil
}

// unknownDecl reports what is no declaration. It gives the word that was most likely meant, or passes
// over everything up to the next declaration.
func (p *parser) unknownDecl() string {
	switch w := p.word(); {
	case p.clauseStart():
		p.fail("P012", fmt.Sprintf("a %s stands inside an instrument", w), "Move it between the braces of the instrument it belongs to.")
	case w == "cite":
		p.fail("P023", "this citation belongs to nothing", "A citation stands inside the block it speaks of, or after a declaration without one.")
		p.cite()
		p.resume()
		return ""
	case itemWords[w] || verbs[p.wordOf(p.peek(1))]:
		p.fail("P012", fmt.Sprintf("%s begins no declaration: this belongs inside a block", p.found()),
			"Look for the block that was closed too early above.")
	default:
		if near := p.nearDecl(); near != "" {
			p.misspelt(near)
			return near
		}
		p.fail("P011", fmt.Sprintf("%s begins no declaration", p.found()), "A file consists of declarations: "+oneOf(declWords)+".")
	}
	p.next()
	p.resume()
	return ""
}

// nearDecl gives the declaration the current word is a misspelling of, if what follows fits.
func (p *parser) nearDecl() string {
	if near := p.near(declWords); near != "" && p.declFollows(near) {
		return near
	}
	return ""
}

// resume passes over tokens up to the next declaration.
func (p *parser) resume() {
	for {
		p.skipTo(p.declStart)
		if p.tok().Kind != KindRBrace {
			return
		}
		p.next()
	}
}

// head reads a name and a label; the current token is the keyword.
func (p *parser) head(what string) Head {
	k := p.next()
	h := Head{Keyword: p.span(k.Start, k.End), Name: p.newName(what)}
	h.Label = p.label()
	return h
}

func (p *parser) pact(start int) Decl {
	p.next()
	d := &PactDecl{Title: p.str("the title of the pact"), Cites: p.cites()}
	d.at = p.from(start)
	return d
}

func (p *parser) starts(start int) Decl {
	p.next()
	d := &StartsDecl{Date: p.date("starts"), Cites: p.cites()}
	d.at = p.from(start)
	return d
}

func (p *parser) tick(start int) Decl {
	p.next()
	d := &TickDecl{Duration: p.fixedDuration("tick"), Cites: p.cites()}
	d.at = p.from(start)
	return d
}

func (p *parser) use(start int) Decl {
	p.next()
	d := &UseDecl{Path: p.str("the path of a file")}
	if p.got("with") {
		d.With = list(p, p.rename)
	}
	d.Cites = p.cites()
	d.at = p.from(start)
	return d
}

// rename reads: NAME as NAME "label".
func (p *parser) rename() *Rename {
	start := p.tok().Start
	r := &Rename{From: &Ident{at: p.here()}, To: &Ident{at: p.here()}}
	if p.declStart() && p.wordOf(p.peek(1)) != "as" {
		p.expected("`NAME as NAME`", "") // the next declaration begins here
	} else {
		r.From = p.foreignName("`NAME as NAME`")
	}
	if r.From.Name != "" && p.expectWord("as", r.From.Name) {
		r.To = p.newName("something of this pact")
		r.Label = p.label()
	}
	r.at = p.from(start)
	return r
}

func (p *parser) party(start int) Decl {
	d := &PartyDecl{Head: p.head("a party"), Plural: p.got("plural")}
	d.Cites = p.cites()
	d.at = p.from(start)
	return d
}

func (p *parser) body(start int) Decl {
	d := &BodyDecl{Head: p.head("a body"), Plural: p.got("plural")}
	if p.got("of") {
		d.Of = p.name("the name of a party after `of`")
	}
	d.Cites = p.cites()
	d.at = p.from(start)
	return d
}

func (p *parser) sourceDecl(start int) Decl {
	d := &SourceDecl{Head: p.head("a source")}
	d.Block, d.Cites = p.optionalBlock(sourceBlock)
	d.at = p.from(start)
	return d
}

// fact reads a variable: values in braces, or a range.
func (p *parser) fact(start int) Decl {
	d := &FactDecl{Head: p.head("a fact")}
	if p.tok().Kind == KindNumber || p.tok().Kind == KindPara {
		d.Low, d.High = p.counter()
	} else {
		d.Braces = p.braces(func() bool {
			w := p.factValue()
			d.Values = append(d.Values, w)
			return w.Text != ""
		}, &d.Cites)
	}
	d.Cites = append(d.Cites, p.cites()...)
	d.at = p.from(start)
	return d
}

// factValue reads a value a fact can have.
func (p *parser) factValue() *Word {
	t := p.tok()
	if w := p.wordOf(t); Reserved(w) && !valueWord(w) {
		p.wrong("P014", fmt.Sprintf("`%s` is a word of the language and cannot be a value", w), "Choose another word.")
		p.next()
		return &Word{at: p.from(t.Start), Text: w}
	}
	if w := p.wordValue("a value"); w != nil {
		return w
	}
	return &Word{at: p.here()}
}

// counter reads LOW..HIGH.
func (p *parser) counter() (low, high *Number) {
	start := p.tok().Start
	if low = p.number("a number"); low == nil {
		low = &Number{at: p.from(start)}
	}
	if !p.gotKind(KindDots) {
		p.expected("`..`", "A counter is written with its range, as in `fact raids 0..5`.")
		return low, &Number{at: p.here(), N: low.N}
	}
	if high = p.number("a number after `..`"); high == nil {
		high = &Number{at: p.here(), N: low.N}
	}
	return low, high
}

func (p *parser) open(start int) Decl {
	d := &OpenDecl{Head: p.head("an open point")}
	d.Braces = p.braces(func() bool {
		v := p.openValue()
		d.Values = append(d.Values, v)
		_, bad := v.(*Bad)
		return !bad
	}, &d.Cites)
	d.Cites = append(d.Cites, p.cites()...)
	d.at = p.from(start)
	return d
}

// openValue reads a value an open point may have.
func (p *parser) openValue() Value {
	if p.tok().Kind != KindName {
		return p.value("{")
	}
	if w := p.factValue(); w.Text != "" {
		return w
	}
	return &Bad{p.here()}
}

// braces reads values in braces, separated by commas, and citations after them.
func (p *parser) braces(one func() bool, cites *[]*Cite) *Block {
	b := &Block{at: p.here()}
	start := p.tok().Start
	if !p.openBrace() {
		return b
	}
	ok := one()
	for ok && p.gotKind(KindComma) {
		if p.tok().Kind == KindRBrace {
			p.expected("another value after the comma", "")
		}
		ok = one()
	}
	*cites = p.cites()
	p.closeBrace(start)
	b.at = p.from(start)
	b.OneLine = oneLine(b.span)
	return b
}

func (p *parser) act(start int) Decl {
	d := &ActDecl{Head: p.head("an act")}
	if p.expectWord("by", "act "+d.Name.Name) {
		d.By = p.names("the name of an actor after `by`")
	}
	d.Block, d.Cites = p.optionalBlock(actBlock)
	d.at = p.from(start)
	return d
}

func (p *parser) decision(start int) Decl {
	d := &DecisionDecl{Head: p.head("a decision")}
	d.Block = p.block(decisionBlock)
	d.at = p.from(start)
	return d
}

func (p *parser) instrument(start int) Decl {
	d := &InstrumentDecl{Head: p.head("an instrument")}
	d.Block = p.block(instrumentBlock)
	d.at = p.from(start)
	return d
}

func (p *parser) reading(start int) Decl {
	d := &ReadingDecl{Head: p.head("a reading")}
	d.Block = p.block(readingBlock)
	d.at = p.from(start)
	return d
}

func (p *parser) purpose(start int) Decl {
	p.next()
	d := &PurposeDecl{Label: p.label(), Block: p.block(purposeBlock)}
	d.at = p.from(start)
	return d
}

func (p *parser) check(start int) Decl {
	p.next()
	d := &CheckDecl{Label: p.label(), Block: p.block(checkBlock)}
	d.at = p.from(start)
	return d
}

func (p *parser) scenario(start int) Decl {
	p.next()
	d := &ScenarioDecl{Label: p.label(), Block: p.block(scenarioBlock)}
	d.at = p.from(start)
	return d
}

var stances = map[string]Stance{"accepts": Accepts, "opposes": Opposes, "undeclared": Undeclared}

// position reads: position PARTY accepts|opposes|undeclared REF, … [if COND].
func (p *parser) position(start int) Decl {
	p.next()
	d := &PositionDecl{Party: p.name("the name of a party after `position`")}
	w := p.expectOneOf("position "+d.Party.Name, "accepts", "opposes", "undeclared")
	d.Stance = stances[w]
	if w != "" {
		d.Refs = list(p, p.ref)
	}
	if p.got("if") {
		d.If = p.cond("if")
	}
	d.Cites = p.cites()
	d.at = p.from(start)
	return d
}

// prefer reads: prefer ACTOR: COND > COND > ….
func (p *parser) prefer(start int) Decl {
	p.next()
	d := &PreferDecl{Actor: p.name("the name of a party after `prefer`")}
	if p.gotKind(KindColon) {
		d.Over = append(d.Over, p.cond(":"))
	} else {
		p.expected("`:` after `prefer "+d.Actor.Name+"`", "")
	}
	for p.gotKind(KindOver) {
		d.Over = append(d.Over, p.cond(">"))
	}
	d.Cites = p.cites()
	d.at = p.from(start)
	return d
}

// ref reads what a position speaks of: NAME, or POINT is V.
func (p *parser) ref() *Ref {
	start := p.tok().Start
	r := &Ref{Name: p.name("the name of a declaration")}
	if p.got("is") {
		r.Value = p.value("is")
	}
	r.at = p.from(start)
	return r
}

// oneLine reports whether a span has no line end in it.
func oneLine(s source.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if s.File.Text[i] == '\n' {
			return false
		}
	}
	return true
}
