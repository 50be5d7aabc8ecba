package server

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// health are the routes by which whoever runs the server sees whether it lives, and whether it can take what is handed in.
func (s *Server) health(mux *http.ServeMux) {
	s.plainly(mux, "/healthz", Anybody, huma.Operation{OperationID: "health", Method: http.MethodGet, Path: "/healthz", Summary: "Does the server answer?", Responses: text("ok")},
		func(w http.ResponseWriter, _ *http.Request) error { return plainText(w, []byte("ok\n")) })
	s.plainly(mux, "/readyz", Anybody, huma.Operation{OperationID: "readiness", Method: http.MethodGet, Path: "/readyz", Summary: "Can the server take requests?",
		Responses: text("ok"), Errors: []int{http.StatusServiceUnavailable}}, s.ready)
}

func (s *Server) ready(w http.ResponseWriter, r *http.Request) error {
	if s.ending.Load() || s.now().Before(s.began) {
		return busy("the server is about to begin, or to end")
	}
	ctx, stop := context.WithTimeout(r.Context(), 5*time.Second)
	defer stop()
	n, err := s.c.Store.Size(ctx)
	if err != nil {
		s.blame(ctx, err)
		return busy("the ledger cannot be read")
	}
	s.told.size.Set(float64(n))
	return plainText(w, []byte("ok\n"))
}
