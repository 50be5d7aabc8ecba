package player

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/world/laid"
)

// Findings asks what is found of some codes from where the look ahead began, as if the pact began there; in the order in which it is asked.
func (a *Ahead) Findings(codes ...ask.Code) []ask.Finding {
	m := a.world.Graph.Machine
	var out []ask.Finding
	for _, q := range ask.Questions[laid.Set, laid.Moves](m.Pact) {
		if !slices.ContainsFunc(q.Codes, func(c ask.Code) bool { return slices.Contains(codes, c) }) {
			continue
		}
		for _, f := range q.Ask(a.world, m.Pact) {
			ask.Show(a.world, m.Fork(), &f.Finding)
			ask.Say(m.Pact, &f.Finding)
			out = append(out, f.Finding)
		}
	}
	return out
}
