package syntax

// Inspect calls f for a node and, where f is true, for the nodes in it, each before those in it. Parts that are missing are
// passed over.
func Inspect(n Node, f func(Node) bool) {
	if n != nil && f(n) {
		(&inspector{f}).children(n)
	}
}

type inspector struct{ f func(Node) bool }

// part goes into a part of a node; nil is a part that is missing.
func part[T any, P interface {
	*T
	Node
}](v *inspector, p P) {
	if p != nil {
		Inspect(p, v.f)
	}
}

func parts[N Node](v *inspector, list []N) {
	for _, n := range list {
		Inspect(n, v.f)
	}
}

func (v *inspector) any(list ...Node) {
	for _, n := range list {
		Inspect(n, v.f)
	}
}

func (v *inspector) headOf(h Head) {
	part(v, h.Name)
	part(v, h.Label)
}

func (v *inspector) children(n Node) {
	switch n := n.(type) {
	case *File:
		parts(v, n.Decls)
	case *Block:
		parts(v, n.Items)
	case *Rename:
		part(v, n.From)
		part(v, n.To)
		part(v, n.Label)
	case *Ref:
		part(v, n.Name)
		v.any(n.Value)
	case *Likely:
		part(v, n.Value)
		v.rangeOf(n.Range)
	case *Cite:
		part(v, n.Source)
	case Decl:
		if _, bad := n.(*Bad); !bad {
			v.decl(n)
		}
	case Item:
		v.item(n)
	case Cond:
		v.cond(n)
	case Tail:
		v.tail(n)
	case Effect:
		v.effect(n)
	}
}

func (v *inspector) decl(d Decl) {
	switch d := d.(type) {
	case *PactDecl:
		part(v, d.Title)
		parts(v, d.Cites)
	case *StartsDecl:
		part(v, d.Date)
		parts(v, d.Cites)
	case *TickDecl:
		part(v, d.Duration)
		parts(v, d.Cites)
	case *UseDecl:
		part(v, d.Path)
		parts(v, d.With)
		parts(v, d.Cites)
	case *PartyDecl:
		v.headOf(d.Head)
		parts(v, d.Cites)
	case *BodyDecl:
		v.headOf(d.Head)
		part(v, d.Of)
		parts(v, d.Cites)
	case *SourceDecl:
		v.headOf(d.Head)
		part(v, d.Block)
		parts(v, d.Cites)
	case *FactDecl:
		v.headOf(d.Head)
		parts(v, d.Values)
		part(v, d.Low)
		part(v, d.High)
		parts(v, d.Cites)
	case *ActDecl:
		v.headOf(d.Head)
		parts(v, d.By)
		part(v, d.Block)
		parts(v, d.Cites)
	case *DecisionDecl:
		v.headOf(d.Head)
		part(v, d.Block)
	case *InstrumentDecl:
		v.headOf(d.Head)
		part(v, d.Block)
	case *OpenDecl:
		v.headOf(d.Head)
		parts(v, d.Values)
		parts(v, d.Cites)
	case *ReadingDecl:
		v.headOf(d.Head)
		part(v, d.Block)
	case *PurposeDecl:
		part(v, d.Label)
		part(v, d.Block)
	case *PositionDecl:
		part(v, d.Party)
		parts(v, d.Refs)
		v.any(d.If)
		parts(v, d.Cites)
	case *PreferDecl:
		part(v, d.Actor)
		for _, c := range d.Over {
			v.any(c)
		}
		parts(v, d.Cites)
	case *OddsDecl:
		part(v, d.Actor)
		part(v, d.Decision)
		parts(v, d.Values)
		parts(v, d.Cites)
	case *ChanceDecl:
		part(v, d.Act)
		v.rangeOf(d.Range)
		parts(v, d.Cites)
	case *CheckDecl:
		part(v, d.Label)
		part(v, d.Block)
	case *ScenarioDecl:
		part(v, d.Label)
		part(v, d.Block)
	}
}

// rangeOf looks at both ends of a range, or at its one share.
func (v *inspector) rangeOf(r Range) {
	part(v, r.Low)
	if r.High != r.Low {
		part(v, r.High)
	}
}

