package findings

import "github.com/servanda-lang/servanda/model"

// ConditionWords puts a condition into plain words, as findings do.
func ConditionWords(p *model.Pact, c model.Cond) string { return conditionWords(p, c, true) }
