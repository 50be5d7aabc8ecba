package server

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// The times of a connection.
const (
	headerTime = 10 * time.Second
	readTime   = 30 * time.Second // for a whole request
	idleTime   = 2 * time.Minute
)

// Run answers at a listener until the context ends; then it takes no more, finishes what is under way, and ends. What was acknowledged
// is on the disk before that in any case. With certificates it speaks TLS. Metrics are answered at a listener of their own, which may be nil.
func (s *Server) Run(ctx context.Context, l, metrics net.Listener, certificates *tls.Config) error {
	main := s.http(s.Handler())
	main.WriteTimeout = s.limits.Analysis + readTime // nothing but an analysis takes so long
	if certificates != nil {
		l = tls.NewListener(l, certificates)
	}
	ended := make(chan error, 2)
	go func() { ended <- main.Serve(l) }()
	servers := []*http.Server{main}
	if metrics != nil {
		beside := s.http(s.Metrics())
		servers = append(servers, beside)
		go func() { ended <- beside.Serve(metrics) }()
	}
	var err error
	select {
	case err = <-ended:
	case <-ctx.Done():
	}
	s.log.Info("ending")
	return errors.Join(err, s.shut(servers))
}

// http is a server with the usual bounds.
func (s *Server) http(h http.Handler) *http.Server {
	return &http.Server{Handler: h, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: readTime, IdleTimeout: idleTime,
		MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn)}
}

// shut ends in order: nobody new is let in, who is in is answered, what waits is recorded.
func (s *Server) shut(servers []*http.Server) error {
	s.ending.Store(true)
	s.stands.close() // whoever waits for a standing is told so at once
	ctx, stop := context.WithTimeout(context.Background(), s.limits.Drain)
	defer stop()
	var err error
	for _, one := range servers {
		if e := one.Shutdown(ctx); e != nil {
			err = errors.Join(err, e, one.Close())
		}
	}
	s.Close()
	s.log.Info("ended")
	return err
}
