package server

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"

	"github.com/danielgtaylor/huma/v2"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

const mostText = 1 << 20 // bytes of one

type textIn struct {
	Entry   int64  `query:"entry" required:"true" minimum:"0" doc:"the entry that names the text"`
	RawBody []byte `contentType:"text/plain"`
}

type textOut struct {
	Status int
	Body   wire.Text
}

type readTextIn struct {
	Digest string `path:"digest" maxLength:"80" doc:"sha256: and 64 hexadecimal digits"`
}

// textRoutes are the routes by which texts are handed in and read.
func (s *Server) textRoutes() {
	register(s, SayText, huma.Operation{OperationID: "hand-in-text", Method: http.MethodPost, Path: "/v1/texts", DefaultStatus: http.StatusCreated, Summary: "Hand in the text that an entry names",
		Description: "Takes the text of a pact, in one file, whose digest stands in an entry: one of the kinds pact and amendment, or an amendment in the log. From then on standings follow it where the record says so. A text with another digest is refused.",
		Errors:      []int{http.StatusNotFound, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity}}, s.takeText)
	register(s, ReadStanding, huma.Operation{OperationID: "read-text", Method: http.MethodGet, Path: "/v1/texts/{digest}", Summary: "Read a text by its digest",
		Description: "A text that was handed in, or that of the keeper of the server, if it is one file.", Errors: []int{http.StatusNotFound},
		Responses: text("the text")}, s.readText)
}

func (s *Server) takeText(ctx context.Context, in *textIn) (*textOut, error) {
	if s.c.Texts == "" {
		return nil, notThere("this server takes no texts", "whoever keeps it names a folder for them: servanda serve --ledger … --texts FOLDER")
	}
	if len(in.RawBody) > mostText {
		return nil, problem(http.StatusRequestEntityTooLarge, "the text is too long", fmt.Sprintf("a text has at most %d bytes", mostText), "")
	}
	rows, err := s.c.Store.Rows(ctx, in.Entry, 1)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, notThere(fmt.Sprintf("there is no entry %d", in.Entry), "record first which text it is: servanda ledger add --amendment FILE")
	}
	e, err := parse(in.Entry, rows[0].Data)
	if err != nil {
		return nil, err
	}
	digest, err := fits(in.RawBody, in.Entry, nameIn(e))
	if err != nil {
		return nil, err
	}
	isNew, err := s.keepText(digest, in.RawBody)
	if err != nil {
		return nil, err
	}
	out := &textOut{Status: http.StatusOK, Body: wire.Text{Digest: digest, Entry: in.Entry, New: isNew}}
	if isNew {
		out.Status = http.StatusCreated
	}
	return out, nil
}

// fits holds a text to the digest that an entry names.
func fits(body []byte, entry int64, names string) (string, error) {
	if names == "" {
		return "", problem(http.StatusUnprocessableEntity, "the entry names no text", fmt.Sprintf("entry %d gives no digest of one", entry), "name the entry of the kind pact or amendment, or the amendment in the log")
	}
	r := load.Source("the text", body)
	is, _, _ := r.Digest()
	if r.Pact == nil || is == "" {
		why := "it takes in other files, and only one can be handed in"
		if ds := r.Diagnostics; len(ds) > 0 {
			why = ds[0].Summary
		}
		return "", problem(http.StatusUnprocessableEntity, "the text cannot be read", why, "find its mistakes with servanda check")
	}
	if digest := digestPrefix + is; digest != names {
		return "", problem(http.StatusConflict, "it is another text", fmt.Sprintf("entry %d names the text with the digest %s, and this one has %s", entry, names, digest), "hand in the text that the entry names, or record an amendment that names this one")
	}
	return names, nil
}

// keepText brings a text to the disk, unless it is there.
func (s *Server) keepText(digest string, body []byte) (isNew bool, err error) {
	if err := os.MkdirAll(s.c.Texts, 0o700); err != nil {
		return false, err
	}
	err = safefile.NewSecret(safefile.OS, s.textPath(digest), body)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	return err == nil, err
}

func (s *Server) readText(_ context.Context, in *readTextIn) (*proofOut, error) {
	r, err := s.textWith(digestOf(in.Digest))
	if err != nil {
		return nil, err
	}
	if r == nil || len(r.Files()) != 1 {
		return nil, notThere("this server has no text of this digest", "the entries of the kinds pact and amendment name those that were in force; a text of several files is to be had from the keeper alone")
	}
	return &proofOut{"text/plain; charset=utf-8", r.Files()[0].Text}, nil
}
