package assistant

import (
	"context"
	"io"
	"io/fs"
	"log"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Options say what a server may do.
type Options struct {
	Version string
	Files   fs.FS         // what clients may name paths in, or nil for nothing; it leads to nothing outside of itself
	Log     io.Writer     // for faults of our own; nil for nowhere
	Time    time.Duration // the most a call may take; 0 for the usual
	Bytes   int64         // of memory, the most a call may take; 0 for the usual
	States  int           // of one filling, the most a call may look at; 0 for no limit
	Workers int           // of a call; 0 for one
}

// What is usual.
const (
	usualTime  = time.Minute
	usualBytes = 500 << 20
)

// Memory is about what a server with these options may come to use.
func (o Options) Memory() int64 { return o.withUsual().Bytes + 100<<20 }

func (o Options) withUsual() Options {
	if o.Time <= 0 {
		o.Time = usualTime
	}
	if o.Bytes <= 0 {
		o.Bytes = usualBytes
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	o.Workers = max(o.Workers, 1)
	return o
}

// server is what the calls of all clients have in common.
type server struct {
	Options
	log  *log.Logger
	busy chan struct{} // held by the one call at a time that reads a pact and looks at what can happen
}

// instructions are what a client is told at the beginning.
const instructions = `Servanda checks agreements of several parties that are written as pacts. To draft a pact from a text, read the page docs/drafting.md first (tool read) and follow it clause by clause.
Read the status of every answer: "ok" and "findings" are of calls that were done to their end; "inconclusive" claims nothing beyond what is told; "unavailable" means that nothing was answered, as when the text does not compile. Only an answer with "checked": true says anything about whether a pact is sound, and only in the readings it names.`

// New makes a server.
func New(o Options) *mcp.Server {
	s := &server{Options: o.withUsual(), busy: make(chan struct{}, 1)}
	s.log = log.New(s.Log, "servanda mcp: ", log.LstdFlags)
	out := mcp.NewServer(&mcp.Implementation{Name: "servanda", Title: "Servanda", Version: o.Version},
		&mcp.ServerOptions{Instructions: instructions, Capabilities: &mcp.ServerCapabilities{}})
	for _, t := range inOrder() {
		t.addTo(s, out)
	}
	for _, x := range shelf() {
		out.AddResource(&mcp.Resource{URI: x.uri(), Name: x.name, Title: x.title, MIMEType: x.mime(), Size: int64(len(x.text))}, x.read)
	}
	for _, p := range prompts() {
		out.AddPrompt(p.Prompt, p.get)
	}
	return out
}

// Serve speaks with one client until it leaves or ctx is done.
func Serve(ctx context.Context, in io.ReadCloser, out io.WriteCloser, o Options) error {
	return New(o).Run(ctx, &mcp.IOTransport{Reader: in, Writer: out})
}
