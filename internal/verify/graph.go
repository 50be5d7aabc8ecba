package verify

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Graph is all that can happen under one filling, everybody free to break their word. States are numbered in the order in
// which they are first come to: state 0 is the first day's, and from each state in turn the moves are made in the order of
// the machine's labels, time last.
type Graph struct {
	*machine.Machine
	States []machine.State
	First  []int32 // the moves from state s are Moves[First[s]:First[s+1]]
	Moves  []Move
}

// Move is a move to a numbered state.
type Move struct {
	*sort
	To int32
}

// sort is what moves have in common that differ only in where they are made and lead.
type sort struct {
	program.Label
	Name     string
	Culprits model.ActorSet
	machine.Events
}

// kind tells sorts apart.
type kind struct {
	label    program.LabelID
	culprits model.ActorSet
	events   string
}

// TooMany says that there are more states than were allowed.
type TooMany struct{ States int }

func (e *TooMany) Error() string { return fmt.Sprintf("more than %d states", e.States) }

// Build makes the graph of a machine, of at most so many states.
func Build(ctx context.Context, m *machine.Machine, most int) (*Graph, error) {
	g := &Graph{Machine: m, First: []int32{0}}
	number, sorts := map[string]int32{}, map[kind]*sort{}
	var key []byte
	at := func(s machine.State) int32 {
		key = key[:0]
		for _, word := range s {
			key = binary.LittleEndian.AppendUint64(key, word)
		}
		n, known := number[string(key)]
		if !known {
			n = int32(len(g.States))
			number[string(key)], g.States = n, append(g.States, s.Clone())
		}
		return n
	}
	at(m.Initial())
	for s := 0; s < len(g.States); s++ {
		if len(g.States) > most {
			return nil, &TooMany{most}
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		m.Moves(g.States[s], func(mv machine.Move) {
			k := kind{mv.Label, mv.Culprits, ""}
			if !mv.NoEvents() {
				k.events = fmt.Sprint(mv.Events)
			}
			if sorts[k] == nil {
				l := m.Label(mv.Label)
				sorts[k] = &sort{l, NameOf(m.Pact, l), mv.Culprits, mv.CloneEvents()}
			}
			g.Moves = append(g.Moves, Move{sorts[k], at(mv.To)})
		})
		g.First = append(g.First, int32(len(g.Moves)))
	}
	return g, nil
}

// From is the moves out of a state.
func (g *Graph) From(s int) []Move { return g.Moves[g.First[s]:g.First[s+1]] }

// NameOf names a move by the names of the pact.
func NameOf(p *model.Pact, l program.Label) string {
	switch l.Kind {
	case program.Strike:
		return "time strikes"
	case program.Pass:
		return "the tick passes"
	case program.Sign:
		return p.Actors[l.Actor].Name + " signs " + p.Instruments[l.Index].Name
	case program.Do:
		return p.Actors[l.Actor].Name + " does " + p.Acts[l.Index].Name
	case program.Decide:
		d := &p.Decisions[l.Index]
		return p.Actors[l.Actor].Name + " decides " + d.Values[l.Value] + " on " + d.Name
	}
	return p.Actors[l.Actor].Name + " uses " + p.Powers[l.Index].Name
}

// Match is who plays against whom: the players keep their word unless they are among those breaking theirs; a signature of
// the willing may be made by the others too.
type Match struct{ Players, Breaking, Willing model.ActorSet }

// side says whose a move is in a match, and whether it may be made.
func (k Match) side(m *sort) (ours, theirs, may bool) {
	ours = m.Actor != program.Time && k.Players.Has(m.Actor)
	theirs = m.Actor != program.Time && (!ours || m.Kind == program.Sign && k.Willing.Has(m.Actor))
	return ours, theirs, m.Culprits.Within(k.Breaking)
}

// Rule says whether a state belongs to a set, given what does already: whether a move counts as leading there. What belongs
// to a smaller set belongs to a larger one too, so that there is a least set that the rule fills.
type Rule func(s int, into func(*Move) bool) bool

// forced is the rule of what the players can force (docs/language.md, section 12): a target, or that certain moves are made.
func (g *Graph) forced(k Match, target []bool, made func(int, *Move) bool) Rule {
	return func(s int, into func(*Move) bool) bool {
		if target[s] {
			return true
		}
		goes, held, others := false, false, false
		for i := range g.From(s) {
			m := &g.From(s)[i]
			ours, theirs, may := k.side(m.sort)
			if !may {
				held = held || m.Actor == program.Time && m.Culprits&^k.Breaking&k.Players == 0
				continue
			}
			in := into(m) || made != nil && made(s, m)
			if others = others || theirs; theirs && !in {
				return false
			}
			goes = goes || in && (ours || m.Actor == program.Time)
		}
		return goes || held && others
	}
}

// lost is the rule of what the players cannot avoid: bad states, and bad moves.
func (g *Graph) lost(k Match, bad []bool, evil func(int, *Move) bool) Rule {
	return func(s int, into func(*Move) bool) bool {
		if bad[s] {
			return true
		}
		stays, held, byUs, able := false, false, false, false
		for i := range g.From(s) {
			m := &g.From(s)[i]
			ours, theirs, may := k.side(m.sort)
			if !may {
				if m.Actor == program.Time {
					held, byUs = true, m.Culprits&^k.Breaking&k.Players != 0
				}
				continue
			}
			out := into(m) || evil != nil && evil(s, m)
			if theirs && out {
				return true
			}
			able = able || ours
			stays = stays || !out && (ours || m.Actor == program.Time)
		}
		return !stays && !(held && (!byUs || !able))
	}
}

// Never is the rank of a state outside a set.
const Never = -1

// Ranked is the least set that a rule fills, by how long that takes: a state of rank 0 belongs to it by itself, one of rank n
// given those of lower rank, and not without those of rank n-1. Where it counts ticks, Ticks[n] is the rank from which on
// states need more than n of them; a tick leads only to what needs fewer.
type Ranked struct {
	Ranks []int
	Ticks []int // nil where ticks do not count
}

// within is the number of ticks that a rank needs.
func (x *Ranked) within(rank int) int {
	n, found := slices.BinarySearch(x.Ticks, rank)
	if found {
		n++
	}
	return n
}

// into says which moves count as leading into the states of a rank below some, reached in so many ticks.
func (x *Ranked) into(rank, ticks int) func(*Move) bool {
	return func(m *Move) bool {
		r, below := x.Ranks[m.To], rank
		if x.Ticks != nil && m.Kind == program.Pass {
			if below = 0; ticks > 0 {
				below = x.Ticks[ticks-1]
			}
		}
		return r != Never && r < below
	}
}

// earlier is into for what was there one step before a rank; nil if nothing was.
func (x *Ranked) earlier(rank int) func(*Move) bool {
	switch n := x.within(rank); {
	case n > 0 && x.Ticks[n-1] == rank:
		return x.into(rank, n-1)
	case rank > 0:
		return x.into(rank-1, n)
	}
	return nil
}

// Check holds a ranked set to its rule: in each state by itself, looking one move ahead. The error says where it fails.
func (g *Graph) Check(x *Ranked, rule Rule) error {
	end := slices.Max(append([]int{Never}, x.Ranks...)) + 1
	if n := len(x.Ticks); n > 0 && (x.Ticks[n-1] != end || !slices.IsSorted(x.Ticks) || len(slices.Compact(slices.Clone(x.Ticks))) != n) {
		return fmt.Errorf("its ticks do not divide its ranks")
	}
	for s, r := range x.Ranks {
		if r == Never {
			if rule(s, x.into(end, len(x.Ticks))) {
				return fmt.Errorf("state %d is left out, and belongs to it", s)
			}
			continue
		}
		if !rule(s, x.into(r, x.within(r))) {
			return fmt.Errorf("state %d has rank %d, and nothing leads to lower ones as it must", s, r)
		}
		if before := x.earlier(r); before != nil && rule(s, before) {
			return fmt.Errorf("state %d has rank %d, and belongs to a lower one", s, r)
		}
	}
	return nil
}
