package symbolic

import (
	"iter"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
)

// The games of package game, on sets. The equations are those of its Force and Avoid.

// Game is a match on a set of states that none of its moves leaves, or such that it does not matter how it goes on where one does.
// What is asked of it is asked of a slice that tells it, if there is one (part.go).
type Game struct {
	*Family
	match  world.Match
	states bdd.Ref
	whole  *board            // with all there is; nil before it is first needed
	parts  map[*slice]*board // by slice
}

// Game sets a match up on a set of states.
func (f *Family) Game(k world.Match, states bdd.Ref) *Game {
	return &Game{Family: f, match: k, states: states, parts: map[*slice]*board{}}
}

// board is the game with all there is.
func (g *Game) board() *board {
	if g.whole == nil {
		g.whole = g.Family.board(g.match, g.states)
	}
	return g.whole
}

// Force is from where the players can force the target.
func (g *Game) Force(target bdd.Ref) bdd.Ref {
	if p := g.part(target, nil); p != nil {
		return g.And(g.states, p.force(p.target))
	}
	return g.board().force(target)
}

// ForceWithin is from where they can force the target, or that one of some moves is made, by move, while time passes at most
// so many times: for none, one, two ... as long as more of it helps. None of the moves is time.
func (g *Game) ForceWithin(target bdd.Ref, made []bdd.Ref) iter.Seq[bdd.Ref] {
	p := g.part(target, made)
	if p == nil {
		return g.board().forceWithin(target, made)
	}
	return func(yield func(bdd.Ref) bool) {
		for won := range p.forceWithin(p.target, p.made) {
			if !yield(g.And(g.states, won)) {
				return
			}
		}
	}
}

// Lost is from where the players cannot avoid the bad states.
func (g *Game) Lost(bad bdd.Ref) bdd.Ref { return g.LostMoves(bad, nil) }

// LostMoves is Lost with bad moves as well, by move: others may make them; the players must not, and time going on by
// one loses too.
func (g *Game) LostMoves(bad bdd.Ref, badMoves []bdd.Ref) bdd.Ref {
	if p := g.part(bad, badMoves); p != nil {
		return g.And(g.states, p.lost(p.target, p.made))
	}
	return g.board().lost(bad, badMoves)
}

// board is a match laid out on the moves of a family.
type board struct {
	f      *Family
	states bdd.Ref
	theirs []bdd.Ref // by move: where it is one of the others'
	ours   []bdd.Ref // by move: where it is the players', or time that goes on

	mine         bdd.Ref // where the players have a move
	others       bdd.Ref // where the others have one
	heldByOthers bdd.Ref
	heldByMine   bdd.Ref
}

// board lays a match out.
func (f *Family) board(k world.Match, states bdd.Ref) *board {
	g := &board{f: f, states: states, mine: bdd.False, others: bdd.False, heldByOthers: bdd.False, heldByMine: bdd.False}
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

func (g *board) force(target bdd.Ref) bdd.Ref {
	x := g.forcing(target, nil)
	x.close(x.win, func(int) bool { return true })
	return x.win
}

func (g *board) forceWithin(target bdd.Ref, made []bdd.Ref) iter.Seq[bdd.Ref] {
	return func(yield func(bdd.Ref) bool) {
		f, x := g.f, g.forcing(target, made)
		early := bdd.False // what was won before time passed last
		for fresh := f.Or(x.win, x.ready()); ; {
			x.win = f.Or(x.win, fresh)
			x.close(fresh, func(i int) bool { return f.moves[i].label.Kind != machine.Pass })
			if !yield(x.win) {
				return
			}
			late := f.Diff(x.win, early)
			early = x.win
			x.back(late, func(i int) bool { return f.moves[i].label.Kind == machine.Pass })
			if fresh = x.ready(); fresh == bdd.False {
				return
			}
		}
	}
}

// forcing is what is won so far, and what stands open.
type forcing struct {
	*board
	win  bdd.Ref
	push bdd.Ref   // where something carries the course into win once the others' moves do
	open []bdd.Ref // by move: where it is one of the others' that does not lead into win
}

func (g *board) forcing(target bdd.Ref, made []bdd.Ref) *forcing {
	f := g.f
	x := &forcing{g, f.And(target, g.states), f.And(g.heldByOthers, g.others), append([]bdd.Ref(nil), g.theirs...)}
	for i, m := range made {
		x.open[i] = f.Diff(x.open[i], m)
		x.push = f.Or(x.push, f.And(g.ours[i], m))
	}
	return x
}

// back notes that certain moves lead into what was won.
func (x *forcing) back(fresh bdd.Ref, counts func(i int) bool) {
	f := x.f
	for i := range f.moves {
		if counts(i) && (x.ours[i] != bdd.False || x.open[i] != bdd.False) {
			from := f.before(&f.moves[i], fresh)
			x.push = f.Or(x.push, f.And(x.ours[i], from))
			x.open[i] = f.Diff(x.open[i], from)
		}
	}
}

// ready is what is won now and was not.
func (x *forcing) ready() bdd.Ref {
	f, blocked := x.f, bdd.False
	for _, o := range x.open {
		blocked = f.Or(blocked, o)
	}
	return f.Diff(f.Diff(x.push, blocked), x.win)
}

// close adds what is won by certain moves, from what was won last.
func (x *forcing) close(fresh bdd.Ref, counts func(i int) bool) {
	for n := 1; fresh != bdd.False; n++ {
		x.back(fresh, counts)
		fresh = x.ready()
		x.win = x.f.Or(x.win, fresh)
		if x.f.waitAfter(n) && counts(x.f.pass) {
			waited := x.f.Diff(x.waiting().back(x.win), x.win)
			x.win, fresh = x.f.Or(x.win, waited), x.f.Or(fresh, waited)
		}
	}
}

// waiting says how the players can wait, and nobody hinders them: whatever else the others do leads into win.
func (x *forcing) waiting() *waiting {
	blocked := bdd.False
	for _, o := range x.open {
		blocked = x.f.Or(blocked, o)
	}
	return x.f.waitingIn(x.f.Diff(x.ours[x.f.pass], blocked))
}

func (g *board) lost(bad bdd.Ref, badMoves []bdd.Ref) bdd.Ref {
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
	tick := bdd.False // where it can be waited
	if f.pass >= 0 {
		tick = ways[f.pass]
	}
	for n, before := 1, bdd.True; lost != before; n++ {
		before = lost
		for inner := bdd.True; lost != inner; { // what the others can do first: it is most of it
			inner = lost
			for i := range f.moves {
				if g.theirs[i] != bdd.False {
					lost = f.Or(lost, f.And(g.theirs[i], back(i)))
				}
			}
		}
		on, act := always, always
		for i := range f.moves {
			if ways[i] != bdd.False {
				ways[i] = f.Diff(ways[i], back(i))
				on = f.Or(on, ways[i])
			}
			if i != f.pass {
				act = f.Or(act, ways[i])
			}
		}
		lost = f.Or(lost, f.Diff(g.states, on))
		if f.waitAfter(n) { // where nothing is left but to wait, and that comes to what is lost
			lost = f.Or(lost, f.waitingIn(f.Diff(tick, act)).back(lost))
		}
	}
	return lost
}
