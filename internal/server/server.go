package server

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"reflect"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

// Server answers for one ledger.
type Server struct {
	c      Config
	limits Limits
	log    *slog.Logger
	now    func() time.Time
	began  time.Time // what was signed before is not taken: whether it was seen is not known
	told   *metrics
	intake *intake
	stands *analyst
	nonces nonces
	naming naming
	quotas quotas
	ending atomic.Bool
	routes []route
	api    huma.API
	all    http.Handler

	asking sync.WaitGroup     // witnesses
	alone  context.CancelFunc // leaves them alone
}

// route is a way to ask the server, and the right that it takes.
type route struct {
	method, path string
	right        Right
}

// New makes a server of a ledger. It is to be closed.
func New(c Config) (*Server, error) {
	s := &Server{c: c, limits: c.Limits.withDefaults(), log: c.Log, now: time.Now}
	if s.log == nil {
		s.log = slog.New(slog.NewJSONHandler(io.Discard, nil))
	}
	if c.LogKey != nil && !c.LogKey.Public.Is(c.Store.LogKey()) {
		return nil, fmt.Errorf("this is not the key of the log %s", c.Store.LogKey().Name)
	}
	if c.Pact != "" {
		if _, _, err := s.pact(); err != nil {
			return nil, err
		}
	}
	s.began = s.now().Truncate(time.Second).Add(time.Second) // signatures give whole seconds
	s.quotas = quotas{limits: s.limits, of: map[string]*quota{}}
	s.told = newMetrics(func() float64 { return float64(len(s.intake.queue)) }, func() float64 { return float64(len(s.stands.slots)) })
	s.stands = newAnalyst(s)
	s.intake = newIntake(c.Store, c.LogKey, s.limits.Queue, s.told)
	s.all = s.guarded(s.mux())
	ctx, stop := context.WithCancel(context.Background())
	s.alone = stop
	s.askWitnesses(ctx)
	return s, nil
}

// Began is when the server takes its first signed request.
func (s *Server) Began() time.Time { return s.began }

// Handler answers requests.
func (s *Server) Handler() http.Handler { return s.all }

// Close finishes what was handed in, ends the analyses, and leaves the witnesses alone.
func (s *Server) Close() {
	s.ending.Store(true)
	s.intake.close()
	s.stands.close()
	s.alone()
	s.asking.Wait()
}

// mux puts the routes together.
func (s *Server) mux() http.Handler {
	mux := http.NewServeMux()
	c := huma.DefaultConfig("Servanda ledger", s.c.Version)
	c.Info.Description = "A ledger that parties who distrust one another use over the network. Requests are signed (RFC 9421); docs/server.md says how, and who may do what."
	c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", nil
	c.NoFormatFallback = false
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"signature": {
		Type: "http", Scheme: "signature", Description: "RFC 9421 with an Ed25519 key that the ledger has admitted: covers @method, @authority, @path, @query and content-digest; created, nonce, keyid, tag servanda-server",
	}}
	c.OpenAPIPath = "" // which is a route like the others
	s.api = humago.New(mux, c)
	s.health(mux)
	s.events()
	s.entries()
	s.export(mux)
	s.witnesses()
	s.standings()
	s.textRoutes()
	s.openAPI(mux)
	if s.c.Pages != nil {
		mux.Handle("/", s.c.Pages(s))
	} else {
		mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
			write(w, problem(http.StatusNotFound, "there is nothing here", "", "see what there is at /openapi.json"))
		})
	}
	return mux
}

// plainly mounts a route that answers otherwise than in JSON, and describes it.
func (s *Server) plainly(mux *http.ServeMux, pattern string, right Right, op huma.Operation, do func(http.ResponseWriter, *http.Request) error) {
	s.routes = append(s.routes, route{op.Method, op.Path, right})
	s.describe(&op, right)
	form := s.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[wire.Problem](), true, "")
	for _, status := range op.Errors {
		op.Responses[strconv.Itoa(status)] = &huma.Response{Description: http.StatusText(status), Content: map[string]*huma.MediaType{wire.ProblemType: {Schema: form}}}
	}
	s.api.OpenAPI().AddOperation(&op)
	mux.HandleFunc(op.Method+" "+pattern, func(w http.ResponseWriter, r *http.Request) {
		c := CallerOf(r.Context())
		if !c.May(right) {
			write(w, forbidden(c, right))
			return
		}
		if err := do(w, r); err != nil {
			write(w, s.fail(r.Context(), err))
		}
	})
}

// describe says of a route what is the same for all.
func (s *Server) describe(op *huma.Operation, right Right) {
	if right != Anybody {
		op.Security = []map[string][]string{{"signature": {}}}
		op.Errors = append(op.Errors, http.StatusUnauthorized, http.StatusForbidden)
	}
	op.Errors = append(op.Errors, http.StatusTooManyRequests, http.StatusInternalServerError)
}
