package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/model"
)

type standingIn struct {
	On    string `query:"on" maxLength:"40" doc:"the day looked at: a date, today, or day 12; the last one of the record if left out"`
	Known string `query:"as-known-on" maxLength:"40" doc:"count only what had been recorded by this day"`
}

// Stands is where everyone stands by the first entries of the ledger.
type Stands struct {
	Entries  int64           `json:"entries" doc:"how many entries were counted in"`
	Pact     string          `json:"pact" doc:"the digest of the text that was followed"`
	Recorded bool            `json:"recorded" doc:"whether the record says that it is about this text"`
	Unread   []Unread        `json:"unread" doc:"events that are none of a log, and were passed over"`
	Standing json.RawMessage `json:"standing" doc:"as servanda track --json writes it: servanda.standing/1"`

	Of *track.Standing `json:"-"`
}

// Unread is an event that cannot be followed.
type Unread struct {
	Entry int64  `json:"entry"`
	Why   string `json:"why"`
}

type standingOut struct{ Body *Stands }

func (s *Server) standings() {
	register(s, ReadStanding, huma.Operation{OperationID: "read-standing", Method: http.MethodGet, Path: "/v1/standing", Summary: "Read where everyone stands",
		Description: "What is due, late, broken, disputed and exposed by the record, as docs/tracking.md has it. It is worked out apart from the intake, and kept until the record grows.",
		Errors:      []int{http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity, http.StatusServiceUnavailable}},
		func(ctx context.Context, in *standingIn) (*standingOut, error) {
			out, err := s.Standing(ctx, in.On, in.Known)
			return &standingOut{out}, err
		})
}

// Standing is where everyone stands on a day, by what was recorded until another; "" is the last of the record, and all of it. What is
// given is shared: nobody may change it. The error is a problem to be told.
func (s *Server) Standing(ctx context.Context, on, known string) (*Stands, error) {
	if s.c.Pact == "" {
		return nil, notThere("this server follows no pact", "whoever keeps it names one: servanda serve --ledger … --pact FILE")
	}
	ask := ask{}
	var err error
	for _, x := range []struct {
		name, text string
		to         *record.When
	}{{"on", on, &ask.on}, {"as-known-on", known, &ask.known}} {
		if *x.to, err = s.day(x.text); err != nil {
			return nil, problem(http.StatusUnprocessableEntity, "this is no day", x.name+": "+err.Error(), "")
		}
	}
	if ask.pact, ask.digest, err = s.pact(); err != nil {
		return nil, err
	}
	if ask.size, err = s.c.Store.Size(ctx); err != nil {
		return nil, err
	}
	s.told.size.Set(float64(ask.size))
	return s.stands.ask(ctx, ask)
}

// day reads a day of a request.
func (s *Server) day(text string) (record.When, error) {
	switch text {
	case "":
		return record.When{}, nil
	case "today":
		text = s.now().UTC().Format(time.DateOnly)
	}
	return record.ParseWhen(text)
}

// pact reads the text as it is now, and its digest.
func (s *Server) pact() (*model.Pact, string, error) {
	r, err := load.Load(s.c.Pact)
	if err != nil {
		return nil, "", err
	}
	digest, _, _ := r.Digest()
	if r.Pact == nil || digest == "" {
		return nil, "", problem(http.StatusServiceUnavailable, "the pact cannot be read", "the text that this server is to follow has mistakes", "whoever keeps the server finds them with servanda check")
	}
	return r.Pact, "sha256:" + digest, nil
}

// ask is what is asked of the record.
type ask struct {
	size      int64
	digest    string
	on, known record.When
	pact      *model.Pact
}

// key names what is asked: two that have the same have the same answer.
func (a *ask) key() string {
	return fmt.Sprintf("%d %s %q %q", a.size, a.digest, a.on.Text, a.known.Text)
}

// follow works an answer out.
func (s *Server) follow(ctx context.Context, a ask) (*Stands, error) {
	for _, w := range []record.When{a.on, a.known} {
		if w.IsSet() && !w.Numbered() && a.pact.Starts.IsZero() {
			return nil, problem(http.StatusUnprocessableEntity, "this is no day of the pact", "the pact has no calendar", "name a day by its number, such as day 12")
		}
	}
	log, err := readLog(ctx, s.c.Store, a.size, !a.pact.Starts.IsZero())
	if err != nil {
		return nil, err
	}
	if log.text != "" && log.text != a.digest {
		return nil, problem(http.StatusConflict, "the record is about another text", fmt.Sprintf("by entry %d it is about %s, and this server has %s", log.textAt, log.text, a.digest),
			"give the server the text that the record names, or record an amendment: servanda ledger add --amendment FILE")
	}
	st, err := track.Follow(ctx, track.Query{Pact: a.pact, On: a.on, Known: a.known, Look: s.limits.Look, Within: s.limits.Analysis / 4}, log.open)
	if err != nil {
		return nil, unfollowed(err)
	}
	out := &Stands{Entries: a.size, Pact: a.digest, Recorded: log.text != "", Unread: log.unread, Of: st}
	out.Standing, err = json.Marshal(st.JSON(a.pact.Title))
	return out, err
}

// unfollowed makes a problem of a record that cannot be followed to its end.
func unfollowed(err error) error {
	var much *track.TooMuch
	if errors.As(err, &much) {
		return problem(http.StatusUnprocessableEntity, "it is more than can be answered", much.Error(), "ask for another day, or settle open points and disputes by entries")
	}
	return err
}
