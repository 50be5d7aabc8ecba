package dashboard

import (
	"net/http"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server"
)

// people is who is admitted, and who may do what.
func (d *Dashboard) people(r *http.Request) (*page, error) {
	roster, err := d.s.Store().Roster(r.Context())
	if err != nil {
		return nil, err
	}
	var now, gone doc.List
	add := func(key ledger.Public, role ledger.Role) {
		number := doc.Span{Text: " (key " + key.Number() + ")", Tone: doc.Aside}
		if role == ledger.RoleNobody {
			gone.Items = append(gone.Items, doc.Item{Text: doc.T(key.Name).With(number)})
			return
		}
		now.Items = append(now.Items, doc.Item{Text: doc.Text{{Text: key.Name, Tone: doc.Strong}, {Text: ", " + role.Said(), Tone: doc.Plain}, number}, Blocks: []doc.Block{doc.Para{Text: doc.T("may " + mayWords(role))}}})
	}
	log := d.s.Store().LogKey()
	add(log, ledger.RoleLog)
	admitted, before := roster.Admitted()
	for _, vkey := range append(admitted, before...) {
		key, err := ledger.ParsePublic(vkey)
		if err != nil {
			return nil, err
		}
		if !key.Is(log) {
			add(key, roster.Role(key))
		}
	}
	out := doc.Document{Title: doc.T("Who may do what"), Under: []doc.Text{doc.T("It stands in entries of the record, signed by the log. A key that is retired loses all of it with the next request.")}, Blocks: []doc.Block{now}}
	if len(gone.Items) > 0 {
		out.Blocks = append(out.Blocks, doc.Section{ID: "retired", Title: doc.T("Retired, and admitted no more"), Blocks: []doc.Block{gone}})
	}
	return &page{Document: out, At: "/people"}, nil
}

// mayWords is what a role may do.
func mayWords(role ledger.Role) string {
	var out []string
	for _, right := range server.Rights(role) {
		if right != server.Anybody {
			out = append(out, right.String())
		}
	}
	if len(out) == 0 {
		return "nothing"
	}
	return strings.TrimSpace(course.List(out, "and"))
}
