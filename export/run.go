package export

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// run is the program at work: what a reader of the printed text would do by hand. It gives the state of day
// 0, and lets tests compare the program with the machine where no other tool is at hand.
type run struct {
	*program
	cell, scrap []int
	breaker     model.ActorSet // who broke a ban by the move made
}

func newRun(p *program) *run {
	r := &run{program: p, cell: make([]int, len(p.cells)), scrap: make([]int, len(p.scratch))}
	for i, v := range p.cells {
		r.cell[i] = v.start
	}
	return r
}

// make makes a move and settles.
func (r *run) make(number int) {
	clear(r.scrap)
	r.breaker = 0
	r.scrap[r.move.at] = number
	r.exec(r.begin)
	r.exec(r.moves[number-1].do)
	r.settle()
}

func (r *run) settle() {
	r.exec(r.settleBegin)
	for again := true; again; again = *r.place(r.changed) == 1 {
		r.exec(r.settleRound)
	}
}

func (r *run) place(v *variable) *int {
	if v.scratch {
		return &r.scrap[v.at]
	}
	return &r.cell[v.at]
}

func (r *run) exec(ss []stmt) {
	for _, s := range ss {
		switch s := s.(type) {
		case set:
			*r.place(s.v) = s.n
		case add:
			*r.place(s.v) += s.n
		case note:
			*r.place(s.v) = 0
			if r.holds(s.c) {
				*r.place(s.v) = 1
			}
		case blame:
			r.breaker |= model.SetOf(s.actor)
		case choose:
			if i := slices.IndexFunc(s, func(a arm) bool { return r.holds(a.when) }); i >= 0 {
				r.exec(s[i].do)
			}
		}
	}
}

func (r *run) holds(c cond) bool {
	switch c := c.(type) {
	case always:
		return bool(c)
	case not:
		return !r.holds(c.c)
	case all:
		return !slices.ContainsFunc(c, func(c cond) bool { return !r.holds(c) })
	case some:
		return slices.ContainsFunc(c, r.holds)
	case is:
		n := *r.place(c.v)
		return c.op == equal && n == c.n || c.op == atLeast && n >= c.n || c.op == atMost && n <= c.n
	}
	panic("export: a condition of unknown type")
}
