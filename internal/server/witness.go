package server

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/servanda-lang/servanda/internal/ledger"
)

type askIn struct {
	Old int64 `query:"old" minimum:"0" default:"0" doc:"how many entries the checkpoint has that the witness cosigned last"`
}

type cosignIn struct {
	RawBody []byte `contentType:"text/plain"`
}

// witnesses are the routes by which a witness comes and cosigns: it gets the body of add-checkpoint of C2SP tlog-witness, and hands in
// the line that such a request is answered with. A witness that reads the record first (servanda ledger witness) needs the second only.
func (s *Server) witnesses() {
	register(s, ReadRecord, huma.Operation{OperationID: "ask-witness", Method: http.MethodGet, Path: "/v1/witness-request", Summary: "Get what a witness is asked to cosign",
		Description: "The body of add-checkpoint of C2SP tlog-witness: the size cosigned last, the proof that the record goes on from it, and the newest checkpoint.",
		Responses:   text("the request")}, s.ask)
	register(s, Cosign, huma.Operation{OperationID: "cosign", Method: http.MethodPost, Path: "/v1/cosignatures", Summary: "Hand in a cosignature",
		Description: "Takes a checkpoint of this ledger that a witness has cosigned, also one that gave way to a later one meanwhile; or the line alone that a witness answers add-checkpoint with, " +
			"for a checkpoint that the ledger keeps. Who hands it in is the witness: its key signs the request too.",
		Responses: text("the checkpoint with all its cosignatures"), Errors: []int{http.StatusConflict, http.StatusUnprocessableEntity}}, s.cosign)
}

func (s *Server) ask(ctx context.Context, in *askIn) (*proofOut, error) {
	c, err := s.newest(ctx)
	if err != nil {
		return nil, err
	}
	r, err := ledger.Ask(ctx, s.c.Store, in.Old, c)
	if err != nil {
		return nil, err
	}
	return &proofOut{"text/plain; charset=utf-8", r.Encode()}, nil
}

func (s *Server) cosign(ctx context.Context, in *cosignIn) (*proofOut, error) {
	c, err := s.c.Store.Cosign(ctx, in.RawBody, CallerOf(ctx).Key)
	var broken *ledger.Broken
	if errors.As(err, &broken) {
		return nil, problem(http.StatusConflict, "the cosignature is refused", broken.What, "cosign the newest checkpoint: the log may have signed another meanwhile")
	}
	if err != nil {
		return nil, err
	}
	return &proofOut{"text/plain; charset=utf-8", c.Note}, nil
}
