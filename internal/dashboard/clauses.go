package dashboard

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/positions"
	"github.com/servanda-lang/servanda/internal/server"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/model"
)

// clauseID is what the page of a standing calls the part of a clause.
func clauseID(p *model.Pact, ref model.Ref) string {
	return strings.ReplaceAll(p.Declaration(ref).Name, "_", "-")
}

func clausePath(p *model.Pact, ref model.Ref) string { return "/clauses/" + clauseID(p, ref) }

// clauseParts are the parts of the page of a standing that are about clauses.
func clauseParts(s *server.Stands) []doc.Section {
	var out []doc.Section
	for _, b := range s.Of.Page().Blocks {
		if all, ok := b.(doc.Section); ok && all.ID == "clauses" {
			for _, one := range all.Blocks {
				if c, ok := one.(doc.Section); ok {
					out = append(out, c)
				}
			}
		}
	}
	return out
}

// clauses lists all clauses, and how far each is carried out.
func (d *Dashboard) clauses(r *http.Request) (*page, error) {
	s, asked, err := d.stands(r)
	if err != nil {
		return nil, err
	}
	all := s.Of.Document()
	out := doc.Document{Title: doc.T("Clause by clause"), Under: all.Under}
	var list doc.List
	for _, c := range clauseParts(s) {
		list.Items = append(list.Items, doc.Item{Text: doc.Text{{Text: c.Title.String(), To: "/clauses/" + strings.TrimPrefix(c.ID, "clause-")}}})
	}
	out.Blocks = append(out.Blocks, list)
	for _, b := range all.Blocks {
		if b.(doc.Section).ID == "scores" {
			out.Blocks = append(out.Blocks, b)
		}
	}
	return &page{Document: out, At: "/clauses", Days: asked, Stands: s}, nil
}

// clause is one clause beside what was reported of it.
func (d *Dashboard) clause(r *http.Request) (*page, error) {
	s, asked, err := d.stands(r)
	if err != nil {
		return nil, err
	}
	for _, c := range clauseParts(s) {
		if c.ID == "clause-"+r.PathValue("clause") {
			c.Blocks = append(c.Blocks, disputes(s.Of, r.PathValue("clause"))...)
			return &page{Document: doc.Document{Title: doc.T(capital(c.Title.String())), Under: s.Of.Document().Under, Blocks: c.Blocks}, At: "/clauses", Days: asked, Stands: s}, nil
		}
	}
	return nil, server.Missing("the text has no clause of this name")
}

// disputes are those in which a report is about a clause: who denies what is told there too.
func disputes(s *track.Standing, clause string) []doc.Block {
	var out []doc.Block
	for _, b := range s.Document().Blocks {
		all, ok := b.(doc.Section)
		if !ok || all.ID != "disputed" {
			continue
		}
		for i := range s.Disputes {
			if i < len(all.Blocks) && about(s, &s.Disputes[i], clause) {
				out = append(out, all.Blocks[i])
			}
		}
	}
	return out
}

func about(s *track.Standing, d *track.Dispute, clause string) bool {
	for _, r := range d.Reports {
		for _, ref := range r.Touches {
			if clauseID(s.Pact, ref) == clause {
				return true
			}
		}
	}
	return false
}

// positions is where the parties stand on what is open.
func (d *Dashboard) positions(r *http.Request) (*page, error) {
	p, _, err := d.s.Pact(r.Context())
	if err != nil {
		return nil, err
	}
	t, err := positions.Of(r.Context(), p)
	if err != nil {
		return nil, err
	}
	return &page{Document: t.Document(), At: "/positions"}, nil
}

// text is the text that is followed, letter by letter, and what the record says of it.
func (d *Dashboard) text(r *http.Request) (*page, error) {
	t, err := d.s.Text(r.Context())
	if err != nil {
		return nil, err
	}
	digest, _, _ := t.Digest()
	out := doc.Document{Title: doc.T("The text that is followed"), Under: []doc.Text{doc.In(doc.Name, "sha256:"+digest)}}
	out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("The digest is that of all files together, as servanda version and servanda ledger add --pact give it. An entry of the kind “pact” or “amendment” says which text is in force.")})
	for i, f := range t.Files() {
		out.Blocks = append(out.Blocks, doc.Section{ID: fmt.Sprintf("file-%d", i+1), Title: doc.T(filepath.Base(f.Path)), Blocks: []doc.Block{doc.Literal{Text: string(f.Text), Of: "pact"}}})
	}
	return &page{Document: out, At: "/text"}, nil
}
