package lsp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

// Options say how a server behaves.
type Options struct {
	Version string
	Log     io.Writer // for faults and what the protocol leaves no other place for; nil for nowhere

	NoCheck bool          // tell only what does not compile
	Time    time.Duration // for a check; 0 for the usual
	Bytes   int64         // of memory, for a check; 0 for the usual
	Workers int           // of a check; 0 for one
	Quiet   time.Duration // how long the text is left alone before it is checked; 0 for the usual

	Beneath load.Overlay // texts that are there like files on disk, under what is open
	Run     Runner       // makes the checks; nil for inquiry.Run
}

// Runner checks a pact that was read, under the URI of its main file; the context ends when the text changes. It is inquiry.Run
// to whoever calls it, whatever else it does with what it comes to know.
type Runner func(ctx context.Context, uri string, r *load.Result, q inquiry.Query, tell func(inquiry.Event)) (*inquiry.Answer, error)

// What is usual.
const (
	usualTime  = 30 * time.Second
	usualBytes = 500 << 20
	usualQuiet = 150 * time.Millisecond
)

func (o Options) withUsual() Options {
	if o.Time <= 0 {
		o.Time = usualTime
	}
	if o.Bytes <= 0 {
		o.Bytes = usualBytes
	}
	if o.Quiet <= 0 {
		o.Quiet = usualQuiet
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	if o.Run == nil {
		o.Run = func(ctx context.Context, _ string, r *load.Result, q inquiry.Query, tell func(inquiry.Event)) (*inquiry.Answer, error) {
			return inquiry.Run(ctx, r.Pact, q, tell)
		}
	}
	return o
}

// Memory is about what a server with these options may come to use: a check, and the texts beside it.
func (o Options) Memory() int64 { return o.withUsual().Bytes + 200<<20 }

// ErrNoShutdown is the error of a session that ended without having been shut down.
var ErrNoShutdown = errors.New("the client left without a word")

// Serve speaks with one client until it leaves or ctx is done. When it returns nothing that it began goes on.
func Serve(ctx context.Context, rwc io.ReadWriteCloser, o Options) error {
	return ServeMessages(ctx, newStream(rwc), o)
}

// ServeMessages is Serve where messages come whole, each with its end known.
func ServeMessages(ctx context.Context, messages jsonrpc2.ObjectStream, o Options) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	return newServer(ctx, o).serve(ctx, stop, messages)
}

// serve is one session, which stop ends.
func (s *server) serve(ctx context.Context, stop context.CancelFunc, messages jsonrpc2.ObjectStream) error {
	s.conn = jsonrpc2.NewConn(ctx, messages, s, jsonrpc2.SetLogger(s.log))
	close(s.connected)
	s.start(s.analyse)
	<-s.conn.DisconnectNotify()
	stop()
	s.working.Wait()
	if s.stage != left && s.stage != shut {
		return ErrNoShutdown
	}
	return nil
}

// stage is how far a session is.
type stage uint8

const (
	fresh stage = iota
	ready
	shut
	left
)

// server is one session.
type server struct {
	Options
	ctx       context.Context // ends with the session
	conn      *jsonrpc2.Conn
	connected chan struct{} // closed when conn is set
	log       *log.Logger
	working   sync.WaitGroup
	slots     chan struct{} // for requests that are answered at the same time
	checking  chan struct{} // for the one check that is made at a time
	wake      chan struct{} // there is something new to read
	telling   sync.Mutex    // held while diagnostics are told, so that what is told last is what is newest

	mu      sync.Mutex
	stage   stage
	enc     encoding
	client  protocol.ClientCapabilities
	folders []string // paths of the folders that are open
	beside  []string // folders of open files that are in none of these; they are looked at without those below them
	docs    map[string]*document
	texts   int                 // counts changes of any text
	uses    map[string][]string // which files a file uses, of the files in the folders that are not open
	pacts   map[string]*pact    // those that open texts belong to, by the path of the main file
	asked   map[jsonrpc2.ID]context.CancelFunc
	sent    map[string]string // what was told last of a document
	mends   map[string][]mend // what was found to mend what is told, by its identifier
	tokens  int               // for progress
	told    int               // which texts the client was last told of
	last    *snapshot
}

func newServer(ctx context.Context, o Options) *server {
	o = o.withUsual()
	return &server{
		Options: o, ctx: ctx, enc: protocol.UTF16, connected: make(chan struct{}),
		log: log.New(o.Log, "servanda lsp: ", log.LstdFlags), slots: make(chan struct{}, 4), checking: make(chan struct{}, 1), wake: make(chan struct{}, 1),
		docs: map[string]*document{}, uses: map[string][]string{}, pacts: map[string]*pact{},
		asked: map[jsonrpc2.ID]context.CancelFunc{}, sent: map[string]string{},
	}
}

// start begins work that the session waits for at its end; a fault in it is logged.
func (s *server) start(work func()) {
	s.working.Add(1)
	go func() {
		defer s.working.Done()
		defer s.survive("work beside requests")
		work()
	}()
}

// kick says that there is something new to read.
func (s *server) kick() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// notify tells the client something. That it is gone is seen elsewhere.
func (s *server) notify(method string, params any) {
	<-s.connected
	_ = s.conn.Notify(s.ctx, method, params)
}

// logf tells the log here and that of the editor.
func (s *server) logf(kind int, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	s.log.Print(text)
	s.notify("window/logMessage", protocol.LogMessageParams{Type: kind, Message: text})
}
