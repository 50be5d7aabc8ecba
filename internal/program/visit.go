package program

// Visit calls visit with every variable of statements, conditions included; some more than once.
func Visit(ss []Stmt, visit func(*Variable)) {
	for _, s := range ss {
		switch s := s.(type) {
		case Set:
			visit(s.V)
		case Add:
			visit(s.V)
		case Note:
			visit(s.V)
			VisitCond(s.C, visit)
		case Choose:
			for _, a := range s {
				VisitCond(a.When, visit)
				Visit(a.Do, visit)
			}
		}
	}
}

// VisitCond calls visit with every variable of a condition; some more than once.
func VisitCond(c Cond, visit func(*Variable)) {
	switch c := c.(type) {
	case Is:
		visit(c.V)
	case Not:
		VisitCond(c.C, visit)
	case All:
		for _, x := range c {
			VisitCond(x, visit)
		}
	case Some:
		for _, x := range c {
			VisitCond(x, visit)
		}
	}
}

// Stirs says when a rule may do something: wherever it does, it holds.
func (r *Rule) Stirs() Cond {
	var out []Cond
	for _, a := range r.Arms {
		out = append(out, a.When)
	}
	return both(r.When, either(out...))
}

// May reports whether a condition may come out as given, when only the values of some variables are known.
func May(c Cond, holds bool, known func(*Variable) (n int, ok bool)) bool {
	switch c := c.(type) {
	case Always:
		return bool(c) == holds
	case Not:
		return May(c.C, !holds, known)
	case All:
		return mayJoined(c, holds, holds, known)
	case Some:
		return mayJoined(c, holds, !holds, known)
	case Is:
		n, ok := known(c.V)
		return !ok || c.Holds(n) == holds
	}
	panic("program: a condition of unknown type")
}

// mayJoined asks that all terms may come out as given, or only one of them.
func mayJoined(terms []Cond, holds, all bool, known func(*Variable) (int, bool)) bool {
	for _, t := range terms {
		if May(t, holds, known) != all {
			return !all
		}
	}
	return all
}
