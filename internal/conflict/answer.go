package conflict

import (
	"context"
	"slices"

	"github.com/servanda-lang/servanda/internal/stability"
)

// Wanted says what is to be told of a conflict.
type Wanted struct {
	Players  []int               // nil: all
	Concepts []stability.Concept // nil: all
	States   []int               // of which it is told why they are stable or not; nil: those that hold by some notion, as far as they are few
	Deals    []int               // states of which it is told what would have to be preferred for them to hold
}

// Answers is what is stable in a conflict, and why.
type Answers struct {
	*Conflict
	Wanted   Wanted
	Verdicts [][][]stability.Verdict // by state, player, concept
	All      [][]stability.Verdict   // by state, concept: stable for every player
	Said     [][]stability.Verdict   // by state, concept: stable for every player of whom something is recorded
	Together [][]Joint               // by state, concept: whether it is stable for every coalition; asked only of states in All, and not if Alone
	Alone    bool                    // coalitions were not looked at: there are too many players and states
	Why      []Explained
	Needs    []DealNeeds
	Ties     []int // by player: moves of its own between states that what is recorded of it does not tell apart
}

// Joint is whether a state is stable for every coalition of players, and a least one for which it is not, as surely as can be said.
type Joint struct {
	Verdict stability.Verdict
	By      stability.Side
}

// Explained is why a state is stable or not for one player.
type Explained struct {
	State, Player int
	Departures    []Departure
}

// Departure is a move that a player wants to make, with the answers to it by the notions, from those that the others want to those that
// they only could give.
type Departure struct {
	To      int
	Wanted  stability.Verdict
	Answers map[stability.Concept]stability.Departure
}

// DealNeeds is what each player would have to prefer for a state to hold: for itself, and for all while the others prefer what is recorded.
type DealNeeds struct {
	State int
	By    [][]stability.Need // by player, concept
	All   [][]stability.Deal // by player, concept
}

// Coalitions are looked at only among so many players, and if all coalitions of all states are so many: the work doubles with each player.
const (
	mostTogether  = 6
	mostJointWork = 1 << 13
)

// fewStates is how many states are explained unasked.
const fewStates = 6

// Answer says what is stable. The error is *explore.Inconclusive if ctx was done first.
func (c *Conflict) Answer(ctx context.Context, w Wanted) (*Answers, error) {
	a := &Answers{Conflict: c, Wanted: w}
	s := stability.NewSolver(ctx, c.Graph)
	if stability.Try(func() {
		a.judge(s)
		a.explain(s)
		for _, state := range w.Deals {
			a.Needs = append(a.Needs, a.needs(s, state))
		}
	}) != nil {
		return nil, stopped(ctx)
	}
	for p := range c.Players {
		a.Ties = append(a.Ties, c.ties(p))
	}
	return a, nil
}

func (a *Answers) judge(s *stability.Solver) {
	a.Alone = len(a.Players) > mostTogether || len(a.States)<<len(a.Players) > mostJointWork
	for i := range a.States {
		rows := make([][]stability.Verdict, len(a.Players))
		all, said := allStable(), allStable()
		var joint []Joint
		for _, c := range stability.Concepts {
			for p := range a.Players {
				v := s.Stable(p, i, c)
				rows[p] = append(rows[p], v)
				all[c] = min(all[c], v)
				if a.Players[p].Wishes != nil {
					said[c] = min(said[c], v)
				}
			}
			if !a.Alone && all[c] > stability.No {
				v, by := s.Coalitional(i, c)
				joint = append(joint, Joint{v, by})
			} else {
				joint = append(joint, Joint{})
			}
		}
		a.Verdicts, a.All, a.Said, a.Together = append(a.Verdicts, rows), append(a.All, all), append(a.Said, said), append(a.Together, joint)
	}
}

func allStable() []stability.Verdict {
	return []stability.Verdict{stability.Yes, stability.Yes, stability.Yes, stability.Yes}
}

// where lists the states of which a verdict on each is such.
func where(by [][]stability.Verdict, c stability.Concept, v stability.Verdict) []int {
	var out []int
	for i := range by {
		if by[i][c] == v {
			out = append(out, i)
		}
	}
	return out
}

// Stable lists the states that are, or may be, stable for all by a notion.
func (a *Answers) Stable(c stability.Concept, v stability.Verdict) []int {
	return where(a.All, c, v)
}

// explain tells why, of the states that are wanted, or else of those that hold by the notion that is met hardest.
func (a *Answers) explain(s *stability.Solver) {
	states := a.Wanted.States
	for _, c := range stability.Concepts {
		if states == nil && len(a.Stable(c, stability.Yes)) > 0 && c != stability.Nash {
			states = a.Stable(c, stability.Yes)
			states = states[:min(len(states), fewStates)]
		}
	}
	for _, i := range states {
		for p := range a.Players {
			if a.Wanted.Players == nil || slices.Contains(a.Wanted.Players, p) {
				a.Why = append(a.Why, Explained{i, p, departures(s, p, i)})
			}
		}
	}
}

func departures(s *stability.Solver, player, state int) []Departure {
	var out []Departure
	for _, c := range stability.Concepts {
		for k, d := range s.Departures(stability.Query{Side: stability.Only(player), State: state, Concept: c}) {
			if c == stability.Nash {
				out = append(out, Departure{d.To, d.Wanted, map[stability.Concept]stability.Departure{}})
			}
			out[k].Answers[c] = d
		}
	}
	return out
}

func (a *Answers) needs(s *stability.Solver, state int) DealNeeds {
	n := DealNeeds{State: state}
	for p := range a.Players {
		var row []stability.Need
		var all []stability.Deal
		for _, c := range stability.Concepts {
			row, all = append(row, s.Needs(p, state, c)), append(all, s.Deal(p, state, c))
		}
		n.By, n.All = append(n.By, row), append(n.All, all)
	}
	return n
}

// ties counts the moves of a player between states that are alike to it.
func (c *Conflict) ties(p int) int {
	n := 0
	for from, ms := range c.Graph.Players[p].Moves {
		for _, m := range ms {
			if c.Graph.Players[p].Compare(from, m.To) == stability.Alike {
				n++
			}
		}
	}
	return n
}
