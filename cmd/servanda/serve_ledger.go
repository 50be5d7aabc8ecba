package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/servanda-lang/servanda/internal/dashboard"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/ledger/witness"
	"github.com/servanda-lang/servanda/internal/server"
	"github.com/spf13/cobra"
)

// serving are the flags by which a ledger is served.
type serving struct {
	ledger, logKey, pact string
	texts                string
	drafts, passkeys     string
	listen, metrics      string
	tlsCert, tlsKey      string
	public, describe     bool
	behindTLS            bool
	rate                 float64
	witnessURLs          []string
	witnessKeys          []string
	witnessEvery         time.Duration
	analysis             time.Duration
}

func (f *serving) register(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringVar(&f.ledger, "ledger", "", "serve this `LEDGER`, a file or postgres://…, instead of the workbench")
	fl.StringVar(&f.logKey, "log-key", "", "with --ledger: the private key of its log, to sign a checkpoint with what is recorded: a `FILE`")
	fl.StringVar(&f.pact, "pact", "", "with --ledger: the pact that it is about, to say where everyone stands: a `FILE`")
	fl.StringVar(&f.texts, "texts", "", "with --ledger: keep in this `FOLDER` the texts of pacts that are handed in: servanda ledger text")
	fl.StringVar(&f.drafts, "drafts", "", "with --ledger: keep the drafts of mediators in this `FOLDER`, unencrypted")
	fl.StringVar(&f.passkeys, "passkeys", "", "with --ledger: keep in this `FILE` the passkeys with which browsers come in")
	fl.StringVar(&f.listen, "listen", "127.0.0.1:7460", "with --ledger: the `ADDRESS` to listen on")
	fl.StringVar(&f.metrics, "metrics", "", "with --ledger: the `ADDRESS` to answer Prometheus on, for this machine or a network of your own")
	fl.StringVar(&f.tlsCert, "tls-cert", "", "with --ledger: the certificate, and those above it, as PEM: a `FILE`")
	fl.StringVar(&f.tlsKey, "tls-key", "", "with --ledger: the private key of the certificate, as PEM: a `FILE`")
	fl.BoolVar(&f.public, "public", false, "with --ledger: let everybody read the record")
	fl.BoolVar(&f.behindTLS, "behind-tls", false, "with --ledger: browsers come by a proxy that speaks TLS with them")
	fl.Float64Var(&f.rate, "rate", 50, "with --ledger: how many requests a second one caller may make")
	fl.DurationVar(&f.analysis, "analysis", 2*time.Minute, "with --ledger: how long it may take to work out where everyone stands (`DURATION`)")
	fl.StringArrayVar(&f.witnessURLs, "witness-url", nil, "with --ledger: ask the witness at this `URL` to cosign what the log signs; may be repeated")
	fl.StringArrayVar(&f.witnessKeys, "witness", nil, "with --witness-url: the public key of that witness, in the same order: a `FILE`")
	fl.DurationVar(&f.witnessEvery, "witness-every", 5*time.Second, "with --witness-url: how often each witness is asked at most (`DURATION`)")
	fl.BoolVar(&f.describe, "openapi", false, "write what a server of a ledger can be asked, as OpenAPI 3.1, and end")
	cmd.MarkFlagsRequiredTogether("tls-cert", "tls-key")
	for _, name := range []string{"port", "max-memory", "timeout"} {
		cmd.MarkFlagsMutuallyExclusive("ledger", name)
	}
}

// asked reports whether a ledger is to be served.
func (f *serving) asked() bool { return f.ledger != "" || f.describe }

func (f *serving) run(ctx context.Context, s streams, args []string) error {
	if f.describe {
		text, err := server.Describe(buildVersion())
		if err == nil {
			_, err = s.out.Write(text)
		}
		return err
	}
	if len(args) > 0 {
		return errors.New("name the ledger with --ledger, and no folder")
	}
	if f.rate <= 0 || f.analysis <= 0 || f.witnessEvery <= 0 {
		return errors.New("--rate, --analysis and --witness-every are more than nothing")
	}
	certificates, err := f.certificates()
	if err != nil {
		return err
	}
	witnesses, err := f.witnesses(s)
	if err != nil {
		return err
	}
	st, key, err := openWith(ctx, s, f.ledger, f.logKey)
	if err != nil {
		return err
	}
	defer st.Close()
	pages := dashboard.New(dashboard.Config{Drafts: f.drafts, Passkeys: f.passkeys, Secure: certificates != nil || f.behindTLS})
	srv, err := server.New(server.Config{
		Store: st, LogKey: key, Pact: f.pact, Texts: f.texts, Public: f.public, Version: buildVersion(), Log: slog.New(slog.NewJSONHandler(s.err, nil)),
		Limits:    server.Limits{Rate: f.rate, Burst: int(4*f.rate) + 1, Analysis: f.analysis, Cosign: f.witnessEvery},
		Witnesses: witnesses, Pages: pages.Pages, Sessions: []func(*http.Request) (ledger.Public, bool, error){pages.Session},
	})
	if err != nil {
		return err
	}
	defer srv.Close()
	return f.answer(ctx, s, srv, st, certificates)
}

// witnesses are those that are asked to cosign.
func (f *serving) witnesses(s streams) ([]*witness.Remote, error) {
	if len(f.witnessURLs) != len(f.witnessKeys) {
		return nil, errors.New("each --witness-url takes a --witness with the public key of that witness, in the same order")
	}
	var out []*witness.Remote
	for i, at := range f.witnessURLs {
		key, err := publicKey(s, f.witnessKeys[i])
		if err != nil {
			return nil, err
		}
		w, err := witness.At(at, key)
		if err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	return out, nil
}

// certificates are those of TLS; none without them.
func (f *serving) certificates() (*tls.Config, error) {
	if f.tlsCert == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(f.tlsCert, f.tlsKey)
	if err != nil {
		return nil, fmt.Errorf("--tls-cert and --tls-key: %w", err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}}, nil
}

// answer listens and answers until the context ends.
func (f *serving) answer(ctx context.Context, s streams, srv *server.Server, st *store.Store, certificates *tls.Config) error {
	l, err := net.Listen("tcp", f.listen)
	if err != nil {
		return fmt.Errorf("--listen: %w", err)
	}
	var beside net.Listener
	if f.metrics != "" {
		if beside, err = net.Listen("tcp", f.metrics); err != nil {
			l.Close()
			return fmt.Errorf("--metrics: %w", err)
		}
	}
	scheme := "https"
	if certificates == nil {
		scheme = "http"
		if at, ok := l.Addr().(*net.TCPAddr); ok && !at.IP.IsLoopback() {
			sayf(s.err, "servanda: others than this machine can reach this address, and without TLS whoever is between reads all that is sent. Signatures hold all the same; name --tls-cert and --tls-key, or put a proxy with TLS before it.")
		}
	}
	select {
	case <-time.After(time.Until(srv.Began())):
	case <-ctx.Done():
	}
	if err := sayf(s.out, "The ledger %s is served at %s://%s", whose(st.LogKey()), scheme, l.Addr()); err != nil {
		return err
	}
	return srv.Run(ctx, l, beside, certificates)
}
