package workbench

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"io"
	"log"
	"net/http"
	"sync"
	"time"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/memory"
	"github.com/servanda-lang/servanda/internal/safefile"
)

// Config says how a workbench behaves.
type Config struct {
	Dir     string // whose pacts are shown; its path
	Version string
	Token   string        // a part of every path; a new one if empty
	Time    time.Duration // that one check may take; 0 for the usual
	Bytes   int64         // of memory, likewise
	Workers int           // of a check; 0 for one
	Quiet   time.Duration // how long the text is left alone before it is checked; 0 for the usual
	Disk    safefile.Disk // where files are written
	Log     io.Writer     // for faults; nil for nowhere
}

// What is usual, and how much there may be.
const (
	usualTime    = 5 * time.Minute
	usualBytes   = 500 << 20
	mostSessions = 8 // windows that are open at a time
)

// MostChecks is how many checks go on at a time, of all windows.
const MostChecks = 2

// Bench serves the page of a folder.
type Bench struct {
	Config
	files  *files
	log    *log.Logger
	known  *memo
	checks chan struct{} // a place for each check that goes on

	ctx      context.Context // of all sessions
	stop     context.CancelFunc
	sessions sync.WaitGroup
	mu       sync.Mutex
	open     int // sessions
	closed   bool
}

// New makes the workbench of a folder. The error says that there is no such folder.
func New(c Config) (*Bench, error) {
	if c.Token == "" {
		c.Token = newToken()
	}
	if c.Time <= 0 {
		c.Time = usualTime
	}
	if c.Bytes <= 0 {
		c.Bytes = usualBytes
	}
	if c.Log == nil {
		c.Log = io.Discard
	}
	fs, err := newFiles(c.Dir, c.Disk)
	if err != nil {
		return nil, err
	}
	b := &Bench{Config: c, files: fs, log: log.New(c.Log, "servanda serve: ", log.LstdFlags), known: newMemo(), checks: make(chan struct{}, MostChecks)}
	b.ctx, b.stop = context.WithCancel(context.Background())
	return b, nil
}

// newToken is a token that nobody can guess: 128 bits.
func newToken() string {
	raw := make([]byte, 16)
	_, _ = rand.Read(raw) // it does not fail
	return base64.RawURLEncoding.EncodeToString(raw)
}

// Memory is about what all sessions may come to use together.
func (b *Bench) Memory() int64 { return MostChecks*b.Bytes + 400<<20 }

// room waits for a place among the checks that go on. What it gives ends when the process holds too much, whoever took it; done
// gives the place back. The error is that of a context that is done before there is a place.
func (b *Bench) room(ctx context.Context) (_ context.Context, done func(), err error) {
	select {
	case b.checks <- struct{}{}:
	case <-ctx.Done():
		return ctx, func() {}, ctx.Err()
	}
	ctx, stop := memory.Watch(ctx, b.Memory(), &explore.Inconclusive{Limit: memory.Limit(b.Memory()), Memory: true})
	return ctx, func() {
		stop()
		<-b.checks
	}, nil
}

// Path is where the page is.
func (b *Bench) Path() string { return "/" + b.Token + "/" }

// Close ends all sessions. When it returns nothing that they began goes on.
func (b *Bench) Close() {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.stop()
	b.sessions.Wait()
}

// enter makes room for a session; it is not ok if there are too many.
func (b *Bench) enter() (leave func(), ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed || b.open >= mostSessions {
		return nil, false
	}
	b.open++
	b.sessions.Add(1)
	return func() {
		b.mu.Lock()
		b.open--
		b.mu.Unlock()
		b.sessions.Done()
	}, true
}

// Handler answers requests.
func (b *Bench) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", servePage)
	mux.HandleFunc("GET /{name}", serveStatic)
	mux.HandleFunc("GET /wire", b.serveWire)
	return b.guarded(http.StripPrefix("/"+b.Token, mux))
}
