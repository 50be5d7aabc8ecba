package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

const small = "pact \"Small\"\nparty north\nparty south\nfact done { no, yes }\nact give by north { done becomes yes }\n" +
	"instrument peace {\n  between north, south\n  expires after 30 days\n  duty first { north must give within 3 days  for south }\n}\npurpose { done is yes }\n"

// code is the code of an error that was answered; 0 of none.
func code(err error) int64 {
	var e *jsonrpc2.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return 0
}

func TestStagesOfASession(t *testing.T) {
	c := dial(t, nil, Options{})
	if got := code(c.try("textDocument/hover", struct{}{}, nil)); got != protocol.CodeServerNotInitialized {
		t.Errorf("before the beginning: %d", got)
	}
	c.notify("textDocument/didOpen", struct{}{})
	c.call("initialize", map[string]any{"capabilities": map[string]any{}}, nil)
	if got := code(c.try("initialize", map[string]any{}, nil)); got != protocol.CodeInvalidRequest {
		t.Errorf("begun twice: %d", got)
	}
	if got := code(c.try("textDocument/dance", struct{}{}, nil)); got != protocol.CodeMethodNotFound {
		t.Errorf("an unknown method: %d", got)
	}
	if got := code(c.try("textDocument/hover", []int{1}, nil)); got != protocol.CodeInvalidParams {
		t.Errorf("other parameters: %d", got)
	}
	for method := range answers {
		if got := code(c.try(method, struct{}{}, nil)); got != 0 && got != protocol.CodeRequestFailed && got != protocol.CodeInvalidParams {
			t.Errorf("%s without parameters: %d", method, got)
		}
	}
	for _, method := range []string{"$/unheardOf", "textDocument/unheardOf", "textDocument/didChange", "textDocument/didClose", "$/cancelRequest"} {
		c.notify(method, struct{}{})
	}
	c.call("shutdown", nil, nil)
	if got := code(c.try("textDocument/hover", struct{}{}, nil)); got != protocol.CodeInvalidRequest {
		t.Errorf("after the end: %d", got)
	}
	c.notify("exit", nil)
	if err := <-c.ended; err != nil {
		t.Errorf("the session ended with %v", err)
	}
	c.ended <- nil
}

func TestLeavingWithoutAWord(t *testing.T) {
	c := connect(t, nil, Options{}, everything)
	c.notify("exit", nil)
	if err := <-c.ended; !errors.Is(err, ErrNoShutdown) {
		t.Errorf("the session ended with %v", err)
	}
	c.ended <- nil
}

// The wire is spoken to byte by byte: what is no message is refused, and the session goes on.
func TestWhatIsNoMessage(t *testing.T) {
	here, there := net.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- Serve(context.Background(), there, Options{}) }()
	s := newStream(here)
	got := make(chan map[string]any)
	go func() {
		for {
			n, err := s.header()
			if err != nil {
				close(got)
				return
			}
			body := make([]byte, n)
			io.ReadFull(s.in, body)
			var m map[string]any
			json.Unmarshal(body, &m)
			got <- m
		}
	}()
	send := func(body string) {
		fmt.Fprintf(here, "content-length:%d\r\nContent-Type: x\r\n\r\n%s", len(body), body)
	}
	want := func(what string, code int) {
		t.Helper()
		m := <-got
		e, _ := m["error"].(map[string]any)
		if n, _ := e["code"].(float64); int(n) != code {
			t.Errorf("%s: %v", what, m)
		}
	}
	send("{")
	want("half an object", protocol.CodeParseError)
	send("")
	want("nothing", protocol.CodeParseError)
	send("[]")
	want("an empty list", protocol.CodeInvalidRequest)
	send(`"hello"`)
	want("a text", protocol.CodeInvalidRequest)
	send(`{"jsonrpc":"2.0"}`)
	want("neither request nor answer", protocol.CodeInvalidRequest)
	send("\xff\xfe")
	want("no text", protocol.CodeParseError)
	send(`{"jsonrpc":"2.0","id":7,"result":{}}`) // an answer nobody waits for
	send(`{"jsonrpc":"2.0","id":"a","method":"initialize","params":{"capabilities":{}}}`)
	want("a proper request", 0)
	fmt.Fprint(here, "Content-Length: none\r\n\r\n")
	if _, open := <-got; open {
		t.Error("the session went on after a length that is none")
	}
	if err := <-ended; !errors.Is(err, ErrNoShutdown) {
		t.Error(err)
	}
}

