package ask

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// OneOrigin: at least two sources are cited and all go back, through `relays`, to one; or every origin is unnamed.
const OneOrigin = codes.OneOrigin

func (r *reader) oneOrigin() {
	for _, x := range r.Pact.Declared() {
		cited := map[model.SourceID]bool{}
		origins := map[model.SourceID]bool{}
		for _, c := range x.Decl.Cites {
			cited[c.Source] = true
			for _, o := range r.Pact.Origins(c.Source) {
				origins[o] = true
			}
		}
		unnamed := true
		for o := range origins {
			unnamed = unnamed && r.Pact.Sources[o].Unnamed
		}
		var text string
		switch names := r.sourceNames(origins); {
		case len(cited) >= 2 && len(origins) == 1:
			text = fmt.Sprintf("is cited from %d sources, yet all go back to one: %s", len(cited), names)
		case len(cited) > 0 && unnamed:
			text = fmt.Sprintf("rests on nobody with a name: %s", names)
		default:
			continue
		}
		r.report(OneOrigin, x.Ref, model.None, x.Decl, "%s %s.", words.Thing(r.Pact, x.Ref.Kind, x.Ref.Index), text)
	}
}

func (r *reader) sourceNames(ids map[model.SourceID]bool) string {
	var names []string
	for id := range ids {
		names = append(names, r.Pact.Sources[id].Title())
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
