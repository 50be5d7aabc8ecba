package conflict_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/conflict"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/stability"
)

// published is a conflict of the literature: its states in their numbers there, the moves and rankings it has, and the states that are
// stable for all.
type published struct {
	file   string
	states []int            // by state of ours: its number there
	moves  map[string][]int // by actor: from and to, in pairs
	ranks  map[string][]int // by actor: best first
	stable [4][]int         // R, SEQ, GMR, SMR
}

var table = []published{
	{
		file: "prisoners.pact", states: []int{1, 2, 3, 4},
		moves:  map[string][]int{"one": {1, 2, 2, 1, 3, 4, 4, 3}, "two": {1, 3, 3, 1, 2, 4, 4, 2}},
		ranks:  map[string][]int{"one": {3, 4, 1, 2}, "two": {2, 4, 1, 3}},
		stable: [4][]int{{1}, {1, 4}, {1, 4}, {1, 4}},
	},
	{
		file: "elmira.pact", states: []int{1, 2, 3, 4, 5, 6, 7, 8, 9},
		moves: map[string][]int{
			"ministry": {1, 2, 3, 4, 5, 6, 7, 8},
			"company":  {1, 3, 1, 9, 2, 4, 2, 9, 3, 9, 4, 9, 5, 7, 5, 9, 6, 8, 6, 9, 7, 9, 8, 9},
			"town":     {1, 5, 2, 6, 3, 7, 4, 8, 5, 1, 6, 2, 7, 3, 8, 4},
		},
		ranks: map[string][]int{
			"ministry": {7, 3, 4, 8, 5, 1, 2, 6, 9}, "company": {1, 4, 8, 5, 9, 3, 7, 2, 6}, "town": {7, 3, 5, 1, 8, 6, 4, 2, 9},
		},
		stable: [4][]int{{5, 8, 9}, {5, 8, 9}, {1, 4, 5, 8, 9}, {1, 4, 5, 8, 9}},
	},
	{
		file: "cuba.pact", states: []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
		moves:  map[string][]int{"usa": cubaUSA(false), "ussr": cubaUSSR()},
		ranks:  cubaRanks,
		stable: [4][]int{nil, {4, 6}, {0, 1, 2, 4, 5, 6, 7}, {0, 1, 2, 4, 5, 6, 7}},
	},
	{
		file: "cuba-irreversible.pact", states: []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
		moves:  map[string][]int{"usa": cubaUSA(true), "ussr": cubaUSSR()},
		ranks:  cubaRanks,
		stable: [4][]int{{5}, {4, 5, 6}, {0, 1, 2, 4, 5, 6, 7}, {0, 1, 2, 4, 5, 6, 7}},
	},
}

var cubaRanks = map[string][]int{
	"usa": {4, 6, 5, 7, 2, 1, 3, 0, 11, 9, 10, 8}, "ussr": {0, 4, 6, 2, 5, 1, 7, 3, 11, 9, 10, 8},
}

// cubaUSA changes strike (1) and blockade (2) while missiles (4, 8) stay as they are.
func cubaUSA(irreversible bool) []int {
	var out []int
	for from := range 12 {
		for to := range 12 {
			if from != to && from>>2 == to>>2 && !(irreversible && from&1 == 1 && to&1 == 0) {
				out = append(out, from, to)
			}
		}
	}
	return out
}

func cubaUSSR() []int {
	var out []int
	for from := range 12 {
		for to := range 12 {
			if from != to && from&3 == to&3 {
				out = append(out, from, to)
			}
		}
	}
	return out
}

func conflictOf(t *testing.T, file string, q conflict.Query) *conflict.Conflict {
	t.Helper()
	r, err := load.Load("../../examples/stability/" + file)
	if err != nil || r.Pact == nil {
		t.Fatal(err, r)
	}
	c, err := conflict.Of(context.Background(), r.Pact, q)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The conflicts of the literature come out of their pacts state for state: how many there are, who can move where, how each party ranks
// them, and which are stable by which notion.
func TestPublished(t *testing.T) {
	for _, want := range table {
		t.Run(want.file, func(t *testing.T) {
			c := conflictOf(t, want.file, conflict.Query{})
			if len(c.States) != len(want.states) {
				t.Fatalf("%d states, want %d", len(c.States), len(want.states))
			}
			want.checkPlayers(t, c)
			s := stability.NewSolver(context.Background(), c.Graph)
			for k, concept := range stability.Concepts {
				var got []int
				for i := range c.States {
					if s.Equilibrium(i, concept) == stability.Yes {
						got = append(got, want.states[i])
					}
				}
				if !slices.Equal(got, want.stable[k]) {
					t.Errorf("%s: stable are %v, want %v", concept, got, want.stable[k])
				}
			}
		})
	}
}

func (want *published) checkPlayers(t *testing.T, c *conflict.Conflict) {
	for p := range c.Players {
		name := c.Pact.Actors[c.Players[p].Actor].Name
		got := map[[2]int]bool{}
		for from, ms := range c.Graph.Players[p].Moves {
			for _, m := range ms {
				if !m.Sure {
					t.Errorf("%s: the move from %d to %d is not sure", name, want.states[from], want.states[m.To])
				}
				got[[2]int{want.states[from], want.states[m.To]}] = true
			}
		}
		wanted := map[[2]int]bool{}
		for i := 0; i < len(want.moves[name]); i += 2 {
			wanted[[2]int(want.moves[name][i:i+2])] = true
		}
		if fmt.Sprint(got) != fmt.Sprint(wanted) {
			t.Errorf("%s moves %v, want %v", name, got, wanted)
		}
		rank := map[int]int{}
		for k, n := range want.ranks[name] {
			rank[n] = k
		}
		for a := range c.States {
			for b := range c.States {
				rel, ra, rb := c.Graph.Players[p].Compare(a, b), rank[want.states[a]], rank[want.states[b]]
				if a != b && (rel == stability.Better) != (rb < ra) || a != b && rel != stability.Better && rel != stability.Worse {
					t.Errorf("%s: %d against %d is %d", name, want.states[b], want.states[a], rel)
				}
			}
		}
	}
}
