// Package stability says which states of a conflict its players would leave: the graph model for conflict resolution. It knows
// nothing of pacts: states and players are numbers.
//
// Input: a Graph, that is, for each player the states it can move to by itself from each state, and how it compares two states.
// Output: for each state and each player, or coalition of players, whether it is stable by Nash (R), general metarational (GMR),
// symmetric metarational (SMR) and sequential (SEQ) stability, and by their coalitional versions; why; and, turned round, what a
// player would have to prefer for a state to be stable for it.
//
// The definitions are those of Fang, Hipel and Kilgour, Interactive Decision Making (1993), chapters 3 and 4; for coalitions those
// of Kilgour, Hipel, Fang and Peng (2001) and Inohara and Hipel (2008); the inverse is that of Kinsara, Petersons, Hipel and Kilgour
// (2015). What is known of moves and comparisons may have gaps. Then answers have three values, by the strong logic of Kleene: what
// comes out as Yes or No does so whatever fills the gaps.
package stability

import "context"

// Relation is how one state stands to another for a player.
type Relation uint8

// The relations. Unknown is what nobody has said.
const (
	Unknown Relation = iota
	Worse
	Alike
	Better
)

// Verdict is an answer.
type Verdict uint8

// The answers, from false to true: the least of several is their "and", the greatest their "or".
const (
	No Verdict = iota
	Open
	Yes
)

// Not is the opposite.
func (v Verdict) Not() Verdict { return Yes - v }

// Move is a way out of a state for one player. One that is not Sure may be possible or not.
type Move struct {
	To   int
	Sure bool
}

// Player is one who moves and prefers. Its moves out of a state are in ascending order of where they lead, each once, and none leads
// back to the state.
type Player struct {
	Moves   [][]Move
	Compare func(from, to int) Relation // how `to` stands to `from`
}

// Graph is a conflict. Its players are numbered; a set of them is a Side.
type Graph struct {
	States  int
	Players []Player
}

// Side is a set of players: player i is bit i.
type Side uint32

// MostPlayers is how many players a Side can hold.
const MostPlayers = 32

// Only is the side of one player.
func Only(player int) Side { return 1 << player }

// Has reports whether a player is on the side.
func (s Side) Has(player int) bool { return s>>player&1 == 1 }

// All is the side of every player.
func (g *Graph) All() Side { return Side(1<<len(g.Players) - 1) }

// members goes over the players on a side.
func (g *Graph) members(s Side) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := range g.Players {
			if s.Has(i) && !yield(i) {
				return
			}
		}
	}
}

// Solver answers questions about a graph and keeps what several of them need. It is not safe for concurrent use.
type Solver struct {
	*Graph
	ctx    context.Context
	kept   map[reach][][]hit
	joined map[Side][][]hit
	steps  int
}

// NewSolver makes a solver. When ctx is done the solver panics with Stopped; Try turns that into an error.
func NewSolver(ctx context.Context, g *Graph) *Solver {
	return &Solver{Graph: g, ctx: ctx, kept: map[reach][][]hit{}, joined: map[Side][][]hit{}}
}

// Stopped is thrown when the context of a solver is done.
type Stopped struct{ Err error }

// Try runs f and gives the error of the context if it was done before.
func Try(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			s, ok := r.(Stopped)
			if !ok {
				panic(r)
			}
			err = s.Err
		}
	}()
	f()
	return nil
}

func (s *Solver) step() {
	if s.steps++; s.steps&(1<<10-1) == 0 && s.ctx.Err() != nil {
		panic(Stopped{s.ctx.Err()})
	}
}
