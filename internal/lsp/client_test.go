package lsp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

// client is an editor: it keeps the texts and what it was told of them.
type client struct {
	t      testing.TB
	conn   *jsonrpc2.Conn
	server *server
	ended  chan error // of the server
	dir    string
	enc    encoding

	mu          sync.Mutex
	docs        map[string]*document // by name in dir
	diagnostics map[string]protocol.PublishDiagnosticsParams
	states      map[string]protocol.StatusParams
	progress    []string
	logged      []string
	asked       []string // methods of requests to the client
}

// everything is a client that can do all there is.
const everything = `{
	"general": {"positionEncodings": ["utf-16"]}, "window": {"workDoneProgress": true},
	"workspace": {"workspaceEdit": {"documentChanges": true}, "codeLens": {"refreshSupport": true}, "didChangeWatchedFiles": {"dynamicRegistration": true}},
	"textDocument": {"completion": {"completionItem": {"snippetSupport": true}}, "publishDiagnostics": {"relatedInformation": true},
		"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}`

// connect begins a session over files in a folder of its own; the session is ended with the test.
func connect(t testing.TB, files map[string]string, o Options, capabilities string) *client {
	t.Helper()
	c := dial(t, files, o)
	var raw json.RawMessage = []byte(capabilities)
	var result protocol.InitializeResult
	c.call("initialize", map[string]any{"capabilities": raw, "rootUri": uriOf(filepath.ToSlash(c.dir))}, &result)
	c.enc = encoding(result.Capabilities.PositionEncoding)
	c.notify("initialized", struct{}{})
	pacts := 0
	for name := range files {
		if filepath.Ext(name) == ".pact" {
			pacts++
		}
	}
	for surveyed := -1; surveyed < pacts; time.Sleep(time.Millisecond) {
		c.server.mu.Lock()
		surveyed = len(c.server.uses)
		c.server.mu.Unlock()
	}
	return c
}

// dial is connect without the beginning of the session.
func dial(t testing.TB, files map[string]string, o Options) *client {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	c := &client{
		t: t, dir: dir, ended: make(chan error, 1), docs: map[string]*document{},
		diagnostics: map[string]protocol.PublishDiagnosticsParams{}, states: map[string]protocol.StatusParams{},
	}
	for name, text := range files {
		c.write(name, text)
	}
	if o.Quiet == 0 {
		o.Quiet = 10 * time.Millisecond
	}
	if o.Time == 0 {
		o.Time = 10 * time.Minute // however busy the machine is
	}
	here, there := net.Pipe()
	ctx, stop := context.WithCancel(context.Background())
	c.server = newServer(ctx, o)
	go func() { c.ended <- c.server.serve(ctx, stop, newStream(there)) }()
	c.conn = jsonrpc2.NewConn(ctx, newStream(here), handler(c.handle))
	t.Cleanup(func() {
		c.conn.Close()
		select {
		case <-c.ended:
		case <-time.After(10 * time.Second):
			t.Error("the server goes on after its client has left")
		}
		stop()
	})
	return c
}

func (c *client) write(name, text string) {
	c.t.Helper()
	at := filepath.Join(c.dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o755), os.WriteFile(at, []byte(text), 0o644)); err != nil {
		c.t.Fatal(err)
	}
}

// handler lets requests to the client be dealt with beside what comes after them, and notifications in their order.
type handler func(r *jsonrpc2.Request) any

func (h handler) Handle(ctx context.Context, conn *jsonrpc2.Conn, r *jsonrpc2.Request) {
	if r.Notif {
		h(r)
		return
	}
	go func() { conn.Reply(ctx, r.ID, h(r)) }()
}

func (c *client) handle(r *jsonrpc2.Request) any {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch r.Method {
	case "textDocument/publishDiagnostics":
		d, _ := decode[protocol.PublishDiagnosticsParams](params(r))
		name := c.name(d.URI)
		if old := c.diagnostics[name]; old.Version == nil || d.Version == nil || *d.Version >= *old.Version {
			c.diagnostics[name] = d
		} else {
			c.t.Errorf("diagnostics of version %d after those of %d", *d.Version, *old.Version)
		}
	case "servanda/status":
		s, _ := decode[protocol.StatusParams](params(r))
		c.states[c.name(s.URI)] = s
	case "$/progress":
		c.progress = append(c.progress, string(params(r)))
	case "window/logMessage":
		l, _ := decode[protocol.LogMessageParams](params(r))
		c.logged = append(c.logged, l.Message)
	default:
		c.asked = append(c.asked, r.Method)
	}
	return nil
}

