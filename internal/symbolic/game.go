package symbolic

import (
	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
)

// The games of package game, on sets. The equations are those of its Force and Avoid.

// Game is a match on a set of states that none of its moves leaves.
type Game struct {
	f      *Family
	states bdd.Ref
	theirs []bdd.Ref // by move: where it is one of the others'
	ours   []bdd.Ref // by move: where it is the players', or time that goes on

	mine         bdd.Ref // where the players have a move
	others       bdd.Ref // where the others have one
	heldByOthers bdd.Ref
	heldByMine   bdd.Ref
}

// Game sets a match up on a set of states.
func (f *Family) Game(k world.Match, states bdd.Ref) *Game {
	g := &Game{f: f, states: states, mine: bdd.False, others: bdd.False, heldByOthers: bdd.False, heldByMine: bdd.False}
	permitted := f.Permitted(k.Defectors)
	for i := range f.moves {
		m := &f.moves[i]
		may := f.And(permitted[i], states)
		ours, theirs := bdd.False, bdd.False
		switch {
		case m.label.Actor == machine.Time:
			ours = may
			held := f.Diff(f.And(m.guard, states), permitted[i])
			byMine := f.And(held, f.breach(m, k.Players&^k.Defectors))
			g.heldByMine = f.Or(g.heldByMine, byMine)
			g.heldByOthers = f.Or(g.heldByOthers, f.Diff(held, byMine))
		default:
			mine, others := k.Whose(m.label)
			if mine {
				ours = may
				g.mine = f.Or(g.mine, may)
			}
			if others {
				theirs = may
				g.others = f.Or(g.others, may)
			}
		}
		g.ours, g.theirs = append(g.ours, ours), append(g.theirs, theirs)
	}
	return g
}

// Force is from where the players can force the target.
func (g *Game) Force(target bdd.Ref) bdd.Ref {
	f := g.f
	win := f.And(target, g.states)
	push := f.And(g.heldByOthers, g.others) // where something carries the course into win once the others' moves do
	open := append([]bdd.Ref(nil), g.theirs...)
	for fresh := win; fresh != bdd.False; {
		blocked := bdd.False
		for i := range f.moves {
			if g.ours[i] == bdd.False && open[i] == bdd.False {
				continue
			}
			from := f.before(&f.moves[i], fresh)
			push = f.Or(push, f.And(g.ours[i], from))
			open[i] = f.Diff(open[i], from)
			blocked = f.Or(blocked, open[i])
		}
		fresh = f.Diff(f.Diff(push, blocked), win)
		win = f.Or(win, fresh)
	}
	return win
}

// Lost is from where the players cannot avoid the bad states.
func (g *Game) Lost(bad bdd.Ref) bdd.Ref { return g.LostMoves(bad, nil) }

// LostMoves is Lost with bad moves as well, by move: others may make them; the players must not, and time going on by
// one loses too.
func (g *Game) LostMoves(bad bdd.Ref, badMoves []bdd.Ref) bdd.Ref {
	f := g.f
	lost := f.And(bad, g.states)
	always := f.Or(g.heldByOthers, f.Diff(g.heldByMine, g.mine)) // where the course may stand still
	ways := append([]bdd.Ref(nil), g.ours...)
	for i := range badMoves {
		ways[i] = f.Diff(ways[i], badMoves[i])
		lost = f.Or(lost, f.And(g.theirs[i], badMoves[i]))
	}
	seen := make([]bdd.Ref, len(f.moves))
	for i := range seen {
		seen[i] = bdd.False
	}
	back := func(i int) (from bdd.Ref) { // from where move i leads to what was lost since it was last asked
		fresh := f.Diff(lost, seen[i])
		seen[i] = lost
		if fresh == bdd.False {
			return bdd.False
		}
		return f.before(&f.moves[i], fresh)
	}
	for before := bdd.True; lost != before; {
		before = lost
		for inner := bdd.True; lost != inner; { // what the others can do first: it is most of it
			inner = lost
			for i := range f.moves {
				if g.theirs[i] != bdd.False {
					lost = f.Or(lost, f.And(g.theirs[i], back(i)))
				}
			}
		}
		on := always
		for i := range f.moves {
			if ways[i] != bdd.False {
				ways[i] = f.Diff(ways[i], back(i))
				on = f.Or(on, ways[i])
			}
		}
		lost = f.Or(lost, f.Diff(g.states, on))
	}
	return lost
}
