package guarantees

import (
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// promised: what the guarantor can do after a call that performs the duty.
func (x *pledge[S, M]) promised() Said {
	if !x.callable() {
		return Never
	}
	acts, moves, ok := x.performing()
	if !ok {
		return Said{Text: "nothing it can lawfully do performs it"}
	}
	return Said{Text: course.List(acts, "or"), Course: x.course(moves)}
}

// performing lists what can perform the duty after a call, with a course for the first that can be shown.
func (x *pledge[S, M]) performing() (acts []string, moves []machine.Label, ok bool) {
	p := x.Pact
	if x.duty.Ensure != nil {
		moves, ok = x.shortest(x.kept, x.then(x.acts())...)
		return []string{"see to it that " + x.Condition(x.duty.Ensure)}, moves, ok
	}
	for _, a := range x.duty.Acts {
		if m, can := x.shortest(x.kept, x.then(x.actsBy(a))...); can {
			acts = append(acts, course.Plain(&p.Acts[a].Decl))
			if !ok {
				moves, ok = m, true
			}
		}
	}
	return acts, moves, ok
}

// actsBy are the moves that are an act and perform the duty.
func (x *pledge[S, M]) actsBy(a model.ActID) M {
	return x.Only(x.acts(), func(m machine.Label) bool { return m.Kind == machine.Do && m.Index == int(a) })
}
