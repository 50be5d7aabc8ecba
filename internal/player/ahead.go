package player

import (
	"context"
	"slices"
	"time"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/internal/world/laid"
	"github.com/servanda-lang/servanda/model"
)

// Ahead knows what can come of every state of a session, for the graph of all of them was laid out.
type Ahead struct {
	world  *laid.World
	perils map[sides][]ask.Peril[laid.Set]
}

// sides are those who play for an obligor (nobody: itself alone) and those who may break their word.
type sides struct{ players, defectors model.ActorSet }

// Look lays out what can happen, in at most so much time if that is not 0. The error is *explore.Inconclusive if that is too much
// within the limits. The context ends what is asked of it later as well, by a panic that world.Catch turns into its error.
func Look(ctx context.Context, exact *machine.Machine, lim explore.Limits, most time.Duration) (*Ahead, error) {
	search, stop := ctx, context.CancelFunc(func() {})
	if most > 0 {
		search, stop = context.WithTimeout(ctx, most)
	}
	defer stop()
	lim.Sorted = true
	g, err := explore.Explore(search, exact.Fork(), lim)
	if err != nil {
		return nil, err
	}
	return &Ahead{laid.New(ctx, g), map[sides][]ask.Peril[laid.Set]{}}, nil
}

// at is the state that moves lead to from the first day on.
func (a *Ahead) at(moves []machine.Label) laid.Set {
	s := a.world.Graph.Start
	for _, e := range a.world.Follow(moves) {
		s = a.world.Graph.To[e]
	}
	out := a.world.None()
	out.Add(s)
	return out
}

func (a *Ahead) perilsOf(x sides) []ask.Peril[laid.Set] {
	out, known := a.perils[x]
	if !known {
		players := func(obligor model.ActorID) model.ActorSet {
			if x.players == 0 {
				return model.SetOf(obligor)
			}
			return x.players
		}
		out = ask.Perils(a.world, a.world.Graph.Machine.Pact, players, x.defectors)
		a.perils[x] = out
	}
	return out
}

// How says how far somebody is from being left with nothing.
type How uint8

// From safe to sorry. Safe: it cannot come to that while the others do no worse than is said; Open: it can, but it can still be
// avoided; Lost: it can be avoided no longer; Bare: it has given, and cannot make sure of what it gets.
const (
	Safe How = iota
	Open
	Lost
	Bare
)

// Danger is how the obligor of a duty stands.
type Danger struct {
	Duty  model.DutyID
	How   How
	By    []model.ActorSet // the least sets of parties who have to break their word for it; none if it takes no breach
	Worst []machine.Label
}

// dangers tells of each duty that gives for good how its obligor stands after some moves: the worst there is for the least
// breach of others. A side that is safe whoever breaks their word is left out.
func (a *Ahead) dangers(moves []machine.Label) []Danger {
	at := a.at(moves)
	var out []Danger
	for i, base := range a.perilsOf(sides{}) {
		worst := a.standing(at, base, 0)
		for _, d := range a.breakers(base.Duty) {
			if worst.How >= Lost && withinOne(worst.By, d) {
				continue // it takes less than that
			}
			switch x := a.standing(at, a.perilsOf(sides{0, d})[i], d); {
			case x.How > worst.How:
				worst = x
				worst.By = []model.ActorSet{d}
			case x.How == worst.How && len(worst.By) > 0 && !withinOne(worst.By, d):
				worst.By = append(worst.By, d)
			}
		}
		if worst.How > Safe {
			out = append(out, worst)
		}
	}
	return out
}

// withinOne reports whether it takes no breach, or one of some sets is within another.
func withinOne(sets []model.ActorSet, d model.ActorSet) bool {
	return len(sets) == 0 || slices.ContainsFunc(sets, func(s model.ActorSet) bool { return s.Within(d) })
}

// breakers are the sets of parties, the obligor aside, who can break their word: each alone, then all of them.
func (a *Ahead) breakers(d model.DutyID) []model.ActorSet {
	p := a.world.Graph.Machine.Pact
	all := a.world.CanBreak() &^ model.SetOf(p.Duties[d].Obligor)
	var out []model.ActorSet
	for _, id := range all.IDs() {
		out = append(out, model.SetOf(id))
	}
	if all.Len() > 1 {
		out = append(out, all)
	}
	return out
}

// standing looks at one duty with one set of defectors.
func (a *Ahead) standing(at laid.Set, x ask.Peril[laid.Set], defectors model.ActorSet) Danger {
	d := Danger{Duty: x.Duty}
	w := a.world
	moves := w.Permitted(defectors)
	switch {
	case !w.Empty(w.And(at, x.Bare)):
		d.How = Bare
		return d
	case !w.Empty(w.And(at, x.Lost)):
		d.How = Lost
	}
	worst, _, ok := w.Path(at, 0, []world.Stage[laid.Set, laid.Moves]{{{By: moves, Into: x.Bare, To: 1}, {By: moves, Into: w.All(), To: 0}}})
	if ok {
		d.How, d.Worst = max(d.How, Open), worst
	}
	return d
}

// exits are the duties of which the obligor can no longer avoid being left with nothing once one more move is made, though it
// could before; each with the least breach of others that it takes.
func (a *Ahead) exits(moves []machine.Label, l machine.Label) []Danger {
	before, after := a.at(moves), a.at(append(moves[:len(moves):len(moves)], l))
	var out []Danger
	for i, base := range a.perilsOf(sides{}) {
		found := Danger{Duty: base.Duty, How: Lost}
		for _, d := range append([]model.ActorSet{0}, a.breakers(base.Duty)...) {
			x := a.perilsOf(sides{0, d})[i]
			already := !a.world.Empty(a.world.And(before, x.Lost))
			if already || a.world.Empty(a.world.And(after, x.Lost)) || len(found.By) > 0 && withinOne(found.By, d) {
				continue
			}
			if found.By = append(found.By, d); d == 0 {
				break
			}
		}
		if len(found.By) > 0 {
			found.By = slices.DeleteFunc(found.By, func(d model.ActorSet) bool { return d == 0 })
			out = append(out, found)
		}
	}
	return out
}
