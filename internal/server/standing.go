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

	Of    *track.Standing `json:"-"`
	Named int64           `json:"-"` // the entry that names the text, if one does
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
	ask, err := s.asked(ctx, on, known)
	if err != nil {
		return nil, err
	}
	return s.stands.ask(ctx, ask)
}

// asked reads what is asked of the record as it is now.
func (s *Server) asked(ctx context.Context, on, known string) (ask, error) {
	if !s.follows() {
		return ask{}, followsNone()
	}
	ask := ask{}
	var err error
	for _, x := range []struct {
		name, text string
		to         *record.When
	}{{"on", on, &ask.on}, {"as-known-on", known, &ask.known}} {
		if *x.to, err = s.day(x.text); err != nil {
			return ask, problem(http.StatusUnprocessableEntity, "this is no day", x.name+": "+err.Error(), "")
		}
	}
	if ask.size, err = s.c.Store.Size(ctx); err != nil {
		return ask, err
	}
	s.told.size.Set(float64(ask.size))
	x, err := s.inForce(ctx, ask.size)
	if err != nil {
		return ask, err
	}
	ask.text = *x
	ask.texts, err = s.handedIn()
	return ask, err
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

// pact reads the text of the keeper as it is now, and its digest.
func (s *Server) pact() (*load.Result, string, error) {
	r, err := load.Load(s.c.Pact)
	if err != nil {
		return nil, "", err
	}
	digest, _, _ := r.Digest()
	if r.Pact == nil || digest == "" {
		return nil, "", problem(http.StatusServiceUnavailable, "the pact cannot be read", "the text that this server is to follow has mistakes", "whoever keeps the server finds them with servanda check")
	}
	return r, digestPrefix + digest, nil
}

// ask is what is asked of the record.
type ask struct {
	size      int64
	text      followed // that is in force
	texts     int      // that were handed in: an amendment in the log may name another one
	on, known record.When
}

// key names what is asked: two that have the same have the same answer.
func (a *ask) key() string {
	return fmt.Sprintf("%d %s %d %q %q", a.size, a.text.digest, a.texts, a.on.Text, a.known.Text)
}

// query is how the record is followed, and the log in it.
func (s *Server) query(ctx context.Context, a ask) (track.Query, *ledgerLog, error) {
	p := a.text.Pact
	q := track.Query{Pact: p, Text: s.textOf, On: a.on, Known: a.known, Look: s.limits.Look, Within: s.limits.Analysis / 4}
	for _, w := range []record.When{a.on, a.known} {
		if w.IsSet() && !w.Numbered() && p.Starts.IsZero() {
			return q, nil, problem(http.StatusUnprocessableEntity, "this is no day of the pact", "the pact has no calendar", "name a day by its number, such as day 12")
		}
	}
	log, err := readLog(ctx, s.c.Store, a.size, !p.Starts.IsZero())
	return q, log, err
}

// follow works an answer out.
func (s *Server) follow(ctx context.Context, a ask) (*Stands, error) {
	q, log, err := s.query(ctx, a)
	if err != nil {
		return nil, err
	}
	st, err := track.Follow(ctx, q, log.open)
	if err != nil {
		return nil, unfollowed(err)
	}
	out := &Stands{Entries: a.size, Pact: a.text.digest, Unread: log.unread, Of: st}
	if by := a.text.by; by != nil {
		out.Recorded, out.Named = true, by.entry
	}
	out.Standing, err = json.Marshal(st.JSON(a.text.Pact.Title))
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
