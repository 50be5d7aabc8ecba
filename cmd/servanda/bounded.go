package main

import (
	"context"

	"github.com/servanda-lang/servanda/internal/inquiry"
)

// bounded does work that must not take more memory than the query allows.
func bounded[T any](ctx context.Context, q inquiry.Query, do func(context.Context, inquiry.Query) (T, error)) (T, error) {
	return inquiry.Bounded(ctx, q, do)
}