// A fault of our own is an error and a line in the log, and the session goes on.
func TestFaultsAreAnswered(t *testing.T) {
	answers["test/fault"] = func(context.Context, *snapshot, json.RawMessage) (any, error) { panic("a fault on purpose") }
	notifications["test/fault"] = func(*server, json.RawMessage) error { panic("another on purpose") }
	defer delete(answers, "test/fault")
	defer delete(notifications, "test/fault")
	var logged strings.Builder
	c := connect(t, nil, Options{Log: &logged}, everything)
	if got := code(c.try("test/fault", struct{}{}, nil)); got != protocol.CodeInternalError {
		t.Errorf("answered with %d", got)
	}
	c.notify("test/fault", struct{}{})
	c.open("a.pact", small)
	c.settle()
	for begun := time.Now(); ; time.Sleep(time.Millisecond) {
		c.mu.Lock()
		all := strings.Join(c.logged, "\n")
		c.mu.Unlock()
		if strings.Contains(all, "a fault on purpose") && strings.Contains(all, "another on purpose") {
			break
		}
		if time.Since(begun) > 10*time.Second {
			t.Fatalf("the log of the editor has %q", all)
		}
	}
	if c.states["a.pact"].State == "" {
		t.Error("nothing was told after the fault")
	}
}

func TestRequestsCanBeCalledOff(t *testing.T) {
	begun := make(chan struct{})
	answers["test/wait"] = func(ctx context.Context, _ *snapshot, _ json.RawMessage) (any, error) {
		close(begun)
		<-ctx.Done()
		return nil, nil
	}
	defer delete(answers, "test/wait")
	c := connect(t, nil, Options{}, everything)
	call, err := c.conn.DispatchCall(context.Background(), "test/wait", nil, jsonrpc2.PickID(jsonrpc2.ID{Str: "x", IsString: true}))
	if err != nil {
		t.Fatal(err)
	}
	<-begun
	c.notify("$/cancelRequest", map[string]any{"id": "y"})
	c.notify("$/cancelRequest", map[string]any{"id": "x"})
	if got := code(call.Wait(context.Background(), nil)); got != protocol.CodeRequestCancelled {
		t.Errorf("answered with %d", got)
	}
}

// A check that is told to give up says so, on the line of the pact and in the status, and can be gone on with.
func TestGivingUp(t *testing.T) {
	text, err := os.ReadFile("../../examples/small-exchange.pact")
	if err != nil {
		t.Fatal(err)
	}
	c := connect(t, nil, Options{Time: 20 * time.Millisecond}, everything)
	c.open("a.pact", string(text))
	c.settle()
	said := func() string {
		for _, d := range c.diagnostics["a.pact"].Diagnostics {
			if d.Code == "gave_up" {
				return fmt.Sprint(at(d.Range), " ", d.Severity, " ", d.Message)
			}
		}
		return ""
	}
	const want = "1:1-24 3 The check gave up: the time limit of 20ms was reached; of the 2 ways to fill the open points"
	if got := said(); !strings.HasPrefix(got, want) || c.states["a.pact"].State != protocol.GaveUp {
		t.Fatalf("%q, %v", got, c.states["a.pact"])
	}
	var lenses []protocol.CodeLens
	c.call("textDocument/codeLens", protocol.DocumentParams{TextDocument: protocol.TextDocumentIdentifier{URI: c.uri("a.pact")}}, &lenses)
	if len(lenses) == 0 || lenses[0].Command.Command != commandCheckFully {
		t.Fatalf("%+v", lenses)
	}
	c.call("workspace/executeCommand", protocol.ExecuteCommandParams{Command: lenses[0].Command.Command, Arguments: lenses[0].Command.Arguments}, nil)
	c.settle()
	if got := said(); got != "" || c.states["a.pact"].State != protocol.Found {
		t.Errorf("%q, %v", got, c.states["a.pact"])
	}
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) { // the end may be told after what was found
		begun, ended := c.progressed()
		if begun == ended {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("progress begins %d times and ends %d times", begun, ended)
		}
	}
}

// progressed is how often progress began and ended.
func (c *client) progressed() (begun, ended int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.progress {
		if strings.Contains(p, `"begin"`) {
			begun++
		}
		if strings.Contains(p, `"end"`) {
			ended++
		}
	}
	return begun, ended
}

