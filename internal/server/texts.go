package server

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/servanda-lang/servanda/internal/server/wire"
	"github.com/servanda-lang/servanda/model"
)

// The texts that entries name. An entry holds the digest of a text and not the text: that is handed in, by who may say which is in force,
// and lies in a folder beside the ledger, under its digest. Nobody has to be believed for it: what has another digest is another text.

const mostText = 1 << 20 // bytes of one

const (
	digestPrefix = "sha256:"
	digestDigits = 64
)

// digestOf is a digest in the one form that it has here; "" if it is none.
func digestOf(said string) string {
	digits := strings.ToLower(strings.TrimPrefix(strings.TrimSpace(said), digestPrefix))
	if _, err := hex.DecodeString(digits); err != nil || len(digits) != digestDigits {
		return ""
	}
	return digestPrefix + digits
}

// naming knows which entries say which text is in force. It looks at each entry once.
type naming struct {
	mu     sync.Mutex
	roster *ledger.Roster
	next   int64
	all    []named
}

// named is what one entry says.
type named struct {
	entry  int64
	digest string
}

// of is what the first entries of a ledger say; nil if they say nothing.
func (n *naming) of(ctx context.Context, st *store.Store, size int64) (*named, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.roster == nil {
		n.roster = ledger.NewRoster(st.LogKey())
	}
	for n.next < size {
		if err := n.read(ctx, st, size); err != nil {
			return nil, err
		}
	}
	for i := len(n.all) - 1; i >= 0; i-- {
		if n.all[i].entry < size {
			return &n.all[i], nil
		}
	}
	return nil, nil
}

// read looks at some more entries.
func (n *naming) read(ctx context.Context, st *store.Store, size int64) error {
	rows, err := st.Rows(ctx, n.next, int(min(rowsRead, size-n.next)))
	if err == nil && len(rows) == 0 {
		err = &ledger.Broken{Entry: n.next, What: "it is gone since it was read a moment ago"}
	}
	if err != nil {
		return err
	}
	for _, row := range rows {
		e, err := parse(n.next, row.Data)
		if err == nil {
			err = n.roster.Take(e.Statement)
		}
		if err != nil {
			return &ledger.Broken{Entry: n.next, What: err.Error()}
		}
		if isText(e.Kind) && mayBe(n.roster.Role(e.Reporter), SayText) {
			if says := nameIn(e); says != "" {
				n.all = append(n.all, named{n.next, says})
			}
		}
		n.next++
	}
	return nil
}

// nameIn is the digest of the text that an entry names, one of the ledger or an amendment in the log; "" if it names none.
func nameIn(e *ledger.Entry) string {
	says := ""
	switch {
	case isText(e.Kind):
		var line struct {
			Digest string `json:"digest"`
		}
		if json.Unmarshal(e.Line, &line) == nil {
			says = line.Digest
		}
	case e.Kind == kindEvent:
		if x, err := record.ParseLine(e.Line); err == nil && x.Kind == record.Amendment {
			says = x.Digest
		}
	}
	if digest := digestOf(says); digest != "" {
		return digest
	}
	return says
}

// followed is a text with its digest, and the entry that says that it is in force.
type followed struct {
	*load.Result
	digest string
	by     *named // nil: no entry says which text is in force
}

// inForce is the text that the first entries of the ledger say is in force. It is one that was handed in, or that of the keeper.
func (s *Server) inForce(ctx context.Context, size int64) (*followed, error) {
	if !s.follows() {
		return nil, followsNone()
	}
	by, err := s.naming.of(ctx, s.c.Store, size)
	if err != nil {
		return nil, err
	}
	if by != nil {
		if r, err := s.handed(by.digest); err != nil || r != nil {
			return &followed{r, by.digest, by}, err
		}
	}
	if s.c.Pact == "" && by == nil {
		return nil, problem(http.StatusNotFound, "no text is in force", "no entry of the record says which text it is about", "record one, and hand it in: servanda ledger add --pact FILE, servanda ledger text")
	}
	r, digest := (*load.Result)(nil), "none"
	if s.c.Pact != "" {
		if r, digest, err = s.pact(); err != nil {
			return nil, err
		}
	}
	if by != nil && by.digest != digest {
		return nil, problem(http.StatusConflict, "the record is about another text", fmt.Sprintf("by entry %d it is about %s, and this server has %s", by.entry, by.digest, digest), s.howToGive())
	}
	return &followed{r, digest, by}, nil
}

// follows reports whether there is a text to follow, or can be.
func (s *Server) follows() bool { return s.c.Pact != "" || s.c.Texts != "" }

// howToGive is how a text comes to this server.
func (s *Server) howToGive() string {
	if s.c.Texts == "" {
		return "give the server the text that the record names, or record an amendment: servanda ledger add --amendment FILE"
	}
	return "hand in the text that the record names (servanda ledger text URL FILE), or record an amendment: servanda ledger add --amendment FILE"
}

// handed is the text with a digest, if it was handed in; nil if it was not.
func (s *Server) handed(digest string) (*load.Result, error) {
	if s.c.Texts == "" || digestOf(digest) != digest {
		return nil, nil
	}
	path := s.textPath(digest)
	bytes, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r := load.Source(filepath.Base(path), bytes)
	if is, _, _ := r.Digest(); r.Pact == nil || digestPrefix+is != digest {
		return nil, fmt.Errorf("%s is not the text that was handed in", path)
	}
	return r, nil
}

func (s *Server) textPath(digest string) string {
	return filepath.Join(s.c.Texts, strings.TrimPrefix(digest, digestPrefix)+".pact")
}

// handedIn is how many texts were handed in.
func (s *Server) handedIn() (int, error) {
	if s.c.Texts == "" {
		return 0, nil
	}
	all, err := os.ReadDir(s.c.Texts)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return len(all), err
}

// textOf gives the text that an amendment in the log names, by its digest.
func (s *Server) textOf(e *record.Event) (*model.Pact, error) {
	digest := digestOf(e.Digest)
	if digest == "" {
		return nil, problem(http.StatusUnprocessableEntity, "an amendment names no text that can be had", fmt.Sprintf("entry %d gives no digest of its text", e.Line-1), "withdraw it, and report one with the digest")
	}
	r, err := s.handed(digest)
	if err != nil {
		return nil, err
	}
	if r == nil && s.c.Pact != "" {
		keeps, is, err := s.pact()
		if err != nil {
			return nil, err
		}
		if is == digest {
			r = keeps
		}
	}
	if r == nil {
		return nil, problem(http.StatusConflict, "the text of an amendment is not there", fmt.Sprintf("entry %d puts %s in force", e.Line-1, digest), s.howToGive())
	}
	return r.Pact, nil
}

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
	digest := digestOf(in.Digest)
	r, err := s.handed(digest)
	if err != nil {
		return nil, err
	}
	if r == nil && s.c.Pact != "" {
		keeps, is, err := s.pact()
		if err != nil {
			return nil, err
		}
		if is == digest && len(keeps.Files()) == 1 {
			r = keeps
		}
	}
	if r == nil {
		return nil, notThere("this server has no text of this digest", "the entries of the kinds pact and amendment name those that were in force; a text of several files is to be had from the keeper alone")
	}
	return &proofOut{"text/plain; charset=utf-8", r.Files()[0].Text}, nil
}
