package server

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/model"
)

// The texts that entries name. An entry holds the digest of a text and not the text: that is handed in, by who may say which is in force,
// and lies in a folder beside the ledger, under its digest. Nobody has to be believed for it: what has another digest is another text.

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
	switch {
	case err != nil:
		return nil, err
	case by == nil && s.c.Pact == "":
		return nil, problem(http.StatusNotFound, "no text is in force", "no entry of the record says which text it is about", "record one, and hand it in: servanda ledger add --pact FILE, servanda ledger text URL FILE")
	case by == nil:
		r, digest, err := s.pact()
		return &followed{r, digest, nil}, err
	}
	r, err := s.textWith(by.digest)
	if err == nil && r == nil {
		err = problem(http.StatusConflict, "the record is about another text", fmt.Sprintf("by entry %d it is about %s, and this server has not that text", by.entry, by.digest), s.howToGive())
	}
	return &followed{r, by.digest, by}, err
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

// textWith is the text with a digest, if it was handed in or is that of the keeper; nil if it is neither.
func (s *Server) textWith(digest string) (*load.Result, error) {
	if r, err := s.handed(digest); err != nil || r != nil || s.c.Pact == "" {
		return r, err
	}
	r, is, err := s.pact()
	if err != nil || is != digest {
		return nil, err
	}
	return r, nil
}

// handed is the text with a digest, if it was handed in; nil if it was not.
func (s *Server) handed(digest string) (*load.Result, error) {
	if s.c.Texts == "" || digest == "" || digestOf(digest) != digest {
		return nil, nil
	}
	path := s.textPath(digest)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r := load.Source(filepath.Base(path), text)
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
	r, err := s.textWith(digest)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, problem(http.StatusConflict, "the text of an amendment is not there", fmt.Sprintf("entry %d puts %s in force", e.Line-1, digest), s.howToGive())
	}
	return r.Pact, nil
}