// A check ends as soon as its text changes, however large the pact is, and can be ended by whoever waits for it.
func TestChecksEndWithTheirText(t *testing.T) {
	text, err := os.ReadFile("../../library/reported-framework-2025-12/reported-framework-2025-12.pact")
	if err != nil {
		t.Fatal(err)
	}
	c := connect(t, nil, Options{}, everything)
	c.open("a.pact", string(text))
	is := func(s protocol.State) bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.states["a.pact"].State == s
	}
	wait := func(s protocol.State) {
		t.Helper()
		for begun := time.Now(); !is(s); time.Sleep(time.Millisecond) {
			if time.Since(begun) > 20*time.Second {
				t.Fatalf("%v, and not %s", c.states["a.pact"], s)
			}
		}
	}
	wait(protocol.Looking)
	c.replace("a.pact", 0, len(text), small)
	c.settle()
	if !is(protocol.Found) {
		t.Errorf("the small pact: %v", c.states["a.pact"])
	}
	c.replace("a.pact", 0, len(small), string(text))
	wait(protocol.Looking)
	c.call("workspace/executeCommand", protocol.ExecuteCommandParams{Command: commandStop, Arguments: []any{c.uri("a.pact")}}, nil)
	c.settle()
	if !is(protocol.GaveUp) || !strings.Contains(c.states["a.pact"].Message, "it was interrupted") {
		t.Errorf("stopped: %v", c.states["a.pact"])
	}
}

// Somebody types fast, and an editor asks everything at once: texts stay the same on both sides, nothing fails, nothing is left.
func TestTypingFast(t *testing.T) {
	c := connect(t, map[string]string{"part.pact": "party east\n"}, Options{}, everything)
	c.open("a.pact", "use \"part.pact\"\r\n"+small)
	c.settle()
	before := runtime.NumGoroutine()
	var heap runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&heap)
	rnd := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a", " ", "\n", "\r\n", "😀", "{", "}", "\"", "π", "\u202e", "duty x { ", "is ", "#", "\t", "\r"}
	asked := []string{"hover", "completion", "definition", "codeAction", "codeLens", "semanticTokens/full", "documentSymbol", "foldingRange", "formatting", "prepareRename"}
	var waiting []jsonrpc2.Waiter
	edits, rest := 100, 10*time.Millisecond
	if n, err := strconv.Atoi(os.Getenv("SERVANDA_EDITS")); err == nil { // 1200 is a minute
		edits, rest = n, 50*time.Millisecond
	}
	for i := range edits {
		d := c.docs["a.pact"]
		a := d.offset(d.position(rnd.IntN(len(d.text)+1), c.enc), c.enc)
		b := a
		if rnd.IntN(3) == 0 {
			b = max(a, d.offset(d.position(min(a+rnd.IntN(12), len(d.text)), c.enc), c.enc))
		}
		c.replace("a.pact", a, b, pieces[rnd.IntN(len(pieces))])
		p := map[string]any{"textDocument": map[string]any{"uri": d.uri}, "position": d.position(a, c.enc), "range": d.span(a, b, c.enc), "context": map[string]any{}}
		call, err := c.conn.DispatchCall(context.Background(), "textDocument/"+asked[i%len(asked)], p)
		if err != nil {
			t.Fatal(err)
		}
		waiting = append(waiting, call)
		time.Sleep(rest)
	}
	for i, w := range waiting {
		if got := code(w.Wait(context.Background(), nil)); got != 0 && got != protocol.CodeRequestFailed {
			t.Errorf("%s: answered with %d", asked[i%len(asked)], got)
		}
	}
	d := c.docs["a.pact"]
	c.replace("a.pact", 0, len(d.text), small)
	c.settle()
	c.server.mu.Lock()
	text := string(c.server.docs[d.uri].text)
	c.server.mu.Unlock()
	if text != small {
		t.Errorf("the texts differ:\n%q\n%q", text, small)
	}
	c.mu.Lock()
	last, logged := c.diagnostics["a.pact"], c.logged
	c.mu.Unlock()
	if last.Version == nil || *last.Version != int32(edits+2) {
		t.Errorf("the last diagnostics are of version %v of %d", last.Version, edits+2)
	}
	if len(logged) > 0 {
		t.Errorf("logged: %q", logged)
	}
	var after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&after)
	if after.HeapAlloc > heap.HeapAlloc+64<<20 {
		t.Errorf("%d MB are in use, of %d before", after.HeapAlloc>>20, heap.HeapAlloc>>20)
	}
	for begun := time.Now(); runtime.NumGoroutine() > before+2; time.Sleep(time.Millisecond) {
		if time.Since(begun) > 10*time.Second {
			buf := make([]byte, 1<<16)
			t.Fatalf("%d goroutines are left, of %d before:\n%s", runtime.NumGoroutine(), before, buf[:runtime.Stack(buf, true)])
		}
	}
}

