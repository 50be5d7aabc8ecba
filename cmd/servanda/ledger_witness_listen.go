package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/witness"
)

// The times of a connection to a witness, and of its end.
const (
	witnessRequest = 10 * time.Second
	witnessIdle    = 5 * time.Minute // who asks again and again keeps the connection
)

// answer lets the witness be asked until the context ends. Requests that are being looked at are brought to their end.
func (f *witnessFlags) answer(ctx context.Context, s streams, w *ledger.Witness) error {
	if w.Key.Algorithm != ledger.Cosignature {
		return fmt.Errorf("%s is not the key of a witness; one is made with: servanda ledger keygen --witness", shown(f.key))
	}
	last, err := w.Last() // a memory that is damaged is told now, and not to who asks
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", f.listen)
	if err != nil {
		return fmt.Errorf("--listen: %w", err)
	}
	log := slog.New(slog.NewJSONHandler(s.err, nil))
	srv := &http.Server{Handler: witness.Handler(w, log), ReadTimeout: witnessRequest, WriteTimeout: 2 * witnessRequest, IdleTimeout: witnessIdle,
		MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(l) }()
	size := "nothing yet"
	if last != nil {
		size = "a checkpoint of " + entries(last.Size)
	}
	err = sayf(s.out, "%s has cosigned %s of the log %s, and answers at http://%s", whose(w.Key.Public), size, whose(w.Log), l.Addr())
	if err == nil {
		select {
		case err = <-ended:
		case <-ctx.Done():
		}
	}
	down, stop := context.WithTimeout(context.WithoutCancel(ctx), 2*witnessRequest)
	defer stop()
	return errors.Join(err, srv.Shutdown(down))
}
