package program

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// What bears on a promise.
//
// A search for whether a promise can still be performed need not make moves that change nothing the promise hangs on: its
// cone of influence (Clarke, Grumberg, Peled, Model Checking, 1999, chapter 13). The cone is the event and, for good, what is tested of an act at hand; with
// a variable, all that is asked wherever a move of those who promised, or a rule of settling, may change it. A sequence of moves
// without those that change nothing in the cone does the same to it and is shorter, so the shortest sequences have none of them.
//
// That holds if such a move sets off nothing in the cone by being made: a rule that was at rest stays at rest. It may not where a rule in
// the cone asks for memory that the search wipes, or rests only because a duty has come to a status before in the same settling, which
// takes a duty that can come to it again: one with `unless` or `every`. Then all moves bear on the promise.

// part is a move or a rule of settling, as what it asks and what it may change.
type part struct {
	move         int // -1 for a rule
	asks, banned []*Variable
	changes      []*Variable
}

// influence is the parts of a program.
type influence struct {
	*builder
	parts   []part
	writers map[*Variable][]int // by variable: the parts that may change it
	again   map[*Variable]bool  // notes of a duty that can come to a status twice
}

func (b *builder) influence() *influence {
	x := &influence{builder: b, writers: map[*Variable][]int{}, again: map[*Variable]bool{}}
	for i := range b.Moves {
		mv := &b.Moves[i]
		p := part{move: i}
		VisitCond(mv.When, func(v *Variable) { p.asks = append(p.asks, v) })
		VisitCond(mv.Banned, func(v *Variable) { p.banned = append(p.banned, v) })
		p.statements(mv.Do)
		x.add(p)
	}
	for i := range b.Rules {
		p := part{move: -1}
		VisitCond(b.Rules[i].When, func(v *Variable) { p.asks = append(p.asks, v) })
		p.statements([]Stmt{b.Rules[i].Arms})
		x.add(p)
	}
	for i := range b.duties {
		d := &b.duties[i]
		for _, v := range d.had {
			if v != nil {
				x.again[v] = d.Unless != nil || d.period != nil
			}
		}
	}
	return x
}

func (x *influence) add(p part) {
	for _, v := range p.changes {
		x.writers[v] = append(x.writers[v], len(x.parts))
	}
	x.parts = append(x.parts, p)
}

// statements adds what some statements ask and change.
func (p *part) statements(ss []Stmt) {
	for _, s := range ss {
		switch s := s.(type) {
		case Set:
			p.changes = append(p.changes, s.V)
		case Add:
			p.changes, p.asks = append(p.changes, s.V), append(p.asks, s.V)
		case Note:
			p.changes = append(p.changes, s.V)
			VisitCond(s.C, func(v *Variable) { p.asks = append(p.asks, v) })
		case Choose:
			for _, a := range s {
				VisitCond(a.When, func(v *Variable) { p.asks = append(p.asks, v) })
				p.statements(a.Do)
			}
		}
	}
}

// bears lists the moves of some actors that bear on a promise; all of them if that cannot be told apart.
func (x *influence) bears(of *Promise, who model.ActorSet, today bool) []bool {
	out, all := make([]bool, len(x.Moves)), make([]bool, len(x.Moves))
	for i := range x.Moves {
		all[i] = true
	}
	if of.Performed == nil {
		return all
	}
	matters, done := map[*Variable]bool{}, make([]bool, len(x.parts))
	var todo []*Variable
	matter := func(v *Variable) {
		if !matters[v] {
			matters[v] = true
			todo = append(todo, v)
		}
	}
	matter(of.Performed)
	if !today {
		VisitCond(of.AtHand, matter)
	}
	for len(todo) > 0 {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, k := range x.writers[v] {
			p := &x.parts[k]
			if done[k] || p.move >= 0 && !x.makes(who, p.move) {
				continue
			}
			done[k] = true
			if p.move < 0 && x.mayWake(p, of, today) {
				return all
			}
			each(p.asks, matter)
			if p.move >= 0 {
				out[p.move] = true
				if today {
					each(p.banned, matter)
				}
			}
		}
	}
	return out
}

// makes reports whether a move is one of some actors.
func (x *influence) makes(who model.ActorSet, move int) bool {
	a := x.Moves[move].Label.Actor
	return a != Time && who.Has(a)
}

// mayWake reports whether a rule that rests may do something after a move that changes nothing it asks for.
func (x *influence) mayWake(p *part, of *Promise, today bool) bool {
	return slices.ContainsFunc(p.asks, func(v *Variable) bool {
		again, note := x.again[v]
		return note && again || v.Scratch && !note || !today && slices.Contains(of.Wiped, v)
	})
}

func each(vs []*Variable, do func(*Variable)) {
	for _, v := range vs {
		do(v)
	}
}
