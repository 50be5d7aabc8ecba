package inquiry

import (
	"context"
	"errors"
	"runtime/debug"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/memory"
)

// Bounded does work that must not take more memory than the query allows. Work counts itself most of what it takes; where the
// process comes to hold too much all the same it is stopped. If several were at work it is then done again by one alone, so that
// it does not hang on the number of processors whether there is an answer.
func Bounded[T any](ctx context.Context, q Query, do func(context.Context, Query) (T, error)) (T, error) {
	out, err, full := watched(ctx, q, do)
	if !full || q.Workers < 2 || ctx.Err() != nil {
		return out, err
	}
	debug.FreeOSMemory()
	q.Workers = 1
	out, err, _ = watched(ctx, q, do)
	return out, err
}

// watched is one attempt; full reports whether it was stopped because the process held too much.
func watched[T any](ctx context.Context, q Query, do func(context.Context, Query) (T, error)) (out T, err error, full bool) {
	why := &explore.Inconclusive{Limit: memory.Limit(q.Limits.Bytes), Memory: true}
	ctx, stop := memory.Watch(ctx, q.Limits.Bytes, why)
	defer stop()
	out, err = do(ctx, q)
	return out, err, err != nil && errors.Is(context.Cause(ctx), why)
}
