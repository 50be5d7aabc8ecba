//go:build unix

package server

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"
)

// Other work is held to the places and the time of standings, and a fault in it is an error.
func TestOtherWorkIsBounded(t *testing.T) {
	g := open(t, file(t), func(c *Config) { c.Limits.Waiting, c.Limits.Analysis = 2, 200*time.Millisecond })
	status := func(err error) int { return g.Told(t.Context(), err).Status }
	if err := g.Work(t.Context(), func(context.Context) error { return nil }); err != nil {
		t.Error(err)
	}
	if err := g.Work(t.Context(), func(context.Context) error { panic("x") }); err == nil || status(err) != http.StatusInternalServerError {
		t.Error(err)
	}
	entered, leave, ended := make(chan bool), make(chan bool), make(chan error)
	go func() {
		ended <- g.Work(t.Context(), func(ctx context.Context) error { close(entered); <-leave; <-ctx.Done(); return ctx.Err() })
	}()
	<-entered
	go func() {
		ended <- g.Work(t.Context(), func(context.Context) error { return errors.New("there was no place") })
	}()
	g.until(t, "both wait", func() bool { g.stands.mu.Lock(); defer g.stands.mu.Unlock(); return g.stands.waiting == 2 })
	if err := g.Work(t.Context(), func(context.Context) error { return nil }); err == nil || status(err) != http.StatusServiceUnavailable {
		t.Errorf("a third: %v", err)
	}
	if err := <-ended; status(err) != http.StatusServiceUnavailable {
		t.Errorf("who found no place in time: %v", err)
	}
	close(leave)
	if err := <-ended; status(err) != http.StatusServiceUnavailable {
		t.Errorf("what took too long: %v", err)
	}
	g.stands.close()
	if err := g.Work(t.Context(), func(context.Context) error { return nil }); err == nil {
		t.Error("work goes on after the end")
	}
}
