package symbolic

import "github.com/servanda-lang/servanda/internal/bdd"

// Claims about games, held against what they say by code that did not make them; on all of a state, whatever slice they were found in.

// Keeps reports whether, in some fillings, the players can stay for ever outside the states said to be lost without bad
// states and moves: no safe state is bad, no move of the others leads from one to what is lost or is bad, and from each the
// course can go on by a move that neither leads there nor is bad, or may stand still.
func (g *Game) Keeps(bad bdd.Ref, badMoves []bdd.Ref, lost, fillings bdd.Ref) bool {
	return g.board().keeps(bad, badMoves, g.And(lost, g.states), fillings)
}

func (g *board) keeps(bad bdd.Ref, badMoves []bdd.Ref, lost, fillings bdd.Ref) bool {
	f := g.f
	safe := f.Diff(f.And(g.states, fillings), lost)
	if f.And(safe, bad) != bdd.False {
		return false
	}
	on := f.Or(g.heldByOthers, f.Diff(g.heldByMine, g.mine))
	for i := range f.moves {
		loses := bdd.False
		if g.ours[i] != bdd.False || g.theirs[i] != bdd.False {
			loses = f.before(&f.moves[i], lost)
		}
		if badMoves != nil {
			loses = f.Or(loses, badMoves[i])
		}
		if f.And(safe, f.And(g.theirs[i], loses)) != bdd.False {
			return false
		}
		on = f.Or(on, f.Diff(g.ours[i], loses))
	}
	return f.Diff(safe, on) == bdd.False
}

// Comes reports whether, in some fillings, the players can bring the course from the first day to the target: going back
// from it, a state is added if all moves of the others from it lead to what is there already, and something carries it on.
func (g *Game) Comes(target, fillings bdd.Ref) bool { return g.board().comes(target, fillings) }

func (g *board) comes(target, fillings bdd.Ref) bool {
	f := g.f
	for win := f.And(target, g.states); ; {
		if f.Diff(fillings, f.AtStart(win)) == bdd.False {
			return true
		}
		push, open := f.And(g.heldByOthers, g.others), bdd.False
		for i := range f.moves {
			if g.ours[i] == bdd.False && g.theirs[i] == bdd.False {
				continue
			}
			from := f.before(&f.moves[i], win)
			push, open = f.Or(push, f.And(g.ours[i], from)), f.Or(open, f.Diff(g.theirs[i], from))
		}
		more := f.Or(win, f.Diff(f.And(push, g.states), open))
		if more == win {
			return false
		}
		win = more
	}
}