// Every prefix of a pact, and of one with other line ends, is told of without a fault, whatever is asked at its end.
func TestHalfWrittenPacts(t *testing.T) {
	text, err := os.ReadFile("../testkit/sample/everything.pact")
	if err != nil {
		t.Fatal(err)
	}
	c := connect(t, nil, Options{NoCheck: true}, everything)
	c.open("a.pact", "")
	for i := 0; i < len(text); i += 17 {
		d := c.docs["a.pact"]
		end := len(d.text)
		c.replace("a.pact", end, end, strings.ReplaceAll(string(text[i:min(i+17, len(text))]), "\n", "\r\n"))
		d = c.docs["a.pact"]
		p := protocol.TextDocumentPositionParams{TextDocument: protocol.TextDocumentIdentifier{URI: d.uri}, Position: d.position(len(d.text), c.enc)}
		for _, m := range []string{"completion", "hover", "definition", "prepareRename"} {
			if got := code(c.try("textDocument/"+m, p, nil)); got == protocol.CodeInternalError {
				t.Fatalf("%s after %q", m, d.text[max(0, len(d.text)-60):])
			}
		}
		if got := code(c.try("textDocument/semanticTokens/full", p, nil)); got != 0 {
			t.Fatalf("tokens after %q", d.text[max(0, len(d.text)-60):])
		}
	}
	c.settle()
	if got := c.states["a.pact"].State; got != protocol.Off {
		t.Errorf("the whole pact: %s, %v", got, c.diagnostics["a.pact"])
	}
}

// Texts that are not UTF-8, on disk and from the client, give errors in their place.
func TestTextThatIsNotUTF8(t *testing.T) {
	c := connect(t, map[string]string{"part.pact": "# \xff\xfe\nparty east\n"}, Options{}, everything)
	c.open("a.pact", "pact \"x\ufffd\"\nuse \"part.pact\"\nparty \U0001F600north\n")
	c.settle()
	if ds := c.diagnostics["part.pact"].Diagnostics; len(ds) != 1 || ds[0].Code != "P001" || at(ds[0].Range) != "1:3-4" {
		t.Errorf("on disk: %+v", ds)
	}
	ds := c.diagnostics["a.pact"].Diagnostics
	if len(ds) == 0 || ds[0].Code != "P004" || at(ds[0].Range) != "3:7-9" {
		t.Errorf("from the client: %+v", ds)
	}
}

// What was asked of the client is what it said it can do.
func TestAClientThatCanDoNothing(t *testing.T) {
	c := connect(t, nil, Options{}, `{}`)
	c.open("a.pact", small)
	c.settle()
	var symbols []protocol.SymbolInformation
	doc := protocol.DocumentParams{TextDocument: protocol.TextDocumentIdentifier{URI: c.uri("a.pact")}}
	c.call("textDocument/documentSymbol", doc, &symbols)
	if len(symbols) != 8 || symbols[6].ContainerName != "peace" {
		t.Errorf("%+v", symbols)
	}
	var e protocol.WorkspaceEdit
	d := c.docs["a.pact"]
	c.call("textDocument/rename", protocol.RenameParams{
		TextDocumentPositionParams: protocol.TextDocumentPositionParams{TextDocument: doc.TextDocument, Position: d.position(strings.Index(small, "north"), c.enc)}, NewName: "east",
	}, &e)
	if len(e.DocumentChanges) > 0 || len(e.Changes[d.uri]) != 4 {
		t.Errorf("%+v", e)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.asked)+len(c.progress) > 0 {
		t.Errorf("asked %v, progress %v", c.asked, c.progress)
	}
	for _, x := range c.diagnostics["a.pact"].Diagnostics {
		if len(x.RelatedInformation) > 0 {
			t.Errorf("%+v", x)
		}
	}
}

// A part that is opened alone, in no folder, is looked at with the pacts beside it.
func TestAPartOpenedAlone(t *testing.T) {
	c := dial(t, map[string]string{
		"main.pact": "use \"part.pact\"\n" + small, "part.pact": "duty_is_no_declaration\n", "below/deep.pact": "use \"../part.pact\"\n",
	}, Options{})
	c.call("initialize", map[string]any{"capabilities": map[string]any{}}, nil)
	c.enc = protocol.UTF16
	c.notify("initialized", struct{}{})
	c.open("part.pact", "check { never peace is ended }\n")
	c.until(func() bool { return c.states["main.pact"].State == protocol.Found })
	c.settle()
	if ds := c.diagnostics["part.pact"].Diagnostics; len(ds) != 1 || ds[0].Code != "check" {
		t.Errorf("%+v", ds)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, there := c.states["below/deep.pact"]; there {
		t.Error("a folder below was looked at")
	}
}
