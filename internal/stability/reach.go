package stability

import "slices"

// Where players can come to together.
//
// A side comes from one state to another by a sequence of moves of its members in which nobody moves twice in a row: that would be a
// longer move of its own. In a sequence of improvements each move is one for who makes it, judged from the state it is made in. Where
// coalitions improve together, each step is what some of the side can bring about together and all of these prefer.

// how says which sequences count.
type how uint8

const (
	anyMoves   how = iota
	improve        // each move betters whoever makes it
	improveAll     // each step betters every member of the coalition that makes it together
)

// reach is where a side can come to from a state.
type reach struct {
	side Side
	how  how
	from int
}

// set is, by state, whether it can be come to.
type set []Verdict

// Step is one step of a sequence: who makes it, and where it leads.
type Step struct {
	By Side
	To int
}

// reached gives where a side can come to from a state, the state itself only if the side can come back to it.
func (s *Solver) reached(r reach) set {
	key := reach{r.side, r.how, 0}
	row := s.kept[key]
	if row == nil {
		row = make([]set, s.States)
		s.kept[key] = row
	}
	if row[r.from] == nil {
		row[r.from] = s.search(r)
	}
	return row[r.from]
}

func (s *Solver) search(r reach) set {
	out := make(set, s.States)
	for _, at := range []Verdict{Open, Yes} {
		s.walk(r, at, func(n node, _ *node) bool {
			out[n.state] = at
			return true
		})
	}
	return out
}

// node is a place in a sequence: a state, and who has moved there.
type node struct {
	state int
	last  Side
}

// walk goes, breadth first, over the places that sequences of steps that are at least so sure come to; visit is told from where.
func (s *Solver) walk(r reach, least Verdict, visit func(n node, from *node) bool) {
	seen := map[node]bool{}
	queue := []node{{state: r.from}}
	for i := 0; i < len(queue); i++ {
		at := queue[i]
		for _, st := range s.stepsFrom(at, r, least) {
			n := node{st.To, st.By}
			if seen[n] {
				continue
			}
			seen[n] = true
			queue = append(queue, n)
			if !visit(n, &queue[i]) {
				return
			}
		}
	}
}

// stepsFrom lists the steps of a side that are at least so sure, by whoever did not make the last.
func (s *Solver) stepsFrom(at node, r reach, least Verdict) []Step {
	s.step()
	if r.how == improveAll {
		return s.joint(at, r.side, least)
	}
	var out []Step
	for i := range s.members(r.side) {
		if at.last == Only(i) {
			continue
		}
		for _, m := range s.Players[i].Moves[at.state] {
			v := sure(m)
			if r.how == improve {
				v = min(v, s.better(i, at.state, m.To))
			}
			if v >= least {
				out = append(out, Step{Only(i), m.To})
			}
		}
	}
	return out
}

// joint lists what coalitions within a side bring about together and all their members prefer.
func (s *Solver) joint(at node, side Side, least Verdict) []Step {
	var out []Step
	for c := range s.coalitions(side) {
		if c == at.last {
			continue
		}
		for to, v := range s.reached(reach{c, anyMoves, at.state}) {
			if to != at.state && min(v, s.allBetter(c, at.state, to)) >= least {
				out = append(out, Step{c, to})
			}
		}
	}
	return out
}

// coalitions goes over the sets of players within a side, but the empty one.
func (s *Solver) coalitions(side Side) func(yield func(Side) bool) {
	return func(yield func(Side) bool) {
		for c := -side & side; c != 0; c = (c - side) & side {
			if !yield(c) {
				return
			}
		}
	}
}

func sure(m Move) Verdict {
	if m.Sure {
		return Yes
	}
	return Open
}

// better reports whether a player prefers the second state.
func (s *Solver) better(player, from, to int) Verdict {
	if from == to {
		return No
	}
	switch s.Players[player].Compare(from, to) {
	case Better:
		return Yes
	case Unknown:
		return Open
	}
	return No
}

// allBetter reports whether all on a side prefer the second state.
func (s *Solver) allBetter(side Side, from, to int) Verdict {
	v := Yes
	for i := range s.members(side) {
		v = min(v, s.better(i, from, to))
	}
	return v
}

// path gives a shortest sequence by which a side comes from a state to another, as sure as it can be had.
func (s *Solver) path(r reach, to int) []Step {
	for _, least := range []Verdict{Yes, Open} {
		from := map[node]node{}
		var end *node
		s.walk(r, least, func(n node, before *node) bool {
			from[n] = *before
			if n.state == to {
				end = &n
			}
			return end == nil
		})
		if end == nil {
			continue
		}
		var out []Step
		for n := *end; n != (node{state: r.from}); n = from[n] {
			out = append(out, Step{n.last, n.state})
		}
		slices.Reverse(out)
		return out
	}
	return nil
}
