package server

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/httpsig"
)

// exchange is what is noted of a request and its answer.
type exchange struct {
	http.ResponseWriter
	status int
	bytes  int64
	route  string
	caller Caller
}

func (x *exchange) WriteHeader(status int) {
	if x.status == 0 {
		x.status = status
	}
	x.ResponseWriter.WriteHeader(status)
}

func (x *exchange) Write(b []byte) (int, error) {
	if x.status == 0 {
		x.status = http.StatusOK
	}
	n, err := x.ResponseWriter.Write(b)
	x.bytes += int64(n)
	return n, err
}

// Unwrap lets deadlines be set through it.
func (x *exchange) Unwrap() http.ResponseWriter { return x.ResponseWriter }

type exchangeKey struct{}

func exchangeOf(ctx context.Context) *exchange {
	if x, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		return x
	}
	return &exchange{}
}

func humagoOf(ctx huma.Context) (*http.Request, http.ResponseWriter) { return humago.Unwrap(ctx) }

// guarded is around all routes: it finds out who asks, holds them to their quota, notes what became of it, and turns a panic into a
// problem.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x := &exchange{ResponseWriter: w, route: "none"}
		r = r.WithContext(context.WithValue(r.Context(), exchangeKey{}, x))
		began := time.Now()
		defer s.note(r, x, began)
		defer s.caught(r, x)
		h := x.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		c, err := s.admit(x, r)
		if err != nil {
			write(x, s.fail(r.Context(), err))
			return
		}
		x.caller = c
		r = r.WithContext(withCaller(r.Context(), c))
		defer func() { x.route = routeOf(r) }()
		next.ServeHTTP(x, r)
	})
}

// routeOf is the pattern that answered: not the path, which may hold names.
func routeOf(r *http.Request) string {
	if r.Pattern == "" {
		return "none"
	}
	return r.Pattern
}

// admit says who asks, if they are within their quota and what they signed is new and whole.
func (s *Server) admit(w http.ResponseWriter, r *http.Request) (Caller, error) {
	r.Body = http.MaxBytesReader(w, r.Body, s.limits.Body)
	c, sig, err := s.who(r)
	if over := s.quotas.take(whose(r, c), r.ContentLength, s.now()); over != nil {
		s.told.refused.WithLabelValues("quota").Inc()
		return c, over
	}
	if err == nil && sig != nil {
		err = s.once(r, sig)
	}
	if err != nil {
		s.told.refused.WithLabelValues("signature").Inc()
	}
	return c, err
}

// once takes a signed request whose body is what was signed, and takes it once.
func (s *Server) once(r *http.Request, sig *httpsig.Signature) error {
	if err := s.body(r, sig); err != nil {
		return err
	}
	isNew, err := s.nonces.use(sig, s.now(), s.limits.Window)
	if err == nil && !isNew {
		err = unknown("the request was sent before", "sign anew, with another nonce")
	}
	return err
}

// caught turns a panic into a problem.
func (s *Server) caught(r *http.Request, x *exchange) {
	v := recover()
	if v == nil {
		return
	}
	if v == http.ErrAbortHandler {
		panic(v) // that is how an answer is broken off on purpose
	}
	s.blame(r.Context(), fault.Of(v))
	if x.status == 0 {
		write(x, ours())
		return
	}
	panic(http.ErrAbortHandler) // half an answer is not to look like a whole one
}

// note counts a request and writes it down, without anything that it holds.
func (s *Server) note(r *http.Request, x *exchange, began time.Time) {
	took := time.Since(began)
	status := http.StatusText(x.status)
	if status == "" {
		status = "broken off"
	}
	s.told.requests.WithLabelValues(x.route, status).Inc()
	s.told.seconds.WithLabelValues(x.route).Observe(took.Seconds())
	s.log.InfoContext(r.Context(), "request", "route", x.route, "method", r.Method, "status", x.status, "bytes", x.bytes,
		"ms", float64(took.Microseconds())/1000, "caller", x.caller.name(), "from", r.RemoteAddr)
}