// uri and name are what a file of the folder is called in messages, and here.
func (c *client) uri(name string) string {
	if strings.Contains(name, ":") {
		return name
	}
	return uriOf(filepath.ToSlash(filepath.Join(c.dir, name)))
}

func (c *client) name(uri string) string {
	return strings.TrimPrefix(uri, uriOf(filepath.ToSlash(c.dir))+"/")
}

func (c *client) call(method string, params, result any) {
	c.t.Helper()
	if err := c.try(method, params, result); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

func (c *client) try(method string, params, result any) error {
	ctx, stop := context.WithTimeout(context.Background(), 2*time.Minute)
	defer stop()
	return c.conn.Call(ctx, method, params, result)
}

func (c *client) notify(method string, params any) {
	c.t.Helper()
	if err := c.conn.Notify(context.Background(), method, params); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

func (c *client) open(name, text string) {
	c.docs[name] = newDocument(c.uri(name), name, 1, []byte(text))
	c.notify("textDocument/didOpen", protocol.DidOpenTextDocumentParams{
		TextDocument: protocol.TextDocumentItem{URI: c.uri(name), LanguageID: "pact", Version: 1, Text: text},
	})
}

// replace changes what stands between two offsets.
func (c *client) replace(name string, start, end int, text string) {
	d := c.docs[name]
	at := d.span(start, end, c.enc)
	p := protocol.DidChangeTextDocumentParams{
		TextDocument:   protocol.VersionedTextDocumentIdentifier{URI: d.uri, Version: d.version + 1},
		ContentChanges: []protocol.TextDocumentContentChangeEvent{{Range: &at, Text: text}},
	}
	c.docs[name], _ = d.changed(d.version+1, p.ContentChanges, c.enc)
	c.notify("textDocument/didChange", p)
}

// apply makes edits of the server in the texts that are open, and in files.
func (c *client) apply(e *protocol.WorkspaceEdit) {
	c.t.Helper()
	for _, d := range e.DocumentChanges {
		name := c.name(d.TextDocument.URI)
		doc := c.docs[name]
		if doc == nil {
			text, err := os.ReadFile(filepath.Join(c.dir, name))
			if err != nil || d.TextDocument.Version != nil {
				c.t.Fatal(err, d)
			}
			c.write(name, string(edited(newLines(text), d.Edits, c.enc)))
			continue
		}
		if d.TextDocument.Version == nil || *d.TextDocument.Version != doc.version {
			c.t.Errorf("edits of version %v of %s, which is at %d", d.TextDocument.Version, name, doc.version)
		}
		c.replace(name, 0, len(doc.text), string(edited(doc.lines, d.Edits, c.enc)))
	}
}

// edited is a text after edits, which are all of the text before.
func edited(l *lines, edits []protocol.TextEdit, e encoding) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b protocol.TextEdit) int {
		return l.offset(b.Range.Start, e) - l.offset(a.Range.Start, e)
	})
	text := bytes.Clone(l.text)
	for _, x := range edits {
		text = slices.Concat(text[:l.offset(x.Range.Start, e)], []byte(x.NewText), text[l.offset(x.Range.End, e):])
	}
	return text
}

// settle waits until the server has read and checked all there is, and told it.
func (c *client) settle() {
	c.t.Helper()
	c.call("textDocument/documentSymbol", protocol.DocumentParams{}, nil) // all before it has been taken
	for begun := time.Now(); !c.idle(); time.Sleep(time.Millisecond) {
		if time.Since(begun) > 5*time.Minute {
			c.t.Fatal("the server does not come to rest")
		}
	}
	c.server.publish() // waits for what is being told
	c.call("textDocument/documentSymbol", protocol.DocumentParams{}, nil)
}

func (c *client) idle() bool {
	s := c.server
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.pacts {
		if p.stop != nil {
			return false
		}
	}
	return s.told == s.texts
}
