package server

import (
	"archive/tar"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/servanda-lang/servanda/internal/ledger"
)

// export are the routes that give the record as C2SP tlog-tiles has it, so that anybody's tools read it.
func (s *Server) export(mux *http.ServeMux) {
	s.plainly(mux, "/log.pub", ReadRecord, huma.Operation{OperationID: "read-log-key", Method: http.MethodGet, Path: "/log.pub", Summary: "Read the key of the log",
		Description: "As a vkey. To rely on it, have it from elsewhere.", Responses: text("the key")}, func(w http.ResponseWriter, _ *http.Request) error {
		return plainText(w, []byte(s.c.Store.LogKey().String()+"\n"))
	})
	s.plainly(mux, "/checkpoint", ReadRecord, huma.Operation{OperationID: "read-checkpoint", Method: http.MethodGet, Path: "/checkpoint", Summary: "Read the newest checkpoint",
		Description: "As C2SP tlog-checkpoint has it, with what witnesses have cosigned.", Responses: text("the checkpoint")}, func(w http.ResponseWriter, r *http.Request) error {
		c, err := s.newest(r.Context())
		if err != nil {
			return err
		}
		return plainText(w, c.Note)
	})
	s.plainly(mux, "/tile/{tile...}", ReadRecord, huma.Operation{OperationID: "read-tile", Method: http.MethodGet, Path: "/tile/{level}/{index}", Summary: "Read a tile of hashes or entries",
		Description: "As C2SP tlog-tiles has it: the level is a number, or entries; the index has a part for each three digits, and .p/ and a width at its end if the tile is not whole.",
		Parameters:  []*huma.Param{{Name: "level", In: "path", Required: true, Schema: &huma.Schema{Type: "string"}}, {Name: "index", In: "path", Required: true, Schema: &huma.Schema{Type: "string"}}},
		Errors:      []int{http.StatusNotFound},
		Responses:   map[string]*huma.Response{"200": {Description: "the tile", Content: map[string]*huma.MediaType{"application/octet-stream": {}}}}}, s.tile)
	s.plainly(mux, "/v1/export", ReadRecord, huma.Operation{OperationID: "export", Method: http.MethodGet, Path: "/v1/export", Summary: "Get the whole record as a tar file",
		Description: "What servanda ledger export writes into a folder: verify it with servanda ledger verify.",
		Responses:   map[string]*huma.Response{"200": {Description: "the folder", Content: map[string]*huma.MediaType{"application/x-tar": {}}}}}, s.tar)
}

func plainText(w http.ResponseWriter, text []byte) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write(text)
	return nil
}

func (s *Server) tile(w http.ResponseWriter, r *http.Request) error {
	tile, err := ledger.ParseTile(r.URL.Path[1:])
	if err != nil {
		return notThere("this is no path of a tile", "tile/LEVEL/NUMBER or tile/entries/NUMBER, as C2SP tlog-tiles has it")
	}
	under, err := s.newest(r.Context())
	if err != nil {
		return err
	}
	data, err := ledger.ReadTile(r.Context(), s.c.Store, tile, under)
	if err != nil {
		return err
	}
	if data == nil {
		return notThere("the record has not grown as far as this tile", "the checkpoint says how many entries there are")
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	if tile.Whole() {
		w.Header().Set("Cache-Control", "private, max-age=31536000, immutable")
	}
	w.Write(data)
	return nil
}

// tar gives the record as it is in this moment. An error on the way breaks the file off.
func (s *Server) tar(w http.ResponseWriter, r *http.Request) error {
	under, err := s.newest(r.Context())
	if err != nil {
		return err
	}
	// Such an answer may take longer than others; who does not take it is held to the time of its context.
	if err := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(exportTime)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	w.Header().Set("Content-Type", "application/x-tar")
	w.Header().Set("Content-Disposition", `attachment; filename="ledger.tar"`)
	to := &archive{tar.NewWriter(w), s.now().UTC().Truncate(time.Second)}
	err = ledger.Export(r.Context(), to, s.c.Store, under)
	if err == nil {
		err = to.w.Close()
	}
	if err != nil {
		s.blame(r.Context(), err)
		panic(http.ErrAbortHandler)
	}
	return nil
}

// exportTime is how long the export of a whole record may take.
const exportTime = 30 * time.Minute

// archive is a tar file to export into.
type archive struct {
	w  *tar.Writer
	at time.Time
}

func (a *archive) Put(name string, text []byte) error {
	if err := a.w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text)), ModTime: a.at, Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err := a.w.Write(text)
	return err
}

func (a *archive) Replace(name string, text []byte) error { return a.Put(name, text) }
