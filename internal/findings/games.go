package findings

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// match is who plays against whom, and who may break their word.
type match struct {
	players   model.ActorSet
	defectors model.ActorSet
	// willing are parties whose signature counts as available whenever the others want it: their
	// signing is a move of the others.
	willing model.ActorSet
	// signaturesGiven makes every signature a move of the players.
	signaturesGiven bool
}

// table says of each sort of move whose it is in the match.
func (q *inquiry) table(k match) game.Table {
	t := make(game.Table, len(q.g.Sorts))
	for i, s := range q.g.Sorts {
		t[i] = k.class(&s)
	}
	return t
}

func (k match) class(s *explore.Sort) game.Class {
	permitted := s.Culprits.Within(k.defectors)
	switch {
	case s.Move.Actor == machine.Time && permitted:
		return game.Goes
	case s.Move.Actor == machine.Time && (s.Culprits&^k.defectors)&k.players == 0:
		return game.HeldByOthers
	case s.Move.Actor == machine.Time:
		return game.HeldByMine
	case !permitted:
		return game.Absent
	case s.Move.Kind == machine.Sign && k.signaturesGiven:
		return game.Mine
	case s.Move.Kind == machine.Sign && k.willing.Has(s.Move.Actor):
		return game.Theirs
	case k.players.Has(s.Move.Actor):
		return game.Mine
	}
	return game.Theirs
}

// canForce marks the states from which the players can force the target.
func (q *inquiry) canForce(k match, target []bool) []bool {
	return q.arena.Force(q.table(k), target)
}

// canAvoid marks the states from which the players can avoid the bad ones for ever.
func (q *inquiry) canAvoid(k match, bad []bool) []bool {
	return q.arena.Avoid(q.table(k), bad)
}

// confirmAvoid verifies the strategy behind a claim that the players can avoid the bad states from the
// first day, without the algorithm that made the claim.
func (q *inquiry) confirmAvoid(k match, bad, safe []bool) {
	if err := q.arena.VerifyAvoid(q.table(k), bad, safe, nil, 0); err != nil {
		panic(fmt.Errorf("a strategy does not hold: %w", err))
	}
}

// minimal lists the smallest sets of actors from the universe, of least to most actors, for which test holds:
// sets none of whose proper subsets passes. test must not fail on a superset of a set that passes.
func minimal(universe model.ActorSet, least, most int, test func(model.ActorSet) bool) []model.ActorSet {
	var out []model.ActorSet
	ids := universe.IDs()
	for size := least; size <= min(most, len(ids)); size++ {
		subsets(ids, size, 0, func(s model.ActorSet) {
			if !containsOneOf(s, out) && test(s) {
				out = append(out, s)
			}
		})
	}
	return out
}

// or and and combine sets of states.
func or(a, b []bool) []bool {
	out := make([]bool, len(a))
	for i := range a {
		out[i] = a[i] || b[i]
	}
	return out
}

func and(a, b []bool) []bool {
	out := make([]bool, len(a))
	for i := range a {
		out[i] = a[i] && b[i]
	}
	return out
}

func not(a []bool) []bool {
	out := make([]bool, len(a))
	for i := range a {
		out[i] = !a[i]
	}
	return out
}