// item is the flat table of what the items of blocks consist of.
func (v *inspector) item(it Item) {
	switch it := it.(type) {
	case *DutyClause:
		v.headOf(it.Head)
		part(v, it.Block)
	case *BanClause:
		v.headOf(it.Head)
		part(v, it.Block)
	case *PowerClause:
		v.headOf(it.Head)
		part(v, it.Block)

	case *OnceItem:
		v.any(it.Cond)
	case *WhenItem:
		v.any(it.Cond)
	case *WhileItem:
		v.any(it.Cond)
	case *UnlessItem:
		v.any(it.Cond)
	case *InForceItem:
		v.any(it.Cond)
	case *EndsItem:
		v.any(it.Cond)
	case *CondItem:
		v.any(it.Cond)
	case *ReturnItem:
		parts(v, it.Conds)
	case *AgainstItem:
		parts(v, it.Conds)

	case *WithinItem:
		v.any(it.Duration)
	case *EveryItem:
		v.any(it.Duration)
	case *NotBeforeItem:
		v.any(it.Duration)
	case *ExpiresItem:
		v.any(it.Duration)
	case *NoticeItem:
		v.any(it.Duration)
	case *ByItem:
		part(v, it.Date)
	case *PublishedItem:
		part(v, it.Date)

	case *RelaysItem:
		parts(v, it.Sources)
	case *FileItem:
		part(v, it.Path)
	case *SHA256Item:
		part(v, it.Sum)

	case *BecomesItem:
		part(v, it.Fact)
		v.any(it.Value)
	case *RisesItem:
		part(v, it.Fact)
		v.any(it.Amount)
	case *FallsItem:
		part(v, it.Fact)
		v.any(it.Amount)

	case *DecidesItem:
		parts(v, it.Actors)
		parts(v, it.Values)
	case *BetweenItem:
		parts(v, it.Parties)
	case *MustItem:
		part(v, it.Actor)
		parts(v, it.Acts)
	case *EnsureItem:
		part(v, it.Actor)
		v.any(it.Cond)
	case *MustNotItem:
		part(v, it.Actor)
		part(v, it.Act)
	case *MayItem:
		part(v, it.Actor)
		v.any(it.Effect)
	case *UponItem:
		part(v, it.Act)
	case *ForItem:
		parts(v, it.Parties)
	case *Binding:
		part(v, it.Point)
		v.any(it.Value)

	case *NeverQuestion:
		v.any(it.Cond)
	case *PossibleQuestion:
		v.any(it.Cond)
	case *LeadsToQuestion:
		v.any(it.Cond, it.Then, it.Within)
	case *CanQuestion:
		parts(v, it.Players)
		v.any(it.Cond)
	case *KeepItem:
		parts(v, it.Except)
	case *InReadingItem:
		part(v, it.Reading)

	case *GivenStep:
		parts(v, it.Bindings)
	case *OnDayStep:
		part(v, it.Day)
		part(v, it.Date)
	case *SignsStep:
		part(v, it.Actor)
		part(v, it.Instrument)
	case *DoesStep:
		part(v, it.Actor)
		part(v, it.Act)
	case *DecidesStep:
		part(v, it.Actor)
		part(v, it.Value)
		part(v, it.Decision)
	case *UsesStep:
		part(v, it.Actor)
		part(v, it.Power)
	case *ExpectStep:
		v.any(it.Cond)
	}
}

func (v *inspector) effect(e Effect) {
	switch e := e.(type) {
	case *InstrumentEffect:
		part(v, e.Instrument)
	case *ExcuseEffect:
		part(v, e.Duty)
	}
}

func (v *inspector) cond(c Cond) {
	switch c := c.(type) {
	case *BinaryCond:
		parts(v, c.Terms)
	case *NotCond:
		v.any(c.Term)
	case *ParenCond:
		v.any(c.Inner)
	case *AtomCond:
		part(v, c.Subject)
		v.any(c.Tail)
	}
}

func (v *inspector) tail(t Tail) {
	switch t := t.(type) {
	case *ValueTail:
		v.any(t.Value)
	case *AtLeastTail:
		v.any(t.Amount)
	case *AtMostTail:
		v.any(t.Amount)
	case *SignedTail:
		part(v, t.By)
	}
}
