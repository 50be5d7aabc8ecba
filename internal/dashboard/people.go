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
	t := doc.Table{Caption: doc.T("Keys that the log has admitted, and retired"), RowHeads: true, Head: []doc.Cell{doc.C("Name"), doc.C("Role"), doc.C("May"), doc.C("Number of the key")}}
	add := func(key ledger.Public, role ledger.Role) {
		name, may, tone := role.String(), mayWords(role), doc.Plain
		if role == ledger.RoleNobody {
			name, may, tone = "retired", "nothing any more", doc.Aside
		}
		t.Rows = append(t.Rows, []doc.Cell{doc.C(key.Name), {Text: doc.T(name), Tone: tone}, {Text: doc.T(may), Tone: tone}, {Text: doc.In(doc.Name, key.Number())}})
	}
	log := d.s.Store().LogKey()
	add(log, ledger.RoleLog)
	now, before := roster.Admitted()
	for _, vkey := range append(now, before...) {
		key, err := ledger.ParsePublic(vkey)
		if err != nil {
			return nil, err
		}
		if !key.Is(log) {
			add(key, roster.Role(key))
		}
	}
	out := doc.Document{Title: doc.T("Who may do what"), Under: []doc.Text{doc.T("It stands in entries of the record, signed by the log. A key that is retired loses all of it with the next request.")}, Blocks: []doc.Block{t}}
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
