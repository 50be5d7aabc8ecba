package bdd

// The tables of what operations gave. They forget.

// result is what an operation gave for two functions.
type result struct {
	a, b Ref
	op   uint32
	is   Ref
}

// The operations; from opMoved on two numbers for each map of levels and each scope ; the even ones are of scopes.
const (
	opNone uint32 = iota
	opAnd
	opXor
	opSimplify
	opMoved
)

// row is where a result can stand: first the newer.
type row [2]result

// choice is a result of Ite.
type choice struct{ f, g, h, is Ref }

// How many rows there are at first, and at the most. More are further away from the processor; but a result that is forgotten
// takes all the work below it to make again, so large diagrams need as many as this.
const (
	firstRows = 1 << 11
	mostRows  = 1 << 21
)

// rowsFor is how many rows a space may have: of one that may hold few nodes they take but a small part of the memory.
func (s *Space) rowsFor() int {
	if s.limit == 0 {
		return mostRows
	}
	return min(mostRows, s.limit/8)
}

// row is where the result of an operation stands, if it does. Neighbours stand near each other, as in the table of nodes.
func (s *Space) row(op uint32, a, b Ref) *row {
	return &s.cache[(uint32(a)*12582917+uint32(b)+op*0x9e3779b1)&uint32(len(s.cache)-1)]
}

// step counts a look at what is to be made.
func (s *Space) step() {
	if s.steps++; s.steps >= s.next {
		s.look()
	}
}

// keep notes a result.
func (s *Space) keep(op uint32, a, b, is Ref) Ref {
	e := s.row(op, a, b)
	e[1] = e[0]
	e[0] = result{a, b, op, is}
	return is
}

func (s *Space) choice(f, g, h Ref) *choice {
	if s.choices == nil {
		s.choices = make([]choice, firstRows)
	}
	return &s.choices[(uint32(f)*12582917+uint32(g)+uint32(h)*0x9e3779b1)&uint32(len(s.choices)-1)]
}

// growResults makes room for twice as many results, and keeps those there are.
func (s *Space) growResults() {
	if 2*len(s.cache) <= s.rowsFor() {
		was := s.cache
		s.cache = make([]row, 2*len(was))
		for i := range was {
			for k := 1; k >= 0; k-- {
				if x := &was[i][k]; x.op != opNone {
					s.keep(x.op, x.a, x.b, x.is)
				}
			}
		}
	}
	if s.choices != nil && 2*len(s.choices) <= s.rowsFor() {
		was := s.choices
		s.choices = make([]choice, 2*len(was))
		for _, x := range was {
			if x.f != True {
				*s.choice(x.f, x.g, x.h) = x
			}
		}
	}
}

// find gives the result of an operation if it stands in the row.
func (e *row) find(op uint32, a, b Ref) (Ref, bool) {
	if x := &e[0]; x.a == a && x.b == b && x.op == op {
		return x.is, true
	}
	x := &e[1]
	return x.is, x.a == a && x.b == b && x.op == op
}
