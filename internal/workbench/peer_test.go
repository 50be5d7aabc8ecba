package workbench_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// peer is a page as far as the wire goes.
type peer struct {
	*testing.T
	conn *websocket.Conn
	ctx  context.Context

	mu      sync.Mutex
	count   int
	answers map[string]chan answer
	told    []message
	more    chan struct{} // closed and made anew when something is told
	over    error
}

type answer struct {
	Result json.RawMessage
	Error  *struct{ Message string }
}

type message struct {
	ID     json.RawMessage
	Method string
	Params json.RawMessage
	answer
}

// dial opens a wire as our own page does.
func dial(s *server) (*peer, error) {
	ctx, stop := context.WithTimeout(s.Context(), 6*time.Minute)
	s.Cleanup(stop)
	conn, _, err := websocket.Dial(ctx, strings.Replace(s.address(), "http", "ws", 1)+"wire", &websocket.DialOptions{HTTPHeader: http.Header{"Origin": {"http://" + s.at}}})
	if err != nil {
		return nil, err
	}
	conn.SetReadLimit(64 << 20)
	p := &peer{T: s.T, conn: conn, ctx: ctx, answers: map[string]chan answer{}, more: make(chan struct{})}
	go p.read()
	return p, nil
}

// window is a page that has begun.
func window(s *server) *peer {
	s.Helper()
	p, err := dial(s)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { p.conn.CloseNow() })
	var begun any
	p.must("initialize", map[string]any{"processId": nil, "rootUri": nil, "capabilities": map[string]any{}}, &begun)
	p.notify("initialized", map[string]any{})
	return p
}

func (p *peer) read() {
	for {
		_, body, err := p.conn.Read(p.ctx)
		p.mu.Lock()
		if err != nil {
			p.over = err
			for _, c := range p.answers {
				close(c)
			}
			p.answers = nil
			close(p.more)
			p.mu.Unlock()
			return
		}
		var m message
		if err := json.Unmarshal(body, &m); err != nil {
			p.Errorf("%s: %v", body, err)
		}
		if c := p.answers[string(m.ID)]; c != nil && m.Method == "" {
			c <- m.answer
			delete(p.answers, string(m.ID))
		} else if m.Method != "" {
			p.told = append(p.told, m)
			close(p.more)
			p.more = make(chan struct{})
		}
		p.mu.Unlock()
	}
}

func (p *peer) send(v any) {
	body, err := json.Marshal(v)
	if err != nil {
		p.Fatal(err)
	}
	_ = p.conn.Write(p.ctx, websocket.MessageText, body) // that it is over is seen where it is read
}

func (p *peer) notify(method string, params any) {
	p.send(map[string]any{"jsonrpc": "2.0", "method": method, "params": params})
}

var errOver = errors.New("the connection is over")

// ask makes a request and waits for its answer.
func (p *peer) ask(method string, params, into any) error {
	p.mu.Lock()
	if p.answers == nil {
		p.mu.Unlock()
		return errOver
	}
	p.count++
	id := p.count
	text, _ := json.Marshal(id)
	c := make(chan answer, 1)
	p.answers[string(text)] = c
	p.mu.Unlock()
	p.send(map[string]any{"jsonrpc": "2.0", "id": id, "method": method, "params": params})
	a, ok := <-c
	switch {
	case !ok:
		return errOver
	case a.Error != nil:
		return errors.New(a.Error.Message)
	}
	return json.Unmarshal(a.Result, into)
}

func (p *peer) must(method string, params, into any) {
	p.Helper()
	if err := p.ask(method, params, into); err != nil {
		p.Fatalf("%s %v: %v", method, params, err)
	}
}

// until waits until one of the notifications of a kind is as it should be, the last ones first, and gives it.
func until[V any](p *peer, method string, good func(V) bool) V {
	p.Helper()
	for seen := 0; ; {
		p.mu.Lock()
		list, more, over := p.told, p.more, p.over
		p.mu.Unlock()
		for ; seen < len(list); seen++ {
			var v V
			if list[seen].Method != method {
				continue
			}
			if err := json.Unmarshal(list[seen].Params, &v); err != nil {
				p.Fatal(err)
			}
			if good(v) {
				return v
			}
		}
		if over != nil {
			p.Fatalf("waited for %s: %v", method, over)
		}
		select {
		case <-more:
		case <-p.ctx.Done():
			p.Fatalf("waited for %s in vain", method)
		}
	}
}

// forget forgets what was told.
func (p *peer) forget() {
	p.mu.Lock()
	p.told = nil
	p.mu.Unlock()
}

// opened is a text as the server gives it.
type opened struct{ Name, URI, Text, Title string }

// open opens a text by its name.
func (p *peer) open(name string) opened {
	p.Helper()
	var o opened
	p.must("workbench/text", map[string]any{"name": name}, &o)
	p.shows(o.URI, o.Text)
	return o
}

// shows tells the language server of a text.
func (p *peer) shows(uri, text string) {
	p.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uri, "languageId": "pact", "version": 1, "text": text}})
}

// standing is as much as is looked at of how a pact stands.
type standing struct {
	URI, Text, Digest, Title string
	Choices                  []struct {
		Reading, Key, Name, State, Message string
		Open                               map[string]string
	}
	Open []struct {
		Name, Now string
		Values    []string
	}
}

// state is the state of a choice.
func (s standing) state(key string) string {
	for _, c := range s.Choices {
		if c.Key == key {
			return c.State
		}
	}
	return ""
}

type seen struct {
	HTML, State, Message string
	Places               []struct {
		URI      string
		From, To int
	}
	Playable bool
}

func (p *peer) view(uri, part string, more map[string]any) seen {
	p.Helper()
	params := map[string]any{"uri": uri, "part": part}
	for k, v := range more {
		params[k] = v
	}
	var s seen
	p.must("workbench/view", params, &s)
	return s
}
