package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
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
	logKey string
	signed bool
	batch  int
}

func addCommand(s streams) *cobra.Command {
	var f addFlags
	cmd := &cobra.Command{
		Use:   "add LEDGER [EVENTS...]",
		Short: "Record events; what is acknowledged is on the disk",
		Long: "Add reads events, one line of JSON each, out of files or the standard input, signs and records them. Each is acknowledged with the number\n" +
			"of its entry once it is on the disk. What you said before under the same id is acknowledged again and not recorded twice.",
		Example: "  servanda ledger add accord.ledger events.jsonl --key north.key --log-key log.key\n" +
			"  servanda ledger add accord.ledger --pact accord.pact --key north.key\n" +
			"  servanda ledger add accord.ledger --signed south.signed",
		Args: named(1, -1, "add LEDGER [EVENTS...] --key FILE"),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0], args[1:]) },
	}
	f.register(cmd)
	cmd.Flags().StringVar(&f.logKey, "log-key", "", "the private key of the log, to sign a checkpoint with what is recorded: a `FILE`")
	cmd.Flags().BoolVar(&f.signed, "signed", false, "what is read was signed with ledger sign")
	cmd.Flags().IntVar(&f.batch, "batch", 256, "record and acknowledge so many at a time; 1 for events that come one by one")
	cmd.MarkFlagsOneRequired("key", "signed")
	cmd.MarkFlagsMutuallyExclusive("key", "signed")
	return cmd
}

func (f *addFlags) run(ctx context.Context, s streams, where string, from []string) error {
	st, log, err := openWith(ctx, s, where, f.logKey)
	if err != nil {
		return err
	}
	defer st.Close()
	in := &intake{ctx: ctx, s: s, st: st, log: log, batch: f.batch}
	if f.signed {
		err = in.readSigned(from)
	} else {
		err = f.readLines(in, from)
	}
	if err != nil {
		return err // what was not acknowledged is not recorded
	}
	return in.flush()
}

// readLines reads events and signs them.
func (f *addFlags) readLines(in *intake, from []string) error {
	key, err := privateKey(in.s, f.key)
	if err != nil {
		return err
	}
	return f.sentences(in.s, in.st.LogKey().Name, from, func(say ledger.Statement) error {
		say.Reporter = key.Public
		if say.Claimed.IsZero() {
			if say.Claimed, err = in.saidAt(say); err != nil {
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

// intake gathers what is recorded together.
type intake struct {
	ctx   context.Context
	s     streams
	st    *store.Store
	log   *ledger.Private
	all   []ledger.Signed
	batch int
}

// saidAt is the time at which the same was said before, if it was, so that it is the same again; now if it was not.
func (in *intake) saidAt(say ledger.Statement) (time.Time, error) {
	before, err := in.st.Said(in.ctx, say.Ref())
	if err != nil || before == nil || before.Kind != say.Kind || !bytes.Equal(before.Line, say.Line) {
		return time.Now(), err
	}
	return before.Claimed, nil
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
	receipts, err := in.st.Add(in.ctx, all, in.log)
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
