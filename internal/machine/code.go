package machine

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// The program as code.
//
// Conditions and statements become instructions over the packed words. An instruction says which comes next, a
// test two of them; so a condition is a graph that is walked from its entry to one of two ends, and a choice is a
// test before each arm. Tests of several variables in one word for their values are one comparison, and
// assignments to variables of one word one mask.

// op is what an instruction does.
type op uint8

const (
	isEqual   op = iota // tests
	isAtLeast           //
	isAtMost            //
	isAmong             //
	isPoint             // the test of an open point: its answer is known, but that it was asked is noted
	assign              // statements
	add                 //
	happen              // notes what happens to a duty
	blame               // notes that an actor breaks a ban
	stir                // notes that settling changed something
)

// instr is one instruction. Tests go on at yes or no, statements at yes.
type instr struct {
	op      op
	shift   uint8
	word    uint16
	yes, no int32
	mask, n uint64
}

// The ends of code.
const (
	holds int32 = -1 - iota
	fails
	done
)

// code is instructions, the entries of which are known to those who had them written.
type code []instr

// effects is what a move does besides changing the state.
type effects struct {
	events   [program.EventKinds][]model.DutyID
	eventful bool           // there are events
	blamed   model.ActorSet // who breaks a ban
	broken   []model.BanID
	stirred  bool
}

// run goes from an entry to an end, over the words of a state and, for statements, those of the scratch.
func (c code) run(w []uint64, at int32, asked askedPoints, fx *effects) (end int32) {
	for at >= 0 {
		i := &c[at]
		at = i.yes
		switch i.op {
		case isEqual:
			if w[i.word]&i.mask != i.n {
				at = i.no
			}
		case isAtLeast:
			if w[i.word]&i.mask < i.n {
				at = i.no
			}
		case isAtMost:
			if w[i.word]&i.mask > i.n {
				at = i.no
			}
		case isAmong:
			if i.n>>(w[i.word]>>i.shift&i.mask)&1 == 0 {
				at = i.no
			}
		case isPoint:
			asked.note(model.PointID(i.n))
		case assign:
			w[i.word] = w[i.word]&^i.mask | i.n
		case add:
			w[i.word] += i.n
		case happen:
			fx.note(program.Event(i.mask), model.DutyID(i.n))
		case blame:
			fx.blamed |= model.SetOf(model.ActorID(i.n))
			fx.broken = append(fx.broken, model.BanID(i.mask))
		case stir:
			fx.stirred = true
		}
	}
	return at
}

// assembler writes code, from its end to its beginning: what comes next is always known.
type assembler struct {
	*layout
	p      *program.Program
	code   code
	atRest bool // there is no move: scratch variables are 0
}

func (a *assembler) emit(i instr) int32 {
	a.code = append(a.code, i)
	return int32(len(a.code) - 1)
}

// cond writes a condition that goes on at yes or no.
func (a *assembler) cond(c program.Cond, yes, no int32) int32 {
	switch c := c.(type) {
	case program.Always:
		if c {
			return yes
		}
		return no
	case program.Not:
		return a.cond(c.C, no, yes)
	case program.Is:
		return a.is(c, yes, no)
	case program.All:
		eqs, rest := a.equalities(c)
		for _, t := range slices.Backward(pointsLast(rest)) {
			yes = a.cond(t, yes, no)
		}
		return a.equal(eqs, yes, no)
	case program.Some:
		among, rest := a.alternatives(c)
		for _, t := range slices.Backward(pointsLast(rest)) {
			no = a.cond(t, yes, no)
		}
		for _, i := range among {
			i.yes, i.no = yes, no
			no = a.emit(i)
		}
		return no
	}
	panic("machine: a condition of unknown type")
}

func (a *assembler) is(c program.Is, yes, no int32) int32 {
	switch {
	case c.V.Kind == program.Point:
		if !c.Holds(a.p.Filling[c.V.At]) {
			yes = no
		}
		return a.emit(instr{op: isPoint, n: uint64(c.V.At), yes: yes})
	case c.V.Scratch && a.atRest:
		if c.Holds(0) {
			return yes
		}
		return no
	}
	s := a.slotOf(c.V)
	return a.emit(instr{op: tests[c.Op], word: uint16(s.word), mask: s.field(), n: uint64(c.N) << s.shift, yes: yes, no: no})
}

// tests are the instructions that compare.
var tests = map[program.Op]op{program.Equal: isEqual, program.AtLeast: isAtLeast, program.AtMost: isAtMost}

// plain reports whether a condition compares a variable that is at hand with a value.
func (a *assembler) plain(c program.Cond) (program.Is, bool) {
	is, ok := c.(program.Is)
	return is, ok && is.Op == program.Equal && is.V.Kind != program.Point && !(is.V.Scratch && a.atRest)
}

