package syntax

// The methods here read items. Those that begin with a keyword pass over it without looking at it again,
// since the block has done so and may have taken a misspelt one for it.

func (p *parser) sourceItem(word string) Item {
	start := p.tok().Start
	switch word {
	case "published":
		p.next()
		it := &PublishedItem{Date: p.date(word)}
		it.at = p.from(start)
		return it
	case "relays":
		p.next()
		it := &RelaysItem{Sources: p.names("the name of a source")}
		it.at = p.from(start)
		return it
	case "unnamed":
		p.next()
		return &UnnamedItem{p.from(start)}
	case "file":
		p.next()
		it := &FileItem{Path: p.str("the path of a file")}
		it.at = p.from(start)
		return it
	case "sha256":
		p.next()
		it := &SHA256Item{Sum: p.str("64 hexadecimal digits")}
		it.at = p.from(start)
		return it
	case "cite":
		return p.cite()
	}
	return nil
}

func (p *parser) actItem(word string) Item {
	start := p.tok().Start
	switch word {
	case "when":
		c := p.keywordCond()
		return &WhenItem{at: p.from(start), Cond: c}
	case "becomes":
		return p.becomes()
	case "rises":
		fact, n := p.step("rises")
		return &RisesItem{at: p.from(start), Fact: fact, Amount: n}
	case "falls":
		fact, n := p.step("falls")
		return &FallsItem{at: p.from(start), Fact: fact, Amount: n}
	case "irreversible":
		p.next()
		return &IrreversibleItem{p.from(start)}
	case "cite":
		return p.cite()
	}
	return nil
}

// keywordCond reads a keyword and a condition.
func (p *parser) keywordCond() Cond {
	after := p.word()
	p.next()
	return p.cond(after)
}

// becomes reads: FACT becomes V.
func (p *parser) becomes() *BecomesItem {
	start := p.tok().Start
	it := &BecomesItem{Fact: p.name("the name of a fact")}
	if p.expectWord("becomes", it.Fact.Name) {
		it.Value = p.value("becomes")
	} else {
		it.Value = &Bad{p.here()}
	}
	it.at = p.from(start)
	return it
}

// step reads: FACT rises by N, FACT falls by N.
func (p *parser) step(verb string) (*Ident, Quantity) {
	fact := p.name("the name of a fact")
	if !p.expectWord(verb, fact.Name) || !p.expectWord("by", verb) {
		return fact, &Bad{p.here()}
	}
	return fact, p.amount(verb + " by")
}

func (p *parser) decisionItem(word string) Item {
	start := p.tok().Start
	switch word {
	case "decides":
		return p.decides()
	case "once":
		c := p.keywordCond()
		return &OnceItem{at: p.from(start), Cond: c}
	case "within":
		return p.within()
	case "cite":
		return p.cite()
	}
	return nil
}

// decides reads: ACTOR, … decides V or V ….
func (p *parser) decides() Item {
	start := p.tok().Start
	it := &DecidesItem{Actors: p.names("the name of an actor")}
	if p.expectWord("decides", "the actor") {
		it.Values = append(it.Values, p.decided("decides"))
		for p.got("or") {
			it.Values = append(it.Values, p.decided("or"))
		}
	}
	it.at = p.from(start)
	return it
}

func (p *parser) decided(after string) *Word {
	if w := p.wordValue("a value after `" + after + "`"); w != nil {
		return w
	}
	return &Word{at: p.here()}
}

func (p *parser) within() *WithinItem {
	start := p.next().Start
	d := p.duration("within")
	return &WithinItem{at: p.from(start), Duration: d}
}

