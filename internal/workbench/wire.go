package workbench

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"
	"github.com/sourcegraph/jsonrpc2"

	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/lsp"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

// The bounds of a connection.
const (
	mostMessage = 8 << 20
	writeTime   = 20 * time.Second
	mostAsked   = 16 // requests of ours at a time
)

// serveWire is one session.
func (b *Bench) serveWire(w http.ResponseWriter, r *http.Request) {
	leave, ok := b.enter()
	if !ok {
		http.Error(w, "too many windows are open", http.StatusServiceUnavailable)
		return
	}
	defer leave()
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return // it was told
	}
	conn.SetReadLimit(mostMessage)
	ctx, stop := context.WithCancel(b.ctx)
	s := newSession(b, ctx, &wire{conn: conn, ctx: ctx})
	defer s.work.Wait()
	defer stop()
	defer conn.CloseNow()
	err = lsp.ServeMessages(ctx, s, lsp.Options{
		Version: b.Version, Log: b.Log, Time: b.Time, Bytes: b.Bytes, Workers: b.Workers, Quiet: b.Quiet, Beneath: b.files.own, Run: s.look,
	})
	if err != nil && !errors.Is(err, lsp.ErrNoShutdown) {
		b.log.Print(err)
	}
}

// wire is a connection as a stream of messages.
type wire struct {
	conn    *websocket.Conn
	ctx     context.Context
	writing sync.Mutex
}

func (w *wire) WriteObject(v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.writing.Lock()
	defer w.writing.Unlock()
	ctx, stop := context.WithTimeout(w.ctx, writeTime)
	defer stop()
	return w.conn.Write(ctx, websocket.MessageText, body)
}

func (w *wire) Close() error { return w.conn.Close(websocket.StatusNormalClosure, "") }

// message is as much of a message as is needed to know whom it is for.
type message struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
}

// ReadObject reads the next message for the language server; those for the workbench itself are dealt with on the way.
func (s *session) ReadObject(v any) error {
	for {
		_, body, err := s.conn.Read(s.ctx)
		if err != nil {
			return err
		}
		var m message
		if err := json.Unmarshal(body, &m); err != nil {
			return err
		}
		switch {
		case strings.HasPrefix(m.Method, "workbench/"):
			s.asked(m)
		case m.Method == "$/cancelRequest" && s.calledOff(m.Params):
		case !s.mayPass(m):
			return errors.New("the page asked for a text that is not for it")
		default:
			return json.Unmarshal(body, v)
		}
	}
}

// mayPass reports whether a message is for the language server, which opens only texts that are for this page.
func (s *session) mayPass(m message) bool {
	var p struct {
		RootURI          *string                    `json:"rootUri"`
		WorkspaceFolders []protocol.WorkspaceFolder `json:"workspaceFolders"`
		TextDocument     struct {
			URI string `json:"uri"`
		} `json:"textDocument"`
	}
	if len(m.Params) > 0 && json.Unmarshal(m.Params, &p) != nil {
		return false
	}
	switch m.Method {
	case "initialize":
		return (p.RootURI == nil || *p.RootURI == s.files.folderURI()) && len(p.WorkspaceFolders) == 0
	case "workspace/didChangeWorkspaceFolders":
		return false
	case "textDocument/didOpen":
		return s.files.knows(p.TextDocument.URI)
	case "textDocument/didChange":
		s.edited()
	case "textDocument/didClose":
		s.edited()
		s.forget(p.TextDocument.URI)
	}
	return true
}

// asked answers a request of ours, beside others; a notification gets no answer.
func (s *session) asked(m message) {
	ctx, stop := context.WithCancel(s.ctx)
	s.mu.Lock()
	full := len(s.asking) >= mostAsked
	if !full {
		s.asking[string(m.ID)] = stop
	}
	s.mu.Unlock()
	if full {
		stop()
		s.reply(m, nil, errors.New("too much was asked at a time"))
		return
	}
	s.work.Go(func() {
		defer func() {
			s.mu.Lock()
			delete(s.asking, string(m.ID))
			s.mu.Unlock()
			stop()
		}()
		result, err := s.answer(ctx, m)
		s.reply(m, result, err)
	})
}

// answer does what a method does; a fault of ours becomes an error, and a line in the log.
func (s *session) answer(ctx context.Context, m message) (result any, err error) {
	func() {
		defer fault.Catch(&err)
		method, ok := methods[m.Method]
		if !ok {
			err = errors.New("there is no method " + m.Method)
			return
		}
		result, err = method(s, ctx, m.Params)
	}()
	var broken *fault.Fault
	if errors.As(err, &broken) {
		s.log.Printf("%s: %v\n%s", m.Method, broken.What, broken.Stack)
	}
	return result, err
}

func (s *session) reply(m message, result any, err error) {
	if len(m.ID) == 0 {
		return
	}
	r := map[string]any{"jsonrpc": "2.0", "id": m.ID, "result": result}
	if err != nil {
		delete(r, "result")
		r["error"] = &jsonrpc2.Error{Code: protocol.CodeRequestFailed, Message: err.Error()}
	}
	_ = s.WriteObject(r) // that it is gone is seen where it is read
}

// notify tells the page something.
func (s *session) notify(method string, params any) {
	_ = s.WriteObject(map[string]any{"jsonrpc": "2.0", "method": method, "params": params})
}

// calledOff ends a request of ours; it is not ok if it is none of ours.
func (s *session) calledOff(params json.RawMessage) bool {
	var p protocol.CancelParams
	if json.Unmarshal(params, &p) != nil {
		return false
	}
	s.mu.Lock()
	stop := s.asking[string(p.ID)]
	s.mu.Unlock()
	if stop != nil {
		stop()
	}
	return stop != nil
}
