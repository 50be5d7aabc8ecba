package ask

import (
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Peril says of a duty by which its obligor gives what cannot be taken back how those who play for it stand in every state, while
// they keep their word and of the others only some break theirs. It is what exposed asks, asked of each moment and not of the
// first day.
type Peril[S any] struct {
	Duty model.DutyID
	Bare S // the obligor has given, the return is not there, and they cannot force that it comes
	Lost S // they can no longer avoid that it comes to that; the bare states included
}

// Perils looks at each such duty; players says who plays for an obligor.
func Perils[S, M any](w world.World[S, M], p *model.Pact, players func(obligor model.ActorID) model.ActorSet, defectors model.ActorSet) []Peril[S] {
	a := newAsker(w, p)
	var out []Peril[S]
	for _, i := range sacrifices(p) {
		d := model.DutyID(i)
		us := players(p.Duties[d].Obligor)
		x := a.bare(d, []world.Match{{Players: us, Defectors: defectors &^ us}}, w.All())[0]
		out = append(out, Peril[S]{d, x.goal, w.Or(x.from, x.goal)})
	}
	return out
}
