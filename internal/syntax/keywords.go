package syntax

import "slices"

// DeclWords lists the words that begin declarations.
func DeclWords() []string { return slices.Clone(declWords) }

// ItemWords lists the words by which the items in the block of a declaration or a clause are known: those that begin one, and
// for an item that begins with a name the verb after it. It is empty for what has no block of items.
func ItemWords(n Node) []string {
	switch n.(type) {
	case *SourceDecl:
		return slices.Clone(sourceWords)
	case *ActDecl:
		return slices.Clone(actWords)
	case *DecisionDecl:
		return slices.Clone(decisionWords)
	case *InstrumentDecl:
		return slices.Clone(instrumentWords)
	case *DutyClause:
		return slices.Clone(dutyWords)
	case *BanClause:
		return slices.Clone(banWords)
	case *PowerClause:
		return slices.Clone(powerWords)
	case *ReadingDecl:
		return slices.Clone(readingWords)
	case *PurposeDecl:
		return slices.Clone(purposeWords)
	case *CheckDecl:
		return slices.Clone(checkWords)
	case *ScenarioDecl:
		return slices.Clone(scenarioWords)
	}
	return nil
}

// SecondWord reports whether a word stands second in an item, after a name.
func SecondWord(word string) bool { return verbs[word] }

// UnitWords lists the units of time, the plurals first.
func UnitWords() []string { return slices.Clone(unitWords) }
