package course

import "github.com/servanda-lang/servanda/model"

// Effect says in the infinitive what using a power does: "end the Peace agreement".
func Effect(p *model.Pact, w *model.Power) string { return effect(p, w) }
