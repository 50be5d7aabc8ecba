package syntax

// BlockOf gives the braces of a declaration or a clause, or nil if it has none.
func BlockOf(n Node) *Block {
	switch n := n.(type) {
	case *SourceDecl:
		return n.Block
	case *FactDecl:
		return n.Braces
	case *ActDecl:
		return n.Block
	case *DecisionDecl:
		return n.Block
	case *InstrumentDecl:
		return n.Block
	case *OpenDecl:
		return n.Braces
	case *ReadingDecl:
		return n.Block
	case *PurposeDecl:
		return n.Block
	case *CheckDecl:
		return n.Block
	case *ScenarioDecl:
		return n.Block
	case *DutyClause:
		return n.Block
	case *BanClause:
		return n.Block
	case *PowerClause:
		return n.Block
	}
	return nil
}
