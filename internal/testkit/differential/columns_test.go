package differential

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/guarantees"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/internal/world/laid"
	"github.com/servanda-lang/servanda/model"
)

// columns compares what the table of guarantees says of the cases of a guarantee: who establishes them, and in how many
// days an act follows.
func columns(p *model.Pact, world *laid.World, m *machine.Machine, w *oracle.World) string {
	for i := range p.Duties {
		d := model.DutyID(i)
		if !w.IsGuarantee(d) {
			continue
		}
		if len(p.Duties[i].Against) > 0 {
			if a, b := sets(p, ask.EstablishedBy(world, p, d)), sets(p, w.EstablishedBy(d)); !slices.Equal(a, b) {
				return fmt.Sprintf("%s is established by %q by the engine, by %q by the oracle", p.Duties[i].Name, a, b)
			}
		}
		least, most := guarantees.DaysFromCase(world, m, d)
		if x, y := w.DaysToAct(d); least != x || most != y {
			return fmt.Sprintf("%s: an act follows its case in %d to %d days by the engine, in %d to %d by the oracle", p.Duties[i].Name, least, most, x, y)
		}
	}
	return ""
}
