package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/server/client"
	"github.com/servanda-lang/servanda/internal/server/wire"
	"github.com/spf13/cobra"
)

// The kinds of entries that the command writes; those about keys are the ledger's own.
const (
	kindEvent     = "event"
	kindPact      = "pact"
	kindAmendment = "amendment"
)

// openWith opens a ledger, and reads the key of its log if one is named.
// saying are the flags of what is said.
// sentences gives each thing that is said, one after the other: the pact, or the lines that are read.
// pactLine is what an entry says of a pact.
// ofPact says which text the record is of.
// idOf is the name of an event: the one that it gives itself, or the digest of its line.
// eachLine reads lines out of files or the standard input; empty ones are passed over.
// addFlags are the flags of add.
type addFlags struct {
	saying
	server, log string
	logKey      string
	signed      bool
	batch       int
}

func addCommand(s streams) *cobra.Command {
	var f addFlags
	cmd := &cobra.Command{
		Use:   "add LEDGER [EVENTS...]",
		Short: "Record events; what is acknowledged is on the disk",
		Long: "Add reads events, one line of JSON each, out of files or the standard input, signs and records them. Each is acknowledged with the number\n" +
			"of its entry once it is on the disk. What you said before under the same id is acknowledged again and not recorded twice.\n\n" +
			"With --server the ledger is that of a server; the events are signed here, and the proofs that come back are checked, against --log if it is named.",
		Example: "  servanda ledger add accord.ledger events.jsonl --key north.key --log-key log.key\n" +
			"  servanda ledger add accord.ledger --pact accord.pact --key north.key\n" +
			"  servanda ledger add accord.ledger --signed south.signed\n" +
			"  servanda ledger add --server https://ledger.example events.jsonl --key north.key --log log.key.pub",
		Args: func(_ *cobra.Command, args []string) error {
			if f.server == "" && len(args) < 1 {
				return errors.New("the call is: servanda ledger add LEDGER [EVENTS...] --key FILE, or with --server URL in the place of LEDGER")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.server != "" {
				args = append([]string{f.server}, args...)
			}
			return f.run(cmd.Context(), s, args[0], args[1:])
		},
	}
	f.register(cmd)
	cmd.Flags().StringVar(&f.server, "server", "", "the address of the server that has the ledger: a `URL`")
	cmd.Flags().StringVar(&f.log, "log", "", "with --server: the public key of the log, from elsewhere than the server: a `FILE`")
	cmd.Flags().StringVar(&f.logKey, "log-key", "", "the private key of the log, to sign a checkpoint with what is recorded: a `FILE`")
	cmd.Flags().BoolVar(&f.signed, "signed", false, "what is read was signed with ledger sign")
	cmd.Flags().IntVar(&f.batch, "batch", 256, "record and acknowledge so many at a time; 1 for events that come one by one")
	cmd.MarkFlagsOneRequired("key", "signed")
	cmd.MarkFlagsMutuallyExclusive("key", "signed")
	cmd.MarkFlagsMutuallyExclusive("server", "log-key")
	return cmd
}

func (f *addFlags) run(ctx context.Context, s streams, where string, from []string) error {
	var key *ledger.Private
	if !f.signed {
		k, err := privateKey(s, f.key)
		if err != nil {
			return err
		}
		key = &k
	}
	to, done, err := f.recorder(ctx, s, where, key)
	if err != nil {
		return err
	}
	defer done()
	in := &intake{ctx: ctx, s: s, to: to, batch: f.batch}
	if f.signed {
		err = in.readSigned(from)
	} else {
		err = f.readLines(in, *key, from)
	}
	if err != nil {
		return err // what was not acknowledged is not recorded
	}
	return in.flush()
}

// recorder opens what records: a ledger here, or that of a server.
func (f *addFlags) recorder(ctx context.Context, s streams, where string, key *ledger.Private) (recorder, func(), error) {
	if client.IsAddress(where) {
		to, err := f.remote(ctx, s, where, key)
		return to, func() {}, err
	}
	if f.server != "" {
		return nil, nil, fmt.Errorf("%s is no address of a server; one is written like https://ledger.example", shown(f.server))
	}
	st, log, err := openWith(ctx, s, where, f.logKey)
	if err != nil {
		return nil, nil, err
	}
	return &local{st, log}, func() { st.Close() }, nil
}

// readLines reads events and signs them.
func (f *addFlags) readLines(in *intake, key ledger.Private, from []string) error {
	return f.sentences(in.s, in.to.name(), from, func(say ledger.Statement) (err error) {
		say.Reporter = key.Public
		if say.Claimed.IsZero() {
			if say.Claimed, err = in.to.saidAt(in.ctx, say); err != nil {
				return err
			}
		}
		signed, err := say.Sign(key)
		if err != nil {
			return err
		}
		return in.take(signed)
	})
}

// recorder is what events are recorded by.
type recorder interface {
	name() string // of the ledger
	// saidAt is the time at which the same was said before, if it was, so that it is the same again; now if it was not.
	saidAt(context.Context, ledger.Statement) (time.Time, error)
	add(context.Context, []ledger.Signed) ([]wire.Receipt, error)
}

// local is a ledger on this machine, or in a database that it reaches.
type local struct {
	st  *store.Store
	log *ledger.Private
}

func (l *local) name() string { return l.st.LogKey().Name }

func (l *local) saidAt(ctx context.Context, say ledger.Statement) (time.Time, error) {
	before, err := l.st.Said(ctx, say.Ref())
	if err != nil || before == nil || before.Kind != say.Kind || !bytes.Equal(before.Line, say.Line) {
		return time.Now(), err
	}
	return before.Claimed, nil
}

func (l *local) add(ctx context.Context, all []ledger.Signed) ([]wire.Receipt, error) {
	receipts, err := l.st.Add(ctx, all, l.log)
	var out []wire.Receipt
	for _, r := range receipts {
		out = append(out, wire.Receipt{Entry: r.Entry, ID: r.ID, Recorded: r.Recorded, New: r.New})
	}
	return out, err
}

// intake gathers what is recorded together.
type intake struct {
	ctx   context.Context
	s     streams
	to    recorder
	all   []ledger.Signed
	batch int
}

func (in *intake) readSigned(from []string) error {
	if len(from) == 0 {
		from = []string{standardInput}
	}
	for _, path := range from {
		r, done, err := opened(in.s, path)
		if err != nil {
			return err
		}
		err = ledger.ReadSigned(r, in.take)
		done()
		if err != nil {
			return fmt.Errorf("%s: %w", shown(path), err)
		}
	}
	return nil
}

func (in *intake) take(st ledger.Signed) error {
	if in.all = append(in.all, st); len(in.all) < in.batch {
		return nil
	}
	return in.flush()
}

// flush records what was gathered and acknowledges it.
func (in *intake) flush() error {
	if len(in.all) == 0 {
		return nil
	}
	all := in.all
	in.all = nil
	receipts, err := in.to.add(in.ctx, all)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, r := range receipts {
		word := "recorded"
		if !r.New {
			word = "was recorded"
		}
		fmt.Fprintf(&b, "entry %d: %s %s %s\n", r.Entry, shown(r.ID), word, r.Recorded.Format(time.RFC3339))
	}
	_, err = io.WriteString(in.s.out, b.String())
	return err
}

// checkpointFlags are the flags of checkpoint.
