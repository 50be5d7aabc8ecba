package server

import (
	"context"
	"errors"
	"time"

	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/witness"
)

// longestWait is how long at most a witness is left alone that could not be asked or did not cosign.
const longestWait = 5 * time.Minute

// askWitnesses asks each witness of the configuration to cosign, beside everything else: what hands in, and what reads, waits for none of
// them. It looks at the ledger itself, so that checkpoints of other processes are cosigned too. It ends with the context.
func (s *Server) askWitnesses(ctx context.Context) {
	for _, w := range s.c.Witnesses {
		s.asking.Go(func() { s.askAgain(ctx, w) })
	}
}

// askAgain asks one witness for as long as the context lasts. One that fails is asked less and less often.
func (s *Server) askAgain(ctx context.Context, w *witness.Remote) {
	for wait := s.limits.Cosign; ctx.Err() == nil; {
		if err := s.askOnce(ctx, w); err != nil && ctx.Err() == nil {
			s.unwitnessed(ctx, w, err)
			wait = min(2*wait, max(longestWait, s.limits.Cosign))
		} else {
			wait = s.limits.Cosign
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
		}
	}
}

// askOnce has a witness cosign the newest checkpoint, unless it has, and keeps what it signed.
func (s *Server) askOnce(ctx context.Context, w *witness.Remote) (err error) {
	defer fault.Catch(&err)
	c, err := s.newest(ctx)
	if err != nil || c.Line(w.Key) != "" {
		return err
	}
	began := s.now()
	cosigned, err := w.Cosign(ctx, s.c.Store, c)
	if err != nil {
		return err
	}
	if _, err := s.c.Store.Cosign(ctx, cosigned.Note, w.Key); err != nil {
		return err
	}
	s.told.cosigned.WithLabelValues("cosigned").Inc()
	s.log.InfoContext(ctx, "cosigned", "witness", w.Key.Name, "entries", c.Size, "ms", s.now().Sub(began).Milliseconds())
	return nil
}

// unwitnessed writes down that a witness has not cosigned. That the record is not the one that it has seen is more than that it was not
// reached.
func (s *Server) unwitnessed(ctx context.Context, w *witness.Remote, err error) {
	var broken *ledger.Broken
	if errors.As(err, &broken) {
		s.told.cosigned.WithLabelValues("refused").Inc()
		s.log.ErrorContext(ctx, "refused by a witness", "witness", w.Key.Name, "what", err.Error())
		return
	}
	s.told.cosigned.WithLabelValues("failed").Inc()
	s.log.WarnContext(ctx, "not cosigned", "witness", w.Key.Name, "what", err.Error())
}
