package syntax

import "fmt"

// maxDepth bounds parentheses and `not` within each other, so that no text can exhaust the stack here or
// in any later stage.
const maxDepth = 200

// cond reads a condition: and binds more tightly than or.
func (p *parser) cond(after string) Cond {
	return p.chain(Or, "or", after, func(after string) Cond {
		return p.chain(And, "and", after, p.notCond)
	})
}

// chain reads terms joined by one word.
func (p *parser) chain(op Op, word, after string, term func(after string) Cond) Cond {
	start := p.tok().Start
	first := term(after)
	if p.word() != word {
		return first
	}
	terms := []Cond{first}
	for p.got(word) {
		terms = append(terms, term(word))
	}
	return &BinaryCond{at: p.from(start), Op: op, Terms: terms}
}

// notCond reads: not COND, ( COND ), or an atom.
func (p *parser) notCond(after string) Cond {
	start := p.tok().Start
	negated, paren := p.word() == "not", p.tok().Kind == KindLParen
	if !negated && !paren {
		return p.atom(after)
	}
	if p.depth >= maxDepth {
		return p.tooDeep()
	}
	p.depth++
	defer func() { p.depth-- }()
	p.next()
	if negated {
		term := p.notCond("not")
		return &NotCond{at: p.from(start), Term: term}
	}
	inner := p.cond("(")
	p.closeParen(start)
	return &ParenCond{at: p.from(start), Inner: inner}
}

func (p *parser) closeParen(open int) {
	if !p.gotKind(KindRParen) {
		p.unclosedAt(open, "P013", "this parenthesis is not closed: expected `)`, found "+p.found())
	}
}

// tooDeep reports a condition that is nested too deeply and passes over what is in it.
func (p *parser) tooDeep() Cond {
	start := p.tok().Start
	p.wrong("P019", fmt.Sprintf("parentheses and `not` are nested more than %d deep", maxDepth),
		"Say it with fewer; no reader can follow this.")
	for p.got("not") {
	}
	for depth := 0; ; p.next() {
		switch p.tok().Kind {
		case KindLParen:
			depth++
		case KindRParen:
			if depth == 0 {
				return &Bad{p.from(start)}
			}
			depth--
		case KindLBrace, KindRBrace, KindEOF:
			return &Bad{p.from(start)}
		}
	}
}

// atom reads a test of one thing, or a bare name.
func (p *parser) atom(after string) Cond {
	t := p.tok()
	if p.word() == "signed" {
		tail := p.signedTail()
		return &AtomCond{at: p.from(t.Start), Tail: tail}
	}
	if t.Kind != KindName || Reserved(p.wordOf(t)) {
		p.expected("a condition after `"+after+"`", "A condition names something, as in `hill is nobody`.")
		return &Bad{p.here()}
	}
	a := &AtomCond{Subject: p.name("a name")}
	switch {
	case p.got("is"):
		a.Verb, a.Not = Is, p.got("not")
		a.Tail = p.isTail()
	case p.got("was"):
		a.Verb, a.Not = Was, p.got("not")
		a.Tail = p.wasTail()
	default:
		p.signTail(a)
	}
	a.at = p.from(t.Start)
	return a
}

// signTail reads what follows a sign of other languages, which was reported, as if it had been said in words.
func (p *parser) signTail(a *AtomCond) {
	start := p.tok().Start
	switch sign := p.sign(); sign {
	case "=", "==", "!=", "<>":
		a.Verb, a.Not = Is, sign == "!=" || sign == "<>"
		a.Tail = p.isTail()
	case ">=", ">":
		a.Verb = Is
		a.Tail = &AtLeastTail{Amount: p.quantity(sign), at: p.from(start)}
	case "<=", "<":
		a.Verb = Is
		a.Tail = &AtMostTail{Amount: p.quantity(sign), at: p.from(start)}
	}
}

// isTail reads what follows `is` or `is not`.
func (p *parser) isTail() Tail {
	start := p.tok().Start
	switch p.word() {
	case "at":
		p.next()
		return p.boundTail(start)
	case "signed":
		return p.signedTail()
	case "performed":
		if p.wordOf(p.peek(1)) == "in" && p.wordOf(p.peek(2)) == "time" {
			p.next()
			p.next()
			p.next()
			return &InTimeTail{p.from(start)}
		}
	}
	v := p.value("is")
	if _, bad := v.(*Bad); bad {
		return &Bad{p.here()}
	}
	return &ValueTail{at: p.from(start), Value: v}
}

// boundTail reads what follows `is at`.
func (p *parser) boundTail(start int) Tail {
	w := p.expectOneOf("at", "least", "most")
	if w == "" {
		return &Bad{p.here()}
	}
	q := p.quantity("at " + w)
	if w == "least" {
		return &AtLeastTail{at: p.from(start), Amount: q}
	}
	return &AtMostTail{at: p.from(start), Amount: q}
}

// signedTail reads: signed, or signed by P. `signed by DATE` is the end of the condition and a deadline.
func (p *parser) signedTail() Tail {
	start := p.next().Start
	tail := &SignedTail{}
	if p.word() == "by" && p.peek(1).Kind == KindName {
		p.next()
		tail.By = p.name("the name of a party after `signed by`")
	}
	tail.at = p.from(start)
	return tail
}

// wasTail reads what follows `was`.
func (p *parser) wasTail() Tail {
	start := p.tok().Start
	if !p.expectWord("breached", "was") {
		return &Bad{p.here()}
	}
	return &BreachedTail{p.from(start)}
}