func (p *parser) instrumentItem(word string) Item {
	start := p.tok().Start
	switch word {
	case "between":
		p.next()
		it := &BetweenItem{Parties: p.names("the name of a party")}
		it.at = p.from(start)
		return it
	case "in":
		p.next()
		c := p.condAfter("in", "force", "once")
		return &InForceItem{at: p.from(start), Cond: c}
	case "ends":
		p.next()
		c := p.condAfter("ends", "once")
		return &EndsItem{at: p.from(start), Cond: c}
	case "expires":
		p.next()
		d := p.durationAfter("expires", "after")
		return &ExpiresItem{at: p.from(start), Duration: d}
	case "cite":
		return p.cite()
	}
	return p.clause(word)
}

// words passes over several keywords that belong together; before is the one before them. It gives the
// last, or "" if one is missing.
func (p *parser) words(before string, words []string) string {
	for _, w := range words {
		if !p.expectWord(w, before) {
			return ""
		}
		before = w
	}
	return before
}

func (p *parser) condAfter(before string, words ...string) Cond {
	last := p.words(before, words)
	if last == "" {
		return &Bad{p.here()}
	}
	return p.cond(last)
}

func (p *parser) durationAfter(before string, words ...string) Quantity {
	last := p.words(before, words)
	if last == "" {
		return &Bad{p.here()}
	}
	return p.duration(last)
}

// clause reads a duty, a ban or a power.
func (p *parser) clause(word string) Item {
	start := p.tok().Start
	switch word {
	case "duty":
		c := &DutyClause{Head: p.head("a duty")}
		c.Block = p.block(dutyBlock)
		c.at = p.from(start)
		return c
	case "ban":
		c := &BanClause{Head: p.head("a ban")}
		c.Block = p.block(banBlock)
		c.at = p.from(start)
		return c
	case "power":
		c := &PowerClause{Head: p.head("a power")}
		c.Block = p.block(powerBlock)
		c.at = p.from(start)
		return c
	}
	return nil
}

func (p *parser) dutyItem(word string) Item {
	start := p.tok().Start
	switch word {
	case "must":
		return p.must()
	case "within":
		return p.within()
	case "by":
		p.next()
		it := &ByItem{Date: p.date("by")}
		it.at = p.from(start)
		return it
	case "once":
		c := p.keywordCond()
		return &OnceItem{at: p.from(start), Cond: c}
	case "upon":
		p.next()
		act := p.name("the name of an act after `upon`")
		return &UponItem{at: p.from(start), Act: act}
	case "every":
		p.next()
		d := p.duration("every")
		return &EveryItem{at: p.from(start), Duration: d}
	case "not":
		p.next()
		d := p.durationAfter("not", "before")
		return &NotBeforeItem{at: p.from(start), Duration: d}
	case "unless":
		c := p.keywordCond()
		return &UnlessItem{at: p.from(start), Cond: c}
	case "at":
		p.next()
		p.words("at", []string{"its", "discretion"})
		return &DiscretionItem{p.from(start)}
	case "against":
		p.next()
		it := &AgainstItem{Conds: list(p, func() Cond { return p.cond("against") })}
		it.at = p.from(start)
		return it
	}
	return p.commonItem(word)
}

// commonItem reads what duties and bans have in common.
func (p *parser) commonItem(word string) Item {
	start := p.tok().Start
	switch word {
	case "for":
		p.next()
		it := &ForItem{Parties: p.names("the name of a party")}
		it.at = p.from(start)
		return it
	case "in":
		p.next()
		it := &ReturnItem{Conds: p.returns()}
		it.at = p.from(start)
		return it
	case "cite":
		return p.cite()
	}
	return nil
}

func (p *parser) returns() []Cond {
	if p.words("in", []string{"return", "for"}) == "" {
		return []Cond{&Bad{p.here()}}
	}
	return list(p, func() Cond { return p.cond("in return for") })
}

