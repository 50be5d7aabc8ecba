package server

import (
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

type entriesIn struct {
	From  int64  `query:"from" minimum:"0" default:"0" doc:"the number of the first entry"`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"how many at most"`
	ID    string `query:"id" maxLength:"200" doc:"only those that their reporter gave this id, ten at most"`
}

type entriesOut struct {
	Body struct {
		Size    int64        `json:"size" doc:"how many entries there are"`
		Signed  int64        `json:"signed" doc:"how many of them are under the newest checkpoint"`
		Entries []wire.Entry `json:"entries"`
	}
}

type entryIn struct {
	Entry int64 `path:"entry" minimum:"0" doc:"the number of the entry"`
}

type entryOut struct{ Body wire.Entry }

type proofOut struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

type rolesOut struct {
	Body struct {
		You   string `json:"you" doc:"the role of who asks"`
		Roles []role `json:"roles"`
	}
}

type role struct {
	Name string `json:"name"`
	Key  string `json:"key"`
	Role string `json:"role" doc:"nobody: it was retired"`
}

// entries are the routes that read the record entry by entry.
func (s *Server) entries() {
	register(s, ReadRecord, huma.Operation{OperationID: "list-entries", Method: http.MethodGet, Path: "/v1/entries", Summary: "Read entries in their order"}, s.listEntries)
	register(s, ReadRecord, huma.Operation{OperationID: "read-entry", Method: http.MethodGet, Path: "/v1/entries/{entry}", Summary: "Read one entry",
		Errors: []int{http.StatusNotFound}}, func(ctx context.Context, in *entryIn) (*entryOut, error) {
		e, err := s.entry(ctx, in.Entry)
		return &entryOut{e}, err
	})
	register(s, ReadRecord, huma.Operation{OperationID: "prove-entry", Method: http.MethodGet, Path: "/v1/entries/{entry}/proof", Summary: "Get the proof that an entry is in the record",
		Description: "The proof follows C2SP tlog-proof@v1, holds the entry, and is checked by itself: servanda ledger verify.", Errors: []int{http.StatusNotFound},
		Responses: text("the proof")}, s.proof)
	register(s, ReadRecord, huma.Operation{OperationID: "list-roles", Method: http.MethodGet, Path: "/v1/roles", Summary: "Read who is admitted, and as what",
		Description: "What the entries of the ledger say; verify the record to rely on it."}, s.listRoles)
}

// text is the answer of a route that gives a text.
func text(what string) map[string]*huma.Response {
	return map[string]*huma.Response{"200": {Description: what, Content: map[string]*huma.MediaType{"text/plain": {Schema: &huma.Schema{Type: "string"}}}}}
}

func (s *Server) listEntries(ctx context.Context, in *entriesIn) (*entriesOut, error) {
	out := &entriesOut{}
	out.Body.Entries = []wire.Entry{}
	under, err := s.newest(ctx)
	if err != nil {
		return nil, err
	}
	out.Body.Signed = under.Size
	if out.Body.Size, err = s.c.Store.Size(ctx); err != nil {
		return nil, err
	}
	if in.ID != "" {
		found, err := s.c.Store.Find(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		for _, n := range found {
			e, err := s.entry(ctx, n)
			if err != nil {
				return nil, err
			}
			out.Body.Entries = append(out.Body.Entries, e)
		}
		return out, nil
	}
	rows, err := s.c.Store.Rows(ctx, in.From, in.Limit)
	for i, row := range rows {
		e, err := parse(in.From+int64(i), row.Data)
		if err != nil {
			return nil, err
		}
		out.Body.Entries = append(out.Body.Entries, wire.EntryOf(in.From+int64(i), e))
	}
	return out, err
}

// parse reads an entry of the store.
func parse(n int64, data []byte) (*ledger.Entry, error) {
	e, err := ledger.ParseEntry(data)
	if err != nil {
		return nil, &ledger.Broken{Entry: n, What: "it is damaged"}
	}
	return &e, nil
}

func (s *Server) entry(ctx context.Context, n int64) (wire.Entry, error) {
	rows, err := s.c.Store.Rows(ctx, n, 1)
	if err != nil {
		return wire.Entry{}, err
	}
	if len(rows) == 0 {
		return wire.Entry{}, notThere(fmt.Sprintf("there is no entry %d", n), "entries are counted from 0; /v1/entries says how many there are")
	}
	e, err := parse(n, rows[0].Data)
	if err != nil {
		return wire.Entry{}, err
	}
	return wire.EntryOf(n, e), nil
}

func (s *Server) proof(ctx context.Context, in *entryIn) (*proofOut, error) {
	under, err := s.newest(ctx)
	if err != nil {
		return nil, err
	}
	if in.Entry >= under.Size {
		return nil, notThere(fmt.Sprintf("entry %d is under no checkpoint", in.Entry), "wait until the log has signed one, or see how many entries there are")
	}
	p, err := ledger.Prove(ctx, s.c.Store, in.Entry, under)
	if err != nil {
		return nil, err
	}
	return &proofOut{"text/plain; charset=utf-8", p.Encode()}, nil
}

func (s *Server) listRoles(ctx context.Context, _ *struct{}) (*rolesOut, error) {
	roster, err := s.c.Store.Roster(ctx)
	if err != nil {
		return nil, err
	}
	out := &rolesOut{}
	out.Body.You = CallerOf(ctx).Role.String()
	now, before := roster.Admitted()
	for _, vkey := range append(now, before...) {
		key, err := ledger.ParsePublic(vkey)
		if err != nil {
			return nil, err
		}
		out.Body.Roles = append(out.Body.Roles, role{key.Name, vkey, roster.Role(key).String()})
	}
	return out, nil
}
