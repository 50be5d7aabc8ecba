package server

import (
	"bytes"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// openAPI is the route that describes the others.
func (s *Server) openAPI(mux *http.ServeMux) {
	s.plainly(mux, "/openapi.json", Anybody, huma.Operation{OperationID: "describe", Method: http.MethodGet, Path: "/openapi.json", Summary: "What can be asked, as OpenAPI 3.1",
		Responses: map[string]*huma.Response{"200": {Description: "this description", Content: map[string]*huma.MediaType{"application/json": {}}}}}, func(w http.ResponseWriter, _ *http.Request) error {
		text, err := s.OpenAPI()
		if err != nil {
			return err
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(text)
		return nil
	})
}

// OpenAPI is the description of what can be asked.
func (s *Server) OpenAPI() ([]byte, error) {
	text, err := json.Marshal(s.api.OpenAPI())
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, text, "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// Describe is the description of what any server can be asked.
func Describe(version string) ([]byte, error) {
	s, err := New(Config{Version: version})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return s.OpenAPI()
}
