package stability

import "math/bits"

// Concept is a notion of stability: how far somebody looks ahead before leaving a state, and what it fears.
type Concept uint8

// The notions. A state is stable for somebody if it has no move that it prefers (Nash), or if after each such move the others can
// bring about what it does not prefer to the state: by any moves (General), by any moves out of which it cannot get again
// (Symmetric), or by moves that better those who make them (Sequential).
const (
	Nash Concept = iota
	Sequential
	General
	Symmetric
)

// Concepts lists the notions.
var Concepts = []Concept{Nash, Sequential, General, Symmetric}

func (c Concept) String() string { return [...]string{"R", "SEQ", "GMR", "SMR"}[c] }

// Query asks whether a state is stable for a side. With Jointly the others, too, may move in coalitions; it makes a difference for
// Sequential alone.
type Query struct {
	Side    Side
	State   int
	Concept Concept
	Jointly bool
}

// Stable reports whether a state is stable for a player by itself.
func (s *Solver) Stable(player, state int, c Concept) Verdict {
	return s.Answer(Query{Side: Only(player), State: state, Concept: c})
}

// Equilibrium reports whether a state is stable for every player by itself.
func (s *Solver) Equilibrium(state int, c Concept) Verdict {
	v := Yes
	for i := range s.Players {
		v = min(v, s.Stable(i, state, c))
	}
	return v
}

// Coalitional reports whether a state is stable for every coalition, and for a coalition for which it is not as surely as can be said,
// a least one of those.
func (s *Solver) Coalitional(state int, c Concept) (v Verdict, worst Side) {
	v = Yes
	for side := range s.coalitions(s.All()) {
		x := s.Answer(Query{side, state, c, true})
		if x < v || x == v && x < Yes && bits.OnesCount32(uint32(side)) < bits.OnesCount32(uint32(worst)) {
			v, worst = x, side
		}
	}
	return v, worst
}

// Answer answers a query.
func (s *Solver) Answer(q Query) Verdict {
	v := Yes
	for _, h := range s.reached(reach{q.Side, anyMoves, q.State}) {
		if leaves := min(h.can, s.allBetter(q.Side, q.State, h.to)); leaves > No {
			if v = min(v, max(leaves.Not(), s.deterred(q, h.to))); v == No {
				break
			}
		}
	}
	return v
}

// others is how those who are not asked may answer.
func (q Query) others(g *Graph, from int) reach {
	r := reach{g.All() &^ q.Side, anyMoves, from}
	switch {
	case q.Concept == Sequential && q.Jointly:
		r.how = improveAll
	case q.Concept == Sequential:
		r.how = improve
	}
	return r
}

// deterred reports whether the others can answer a move so that it was not worth it.
func (s *Solver) deterred(q Query, t int) Verdict {
	v := No
	if q.Concept == Nash {
		return v
	}
	for _, h := range s.reached(q.others(s.Graph, t)) {
		if h.can > v {
			v = max(v, min(h.can, s.answers(q, h.to)))
		}
	}
	return v
}

// answers reports whether an outcome is an answer: not all on the side prefer it to where they were, nor, if the notion asks that,
// anything that they can make of it.
func (s *Solver) answers(q Query, u int) Verdict {
	s.step()
	v := s.allBetter(q.Side, q.State, u).Not()
	if q.Concept != Symmetric || v == No {
		return v
	}
	for _, h := range s.reached(reach{q.Side, anyMoves, u}) {
		v = min(v, max(h.can.Not(), s.allBetter(q.Side, q.State, h.to).Not()))
	}
	return v
}

// Departure is a move that a side would want to make, and what comes of it.
type Departure struct {
	To       int
	Moves    []Step  // how the side gets there
	Wanted   Verdict // whether it can be made and all on the side prefer it
	Deterred Verdict // whether an answer makes it not worth while
	Answer   []Step  // the answer, if there is one that may: how it comes about
	Outcome  int     // where the answer leads
}

// Departures lists the moves that a side wants, or may want, to make out of a state, with the surest and then shortest answer to each.
func (s *Solver) Departures(q Query) []Departure {
	var out []Departure
	mine := reach{q.Side, anyMoves, q.State}
	for _, h := range s.reached(mine) {
		t := h.to
		d := Departure{To: t, Wanted: min(h.can, s.allBetter(q.Side, q.State, t)), Outcome: t}
		if d.Wanted == No {
			continue
		}
		d.Moves = s.path(mine, t)
		if d.Deterred = s.deterred(q, t); d.Deterred > No {
			d.Answer = s.answer(q, t, d.Deterred)
			d.Outcome = d.Answer[len(d.Answer)-1].To
		}
		out = append(out, d)
	}
	return out
}

// answer finds the shortest answer to a move that is as sure as can be had.
func (s *Solver) answer(q Query, t int, sure Verdict) []Step {
	r := q.others(s.Graph, t)
	var best []Step
	for _, h := range s.reached(r) {
		if min(h.can, s.answers(q, h.to)) == sure {
			if p := s.path(r, h.to); best == nil || len(p) < len(best) {
				best = p
			}
		}
	}
	return best
}
