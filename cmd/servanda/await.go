package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/fault"
)

// await waits for the file system or the standard input, which cannot be told to stop. If it is to end before they answer they
// are left behind at once, which is sound because the program ends after it; the error is then why it was told. What panics, panics here.
func await[T any](ctx context.Context, do func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
		fault *fault.Fault
	}
	done := make(chan *outcome, 1)
	go func() {
		o := &outcome{}
		defer func() {
			if r := recover(); r != nil {
				o.fault = fault.Of(r)
			}
			done <- o
		}()
		o.value, o.err = do()
	}()
	finish := func(o *outcome) (T, error) {
		if o.fault != nil {
			panic(o.fault)
		}
		if ctx.Err() != nil && errors.Is(o.err, ctx.Err()) {
			return o.value, whyStopped(ctx)
		}
		return o.value, o.err
	}
	select {
	case o := <-done:
		return finish(o)
	case <-ctx.Done():
	}
	select {
	case o := <-done: // both may be ready
		return finish(o)
	default:
		var none T
		return none, whyStopped(ctx)
	}
}

// whyStopped is the error that tells why a context is done: a limit on time, or somebody who interrupts.
func whyStopped(ctx context.Context) error {
	if err := context.Cause(ctx); ctx.Err() != context.Canceled {
		return err
	}
	return context.Canceled
}

// within is the context of a call with the limit on time that it asks for.
func (a *asking) within(ctx context.Context) (context.Context, context.CancelFunc) {
	if a.timeout <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, a.timeout, &explore.Inconclusive{Limit: fmt.Sprintf("the time limit of %s", a.timeout)})
}
