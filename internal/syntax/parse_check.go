package syntax

func (p *parser) checkItem(word string) Item {
	start := p.tok().Start
	switch word {
	case "never":
		c := p.keywordCond()
		return &NeverQuestion{at: p.from(start), Cond: c}
	case "possible":
		c := p.keywordCond()
		return &PossibleQuestion{at: p.from(start), Cond: c}
	case "can":
		return p.can()
	case "if":
		return p.keep()
	case "in":
		p.next()
		r := &Ident{at: p.here()}
		if p.expectWord("reading", "in") {
			r = p.name("the name of a reading")
		}
		return &InReadingItem{at: p.from(start), Reading: r}
	case "expect":
		p.next()
		p.expectWord("fails", "expect")
		return &ExpectFailsItem{p.from(start)}
	case "cite":
		return p.cite()
	}
	if Reserved(word) && !verbs[word] && word != "not" && word != "signed" {
		return nil
	}
	return p.leadsTo()
}

// leadsTo reads: COND leads to COND within DURATION.
func (p *parser) leadsTo() Item {
	start := p.tok().Start
	q := &LeadsToQuestion{Cond: p.cond("{"), Then: &Bad{p.here()}}
	if p.words("the condition", []string{"leads", "to"}) != "" {
		q.Then = p.cond("leads to")
	}
	if p.got("within") {
		q.Within = p.duration("within")
	}
	q.at = p.from(start)
	return q
}

// can reads: P, … can avoid COND, P, … can ensure COND.
func (p *parser) can() Item {
	start := p.tok().Start
	q := &CanQuestion{Players: p.names("the name of an actor"), Cond: &Bad{p.here()}}
	if p.expectWord("can", "the actor") {
		if w := p.expectOneOf("can", "avoid", "ensure"); w != "" {
			q.Ensure = w == "ensure"
			q.Cond = p.cond(w)
		}
	}
	q.at = p.from(start)
	return q
}

// keep reads: if everyone keeps, if nobody keeps, if all but A, … keep.
func (p *parser) keep() Item {
	start := p.next().Start
	it := &KeepItem{}
	switch p.expectOneOf("if", "everyone", "nobody", "all") {
	case "everyone":
		p.expectWord("keeps", "everyone")
	case "nobody":
		it.World = NobodyKeeps
		p.expectWord("keeps", "nobody")
	case "all":
		it.World = AllButKeep
		if p.expectWord("but", "all") {
			it.Except = p.names("the name of an actor")
			p.expectOneOf("the actors", "keep", "keeps")
		}
	}
	it.at = p.from(start)
	return it
}

func (p *parser) scenarioItem(word string) Item {
	start := p.tok().Start
	switch word {
	case "given":
		p.next()
		it := &GivenStep{Bindings: list(p, p.binding)}
		it.at = p.from(start)
		return it
	case "on":
		return p.onDay()
	case "signs":
		a, b := p.deed(word, "the name of an instrument")
		return &SignsStep{at: p.from(start), Actor: a, Instrument: b}
	case "does":
		a, b := p.deed(word, "the name of an act")
		return &DoesStep{at: p.from(start), Actor: a, Act: b}
	case "uses":
		a, b := p.deed(word, "the name of a power")
		return &UsesStep{at: p.from(start), Actor: a, Power: b}
	case "decides":
		return p.decidesStep()
	case "expect":
		c := p.keywordCond()
		return &ExpectStep{at: p.from(start), Cond: c}
	case "cite":
		return p.cite()
	}
	return nil
}

// onDay reads: on day N, on DATE.
func (p *parser) onDay() Item {
	start := p.next().Start
	it := &OnDayStep{}
	switch p.tok().Kind {
	case KindDate, KindPara:
		it.Date = p.date("on")
	default:
		if p.expectWord("day", "on") {
			it.Day = p.number("the number of a day after `on day`")
		}
	}
	it.at = p.from(start)
	return it
}

// deed reads: ACTOR VERB NAME.
func (p *parser) deed(verb, object string) (actor, thing *Ident) {
	actor = p.name("the name of an actor")
	if !p.expectWord(verb, actor.Name) {
		return actor, &Ident{at: p.here()}
	}
	thing = p.name(object + " after `" + verb + "`")
	p.noComma("Write one sentence for each.")
	return actor, thing
}

// decidesStep reads: ACTOR decides V on DECISION.
func (p *parser) decidesStep() Item {
	start := p.tok().Start
	it := &DecidesStep{Actor: p.name("the name of an actor")}
	it.Value, it.Decision = &Word{at: p.here()}, &Ident{at: p.here()}
	if p.expectWord("decides", it.Actor.Name) {
		it.Value = p.decided("decides")
		if p.expectWord("on", "decides "+it.Value.Text) {
			it.Decision = p.name("the name of a decision after `on`")
		}
	}
	it.at = p.from(start)
	return it
}
