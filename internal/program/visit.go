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
			visitCond(s.C, visit)
		case Choose:
			for _, a := range s {
				visitCond(a.When, visit)
				Visit(a.Do, visit)
			}
		}
	}
}

func visitCond(c Cond, visit func(*Variable)) {
	switch c := c.(type) {
	case Is:
		visit(c.V)
	case Not:
		visitCond(c.C, visit)
	case All:
		for _, x := range c {
			visitCond(x, visit)
		}
	case Some:
		for _, x := range c {
			visitCond(x, visit)
		}
	}
}