// equalities joins the terms that compare variables with values, word by word.
func (a *assembler) equalities(terms []program.Cond) (eqs []instr, rest []program.Cond) {
	for _, t := range terms {
		c, ok := a.plain(t)
		if !ok {
			rest = append(rest, t)
			continue
		}
		s := a.slotOf(c.V)
		k := slices.IndexFunc(eqs, func(i instr) bool { return int(i.word) == s.word && i.mask&s.field() == 0 })
		if k < 0 {
			k, eqs = len(eqs), append(eqs, instr{op: isEqual, word: uint16(s.word)})
		}
		eqs[k].mask |= s.field()
		eqs[k].n |= uint64(c.N) << s.shift
	}
	return eqs, rest
}

func (a *assembler) equal(eqs []instr, yes, no int32) int32 {
	for _, i := range eqs {
		i.yes, i.no = yes, no
		yes = a.emit(i)
	}
	return yes
}

// alternatives joins the terms that compare the same variable with values.
func (a *assembler) alternatives(terms []program.Cond) (among []instr, rest []program.Cond) {
	at := map[*program.Variable]int{}
	for _, t := range terms {
		c, ok := a.plain(t)
		if !ok || c.V.Size > 64 {
			rest = append(rest, t)
			continue
		}
		k, known := at[c.V]
		if !known {
			s := a.slotOf(c.V)
			k, among = len(among), append(among, instr{op: isAmong, word: uint16(s.word), shift: uint8(s.shift), mask: s.mask})
			at[c.V] = k
		}
		among[k].n |= 1 << c.N
	}
	return among, rest
}

// pointsLast puts the terms without open points first, so that a point is asked only where it decides
// something. The order of terms has no meaning.
func pointsLast(terms []program.Cond) []program.Cond {
	var first, last []program.Cond
	for _, t := range terms {
		if asksPoint(t) {
			last = append(last, t)
		} else {
			first = append(first, t)
		}
	}
	return append(first, last...)
}

func asksPoint(c program.Cond) bool {
	asks := false
	program.VisitCond(c, func(v *program.Variable) { asks = asks || v.Kind == program.Point })
	return asks
}

// stmts writes statements that go on at next.
func (a *assembler) stmts(ss []program.Stmt, next int32) int32 {
	for i := len(ss); i > 0; {
		j := i
		for j > 0 && isSet(ss[j-1]) {
			j--
		}
		if j < i {
			next = a.sets(ss[j:i], next)
			i = j
			continue
		}
		i--
		next = a.stmt(ss[i], next)
	}
	return next
}

func isSet(s program.Stmt) bool {
	_, ok := s.(program.Set)
	return ok
}

func (a *assembler) stmt(s program.Stmt, next int32) int32 {
	switch s := s.(type) {
	case program.Add:
		at := a.slotOf(s.V)
		return a.emit(instr{op: add, word: uint16(at.word), n: uint64(s.N) << at.shift, yes: next})
	case program.Note:
		yes := a.sets([]program.Stmt{program.Set{V: s.V, N: 1}}, next)
		no := a.sets([]program.Stmt{program.Set{V: s.V, N: 0}}, next)
		return a.cond(s.C, yes, no)
	case program.Blame:
		return a.emit(instr{op: blame, n: uint64(s.Actor), mask: uint64(s.Ban), yes: next})
	case program.Choose:
		arms := make([]int32, len(s))
		for i, arm := range s {
			arms[i] = a.stmts(arm.Do, next)
		}
		for i, arm := range slices.Backward(s) {
			next = a.cond(arm.When, arms[i], next)
		}
		return next
	}
	panic("machine: a statement of unknown type")
}

// sets writes assignments one after the other, as one mask for each word.
func (a *assembler) sets(ss []program.Stmt, next int32) int32 {
	var notes, masks []instr
	for _, s := range ss {
		s := s.(program.Set)
		if e, d, ok := a.eventOf(s.V); ok {
			notes = append(notes, instr{op: happen, mask: uint64(e), n: uint64(d)})
			continue
		}
		if s.V == a.p.Changed {
			notes = append(notes, instr{op: stir})
			continue
		}
		at := a.slotOf(s.V)
		k := slices.IndexFunc(masks, func(i instr) bool { return int(i.word) == at.word })
		if k < 0 {
			k, masks = len(masks), append(masks, instr{op: assign, word: uint16(at.word)})
		}
		masks[k].mask |= at.field()
		masks[k].n = masks[k].n&^at.field() | uint64(s.N)<<at.shift
	}
	for _, i := range slices.Backward(append(notes, masks...)) {
		i.yes = next
		next = a.emit(i)
	}
	return next
}
