package conflict

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/stability"
)

// The graph of a conflict.
//
// A party moves from one state to another by choosing otherwise, in all that it chooses at once, while the others choose as before. What
// was done for good stays done: no move leads from where an irreversible act was done, by whomever, to where it was not.
//
// States count as one if nothing ever differs between them: the same comes of both, and each party can move from both to the same
// states. That is the coarsest such partition, found by refining the one by what comes of them (Paige and Tarjan's question, answered
// by Moore's rounds); moves within one of its classes change nothing and are left out.

// build makes the states and the graph of results.
func (c *Conflict) build(ctx context.Context, rs []result) {
	raw := c.rawMoves(ctx, rs)
	if ctx.Err() != nil {
		return
	}
	class, n := coarsest(rs, raw)
	c.States = make([]State, n)
	g := &stability.Graph{States: n}
	for i := len(rs) - 1; i >= 0; i-- {
		c.States[class[i]] = c.join(rs[i], c.States[class[i]])
	}
	for p := range c.Players {
		out := make([][]stability.Move, n)
		for i := range rs {
			out[class[i]] = between(raw[p][i], class, class[i])
		}
		g.Players = append(g.Players, stability.Player{Moves: out, Compare: c.compare(p)})
	}
	c.Graph = g
}

// join adds a result to the state that it belongs to.
func (c *Conflict) join(r result, s State) State {
	values := s.Values
	s = r.State
	s.Values = make([][]int, len(c.Choices))
	for k, v := range r.profile {
		var all []int
		if values != nil {
			all = values[k]
		}
		all = append([]int{v}, all...)
		slices.Sort(all)
		s.Values[k] = slices.Compact(all)
	}
	return s
}

// rawMoves lists, for each player and each result, to which results it can move.
func (c *Conflict) rawMoves(ctx context.Context, rs []result) [][][]stability.Move {
	at := map[string]int{}
	for i := range rs {
		at[fmt.Sprint(rs[i].profile)] = i
	}
	out := make([][][]stability.Move, len(c.Players))
	for p := range c.Players {
		out[p] = make([][]stability.Move, len(rs))
		for i := range rs {
			if ctx.Err() != nil {
				return nil
			}
			for _, to := range c.otherwise(rs[i].profile, c.Players[p].Choices) {
				j, feasible := at[fmt.Sprint(to)]
				if m, ok := undoesNothing(&rs[i], rs, j); feasible && ok && j != i {
					out[p][i] = append(out[p][i], m)
				}
			}
		}
	}
	return out
}

// otherwise lists the combinations that differ in some choices alone.
func (c *Conflict) otherwise(profile []int, mine []int) [][]int {
	var free []Choice
	for _, k := range mine {
		free = append(free, c.Choices[k])
	}
	var out [][]int
	for own := range profiles(free) {
		to := slices.Clone(profile)
		for n, k := range mine {
			to[k] = own[n]
		}
		out = append(out, to)
	}
	return out
}

// undoesNothing reports whether what was done for good in one result is so in another, and how surely.
func undoesNothing(from *result, rs []result, j int) (stability.Move, bool) {
	to := &rs[j]
	return stability.Move{To: j, Sure: from.most&^to.least == 0}, from.least&^to.most == 0
}

// between turns moves between results into moves between classes.
func between(moves []stability.Move, class []int, own int) []stability.Move {
	sure := map[int]bool{}
	for _, m := range moves {
		if to := class[m.To]; to != own {
			sure[to] = sure[to] || m.Sure
		}
	}
	var out []stability.Move
	for to, s := range sure {
		out = append(out, stability.Move{To: to, Sure: s})
	}
	slices.SortFunc(out, func(a, b stability.Move) int { return a.To - b.To })
	return out
}

// coarsest gives each result its class, numbered in order of the first result of each.
func coarsest(rs []result, raw [][][]stability.Move) (class []int, n int) {
	key := make([]string, len(rs))
	for i := range rs {
		key[i] = fmt.Sprint(strings.Join(rs[i].Results, "\n"), rs[i].Wishes, rs[i].Asked)
		if !rs[i].Settled {
			key[i] += fmt.Sprint("alone", i)
		}
	}
	class, n = number(key)
	for {
		for i := range rs {
			key[i] = fmt.Sprint(class[i])
			for p := range raw {
				key[i] += fmt.Sprint(between(raw[p][i], class, class[i]))
			}
		}
		next, m := number(key)
		if m == n {
			return next, m
		}
		class, n = next, m
	}
}

// number numbers texts in order of where they first come.
func number(keys []string) (out []int, n int) {
	at := map[string]int{}
	for _, k := range keys {
		i, ok := at[k]
		if !ok {
			i = len(at)
			at[k] = i
		}
		out = append(out, i)
	}
	return out, len(at)
}

// compare is how a player compares states: by the first of its conditions that tells them apart. Where it is not known whether one
// holds, in the end and for good, nothing is known of the comparison; where none tells them apart they are alike to it, as far as is
// on record. Where nothing is recorded of it nothing is known.
func (c *Conflict) compare(player int) func(from, to int) stability.Relation {
	if c.Players[player].Wishes == nil {
		return func(int, int) stability.Relation { return stability.Unknown }
	}
	return func(from, to int) stability.Relation {
		a, b := c.States[from].Wishes[player], c.States[to].Wishes[player]
		for k := range a {
			switch {
			case a[k] == stability.Open || b[k] == stability.Open:
				return stability.Unknown
			case a[k] < b[k]:
				return stability.Better
			case a[k] > b[k]:
				return stability.Worse
			}
		}
		return stability.Alike
	}
}
