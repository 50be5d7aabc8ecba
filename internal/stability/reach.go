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

// hit is a state that can, or may, be come to.
type hit struct {
	to  int
	can Verdict
}

// Step is one step of a sequence: who makes it, and where it leads.
type Step struct {
	By Side
	To int
}

// reached gives where a side can come to from a state, in order; the state itself only if the side can come back to it.
func (s *Solver) reached(r reach) []hit {
	key := reach{r.side, r.how, 0}
	row := s.kept[key]
	if row == nil {
		row = make([][]hit, s.States)
		s.kept[key] = row
	}
	if row[r.from] == nil {
		row[r.from] = s.search(r)
	}
	return row[r.from]
}

func (s *Solver) search(r reach) []hit {
	can := make([]Verdict, s.States)
	for _, at := range []Verdict{Open, Yes} {
		s.walk(r, at, func(n, _ node) bool {
			can[n.state] = at
			return true
		})
	}
	out := []hit{}
	for to, v := range can {
		if v > No {
			out = append(out, hit{to, v})
		}
	}
	return out
}

// node is a place in a sequence: a state, and who has moved there.
type node struct {
	state int
	last  Side
}

// walk goes, breadth first, over the places that sequences of steps that are at least so sure come to; visit is told from where.
//
// A state is left in every way but by who came there first; if another comes there too, then in that way as well. So no state is left
// more than once in each way, and nobody moves twice in a row.
func (s *Solver) walk(r reach, least Verdict, visit func(n node, from node) bool) {
	seen := make([][2]Side, s.States) // who came first, and another
	queue := []node{{state: r.from}}
	for i := 0; i < len(queue); i++ {
		at, only := queue[i], Side(0)
		if i > 0 && at.last == seen[at.state][1] {
			only = seen[at.state][0]
		}
		s.stepsFrom(at, r, only, func(st Step, v Verdict) bool {
			x := &seen[st.To]
			switch {
			case v < least || x[1] != 0 || x[0] == st.By:
				return true
			case x[0] == 0:
				x[0] = st.By
			default:
				x[1] = st.By
			}
			n := node{st.To, st.By}
			queue = append(queue, n)
			if !visit(n, at) {
				i = len(queue)
				return false
			}
			return true
		})
	}
}

// stepsFrom tells the steps of a side by whoever did not make the last, or by some alone unless that is empty, with how sure they are.
func (s *Solver) stepsFrom(at node, r reach, only Side, tell func(Step, Verdict) bool) {
	s.step()
	if r.how == improveAll {
		s.joint(at, r.side, only, tell)
		return
	}
	for i := range s.members(r.side) {
		if at.last == Only(i) || only != 0 && only != Only(i) {
			continue
		}
		for _, m := range s.Players[i].Moves[at.state] {
			v := sure(m)
			if r.how == improve {
				v = min(v, s.better(i, at.state, m.To))
			}
			if v > No && !tell(Step{Only(i), m.To}, v) {
				return
			}
		}
	}
}

// joint tells what coalitions within a side bring about together and all their members prefer.
func (s *Solver) joint(at node, side, only Side, tell func(Step, Verdict) bool) {
	for c := range s.coalitions(side) {
		if c == at.last || only != 0 && only != c {
			continue
		}
		for _, m := range s.improvements(c, at.state) {
			if !tell(Step{c, m.to}, m.can) {
				return
			}
		}
	}
}

// improvements lists what a coalition can bring about from a state and all its members prefer.
func (s *Solver) improvements(c Side, from int) []hit {
	row := s.joined[c]
	if row == nil {
		row = make([][]hit, s.States)
		s.joined[c] = row
	}
	if row[from] == nil {
		out := []hit{}
		for _, h := range s.reached(reach{c, anyMoves, from}) {
			if v := min(h.can, s.allBetter(c, from, h.to)); v > No {
				out = append(out, hit{h.to, v})
			}
		}
		row[from] = out
	}
	return row[from]
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
		s.walk(r, least, func(n, before node) bool {
			from[n] = before
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
