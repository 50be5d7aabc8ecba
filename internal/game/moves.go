package game

// Moves is some of the moves of an arena: those that are of one of some kinds. It is never written down move by move.
type Moves []Some

// Some is the moves of some sorts, out of some states, into some states.
type Some struct {
	Sorts      []bool // by sort
	From, Into Set    // nil: all
}

// Has reports whether a move of a sort between two states is among them.
func (m Moves) Has(from int32, sort uint16, to int32) bool {
	for i := range m {
		if x := &m[i]; x.Sorts[sort] && (x.From == nil || x.From.Has(from)) && (x.Into == nil || x.Into.Has(to)) {
			return true
		}
	}
	return false
}

// Picker goes through the moves out of one state after the other.
type Picker struct {
	moves Moves
	sorts []bool  // of the first kind that is of this state
	into  Set     // and where to
	more  []*Some // the other kinds that are
}

// Picker begins.
func (m Moves) Picker() Picker { return Picker{moves: m} }

// At goes to a state; it is false if none of the moves is made there.
func (p *Picker) At(s int32) bool {
	p.more = p.more[:0]
	some := false
	for i := range p.moves {
		x := &p.moves[i]
		switch {
		case x.From != nil && !x.From.Has(s):
		case some:
			p.more = append(p.more, x)
		default:
			some, p.sorts, p.into = true, x.Sorts, x.Into
		}
	}
	return some
}

// Has reports whether a move out of that state is among them.
func (p *Picker) Has(sort uint16, to int32) bool {
	return p.sorts[sort] && (p.into == nil || p.into.Has(to)) || len(p.more) > 0 && p.other(sort, to)
}

// other is Has for the other kinds.
func (p *Picker) other(sort uint16, to int32) bool {
	for _, x := range p.more {
		if x.Sorts[sort] && (x.Into == nil || x.Into.Has(to)) {
			return true
		}
	}
	return false
}

// From is those of them that are made in some states, Into those that lead there.
func (m Moves) From(s Set) Moves {
	return m.each(func(x Some) Some { return Some{x.Sorts, meet(x.From, s), x.Into} })
}

// Into is those of them that lead into some states.
func (m Moves) Into(s Set) Moves {
	return m.each(func(x Some) Some { return Some{x.Sorts, x.From, meet(x.Into, s)} })
}

// Only is those of them that are of some sorts.
func (m Moves) Only(sorts []bool) Moves {
	return m.each(func(x Some) Some { return Some{both(x.Sorts, sorts), x.From, x.Into} })
}

// each narrows each kind of them.
func (m Moves) each(narrow func(Some) Some) Moves {
	var out Moves
	for _, x := range m {
		out = out.with(narrow(x))
	}
	return out
}

// Join is the moves of both.
func (m Moves) Join(n Moves) Moves {
	out := append(make(Moves, 0, len(m)+len(n)), m...)
	for _, x := range n {
		out = out.with(x)
	}
	return out
}

// Without is the moves of the first that are not of the second; all is all states.
func (m Moves) Without(n Moves, all Set) Moves {
	for _, y := range n {
		var out Moves
		for _, x := range m {
			out = x.without(&y, all, out)
		}
		m = out
	}
	return m
}

// without adds what is of one kind and not of another to some moves.
func (x Some) without(y *Some, all Set, out Moves) Moves {
	sorts := both(x.Sorts, y.Sorts)
	if none(sorts) {
		return out.with(x)
	}
	out = out.with(Some{less(x.Sorts, y.Sorts), x.From, x.Into})
	if y.From != nil && !sameSet(x.From, y.From) {
		out = out.with(Some{sorts, meet(x.From, all).Diff(y.From), x.Into})
	}
	if y.Into != nil && !sameSet(x.Into, y.Into) {
		out = out.with(Some{sorts, meet(x.From, y.From), meet(x.Into, all).Diff(y.Into)})
	}
	return out
}

// with adds moves of a kind, if there can be any.
func (m Moves) with(x Some) Moves {
	if none(x.Sorts) || x.From != nil && x.From.Empty() || x.Into != nil && x.Into.Empty() {
		return m
	}
	for i := range m {
		if sameSet(m[i].From, x.From) && sameSet(m[i].Into, x.Into) {
			m[i].Sorts = either(m[i].Sorts, x.Sorts)
			return m
		}
	}
	return append(m, x)
}

// sameSet reports whether two sets are one and the same.
func sameSet(a, b Set) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// meet is what is in both sets, nil being all.
func meet(a, b Set) Set {
	switch {
	case a == nil:
		return b
	case b == nil || sameSet(a, b):
		return a
	}
	return a.And(b)
}

func both(a, b []bool) []bool   { return zipSorts(a, b, func(x, y bool) bool { return x && y }) }
func either(a, b []bool) []bool { return zipSorts(a, b, func(x, y bool) bool { return x || y }) }
func less(a, b []bool) []bool   { return zipSorts(a, b, func(x, y bool) bool { return x && !y }) }

func zipSorts(a, b []bool, op func(x, y bool) bool) []bool {
	out := make([]bool, len(a))
	for i := range out {
		out[i] = op(a[i], b[i])
	}
	return out
}

func none(sorts []bool) bool {
	for _, yes := range sorts {
		if yes {
			return false
		}
	}
	return true
}
