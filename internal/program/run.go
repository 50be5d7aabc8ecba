package program

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Run is the program at work, word for word: what a reader of the printed text would do by hand. It gives the state of
// day 0 and the values of variables for those who print them, and lets tests hold the machine, which runs the program
// as code, to its text.
type Run struct {
	*Program
	Cell, Scrap []int
	Breaker     model.ActorSet // who broke a ban by the move made
}

func NewRun(p *Program) *Run {
	r := &Run{Program: p, Cell: make([]int, len(p.Cells)), Scrap: make([]int, len(p.Scratch))}
	for i, v := range p.Cells {
		r.Cell[i] = v.Start
	}
	return r
}

// Make makes a move and settles.
func (r *Run) Make(number int) {
	clear(r.Scrap)
	r.Breaker = 0
	r.Scrap[r.Move.At] = number
	r.exec(r.Begin)
	r.exec(r.Moves[number-1].Do)
	r.settle()
}

// Do does some statements, without settling.
func (r *Run) Do(ss []Stmt) { r.exec(ss) }

func (r *Run) settle() {
	r.exec(r.SettleBegin)
	for again := true; again; again = *r.Place(r.Changed) == 1 {
		r.exec(r.SettleRound)
	}
}

func (r *Run) Place(v *Variable) *int {
	if v.Scratch {
		return &r.Scrap[v.At]
	}
	return &r.Cell[v.At]
}

func (r *Run) exec(ss []Stmt) {
	for _, s := range ss {
		switch s := s.(type) {
		case Set:
			*r.Place(s.V) = s.N
		case Add:
			*r.Place(s.V) += s.N
		case Note:
			*r.Place(s.V) = 0
			if r.Holds(s.C) {
				*r.Place(s.V) = 1
			}
		case Blame:
			r.Breaker |= model.SetOf(s.Actor)
		case Choose:
			if i := slices.IndexFunc(s, func(a Arm) bool { return r.Holds(a.When) }); i >= 0 {
				r.exec(s[i].Do)
			}
		}
	}
}

func (r *Run) Holds(c Cond) bool {
	switch c := c.(type) {
	case Always:
		return bool(c)
	case Not:
		return !r.Holds(c.C)
	case All:
		return !slices.ContainsFunc(c, func(c Cond) bool { return !r.Holds(c) })
	case Some:
		return slices.ContainsFunc(c, r.Holds)
	case Is:
		return c.Holds(*r.Place(c.V))
	}
	panic("program: a condition of unknown type")
}
