package server

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/ledger/witness"
)

// Config is what a server is made of. What is zero is as Limits says.
type Config struct {
	Store   *store.Store
	LogKey  *ledger.Private // signs a checkpoint with what is recorded; nil: somebody else does
	Pact    string          // the path of the pact that the ledger is about; "": the server works out no standing
	Texts   string          // the folder of texts that are handed in; "": none are
	Public  bool            // the record is for everybody to read
	Version string
	Log     *slog.Logger
	Limits  Limits

	// Witnesses are asked to cosign what the log signs.
	Witnesses []*witness.Remote
	// Sessions are other ways to say who makes a request, asked in turn where it is not signed. The role is the one that the ledger
	// gives the key. ok is false for a request that is not theirs.
	Sessions []func(*http.Request) (key ledger.Public, ok bool, err error)
	// Pages answers what is no part of the interface; nil: nothing does. Who makes the request is in its context (CallerOf).
	Pages func(*Server) http.Handler
}

// Limits bound what the server does at once and for whom.
type Limits struct {
	Rate     float64        // requests a second of one caller
	Burst    int            // of them at once
	Bytes    float64        // bytes of bodies a second of one caller
	Body     int64          // bytes of one body
	Events   int            // of one request
	Queue    int            // requests that wait to be recorded
	Window   time.Duration  // how old a signature may be
	Analyses int            // worked out at once
	Waiting  int            // analyses that wait
	Analysis time.Duration  // that one may take
	Look     explore.Limits // of one
	Kept     int            // answers of analyses that are kept
	Drain    time.Duration  // for what is under way when the server is told to stop
	Cosign   time.Duration  // between two times that a witness is asked to cosign
}

// withDefaults puts the usual limits where there are none.
func (l Limits) withDefaults() Limits {
	number(&l.Rate, 50)
	number(&l.Burst, 200)
	number(&l.Bytes, 4<<20)
	number(&l.Body, 8<<20)
	number(&l.Events, 1024)
	number(&l.Queue, 256)
	number(&l.Window, time.Minute)
	number(&l.Analyses, 1)
	number(&l.Waiting, 16)
	number(&l.Analysis, 2*time.Minute)
	number(&l.Look.States, 300_000)
	number(&l.Look.Bytes, 512<<20)
	number(&l.Look.Workers, 1)
	number(&l.Kept, 64)
	number(&l.Drain, 30*time.Second)
	number(&l.Cosign, 5*time.Second)
	return l
}

func number[T int | int64 | float64 | time.Duration](to *T, usual T) {
	if *to == 0 {
		*to = usual
	}
}
