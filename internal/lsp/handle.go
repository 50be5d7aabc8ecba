package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

// Handle takes a message. It writes nothing itself, so that no client that waits to be read keeps this one from reading. Notifications are dealt with at once and in their order, since they change the texts that requests
// speak of; a request takes with it the texts as they are now and is answered beside others.
func (s *server) Handle(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) {
	<-s.connected
	if r.Notif {
		s.notified(r)
		return
	}
	if reply := s.refused(r); reply != nil {
		s.start(func() { s.reply(r, nil, reply) })
		return
	}
	switch r.Method {
	case "initialize":
		s.atOnce(r, s.initialize)
	case "shutdown":
		s.atOnce(r, s.shutdown)
	default:
		s.later(r)
	}
}

// refused says why a request is not answered at this stage.
func (s *server) refused(r *jsonrpc2.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.stage == fresh && r.Method != "initialize":
		return failure(protocol.CodeServerNotInitialized, "the session has not begun: send initialize first")
	case s.stage == ready && r.Method == "initialize":
		return failure(protocol.CodeInvalidRequest, "the session has begun already")
	case s.stage > ready:
		return failure(protocol.CodeInvalidRequest, "the session was shut down")
	}
	return nil
}

func (s *server) atOnce(r *jsonrpc2.Request, do func(*jsonrpc2.Request) (any, error)) {
	result, err := s.guarded(r.Method, func() (any, error) { return do(r) })
	s.start(func() { s.reply(r, result, err) })
}

// later answers a request when there is a place, unless it is called off before.
func (s *server) later(r *jsonrpc2.Request) {
	answer, known := answers[r.Method]
	if !known {
		s.start(func() { s.reply(r, nil, failure(protocol.CodeMethodNotFound, "there is no method "+r.Method)) })
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	now := s.snapshot()
	s.mu.Lock()
	s.asked[r.ID] = cancel
	s.mu.Unlock()
	s.start(func() {
		defer func() {
			s.mu.Lock()
			delete(s.asked, r.ID)
			s.mu.Unlock()
			cancel()
		}()
		select {
		case s.slots <- struct{}{}:
			defer func() { <-s.slots }()
		case <-ctx.Done():
		}
		result, err := s.guarded(r.Method, func() (any, error) { return answer(ctx, now, params(r)) })
		if ctx.Err() != nil {
			result, err = nil, failure(protocol.CodeRequestCancelled, "called off")
		}
		s.reply(r, result, err)
	})
}

// params are the parameters of a request, an empty object if it has none.
func params(r *jsonrpc2.Request) json.RawMessage {
	if r.Params == nil {
		return json.RawMessage("{}")
	}
	return *r.Params
}

// guarded does something; a panic in it becomes an error, and a line in the log.
func (s *server) guarded(what string, do func() (any, error)) (result any, err error) {
	func() {
		defer fault.Catch(&err)
		result, err = do()
	}()
	var broken *fault.Fault
	if errors.As(err, &broken) {
		s.start(func() { s.logf(protocol.MessageError, "%s: %v\n%s", what, broken.What, broken.Stack) })
		return nil, failure(protocol.CodeInternalError, broken.Error())
	}
	return result, err
}

// survive logs a panic; it is to be deferred.
func (s *server) survive(what string) {
	if r := recover(); r != nil {
		f := fault.Of(r)
		s.logf(protocol.MessageError, "%s: %v\n%s", what, f.What, f.Stack)
	}
}

func (s *server) reply(r *jsonrpc2.Request, result any, err error) {
	response := &jsonrpc2.Response{ID: r.ID}
	if err == nil {
		err = response.SetResult(result)
	}
	var told *jsonrpc2.Error
	switch {
	case errors.As(err, &told):
		response.Error = told
	case err != nil:
		response.Error = failure(protocol.CodeRequestFailed, err.Error())
	}
	_ = s.conn.SendResponse(s.ctx, response)
}

func failure(code int64, message string) *jsonrpc2.Error {
	return &jsonrpc2.Error{Code: code, Message: message}
}

// decode reads parameters.
func decode[P any](raw json.RawMessage) (P, error) {
	var p P
	if err := json.Unmarshal(raw, &p); err != nil {
		return p, failure(protocol.CodeInvalidParams, "these are no parameters for this: "+err.Error())
	}
	return p, nil
}

// answerer answers requests of one method from the texts as they were when the request came.
type answerer func(ctx context.Context, now *snapshot, raw json.RawMessage) (any, error)

// with is an answerer that is given its parameters.
func with[P any, R any](answer func(ctx context.Context, now *snapshot, p P) (R, error)) answerer {
	return func(ctx context.Context, now *snapshot, raw json.RawMessage) (any, error) {
		p, err := decode[P](raw)
		if err != nil {
			return nil, err
		}
		return answer(ctx, now, p)
	}
}

// notified deals with a notification. One that is not understood is logged, as there is nobody to answer; those that begin
// with $/ may be passed over.
func (s *server) notified(r *jsonrpc2.Request) {
	if r.Method == "exit" {
		s.mu.Lock()
		if s.stage == shut {
			s.stage = left
		}
		s.mu.Unlock()
		s.conn.Close()
		return
	}
	s.mu.Lock()
	early := s.stage != ready
	s.mu.Unlock()
	take, known := notifications[r.Method]
	switch {
	case early:
	case known:
		_, err := s.guarded(r.Method, func() (any, error) { return nil, take(s, params(r)) })
		if err != nil {
			s.log.Printf("%s: %v", r.Method, err)
		}
	case !strings.HasPrefix(r.Method, "$/"):
		s.log.Printf("the notification %s is not known", r.Method)
	}
}

// cancelled calls a request off.
func (s *server) cancelled(p protocol.CancelParams) error {
	var id jsonrpc2.ID
	if err := json.Unmarshal(p.ID, &id); err != nil {
		return fmt.Errorf("no such request: %w", err)
	}
	s.mu.Lock()
	cancel := s.asked[id]
	s.mu.Unlock()
	if cancel != nil {
		cancel()
	}
	return nil
}

// taking is a notification that is given its parameters.
func taking[P any](take func(*server, P) error) func(*server, json.RawMessage) error {
	return func(s *server, raw json.RawMessage) error {
		p, err := decode[P](raw)
		if err != nil {
			return err
		}
		return take(s, p)
	}
}
