package server

import (
	"context"
	"net/http"
	"time"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/server/wire"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/model"
)

// What pages that are mounted on a server need of it, besides Standing and CallerOf.

// Store is the ledger that is served.
func (s *Server) Store() *store.Store { return s.c.Store }

// Newest is the newest checkpoint of the ledger.
func (s *Server) Newest(ctx context.Context) (*ledger.Checkpoint, error) { return s.newest(ctx) }

// Pact is the text that the server follows as the record is now, with its digest. The error is a problem to be told.
func (s *Server) Pact(ctx context.Context) (*model.Pact, string, error) {
	x, err := s.inForceNow(ctx)
	if err != nil {
		return nil, "", err
	}
	return x.Pact, x.digest, nil
}

func (s *Server) inForceNow(ctx context.Context) (*followed, error) {
	size, err := s.c.Store.Size(ctx)
	if err != nil {
		return nil, err
	}
	return s.inForce(ctx, size)
}

// Followed is how the server follows the record as it is now, and the log in it, for what else is to be asked of it than a standing.
// It is good as long as the context. The error is a problem to be told.
func (s *Server) Followed(ctx context.Context, on, known string) (track.Query, track.Log, error) {
	ask, err := s.asked(ctx, on, known)
	if err != nil {
		return track.Query{}, nil, err
	}
	q, log, err := s.query(ctx, ask)
	if err != nil {
		return q, nil, err
	}
	return q, log.open, nil
}

// Look is how much one analysis may look at.
func (s *Server) Look() explore.Limits { return s.limits.Look }

// Work does what takes long, as few at once as standings, and within the same time. A fault in it is an error.
func (s *Server) Work(ctx context.Context, do func(context.Context) error) error {
	return s.stands.other(ctx, do)
}

// Text is the same text, file by file.
func (s *Server) Text(ctx context.Context) (*load.Result, error) {
	x, err := s.inForceNow(ctx)
	if err != nil {
		return nil, err
	}
	return x.Result, nil
}

// Now is the time by the clock of the server.
func (s *Server) Now() time.Time { return s.now() }

// Told is what a caller may be told of an error: problems as they are, and of a fault that it is none of theirs. The fault is written
// into the log.
func (s *Server) Told(ctx context.Context, err error) *wire.Problem {
	return problemOf(s.fail(ctx, err))
}

// Refusal is what a caller is told who may not do something.
func Refusal(c Caller, right Right) *wire.Problem { return forbidden(c, right) }

// Rights are those of a role.
func Rights(role ledger.Role) []Right { return append([]Right{Anybody}, rights[role]...) }

func followsNone() *wire.Problem {
	return notThere("this server follows no pact", "whoever keeps it names one: servanda serve --ledger … --pact FILE")
}

// Problem is one to be told.
func Problem(status int, title, detail, mend string) *wire.Problem {
	return problem(status, title, detail, mend)
}

// Missing is the problem of a page that is not there.
func Missing(what string) *wire.Problem {
	return problem(http.StatusNotFound, "there is no such page", what, "go on from the first page")
}