// must reads: ACTOR must ACT, ACTOR must any of ACT, …, ACTOR must ensure COND.
func (p *parser) must() Item {
	start := p.tok().Start
	actor := p.name("the name of a party")
	if !p.expectWord("must", actor.Name) {
		return &MustItem{at: p.from(start), Actor: actor}
	}
	if p.got("ensure") {
		c := p.cond("ensure")
		return &EnsureItem{at: p.from(start), Actor: actor, Cond: c}
	}
	if p.word() == "not" {
		p.wrong("P012", "`must not` has no place in a duty", "What must not be done is a ban: write `ban` instead of `duty`.")
		p.next()
	}
	it := &MustItem{Actor: actor}
	if p.word() == "any" && p.wordOf(p.peek(1)) == "of" {
		p.next()
		p.next()
		it.AnyOf = true
		it.Acts = p.names("the name of an act")
	} else {
		it.Acts = []*Ident{p.name("the name of an act after `must`")}
		p.noComma("Write `must any of` before acts one of which is enough.")
	}
	it.at = p.from(start)
	return it
}

// noComma reports a list where only one thing may stand.
func (p *parser) noComma(detail string) {
	if p.tok().Kind == KindComma {
		p.expected("the end of the sentence", detail)
	}
}

func (p *parser) banItem(word string) Item {
	start := p.tok().Start
	switch word {
	case "must":
		return p.mustNot()
	case "while":
		c := p.keywordCond()
		return &WhileItem{at: p.from(start), Cond: c}
	}
	return p.commonItem(word)
}

// mustNot reads: ACTOR must not ACT.
func (p *parser) mustNot() Item {
	start := p.tok().Start
	it := &MustNotItem{Actor: p.name("the name of a party")}
	it.Act = &Ident{at: p.here()}
	if p.expectWord("must", it.Actor.Name) && p.expectWord("not", "must") {
		it.Act = p.name("the name of an act after `must not`")
		p.noComma("Write one ban for each act.")
	}
	it.at = p.from(start)
	return it
}

func (p *parser) powerItem(word string) Item {
	start := p.tok().Start
	switch word {
	case "may":
		it := &MayItem{Actor: p.name("the name of a party")}
		it.Effect = &Bad{p.here()}
		if p.expectWord("may", it.Actor.Name) {
			it.Effect = p.effect()
		}
		it.at = p.from(start)
		return it
	case "on":
		p.next()
		d := p.durationAfter("on", "notice", "of")
		return &NoticeItem{at: p.from(start), Duration: d}
	case "when":
		c := p.keywordCond()
		return &WhenItem{at: p.from(start), Cond: c}
	case "cite":
		return p.cite()
	}
	return nil
}

var instrumentOps = map[string]InstrumentOp{"suspend": Suspend, "resume": Resume, "terminate": Terminate}

// effect reads: suspend I, resume I, terminate I, excuse DUTY, FACT becomes V.
func (p *parser) effect() Effect {
	start := p.tok().Start
	if p.wordOf(p.peek(1)) == "becomes" {
		return p.becomes()
	}
	w := p.expectOneOf("may", "suspend", "resume", "terminate", "excuse")
	switch w {
	case "":
		return &Bad{p.here()}
	case "excuse":
		duty := p.name("the name of a duty after `excuse`")
		return &ExcuseEffect{at: p.from(start), Duty: duty}
	}
	instrument := p.name("the name of an instrument after `" + w + "`")
	return &InstrumentEffect{at: p.from(start), Op: instrumentOps[w], Instrument: instrument}
}

func (p *parser) readingItem(word string) Item {
	switch word {
	case "is":
		return p.binding()
	case "cite":
		return p.cite()
	}
	return nil
}

// binding reads: POINT is V.
func (p *parser) binding() *Binding {
	start := p.tok().Start
	b := &Binding{Point: p.name("the name of an open point"), Value: &Bad{p.here()}}
	if p.expectWord("is", b.Point.Name) {
		b.Value = p.value("is")
	}
	b.at = p.from(start)
	return b
}

func (p *parser) purposeItem(word string) Item {
	if word == "cite" {
		return p.cite()
	}
	start := p.tok().Start
	c := p.cond("{")
	return &CondItem{at: p.from(start), Cond: c}
}
