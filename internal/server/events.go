package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

// The kinds of entries that the server knows something of; those about keys are the ledger's own.
const (
	kindEvent     = "event"
	kindPact      = "pact"
	kindAmendment = "amendment"
)

type eventsIn struct {
	ContentType string `header:"Content-Type" hidden:"true"`
	Proof       bool   `query:"proof" default:"true" doc:"whether each receipt is to hold the proof that its entry is under a checkpoint"`
	RawBody     []byte `contentType:"application/cloudevents-batch+json"`
}

type eventsOut struct {
	Status int
	Body   wire.Receipts
}

// events is the intake.
func (s *Server) events() {
	register(s, Report, huma.Operation{
		OperationID: "hand-in-events", Method: http.MethodPost, Path: "/v1/events", DefaultStatus: http.StatusCreated,
		Summary: "Hand in events",
		Description: "Takes CloudEvents 1.0 that carry signed statements, all of a request or none of it. What is acknowledged is on the disk. The same id and content again gives " +
			"the same receipt; the same id with another content is refused (409). Anybody who may report may carry in what others have signed.",
		Errors: []int{http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity, http.StatusServiceUnavailable},
	}, s.takeEvents)
	op := s.api.OpenAPI().Paths["/v1/events"].Post
	op.RequestBody.Content = map[string]*huma.MediaType{wire.One: {Schema: cloudEvent()}, wire.Many: {Schema: &huma.Schema{Type: "array", Items: cloudEvent()}}}
}

// cloudEvent is the schema of an event.
func cloudEvent() *huma.Schema {
	text := func(what string) *huma.Schema { return &huma.Schema{Type: "string", Description: what} }
	return &huma.Schema{Type: "object", Required: []string{"specversion", "id", "source", "type", "subject", "time", "signature"}, AdditionalProperties: false,
		Properties: map[string]*huma.Schema{
			"specversion": text("1.0"), "id": text("the reporter's own name for it"), "source": text("servanda-key: and the public key of the reporter, percent-encoded"),
			"type": text(wire.TypePrefix + "event, or another kind"), "subject": text("the name of the ledger that it is signed for"), "time": text("the time that the reporter gives, RFC 3339"),
			"datacontenttype": text("application/json"), "signature": text("ed25519, a space, and the signature of the statement in base64"),
			"data": {Description: "the event, one value of JSON without line feeds, byte by byte as it was signed"}, "data_base64": text("its bytes, in the place of data"),
		}}
}

func (s *Server) takeEvents(ctx context.Context, in *eventsIn) (*eventsOut, error) {
	all, err := wire.Decode(in.ContentType, in.RawBody, s.limits.Events)
	if err != nil {
		return nil, unread(err)
	}
	if err := s.mayAll(ctx, all); err != nil {
		return nil, err
	}
	receipts, err := s.intake.record(ctx, all)
	if err != nil {
		return nil, refused(err)
	}
	out := &eventsOut{Status: http.StatusOK}
	for _, r := range receipts {
		if r.New {
			out.Status = http.StatusCreated
		}
	}
	out.Body.Receipts, err = s.proven(ctx, receipts, in.Proof)
	return out, err
}

// unread is the problem of a body that holds no events.
func unread(err error) error {
	var wrong *wire.Wrong
	var kind *wire.Type
	switch {
	case errors.As(err, &wrong):
		p := problem(http.StatusUnprocessableEntity, "an event cannot be read", wrong.What, wrong.Mend)
		p.Which = &wrong.Which
		return p
	case errors.As(err, &kind):
		return problem(http.StatusUnsupportedMediaType, "the body is of another kind", err.Error(), "say so in Content-Type")
	}
	return problem(http.StatusUnprocessableEntity, "the body cannot be read", err.Error(), "")
}

// mayAll holds what is said to who says it: to name a text takes more than to report; and to the form of a log, if there is a pact to
// follow.
func (s *Server) mayAll(ctx context.Context, all []ledger.Signed) error {
	roster, err := s.c.Store.Roster(ctx)
	if err != nil {
		return err
	}
	for i, st := range all {
		if isText(st.Kind) {
			if role := roster.Role(st.Reporter); role != ledger.RoleNobody && !mayBe(role, SayText) {
				p := forbidden(Caller{Role: role}, SayText)
				p.Which = &i
				return p
			}
		}
		if st.Kind == kindEvent && s.follows() {
			if _, err := record.ParseLine(st.Line); err != nil {
				p := problem(http.StatusUnprocessableEntity, "an event is none of a log", err.Error(), "docs/tracking.md says how an event is written")
				p.Which = &i
				return p
			}
		}
	}
	return nil
}

func isText(kind string) bool { return kind == kindPact || kind == kindAmendment }

// proven are receipts as they are handed out; with the proof of each, if it is under a checkpoint.
func (s *Server) proven(ctx context.Context, all []store.Receipt, proofs bool) ([]wire.Receipt, error) {
	under, err := s.newest(ctx)
	if err != nil {
		return nil, fmt.Errorf("the events are recorded, but: %w", err)
	}
	out := make([]wire.Receipt, len(all))
	for i, r := range all {
		out[i] = wire.Receipt{Entry: r.Entry, ID: r.ID, Recorded: r.Recorded, New: r.New}
		if !proofs || r.Entry >= under.Size {
			continue
		}
		p, err := ledger.Prove(ctx, s.c.Store, r.Entry, under)
		if err != nil {
			return nil, fmt.Errorf("the events are recorded, but: %w", err)
		}
		out[i].Proof = string(p.Encode())
	}
	return out, nil
}

// newest is the newest checkpoint.
func (s *Server) newest(ctx context.Context) (*ledger.Checkpoint, error) {
	text, err := s.c.Store.Newest(ctx)
	if err != nil {
		return nil, err
	}
	return ledger.OpenCheckpoint(text, s.c.Store.LogKey())
}
