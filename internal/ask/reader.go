package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Read finds what can be seen in the text of a pact, with its open points filled: it needs no world. The machine, for the
// filling, notes which open points were asked.
func Read(c Code, m *machine.Machine) []Finding {
	r := &reader{Speaker: words.Speaker{Pact: m.Pact}, m: m}
	k := kindOf(c)
	k.read(r)
	for i := range r.found {
		r.found[i].Severity = codes.SeverityOf(k.code)
	}
	return r.found
}

// reader looks at the text of a pact under one filling.
type reader struct {
	words.Speaker
	m     *machine.Machine // for the filling, and to note which open points were asked
	found []Finding
}

func (r *reader) report(code Code, ref model.Ref, party model.ActorID, d *model.Decl, format string, args ...any) {
	r.found = append(r.found, Finding{
		Code: code, Clause: ref, Purpose: -1, Party: party, At: d.At,
		Message: fmt.Sprintf(format, args...),
	})
}
