package guarantees

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
)

// beforeAct: the steps without which the guarantor cannot perform after a call, besides those without which
// the guarantee never binds or is never called, and besides the performance itself. Where several acts would
// do and they need different steps, each is told apart.
func (x *pledge[S, M]) beforeAct() Said {
	if !x.callable() {
		return Never
	}
	known, _, _ := x.needed(x.kept, x.then()...)
	var names, texts []string
	var said Said
	for _, o := range x.options() {
		steps, moves, ok := x.needed(x.kept, x.then(o.by)...)
		if !ok {
			continue
		}
		own, others := x.bySide(steps, func(l step) bool { return contains(known, l) || x.performs(l) })
		text := x.stepWords(own, others)
		if text != noStep && said.Course == nil {
			said.Course = x.course(moves)
		}
		names, texts = append(names, o.name), append(texts, text)
	}
	said.Text = each(names, texts)
	return said
}

// option is one way of performing.
type option[M any] struct {
	name string
	by   M
}

func (x *pledge[S, M]) options() []option[M] {
	if x.duty.Ensure != nil {
		return []option[M]{{"", x.acts()}}
	}
	var out []option[M]
	for _, a := range x.duty.Acts {
		out = append(out, option[M]{course.Plain(&x.Pact.Acts[a].Decl), x.actsBy(a)})
	}
	return out
}

// each says one text if all are the same, else each with its name; "it cannot lawfully act" if there is none.
func each(names, texts []string) string {
	if len(texts) == 0 {
		return "it cannot lawfully act"
	}
	var out []string
	same := true
	for i := range texts {
		same = same && texts[i] == texts[0]
		out = append(out, fmt.Sprintf("to %s: %s", names[i], texts[i]))
	}
	if same {
		return texts[0]
	}
	return strings.Join(out, "; ")
}
