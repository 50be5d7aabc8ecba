package server

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

// register mounts a route that answers in JSON.
func register[I, O any](s *Server, right Right, op huma.Operation, do func(context.Context, *I) (*O, error)) {
	s.routes = append(s.routes, route{op.Method, op.Path, right})
	s.describe(&op, right)
	op.MaxBodyBytes, op.BodyReadTimeout = s.limits.Body, -1 // it was read already where it counts, within the time of the connection
	op.Middlewares = append(op.Middlewares, func(ctx huma.Context, next func(huma.Context)) {
		if c := CallerOf(ctx.Context()); !c.May(right) {
			_, w := humagoOf(ctx)
			write(w, forbidden(c, right))
			return
		}
		next(ctx)
	})
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := do(ctx, in)
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return out, nil
	})
}

// fail is what the caller is told of an error: a problem as it is, and of all else no more than that it is not theirs.
func (s *Server) fail(ctx context.Context, err error) error {
	var p huma.StatusError
	if errors.As(err, &p) {
		return err
	}
	if ctx.Err() != nil {
		return busy("the request took too long, or was given up")
	}
	s.blame(ctx, err)
	return ours()
}

// blame writes down a fault of our own.
func (s *Server) blame(ctx context.Context, err error) {
	args := []any{"what", err.Error(), "route", exchangeOf(ctx).route}
	var f *fault.Fault
	if errors.As(err, &f) {
		s.told.panics.Inc()
		args = append(args, "stack", f.Stack)
	}
	s.log.ErrorContext(ctx, "fault", args...)
}

// notThere is the problem of what there is not.
func notThere(what, mend string) *wire.Problem {
	return problem(http.StatusNotFound, "there is no such thing", what, mend)
}
