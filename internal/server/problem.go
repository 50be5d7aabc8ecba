package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

// init makes what huma finds wrong with a request a problem as all others are.
func init() {
	huma.NewError = func(status int, title string, more ...error) huma.StatusError {
		p := &wire.Problem{Title: plain(title, status), Status: status}
		var all []string
		for _, err := range more {
			all = append(all, err.Error())
		}
		p.Detail = strings.Join(all, "; ")
		if status < 500 {
			p.Mend = "see what the interface takes at /openapi.json"
		} else {
			p.Detail = "" // what went wrong inside is for the log
		}
		return p
	}
}

// plain is a title in small letters, as all problems have it.
func plain(title string, status int) string {
	if title == "" || title == "unexpected error occurred" {
		title = http.StatusText(status)
	}
	if title == "" {
		return "a problem" // huma asks for one of no status, to see its form
	}
	return strings.ToLower(title[:1]) + title[1:]
}

func problem(status int, title, detail, mend string) *wire.Problem {
	return &wire.Problem{Title: title, Status: status, Detail: detail, Mend: mend}
}

// later is a problem that passes by itself.
type later struct {
	*wire.Problem
	After time.Duration `json:"-"`
}

func (l *later) GetHeaders() http.Header {
	return http.Header{"Retry-After": {fmt.Sprint(int(math.Ceil(max(1, l.After.Seconds()))))}}
}

func (l *later) Unwrap() error { return l.Problem }

func busy(what string) error {
	return &later{problem(http.StatusServiceUnavailable, "the server is busy", what, "ask again a little later; what was not acknowledged can be handed in again"), time.Second}
}

// write answers with a problem.
func write(w http.ResponseWriter, err error) {
	var l *later
	if errors.As(err, &l) {
		for name, values := range l.GetHeaders() {
			w.Header()[name] = values
		}
	}
	var p *wire.Problem
	if !errors.As(err, &p) {
		p = ours()
	}
	w.Header().Set("Content-Type", wire.ProblemType)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p)
}

// ours is a fault of our own; what it was stands in the log.
func ours() *wire.Problem {
	return problem(http.StatusInternalServerError, "a fault of the server", "this is the server's own fault, not yours", "whoever keeps the server finds it in its log")
}

// forbidden is what a caller is told who may not do something.
func forbidden(c Caller, right Right) *wire.Problem {
	if c.Role == ledger.RoleNobody {
		return problem(http.StatusUnauthorized, "nobody may do this unsigned", "to "+right.String()+" one has to be known", "sign the request with a key that the ledger has admitted")
	}
	return problem(http.StatusForbidden, "your role does not allow it", fmt.Sprintf("%s may not %s", c.Role.Said(), right), "who keeps the log can admit your key in another role")
}

// refused makes a problem of what the ledger does not take.
func refused(err error) error {
	var r *store.Refused
	if !errors.As(err, &r) {
		return err
	}
	p := problem(http.StatusUnprocessableEntity, "an event cannot be recorded", r.Why+"; nothing was recorded", "mend or leave out the event and hand the others in again")
	p.Which = &r.Which
	switch r.Cause {
	case store.NotAllowed:
		p.Status, p.Mend = http.StatusForbidden, "who keeps the log admits keys: servanda ledger admit"
	case store.Otherwise:
		p.Status, p.Entry, p.Mend = http.StatusConflict, &r.Before, "give the event an id of its own; to correct an event, report a correction"
	}
	return p
}
